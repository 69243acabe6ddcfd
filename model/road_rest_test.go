package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestRests: after 4.5 hours of driving 45 minutes of rest, on whatever road; nobody
// drives from 22 to 6, and that is a rest too.
func TestRests(t *testing.T) {
	rest := network.Rest{Every: 9 * sim.Hour / 2, Lasts: 45 * sim.Minute}
	night := []network.Span{{From: 22 * sim.Hour, To: 30 * sim.Hour}, {From: 46 * sim.Hour, To: 54 * sim.Hour}}
	for _, c := range []struct {
		name    string
		at      sim.Time
		roads   []sim.Time
		rest    network.Rest
		nights  []network.Span
		arrives sim.Time
		resting sim.Time
	}{
		{"no need", 0, []sim.Time{4 * sim.Hour}, rest, nil, 4 * sim.Hour, 0},
		{"due at the very end", 0, []sim.Time{9 * sim.Hour / 2}, rest, nil, 9 * sim.Hour / 2, 0},
		{"due at the end of a road", 0, []sim.Time{9 * sim.Hour / 2, sim.Hour}, rest, nil, 25 * sim.Hour / 4, 45 * sim.Minute},
		{"two rests", 0, []sim.Time{10 * sim.Hour}, rest, nil, 23 * sim.Hour / 2, 90 * sim.Minute},
		{"on two roads", 0, []sim.Time{5 * sim.Hour, 5 * sim.Hour}, rest, nil, 23 * sim.Hour / 2, 90 * sim.Minute},
		{"a night", 20 * sim.Hour, []sim.Time{4 * sim.Hour}, network.Rest{}, night, 32 * sim.Hour, 8 * sim.Hour},
		{"sets out by night", 23 * sim.Hour, []sim.Time{sim.Hour}, network.Rest{}, night, 31 * sim.Hour, 7 * sim.Hour},
		{"a night is a rest", 18 * sim.Hour, []sim.Time{8 * sim.Hour}, rest, night, 34 * sim.Hour, 8 * sim.Hour},
		{"the end of the night is none", 30*sim.Hour - 30*sim.Minute, []sim.Time{5 * sim.Hour}, rest, night, 30*sim.Hour + 23*sim.Hour/4, 75 * sim.Minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := newTown(72, 0, 1)
			var ids []network.ElementID
			for _, drive := range c.roads {
				e := town.road("road."+string(rune('a'+len(ids))), drive, 0, network.Unlimited, 0)
				tr := town.traffic(e, step(0, 1, 0, math.Inf(1)))
				tr.Rests, tr.Nights = []network.Rest{c.rest}, [][]network.Span{c.nights}
				ids = append(ids, e)
			}
			town.listed("flow.f", 0, []sim.Time{c.at}, ids...)
			v := town.visitsTo(t, ids[len(ids)-1])[0]
			if v.Left != c.arrives {
				t.Errorf("arrives at %v, must be %v", v.Left, c.arrives)
			}
			rested := sim.Time(0)
			for _, v := range town.visits(t) {
				rested += v.Rested
			}
			if rested != c.resting {
				t.Errorf("rests %v on its visits, must be %v", rested, c.resting)
			}
			y := town.run(t, 1)[0].Flows[0].Years[0]
			if got := sim.Time(y.Cause[Resting].Float()); got != c.resting {
				t.Errorf("rests %v, must be %v", got, c.resting)
			}
		})
	}
}

// TestRestsUntilTheEnd: who is still on the road counts what it has rested so far; the
// ledger would not balance otherwise.
func TestRestsUntilTheEnd(t *testing.T) {
	town := newTown(24, 0, 1)
	e := town.road("road.r", 40*sim.Hour, 0, network.Unlimited, 0)
	town.traffic(e, step(0, 1, 0, math.Inf(1))).Rests = []network.Rest{{Every: 4 * sim.Hour, Lasts: 2 * sim.Hour}}
	town.listed("flow.f", 0, []sim.Time{0, sim.Hour}, e)
	y := town.run(t, 1)[0].Flows[0].Years[0]
	// 24 h: four times 4 h and 2 h; 23 h: three times, 4 h, and 1 h of a rest
	if rest, drive := y.Cause[Resting].Float()/testHour, y.Cause[Driving].Float()/testHour; rest != 15 || drive != 32 {
		t.Errorf("%v h of rest and %v h of driving, must be 15 and 32", rest, drive)
	}
}

// TestNewDriver: freight that has become another unit has a driver who comes rested.
func TestNewDriver(t *testing.T) {
	town := newTown(72, 0, 1)
	var roads [2]network.ElementID
	for i := range roads {
		roads[i] = town.road("road."+string(rune('a'+i)), 4*sim.Hour, 0, network.Unlimited, 0)
		tr := town.traffic(roads[i], step(0, 1, 0, math.Inf(1)))
		tr.Rests = []network.Rest{{Every: 5 * sim.Hour, Lasts: sim.Hour}}
	}
	e, ride := town.ride("terminal.t.transfer", network.None)
	ride.Into, ride.Params[0].TimeOut = 0, 0
	town.listed("flow.f", 0, []sim.Time{0}, roads[0], e, roads[1])
	if v := town.visitsTo(t, roads[1])[0]; v.Left != 8*sim.Hour {
		t.Errorf("arrives at %v, must be 8h", v.Left)
	}
}
