package model

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// also adds a further route to a flow.
func (t *town) also(f *network.Flow, elements ...network.ElementID) network.RouteID {
	id := network.RouteID(len(t.net.Routes))
	r := network.Route{Name: fmt.Sprintf("%s.%d", f.Name, len(f.Routes)), Flow: t.net.Routes[f.Routes[0]].Flow}
	for _, e := range elements {
		r.Hops = append(r.Hops, network.Hop{Element: e, Segment: network.None})
	}
	t.net.Routes = append(t.net.Routes, r)
	f.Routes = append(f.Routes, id)
	f.Shares[0].Weight = append(f.Shares[0].Weight, 0)
	return id
}

// visitsOf lists the visits of the first replication.
func (t *town) visitsOf(tb testing.TB) []Visit {
	tb.Helper()
	var all []Visit
	if err := Run(context.Background(), &t.net, t.plan, Options{Visit: func(v Visit) { all = append(all, v) }}, func(*Outcome) bool { return true }); err != nil {
		tb.Fatal(err)
	}
	return all
}

// TestLogitAgainstTime: with a known wait on one of two roads, the shares are those of the
// formula.
func TestLogitAgainstTime(t *testing.T) {
	town := newTown(24*30, 0, 12)
	slow := town.road("road.slow", 3*sim.Hour, 0, network.Unlimited, 0)
	quick := town.road("road.quick", 2*sim.Hour, 0, network.Unlimited, 0)
	f := town.flow("flow.f", 0, 40, slow)
	r := town.also(f, quick)
	f.Choice, f.Scale, f.ValueOfTime = network.Logit, 1.5, 20
	town.net.Routes[r].Costs = []network.RouteCost{{Money: 10}, {At: 15 * sim.Day, Money: 30, Time: 30 * sim.Minute}}
	first := 1 / (1 + math.Exp(-1.5*(3-2.5)))    // 2 h and 10 of money at 20 an hour
	second := 1 / (1 + math.Exp(-1.5*(3-(2+2)))) // 2 h, 30 of money and half an hour
	var before, after []float64
	for _, o := range town.run(t, 0) {
		n := [2][2]float64{}
		for k, e := range []network.ElementID{slow, quick} {
			for d, day := range o.Elements[e].Classes[0].Days {
				n[k][d/15] += float64(day.Arrived)
			}
		}
		before, after = append(before, n[1][0]/(n[0][0]+n[1][0])), append(after, n[1][1]/(n[0][1]+n[1][1]))
	}
	near(t, "share of the quick road", before, first, 0.02)
	near(t, "share once it is dear", after, second, 0.05)
	shares := town.net.FreeShares(f, []sim.Time{0})
	if len(shares) != 2 || math.Abs(shares[0].Weight[1]-first) > 1e-12 || math.Abs(shares[1].Weight[1]-second) > 1e-12 {
		t.Errorf("planned shares %v, must be %v and %v", shares, first, second)
	}
}

// TestChoiceKeepsLuck: when one route gets a little worse, vehicles leave it and none come
// to it.
func TestChoiceKeepsLuck(t *testing.T) {
	chosen := func(worse sim.Time) map[uint64]network.ElementID {
		town := newTown(24*20, 0, 1)
		a := town.road("road.a", sim.Hour+worse, 0, network.Unlimited, 0)
		b := town.road("road.b", sim.Hour, 0, network.Unlimited, 0)
		f := town.flow("flow.f", 0, 30, a)
		town.also(f, b)
		f.Choice, f.Scale = network.Logit, 1
		by := map[uint64]network.ElementID{}
		for _, v := range town.visitsOf(t) {
			by[v.Vehicle] = v.Element
		}
		return by
	}
	before, after := chosen(0), chosen(6*sim.Minute)
	left := 0
	for key, e := range after {
		switch was, known := before[key]; {
		case !known || was == e:
		case e == 0:
			t.Fatal("a vehicle came to a route that got worse")
		default:
			left++
		}
	}
	if left < 200 || left > 500 { // a fortieth of 14400
		t.Errorf("%d vehicles left the route", left)
	}
}

// TestLeastCost: money and time are weighed by the value of time.
func TestLeastCost(t *testing.T) {
	for _, c := range []struct {
		value float64
		want  network.ElementID
	}{{0, 1}, {9, 1}, {11, 0}} {
		town := newTown(24, 0, 1)
		quick := town.road("road.quick", sim.Hour, 0, network.Unlimited, 0)
		cheap := town.road("road.slow", 2*sim.Hour, 0, network.Unlimited, 0)
		f := town.flow("flow.f", 0, 3, quick)
		town.also(f, cheap)
		f.Choice, f.ValueOfTime = network.LeastCost, c.value
		town.net.Routes[f.Routes[0]].Costs = []network.RouteCost{{Money: 10}}
		for _, v := range town.visitsOf(t) {
			if v.Element != c.want {
				t.Fatalf("with %v an hour element %d is taken", c.value, v.Element)
			}
		}
	}
}

// TestEndlessWait: a route whose lanes never open is not chosen, unless all are like that.
func TestEndlessWait(t *testing.T) {
	f := &network.Flow{Choice: network.Logit, Scale: 1}
	routes := []network.Prospect{{Free: sim.Hour, Wait: sim.Never, Base: 1}, {Free: 5 * sim.Hour, Wait: sim.Hour, Base: 1}, {Free: 1, Base: 0}}
	weights := make([]float64, 3)
	if !f.Weigh(routes, weights) || !slices.Equal(weights, []float64{0, 1, 0}) {
		t.Errorf("weights %v", weights)
	}
	routes[1].Wait = sim.Never
	if !f.Weigh(routes, weights) || weights[0] != 1 || math.Abs(weights[1]-math.Exp(-4)) > 1e-12 {
		t.Errorf("weights %v where all are endless", weights)
	}
}

// randomChoice adds routes, choices, diversions and permits to a random town.
func randomChoice(t *rapid.T) *town {
	town := randomRules(t)
	var ids, halls []network.ElementID
	for i := range town.net.Elements {
		switch e := &town.net.Elements[i]; {
		case e.Station == network.Service && e.Hall != nil:
			halls = append(halls, network.ElementID(i))
			fallthrough
		case e.Station == network.Service || e.Station == network.Road:
			ids = append(ids, network.ElementID(i))
		}
	}
	for i := range town.net.Flows {
		f := &town.net.Flows[i]
		first := &town.net.Routes[f.Routes[0]]
		common := 0
		if len(first.Hops) > 1 && first.Hops[0].Segment == network.None {
			common = rapid.IntRange(0, len(first.Hops)-1).Draw(t, "common")
		}
		hops := slices.Clone(first.Hops[:common])
		to := town.also(f, rapid.SliceOfN(rapid.SampledFrom(ids), 1, 3).Draw(t, "other")...)
		town.net.Routes[to].Hops = append(hops, town.net.Routes[to].Hops...)
		f.Shares[0].Weight = []float64{0.8, 0.2}
		f.Choice, f.Scale = network.Choice(rapid.IntRange(0, 3).Draw(t, "choice")), 2
		town.net.Routes[to].Costs = []network.RouteCost{{Money: 3}, {At: 40 * sim.Hour, Time: sim.Hour}}
		if rapid.Bool().Draw(t, "published") {
			f.Known = network.Known{Every: sim.Hour, Delay: sim.Time(rapid.IntRange(0, 5).Draw(t, "delay")) * 30 * sim.Minute}
		}
		if len(halls) > 0 {
			e := rapid.SampledFrom(halls).Draw(t, "watched")
			f.Diverts = []network.Divert{{Name: "d", From: f.Routes[0], To: to, Common: int32(common), Watch: []network.ElementID{e},
				Stages: [][]network.ElementID{{e}}, Closed: true, Queue: 2, After: sim.Time(rapid.IntRange(0, 2).Draw(t, "after")) * sim.Hour}}
		}
	}
	town.net.Permits = []network.Permit{{Name: "permit.p", Elements: ids[:1], Flows: []bool{true, true, true}[:len(town.net.Flows)],
		Stock: []network.StockStep{{N: int64(rapid.IntRange(0, 40).Draw(t, "stock"))}}, Resets: []sim.Time{sim.Day, 2 * sim.Day},
		Divert: rapid.Bool().Draw(t, "divert")}}
	return town
}

// TestRandomChoice: whatever is chosen, the books balance (Run fails otherwise), no more
// permits are used than there are, and the outcome is the same for any number of workers.
func TestRandomChoice(t *testing.T) { rapid.Check(t, checkChoice) }

// FuzzRandomChoice looks further when asked to.
func FuzzRandomChoice(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkChoice)) }

func checkChoice(t *rapid.T) {
	town := randomChoice(t)
	town.plan.Workers = 1
	one := town.outcomes(t)
	for _, o := range one {
		if used, most := o.Permits[0].Years[0].Used, 5*town.net.Permits[0].Stock[0].N; used > most {
			t.Fatalf("%d permits used, there are %d", used, most)
		}
	}
	town.plan.Workers = 3
	if two := town.outcomes(t); !reflect.DeepEqual(one, two) {
		t.Fatal("the records differ between 1 and 3 workers")
	}
}

// choosing is a town with all ways to choose, diversions, late news and permits.
func choosing(hours, warmup float64, replications int) *town {
	town := newTown(hours, warmup, replications)
	a := town.service("toll.a", 1, network.Unlimited, must(sim.Exponential(0.1*testHour)))
	b := town.service("toll.b", 1, network.Unlimited, must(sim.Exponential(0.1*testHour)))
	r := town.road("road.r", sim.Hour, sim.Second, network.Unlimited, 0)
	town.hall(a)
	for k, choice := range []network.Choice{network.Logit, network.LeastTime, network.ByShares} {
		f := town.flow(fmt.Sprintf("flow.%d", k), 0, 4, r, a)
		to := town.also(f, r, b)
		f.Shares[0].Weight = []float64{0.5, 0.5}
		f.Choice, f.Scale, f.MaxWait, f.Known = choice, 1, 10*sim.Day, network.Known{Every: sim.Hour, Delay: sim.Time(k) * sim.Hour}
		f.Diverts = []network.Divert{{Name: "d", From: f.Routes[0], To: to, Common: 1, Watch: []network.ElementID{a},
			Stages: [][]network.ElementID{{a}}, Closed: true, Queue: 10}}
	}
	p := network.Permit{Name: "permit.p", Elements: []network.ElementID{a}, Flows: []bool{true, true, true}, Divert: true, Stock: []network.StockStep{{N: 100}}}
	for at := sim.Day; at < town.plan.Until; at += sim.Day {
		p.Resets = append(p.Resets, at)
	}
	town.net.Permits = []network.Permit{p}
	return town
}

// TestNoAllocationInChoice: who chooses, changes routes and needs permits costs nothing
// more once the World has grown.
func TestNoAllocationInChoice(t *testing.T) { choosing(24*400, 0, 1).allocatesNothing(t) }

// TestPinnedChoice holds the bits of choices, as TestPinnedRun does those of laws.
func TestPinnedChoice(t *testing.T) {
	want := []uint64{0xc63219bc075790ea, 0x34c4b9eed0fade74}
	for i, o := range choosing(24*20, 24, 2).run(t, 0) {
		if o.Hash != want[i] {
			t.Errorf("replication %d: hash %#x, pinned %#x", i, o.Hash, want[i])
		}
		for _, f := range o.Flows {
			for d, n := range f.Years[0].Diverted {
				if n == 0 && Diversion(d) != AtClosed {
					t.Errorf("replication %d: nobody is diverted, %v", i, Diversion(d))
				}
			}
		}
	}
}

// TestLogitByOldNews: a post that opens at hour 23 has a wait that everybody can count;
// it is looked at every four hours and known two hours later.
func TestLogitByOldNews(t *testing.T) {
	const scale, far = 0.2, 12.0
	town := newTown(24, 0, 60)
	post := town.service("toll.late", 1, network.Unlimited, constant(0))
	town.net.Elements[post].Lanes = []network.LaneStep{{Built: 1}, {At: 23 * sim.Hour, Manned: 1, Built: 1, Open: true}}
	road := town.road("road.far", sim.FromSeconds(far*3600), 0, network.Unlimited, 0)
	f := town.flow("flow.f", 0, 60, post)
	town.also(f, road)
	f.Choice, f.Scale, f.Known = network.Logit, scale, network.Known{Every: 4 * sim.Hour, Delay: 2 * sim.Hour}
	want := 0.0
	for h := range 24 {
		wait := 0.0 // nothing is known at first
		if h >= 2 {
			wait = 23 - float64((h-2)/4*4)
		}
		want += 60 / (1 + math.Exp(-scale*(wait-far)))
	}
	near(t, "vehicles by the far road", arrivalsAt(town.run(t, 0), road), want, 0.02)
}

// arrivalsAt is how many vehicles came to an element, by replication.
func arrivalsAt(out []*Outcome, e network.ElementID) []float64 {
	var xs []float64
	for _, o := range out {
		n := 0.0
		for _, d := range o.Elements[e].Classes[0].Days {
			n += float64(d.Arrived)
		}
		xs = append(xs, n)
	}
	return xs
}

// TestFluidChooses: the liquid goes where the wait is shorter, so that the waits of two
// overloaded posts stay alike.
func TestFluidChooses(t *testing.T) {
	town := newTown(24*10, 0, 1)
	a := town.service("toll.a", 1, network.Unlimited, constant(0.1*testHour))
	b := town.service("toll.b", 3, network.Unlimited, constant(0.1*testHour))
	f := town.flow("flow.f", 0, 60, a)
	town.also(f, b)
	f.Choice, f.MaxWait = network.LeastTime, sim.Never
	fluid := FluidQueue(&town.net, &town.plan)
	last := func(e network.ElementID) float64 { q := fluid.Elements[e].QueueMax; return q[len(q)-1] }
	if x, y := last(a), last(b); math.Abs(x-1200) > 60 || math.Abs(y-3600) > 60 {
		t.Errorf("queues %.0f and %.0f after ten days, must be about 1200 and 3600", x, y)
	}
}

// Two routes of three elements each, by shares and by the waits ahead.
func BenchmarkChoice(b *testing.B) {
	for name, choice := range map[string]network.Choice{"shares": network.ByShares, "logit": network.Logit} {
		b.Run(name, func(b *testing.B) {
			town := newTown(24*400, 0, 1)
			r := town.road("road.r", sim.Hour, sim.Second, network.Unlimited, 0)
			x := town.service("toll.a", 6, network.Unlimited, must(sim.Exponential(0.1*testHour)))
			y := town.service("toll.b", 6, network.Unlimited, must(sim.Exponential(0.1*testHour)))
			f := town.flow("flow.f", 0, 80, r, x, r)
			town.also(f, r, y, r)
			f.Choice, f.Scale, f.Shares[0].Weight = choice, 4, []float64{0.5, 0.5}
			benchmarkTown(b, town, r)
		})
	}
}

// TestFreeTimeOfTrains: the time of a route by train changes with that of the line.
func TestFreeTimeOfTrains(t *testing.T) {
	town := newTown(48, 0, 1, "class.train", "class.wagon")
	line := town.road("rail.r", 5*sim.Hour, 0, network.Unlimited, 0)
	driving := &town.net.Elements[line].Driving
	faster := (*driving)[0]
	faster.At, faster.Time = sim.Day, []sim.Time{2 * sim.Hour, 2 * sim.Hour}
	*driving = append(*driving, faster)
	e, _ := town.ride("train.t", town.carriers("flow.train", 0, line))
	f := town.flow("flow.wagons", 1, 1, e)
	want := []network.FreeTime{{At: 0, Time: 5 * sim.Hour}, {At: sim.Day, Time: 2 * sim.Hour}}
	if got := town.net.FreeTimes(&town.net.Routes[f.Routes[0]], 1); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
