package results

import (
	"slices"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// amountMeasures are the measures of what is on board of trips, what trips offer, and
// how much of a network.Amount is one of their units.
func amountMeasures() [network.Measures]struct {
	loaded, offered string
	unit            float64
} {
	return [network.Measures]struct {
		loaded, offered string
		unit            float64
	}{
		network.Units:  {measure.TripUnits, measure.OfferUnits, 1},
		network.Metres: {measure.TripMetres, measure.OfferMetres, 1000},
		network.Tonnes: {measure.TripTonnes, measure.OfferTonnes, 1000},
		network.TEU:    {measure.TripTEU, measure.OfferTEU, 1000},
	}
}

// trips puts the trips of a ride: how many, how punctual, how full. They are kept by year.
func (o *observer) trips(p page, e network.ElementID, rec *model.ElementRecord) {
	el := &o.net.Elements[e]
	if el.Station != network.Rides || p.period.kind == Month {
		return
	}
	t := sumTrips(rec, p.period)
	made, missed := float64(t.Trips), float64(t.Cancelled)
	p.perDay(measure.Trips, made)
	if el.Ride.Departures != nil {
		p.perDay(measure.TripsLate, float64(t.Late))
		p.perDay(measure.TripsMissed, missed)
		p.ratio(measure.TripsLateOf, float64(t.Late), made)
		p.ratio(measure.TripsMissOf, missed, made+missed)
	}
	fullest, limited := 0.0, false
	for m, names := range amountMeasures() {
		loaded, offered := float64(t.Loaded[m])/names.unit, float64(t.Offered[m])/names.unit
		if o.worthCounting(e, network.Measure(m)) {
			p.perDay(names.loaded, loaded)
			p.put(names.offered, "", offered/p.period.days, offered > 0)
		}
		if offered > 0 {
			fullest, limited = max(fullest, loaded/offered), true
		}
	}
	p.put(measure.TripLoad, "", fullest, limited)
}

// sumTrips adds the years of a period.
func sumTrips(rec *model.ElementRecord, p *period) model.TripYear {
	var sum model.TripYear
	for y := p.year; y < p.until && rec.Trips != nil; y++ {
		t := &rec.Trips[y]
		sum.Trips += t.Trips
		sum.Late += t.Late
		sum.Cancelled += t.Cancelled
		sum.Loaded.Add(&t.Loaded, 1)
		sum.Offered.Add(&t.Offered, 1)
	}
	return sum
}

// worthCounting tells whether a measure of freight says something at a ride: units and
// tonnes always, lane and TEU where they are limited, TEU also where units have any.
func (o *observer) worthCounting(e network.ElementID, m network.Measure) bool {
	if m == network.Units || m == network.Tonnes {
		return true
	}
	if m == network.TEU && slices.ContainsFunc(o.classes[e], func(c network.ClassID) bool { return o.net.Classes[c].TEU > 0 }) {
		return true
	}
	none := network.AnyAmount()
	return slices.ContainsFunc(o.net.Elements[e].Ride.Params, func(r network.RideParams) bool { return r.Most[m] < none[m] })
}
