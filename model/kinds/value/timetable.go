package value

import (
	"fmt"
	"strings"

	"corridor/sim"
)

// Timetable says when trains or vessels depart.
type Timetable struct {
	WhenFull bool     // as soon as enough waits
	At       Clocks   // else: times of day
	Days     [7]bool  // on which there are such; Monday first
	Every    sim.Time // else: distance from one departure to the next, counted
	First    sim.Time // from this time after the Monday before the simulation begins
	Written  bool
}

const timetableForm = `"when full", "06:00", ["06:00", "18:00"], "2/day", { at = ["06:00"], days = ["Mon", "Thu"] } or { every = "12h", first = "03:00" }`

// leastGap is the least time from one departure of a timetable to the next.
const leastGap = sim.Minute

// Decode reads "when full", times of day, a rate, or a table.
func (t *Timetable) Decode(v any) error {
	x := Timetable{Written: true}
	text, isText := v.(string)
	table, isTable := v.(map[string]any)
	var err error
	switch {
	case v == "when full":
		x.WhenFull = true
	case isTable:
		err = x.table(table)
	case isText && strings.Contains(text, "/"):
		err = x.rate(text)
	default:
		x.daily()
		if err = x.At.Decode(v); err != nil {
			err = fmt.Errorf("%w; a timetable is %s", err, timetableForm)
		}
	}
	if err == nil {
		*t = x
	}
	return err
}

// daily is on all days.
func (t *Timetable) daily() { t.Days = [7]bool{true, true, true, true, true, true, true} }

// rate reads "3/week": evenly spread, from Monday midnight on.
func (t *Timetable) rate(text string) error {
	var r Rate
	if err := r.Decode(text); err != nil {
		return err
	}
	if r.N == 0 {
		return fmt.Errorf("%q never departs; a timetable is %s", text, timetableForm)
	}
	t.Every = sim.Time(r.Period/r.N + 0.5)
	return t.checkGap(show(text))
}

func (t *Timetable) checkGap(text string) error {
	if t.Every < leastGap || t.Every > 366*sim.Day {
		return fmt.Errorf("%s departs every %v, must be from %v to a year", text, t.Every, leastGap)
	}
	return nil
}

// table reads { at, days } or { every, first }.
func (t *Timetable) table(v map[string]any) error {
	all := problems{onlyKeys(v, "a timetable", "at", "days", "every", "first")}
	_, at := v["at"]
	_, every := v["every"]
	switch {
	case at == every:
		all.add(fmt.Errorf("needs either at or every; a timetable is %s", timetableForm))
	case at:
		t.daily()
		all.add(inPart("at", t.At.Decode(v["at"])))
		if days, ok := v["days"]; ok {
			all.add(inPart("days", t.weekdays(days)))
		}
		if _, ok := v["first"]; ok {
			all.add(fmt.Errorf("first goes with every; write the times of day in at"))
		}
	default:
		all.add(t.regular(v))
	}
	return all.joined()
}

// regular reads { every, first }.
func (t *Timetable) regular(v map[string]any) error {
	var every Span
	var first TimeOfDay
	var all problems
	all.add(inPart("every", every.Decode(v["every"])))
	if at, ok := v["first"]; ok {
		all.add(inPart("first", first.Decode(at)))
	}
	if _, ok := v["days"]; ok {
		all.add(fmt.Errorf("days goes with at; write the times of day in at"))
	}
	if len(all) == 0 {
		t.Every, t.First = every.Time, first.At
		all.add(t.checkGap(show(v["every"])))
	}
	return all.joined()
}

// weekdays reads "Mon" or ["Mon", "Thu"].
func (t *Timetable) weekdays(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	if len(list) == 0 {
		return fmt.Errorf("is an empty list; leave it out for every day")
	}
	t.Days = [7]bool{}
	for _, x := range list {
		text, _ := x.(string)
		day, ok := weekday(text)
		if !ok {
			return fmt.Errorf("names the day %s, days are Mon, Tue, Wed, Thu, Fri, Sat, Sun", show(x))
		}
		t.Days[day] = true
	}
	return nil
}

// inPart says in which part of a value an error is.
func inPart(part string, err error) error {
	if err != nil {
		err = fmt.Errorf("%s: %w", part, err)
	}
	return err
}

// Syntax describes timetables.
func (t *Timetable) Syntax() Syntax {
	return Syntax{Name: "timetable", Example: `{ at = ["06:00", "18:00"], days = ["Mon", "Thu"] }`, Types: []string{"string", "array", "object"}}
}

// Gap is the mean time from one departure to the next; 0 when full.
func (t *Timetable) Gap() sim.Time {
	if len(t.At) == 0 {
		return t.Every
	}
	week := 0
	for _, on := range t.Days {
		if on {
			week += len(t.At)
		}
	}
	return sim.Week / sim.Time(week)
}
