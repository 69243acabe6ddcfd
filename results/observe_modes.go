package results

import (
	"slices"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// What goes by road, by rail and by sea. A truck aboard a train is freight of the train:
// it goes by rail.

// modalMeasures are the measures of what is loaded and carried by mode.
func modalMeasures() [network.AsUnit]struct{ loaded, carried, share string } {
	return [network.AsUnit]struct{ loaded, carried, share string }{
		network.ByRoad:  {measure.TonnesRoad, measure.TonneKmRoad, measure.ShareKmRoad},
		network.ByRail:  {measure.TonnesRail, measure.TonneKmRail, measure.ShareKmRail},
		network.ByWater: {measure.TonnesSea, measure.TonneKmSea, measure.ShareKmSea},
	}
}

// modal is tonnes, and tonne-kilometres, by mode. Where some were carried over what has no
// length, nobody knows how many tonne-kilometres that makes.
type modal struct {
	loaded, carried [network.AsUnit]float64
	unknown         [network.AsUnit]bool
}

// modes puts tonnes and tonne-kilometres by mode; corridors of roads alone have none.
func (o *observer) modes(p page, out *model.Outcome) {
	if !o.freight {
		return
	}
	var m modal
	for e := range o.net.Elements {
		switch el := &o.net.Elements[e]; {
		case o.elements[e].loads != nil:
			o.byRoad(&m, network.ElementID(e), &out.Elements[e], p.period)
		case el.Station == network.Rides && el.Ride.Carrier != network.None:
			o.aboard(&m, el, &out.Elements[e], p.period)
		}
	}
	for mode, names := range modalMeasures() {
		p.perDay(names.loaded, m.loaded[mode])
		p.put(names.carried, "", m.carried[mode]/p.period.days, !m.unknown[mode])
		all := total(m.carried[:])
		p.put(names.share, "", m.carried[mode]/max(all, 1e-12), all > 0 && m.unknown == [network.AsUnit]bool{})
	}
}

// modeOf is what a class goes on by itself; what has no wheels goes by road.
func modeOf(c *network.Class) network.Mode {
	if c.Mode == network.AsUnit {
		return network.ByRoad
	}
	return c.Mode
}

// aboard adds what departed in trains or vessels.
func (o *observer) aboard(m *modal, e *network.Element, rec *model.ElementRecord, p *period) {
	carrier := &o.net.Flows[e.Ride.Carrier]
	t := sumTrips(rec, p)
	tonnes := float64(t.Loaded[network.Tonnes]) / 1000
	mode := modeOf(&o.net.Classes[carrier.Class])
	m.loaded[mode] += tonnes
	m.carried[mode] += float64(tonnes * kilometres(o.net.Routes[carrier.Routes[0]].Length.Metres()))
	m.unknown[mode] = m.unknown[mode] || tonnes > 0 && slices.ContainsFunc(o.net.Routes[carrier.Routes[0]].Hops,
		func(h network.Hop) bool { return unmeasured(&o.net.Elements[h.Element]) })
}

// unmeasured tells whether an element is a road, a line or a leg without a length.
func unmeasured(e *network.Element) bool {
	return (e.Station == network.Road || e.Kind == "rail") && e.LengthAt(0) == 0
}

func kilometres(metres float64) float64 { return metres / 1000 }

// byRoad adds what left a road by itself.
func (o *observer) byRoad(m *modal, id network.ElementID, rec *model.ElementRecord, p *period) {
	e := &o.net.Elements[id]
	for k, c := range o.classes[id] {
		if rec.Classes[c].Days == nil {
			continue
		}
		mode := modeOf(&o.net.Classes[c])
		each, begun := o.loadOn(id, k, p)
		now := 0
		for d := p.first; d < p.last; d++ {
			now = inForce(e, now, o.plan.Bins.Days[d])
			n := float64(rec.Classes[c].Days[d].Passed)
			m.loaded[mode] += float64(n * begun)
			m.carried[mode] += float64(float64(n*each) * kilometres(e.Driving[now].Length.Metres()))
			m.unknown[mode] = m.unknown[mode] || n*each > 0 && unmeasured(e)
		}
	}
}

// loadOn is the mean load in tonnes of the units of the k-th class that are planned to
// come to a road in a period, and what of it begins to go by road there. Where nobody is
// planned in the period the whole run counts, and the class where nobody ever is.
func (o *observer) loadOn(id network.ElementID, k int, p *period) (each, begun float64) {
	el := &o.elements[id]
	for _, q := range []*period{p, &o.periods[0]} {
		if n := total(el.demand[k][q.first:q.last]); n > 0 {
			return total(el.loads.all[k][q.first:q.last]) / n, total(el.loads.begun[k][q.first:q.last]) / n
		}
	}
	load := o.net.Classes[o.classes[id][k]].Payload
	return load, load
}
