package model

import (
	"math"
	"sort"

	"corridor/model/network"
	"corridor/sim"
)

// fluidRide is a ride by timetable: every departure takes what fits by the parameters in
// force then, of units with the mean load of their flows.
type fluidRide struct {
	departures []sim.Time
	next       int                         // of departures
	fits       [network.Measures][]float64 // in all departures before the i-th; nil: without limit
	queued     [network.Measures]float64   // waiting in the step
}

// newFluidRide prepares a ride; takes are what the units of each hop there need.
func newFluidRide(ride *network.Ride, takes []network.Amount, drawn bool) *fluidRide {
	r := &fluidRide{departures: ride.Departures}
	for m := range r.fits {
		limited := false
		for i := range ride.Params {
			limited = limited || ride.Params[i].Most[m] < math.MaxInt64
		}
		if !limited {
			continue
		}
		one := alike(takes, m)
		if drawn && network.Measure(m) == network.Tonnes {
			one = 0
		}
		r.fits[m] = make([]float64, len(r.departures)+1)
		now := 0
		for i, at := range r.departures {
			for now+1 < len(ride.Params) && ride.Params[now+1].At <= at {
				now++
			}
			most := ride.Params[now].Most[m]
			if one > 0 && most < math.MaxInt64 {
				most = max(1, most/one) * one // whole units
			}
			r.fits[m][i+1] = r.fits[m][i] + float64(most)
		}
	}
	return r
}

// boarding is what the units of each hop at a ride take of its carrier, and whether the
// loads of some are drawn one by one.
func boarding(net *network.Network, id network.ElementID) (takes []network.Amount, drawn bool) {
	for i := range net.Routes {
		r := &net.Routes[i]
		for hop, h := range r.Hops {
			if h.Element == id {
				takes = append(takes, net.ExpectedUnit(r, hop))
				drawn = drawn || net.Flows[r.Flow].Drawn()
			}
		}
	}
	return takes, drawn
}

// alike is what all units take in one measure; 0 where they differ.
func alike(takes []network.Amount, m int) int64 {
	for i := range takes {
		if takes[i][m] != takes[0][m] {
			return 0
		}
	}
	if len(takes) == 0 {
		return 0
	}
	return takes[0][m]
}

// share is the part of what waits that departs before a time.
func (r *fluidRide) share(until sim.Time) float64 {
	first := r.next
	for r.next < len(r.departures) && r.departures[r.next] < until {
		r.next++
	}
	if r.next == first {
		return 0
	}
	share := 1.0
	for m, fits := range r.fits {
		if fits != nil && r.queued[m] > 0 {
			share = min(share, (fits[r.next]-fits[first])/r.queued[m])
		}
	}
	return share
}

// awaits is the time until the departure that has a place for who joins what is left in
// line; 0 where there is none any more.
func (r *fluidRide) awaits(left float64, now sim.Time) sim.Time {
	at := r.next
	for m, fits := range r.fits {
		if fits == nil || r.queued[m] <= 0 {
			continue
		}
		rest := fits[r.next] + float64(r.queued[m]*left)
		at = max(at, sort.Search(len(r.departures), func(i int) bool { return fits[i+1] > rest }))
	}
	if at >= len(r.departures) {
		return 0
	}
	return r.departures[at] - now
}

// trip is how many steps the carrier of a ride is under way when nothing is in its way;
// 0 for all else.
func (f *fluid) trip(e network.ElementID) int {
	ride := f.net.Elements[e].Ride
	if ride == nil || ride.Carrier == network.None {
		return 0
	}
	carrier := &f.net.Flows[ride.Carrier]
	return f.steps(f.net.FreeTimes(&f.net.Routes[carrier.Routes[0]], carrier.Class)[0].Time)
}
