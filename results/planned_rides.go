package results

import (
	"math"
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// What is planned of rides: a trip of the timetable is their lane time, of which a unit
// takes the share that it fills.

// foreseen tells whether it is known beforehand how many a flow sends: not of one that is
// always ready, nor of trains and vessels that depart when enough waits.
func (p *planned) foreseen(f *network.Flow) bool {
	switch f.Arrivals {
	case network.Saturated:
		return false
	case network.Sent:
		return p.timetable(f) != nil
	}
	return true
}

// timetable are the departures of the ride that sends a flow of trains or vessels; nil
// without one.
func (p *planned) timetable(f *network.Flow) []sim.Time {
	for e := range p.net.Elements {
		if ride := p.net.Elements[e].Ride; ride != nil && ride.Carrier != network.None && &p.net.Flows[ride.Carrier] == f {
			return ride.Departures
		}
	}
	return nil
}

// departures counts times by day.
func (p *planned) departures(at []sim.Time) []float64 {
	days := make([]float64, len(p.plan.Bins.Days)-1)
	for _, t := range at {
		if d, ok := p.dayOf(t); ok {
			days[d]++
		}
	}
	return days
}

// trips are the departures of a ride by day; nil where there is no timetable, or a trip
// takes any number.
func (p *planned) trips(e *network.Element) []float64 {
	if e.Ride.Departures == nil || !slices.ContainsFunc(e.Ride.Params, func(r network.RideParams) bool { return r.Most != network.AnyAmount() }) {
		return nil
	}
	return p.departures(e.Ride.Departures)
}

// taken is an amount that is expected, by day.
type taken [][network.Measures]float64

// loads are the tonnes that are expected on a road, by class, then day.
type loads struct {
	all   [][]float64
	begun [][]float64 // of those that begin to go by road here
}

// prepareFreight makes room for what is expected at an element of a corridor with freight
// of its own.
func (p *planned) prepareFreight(id network.ElementID) {
	e, el, days := &p.net.Elements[id], &p.elements[id], len(p.plan.Bins.Days)-1
	switch {
	case e.Station == network.Rides:
		el.takes = make(taken, days)
	case p.freight && e.Station == network.Road && !p.carriers[id]:
		el.loads = &loads{}
		for range p.classes[id] {
			el.loads.all, el.loads.begun = append(el.loads.all, make([]float64, days)), append(el.loads.begun, make([]float64, days))
		}
	}
}

// unitLoad is what one unit of a flow is expected to carry at a hop of its route.
type unitLoad struct {
	takes  network.Amount // of a train or vessel
	tonnes float64
	begins bool // to go by road, or to do so again
}

func (p *planned) loadAt(r *network.Route, hop int) unitLoad {
	if !p.freight {
		return unitLoad{}
	}
	c := unitLoad{begins: true, tonnes: p.net.ExpectedTonnes(r, hop), takes: p.net.ExpectedUnit(r, hop)}
	for before := hop - 1; before >= 0; before-- {
		e := &p.net.Elements[r.Hops[before].Element]
		if e.Station == network.Road {
			c.begins = false
		}
		if e.Station == network.Road || e.Station == network.Rides && e.Ride.Carrier != network.None {
			break
		}
	}
	return c
}

// carry adds what n units of the k-th class carry on a day.
func (el *plannedElement) carry(c unitLoad, k, d int, n float64) {
	if el.takes != nil {
		for m, x := range c.takes {
			el.takes[d][m] += float64(n * float64(x))
		}
	}
	if el.loads != nil {
		el.loads.all[k][d] += float64(n * c.tonnes)
		if c.begins {
			el.loads.begun[k][d] += float64(n * c.tonnes)
		}
	}
}

// board works out how many trips the units that are expected at a ride need on each day.
func (p *planned) board(id network.ElementID) {
	e, el := &p.net.Elements[id], &p.elements[id]
	if el.takes == nil {
		return
	}
	now := 0
	for d := range el.work {
		now = inForce(e, now, p.plan.Bins.Days[d])
		el.work[d] = 0
		for m, most := range e.Ride.Params[now].Most {
			if most > 0 && most < math.MaxInt64 {
				el.work[d] = max(el.work[d], el.takes[d][m]/float64(most))
			}
		}
	}
}
