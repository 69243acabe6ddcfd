package results

import (
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
		for i := range o.periods {
			o.element(network.ElementID(e), &out.Elements[e], &o.periods[i])
		}
	}
	for s := range o.net.Segments {
		for i := range o.periods {
			o.crossing(network.SegmentID(s), out, &o.periods[i])
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
	o.corridor(out)
}

// page opens a page of the sheet.
func (o *observer) page(s Subject, p *period, class string) page {
	return page{&o.sheet, s.Name, p, class}
}

// counts sums the days of one class at one element.
type counts struct {
	arrived, passed, lost, unended            float64
	wait, opening, service, blocked, measured float64
}

func (c *counts) add(d *model.ClassDay) {
	c.arrived += float64(d.Arrived)
	c.passed += float64(d.Passed)
	c.lost += float64(d.Lost)
	c.unended += float64(d.Unended)
	c.wait += float64(d.Wait) / second
	c.opening += float64(d.Opening) / second
	c.service += float64(d.Service) / second
	c.blocked += float64(d.Blocked) / second
}

func (c *counts) merge(o counts) {
	c.arrived += o.arrived
	c.passed += o.passed
	c.lost += o.lost
	c.unended += o.unended
	c.wait += o.wait
	c.opening += o.opening
	c.service += o.service
	c.blocked += o.blocked
	c.measured += o.measured
}

// second is a second in ticks.
const second = float64(sim.Second)

// element puts the numbers of one element in one period: of each class, then of all.
func (o *observer) element(e network.ElementID, rec *model.ElementRecord, p *period) {
	subject := o.elementSubject(int(e))
	full := o.fullDays(e, rec, p)
	var all counts
	o.scratch[1].Reset()
	for _, c := range o.classes[e] {
		n := o.classCounts(&rec.Classes[c], full, p)
		all.merge(n)
		if p.kind == Month {
			continue
		}
		h := &o.scratch[0]
		h.Reset()
		for y := p.year; y < p.until && rec.Classes[c].Wait != nil; y++ {
			h.Merge(&rec.Classes[c].Wait[y])
		}
		o.scratch[1].Merge(h)
		o.classNumbers(o.page(subject, p, o.className(c)), n, h, len(full))
	}
	page := o.page(subject, p, AllClasses)
	o.elementNumbers(page, e, rec, all)
	if p.kind != Month {
		o.classNumbers(page, all, &o.scratch[1], len(full))
	}
}

// fullDays lists the days of the period on which all manned lanes of the element were
// busy all day and none was held by a vehicle that could not leave.
func (o *observer) fullDays(e network.ElementID, rec *model.ElementRecord, p *period) []int {
	var full []int
	if o.net.Elements[e].Station != network.Service || p.kind == Month {
		return nil
	}
	for d := p.first; d < p.last; d++ {
		if r := &rec.Days[d]; r.Manned > 0 && r.Busy >= r.Manned && r.Held == 0 {
			full = append(full, d)
		}
	}
	return full
}

// classCounts sums one class over the period; measured is what passed on full days.
func (o *observer) classCounts(rec *model.ClassRecord, full []int, p *period) counts {
	var n counts
	if rec.Days == nil {
		return n
	}
	for d := p.first; d < p.last; d++ {
		n.add(&rec.Days[d])
	}
	for _, d := range full {
		n.measured += float64(rec.Days[d].Passed) / o.dayLength(d)
	}
	return n
}

// dayLength is the length of a day of the bins in days of 24 hours.
func (o *observer) dayLength(d int) float64 {
	return float64(o.plan.Bins.Days[d+1]-o.plan.Bins.Days[d]) / float64(sim.Day)
}

// classNumbers puts what is known of one class, or of all, at an element.
func (o *observer) classNumbers(p page, n counts, h *sim.Histogram, full int) {
	p.perDay(measure.Arrivals, n.arrived+n.lost)
	p.perDay(measure.Throughput, n.passed)
	p.perDay(measure.Lost, n.lost)
	p.ratio(measure.ShareLost, n.lost, n.arrived+n.lost)
	p.ratio(measure.MeasuredCapacity, n.measured, float64(full))
	p.times(measure.Wait, h)
	p.ratio(measure.WaitOpening, n.opening, n.arrived)
	p.put(measure.ShareDelayed, "", 1-h.ShareZero(), h.N() > 0)
	p.ratio(measure.Service, n.service, n.arrived)
	p.ratio(measure.BlockedTime, n.blocked, n.arrived)
	p.ratio(measure.Sojourn, n.wait+n.service+n.blocked, n.arrived)
	p.ratio(measure.ShareInside, n.unended, n.arrived)
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
	p.value(measure.Inside, q.inside/length)
	fluid, ok := o.fluidQueue(p.period, e)
	p.put(measure.FluidQueue, "", fluid, ok)
	if p.period.kind == Month {
		p.perDay(measure.Throughput, all.passed)
		p.put(measure.Wait, measure.Mean, all.wait/max(1, all.arrived), all.arrived > 0)
	}
}

// line sums the integrals of some days of one element, in vehicle or lane ticks.
type line struct{ waiting, most, upstream, busy, manned, inside float64 }

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
	}
	return l
}

// fluidQueue is the time mean of the fluid queues of some elements together.
func (o *observer) fluidQueue(p *period, elements ...network.ElementID) (float64, bool) {
	if o.fluid == nil {
		return 0, false
	}
	sum := 0.0
	for _, e := range elements {
		for d := p.first; d < p.last; d++ {
			sum += o.fluid.Elements[e].Queue[d] * o.dayLength(d)
		}
	}
	return sum / p.days, true
}
