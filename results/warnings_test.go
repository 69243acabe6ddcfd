package results

import (
	"strings"
	"testing"

	"corridor/model"
	"corridor/model/network"
	"corridor/sim"
)

// warned reports whether some warning contains all words.
func warned(s *Summary, words ...string) bool {
	for _, w := range s.Warnings {
		all := true
		for _, word := range words {
			all = all && strings.Contains(w, word)
		}
		if all {
			return true
		}
	}
	return false
}

// TestFluidDisagreement: the toll passes 720 vehicles a day; half a day of them is a
// queue of 360.
func TestFluidDisagreement(t *testing.T) {
	for _, c := range []struct {
		fluid, simulated float64
		want             bool
	}{
		{0, 5, false},     // chance below capacity
		{0, 300, false},   // still less than half a day
		{0, 400, true},    // overload that the fluid does not know
		{400, 0, true},    // and the reverse
		{4000, 900, true}, // regimes differ
		{4000, 3500, false},
		{400, 101, false},
	} {
		net, plan := oneToll(t)
		fluid := &model.Fluid{Elements: []model.FluidElement{{Queue: []float64{c.fluid}}}}
		out := tollOutcome(&plan, 0, fiveVehicles())
		out.Elements[0].Days[0].Waiting = int64(c.simulated * float64(plan.Until))
		s := NewSummariser(net, plan, fluid)
		s.Add(out)
		if got := warned(s.Summary(), "Toll T", "fluid queue disagree"); got != c.want {
			t.Errorf("fluid %v, simulated %v: warned %v", c.fluid, c.simulated, got)
		}
		net.Flows[0].Arrivals = network.Saturated
		s = NewSummariser(net, plan, fluid)
		s.Add(out)
		if warned(s.Summary(), "fluid queue disagree") {
			t.Error("the fluid knows nothing of a flow without a rate, yet was compared")
		}
	}
}

// TestFluidKnowsNoExits: where vehicles gave up, that is named as a reason.
func TestFluidKnowsNoExits(t *testing.T) {
	for _, gone := range []int64{0, 3} {
		net, plan := oneToll(t)
		e := &net.Elements[0]
		e.Hall = &network.Hall{Staff: network.None, Groups: []network.LaneGroup{{Classes: []bool{true}, Lanes: e.Lanes}}}
		e.Serving[0].Hall = &network.HallRules{RoomLength: network.Unlimited, Quota: network.Unlimited, Patience: []sim.Law{constantLaw(t, sim.Minute)}}
		out := tollOutcome(&plan, 0, fiveVehicles())
		y := &out.Flows[0].Years[0]
		y.Gone[model.Reneged], y.Demand = gone, y.Demand+gone
		s := NewSummariser(net, plan, &model.Fluid{Elements: []model.FluidElement{{Queue: []float64{4000}}}})
		s.Add(out)
		if got := warned(s.Summary(), "fluid queue disagree", "left the corridor early"); got != (gone > 0) {
			t.Errorf("%d reneged: named as a reason %v", gone, got)
		}
	}
}

func TestWarnings(t *testing.T) {
	net, plan := oneToll(t)
	plan.Replications = 4
	net.Flows[0].Times = nil
	for range 20 {
		net.Flows[0].Times = append(net.Flows[0].Times, sim.Second)
	}
	s := NewSummariser(net, plan, nil)
	for i := range 2 {
		out := tollOutcome(&plan, i, fiveVehicles())
		y := &out.Flows[0].Years[0]
		y.Demand, y.Suppressed, y.Gone[model.TurnedAway] = y.Demand+4, 1, 3
		out.Elements[0].Classes[0].Days[0].Unended = 1
		if i == 1 {
			out.Gridlocks = []model.Gridlock{{Since: 90 * sim.Second, Elements: []network.ElementID{0, 0}, Vehicles: 7}}
		}
		s.Add(out)
	}
	sum := s.Summary()
	for _, words := range [][]string{
		{"2 of 4 replications"},
		{"2 replications", "minimum–maximum"},
		{"gridlock in 1 of 2", "replication 1", "1m30s", "toll.t → toll.t", "7 vehicles"},
		{"Toll T", "load 200 %"},
		{"11 % of the demand was suppressed"},
		{"432 vehicles a day were turned away"},
		{"Toll T", "20 %", "at least"},
	} {
		if !warned(sum, words...) {
			t.Errorf("no warning says %q: %q", words, sum.Warnings)
		}
	}
}
