package model

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// TestHallWithoutRules: a hall whose rules are all switched off does what a service does,
// to the tick: in random networks every service may become one, and nothing changes.
func TestHallWithoutRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		town := randomTown(t)
		before := town.outcomes(t)
		for e := range town.net.Elements {
			if town.net.Elements[e].Station == network.Service && rapid.Bool().Draw(t, "hall") {
				town.hall(network.ElementID(e))
			}
		}
		after := town.outcomes(t)
		for i := range before {
			for e := range after[i].Elements {
				for c := range after[i].Elements[e].Classes {
					after[i].Elements[e].Classes[c].Delay = nil
				}
			}
			if !reflect.DeepEqual(before[i], after[i]) {
				t.Fatalf("replication %d differs:\n%s", i, cmp.Diff(before[i], after[i], cmp.AllowUnexported(sim.Histogram{}, sim.Sum{})))
			}
		}
	})
}

// TestMeterLocksUp: one hall is shut because of the line before another, whose vehicle
// cannot leave because the first one is shut.
func TestMeterLocksUp(t *testing.T) {
	town := newTown(48, 0, 1)
	a := town.service("a", 1, 0, constant(float64(10*sim.Minute)))
	b := town.service("b", 1, network.Unlimited, constant(float64(10*sim.Minute)))
	town.hall(a)
	town.hall(b)
	town.net.Meters = []network.Meter{{Name: "meter.m", At: a, Watch: b, Stop: 2, Go: 0}}
	town.flow("f1", 0, 1, a, b)
	town.flow("f2", 0, 5, b, a)
	o := town.run(t, 1)[0]
	if len(o.Gridlocks) != 1 || !reflect.DeepEqual(o.Gridlocks[0].Elements, []network.ElementID{a}) {
		t.Fatalf("gridlocks: %+v, passed %+v, line %d", o.Gridlocks, o.Elements[a].Classes[0].Days, o.Elements[b].Days[1].Waiting/int64(sim.Day))
	}
}

// TestOfficersLockUp: the only officer stays with a vehicle that waits for a lane that
// needs him.
func TestOfficersLockUp(t *testing.T) {
	for _, stays := range []bool{true, false} {
		town := newTown(48, 0, 1)
		a := town.service("a", 1, network.Unlimited, constant(float64(10*sim.Minute)))
		b := town.service("b", 1, 0, constant(float64(10*sim.Minute)))
		for _, e := range []network.ElementID{a, b} {
			h, _ := town.hall(e)
			h.Staff, h.KeepsOff = 0, stays
		}
		town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: 1, Open: true}}}}
		town.flow("f", 0, 1, a, b)
		if o := town.run(t, 1)[0]; (len(o.Gridlocks) > 0) != stays {
			t.Errorf("officers stay: %v, gridlocks: %+v", stays, o.Gridlocks)
		}
	}
}

// TestOfficersForThoseOutside: two halls without room share one officer; whoever is held
// up outside gets him when the other hall is done.
func TestOfficersForThoseOutside(t *testing.T) {
	town := newTown(48, 0, 1)
	for i, name := range []string{"a", "b"} {
		e := town.service(name, 1, 0, constant(float64(10*sim.Minute)))
		h, _ := town.hall(e)
		h.Staff = 0
		f := town.flow("f"+name, 0, 1, e)
		f.Arrivals, f.Times = network.Listed, []sim.Time{sim.Hour, sim.Hour + sim.Time(i)*sim.Minute, 2 * sim.Hour}
	}
	town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: 1, Open: true}}}}
	var ended []string
	for _, v := range town.visits(t) {
		ended = append(ended, fmt.Sprint(town.net.Elements[v.Element].Name, " ", v.Ended))
	}
	want := []string{"a 1h10m", "a 1h20m", "b 1h30m", "b 1h40m", "a 2h10m", "b 2h20m"}
	if !slices.Equal(ended, want) {
		t.Errorf("served %v, want %v", ended, want)
	}
}

// TestAcceptedWaitKnowsSwingLanes: a hall that has only the lane of a swing is not taken
// for one that never serves.
func TestAcceptedWaitKnowsSwingLanes(t *testing.T) {
	town := newTown(240, 0, 1)
	a := town.service("a", 0, network.Unlimited, constant(0.1*testHour))
	b := town.service("b", 1, network.Unlimited, constant(0.1*testHour))
	town.hall(a)
	town.hall(b)
	town.net.Swings = []network.Swing{{Name: "swing.s", Elements: [2]network.ElementID{a, b}, Lanes: 1, Every: sim.Hour, Longer: 1000}}
	town.flow("f", 0, 5, a).MaxWait = 3 * sim.Hour
	if y := town.run(t, 1)[0].Flows[0].Years[0]; y.Suppressed != 0 || y.Left < 1000 {
		t.Errorf("%d of %d suppressed, %d left", y.Suppressed, y.Demand, y.Left)
	}
}

// TestAcceptedWaitKnowsOfficers: one officer for four lanes does what one lane does, and
// nobody sets out for officers who are never on duty.
func TestAcceptedWaitKnowsOfficers(t *testing.T) {
	suppressed := func(lanes, officers int32, staffed bool) (share float64) {
		town := newTown(24*60, 0, 1)
		e := town.service("post.p", lanes, network.Unlimited, constant(testHour/3))
		h, _ := town.hall(e)
		if staffed {
			town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: officers, Open: true}}}}
			h.Staff = 0
		}
		town.flow("f", 0, 100./24, e).MaxWait = 5 * sim.Day
		y := town.run(t, 1)[0].Flows[0].Years[0]
		return float64(y.Suppressed) / float64(y.Demand)
	}
	if one, officer := suppressed(1, 0, false), suppressed(4, 1, true); one < 0.1 || officer != one {
		t.Errorf("one lane suppresses %.3f, one officer %.3f", one, officer)
	}
	if nobody := suppressed(4, 0, true); nobody != 1 {
		t.Errorf("without officers %.3f are suppressed", nobody)
	}
}

// TestAcceptedWaitOfAClass: more trucks come than their lane can serve, and wait for as
// long as they accept. Cars that have a lane of their own as well, or come first, never
// wait and never stay away.
func TestAcceptedWaitOfAClass(t *testing.T) {
	const accepted = 2 * sim.Day
	for name, rule := range map[string]func(*network.Hall, *network.HallRules){
		"a lane of their own": func(h *network.Hall, _ *network.HallRules) {
			one := []network.LaneStep{{Manned: 1, Built: 1, Open: true}}
			h.Groups = []network.LaneGroup{{Classes: []bool{true, false}, Lanes: one}, {Classes: []bool{true, true}, Lanes: one}}
		},
		"served first": func(_ *network.Hall, r *network.HallRules) { r.Rank = []uint8{0, 1} },
	} {
		town := newTown(24*60, 0, 1, "class.car", "class.truck")
		e := town.service("post.p", 2, network.Unlimited, constant(testHour/4), constant(testHour))
		rule(town.hall(e))
		town.flow("cars", 0, 0.1, e).MaxWait = 3 * sim.Hour
		town.flow("trucks", 1, 4, e).MaxWait = accepted
		out := town.run(t, 1)[0]
		cars, trucks := out.Flows[0].Years[0], out.Flows[1].Years[0]
		if cars.Suppressed != 0 || cars.Left < 100 {
			t.Errorf("%s: %d of %d cars stay away", name, cars.Suppressed, cars.Demand)
		}
		if most := trucks.Journey.Max(); trucks.Suppressed == 0 || most < accepted || most > accepted+4*sim.Hour {
			t.Errorf("%s: %d of %d trucks stay away, the longest journey is %v", name, trucks.Suppressed, trucks.Demand, most)
		}
	}
}
