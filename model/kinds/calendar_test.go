package kinds

import (
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"corridor/model/kinds/value"
	"corridor/sim"
)

func hoursOf(t testing.TB, rules ...any) value.Hours {
	t.Helper()
	if len(rules) == 0 {
		return value.RoundTheClock()
	}
	var h value.Hours
	if err := h.Decode(rules); err != nil {
		t.Fatal(err)
	}
	return h
}

func daysOf(t testing.TB, texts ...any) value.DaySet {
	t.Helper()
	var c value.Closed
	if err := c.Decode(texts); err != nil {
		t.Fatal(err)
	}
	return value.NewDaySet(c)
}

func daysFrom(t testing.TB, name, from string, n int) ([]localDay, sim.Time) {
	t.Helper()
	zone, err := LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	date, err := time.Parse("2006-01-02", from)
	if err != nil {
		t.Fatal(err)
	}
	zero := value.StartOfDay(zone, value.DayNumber(date))
	until := sim.Time(value.StartOfDay(zone, value.DayNumber(date)+int32(n)).Sub(zero).Microseconds())
	return localDays(zone, zero, until), until
}

func TestLaneSteps(t *testing.T) {
	for _, c := range []struct {
		name, zone, from string
		days             int
		plans            []datedPlan
		want             string // {at manned built open}
	}{
		{"always open", "UTC", "2024-01-01", 30, []datedPlan{{0, lanePlan{5, 1, calendar{hours: hoursOf(t)}}}}, "[{0s 5 5 true false}]"},
		{"no lanes", "UTC", "2024-01-01", 30, []datedPlan{{0, lanePlan{0, 1, calendar{hours: hoursOf(t)}}}}, "[{0s 0 0 true false}]"},
		{"3.2 lanes", "UTC", "2024-01-01", 2, []datedPlan{{0, lanePlan{5, 0.64, calendar{hours: hoursOf(t)}}}},
			"[{0s 3 5 true false} {11h36m 4 5 true false} {16h24m 3 5 true false} {1d11h36m 4 5 true false} {1d16h24m 3 5 true false}]"},
		{"0.9 of a lane wraps", "UTC", "2024-01-01", 2, []datedPlan{{0, lanePlan{1, 0.9, calendar{hours: hoursOf(t)}}}},
			"[{0s 1 1 true false} {48m 0 1 true false} {3h12m 1 1 true false} {1d48m 0 1 true false} {1d3h12m 1 1 true false}]"},
		{"by day", "UTC", "2024-01-01", 2, []datedPlan{{0, lanePlan{2, 1, calendar{hours: hoursOf(t, "08:00-20:00")}}}},
			"[{0s 0 2 false false} {8h 2 2 true false} {20h 0 2 false false} {1d8h 2 2 true false} {1d20h 0 2 false false}]"},
		{"half a lane by day", "UTC", "2024-01-01", 1, []datedPlan{{0, lanePlan{1, 0.5, calendar{hours: hoursOf(t, "08:00-20:00")}}}},
			"[{0s 0 1 false false} {8h 0 1 true false} {11h 1 1 true false} {17h 0 1 true false} {20h 0 1 false false}]"},
		{"over midnight, first day too", "UTC", "2024-01-01", 1, []datedPlan{{0, lanePlan{1, 1, calendar{hours: hoursOf(t, "22:00-06:00")}}}},
			"[{0s 1 1 true false} {6h 0 1 false false} {22h 1 1 true false}]"},
		{"weekdays", "UTC", "2024-01-05", 4, []datedPlan{{0, lanePlan{1, 1, calendar{hours: hoursOf(t, "Mon-Fri 00:00-24:00")}}}},
			"[{0s 1 1 true false} {1d 0 1 false false} {3d 1 1 true false}]"},
		{"closed days", "UTC", "2024-03-19", 6, []datedPlan{{0, lanePlan{1, 1, calendar{hours: hoursOf(t), closed: daysOf(t, "2024-03-20/2024-03-22")}}}},
			"[{0s 1 1 true false} {1d 0 1 false false} {4d 1 1 true false}]"},
		{"a closed day ends the night before", "UTC", "2024-03-19", 3, []datedPlan{{0, lanePlan{1, 1, calendar{hours: hoursOf(t, "22:00-06:00"), closed: daysOf(t, "2024-03-20")}}}},
			"[{0s 1 1 true false} {6h 0 1 false false} {22h 1 1 true false} {1d 0 1 false false} {2d22h 1 1 true false}]"},
		{"clocks go forward", "Europe/Berlin", "2024-03-31", 1, []datedPlan{{0, lanePlan{1, 1, calendar{hours: hoursOf(t, "01:00-04:00")}}}},
			"[{0s 0 1 false false} {1h 1 1 true false} {3h 0 1 false false}]"},
		{"clocks go back", "Europe/Berlin", "2024-10-27", 1, []datedPlan{{0, lanePlan{1, 1, calendar{hours: hoursOf(t, "01:00-04:00")}}}},
			"[{0s 0 1 false false} {1h 1 1 true false} {5h 0 1 false false}]"},
		{"more lanes from noon on", "UTC", "2024-01-01", 2, []datedPlan{
			{0, lanePlan{1, 1, calendar{hours: hoursOf(t, "08:00-20:00")}}},
			{12 * sim.Hour, lanePlan{3, 1, calendar{hours: hoursOf(t, "08:00-20:00")}}}},
			"[{0s 0 1 false false} {8h 1 1 true false} {12h 3 3 true true} {20h 0 3 false false} {1d8h 3 3 true false} {1d20h 0 3 false false}]"},
		{"an upgrade that changes nothing", "UTC", "2024-01-01", 2, []datedPlan{
			{0, lanePlan{2, 1, calendar{hours: hoursOf(t)}}}, {sim.Day, lanePlan{2, 1, calendar{hours: hoursOf(t, "00:00-24:00")}}}},
			"[{0s 2 2 true false}]"},
	} {
		days, until := daysFrom(t, c.zone, c.from, c.days)
		if got := fmt.Sprint(laneSteps(days, until, c.plans)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// The manned lane time of a day is lanes × staffed × open hours, whatever they are, and
// steps are in order and all different.
func TestLaneTimeIsWhatIsStaffed(t *testing.T) {
	days, until := daysFrom(t, "UTC", "2024-01-01", 7)
	rapid.Check(t, func(r *rapid.T) {
		lanes := rapid.IntRange(0, 20).Draw(r, "lanes")
		staffed := float64(rapid.IntRange(0, 1000).Draw(r, "staffed")) / 1000
		from := rapid.IntRange(0, 23).Draw(r, "from")
		length := rapid.IntRange(1, 24-from).Draw(r, "length")
		plan := lanePlan{lanes, staffed, calendar{hours: hoursOf(t, fmt.Sprintf("%02d:00-%02d:00", from, from+length))}}
		steps := laneSteps(days, until, []datedPlan{{0, plan}})
		sum := 0.0
		for i, s := range steps {
			end := until
			if i+1 < len(steps) {
				end = steps[i+1].At
			}
			if end <= s.At {
				r.Fatalf("step %d ends before it begins", i)
			}
			sum += float64(s.Manned) * (end - s.At).Seconds()
		}
		if want := float64(lanes) * staffed * float64(length) * 3600 * 7; math.Abs(sum-want) > 1 {
			r.Fatalf("%v lane seconds, want %v", sum, want)
		}
	})
}
