package results

import (
	"math"
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// planned is what follows from the network alone: who is expected where on each day,
// the lane time that takes, and the lane time there is (network.LaneRates). A road has
// one lane, its discharge, which a vehicle takes for its headway.
type planned struct {
	*layout
	elements []plannedElement
	flows    [][]float64 // by flow, by day: vehicles
}

// plannedElement is one element, by day.
type plannedElement struct {
	demand  [][]float64 // by position in layout.classes: vehicles, as often as they come
	callers [][]float64 // the same, each counted once: their route leads here
	work    []float64   // ticks of lane time needed
	lanes   []float64   // ticks of lane time there is; nil: without limit
	unknown bool        // a flow passes of which it is not known how many it sends: there is no planned demand
	chosen  bool        // a flow that chooses by time or cost passes on some of its routes only: it is planned as at free-flow times
	takes   taken       // rides: what the vehicles take of a train or vessel; else nil
	loads   *loads      // roads of a corridor with other modes: what the vehicles carry; else nil
}

func foresee(l *layout) *planned {
	p := &planned{layout: l, elements: make([]plannedElement, len(l.net.Elements)), flows: make([][]float64, len(l.net.Flows))}
	days := len(l.plan.Bins.Days) - 1
	for e := range p.elements {
		el := &p.elements[e]
		el.work = make([]float64, days)
		el.demand, el.callers = make([][]float64, len(l.classes[e])), make([][]float64, len(l.classes[e]))
		for k := range el.demand {
			el.demand[k], el.callers[k] = make([]float64, days), make([]float64, days)
		}
		el.lanes = p.laneTime(network.ElementID(e))
		p.prepareFreight(network.ElementID(e))
	}
	p.findChosen()
	for f := range l.net.Flows {
		p.flows[f] = p.expected(&l.net.Flows[f])
		p.route(network.FlowID(f))
	}
	for e := range p.elements {
		p.divide(network.ElementID(e))
		p.ration(network.ElementID(e))
		p.board(network.ElementID(e))
	}
	return p
}

// expected is the number of vehicles a flow is expected to send on each day.
func (p *planned) expected(f *network.Flow) []float64 {
	if carrying(f) {
		return p.departures(p.timetable(f))
	}
	days := p.plan.Bins.Days
	volume := make([]float64, len(days)-1)
	batch := 1.0
	if !f.Batch.IsZero() {
		batch = f.Batch.Mean()
	}
	for _, t := range f.Times {
		if d, ok := p.dayOf(t); ok {
			volume[d] += batch
		}
	}
	for _, v := range f.Days {
		for _, piece := range f.Patterns[v.Pattern] {
			p.pour(volume, v.At+piece.From, v.At+piece.To, float64(float64(v.Volume*piece.Share)*batch))
		}
	}
	return volume
}

// pour spreads an amount that comes evenly between from and to over the days.
func (p *planned) pour(volume []float64, from, to sim.Time, amount float64) {
	days := p.plan.Bins.Days
	d, found := slices.BinarySearch(days, from)
	if !found {
		d--
	}
	for d = max(d, 0); d < len(volume) && days[d] < to; d++ {
		if part := min(to, days[d+1]) - max(from, days[d]); part > 0 {
			volume[d] += float64(amount * (float64(part) / float64(to-from)))
		}
	}
}

// dayOf returns the day of a tick, false outside of what is counted.
func (p *planned) dayOf(t sim.Time) (int, bool) {
	days := p.plan.Bins.Days
	d, found := slices.BinarySearch(days, t)
	if !found {
		d--
	}
	return d, d >= 0 && d < len(days)-1
}

// route brings the vehicles of a flow to the elements of its routes, as often as they
// are expected to come there.
func (p *planned) route(f network.FlowID) {
	flow := &p.net.Flows[f]
	known := p.foreseen(flow)
	for k, r := range flow.Routes {
		share := p.shares(flow, k)
		route := &p.net.Routes[r]
		for hop, h := range route.Hops {
			e, el := &p.net.Elements[h.Element], &p.elements[h.Element]
			el.unknown = el.unknown || !known
			class, units := p.net.ClassAt(route, hop), route.UnitsAt(hop)
			at := slices.Index(p.classes[h.Element], class)
			often, load := p.visits(route, hop), p.loadAt(route, hop)
			now := 0
			for d, n := range p.flows[f] {
				n = float64(float64(n*share[d]) * units)
				el.callers[at][d] += n
				n = float64(n * often[d])
				now = inForce(e, now, p.plan.Bins.Days[d])
				el.demand[at][d] += n
				el.work[d] += float64(n * p.laneTicks(e, now, class))
				el.carry(load, at, d, n)
			}
		}
	}
}

// shares returns the share of the k-th route of a flow on each day.
func (p *planned) shares(f *network.Flow, k int) []float64 {
	share := make([]float64, len(p.plan.Bins.Days)-1)
	now := 0
	for d := range share {
		for now+1 < len(f.Shares) && f.Shares[now+1].At <= p.plan.Bins.Days[d] {
			now++
		}
		share[d] = 1
		if len(f.Routes) > 1 {
			share[d] = f.Shares[now].Weight[k]
		}
	}
	return share
}

// visits returns how often a vehicle is expected at a hop of its route on each day.
func (p *planned) visits(r *network.Route, hop int) []float64 {
	often := slices.Repeat([]float64{1}, len(p.plan.Bins.Days)-1)
	if r.Turns == nil {
		return often
	}
	now := 0
	for d := range often {
		for now+1 < len(r.Turns) && r.Turns[now+1].At <= p.plan.Bins.Days[d] {
			now++
		}
		often[d] = r.Turns[now].Visits[hop]
	}
	return often
}

// inForce moves on from entry i of the parameters of an element to the one in force
// at t.
func inForce(e *network.Element, i int, t sim.Time) int {
	switch e.Station {
	case network.Road:
		for i+1 < len(e.Driving) && e.Driving[i+1].At <= t {
			i++
		}
		return i
	case network.Rides:
		for i+1 < len(e.Ride.Params) && e.Ride.Params[i+1].At <= t {
			i++
		}
		return i
	}
	for i+1 < len(e.Serving) && e.Serving[i+1].At <= t {
		i++
	}
	return i
}

// laneTicks is the mean lane time one vehicle of a class takes.
func (l *layout) laneTicks(e *network.Element, i int, c network.ClassID) float64 {
	switch e.Station {
	case network.Road:
		return float64(e.Driving[i].Headway[c])
	case network.Rides:
		return 1 / float64(e.Ride.Params[i].Holds(&l.net.Classes[c]))
	}
	return e.Serving[i].LaneTicks(c)
}

// laneTime returns the ticks of lane time of each day, nil for a yard and for a road
// without limit; of a ride by timetable its trips, else nil.
func (p *planned) laneTime(id network.ElementID) []float64 {
	days := p.plan.Bins.Days
	lanes := make([]float64, len(days)-1)
	switch e := &p.net.Elements[id]; e.Station {
	case network.Gate:
		return nil
	case network.Rides:
		return p.trips(e)
	case network.Road:
		limited := false
		for _, d := range e.Driving {
			limited = limited || slices.ContainsFunc(d.Headway, func(t sim.Time) bool { return t > 0 })
		}
		if !limited {
			return nil
		}
		if rates := p.net.LaneRates(id); rates != nil {
			p.pourRates(lanes, rates)
			return lanes
		}
		for d := range lanes {
			lanes[d] = float64(days[d+1] - days[d])
		}
		return lanes
	}
	p.pourRates(lanes, p.net.LaneRates(id))
	return lanes
}

// pourRates adds the lane time of each day.
func (p *planned) pourRates(lanes []float64, rates []network.LaneRate) {
	end := p.plan.Bins.Days[len(lanes)]
	for i, r := range rates {
		until := end
		if i+1 < len(rates) {
			until = rates[i+1].At
		}
		if r.Lanes > 0 && until > r.At {
			p.pour(lanes, r.At, until, float64(r.Lanes*float64(until-r.At)))
		}
	}
}

// divide takes off the lane time of groups that the planned mix of classes cannot use:
// lanes for one class only are of no use to the others.
func (p *planned) divide(id network.ElementID) {
	rates := p.net.GroupRates(id)
	if rates == nil {
		return
	}
	e, el := &p.net.Elements[id], &p.elements[id]
	lanes := make([][]float64, len(rates))
	for g := range rates {
		lanes[g] = make([]float64, len(el.work))
		p.pourRates(lanes[g], rates[g])
	}
	now, work, time := 0, make([]float64, len(p.net.Classes)), make([]float64, len(rates))
	for d, all := range el.work {
		now = inForce(e, now, p.plan.Bins.Days[d])
		for k, c := range p.classes[id] {
			work[c] = float64(el.demand[k][d] * p.laneTicks(e, now, c))
		}
		for g := range lanes {
			time[g] = lanes[g][d]
		}
		if all > 0 {
			el.lanes[d] = min(el.lanes[d], all*e.Hall.Carried(work, time))
		}
	}
}

// ration takes off the lane time for which the quota leaves nobody: on each day it is at
// most what the vehicles that may begin need, for the mix that is planned.
func (p *planned) ration(id network.ElementID) {
	days := p.plan.Bins.Days
	periods := p.net.Elements[id].Allowances(days[len(days)-1])
	if periods == nil {
		return
	}
	allowed := make([]float64, len(days)-1)
	for i, a := range periods {
		if i == len(periods)-1 { // cut off by the end of the run
			a.To = max(a.To, a.From+sim.Day)
		}
		if i == 0 { // and by its beginning
			a.From = min(a.From, a.To-sim.Day)
		}
		amount := float64(a.N)
		if a.N == network.Unlimited {
			amount = math.Inf(1)
		}
		p.pour(allowed, a.From, a.To, amount)
	}
	el := &p.elements[id]
	for d, n := range allowed {
		all := 0.0
		for k := range el.demand {
			all += el.demand[k][d]
		}
		each := p.evenWork(id, d)
		if all > 0 {
			each = el.work[d] / all
		}
		if each > 0 {
			el.lanes[d] = min(el.lanes[d], n*each)
		}
	}
}

// outlook is what is planned at one element over one span of days.
type outlook struct {
	demand   []float64 // by position in layout.classes: vehicles a day, as often as they come
	all      float64   // their sum
	callers  []float64 // the same, each counted once
	each     float64   // how often one of them comes
	load     float64   // work over lane time; 0 without demand
	capacity float64   // vehicles a day for the mix of classes
	share    []float64 // by position in layout.classes: the mix
	known    bool      // whether there is a planned demand
	limited  bool      // whether there is a capacity
}

// look returns the outlook of an element over days [first, last) that are so many
// days of 24 hours long.
func (p *planned) look(e network.ElementID, first, last int, length float64) outlook {
	el := &p.elements[e]
	o := outlook{demand: make([]float64, len(el.demand)), callers: make([]float64, len(el.demand)), share: make([]float64, len(el.demand)),
		each: 1, known: !el.unknown, limited: el.lanes != nil}
	for k, days := range el.demand {
		o.demand[k] = total(days[first:last]) / length
		o.callers[k] = total(el.callers[k][first:last]) / length
		o.all += o.demand[k]
	}
	if callers := total(o.callers); callers > 0 {
		o.each = o.all / callers
	}
	for k := range o.share {
		o.share[k] = 1 / float64(len(o.share))
		if o.all > 0 {
			o.share[k] = o.demand[k] / o.all
		}
	}
	if !o.limited {
		return o
	}
	work, lanes := total(el.work[first:last]), total(el.lanes[first:last])
	perVehicle := work / float64(o.all*length)
	if o.all == 0 {
		perVehicle = p.evenWork(e, first)
	}
	if perVehicle > 0 {
		o.capacity = lanes / length / perVehicle
	} else {
		o.limited = false
	}
	if lanes > 0 {
		o.load = work / lanes
	} else {
		o.known = false
	}
	return o
}

// passing is the capacity for callers of a class, the k-th of layout.classes: vehicles a
// day that may go through the crossing that the element is a stage of.
func (o *outlook) passing(k int) float64 {
	share := o.share[k]
	if callers := total(o.callers); callers > 0 {
		share = o.callers[k] / callers
	}
	return float64(o.capacity*share) / o.each
}

// evenWork is the mean lane time of a vehicle if all classes that pass came equally
// often.
func (p *planned) evenWork(e network.ElementID, day int) float64 {
	el := &p.net.Elements[e]
	now := inForce(el, 0, p.plan.Bins.Days[day])
	sum := 0.0
	for _, c := range p.classes[e] {
		sum += p.laneTicks(el, now, c)
	}
	return sum / float64(max(1, len(p.classes[e])))
}

func total(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}
