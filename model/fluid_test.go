package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestFluidGoesAlongTurns: of 0.8 an hour a quarter leaves out the first lane, which
// does one in an hour; half of those who leave it come back, so that 0.6 + 0.5 come to
// it and a tenth stays behind. The second lane sees the other 0.2 + 0.5.
func TestFluidGoesAlongTurns(t *testing.T) {
	town := newTown(24*20, 0, 1)
	first := town.service("toll.first", 1, network.Unlimited, constant(testHour))
	second := town.service("toll.second", 1, network.Unlimited, constant(testHour))
	town.flow("flow.f", 0, 0.8, first, second)
	town.net.Routes[0].Turns = []network.Turns{{
		Begin:  []network.Step{{Hop: 0, Share: 0.75}, {Hop: 1, Share: 0.25}},
		Visits: []float64{1.5, 1},
		Next:   [][]network.Step{{{Hop: 0, Share: 0.5}, {Hop: 1, Share: 0.5}}, {{Hop: 2, Share: 1}}},
	}}
	fluid := FluidQueue(&town.net, &town.plan)
	queue := func(e network.ElementID, day int) float64 { return fluid.Elements[e].QueueMax[day] }
	if grown := queue(first, 19) - queue(first, 9); math.Abs(grown-24) > 0.01 {
		t.Errorf("the first lane has %.3f more after ten days, want 24", grown)
	}
	if q := queue(second, 19); q > 0 {
		t.Errorf("%.3f wait for the second lane", q)
	}
	// From the eleventh day on nobody comes back, and the queue goes down by 0.4 an hour.
	later := network.Turns{At: 10 * sim.Day, Begin: town.net.Routes[0].Turns[0].Begin, Visits: []float64{0.75, 1},
		Next: [][]network.Step{{{Hop: 1, Share: 1}}, {{Hop: 2, Share: 1}}}}
	town.net.Routes[0].Turns = append(town.net.Routes[0].Turns, later)
	fluid = FluidQueue(&town.net, &town.plan)
	if fell := queue(first, 10) - queue(first, 11); math.Abs(fell-0.4*24) > 0.01 {
		t.Errorf("the queue falls by %.3f a day, want 9.6", fell)
	}
}
