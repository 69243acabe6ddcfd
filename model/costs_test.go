package model

import (
	"context"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// tolls makes everything in a town cost something: fees that change on day 10, roads with
// a length, detention beyond an hour.
func (t *town) tolls() {
	unit := func(x float64) []float64 {
		all := make([]float64, len(t.net.Classes))
		for c := range all {
			all[c] = x + float64(c)
		}
		return all
	}
	for i := range t.net.Classes {
		t.net.Classes[i].Costs = &network.Costs{Time: 15, Hour: 3, Km: 0.5, Held: 6, Free: sim.Hour, Journey: i%2 == 1}
	}
	for i := range t.net.Elements {
		x := float64(i) + 0.125
		t.net.Elements[i].Fees = []network.Fees{{Unit: unit(x), PerTonne: unit(0)}, {At: 10 * sim.Day, Unit: unit(2 * x), PerTonne: unit(0.25)}}
		for k := range t.net.Elements[i].Driving {
			t.net.Elements[i].Driving[k].Length = 90_000_123
		}
	}
	for i := range t.net.Segments {
		t.net.Segments[i].Fees = []network.Fees{{At: 5 * sim.Day, Unit: unit(25), PerTonne: unit(0.5)}}
	}
}

// priced is a town with all that can happen to vehicles, behind a road.
func priced(days, warmup float64) *town {
	town := newTown(24*days, warmup, 1, "class.car", "class.truck")
	r := town.road("road.a", sim.Hour, sim.Minute, network.Unlimited, 0)
	queue, yard := town.booking(network.Booking{Name: "booking.b", WalkIns: []float64{0.3, 0.1}, NoShows: 0.1, Lead: sim.Hour, Grace: 10 * sim.Minute,
		LateBy: must(sim.Exponential(testHour)), EarlyBy: must(sim.Exponential(0.5 * testHour))}, 40, 12)
	a := town.service("post.a", 3, network.Unlimited, must(sim.Exponential(0.2*testHour)))
	b := town.service("post.b", 2, 10, must(sim.Lognormal(0.1*testHour, 0.8)))
	_, rule := town.hall(a)
	rule.Patience[1] = must(sim.Exponential(testHour))
	rule.Balk = []network.BalkStep{{Line: 5, Share: 0.3}}
	town.hall(b)
	for c := range 2 {
		f := town.flow("flow."+string(rune('a'+c)), network.ClassID(c), 5, r, queue, yard, a, b)
		f.KG = 10_000
		town.sorted(f, 3)
	}
	return town
}

// TestChargesAddUp: fees and distances are those of the visits, in thousandths and
// millimetres; the time that is paid for is that in which somebody is in the corridor, to
// the tick; nothing else changes.
func TestChargesAddUp(t *testing.T) {
	free := priced(30, 0).run(t, 1)[0]
	town := priced(30, 0)
	town.tolls()
	var fees, distance [2]int64
	var o *Outcome
	visit := func(v Visit) {
		e := &town.net.Elements[v.Element]
		fees[v.Flow] += int64(network.FeesAt(e.Fees, v.Left).Of(v.Class, 10)*1000 + 0.5)
		distance[v.Flow] += int64(e.LengthAt(v.Left))
	}
	if err := Run(context.Background(), &town.net, town.plan, Options{Visit: visit}, func(x *Outcome) bool { o = x; return true }); err != nil {
		t.Fatal(err)
	}
	var lived, inside sim.Sum
	for f := range o.Flows {
		y := &o.Flows[f].Years[0]
		for d, day := range o.Segments[0].Classes[f].Days {
			if d >= 5 {
				fees[f] += int64(day.Ended) * int64(town.net.Segments[0].Fees[0].Of(network.ClassID(f), 10)*1000)
			}
		}
		if want := sumOfOne(fees[f]); y.Fees != want || fees[f] == 0 {
			t.Errorf("flow %d paid %.0f, must be %d", f, y.Fees.Float(), fees[f])
		}
		if want := sumOfOne(distance[f]); y.Distance != want || distance[f] == 0 {
			t.Errorf("flow %d drove %.0f, must be %d", f, y.Distance.Float(), distance[f])
		}
		if y.Detained == (sim.Sum{}) {
			t.Errorf("flow %d pays no detention", f)
		}
		for _, ticks := range y.Cause {
			lived.Merge(ticks)
		}
	}
	for e := range o.Elements {
		for _, d := range o.Elements[e].Days {
			inside.Add(d.Inside)
		}
	}
	if lived != inside {
		t.Errorf("vehicles lived %.0f ticks, and were in elements for %.0f", lived.Float(), inside.Float())
	}
	if o.Hash != free.Hash || o.Flows[0].Years[0].Cause != free.Flows[0].Years[0].Cause {
		t.Error("costs change what happens")
	}
}

func sumOfOne(x int64) (s sim.Sum) {
	s.Add(x)
	return s
}

// TestDetention: who gives up within a crossing pays for the time there, who is still
// inside pays up to the end; what passed before counting began is not paid.
func TestDetention(t *testing.T) {
	for _, c := range []struct {
		name    string
		journey bool
		warmup  float64
		want    sim.Time // by the first, who gives up after 9 hours, and the second, who stays to the end
	}{
		{"crossing", false, 0, (9 - 2 + 24 - 4 - 2) * sim.Hour},
		{"journey", true, 0, (9 + 1 - 2 + 24 - 3 - 2) * sim.Hour},
		{"crossing, after a warm-up", false, 8, (11 - 8 + 24) * sim.Hour}, // the run is 24 hours longer than it
	} {
		town := newTown(24, c.warmup, 1, "class.a", "class.b")
		r := town.road("road.r", sim.Hour, 0, network.Unlimited, 0)
		e := town.service("post.p", 0, network.Unlimited, constant(0))
		_, rule := town.hall(e)
		rule.Patience[0] = constant(9 * testHour)
		town.net.Segments = []network.Segment{{Name: "post.p", Stages: [][]network.ElementID{{e}}}}
		for k, at := range []sim.Time{sim.Hour, 3 * sim.Hour} {
			f := town.flow("flow."+string(rune('a'+k)), network.ClassID(k), 0, r, e)
			f.Arrivals, f.Times, f.Days = network.Listed, []sim.Time{at}, nil
			hop := &town.net.Routes[k].Hops[1]
			hop.Segment, hop.Passage = 0, 1
			town.net.Classes[k].Costs = &network.Costs{Held: 5, Free: 2 * sim.Hour, Journey: c.journey}
		}
		o := town.run(t, 1)[0]
		var got sim.Sum
		for f := range o.Flows {
			got.Merge(o.Flows[f].Years[0].Detained)
		}
		if got != sumOfOne(int64(c.want)) {
			t.Errorf("%s: %v beyond the free time, must be %v", c.name, sim.Time(got.Float()), c.want)
		}
	}
}

// TestNoAllocationWithCosts: a World that counts what is paid allocates nothing either.
func TestNoAllocationWithCosts(t *testing.T) {
	town := priced(400, 0)
	town.tolls()
	town.allocatesNothing(t)
}

// TestCausesThatCost: waiting is lost, driving and service are not; the engine is off in a
// yard and elsewhere.
func TestCausesThatCost(t *testing.T) {
	for c := range Causes {
		switch c {
		case Driving, InService, Riding:
			if c.Loses() || c.Idles() {
				t.Errorf("%v is counted as waiting", c)
			}
		case VirtualQueue, WaitSlot, Departure:
			if !c.Loses() || c.Idles() {
				t.Errorf("%v: lost %v, with the engine on %v", c, c.Loses(), c.Idles())
			}
		case Discharge, WaitLane, WaitOpening, Blocked, Outside, Breakdown, WaitStaff, WaitQuota, Metered, Interrupted:
			if !c.Loses() || !c.Idles() {
				t.Errorf("%v is not counted as waiting", c)
			}
		}
	}
}

// TestCostsOfWhatUnitsBecome: a wagon of 60 t is an hour in the crane, then becomes three
// trucks, which drive 100 km in two hours behind a headway of six minutes: each class has
// its own time and distance, and the fee of a tonne is paid for 60 of them.
func TestCostsOfWhatUnitsBecome(t *testing.T) {
	town := newTown(24, 0, 1, "class.truck", "class.wagon")
	town.net.Classes[0].Payload, town.net.Classes[1].Payload = 20, 60
	town.net.Classes[0].Costs = &network.Costs{Time: 15, Km: 1, Held: 6, Journey: true}
	crane := town.service("terminal.t", 2, network.Unlimited, constant(testHour))
	e, ride := town.ride("terminal.t.transfer", network.None)
	ride.Into, ride.Params[0].TimeOut = 0, 0
	road := town.road("road.r", 2*sim.Hour, 6*sim.Minute, network.Unlimited, 0)
	town.net.Elements[road].Driving[0].Length = 100_000_000
	fee := []network.Fees{{Unit: []float64{2, 1000}, PerTonne: []float64{0.5, 1000}}}
	town.net.Elements[road].Fees, town.net.Elements[e].Fees = fee, fee
	f := town.flow("flow.f", 1, 0, crane, e, road)
	f.KG, f.Arrivals, f.Times, f.Days = 60_000, network.Listed, []sim.Time{0}, nil
	town.net.Routes[0].Classes = []network.ClassID{1, 0, 0}
	town.net.Routes[0].Units = []float64{1, 1, 3}
	y := &town.run(t, 1)[0].Flows[0].Years[0]
	const hour = int64(sim.Hour)
	var wagon, truck ClassUse
	wagon.Cause[InService] = sumOfOne(hour)
	truck.Cause[Driving] = sumOfOne(6 * hour)
	truck.Cause[Discharge] = sumOfOne(18 * int64(sim.Minute))
	truck.Distance = sumOfOne(300_000_000)
	truck.Detained = sumOfOne(9*hour + 18*int64(sim.Minute)) // journeys begin with the wagon
	if y.ByClass[0] != truck || y.ByClass[1] != wagon {
		t.Errorf("trucks %+v, wagons %+v", y.ByClass[0], y.ByClass[1])
	}
	if y.Fees != sumOfOne(2*(3*2+60/2)*1000) || y.Cause[InService] != wagon.Cause[InService] || y.Distance != truck.Distance {
		t.Errorf("fees %.0f, in all %+v", y.Fees.Float(), y.Cause)
	}
	if got := town.net.MoneyAt(&town.net.Routes[0], 0); got != 3*100+2*(3*2+60/2) {
		t.Errorf("the route costs %v", got)
	}
}
