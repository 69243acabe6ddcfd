package model

import (
	"slices"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestDivertOnTheWay: vehicles change after the hops that two routes have in common, also
// where channels leave some of these out, and keep their luck at what they pass anyway.
func TestDivertOnTheWay(t *testing.T) {
	for _, channels := range []bool{false, true} {
		town := newTown(24*10, 0, 1)
		first := town.service("post.s.first", 4, network.Unlimited, must(sim.Exponential(0.1*testHour)))
		last := town.service("post.s.last", 4, network.Unlimited, must(sim.Exponential(0.1*testHour)))
		main := town.service("toll.main", 2, network.Unlimited, constant(0.1*testHour))
		other := town.road("road.other", sim.Hour, 0, network.Unlimited, 0)
		town.hall(main)
		shut := []network.LaneStep{{Manned: 2, Built: 2, Open: true}, {At: 2 * sim.Day, Built: 2}, {At: 5 * sim.Day, Manned: 2, Built: 2, Open: true}}
		town.net.Elements[main].Lanes, town.net.Elements[main].Hall.Groups[0].Lanes = shut, shut
		f := town.flow("flow.f", 0, 10, first, last)
		if channels {
			town.sorted(f, 0)
		}
		common := town.net.Routes[0].Hops
		to := town.also(f, first, last, other)
		town.net.Routes[0].Hops = append(slices.Clone(common), network.Hop{Element: main, Segment: network.None})
		town.net.Routes[to].Hops = append(slices.Clone(common), network.Hop{Element: other, Segment: network.None})
		f.Diverts = []network.Divert{{Name: "flow.f.divert.d", From: 0, To: to, Common: 2, Watch: []network.ElementID{main},
			Stages: [][]network.ElementID{{main}}, Closed: true, Queue: network.Unlimited, After: 12 * sim.Hour}}
		changed := 0
		for _, v := range town.visitsOf(t) {
			within := v.Entered >= 2*sim.Day+12*sim.Hour && v.Entered < 5*sim.Day
			switch {
			case v.Element == other && !within, v.Element == main && within:
				t.Fatalf("channels %v: enters %s at %v", channels, town.net.Elements[v.Element].Name, v.Entered)
			case v.Element == other:
				changed++
			}
		}
		o := town.run(t, 1)[0]
		if n := o.Flows[0].Years[0].Diverted; n[AtClosed] < int64(changed) || n[AtClosed] > int64(changed)+20 || changed < 400 || n[AtQueue]+n[ForPermit] != 0 {
			t.Errorf("channels %v: %v diverted, %d seen", channels, n, changed)
		}
	}
}

// TestDivertByBreakdown: a disruption that nobody knows of beforehand closes, too; every
// lane of its own, only when all have failed at once.
func TestDivertByBreakdown(t *testing.T) {
	for _, each := range []bool{false, true} {
		town := newTown(24*5, 0, 1)
		main := town.service("toll.main", 1, network.Unlimited, constant(60e6))
		other := town.road("road.other", sim.Hour, 0, network.Unlimited, 0)
		town.hall(main)
		town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Elements: []network.ElementID{main}, Each: each, Lanes: network.Unlimited, Pace: 1,
			Work: network.Hold, Every: constant(10 * testHour), Lasts: constant(2 * testHour)}}
		f := town.flow("flow.f", 0, 20, main)
		f.Diverts = []network.Divert{{Name: "d", From: 0, To: town.also(f, other), Watch: []network.ElementID{main},
			Stages: [][]network.ElementID{{main}}, Closed: true, Queue: network.Unlimited}}
		seen := map[network.ElementID]int{}
		for _, v := range town.visitsOf(t) {
			seen[v.Element]++
			if broken := v.Entered%(12*sim.Hour) >= 10*sim.Hour; broken != (v.Element == other) {
				t.Fatalf("each lane %v: enters %s at %v", each, town.net.Elements[v.Element].Name, v.Entered)
			}
		}
		if seen[main] < 1500 || seen[other] < 250 {
			t.Errorf("each lane %v: %v came", each, seen)
		}
	}
}

// TestNoWayBack: while both routes are closed nobody changes.
func TestNoWayBack(t *testing.T) {
	town := newTown(24*2, 0, 1)
	var halls [2]network.ElementID
	for i, name := range []string{"toll.a", "toll.b"} {
		halls[i] = town.service(name, 1, network.Unlimited, constant(60e6))
		town.hall(halls[i])
		shut := []network.LaneStep{{Built: 1}, {At: sim.Day, Manned: 1, Built: 1, Open: i == 0}}
		town.net.Elements[i].Lanes, town.net.Elements[i].Hall.Groups[0].Lanes = shut, shut
	}
	f := town.flow("flow.f", 0, 10, halls[0])
	town.also(f, halls[1])
	f.Shares[0].Weight = []float64{0.5, 0.5}
	for k, e := range halls {
		f.Diverts = append(f.Diverts, network.Divert{Name: town.net.Elements[e].Name, From: network.RouteID(k), To: network.RouteID(1 - k),
			Watch: []network.ElementID{e}, Stages: [][]network.ElementID{{e}}, Closed: true, Queue: network.Unlimited})
	}
	for _, v := range town.visitsOf(t) {
		if v.Element == halls[1] {
			t.Fatal("passes a post that never opens")
		}
	}
	o := town.run(t, 1)[0]
	var came [2][2]int32
	for k := range halls {
		for d, day := range o.Elements[k].Classes[0].Days {
			came[k][d] = day.Arrived
		}
	}
	if came[0][0] < 80 || came[1][0] < 80 || came[0][1] < 180 || came[1][1] != 0 {
		t.Errorf("by post and day %v came: half and half while both are shut, then all to the first", came)
	}
}

// TestDivertByClosedRoad: a road that is closed by plan, and at random, sends those who
// set out over the other one; who is on it drives on.
func TestDivertByClosedRoad(t *testing.T) {
	town := newTown(24*5, 0, 1)
	main := town.road("road.main", 2*sim.Hour, 0, network.Unlimited, 0)
	other := town.road("road.other", 3*sim.Hour, 0, network.Unlimited, 0)
	town.traffic(main, step(0, 1e6, 0, 1e6)).Closed = []network.Span{{From: 30 * sim.Hour, To: 50 * sim.Hour}}
	town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Elements: []network.ElementID{main}, Lanes: network.Unlimited, Pace: 1,
		Every: constant(20 * testHour), Lasts: constant(5 * testHour)}}
	f := town.flow("flow.f", 0, 7, main)
	f.Diverts = []network.Divert{{Name: "d", From: 0, To: town.also(f, other), Watch: []network.ElementID{main},
		Stages: [][]network.ElementID{{main}}, Closed: true, Queue: network.Unlimited, After: sim.Hour}}
	shut := func(at sim.Time) bool { // closed for an hour at least
		in := func(from, to sim.Time) bool { return at >= from+sim.Hour && at < to }
		k := at / (25 * sim.Hour) * 25 * sim.Hour
		return in(30*sim.Hour, 50*sim.Hour) || in(k+20*sim.Hour, k+25*sim.Hour)
	}
	seen := map[network.ElementID]int{}
	for _, v := range town.visits(t) {
		seen[v.Element]++
		if shut(v.Entered) != (v.Element == other) {
			t.Fatalf("enters %s at %v", town.net.Elements[v.Element].Name, v.Entered)
		}
	}
	if seen[main] < 400 || seen[other] < 200 {
		t.Errorf("%v came", seen)
	}
}
