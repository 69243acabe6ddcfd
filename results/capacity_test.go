package results

import (
	"fmt"
	"testing"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// day is one day of a lane, by hand.
type day struct{ manned, busy, held, passed int }

// TestMeasuredCapacity: only long spells without an idle lane count, closed days within.
func TestMeasuredCapacity(t *testing.T) {
	full, starved, closed := day{24, 24, 0, 70}, day{24, 23, 0, 40}, day{}
	repeat := func(n int, days ...day) (all []day) {
		for range n {
			all = append(all, days...)
		}
		return all
	}
	week := []day{full, full, full, full, full, closed, closed}
	for _, c := range []struct {
		name string
		days []day
		want float64 // 0: absent
	}{
		{"busy days by chance", repeat(20, full, starved), 0},
		{"29 days", append(repeat(29, full), starved), 0},
		{"30 days", append(repeat(30, full), starved), 70},
		{"two spells", append(append(repeat(30, full), starved), repeat(40, full)...), 70},
		{"five days of seven", repeat(5, week...), 50},
		{"the whole of a short run", repeat(10, full), 70},
		{"not all of a short run", append(repeat(9, full), starved), 0},
		{"held", repeat(40, day{24, 24, 1, 70}), 0},
		{"never manned", repeat(40, closed), 0},
	} {
		net, _ := oneToll(t)
		edges, out := []sim.Time{0}, &model.Outcome{Elements: []model.ElementRecord{{Classes: []model.ClassRecord{{}}}}, Flows: []model.FlowRecord{{Years: make([]model.FlowYear, 1)}}}
		e := &out.Elements[0]
		var labels []string
		for i, d := range c.days {
			edges, labels = append(edges, sim.Time(i+1)*sim.Day), append(labels, "run")
			e.Days = append(e.Days, model.DayRecord{Manned: int64(d.manned), Busy: int64(d.busy), Held: int64(d.held)})
			e.Classes[0].Days = append(e.Classes[0].Days, model.ClassDay{Passed: int32(d.passed)})
		}
		e.Classes[0].Wait = make([]sim.Histogram, 1)
		plan := planOf(network.Plan{Until: last(edges), Replications: 1}, edges, labels, labels)
		s := NewSummariser(net, plan, nil)
		s.Add(out)
		for _, class := range []string{"car", AllClasses} {
			got := s.Summary().Get(Key{"toll.t", Run, class, measure.MeasuredCapacity, ""})
			if (got.N > 0) != (c.want > 0) {
				t.Errorf("%s: %+v", c.name, got)
			}
			near(t, fmt.Sprint(c.name, " ", class), got.Mean, c.want, 1e-9)
		}
	}
}

// TestRatedOfOneDirection: a figure for both directions is halved.
func TestRatedOfOneDirection(t *testing.T) {
	r := network.Rating{PerDay: 150, Both: true}
	near(t, "two directions", perDirection(r), 75, 0)
	near(t, "a figure per direction", perDirection(network.Rating{PerDay: 150}), 150, 0)
}
