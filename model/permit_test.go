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
