package model

import (
	"slices"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestPermitsRunOut: ten a day of a vehicle every hour, 100 permits: the last is taken at
// the hundredth hour, and again from the reset on.
func TestPermitsRunOut(t *testing.T) {
	town := newTown(24*20, 0, 1)
	e := town.service("toll.q", 1, network.Unlimited, constant(60e6))
	f := town.flow("flow.f", 0, 1, e)
	f.Arrivals, f.Gap = network.Renewal, constant(1)
	town.net.Permits = []network.Permit{{Name: "permit.p", Elements: []network.ElementID{e}, Flows: []bool{true},
		Stock: []network.StockStep{{N: 100}, {At: 15 * sim.Day, N: 150}}, Resets: []sim.Time{10 * sim.Day}}}
	var hours []int
	for _, v := range town.visitsOf(t) {
		hours = append(hours, int(v.Entered/sim.Hour))
	}
	var want []int
	for h := 1; h < 20*24; h++ {
		if h <= 100 || h >= 240 && h < 340 || h >= 360 && h < 410 {
			want = append(want, h)
		}
	}
	if !slices.Equal(hours, want) {
		t.Errorf("permits are taken at hours\n%v, must be\n%v", hours, want)
	}
	o := town.run(t, 1)[0]
	if y, p := o.Flows[0].Years[0], o.Permits[0].Years[0]; y.Gone[NoPermit] != 479-250 || p != (PermitYear{250, 479 - 250}) {
		t.Errorf("%d without permit, %+v", y.Gone[NoPermit], p)
	}
}

// TestPermitsAreOfTheClassThatComes: wagons that come to a road as trucks need the permit
// of trucks there, and trucks that pass as wagons do not.
func TestPermitsAreOfTheClassThatComes(t *testing.T) {
	const truck, wagon = 0, 1
	town := newTown(24, 0, 1, "class.truck", "class.wagon")
	e := town.service("toll.q", 1, network.Unlimited, constant(60e6))
	turn, ride := town.ride("terminal.t", network.None)
	for _, c := range []struct {
		begins, into network.ClassID
		hops         []network.ElementID
		needs        bool
	}{
		{truck, wagon, []network.ElementID{e, turn}, true},
		{truck, wagon, []network.ElementID{turn, e}, false},
		{wagon, truck, []network.ElementID{turn, e}, true},
		{wagon, truck, []network.ElementID{e, turn}, false},
	} {
		ride.Into = c.into
		town.net.Flows, town.net.Routes = nil, nil
		town.flow("flow.f", c.begins, 1, c.hops...)
		r := &town.net.Routes[0]
		r.Classes = []network.ClassID{c.begins, c.into}
		if c.hops[0] == turn {
			r.Classes[0] = c.into
		}
		p := network.Permit{Elements: []network.ElementID{e}, Flows: []bool{true}, Classes: []bool{true, false}}
		if got := town.net.Needs(&p, r); got != c.needs {
			t.Errorf("%v: needs %t", c, got)
		}
	}
}
