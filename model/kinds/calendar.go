package kinds

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/sim"
)

// calendar says when lanes or officers are on duty, as joined from the tables around
// them. Of what is said of one day, the first of these holds: an exception, a closed
// day, a holiday, the hours of the weekday.
type calendar struct {
	hours        value.Hours
	closed       value.DaySet
	holidays     value.DaySet
	holidayHours value.Hours        // when not written, holidays are closed
	exceptions   []value.Exceptions // of the innermost table first
	shifts       value.Clocks
	handover     sim.Time // for so long after each change of shifts nobody begins
}

// span is [from, to) in ticks.
type span struct{ from, to sim.Time }

// on returns the openings that begin on a day, and whether the day is closed from
// midnight to midnight: then what began the evening before ends at midnight too. On a
// weekday without hours it does not.
func (c *calendar) on(day int32, weekday int) (openings []value.Opening, shut bool) {
	for _, e := range c.exceptions {
		if openings, ok := e.On(day); ok {
			return openings, len(openings) == 0
		}
	}
	switch {
	case c.closed.Has(day):
		return nil, true
	case !c.holidays.Has(day):
		return c.hours.Week[weekday], false
	case c.holidayHours.Written:
		return c.holidayHours.Week[weekday], false
	}
	return nil, true
}

// always tells whether it is open at all times, without change of shifts.
func (c *calendar) always() bool {
	if len(c.closed)+len(c.holidays)+len(c.exceptions) > 0 || len(c.shifts) > 0 && c.handover > 0 {
		return false
	}
	for _, day := range c.hours.Week {
		if !slices.Equal(day, []value.Opening{{From: 0, To: sim.Day}}) {
			return false
		}
	}
	return true
}

// openings returns some part of each opening, merged, inside a window.
func (c *calendar) openings(days []localDay, window span, part func(value.Opening) []span) []span {
	return layOut(days, window, func(day int32, weekday int) (parts []span, shut bool) {
		openings, shut := c.on(day, weekday)
		for _, o := range openings {
			parts = append(parts, part(o)...)
		}
		return parts, shut
	})
}

// wholeOpening is all of an opening.
func wholeOpening(o value.Opening) []span { return []span{{o.From, o.To}} }

// handovers returns when shifts change, as the clocks show it: a change that they skip
// does not take place, one that they show twice does twice.
func (c *calendar) handovers(days []localDay, window span) []span {
	if c.handover == 0 || len(c.shifts) == 0 {
		return nil
	}
	var each []span
	for _, at := range c.shifts {
		each = append(each, span{at, at + c.handover})
	}
	return layOut(days, window, func(int32, int) ([]span, bool) { return each, false })
}

// layOut lays spans of clock time out over a window, merged: those that begin on a day,
// counted from its midnight, and what runs on from the day before unless the day is
// shut.
func layOut(days []localDay, window span, begin func(day int32, weekday int) (spans []span, shut bool)) []span {
	var out []span
	note := func(from, to sim.Time) {
		if from, to = max(from, window.from), min(to, window.to); from < to {
			out = append(out, span{from, to})
		}
	}
	for i := range days {
		d := &days[i]
		if d.to <= window.from || d.from >= window.to {
			continue
		}
		today, shut := begin(d.number, d.weekday)
		if shut {
			continue
		}
		for _, s := range today {
			d.each(s.from, min(s.to, sim.Day), note)
		}
		yesterday, _ := begin(d.number-1, (d.weekday+6)%7)
		for _, s := range yesterday {
			d.each(max(0, s.from-sim.Day), s.to-sim.Day, note)
		}
	}
	return merged(out)
}

// merged sorts spans and joins those that touch or overlap.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// openShare is the share of the week in which somebody may begin, days of their own
// apart.
func (c *calendar) openShare() float64 {
	weekly := calendar{hours: c.hours, shifts: c.shifts, handover: c.handover}
	days, week := make([]localDay, 7), span{0, sim.Week}
	for i := range days {
		from := sim.Time(i) * sim.Day
		days[i] = localDay{weekday: i, from: from, to: from + sim.Day, parts: []dayPart{{from, from + sim.Day, 0}}}
	}
	sum := sim.Time(0)
	off := weekly.handovers(days, week)
	for _, s := range weekly.openings(days, week, wholeOpening) {
		sum += s.to - s.from
		for _, o := range off {
			sum -= max(0, min(s.to, o.to)-max(s.from, o.from))
		}
	}
	return float64(sum) / float64(sim.Week)
}

// String says all of it that is not the default.
func (c *calendar) String() string {
	parts := []string{"hours " + c.hours.String()}
	add := func(what, text string) {
		if text != "" {
			parts = append(parts, what+" "+text)
		}
	}
	add("closed days", c.closed.String())
	add("holidays", c.holidays.String())
	if c.holidayHours.Written {
		add("holiday hours", c.holidayHours.String())
	}
	for _, e := range c.exceptions {
		add("exceptions", e.String())
	}
	if len(c.shifts) > 0 && c.handover > 0 {
		add("handover", fmt.Sprintf("%v after %v", c.handover, c.shifts))
	}
	return strings.Join(parts, ", ")
}
