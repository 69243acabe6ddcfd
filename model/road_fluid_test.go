package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestFluidOfRoads: the fluid queue of a road that others use, that is closed for a day
// and slow for another, is the simulated one.
func TestFluidOfRoads(t *testing.T) {
	town := newTown(24*20, 0, 1)
	e := town.road("road.r", sim.Hour, 36*sim.Second, network.Unlimited, 0)
	town.net.Elements[e].Driving[0].Capacity = 100
	tr := town.traffic(e)
	for d := range sim.Time(20) {
		tr.Capacity = append(tr.Capacity, step(d*sim.Day, 100, 20, 80), step(d*sim.Day+12*sim.Hour, 100, 60, 40))
	}
	tr.Closed = []network.Span{{From: 5 * sim.Day, To: 6 * sim.Day}}
	f := town.listed("flow.f", 0, even(0, 24*70*20, sim.Hour/70), e)
	f.MaxWait = sim.Never
	fluid := FluidQueue(&town.net, &town.plan)
	o := town.run(t, 1)[0]
	for day := range 20 {
		// 70 an hour come to 60 on average: 240 a day remain. On the day on which nobody may
		// enter, the 1200 who are there leave, and 240 more could have.
		got, want := fluid.Elements[e].QueueMax[day], 240*float64(day+1)
		if day >= 5 {
			want += 240
		}
		if math.Abs(got-want) > 250 { // the swing within a day
			t.Errorf("day %d: %.0f in the fluid, want about %.0f", day, got, want)
		}
		simulated := float64(o.Elements[e].Days[day].Waiting+o.Elements[e].Days[day].Upstream) / float64(sim.Day)
		if math.Abs(fluid.Elements[e].Queue[day]-simulated) > 100 {
			t.Errorf("day %d: %.0f in the fluid, %.0f simulated", day, fluid.Elements[e].Queue[day], simulated)
		}
	}
}

// TestRoadsSuppress: a road that is closed for longer than a flow accepts to wait is not
// set out for, by the simulation and by the fluid.
func TestRoadsSuppress(t *testing.T) {
	for _, limited := range []bool{true, false} {
		town := newTown(24*20, 0, 1)
		e := town.road("road.r", sim.Hour, 0, network.Unlimited, 0)
		left := math.Inf(1)
		if limited {
			p := &town.net.Elements[e].Driving[0]
			p.Capacity, p.Headway, left = 100, []sim.Time{36 * sim.Second}, 100
		}
		town.traffic(e, step(0, left, 0, left)).Closed = []network.Span{{From: 5 * sim.Day, To: 15 * sim.Day}}
		f := town.flow("flow.f", 0, 10, e)
		f.MaxWait = 2 * sim.Day
		y := town.run(t, 1)[0].Flows[0].Years[0]
		if got := float64(y.Suppressed) / 240; math.Abs(got-8) > 0.8 {
			t.Errorf("limited %v: %.2f days suppressed, must be about 8", limited, got)
		}
		fluid := FluidQueue(&town.net, &town.plan)
		if got := fluid.Elements[e].QueueMax[14]; math.Abs(got-480) > 25 {
			t.Errorf("limited %v: %.0f wait in the fluid, must be about 480", limited, got)
		}
		if got := fluid.Elements[e].QueueMax[16]; got > 1 {
			t.Errorf("limited %v: %.0f wait in the fluid after the opening", limited, got)
		}
	}
}
