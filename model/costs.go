package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// What vehicles pay and how far they drive, in integers: fees in thousandths of the
// currency unit, distances in millimetres, detention in ticks. Networks without costs
// have none of it (World.charging is false), and ask for it once a visit.
//
// Value of time, operating cost and fuel in queues need nothing of their own: they follow
// from FlowYear.Cause, which holds every tick of every vehicle once.

// charge is what a unit pays, and how far it drives, from at on.
type charge struct {
	at     sim.Time
	fee    int64   // thousandths, of a unit …
	tonne  float64 // … and of each tonne on board
	length sim.Millimetres
}

// of is the fee of a unit with so many kilograms on board.
func (c *charge) of(kg int32) int64 {
	return c.fee + int64(float64(c.tonne*float64(kg))/1000+0.5)
}

// charges are those of one hop of a route, dated.
type charges struct {
	visit   []charge // when it leaves the element; nil: nothing
	passage []charge // when a passage that ends here does
}

// holding is from when on a class pays detention.
type holding struct {
	free    sim.Time // sim.Never: it pays none
	journey bool
}

// prepareCharges lays out what is paid at every hop; everything stays empty where
// nothing is.
func (p *prepared) prepareCharges() {
	net := p.net
	costs := func(c network.Class) bool { return c.Costs != nil }
	p.charging = slices.ContainsFunc(net.Classes, costs)
	for i := range net.Elements {
		p.charging = p.charging || net.Elements[i].Fees != nil
	}
	for i := range net.Segments {
		p.charging = p.charging || net.Segments[i].Fees != nil
	}
	if !p.charging {
		return
	}
	for _, c := range net.Classes {
		held := holding{free: sim.Never}
		if c.Costs != nil && c.Costs.Held > 0 {
			held = holding{c.Costs.Free, c.Costs.Journey}
		}
		p.held = append(p.held, held)
	}
	p.charges = make([]charges, len(p.hops))
	for r := range net.Routes {
		for i, h := range net.Routes[r].Hops {
			at := &p.charges[p.begin[r]+1+int32(i)]
			e := &net.Elements[h.Element]
			class := net.ClassAt(&net.Routes[r], i)
			at.visit = chargesOf(e, e.Fees, class)
			if h.Segment != network.None {
				at.passage = chargesOf(&network.Element{}, net.Segments[h.Segment].Fees, class)
			}
		}
	}
}

// chargesOf joins fees and the lengths of an element into one dated list.
func chargesOf(e *network.Element, fees []network.Fees, class network.ClassID) []charge {
	var moments []sim.Time
	if e.Length > 0 {
		moments = append(moments, 0)
	}
	for i := range fees {
		moments = append(moments, fees[i].At)
	}
	for i := range e.Driving {
		moments = append(moments, e.Driving[i].At)
	}
	slices.Sort(moments)
	var out []charge
	for _, at := range slices.Compact(moments) {
		x := charge{at: at, length: e.LengthAt(at)}
		if now := network.FeesAt(fees, at); now != nil {
			x.fee, x.tonne = int64(float64(now.Unit[class]*1000)+0.5), float64(now.PerTonne[class]*1000)
		}
		out = append(out, x)
	}
	return out
}

// chargeAt is the charge in force now, nil for none.
func (w *World) chargeAt(list []charge) *charge {
	i := len(list) - 1
	for i >= 0 && list[i].at > w.now {
		i--
	}
	if i < 0 {
		return nil
	}
	return &list[i]
}

// charge: a vehicle leaves its element now.
func (w *World) charge(id VehicleID, ends bool) {
	v := &w.vehicles.all[id]
	y := &w.out.Flows[v.flow].Years[w.year]
	at := &w.charges[v.hop]
	if c := w.chargeAt(at.visit); c != nil {
		y.Fees.Add(c.of(w.kg(id)))
		distance := &y.Distance
		if y.ByClass != nil {
			distance = &y.ByClass[v.class].Distance
		}
		distance.Add(int64(c.length))
	}
	if !ends {
		return
	}
	if c := w.chargeAt(at.passage); c != nil {
		y.Fees.Add(c.of(w.kg(id)))
	}
	if held := &w.held[v.class]; !held.journey {
		w.detain(v, v.passage, held.free)
	}
}

// detained: the journey of a vehicle ends now, within the passage of a segment or not.
func (w *World) detained(v *vehicle, within bool) {
	switch held := &w.held[v.class]; {
	case held.journey:
		w.detain(v, v.born, held.free)
	case within:
		w.detain(v, v.passage, held.free)
	}
}

// detain counts the time beyond what is free, like a delay: when it ends.
func (w *World) detain(v *vehicle, since, free sim.Time) {
	if free >= w.now-since {
		return
	}
	y := &w.out.Flows[v.flow].Years[w.year]
	detained := &y.Detained
	if y.ByClass != nil {
		detained = &y.ByClass[v.class].Detained
	}
	detained.Add(w.counted(since+free, w.now))
}

// causesOf is where the time of a unit is charged: of its flow, or of its class where
// units change it and each costs something else.
func (w *World) causesOf(v *vehicle) *[Causes]sim.Sum {
	y := &w.out.Flows[v.flow].Years[w.year]
	if w.classed && y.ByClass != nil {
		return &y.ByClass[v.class].Cause
	}
	return &y.Cause
}

// splitClasses gives flows whose units change their class a record of each.
func (p *prepared) splitClasses(o *Outcome) {
	for _, r := range p.net.Routes {
		if r.Classes == nil || !p.classed {
			continue
		}
		for y := range o.Flows[r.Flow].Years {
			if year := &o.Flows[r.Flow].Years[y]; year.ByClass == nil {
				year.ByClass = make([]ClassUse, len(p.net.Classes))
			}
		}
	}
}

// joinClasses adds up what was charged by class.
func (o *Outcome) joinClasses() {
	for f := range o.Flows {
		for y := range o.Flows[f].Years {
			year := &o.Flows[f].Years[y]
			for i := range year.ByClass {
				use := &year.ByClass[i]
				for c, ticks := range use.Cause {
					year.Cause[c].Merge(ticks)
				}
				year.Distance.Merge(use.Distance)
				year.Detained.Merge(use.Detained)
			}
		}
	}
}

// Idles tells whether the engine may be on for a cause: in line, blocked, or interrupted,
// but not in service, nor where a vehicle waits parked for its slot.
func (c Cause) Idles() bool {
	switch c {
	case Discharge, WaitLane, WaitOpening, Blocked, Outside, Breakdown, WaitStaff, WaitQuota, Metered, Interrupted:
		return true
	}
	return false
}

// Loses tells whether the time of a cause is lost: all waiting, the engine on or not.
func (c Cause) Loses() bool {
	return c.Idles() || c == VirtualQueue || c == WaitSlot || c == Departure
}
