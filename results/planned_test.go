package results

import (
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestPlannedVisits: a lane that everybody comes to 1.25 times on the first day, and one
// in four later, has that demand; who is counted once can be as many as fill it.
func TestPlannedVisits(t *testing.T) {
	net, _ := oneToll(t)
	net.Flows[0].Times = nil
	for i := range 20 {
		net.Flows[0].Times = append(net.Flows[0].Times, sim.Time(i)*sim.Day/10)
	}
	step := func(hop int32) []network.Step { return []network.Step{{Hop: hop, Share: 1}} }
	net.Routes[0].Turns = []network.Turns{
		{Begin: step(0), Visits: []float64{1.25}, Next: [][]network.Step{step(1)}},
		{At: sim.Day, Begin: step(1), Visits: []float64{0.25}, Next: [][]network.Step{step(1)}},
	}
	plan := planOf(network.Plan{Until: 2 * sim.Day, Replications: 1}, []sim.Time{0, sim.Day, 2 * sim.Day}, []string{"run", "run"}, []string{"run", "run"})
	p := foresee(newLayout(net, &plan))
	for day, want := range []struct{ demand, load, passing float64 }{{12.5, 12.5 / 1440, 1440 / 1.25}, {2.5, 2.5 / 1440, 1440 / 0.25}} {
		o := p.look(0, day, day+1, 1)
		near(t, "demand", o.all, want.demand, 1e-12)
		near(t, "callers", total(o.callers), 10, 1e-12)
		near(t, "load", o.load, want.load, 1e-12)
		near(t, "capacity", o.capacity, 1440, 1e-9)
		near(t, "capacity for callers", o.passing(0), want.passing, 1e-9)
	}
}
