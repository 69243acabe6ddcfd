package results

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// TestGrown: 48 vehicles a day pass in a run of four days, 144 from the middle of the
// first to that of the last: a line grows from 24 on.
func TestGrown(t *testing.T) {
	for _, c := range []struct {
		name string
		rows course
		want float64
	}{
		{"grows", course{{0, 10, 20, 30}}, 30},
		{"too little", course{{0, 10, 20, 23}}, 0},
		{"falls again", course{{0, 30, 50, 40}}, 0},
		{"stands", course{{40, 40, 40, 40}}, 0},
		{"in the mean", course{{0, 10, 5, 33}, {0, 10, 35, 33}}, 33},
		{"by chance", course{{0, 10, 20, 100}, {60, 60, 60, 60}}, 0},
	} {
		net, plan := border(t)
		s := NewSummariser(net, plan, nil)
		s.Add(borderOutcome(net, &plan, 0))
		sum := s.Summary()
		for i, n := range sum.observer.nodes {
			if n.Name == "post.p.southbound" {
				sum.courses[i] = c.rows
				near(t, c.name, sum.grown(i), c.want, 1e-9)
			}
		}
	}
}

// TestFleetTooSmall: one train that is away for 30 hours cannot leave every twelve. The
// timetable has places enough, and the line grows all the time.
func TestFleetTooSmall(t *testing.T) {
	net, plan := transshipped(t)
	ride := net.Elements[5].Ride
	ride.Size, ride.Params[0].Turnaround = 1, 24*sim.Hour
	answer := strings.Join(summarise(t, net, plan).Answer(), " ")
	if strings.Contains(answer, "No node is saturated") || !strings.Contains(answer, "The line at train.t grows through the run, although nowhere more is planned than the practical capacity: ") {
		t.Error(answer)
	}
	if !strings.Contains(answer, " wagons on average in the first of its four quarters, ") {
		t.Errorf("no unit: %s", answer)
	}
	net.Clock.Dated = false
	answer = strings.Join(summarise(t, net, plan).Answer(), " ")
	if !strings.Contains(answer, "The line at train.t grows through the run: ") || !strings.Contains(answer, "There is no steady state.") {
		t.Errorf("steady: %s", answer)
	}
}

// TestTrainsLimit: a section that takes a train sixteen hours passes 1.5 a day of two.
func TestTrainsLimit(t *testing.T) {
	net, plan := transshipped(t)
	net.Elements[1].Serving[0].Time[0] = []sim.Law{constantLaw(t, 16*sim.Hour)}
	sum := summarise(t, net, plan)
	if got := sum.Answer()[0]; !strings.HasPrefix(got, "rail.s.1 limits the corridor: ") || !strings.HasSuffix(got, "(in 2025 2 against 1.5 trains a day).") {
		t.Error(got)
	}
	row := strings.Join(sum.limitsTable().Rows[0], "|")
	if !strings.HasPrefix(row, "rail.s.1|2|1.5|trains|133 %|2025|from 2024-12-3") {
		t.Error(row)
	}
}

// TestTrainsLimitAsSimulated: without a timetable the trains that come count: six a day
// with five wagons each would need more time than there is.
func TestTrainsLimitAsSimulated(t *testing.T) {
	net, plan := transshipped(t)
	ride := net.Elements[5].Ride
	ride.Departures, ride.Params[0].Enough = nil, network.Amount{5, math.MaxInt64, math.MaxInt64, math.MaxInt64}
	ride.Params[0].Most = ride.Params[0].Enough
	sum := summarise(t, net, plan)
	for _, l := range sum.Limits {
		if l.Element.Name == "rail.s.1" {
			came := sum.get("rail.s.1", l.Period, measure.Arrivals, "").Mean
			if !l.Simulated || l.Demand != came || came < 2.5 {
				t.Errorf("%+v, %v trains a day came", l, came)
			}
			near(t, "load", l.Load, came/12, 1e-9)
			return
		}
	}
	t.Errorf("no limit of rail.s.1: %+v", sum.Limits)
}

// TestChosenRoutes: what is planned at free-flow times is no saturation while the line of
// the route that is chosen does not show it.
func TestChosenRoutes(t *testing.T) {
	for _, queue := range []int64{1, 60} {
		net, plan := border(t)
		plan.Replications = 1
		f := &net.Flows[2] // 48 a day are planned to come southbound, where 96 may pass
		f.Choice, f.Routes = network.LeastTime, []network.RouteID{2, 3}
		net.Routes = append(net.Routes, network.Route{Name: "flow.imports.route.z", Flow: 2, Hops: []network.Hop{{Element: 3, Segment: network.None}}})
		f.Shares = []network.RouteShares{{Weight: []float64{1, 0}}}
		for d := range f.Days {
			f.Days[d].Volume = 200
		}
		s := NewSummariser(net, plan, nil)
		out := borderOutcome(net, &plan, 0)
		for d := range 4 {
			out.Elements[2].Days[d].Waiting = queue * int64(sim.Day)
			for c := range out.Elements[2].Classes {
				if days := out.Elements[2].Classes[c].Days; days != nil {
					days[d].Arrived, days[d].Passed = 48, 48
				}
			}
		}
		s.Add(out)
		sum := s.Summary()
		answer, table := strings.Join(sum.Answer(), " "), fmt.Sprint(sum.limitsTable())
		says := strings.Contains(answer, "P southbound") && strings.Contains(answer, "limits the corridor") && strings.Contains(answer, "200 against 96 vehicles a day, as planned at free-flow times")
		if says != (queue == 60) || strings.Contains(table, "208 %") != (queue == 60) || strings.Contains(table, "P southbound 48 96 50 % 2024 never, as simulated") != (queue == 1) {
			t.Errorf("a queue of %d: %s %s", queue, answer, table)
		}
	}
}

// TestOutsideCounts: who waits outside of the first element is in the longest queue.
func TestOutsideCounts(t *testing.T) {
	net, plan := border(t)
	plan.Replications = 1
	s := NewSummariser(net, plan, nil)
	out := borderOutcome(net, &plan, 0)
	for d := range 4 {
		out.Elements[3].Days[d].Upstream = 70 * int64(sim.Day)
	}
	s.Add(out)
	answer := s.Summary().Answer()
	if got := last(answer); !strings.HasPrefix(got, "The longest queue in 2025 is at Road R northbound: 71.2 vehicles") {
		t.Error(answer)
	}
}
