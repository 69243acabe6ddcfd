package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestFluidBoards: 36 units a day come to a train twice a day. What fits is what fits by
// the parameters in force at each departure and by what units weigh in the mean, whole
// units where all weigh the same. Ten places leave 16 behind on every day.
func TestFluidBoards(t *testing.T) {
	tonnes := func(kg int64) network.Amount {
		a := network.AnyAmount()
		a[network.Tonnes] = kg
		return a
	}
	for _, c := range []struct {
		name   string
		params []network.RideParams
		empty  float64
		want   float64 // most on the tenth day, before one of the two trains departs
	}{
		{"ten places", []network.RideParams{{Most: units(10)}}, 0, 170},
		{"twenty places", []network.RideParams{{Most: units(20)}}, 0, 18},
		{"twenty from the sixth day on", []network.RideParams{{Most: units(10)}, {At: 5 * sim.Day, Most: units(20)}}, 0, 82},
		{"200 t", []network.RideParams{{Most: tonnes(200_000)}}, 0, 170},
		{"219 t", []network.RideParams{{Most: tonnes(219_000)}}, 0, 170},
		{"200 t, half of the units empty", []network.RideParams{{Most: tonnes(200_000)}}, 0.5, 18},
	} {
		town := newTown(10*24, 0, 1, "class.train", "class.wagon")
		town.net.Classes[1].Payload = 20
		line := town.road("rail.r", 3*sim.Hour, 0, network.Unlimited, 0)
		e, ride := town.ride("train.t", town.carriers("flow.train", 0, line))
		ride.Departures, ride.Params = town.timetable(sim.Day/2-sim.Minute, sim.Day/2), c.params
		f := evenly(town.flow("flow.wagons", 1, 1.5, e))
		f.KG, f.Empty = 20_000, c.empty
		fluid := FluidQueue(&town.net, &town.plan)
		if got := fluid.Elements[e].QueueMax[9]; math.Abs(got-c.want) > 1.5 {
			t.Errorf("%s: %.1f units at most on the tenth day, want %.0f", c.name, got, c.want)
		}
	}
}

// TestFluidAwaits: with ten places every twelve hours who comes behind 25 units takes the
// third train, and behind 49 the fourth, which takes twenty.
func TestFluidAwaits(t *testing.T) {
	ride := &network.Ride{Params: []network.RideParams{{Most: units(10)}, {At: 2 * sim.Day, Most: units(20)}}}
	for at := sim.Day / 2; at < 3*sim.Day; at += sim.Day / 2 {
		ride.Departures = append(ride.Departures, at)
	}
	r := newFluidRide(ride, []network.Amount{{1, 0, 0, 0}}, false)
	for queued, want := range map[float64]sim.Time{0: sim.Day / 2, 9: sim.Day / 2, 10: sim.Day, 25: 3 * sim.Day / 2, 30: 2 * sim.Day, 49: 2 * sim.Day, 50: 5 * sim.Day / 2, 500: 0} {
		r.queued[network.Units] = queued
		if got := r.awaits(1, 0); got != want {
			t.Errorf("behind %v: %v, want %v", queued, got, want)
		}
	}
	r.queued[network.Units] = 40
	if share := r.share(sim.Day + 1); share != 0.5 || r.next != 2 {
		t.Errorf("two trains take %v of 40, want half", share)
	}
}
