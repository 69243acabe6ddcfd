package model

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// laden gives a flow loads that are drawn, and empty vehicles.
func laden(f *network.Flow, empty float64) {
	f.KG, f.TEU, f.Empty, f.Load = 20000, 1500, empty, must(sim.Normal(24000, 0.2))
}

// TestFreightIsConserved: whatever the network, no kilogram and no TEU goes missing (Run
// fails otherwise), and tonnes agree with vehicles where all are alike.
func TestFreightIsConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		town := randomTown(t)
		drawn := rapid.Bool().Draw(t, "drawn")
		for i := range town.net.Flows {
			town.net.Flows[i].KG, town.net.Flows[i].TEU = 18700, 2000
			if drawn && i == 0 {
				laden(&town.net.Flows[i], rapid.Float64Range(0, 1).Draw(t, "empty"))
			}
		}
		for _, o := range town.outcomes(t) {
			for f := range o.Flows {
				if drawn && f == 0 {
					continue
				}
				r := &o.Flows[f]
				for _, y := range r.Years {
					if y.Freight.Demand != (Freight{18700 * y.Demand, 2000 * y.Demand}) || y.Freight.Left != (Freight{18700 * y.Left, 2000 * y.Left}) ||
						y.Freight.Suppressed.KG != 18700*y.Suppressed || y.Freight.Lost().KG != 18700*y.Lost() {
						t.Fatalf("%+v of %d, %d, %d, %d vehicles", y.Freight, y.Demand, y.Left, y.Suppressed, y.Lost())
					}
				}
				if r.InitialFreight.KG != 18700*r.Initial || r.InsideFreight.TEU != 2000*r.Inside {
					t.Fatalf("%+v of %d, %+v of %d inside", r.InitialFreight, r.Initial, r.InsideFreight, r.Inside)
				}
			}
		}
	})
}

// loadsOf are what the vehicles of a flow carry, by who they are.
func loadsOf(t *testing.T, load func(*network.Flow)) map[uint64]int32 {
	town := newTown(24*20, 0, 1)
	load(town.flow("flow.f", 0, 10, town.service("toll.q", 1, network.Unlimited, constant(0))))
	p, err := prepare(&town.net, &town.plan)
	if err != nil {
		t.Fatal(err)
	}
	loads := map[uint64]int32{}
	var w *World
	w = newWorld(p, 0, func(v Visit) {
		for id := range w.vehicles.all {
			if w.vehicles.all[id].key == v.Vehicle {
				loads[v.Vehicle] = w.kg(VehicleID(id))
			}
		}
	}, func() bool { return false })
	if err := w.run(func(int) {}); err != nil {
		t.Fatal(err)
	}
	return loads
}

// TestLoadsKeepTheirLuck: more empty vehicles empty some that were loaded; all others
// carry what they carried.
func TestLoadsKeepTheirLuck(t *testing.T) {
	few, many := loadsOf(t, func(f *network.Flow) { laden(f, 0.2) }), loadsOf(t, func(f *network.Flow) { laden(f, 0.5) })
	emptied, sum, loaded := 0, 0.0, 0
	for who, kg := range few {
		switch now, there := many[who]; {
		case !there:
			t.Fatal("other vehicles came")
		case now == 0 && kg > 0:
			emptied++
		case now != kg:
			t.Fatalf("%d kg became %d", kg, now)
		}
		if kg > 0 {
			sum += float64(kg)
			loaded++
		}
	}
	n := float64(len(few))
	if share := float64(emptied) / n; share < 0.27 || share > 0.33 {
		t.Errorf("%.3f of %.0f vehicles were emptied, expected 0.3", share, n)
	}
	if share := float64(loaded) / n; share < 0.77 || share > 0.83 || sum/float64(loaded) < 23700 || sum/float64(loaded) > 24300 {
		t.Errorf("%.3f are loaded, with %.0f kg, expected 0.8 with 24000", share, sum/float64(loaded))
	}
}

// TestAlikeLoads: where nothing is drawn, all carry what the flow says, or all are empty.
func TestAlikeLoads(t *testing.T) {
	for empty, want := range map[float64]int32{0: 18700, 1: 0} {
		for _, kg := range loadsOf(t, func(f *network.Flow) { f.KG, f.Empty = 18700, empty }) {
			if kg != want {
				t.Fatalf("%d kg with a share of %v empty", kg, empty)
			}
		}
	}
}

// arrivalsOf are the vehicles that come, with their times; while the disruption lasts
// only a part of them does.
func arrivalsOf(t *testing.T, demand float64) map[uint64]sim.Time {
	town := newTown(24*100, 0, 1)
	town.flow("flow.f", 0, 10, town.service("toll.q", 1, network.Unlimited, constant(0)))
	town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Flows: []network.FlowID{0}, Demand: demand, Pace: 1, Lanes: network.Unlimited,
		Every: must(sim.Exponential(24 * testHour)), Lasts: must(sim.Exponential(12 * testHour))}}
	came := map[uint64]sim.Time{}
	for _, v := range town.visits(t) {
		came[v.Vehicle] = v.Entered
	}
	return came
}

// TestThinningKeepsEverybodyElse: a random loss of demand keeps some vehicles away and
// changes nothing for the others; a greater loss keeps the same ones away and more.
func TestThinningKeepsEverybodyElse(t *testing.T) {
	all, some, few := arrivalsOf(t, 1), arrivalsOf(t, 0.5), arrivalsOf(t, 0.1)
	within := func(part, whole map[uint64]sim.Time) {
		t.Helper()
		kept := maps.Clone(whole)
		maps.DeleteFunc(kept, func(who uint64, at sim.Time) bool { there, ok := part[who]; return !ok || there != at })
		if len(kept) != len(part) {
			t.Errorf("%d of %d vehicles come as before", len(kept), len(part))
		}
	}
	within(some, all)
	within(few, some)
	if n := len(all); len(some) > n*95/100 || len(some) < n*70/100 || len(few) >= len(some)*95/100 {
		t.Errorf("%d, %d, %d vehicles came", n, len(some), len(few))
	}
}

// TestNoAllocationWithFreight: neither loads nor thinned flows allocate.
func TestNoAllocationWithFreight(t *testing.T) {
	town := newTown(24*400, 0, 1)
	laden(town.flow("flow.f", 0, 24, town.service("toll.a", 3, 5, must(sim.Exponential(0.1*testHour)))), 0.3)
	town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Flows: []network.FlowID{0}, Demand: 0.5, Pace: 1, Lanes: network.Unlimited,
		Every: must(sim.Exponential(24 * testHour)), Lasts: must(sim.Exponential(12 * testHour))}}
	town.allocatesNothing(t)
}

// TestPinnedFreight holds the bits of loads, empty vehicles and thinned arrivals.
func TestPinnedFreight(t *testing.T) {
	town := newTown(24*20, 24, 1)
	laden(town.flow("flow.f", 0, 10, town.service("toll.q", 2, 3, must(sim.Exponential(0.1*testHour)))), 0.25)
	town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Flows: []network.FlowID{0}, Demand: 0.5, Pace: 1, Lanes: network.Unlimited,
		Every: must(sim.Exponential(24 * testHour)), Lasts: must(sim.Exponential(12 * testHour))}}
	o := town.run(t, 0)[0]
	if got, want := o.Flows[0].Years[0].Freight.Demand, (Freight{71431081, 4437000}); o.Hash != 0xde4c4f75e2e4969e || got != want {
		t.Errorf("hash %#x, freight %+v", o.Hash, got)
	}
}
