package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/sim"
)

// CalendarSpec are the keys of a calendar: of a post, of a direction, of lanes that
// serve. What is written further in holds in place of what is written further out;
// closed days and holidays add up, exceptions do for different days.
type CalendarSpec struct {
	Hours        value.Hours        `toml:"hours" running:"true" help:"Opening hours, local time (default: of the table around it, else round the clock)."`
	Closed       value.Closed       `toml:"closed" running:"true" help:"Whole local days on which it is closed, besides those of the table around it; hours of the night before end at midnight."`
	Shifts       value.Clocks       `toml:"shifts" running:"true" help:"Local times at which shifts change, every day: [\"08:00\", \"20:00\"]."`
	Handover     value.Span         `toml:"handover" running:"true" help:"For so long after each change of shifts nobody begins; services that run go on."`
	Holidays     value.HolidayNames `toml:"holidays" running:"true" help:"Named sets of days that are closed too, or have holiday_hours: \"holidays.NAME\" or a list of them."`
	HolidayHours value.Hours        `toml:"holiday_hours" running:"true" help:"Opening hours on holidays, in place of those of the weekday."`
	Exceptions   value.Exceptions   `toml:"exceptions" running:"true" help:"Opening hours of single local days, in place of all others and of closed days: \"closed\", or hours that begin on that day."`
}

// written returns the keys that are written.
func (s *CalendarSpec) written() []string {
	var keys []string
	for _, k := range []struct {
		key     string
		written bool
	}{
		{"hours", s.Hours.Written}, {"closed", len(s.Closed) > 0}, {"shifts", len(s.Shifts) > 0}, {"handover", s.Handover.Written},
		{"holidays", len(s.Holidays.Names) > 0}, {"holiday_hours", s.HolidayHours.Written}, {"exceptions", len(s.Exceptions) > 0},
	} {
		if k.written {
			keys = append(keys, k.key)
		}
	}
	return keys
}

// calendarAt is a calendar and the table in which it is written.
type calendarAt struct {
	path string
	*CalendarSpec
}

// calendar joins the calendars of tables around each other, the outermost first.
func (c *Compiler) calendar(tables ...calendarAt) calendar {
	out := calendar{hours: value.RoundTheClock()}
	var closed, holidays []value.Closed
	handoverAt := ""
	for _, t := range tables {
		if t.Hours.Written {
			out.hours = t.Hours
		}
		if t.HolidayHours.Written {
			out.holidayHours = t.HolidayHours
		}
		if len(t.Shifts) > 0 {
			out.shifts = t.Shifts
		}
		if t.Handover.Written {
			out.handover, handoverAt = t.Handover.Time, t.path+".handover"
		}
		if len(t.Exceptions) > 0 {
			out.exceptions = append([]value.Exceptions{t.Exceptions}, out.exceptions...)
		}
		closed = append(closed, t.Closed)
		holidays = append(holidays, c.holidays(t.path+".holidays", t.Holidays.Names)...)
		c.needDates(t)
	}
	out.closed, out.holidays = value.NewDaySet(closed...), value.NewDaySet(holidays...)
	c.pair(tables)
	c.checkHandover(handoverAt, &out)
	return out
}

// needDates notes what a run without dates cannot have.
func (c *Compiler) needDates(t calendarAt) {
	if c.clock.Dated {
		return
	}
	what := map[string]string{"closed": "closed days", "holidays": "holidays", "exceptions": "exceptions"}
	for _, key := range t.written() {
		if what[key] != "" {
			c.addOnce(t.path+"."+key, what[key]+" need a run with dates", "write start and end in [run], or leave them out")
		}
	}
}

// holidays finds named sets of days.
func (c *Compiler) holidays(path string, names value.Names) []value.Closed {
	var out []value.Closed
	for i, name := range names {
		bare, ok := strings.CutPrefix(name, "holidays.")
		if spec := c.scenario.Holidays[bare]; ok && spec != nil {
			out = append(out, spec.Days)
			continue
		}
		var known []string
		for _, k := range sortedKeys(c.scenario.Holidays) {
			known = append(known, "holidays."+k)
		}
		at, advice := path, "write [holidays.NAME] with its days"
		if len(names) > 1 {
			at += fmt.Sprintf(".%d", i)
		}
		if len(known) > 0 {
			advice = value.DidYouMean(name, known)
		}
		c.addOnce(at, fmt.Sprintf("%q is not a set of holidays", name), advice)
	}
	return out
}

// keyPair is a key that says nothing without another, which may stand in a table
// around it or inside it.
type keyPair struct {
	other, advice string
	met           bool
}

// pair notes which keys of tables around each other have the other that they need.
func (c *Compiler) pair(tables []calendarAt) {
	var all []string
	for _, t := range tables {
		all = append(all, t.written()...)
	}
	needs := map[string]keyPair{
		"shifts":        {"handover", `write handover = "30m", the time in which nobody begins`, false},
		"handover":      {"shifts", "write the times at which shifts change: shifts = " + new(value.Clocks).Syntax().Example, false},
		"holiday_hours": {"holidays", `write the days on which they hold: holidays = "holidays.NAME"`, false},
	}
	for _, t := range tables {
		for _, key := range t.written() {
			need, ok := needs[key]
			if !ok {
				continue
			}
			at := t.path + "." + key
			if c.pairs[at] == nil {
				c.pairs[at] = &need
			}
			c.pairs[at].met = c.pairs[at].met || slices.Contains(all, need.other)
		}
	}
}

// unpaired notes keys that have the other that they need nowhere.
func (c *Compiler) unpaired() {
	for _, at := range sortedKeys(c.pairs) {
		if p := c.pairs[at]; !p.met {
			c.Add(at, "has no meaning without "+p.other, p.advice)
		}
	}
}

// checkHandover notes a handover that leaves nothing of a shift.
func (c *Compiler) checkHandover(path string, cal *calendar) {
	for i, at := range cal.shifts {
		next := cal.shifts[(i+1)%len(cal.shifts)]
		if next <= at {
			next += sim.Day
		}
		if cal.handover >= next-at {
			c.addOnce(path, fmt.Sprintf("is %v, but the shift from %s to %s is no longer than that", cal.handover, value.ClockText(at), value.ClockText(next)), "write less, or fewer shifts")
			cal.handover = 0
		}
	}
}

// writtenZone returns the zone that a table has written, or the one around it.
func (c *Compiler) writtenZone(path, name, around string) string {
	if name == "" {
		return around
	}
	if _, err := c.zone(name); err != nil {
		c.addOnce(path+".zone", err.Error(), "")
		return around
	}
	if !c.clock.Dated {
		return around
	}
	return name
}
