package model

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// randomRides leads flows of a random town over rides: some with trains or vessels that
// drive over elements of the town, some that only gather, or make other units of them.
func randomRides(t *rapid.T) *town {
	town := randomTown(t)
	town.net.Classes[1].Payload = 30 // some consignments are split, others packed
	var safe []network.ElementID     // where no carrier is lost
	for i := range town.net.Elements {
		e := &town.net.Elements[i]
		if e.Station == network.Road && e.Driving[0].Full == network.Block || e.Station == network.Service && e.Serving[0].Full == network.Block {
			safe = append(safe, network.ElementID(i))
		}
	}
	flows := len(town.net.Flows)
	for i := range rapid.IntRange(1, 3).Draw(t, "rides") {
		carrier := network.FlowID(network.None)
		name := fmt.Sprintf("train.%d", i)
		if len(safe) > 0 && rapid.Float64().Draw(t, "carried") < 0.7 {
			carrier = town.carriers(name, network.ClassID(rapid.IntRange(0, 1).Draw(t, "carrier class")),
				rapid.SliceOfN(rapid.SampledFrom(safe), 1, 3).Draw(t, "way")...)
		}
		e, ride := town.ride(name, carrier)
		town.randomRide(t, e, ride)
		r := &town.net.Routes[town.net.Flows[rapid.IntRange(0, flows-1).Draw(t, "flow")].Routes[0]]
		at := rapid.IntRange(0, len(r.Hops)).Draw(t, "at")
		r.Hops = slices.Insert(r.Hops, at, network.Hop{Element: e, Segment: network.None})
	}
	for i := range flows { // classes along the routes, as the rides make them
		f := &town.net.Flows[i]
		f.KG = int32(rapid.IntRange(0, 45_000).Draw(t, "load"))
		r, class := &town.net.Routes[f.Routes[0]], f.Class
		for _, h := range r.Hops {
			if ride := town.net.Elements[h.Element].Ride; ride != nil && ride.Into != network.None {
				class = ride.Into
			}
			r.Classes = append(r.Classes, class)
		}
	}
	return town
}

func (town *town) randomRide(t *rapid.T, e network.ElementID, ride *network.Ride) {
	hours := func(what string, from, to int) sim.Time {
		return sim.Time(rapid.IntRange(from, to).Draw(t, what)) * sim.Hour
	}
	p := &ride.Params[0]
	if rapid.Bool().Draw(t, "timetable") {
		ride.Departures = town.timetable(hours("first", 0, 5), hours("every", 1, 9))
		if rapid.Bool().Draw(t, "least") {
			p.Least[network.Units] = 2
		}
		p.Empty = rapid.Bool().Draw(t, "empty")
	} else {
		p.Enough = units(int64(rapid.IntRange(1, 6).Draw(t, "enough")))
		if rapid.Bool().Draw(t, "patient") {
			p.TimeOut = hours("time-out", 0, 9)
		}
	}
	if rapid.Bool().Draw(t, "limited") {
		p.Most = units(int64(rapid.IntRange(1, 6).Draw(t, "most")))
	}
	if ride.Carrier != network.None && rapid.Bool().Draw(t, "fleet") {
		ride.Size, p.Turnaround = int32(rapid.IntRange(1, 3).Draw(t, "size")), hours("turnaround", 0, 5)
	}
	if rapid.Bool().Draw(t, "into") {
		ride.Into = network.ClassID(rapid.IntRange(0, 1).Draw(t, "class"))
	}
	town.net.Elements[e].Serving[0].Room = int32(rapid.SampledFrom([]int{network.Unlimited, 1, 4}).Draw(t, "yard"))
	if rapid.Bool().Draw(t, "change") {
		next := *p
		next.At, next.Most = 30*sim.Hour, units(3)
		ride.Params = append(ride.Params, next)
	}
}

// TestRandomRides: whatever rides, the books balance (Run fails otherwise), no trip
// carries more than it may, and the outcome is the same for any number of workers.
func TestRandomRides(t *testing.T) { rapid.Check(t, checkRides) }

// FuzzRandomRides looks further when asked to.
func FuzzRandomRides(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkRides)) }

func checkRides(t *rapid.T) {
	town := randomRides(t)
	town.plan.Workers = 1
	one := town.outcomes(t)
	for _, o := range one {
		for e, r := range o.Elements {
			ride := town.net.Elements[e].Ride
			if ride == nil || ride.Params[0].Most[network.Units] == math.MaxInt64 {
				continue
			}
			if y := r.Trips[0]; y.Loaded[network.Units] > y.Offered[network.Units] {
				t.Fatalf("%s: %+v", town.net.Elements[e].Name, y)
			}
		}
	}
	town.plan.Workers = 3
	for i, o := range town.outcomes(t) {
		if !reflect.DeepEqual(one[i], o) {
			t.Fatalf("the records of replication %d differ between 1 and 3 workers", i)
		}
	}
	town.staysLocked(t, one[0])
	FluidQueue(&town.net, &town.plan)
}

// staysLocked: nobody enters an element any more once it was found to be locked.
func (town *town) staysLocked(t *rapid.T, o *Outcome) {
	if len(o.Gridlocks) == 0 {
		return
	}
	p, err := prepare(&town.net, &town.plan)
	if err != nil {
		t.Fatal(err)
	}
	locked := make([]bool, len(town.net.Elements))
	w := newWorld(p, 0, nil, func() bool { return false })
	arrived := func() (all []int32) {
		for e, r := range w.out.Elements {
			if locked[e] {
				all = append(all, w.stations[e].inside())
				for _, c := range r.Classes {
					for _, d := range c.Days {
						all = append(all, d.Arrived)
					}
				}
			}
		}
		return all
	}
	var before []int32
	err = w.run(func(int) {
		if now := arrived(); !slices.Equal(before, now) {
			t.Fatalf("an element that is locked was entered: %v, then %v", before, now)
		}
		for _, g := range w.out.Gridlocks {
			for _, e := range g.Elements {
				locked[e] = true
			}
		}
		before = arrived()
	})
	if err != nil {
		t.Fatal(err)
	}
}
