package kinds

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"corridor/model/kinds/value"
	"corridor/sim"
)

// Hours, shifts and handover come from the innermost table, days add up, and the zone
// written innermost holds.
func TestCalendarsAroundEachOther(t *testing.T) {
	const text = `
directions = ["north", "south"]
[run]
start = 2024-12-31
end = 2025-01-04
[class.truck]
[class.car]
[place.a]
zone = "Asia/Baku"
[place.b]
[holidays.new-year]
days = "2025-01-01"
[holidays.local]
days = ["2025-01-02", "2025-01-06/2025-01-07"]
[post.p]
between = ["place.a", "place.b"]
stages = ["papers", "control"]
hours = "08:00-20:00"
holidays = "holidays.new-year"
exceptions = { 2024-12-31 = "08:00-12:00", "2025-01-03" = "closed" }
shifts = ["09:00"]
[post.p.north]
holiday_hours = "10:00-16:00"
zone = "UTC"
[post.p.north.papers]
lanes = 1
service = "1m"
holidays = ["holidays.local"]
exceptions = { "2025-01-03" = "08:00-09:00" }
[post.p.north.control]
handover = "1h"
zone = "Asia/Tbilisi"
[post.p.north.control.group.trucks]
classes = ["truck"]
lanes = 1
service = "1m"
hours = "08:00-10:00"
shifts = ["08:30"]
[post.p.north.control.group.cars]
lanes = 1
service = "1m"
hours = "08:00-10:00"
[post.p.south.papers]
lanes = 1
service = "1m"
[post.p.south.control]
service = "1m"
[flow.f]
class = "class.truck"
through = ["post.p.north"]
volume = "1/day"
`
	net, _ := compile(t, text)
	for name, want := range map[string]string{
		"post.p.north.papers": "UTC [{0s 0 1 false false} {8h 1 1 true false} {12h 0 1 false false} {1d10h 1 1 true false} {1d16h 0 1 false false}" +
			" {2d10h 1 1 true false} {2d16h 0 1 false false} {3d8h 1 1 true false} {3d9h 0 1 false false}]",
		"post.p.north.control.group.trucks": "Asia/Tbilisi [{0s 0 1 false false} {4h 1 1 true false} {4h30m 0 1 true false} {5h30m 1 1 true false} {8h 0 1 false false}" +
			" {1d6h 1 1 true false} {1d12h 0 1 false false} {2d4h 1 1 true false} {2d4h30m 0 1 true false} {2d5h30m 1 1 true false} {2d6h 0 1 false false}]",
		"post.p.north.control.group.cars": "Asia/Tbilisi [{0s 0 1 false false} {4h 1 1 true false} {5h 0 1 true false} {6h 1 1 true false} {8h 0 1 false false}" +
			" {1d6h 1 1 true false} {1d12h 0 1 false false} {2d4h 1 1 true false} {2d5h 0 1 true false} {2d6h 0 1 false false}]",
		"post.p.south.papers": "UTC [{0s 0 1 false false} {8h 1 1 true false} {12h 0 1 false false} {2d8h 1 1 true false} {2d20h 0 1 false false}]",
	} {
		e := element(t, net, name)
		if got := e.Zone + " " + fmt.Sprint(e.Lanes); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
}

// A set of days may change on a date, for all calendars that name it.
func TestHolidaysCanChange(t *testing.T) {
	text := func(days string) string {
		return "[run]\nstart = 2024-01-01\nend = 2024-01-06\n[class.truck]\n[holidays.h]\ndays = " + days + "\n[toll.x]\nlanes = 1\nservice = \"1m\"\nholidays = \"holidays.h\"\n" +
			"[flow.f]\nclass = \"class.truck\"\nthrough = [\"toll.x\"]\nvolume = \"1/day\"\n"
	}
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text(`["2024-01-02", "2024-01-04"]`))}, from(t, "2024-01-03", "u", text(`["2024-01-02", "2024-01-05"]`)))
	const want = "[{0s 1 1 true false} {1d 0 1 false false} {2d 1 1 true true} {4d 0 1 false false}]"
	if got := fmt.Sprint(element(t, net, "toll.x").Lanes); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Shifts need no dates.
func TestShiftsInSteadyState(t *testing.T) {
	net, _ := compile(t, "[run]\nduration = \"2d\""+oneFlow+"volume = \"1/day\"\n[toll.x]\nlanes = 2\nservice = \"1m\"\nshifts = \"12:00\"\nhandover = \"1h\"\n")
	const want = "[{0s 2 2 true false} {12h 0 2 true false} {13h 2 2 true false} {1d12h 0 2 true false} {1d13h 2 2 true false}]"
	if got := fmt.Sprint(element(t, net, "toll.x").Lanes); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// What is wrong with calendars, which is all that is said.
func TestFaultsOfCalendars(t *testing.T) {
	const dated, steady = "start = 2024-01-01\nend = 2025-01-01\n", "duration = \"9d\"\n"
	const toll, north, one, two = "[toll.x]", "[post.p.north]", "[post.p.north.one]", "[post.p.north.two]"
	for _, c := range []struct {
		run  string
		add  []string // a table and what is written in it, in turn
		want []string
	}{
		{dated, nil, nil},
		{dated, []string{toll, `holidays = "holidays.hh"`}, []string{`toll.x.holidays: "holidays.hh" is not a set of holidays; did you mean holidays.h?`}},
		{dated, []string{toll, `holidays = ["holidays.h", "h"]`}, []string{`toll.x.holidays.1: "h" is not a set of holidays; known are holidays.h`}},
		{dated, []string{toll, `holiday_hours = "08:00-12:00"`}, []string{"toll.x.holiday_hours: has no meaning without holidays; write the days"}},
		{dated, []string{toll, `shifts = "08:00"`}, []string{"toll.x.shifts: has no meaning without handover; write handover"}},
		{dated, []string{toll, `handover = "1h"`}, []string{"toll.x.handover: has no meaning without shifts; write the times"}},
		{dated, []string{toll, "handover = \"0s\"\nshifts = \"08:00\""}, nil},
		{dated, []string{toll, "shifts = [\"08:00\", \"08:30\"]\nhandover = \"30m\""}, []string{"toll.x.handover: is 30m, but the shift from 08:00 to 08:30 is no longer than that; write less, or fewer shifts"}},
		{dated, []string{toll, "shifts = \"08:00\"\nhandover = \"24h\""}, []string{"toll.x.handover: is 1d, but the shift from 08:00 to 08:00"}},
		{dated, []string{north, `shifts = "08:00"`, two, `handover = "1h"`}, nil},
		{dated, []string{north, `handover = "1h"`, one, `shifts = "08:00"`}, nil},
		{dated, []string{north, `holiday_hours = "10:00-12:00"`, two, `holidays = "holidays.h"`}, nil},
		{dated, []string{one, `handover = "1h"`, two, `shifts = "08:00"`}, []string{"post.p.north.one.handover: has no", "post.p.north.two.shifts: has no"}},
		{dated, []string{north, `shifts = "08:00"`}, []string{"post.p.north.shifts: has no meaning without handover"}},
		{dated, []string{north, "shifts = \"08:00\"\nhandover = \"25h\""}, []string{"post.p.north.handover: is 1d1h, but"}},
		{dated, []string{north, `zone = "Asia/Bakku"`}, []string{`post.p.north.zone: "Asia/Bakku" is not a time zone; did you mean Asia/Baku?`}},
		{steady, []string{one, `zone = "Asia/Bakku"`}, []string{`post.p.north.one.zone: "Asia/Bakku" is not a time zone; did you mean Asia/Baku?`}},
		{steady, []string{"[post.p]", `zone = "Asia/Baku"`}, nil},
		{steady, []string{toll, `exceptions = { "2024-01-01" = "closed" }`}, []string{"toll.x.exceptions: exceptions need a run with dates; write start and end in [run], or leave them out"}},
		{steady, []string{north, `holidays = "holidays.h"`}, []string{"post.p.north.holidays: holidays need a run with dates"}},
		{steady, []string{north, `closed = "2024-01-01"`}, []string{"post.p.north.closed: closed days need a run with dates"}},
		{steady, []string{toll, `hours = "08:00-20:00"`, one, `hours = "08:00-20:00"`}, nil},
	} {
		text := `directions = ["north", "south"]
[run]
` + c.run + `
[class.truck]
[holidays.h]
days = "2024-05-01"
[toll.x]
lanes = 1
service = "1m"
[flow.f]
class = "class.truck"
through = ["toll.x"]
volume = "1/day"
[post.p]
stages = ["one", "two"]
[post.p.north]
[post.p.north.one]
lanes = 1
service = "1m"
[post.p.north.two]
lanes = 1
service = "1m"
`
		for i := 0; i < len(c.add); i += 2 {
			text = strings.Replace(text, c.add[i]+"\n", c.add[i]+"\n"+c.add[i+1]+"\n", 1)
		}
		faults := faultsOf(t, text)
		ok := len(faults) == len(c.want)
		for _, want := range c.want {
			ok = ok && slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) })
		}
		if !ok {
			t.Errorf("%q:\n got %s\nwant %s", c.add, strings.Join(faults, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}

// Calendars of a stage without lanes of its own belong elsewhere.
func TestCalendarWithoutLanes(t *testing.T) {
	const post = "directions = [\"north\", \"south\"]\n[run]\nstart = 2024-01-01\nend = 2025-01-01\n[class.truck]\n[post.p]\nstages = [\"one\", \"two\"]\n" +
		"[post.p.north.one]\nlanes = 1\nservice = \"1m\"\n[post.p.north.two]\nservice = \"1m\"\n"
	for line, key := range map[string]string{"hours = \"08:00-20:00\"": "hours", "closed = \"2024-05-01\"": "closed", "shifts = \"08:00\"": "shifts",
		"exceptions = { \"2024-05-01\" = \"closed\" }": "exceptions", "zone = \"UTC\"": "zone"} {
		faults := faultsOf(t, post+line)
		if want := "post.p.north.two." + key + ": the stage has no lanes of its own"; len(faults) != 1 || !strings.HasPrefix(faults[0], want) {
			t.Errorf("%s: %v, want %s", line, faults, want)
		}
	}
}

// What never opens in the whole run is warned of with all that keeps it closed.
func TestNeverOpen(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"hours = \"Sat-Sun 08:00-20:00\"", "toll.lane: is never open during the run: hours Sat-Sun 08:00-20:00; write hours or exceptions that open it, or no lanes"},
		{"hours = \"Mon-Wed 08:00-20:00\"\nexceptions = { \"2024-01-01/2024-01-02\" = \"closed\", \"2024-01-03\" = \"closed\" }",
			"hours Mon-Wed 08:00-20:00, exceptions 2024-01-01/2024-01-02 closed, 2024-01-03 closed;"},
		{"closed = [\"2024-01-03/2024-01-05\", \"2024-01-01/2024-01-02\"]", "hours 00:00-24:00, closed days 2024-01-01/2024-01-05;"},
		{"holidays = \"holidays.h\"\nholiday_hours = \"Sun 08:00-09:00\"", "hours 00:00-24:00, holidays 2024-01-01/2024-01-03, holiday hours Sun 08:00-09:00;"},
		{"hours = \"08:00-09:00\"\nshifts = \"08:00\"\nhandover = \"1h\"", "hours 08:00-09:00, handover 1h after 08:00;"},
		{"hours = \"08:00-09:00\"\nclosed = \"2024-01-01/2024-01-02\"", ""},
	} {
		text := strings.Replace(oneFlow, "lanes = 1\n", "lanes = 1\n"+c.keys+"\n", 1)
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, "[run]\nstart = 2024-01-01\nend = 2024-01-04\n[holidays.h]\ndays = \"2024-01-01/2024-01-03\"\n"+text+"volume = \"1/day\"")}}, f)
		got := ""
		for _, w := range faultTexts(f, true) {
			if strings.Contains(w, "never open") {
				got += w
			}
		}
		if f.Fatal() || !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, got, c.want)
		}
	}
}

// Windows of weekly hours and of whole days, in the zone they are written for.
func TestWindows(t *testing.T) {
	f := &Faults{}
	fr := newFrame(read(t, "[run]\nstart = 2024-03-29\nend = 2024-04-08\nzone = \"Europe/Berlin\""), f)
	hours := hoursOf(t, "Sun 01:00-06:00")
	show := func(list []span) (out [][2]sim.Time) {
		for _, s := range list {
			out = append(out, [2]sim.Time{s.from, s.to})
		}
		return out
	}
	if got, want := fmt.Sprint(show(openHours(hours, fr.daysIn("Europe/Berlin"), span{0, fr.plan.Until}))), "[[2d1h 2d5h] [9d 9d5h]]"; got != want {
		t.Errorf("weekly hours %s, want %s", got, want)
	}
	var days value.Closed
	if err := days.Decode([]any{"2024-03-30/2024-04-01", "2024-04-02", "2024-04-07/2024-05-01", "2024-03-01"}); err != nil {
		t.Fatal(err)
	}
	whole := func(zone string) []span {
		return windows(value.Periods{{Days: days}}, fr.daysIn(zone), nil, fr.plan.Until)
	}
	if got, want := fmt.Sprint(show(whole("Europe/Berlin"))), "[[1d 4d23h] [8d23h 9d23h]]"; got != want {
		t.Errorf("whole days %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(show(whole("UTC"))), "[[1d1h 5d1h] [9d1h 9d23h]]"; got != want {
		t.Errorf("whole days in UTC %s, want %s", got, want)
	}
}

// The share of the week in which somebody may begin, as the practical capacity takes
// it.
func TestOpenShare(t *testing.T) {
	for _, c := range []struct {
		calendar calendar
		hours    float64 // of the week
	}{
		{calendar{hours: hoursOf(t)}, 168},
		{calendar{hours: hoursOf(t, "Sun 22:00-06:00")}, 8},
		{calendar{hours: hoursOf(t), shifts: clocksOf(t, "08:00", "23:30"), handover: sim.Hour}, 168 - 14},
		{calendar{hours: hoursOf(t, "Mon-Fri 08:00-20:00"), shifts: clocksOf(t, "07:30", "20:00"), handover: sim.Hour}, 60 - 2.5},
		{calendar{hours: hoursOf(t), closed: daysOf(t, "2024-01-01"), holidays: daysOf(t, "2024-01-02")}, 168},
	} {
		if got := c.calendar.openShare() * 168; got-c.hours > 1e-9 || c.hours-got > 1e-9 {
			t.Errorf("%v: %v hours, want %v", c.calendar.String(), got, c.hours)
		}
	}
}
