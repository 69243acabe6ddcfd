package model

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// randomTown draws a network of services and roads with tight rooms, closing hours,
// losses and routes that may lead in circles.
func randomTown(t *rapid.T) *town {
	town := newTown(72, float64(rapid.IntRange(0, 24).Draw(t, "warmup")), 2, "class.car", "class.truck")
	laws := []sim.Law{constant(0), constant(float64(20 * sim.Minute)), must(sim.Exponential(float64(15 * sim.Minute))),
		must(sim.Lognormal(float64(10*sim.Minute), 1.5)), must(sim.Uniform(0, float64(30*sim.Minute)))}
	var ids []network.ElementID
	for i := range rapid.IntRange(1, 5).Draw(t, "elements") {
		name := fmt.Sprintf("e%d", i)
		if rapid.Bool().Draw(t, "road") {
			storage := sim.Millimetres(rapid.SampledFrom([]int{network.Unlimited, 20000, 60000, 400000}).Draw(t, "storage"))
			headway := sim.Time(rapid.IntRange(0, 10).Draw(t, "headway")) * sim.Minute
			wave := sim.Time(rapid.IntRange(0, 1).Draw(t, "wave")) * 7 * sim.Minute
			ids = append(ids, town.road(name, sim.Time(rapid.IntRange(0, 90).Draw(t, "drive"))*sim.Minute, headway, storage, wave))
		} else {
			room := int32(rapid.SampledFrom([]int{network.Unlimited, 0, 1, 3}).Draw(t, "room"))
			ids = append(ids, town.service(name, int32(rapid.IntRange(0, 3).Draw(t, "lanes")), room,
				rapid.SampledFrom(laws).Draw(t, "law"), rapid.SampledFrom(laws).Draw(t, "law")))
			e := &town.net.Elements[ids[i]]
			for at := sim.Time(0); rapid.Bool().Draw(t, "step") && len(e.Lanes) < 6; {
				at += sim.Time(rapid.IntRange(1, 24).Draw(t, "hours")) * sim.Hour
				n := int32(rapid.IntRange(0, 3).Draw(t, "lanes"))
				e.Lanes = append(e.Lanes, network.LaneStep{At: at, Manned: n, Built: 3, Open: rapid.Bool().Draw(t, "open")})
			}
		}
		if e := &town.net.Elements[ids[i]]; rapid.Bool().Draw(t, "lose") {
			if e.Station == network.Road {
				e.Driving[0].Full = network.Lose
			} else {
				e.Serving[0].Full = network.Lose
			}
		}
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "flows") {
		hops := rapid.SliceOfN(rapid.SampledFrom(ids), 1, 6).Draw(t, "route")
		f := town.flow(fmt.Sprintf("f%d", i), network.ClassID(i%2), rapid.Float64Range(0, 12).Draw(t, "rate"), hops...)
		if rapid.Bool().Draw(t, "batch") {
			f.Batch = must(sim.Geometric(2.5))
		}
		if rapid.Bool().Draw(t, "varies") {
			f.Variation = 0.5
		}
		if rapid.Bool().Draw(t, "impatient") {
			f.MaxWait = 2 * sim.Hour
		}
		if rapid.Bool().Draw(t, "renewal") {
			f.Arrivals, f.Gap = network.Renewal, must(sim.Gamma(1, 1.5))
		}
	}
	return town
}

// TestRandomNetworks: whatever the network, the books balance (Run fails otherwise),
// capacity and storage are never exceeded, and the outcome is the same for any number
// of workers.
func TestRandomNetworks(t *testing.T) { rapid.Check(t, checkRandom) }

// FuzzRandomNetworks looks further when asked to.
func FuzzRandomNetworks(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkRandom)) }

// outcomes runs the town under rapid.
func (t *town) outcomes(rt *rapid.T) []*Outcome {
	var out []*Outcome
	if err := Run(context.Background(), &t.net, t.plan, Options{}, func(o *Outcome) bool {
		out = append(out, o)
		return true
	}); err != nil {
		rt.Fatal(err)
	}
	return out
}

func checkRandom(t *rapid.T) {
	town := randomTown(t)
	town.plan.Workers = 1
	one := town.outcomes(t)
	for _, o := range one {
		for e, r := range o.Elements {
			for d, day := range r.Days {
				from, to := town.plan.Bins.Days[d], town.plan.Bins.Days[d+1]
				el := &town.net.Elements[e]
				if el.Station == network.Service && el.Serving[0].Room >= 0 && day.Waiting > int64(el.Serving[0].Room)*int64(to-from) {
					t.Fatalf("%s: more in line on day %d than there is room", el.Name, d)
				}
				if el.Station == network.Service && len(el.Lanes) == 1 && day.Busy+day.Held > day.Manned {
					t.Fatalf("%s: more lanes taken on day %d than manned", el.Name, d)
				}
				if el.Station == network.Road && el.Driving[0].Storage >= 0 {
					if most := int64(el.Driving[0].Storage / el.Driving[0].Space[0]); day.Inside > most*int64(to-from) {
						t.Fatalf("%s: more on the road on day %d than there is room", el.Name, d)
					}
				}
			}
		}
	}
	town.plan.Workers = 3
	two := town.outcomes(t)
	for i := range one {
		if !reflect.DeepEqual(one[i], two[i]) {
			t.Fatalf("the records of replication %d differ between 1 and 3 workers", i)
		}
	}
}

// TestGridlock: two services without room that send to each other lock up; it is
// reported with names and time, and nothing is removed.
func TestGridlock(t *testing.T) {
	town := newTown(48, 0, 1)
	a := town.service("a", 1, 0, constant(float64(10*sim.Minute)))
	b := town.service("b", 1, 0, constant(float64(10*sim.Minute)))
	town.flow("f1", 0, 3, a, b)
	town.flow("f2", 0, 3, b, a)
	o := town.run(t, 1)[0]
	if len(o.Gridlocks) != 1 || len(o.Gridlocks[0].Elements) != 2 {
		t.Fatalf("gridlocks: %+v", o.Gridlocks)
	}
	if g := o.Gridlocks[0]; g.Since <= 0 || g.Since > 12*sim.Hour || g.Vehicles != 2 {
		t.Errorf("gridlock since %v with %d vehicles", g.Since, g.Vehicles)
	}
	for f := range o.Flows {
		if o.Flows[f].Inside == 0 {
			t.Errorf("flow %d: nobody is left inside", f)
		}
	}
}

// TestClosedIsNotLocked: a line outside a post that never opens is no gridlock, because
// nobody in it holds anything.
func TestClosedIsNotLocked(t *testing.T) {
	town := newTown(48, 0, 1)
	e := town.service("post.p", 0, 2, constant(0.1*testHour))
	town.flow("flow.f", 0, 3, e)
	if g := town.run(t, 1)[0].Gridlocks; len(g) != 0 {
		t.Errorf("gridlocks: %+v", g)
	}
}

// TestClosedUntilTheEndIsNotLocked: who waits for an element that is closed when the run
// ends, or whose next train departs only then, is in no gridlock, whatever it holds.
func TestClosedUntilTheEndIsNotLocked(t *testing.T) {
	shift := []network.LaneStep{{Manned: 1, Open: true}, {At: 20 * sim.Hour}}
	for name, element := range map[string]func(*town) network.ElementID{
		"service": func(town *town) network.ElementID {
			e := town.service("post.p", 1, 2, constant(0.1*testHour))
			town.net.Elements[e].Lanes = shift
			return e
		},
		"hall": func(town *town) network.ElementID {
			e := town.service("post.p", 1, 2, constant(0.1*testHour))
			town.hall(e)
			town.net.Elements[e].Lanes, town.net.Elements[e].Hall.Groups[0].Lanes = shift, shift
			return e
		},
		"officers": func(town *town) network.ElementID {
			e := town.service("post.p", 1, 2, constant(0.1*testHour))
			town.staffed(1, e)
			town.net.Pools[0].Steps = shift
			return e
		},
		"train": func(town *town) network.ElementID {
			line := town.road("rail.r", sim.Hour, 0, network.Unlimited, 0)
			e, ride := town.ride("train.t", town.carriers("flow.train", 0, line))
			ride.Departures = []sim.Time{20 * sim.Hour}
			town.net.Elements[e].Serving[0].Room = 2
			return e
		},
	} {
		t.Run(name, func(t *testing.T) {
			town := newTown(24, 0, 1)
			e := element(town)
			before := town.service("toll.q", 1, network.Unlimited, constant(60e6))
			town.flow("flow.f", 0, 3, before, e)
			o := town.run(t, 1)[0]
			if len(o.Gridlocks) != 0 || o.Elements[before].Days[0].Held == 0 {
				t.Errorf("gridlocks: %+v, held %d", o.Gridlocks, o.Elements[before].Days[0].Held)
			}
		})
	}
}

// TestLuckIsKeyed: a new element beside the way and a further flow elsewhere change
// nobody's luck; one per cent more volume keeps the gaps of every day.
func TestLuckIsKeyed(t *testing.T) {
	build := func(extra bool, rate float64) *Outcome {
		town := newTown(480, 0, 1)
		if extra {
			town.service("aside", 2, network.Unlimited, must(sim.Exponential(testHour)))
		}
		e := town.service("toll.q", 1, network.Unlimited, must(sim.Exponential(0.1*testHour)))
		if extra {
			town.flow("flow.a", 0, 3, 0)
		}
		town.flow("flow.f", 0, rate, e)
		return town.run(t, 1)[0]
	}
	base, more := build(false, 8), build(true, 8)
	if a, b := base.Elements[0].Classes[0].Days, more.Elements[1].Classes[0].Days; !reflect.DeepEqual(a, b) {
		t.Error("an element and a flow aside changed the waits of a flow that never meets them")
	}
	grown := build(false, 8.08)
	a, b := int64(0), int64(0)
	for i := range base.Elements[0].Classes[0].Days {
		a += int64(base.Elements[0].Classes[0].Days[i].Arrived)
		b += int64(grown.Elements[0].Classes[0].Days[i].Arrived)
	}
	if diff := b - a; diff < 10 || diff > 70 {
		t.Errorf("1 %% more volume brought %d more of %d vehicles, expected about 38", diff, a)
	}
}

// TestNoAllocation: once it has grown to the vehicles present, a World allocates
// nothing.
func TestNoAllocation(t *testing.T) {
	town := newTown(24*400, 0, 1)
	a := town.service("toll.a", 3, 5, must(sim.Exponential(0.1*testHour)))
	r := town.road("road.r", sim.Hour, sim.Second, 2_000_000, sim.Minute)
	b := town.service("toll.b", 3, network.Unlimited, must(sim.Lognormal(0.1*testHour, 1)))
	f := town.flow("flow.f", 0, 24, a, r, b)
	f.Variation, f.MaxWait = 0.25, 12*sim.Hour
	town.allocatesNothing(t)
}

// allocatesNothing lets the town live for 200 days, then counts the allocations of more.
func (town *town) allocatesNothing(t *testing.T) {
	t.Helper()
	p, err := prepare(&town.net, &town.plan)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(p, 0, nil, func() bool { return false })
	for i := range w.sources {
		w.sources[i].fill()
	}
	w.count()
	w.day, w.year = 1, 1
	w.until(200 * sim.Day)
	limit := w.now
	if n := testing.AllocsPerRun(100, func() {
		limit += sim.Day
		w.until(limit)
	}); n != 0 {
		t.Errorf("%v allocations a day", n)
	}
}
