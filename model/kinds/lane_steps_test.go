package kinds

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"corridor/model/kinds/value"
	"corridor/sim"
)

func clocksOf(t testing.TB, texts ...any) value.Clocks {
	t.Helper()
	var c value.Clocks
	if err := c.Decode(texts); err != nil {
		t.Fatal(err)
	}
	return c
}

func exceptionsOf(t testing.TB, table map[string]any) value.Exceptions {
	t.Helper()
	var e value.Exceptions
	if err := e.Decode(table); err != nil {
		t.Fatal(err)
	}
	return e
}

// One lane, or two of which half are manned in the middle of an opening, on days of
// all sorts.
func TestStepsOfCalendars(t *testing.T) {
	type table = map[string]any
	newYear := daysOf(t, "2025-01-01")
	for _, c := range []struct {
		name, zone, from string
		days             int
		staffed          float64
		calendar         calendar
		want             string // {at manned built open news}
	}{
		{"handover", "UTC", "2024-01-01", 1, 1, calendar{hours: hoursOf(t), shifts: clocksOf(t, "08:00", "20:00"), handover: 30 * sim.Minute},
			"[{0s 1 1 true false} {8h 0 1 true false} {8h30m 1 1 true false} {20h 0 1 true false} {20h30m 1 1 true false}]"},
		{"handover over midnight", "UTC", "2024-01-01", 2, 1, calendar{hours: hoursOf(t), shifts: clocksOf(t, "23:45"), handover: 30 * sim.Minute},
			"[{0s 0 1 true false} {15m 1 1 true false} {23h45m 0 1 true false} {1d15m 1 1 true false} {1d23h45m 0 1 true false}]"},
		{"handover while closed", "UTC", "2024-01-01", 1, 1, calendar{hours: hoursOf(t, "09:00-17:00"), shifts: clocksOf(t, "08:00", "16:45"), handover: 30 * sim.Minute},
			"[{0s 0 1 false false} {9h 1 1 true false} {16h45m 0 1 true false} {17h 0 1 false false}]"},
		{"handover of half a lane", "UTC", "2024-01-01", 1, 0.5, calendar{hours: hoursOf(t, "08:00-20:00"), shifts: clocksOf(t, "12:00"), handover: sim.Hour},
			"[{0s 0 1 false false} {8h 0 1 true false} {11h 1 1 true false} {12h 0 1 true false} {13h 1 1 true false} {17h 0 1 true false} {20h 0 1 false false}]"},
		{"a shift begins in the hour that is skipped", "Europe/Berlin", "2024-03-31", 2, 1, calendar{hours: hoursOf(t), shifts: clocksOf(t, "02:30"), handover: sim.Hour},
			"[{0s 1 1 true false} {2h 0 1 true false} {2h30m 1 1 true false} {1d1h30m 0 1 true false} {1d2h30m 1 1 true false}]"},
		{"a shift begins in the hour that is shown twice", "Europe/Berlin", "2024-10-27", 1, 1, calendar{hours: hoursOf(t), shifts: clocksOf(t, "02:30"), handover: 30 * sim.Minute},
			"[{0s 1 1 true false} {2h30m 0 1 true false} {3h 1 1 true false} {3h30m 0 1 true false} {4h 1 1 true false}]"},
		{"the night runs into a weekday without hours", "UTC", "2024-01-05", 2, 1, calendar{hours: hoursOf(t, "Fri 22:00-06:00")},
			"[{0s 0 1 false false} {22h 1 1 true false} {1d6h 0 1 false false}]"},
		{"a holiday ends the night before", "UTC", "2024-12-31", 3, 1, calendar{hours: hoursOf(t, "22:00-06:00"), holidays: newYear},
			"[{0s 1 1 true false} {6h 0 1 false false} {22h 1 1 true false} {1d 0 1 false false} {2d22h 1 1 true false}]"},
		{"an exception ends the night before", "UTC", "2024-12-31", 3, 1, calendar{hours: hoursOf(t, "22:00-06:00"), exceptions: []value.Exceptions{exceptionsOf(t, table{"2025-01-01": "closed"})}},
			"[{0s 1 1 true false} {6h 0 1 false false} {22h 1 1 true false} {1d 0 1 false false} {2d22h 1 1 true false}]"},
		{"the night runs into holiday hours", "UTC", "2024-12-31", 3, 1, calendar{hours: hoursOf(t, "22:00-06:00"), holidays: newYear, holidayHours: hoursOf(t, "10:00-16:00")},
			"[{0s 1 1 true false} {6h 0 1 false false} {22h 1 1 true false} {1d6h 0 1 false false} {1d10h 1 1 true false} {1d16h 0 1 false false} {2d22h 1 1 true false}]"},
		{"exceptions over holidays and closed days", "UTC", "2024-12-31", 3, 1, calendar{hours: hoursOf(t, "08:00-20:00"), holidays: daysOf(t, "2024-12-31/2025-01-02"), closed: newYear,
			exceptions: []value.Exceptions{exceptionsOf(t, table{"2024-12-31": "08:00-12:00", "2025-01-01": []any{"10:00-11:00", "15:00-16:00"}})}},
			"[{0s 0 1 false false} {8h 1 1 true false} {12h 0 1 false false} {1d10h 1 1 true false} {1d11h 0 1 false false} {1d15h 1 1 true false} {1d16h 0 1 false false}]"},
		{"closed days over holiday hours", "UTC", "2024-12-31", 3, 1, calendar{hours: hoursOf(t), holidays: daysOf(t, "2024-12-31/2025-01-01"), holidayHours: hoursOf(t, "10:00-16:00"), closed: newYear},
			"[{0s 0 1 false false} {10h 1 1 true false} {16h 0 1 false false} {2d 1 1 true false}]"},
		{"an exception runs past midnight", "UTC", "2024-12-31", 2, 1, calendar{hours: hoursOf(t, "08:00-12:00"), exceptions: []value.Exceptions{exceptionsOf(t, table{"2024-12-31": "20:00-04:00"})}},
			"[{0s 0 1 false false} {20h 1 1 true false} {1d4h 0 1 false false} {1d8h 1 1 true false} {1d12h 0 1 false false}]"},
		{"the inner exception", "UTC", "2024-12-31", 2, 1, calendar{hours: hoursOf(t), exceptions: []value.Exceptions{
			exceptionsOf(t, table{"2025-01-01": "08:00-12:00"}), exceptionsOf(t, table{"2024-12-31/2025-01-01": "closed"})}},
			"[{0s 0 1 false false} {1d8h 1 1 true false} {1d12h 0 1 false false}]"},
	} {
		days, until := daysFrom(t, c.zone, c.from, c.days)
		if got := fmt.Sprint(laneSteps(days, until, []datedPlan{{0, lanePlan{1, c.staffed, c.calendar}}})); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// drawn draws a calendar around clock changes and new year whose changes all fall on
// whole minutes.
func drawn(r *rapid.T, t testing.TB, first int32) calendar {
	opening := func(what string) string {
		const third = 20 * sim.Minute
		from, length := rapid.IntRange(0, 71).Draw(r, what), rapid.IntRange(1, 71).Draw(r, what+", thirds of an hour")
		clock := func(n int) string { return value.ClockText(sim.Time(n) * third % sim.Day) }
		return clock(from) + "-" + clock(from+length)
	}
	days := func(what string) value.DaySet {
		var list value.Closed
		for range rapid.IntRange(0, 2).Draw(r, what) {
			from := first + int32(rapid.IntRange(0, 6).Draw(r, what+" from"))
			list = append(list, [2]int32{from, from + int32(rapid.IntRange(0, 2).Draw(r, what+" more"))})
		}
		return value.NewDaySet(list)
	}
	c := calendar{hours: hoursOf(t), closed: days("closed"), holidays: days("holidays")}
	if rapid.Bool().Draw(r, "with hours") {
		c.hours = hoursOf(t, "Mon-Thu "+opening("week"), "Fri-Sat "+opening("weekend"))
	}
	if rapid.Bool().Draw(r, "with holiday hours") {
		c.holidayHours = hoursOf(t, opening("holiday hours"))
	}
	for range rapid.IntRange(0, 2).Draw(r, "exceptions") {
		table, hours := map[string]any{}, any("closed")
		if rapid.Bool().Draw(r, "open") {
			hours = opening("exception")
		}
		table[value.Civil(first+int32(rapid.IntRange(-1, 6).Draw(r, "exception"))).Format("2006-01-02")] = hours
		c.exceptions = append(c.exceptions, exceptionsOf(t, table))
	}
	if rapid.Bool().Draw(r, "with shifts") {
		c.shifts, c.handover = clocksOf(t, "00:10", "02:30", "16:00"), sim.Time(rapid.IntRange(1, 130).Draw(r, "handover"))*sim.Minute
	}
	return c
}

// mannedByWall says from the clock on the wall how many of three lanes, half of them
// staffed, are manned and whether it is open.
func mannedByWall(c *calendar, at time.Time) (manned int32, open bool) {
	hour, minute, _ := at.Clock()
	wall := sim.Time(hour)*sim.Hour + sim.Time(minute)*sim.Minute
	begun := func(back int) ([]value.Opening, bool) {
		day := value.DayNumber(at) - int32(back)
		for _, list := range c.exceptions {
			for _, x := range list {
				if x.Days[0] <= day && day <= x.Days[1] {
					return x.Openings, len(x.Openings) == 0
				}
			}
		}
		in := func(set value.DaySet) (found bool) {
			for _, days := range set {
				found = found || days[0] <= day && day <= days[1]
			}
			return found
		}
		switch weekday := (int(value.Civil(day).Weekday()) + 6) % 7; {
		case in(c.closed), in(c.holidays) && !c.holidayHours.Written:
			return nil, true
		case in(c.holidays):
			return c.holidayHours.Week[weekday], false
		default:
			return c.hours.Week[weekday], false
		}
	}
	extra := false
	if _, shut := begun(0); !shut {
		for back := range 2 {
			openings, _ := begun(back)
			for _, o := range openings {
				x, length := wall+sim.Time(back)*sim.Day, o.To-o.From
				open = open || o.From <= x && x < o.To
				middle := (o.From + o.To) / 2
				if length == sim.Day && o.From == 0 {
					middle = 14 * sim.Hour
				}
				extra = extra || middle-length/4 <= x && x < middle+length/4
			}
		}
	}
	for _, s := range c.shifts {
		if (wall-s+sim.Day)%sim.Day < c.handover {
			return 0, open
		}
	}
	switch {
	case open && extra:
		return 2, true
	case open:
		return 1, true
	}
	return 0, false
}

// At every minute the steps say what the clock on the wall, the weekday and the days of
// their own say.
func TestStepsMinuteByMinute(t *testing.T) {
	for _, c := range []struct{ zone, from string }{
		{"UTC", "2024-12-30"}, {"Europe/Berlin", "2024-03-29"}, {"Europe/Berlin", "2024-10-25"},
		{"Asia/Tehran", "2022-03-20"}, {"Asia/Tehran", "2022-09-19"}, {"Australia/Lord_Howe", "2024-04-05"},
	} {
		days, until := daysFrom(t, c.zone, c.from, 6)
		zone, err := LoadZone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		zero := value.StartOfDay(zone, days[0].number)
		rapid.Check(t, func(r *rapid.T) {
			cal := drawn(r, t, days[0].number)
			steps := laneSteps(days, until, []datedPlan{{0, lanePlan{3, 0.5, cal}}})
			i, sum, area := 0, sim.Time(0), sim.Time(0)
			for at := sim.Time(0); at < until; at += sim.Minute {
				for i+1 < len(steps) && steps[i+1].At <= at {
					i++
				}
				now := zero.Add(time.Duration(at) * time.Microsecond)
				manned, open := mannedByWall(&cal, now)
				if s := steps[i]; s.Manned != manned || s.Open != open {
					r.Fatalf("%s at %v: %+v, want %d manned, open %v\n%v", c.zone, now, s, manned, open, cal.String())
				}
				sum += sim.Time(manned) * sim.Minute
			}
			for i, s := range steps {
				end := until
				if i+1 < len(steps) {
					end = steps[i+1].At
				}
				area += sim.Time(s.Manned) * (end - s.At)
			}
			if area != sum {
				r.Fatalf("%v of lane time, want %v", area, sum)
			}
		})
	}
}
