package model

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// ends lists which flow's vehicles were done where and when, in the order in which they left.
func (t *town) ends(tb testing.TB) []string {
	var out []string
	for _, v := range t.visits(tb) {
		out = append(out, fmt.Sprint(t.net.Flows[v.Flow].Name, "@", t.net.Elements[v.Element].Name, " ", v.Ended))
	}
	return out
}

// at lets the vehicles of a flow come at given minutes.
func (t *town) at(name string, class network.ClassID, minutes []int, elements ...network.ElementID) {
	f := t.flow(name, class, 1, elements...)
	f.Arrivals, f.Times = network.Listed, nil
	for _, m := range minutes {
		f.Times = append(f.Times, sim.Time(m)*sim.Minute)
	}
}

func minutes(n int) sim.Law { return constant(float64(sim.Time(n) * sim.Minute)) }

// staffed gives halls the officers of one pool.
func (t *town) staffed(officers int32, halls ...network.ElementID) {
	for _, e := range halls {
		h, _ := t.hall(e)
		h.Staff = 0
	}
	t.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: officers, Open: true}}}}
}

// lanes changes the lanes of an element in the course of the run; all that are manned are
// built and open.
func (t *town) lanes(e network.ElementID, minute int, manned, built int32) {
	el := &t.net.Elements[e]
	el.Lanes = append(el.Lanes, network.LaneStep{At: sim.Time(minute) * sim.Minute, Manned: manned, Built: built, Open: manned > 0})
}

// disrupt adds a disruption that is random in name only.
func (t *town) disrupt(every, lasts int, d network.Disruption) {
	d.Name = "disruption." + string(rune('a'+len(t.net.Disruptions)))
	d.Every, d.Lasts = minutes(every), minutes(lasts)
	t.net.Disruptions = append(t.net.Disruptions, d)
}

// TestWhoBeginsWhen: rules that meet, followed by hand.
func TestWhoBeginsWhen(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(*town)
		want []string
	}{
		{"officers go to whoever has waited longest, also where the line is full", func(t *town) {
			a, b := t.service("a", 2, 1, minutes(10)), t.service("b", 2, 1, minutes(10))
			t.staffed(1, a, b)
			t.at("x", 0, []int{60, 60, 60}, a)
			t.at("y", 0, []int{60, 60, 60}, b)
		}, []string{"x@a 1h10m", "x@a 1h20m", "y@b 1h30m", "x@a 1h40m", "y@b 1h50m", "y@b 2h"}},
		{"who is let into a hall without line keeps the officer that was free", func(t *town) {
			a, b := t.service("a", 1, network.Unlimited, minutes(10)), t.service("b", 1, 0, minutes(10))
			t.staffed(1, a, b)
			t.at("x", 0, []int{60, 60, 60}, a, b)
		}, []string{"x@a 1h10m", "x@b 1h20m", "x@a 1h30m", "x@b 1h40m", "x@a 1h50m", "x@b 2h"}},
		{"nobody is turned away while officers are still to be sent", func(t *town) {
			a, b, c := t.service("a", 1, network.Unlimited, minutes(10)), t.service("b", 1, 0, minutes(10)), t.service("c", 1, 0, minutes(10))
			t.staffed(2, a, b)
			t.net.Elements[b].Serving[0].Full = network.Lose
			t.at("x", 0, []int{60, 60}, a)
			t.at("y", 0, []int{60}, c, b)
		}, []string{"x@a 1h10m", "y@c 1h10m", "x@a 1h20m", "y@b 1h20m"}},
		{"officers who go off duty serve nobody at that moment", func(t *town) {
			a := t.service("a", 1, network.Unlimited, minutes(10))
			t.lanes(a, 90, 2, 2)
			t.staffed(2, a)
			t.net.Pools[0].Steps = append(t.net.Pools[0].Steps, network.LaneStep{At: 90 * sim.Minute, Manned: 1, Open: true})
			t.at("x", 0, []int{85, 86}, a)
		}, []string{"x@a 1h35m", "x@a 1h45m"}},
		{"nobody is interrupted where nobody may begin", func(t *town) {
			a := t.service("a", 1, network.Unlimited, minutes(30))
			t.lanes(a, 70, 0, 1)
			t.lanes(a, 120, 1, 1)
			_, r := t.hall(a)
			r.Rank, r.Preempt = []uint8{0, 1}, true
			t.at("car", 0, []int{75}, a)
			t.at("truck", 1, []int{60}, a)
		}, []string{"truck@a 1h30m", "car@a 2h30m"}},
		{"who could not interrupt on coming does so when a meter opens", func(t *town) {
			a, b := t.service("a", 1, network.Unlimited, minutes(60)), t.service("b", 1, network.Unlimited, minutes(10))
			_, r := t.hall(a)
			t.hall(b)
			r.Rank, r.Preempt = []uint8{0, 1}, true
			t.net.Meters = []network.Meter{{Name: "meter.m", At: a, Watch: b, Stop: 1}}
			t.at("car", 0, []int{67}, a)
			t.at("truck", 1, []int{60}, a)
			t.at("x", 0, []int{61, 62}, b) // the meter is shut from 62 to 71
		}, []string{"x@b 1h11m", "x@b 1h21m", "car@a 2h11m", "truck@a 3h"}},
		{"a meter opens: nobody overtakes those in line", func(t *town) {
			a, b := t.service("a", 1, network.Unlimited, minutes(10)), t.service("b", 1, network.Unlimited, minutes(30))
			t.hall(a)
			t.hall(b)
			t.net.Meters = []network.Meter{{Name: "meter.m", At: a, Watch: b, Stop: 1}}
			t.at("x", 0, []int{60, 61}, b, a)
			t.at("y", 0, []int{62}, a)
		}, []string{"x@b 1h30m", "y@a 1h40m", "x@a 1h50m", "x@b 2h", "x@a 2h10m"}},
		{"lines of their own: nobody begins while too many lanes are taken", func(t *town) {
			a := t.service("a", 2, network.Unlimited, minutes(30))
			t.lanes(a, 70, 1, 2)
			h, _ := t.hall(a)
			h.PerLane = true
			t.at("x", 0, []int{50, 60, 81}, a)
		}, []string{"x@a 1h20m", "x@a 1h30m", "x@a 2h"}},
		{"all lanes are lost, those that an upgrade adds meanwhile too", func(t *town) {
			a := t.service("a", 1, network.Unlimited, minutes(10))
			t.lanes(a, 100, 2, 2)
			t.hall(a)
			t.disrupt(60, 120, network.Disruption{Elements: []network.ElementID{a}, Lanes: network.Unlimited, Pace: 1, Work: network.Hold})
			t.at("x", 0, []int{110}, a)
		}, []string{"x@a 3h10m"}},
		{"a lower pace stops nobody who is finished after closing", func(t *town) {
			a := t.service("a", 1, network.Unlimited, minutes(30))
			t.lanes(a, 55, 0, 1)
			t.lanes(a, 300, 1, 1)
			t.hall(a)
			t.disrupt(60, 60, network.Disruption{Elements: []network.ElementID{a}, Pace: 0.5, Work: network.Hold})
			t.at("x", 0, []int{50}, a)
		}, []string{"x@a 1h40m"}},
		{"lanes that change over are not sent back before they arrive", func(t *town) {
			a, b := t.service("a", 0, network.Unlimited, minutes(10)), t.service("b", 0, network.Unlimited, minutes(10))
			t.hall(a)
			t.hall(b)
			t.net.Swings = []network.Swing{{Name: "swing.s", Elements: [2]network.ElementID{a, b}, Lanes: 1,
				Clearance: 15 * sim.Minute, Every: 10 * sim.Minute, Longer: 2}}
			t.at("x", 0, []int{55, 56}, b)
			t.at("y", 0, []int{58, 61}, a) // served until 68; the lane is at b from 83 on
		}, []string{"y@a 1h8m", "x@b 1h33m", "x@b 1h43m"}},
		{"two swings leave one hall at the same time", func(t *town) {
			a, b, c := t.service("a", 0, network.Unlimited, minutes(10)), t.service("b", 0, network.Unlimited, minutes(10)), t.service("c", 0, network.Unlimited, minutes(10))
			for _, e := range []network.ElementID{a, b, c} {
				t.hall(e)
			}
			for i, e := range []network.ElementID{b, c} {
				t.net.Swings = append(t.net.Swings, network.Swing{Name: fmt.Sprint("swing.", i), Elements: [2]network.ElementID{a, e}, Lanes: 1,
					At: []network.SwingStep{{At: sim.Hour, To: 1}}})
			}
			t.at("x", 0, []int{55, 55}, a)
			t.at("y", 0, []int{58}, b)
			t.at("z", 0, []int{59}, c)
		}, []string{"x@a 1h5m", "x@a 1h5m", "y@b 1h15m", "z@c 1h15m"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := newTown(10, 0, 1, "class.car", "class.truck")
			c.set(town)
			if got := town.ends(t); !slices.Equal(got, c.want) {
				t.Errorf("got  %q,\nwant %q", got, c.want)
			}
		})
	}
}

// TestEveryLaneFails: lanes of every group fail by themselves, and only those that are
// built.
func TestEveryLaneFails(t *testing.T) {
	town := newTown(10, 0, 1)
	a := town.service("a", 3, network.Unlimited, minutes(10))
	town.lanes(a, 300, 5, 5)
	h, _ := town.hall(a)
	h.Groups = []network.LaneGroup{
		{Name: "one", Classes: []bool{true}, Lanes: []network.LaneStep{{Manned: 2, Built: 2, Open: true}}},
		{Name: "two", Classes: []bool{true}, Lanes: []network.LaneStep{{Manned: 1, Built: 1, Open: true}, {At: 5 * sim.Hour, Manned: 3, Built: 3, Open: true}}},
	}
	town.disrupt(90, 10, network.Disruption{Elements: []network.ElementID{a}, Each: true, Lanes: 1, Pace: 1})
	town.flow("x", 0, 1, a)
	// Three lanes at 90, 190, 290, 390, 490 and 590 minutes; two more at 360, 460 and 560.
	if n := town.run(t, 1)[0].Disruptions[0].Years[0].Count; n != 24 {
		t.Errorf("%d failures, want 24", n)
	}
}

// TestInitialQueueBeforeOfficers: the lanes hold some of an initial queue, officers or not.
func TestInitialQueueBeforeOfficers(t *testing.T) {
	town := newTown(10, 0, 1)
	a := town.service("a", 2, 1, minutes(10))
	town.staffed(2, a)
	town.flow("x", 0, 0, a).Initial = []network.Initial{{Count: 3}}
	if got, want := town.ends(t), []string{"x@a 10m", "x@a 10m", "x@a 20m"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRecoveryEnds when the lines are as short as before, not while somebody is on his way
// from outside into the line.
func TestRecoveryEnds(t *testing.T) {
	town := newTown(10, 0, 1)
	a := town.service("a", 1, 1, minutes(10))
	town.hall(a)
	town.disrupt(60, 30, network.Disruption{Elements: []network.ElementID{a}, Lanes: network.Unlimited, Pace: 1, Work: network.Finish})
	town.plan.Until = 140 * sim.Minute
	town.plan.Bins.Days[1] = town.plan.Until
	town.at("x", 0, []int{55, 58, 70, 71, 72}, a) // one waits at 60, four at 90; one again at 110
	y := town.run(t, 1)[0].Disruptions[0].Years[0]
	var want sim.Histogram
	want.Add(20 * sim.Minute)
	if y.Count != 1 || !reflect.DeepEqual(y.Recovery, want) {
		t.Errorf("%d disruptions, recovery %+v, want 20m", y.Count, y.Recovery)
	}
}

// TestRingsAreFound beside halls that live on.
func TestRingsAreFound(t *testing.T) {
	ring := func(t *town) (a, b network.ElementID) {
		a, b = t.service("a", 1, 0, minutes(10)), t.service("b", 1, 0, minutes(10))
		t.hall(a)
		t.hall(b)
		t.flow("f1", 0, 3, a, b)
		t.flow("f2", 0, 3, b, a)
		return a, b
	}
	for _, c := range []struct {
		name string
		set  func(*town)
		want int
	}{
		{"a ring that shares officers with a hall that lives", func(t *town) {
			a, b := ring(t)
			e := t.service("c", 1, network.Unlimited, minutes(10))
			t.staffed(5, a, b, e)
			t.flow("f3", 0, 1, e)
		}, 2},
		{"a ring watched by a meter that is open", func(t *town) {
			a, b := ring(t)
			e := t.service("c", 1, network.Unlimited, minutes(10))
			t.hall(e)
			t.net.Meters = []network.Meter{{Name: "meter.m", At: a, Watch: e, Stop: 100}, {Name: "meter.n", At: b, Watch: e, Stop: 100}}
			t.flow("f3", 0, 1, e)
		}, 2},
		{"officers stay with a vehicle that waits for them, shift after shift", func(t *town) {
			a, b := t.service("a", 1, network.Unlimited, minutes(10)), t.service("b", 1, 0, minutes(10))
			t.staffed(1, a, b)
			t.net.Elements[a].Hall.KeepsOff, t.net.Elements[b].Hall.KeepsOff = true, true
			for h := range sim.Time(6) {
				t.net.Pools[0].Steps = append(t.net.Pools[0].Steps, network.LaneStep{At: (h + 1) * 8 * sim.Hour, Manned: 1, Open: true})
			}
			t.flow("f", 0, 1, a, b)
		}, 1},
		{"officers come back in the next shift", func(t *town) {
			a, b := t.service("a", 1, network.Unlimited, minutes(10)), t.service("b", 1, 0, minutes(10))
			t.staffed(1, a, b)
			t.net.Pools[0].Steps = append(t.net.Pools[0].Steps, network.LaneStep{At: 8 * sim.Hour}, network.LaneStep{At: 47 * sim.Hour, Manned: 1, Open: true})
			t.flow("f", 0, 3, a, b)
		}, 0},
		{"a quota that is used up until the last day", func(t *town) {
			a, b := t.service("a", 1, network.Unlimited, minutes(10)), t.service("b", 1, 0, minutes(10))
			t.hall(a)
			h, r := t.hall(b)
			h.Resets, r.Quota = []sim.Time{47 * sim.Hour}, 3
			t.flow("f", 0, 3, a, b)
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := newTown(48, 0, 1)
			c.set(town)
			o := town.run(t, 1)[0]
			n := 0
			for _, g := range o.Gridlocks {
				n += len(g.Elements)
			}
			if n != c.want {
				t.Errorf("%d elements are locked, want %d: %+v", n, c.want, o.Gridlocks)
			}
		})
	}
}
