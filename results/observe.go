package results

import (
	"slices"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// observer reads the numbers of one outcome into the sheet. What is planned is the
// same in every replication and is put like everything else, so that all numbers
// travel in one way.
type observer struct {
	*planned
	fluid   *model.Fluid // or nil
	sheet   sheet
	scratch [2]sim.Histogram // one class, all classes
}

func (o *observer) observe(out *model.Outcome) {
	o.sheet.begin()
	for e := range o.net.Elements {
		busy := o.spells([]network.ElementID{network.ElementID(e)}, out)
		for i := range o.periods {
			o.element(network.ElementID(e), &out.Elements[e], busy, &o.periods[i])
		}
	}
	for s := range o.net.Segments {
		busy := o.busyStage(network.SegmentID(s), out)
		for i := range o.periods {
			o.crossing(network.SegmentID(s), out, busy, &o.periods[i])
		}
	}
	for f := range o.net.Flows {
		for i := range o.periods {
			if o.periods[i].kind != Month {
				o.flow(network.FlowID(f), &out.Flows[f], &o.periods[i])
			}
		}
		o.flowLedger(network.FlowID(f), &out.Flows[f])
	}
	o.disruptions(out)
	o.staff(out)
	o.railway(out)
	o.corridor(out)
}

// page opens a page of the sheet.
func (o *observer) page(s Subject, p *period, class string) page {
	return page{&o.sheet, s.Name, p, class}
}

// counts sums the days of one class at one element, and its years.
type counts struct {
	arrived, refused, passed, unended         float64
	wait, opening, service, blocked, measured float64
	gone                                      [model.Exits]float64
	delay                                     [model.Causes]float64 // vehicle hours
	became, made                              float64
}

func (c *counts) add(d *model.ClassDay) {
	c.arrived += float64(d.Arrived)
	c.refused += float64(d.Lost)
	c.passed += float64(d.Passed)
	c.unended += float64(d.Unended)
	c.wait += float64(d.Wait) / second
	c.opening += float64(d.Opening) / second
	c.service += float64(d.Service) / second
	c.blocked += float64(d.Blocked) / second
}

func (c *counts) addGone(gone *[model.Exits]int64) {
	for x, n := range gone {
		c.gone[x] += float64(n)
	}
}

func (c *counts) addDelay(delay *[model.Causes]int64) {
	for k, ticks := range delay {
		c.delay[k] += float64(ticks) / float64(sim.Hour)
	}
}

func (c *counts) merge(o *counts) {
	c.arrived += o.arrived
	c.refused += o.refused
	c.passed += o.passed
	c.unended += o.unended
	c.wait += o.wait
	c.opening += o.opening
	c.service += o.service
	c.blocked += o.blocked
	c.measured += o.measured
	c.became += o.became
	c.made += o.made
	for x, n := range o.gone {
		c.gone[x] += n
	}
	for k, hours := range o.delay {
		c.delay[k] += hours
	}
}

// came is how many came, whether they entered or not.
func (c *counts) came() float64 { return c.arrived + c.refused }

// joined is how many have times here: what a unit becomes when it enters in its place.
func (c *counts) joined() float64 { return c.arrived - c.became + c.made }

// second is a second in ticks.
const second = float64(sim.Second)

// element puts the numbers of one element in one period: of each class, then of all.
func (o *observer) element(e network.ElementID, rec *model.ElementRecord, busy []bool, p *period) {
	subject := o.elementSubject(int(e))
	full := o.lengthOf(busy, p)
	var all counts
	o.scratch[1].Reset()
	for _, c := range o.classes[e] {
		n := o.classCounts(&rec.Classes[c], busy, p)
		all.merge(&n)
		if p.kind == Month {
			continue
		}
		h := &o.scratch[0]
		h.Reset()
		for y := p.year; y < p.until && rec.Classes[c].Wait != nil; y++ {
			h.Merge(&rec.Classes[c].Wait[y])
		}
		o.scratch[1].Merge(h)
		o.classNumbers(o.page(subject, p, o.className(c)), e, &n, h, full)
	}
	page := o.page(subject, p, AllClasses)
	o.elementNumbers(page, e, rec, all)
	if p.kind != Month {
		o.classNumbers(page, e, &all, &o.scratch[1], full)
	}
}

// shortestSpell is how many days in a row without an idle lane show what an element
// can pass. Single days do not: those that happen to be busy throughout are the ones
// with long services.
const shortestSpell = 30

// spells marks the days of the run that belong to spells in which no manned lane of
// some elements was idle and none was held by a vehicle that could not leave. Days
// without a manned lane do not break a spell; nil where there is no spell.
func (o *observer) spells(elements []network.ElementID, out *model.Outcome) []bool {
	for _, e := range elements {
		if o.net.Elements[e].Station != network.Service {
			return nil
		}
	}
	days := len(o.plan.Bins.Days) - 1
	var in []bool
	for from := 0; from < days; from++ {
		to, manned := from, false
		for ; to < days; to++ {
			some, ok := o.neverIdle(elements, out, to)
			if !ok {
				break
			}
			manned = manned || some
		}
		if manned && to-from >= min(shortestSpell, days) {
			if in == nil {
				in = make([]bool, days)
			}
			for d := from; d < to; d++ {
				in[d] = true
			}
		}
		from = to
	}
	return in
}

// neverIdle reports whether any lane was manned on a day, and whether all that were
// served all the time they were manned.
func (o *observer) neverIdle(elements []network.ElementID, out *model.Outcome, day int) (manned, ok bool) {
	for _, e := range elements {
		r := &out.Elements[e].Days[day]
		if r.Manned == 0 || len(o.classes[e]) == 0 {
			continue
		}
		if manned = true; r.Busy < r.Manned || r.Held > 0 {
			return true, false
		}
	}
	return manned, true
}

// lengthOf is the length of the marked days of a period, in days of 24 hours.
func (o *observer) lengthOf(marked []bool, p *period) float64 {
	length := 0.0
	for d := p.first; d < p.last && marked != nil; d++ {
		if marked[d] {
			length += o.dayLength(d)
		}
	}
	return length
}

// classCounts sums one class over the period; measured is what passed on the days that
// are marked as busy.
func (o *observer) classCounts(rec *model.ClassRecord, busy []bool, p *period) counts {
	var n counts
	if rec.Days == nil {
		return n
	}
	for d := p.first; d < p.last; d++ {
		n.add(&rec.Days[d])
		if busy != nil && busy[d] {
			n.measured += float64(rec.Days[d].Passed)
		}
	}
	for y := p.year; y < p.until; y++ {
		if rec.Gone != nil {
			n.addGone(&rec.Gone[y])
		}
		if rec.Delay != nil {
			n.addDelay(&rec.Delay[y])
		}
		if rec.Turns != nil {
			n.became += float64(rec.Turns[y].Became)
			n.made += float64(rec.Turns[y].Made)
		}
	}
	return n
}

// dayLength is the length of a day of the bins in days of 24 hours.
func (o *observer) dayLength(d int) float64 {
	return float64(o.plan.Bins.Days[d+1]-o.plan.Bins.Days[d]) / float64(sim.Day)
}

// classNumbers puts what is known of one class, or of all, at an element.
func (o *observer) classNumbers(p page, e network.ElementID, n *counts, h *sim.Histogram, full float64) {
	can := o.at[e]
	can.exits[model.TurnedAway] = true
	p.perDay(measure.Arrivals, n.came())
	p.perDay(measure.Throughput, n.passed)
	p.exits(&can, &n.gone)
	p.exitShares(&can, n)
	p.ratio(measure.MeasuredCapacity, n.measured, full)
	p.times(measure.Wait, h)
	p.ratio(measure.WaitOpening, n.opening, n.joined())
	p.put(measure.ShareDelayed, "", 1-h.ShareZero(), h.N() > 0)
	p.ratio(measure.Service, n.service, n.joined())
	p.ratio(measure.BlockedTime, n.blocked, n.joined())
	p.ratio(measure.Sojourn, n.wait+n.service+n.blocked, n.joined())
	p.ratio(measure.ShareInside, n.unended, n.joined())
	p.delays(&can, &n.delay)
	if can.turns {
		p.perDay(measure.Became, n.became)
		p.perDay(measure.Made, n.made)
	}
}

// elementNumbers puts what belongs to an element as a whole.
func (o *observer) elementNumbers(p page, e network.ElementID, rec *model.ElementRecord, all counts) {
	q := o.line(rec.Days[p.period.first:p.period.last])
	length := p.period.days * float64(sim.Day)
	plan := o.look(e, p.period.first, p.period.last, p.period.days)
	p.put(measure.PlannedDemand, "", plan.all, plan.known || plan.all > 0)
	p.put(measure.PracticalCapacity, "", plan.capacity, plan.limited)
	p.put(measure.Load, "", plan.load, plan.known && plan.limited)
	p.ratio(measure.Utilisation, q.busy, q.manned)
	p.value(measure.Queue, q.waiting/length)
	p.value(measure.QueueMax, q.most)
	p.value(measure.QueueUpstream, q.upstream/length)
	if o.net.Elements[e].Station != network.Virtual {
		p.tail(rec, q.tail)
	}
	p.value(measure.Inside, q.inside/length)
	fluid, ok := o.fluidQueue(p.period, e)
	p.put(measure.FluidQueue, "", fluid, ok)
	o.trips(p, e, rec)
	if p.period.kind == Month {
		p.perDay(measure.Throughput, all.passed)
		p.put(measure.Wait, measure.Mean, all.wait/max(1, all.arrived), all.arrived > 0 && !o.at[e].turns) // what is made is counted by year
	}
}

// line sums the integrals of some days of one element, in vehicle or lane ticks.
type line struct{ waiting, most, upstream, busy, manned, inside, tail float64 }

func (o *observer) line(days []model.DayRecord) line {
	var l line
	for i := range days {
		d := &days[i]
		l.waiting += float64(d.Waiting)
		l.most = max(l.most, float64(d.WaitingMax))
		l.upstream += float64(d.Upstream)
		l.busy += float64(d.Busy)
		l.manned += float64(d.Manned)
		l.inside += float64(d.Inside)
		l.tail = max(l.tail, float64(d.Tail))
	}
	return l
}

// fluidQueue is the time mean of the fluid queues of some elements together.
func (o *observer) fluidQueue(p *period, elements ...network.ElementID) (float64, bool) {
	if o.fluid == nil || slices.ContainsFunc(elements, o.unmetered) {
		return 0, false
	}
	sum := 0.0
	for _, e := range elements {
		for d := p.first; d < p.last; d++ {
			sum += float64(o.fluid.Elements[e].Queue[d] * o.dayLength(d))
		}
	}
	return sum / p.days, true
}
