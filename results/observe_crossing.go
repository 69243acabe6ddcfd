package results

import (
	"math"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// crossing puts the numbers of one crossing in one period.
func (o *observer) crossing(s network.SegmentID, out *model.Outcome, busy []bool, p *period) {
	subject := o.segmentSubject(int(s))
	stages := o.net.Segments[s].Stages
	full := o.lengthOf(busy, p)
	rated := o.rated(s, p)
	var all counts
	ratedAll, anyRated := 0.0, false
	o.scratch[1].Reset()
	for _, c := range o.passing[s] {
		n := o.passages(stages[len(stages)-1], c, out, busy, p)
		first := o.passages(stages[0], c, out, nil, p)
		n.arrived, n.refused = first.arrived, first.refused
		if o.branching(s) {
			n.countPassages(&out.Segments[s].Classes[c], busy, p)
		}
		n.gone = o.leaving(stages, c, out, p)
		all.merge(&n)
		r, ok := rated[c]
		if ok {
			ratedAll, anyRated = ratedAll+r, true
		}
		if p.kind == Month {
			continue
		}
		page := o.page(subject, p, o.className(c))
		page.put(measure.RatedCapacity, "", r, ok)
		practical, limited := o.narrowest(stages, c, p)
		page.put(measure.PracticalCapacity, "", practical, limited)
		o.crossingTimes(page, s, &out.Segments[s], []network.ClassID{c}, &n, full)
	}
	page := o.page(subject, p, AllClasses)
	page.put(measure.RatedCapacity, "", ratedAll, anyRated)
	o.crossingNumbers(page, s, out)
	if p.kind == Month {
		page.perDay(measure.Throughput, all.passed)
		return
	}
	o.crossingTimes(page, s, &out.Segments[s], o.passing[s], &all, full)
}

// branching tells whether some vehicles leave out stages of a crossing or come back to
// earlier ones: then neither its first nor its last stage counts each of them once.
func (o *observer) branching(s network.SegmentID) bool {
	for _, r := range o.net.Routes {
		for _, h := range r.Hops {
			if h.Segment == s && (h.Channels != 0 || len(h.Ways) > 0) {
				return true
			}
		}
	}
	return false
}

// countPassages counts whole passages in place of visits to stages.
func (c *counts) countPassages(rec *model.PassageClass, busy []bool, p *period) {
	c.arrived, c.passed, c.measured = 0, 0, 0
	for d := p.first; d < p.last && rec.Days != nil; d++ {
		c.arrived += float64(rec.Days[d].Begun)
		c.passed += float64(rec.Days[d].Ended)
		if busy != nil && busy[d] {
			c.measured += float64(rec.Days[d].Ended)
		}
	}
}

// passages sums one class over the elements of a stage.
func (o *observer) passages(stage []network.ElementID, c network.ClassID, out *model.Outcome, busy []bool, p *period) counts {
	var n counts
	for _, e := range stage {
		at := o.classCounts(&out.Elements[e].Classes[c], busy, p)
		n.merge(&at)
	}
	return n
}

// leaving counts who left the corridor early in the course of a crossing.
func (o *observer) leaving(stages [][]network.ElementID, c network.ClassID, out *model.Outcome, p *period) [model.Exits]float64 {
	var n counts
	for _, stage := range stages {
		for _, e := range stage {
			rec := &out.Elements[e].Classes[c]
			for y := p.year; y < p.until && rec.Gone != nil; y++ {
				n.addGone(&rec.Gone[y])
			}
		}
	}
	return n.gone
}

// busyStage marks the days of the spells of the first stage that has any.
func (o *observer) busyStage(s network.SegmentID, out *model.Outcome) []bool {
	for _, stage := range o.net.Segments[s].Stages {
		if busy := o.spells(stage, out); busy != nil {
			return busy
		}
	}
	return nil
}

// rated returns the nameplate figures of the crossing by class, averaged over the
// period.
func (o *observer) rated(s network.SegmentID, p *period) map[network.ClassID]float64 {
	sum := map[network.ClassID]float64{}
	from, to := o.plan.Bins.Days[p.first], o.plan.Bins.Days[p.last]
	for _, post := range o.net.Posts {
		for _, of := range post.Segments {
			if of != s {
				continue
			}
			for i, r := range post.Rated {
				until := to
				for _, next := range post.Rated[i+1:] {
					if next.Class == r.Class {
						until = min(to, next.At)
						break
					}
				}
				if part := until - max(from, r.At); part > 0 {
					sum[r.Class] += float64(perDirection(r) * float64(part) / float64(to-from))
				}
			}
		}
	}
	return sum
}

// perDirection is a nameplate figure for one direction: half of one for both, also where
// the scenario has only one of them.
func perDirection(r network.Rating) float64 {
	if r.Both {
		return r.PerDay / 2
	}
	return r.PerDay
}

// narrowest is the practical capacity of a crossing for one class, or for all with
// network.None: of the stage that lets fewest through, the elements added.
func (o *observer) narrowest(stages [][]network.ElementID, c network.ClassID, p *period) (float64, bool) {
	least := math.Inf(1)
	for _, stage := range stages {
		sum, limited := 0.0, true
		for _, e := range stage {
			if len(o.classes[e]) == 0 {
				continue
			}
			plan := o.look(e, p.first, p.last, p.days)
			for k, of := range o.classes[e] {
				if c == network.None || of == c {
					limited = limited && plan.limited && plan.each > 0
					sum += plan.passing(k)
				}
			}
		}
		if limited {
			least = min(least, sum)
		}
	}
	if math.IsInf(least, 1) {
		return 0, false
	}
	return least, true
}

// crossingNumbers puts what belongs to a crossing as a whole.
func (o *observer) crossingNumbers(p page, s network.SegmentID, out *model.Outcome) {
	stages := o.net.Segments[s].Stages
	practical, limited := o.narrowest(stages, network.None, p.period)
	p.put(measure.PracticalCapacity, "", practical, limited)
	var demand, load, queue, upstream, inside, busiest float64
	known, loaded, manned := false, false, false
	var elements []network.ElementID
	for i, stage := range stages {
		for _, e := range stage {
			plan := o.look(e, p.period.first, p.period.last, p.period.days)
			q := o.line(out.Elements[e].Days[p.period.first:p.period.last])
			queue += q.waiting
			inside += q.inside
			if q.manned > 0 {
				busiest, manned = max(busiest, q.busy/q.manned), true
			}
			if i == 0 {
				demand += total(plan.callers)
				known = known || plan.known || plan.all > 0
				upstream += q.upstream
			}
			if plan.known && plan.limited {
				load, loaded = max(load, plan.load), true
			}
			elements = append(elements, e)
		}
	}
	length := p.period.days * float64(sim.Day)
	p.put(measure.PlannedDemand, "", demand, known)
	p.put(measure.Load, "", load, loaded)
	p.put(measure.Utilisation, "", busiest, manned)
	p.value(measure.Queue, queue/length)
	p.value(measure.QueueUpstream, upstream/length)
	p.value(measure.Inside, inside/length)
	if len(elements) == 1 {
		q := o.line(out.Elements[elements[0]].Days[p.period.first:p.period.last])
		p.value(measure.QueueMax, q.most)
	}
	fluid, ok := o.fluidQueue(p.period, elements...)
	p.put(measure.FluidQueue, "", fluid, ok)
}

// crossingTimes puts what is known of some classes at a crossing.
func (o *observer) crossingTimes(p page, s network.SegmentID, rec *model.PassageRecord, classes []network.ClassID, n *counts, full float64) {
	h := &o.scratch[0]
	h.Reset()
	still := 0.0
	for _, c := range classes {
		if rec.Classes[c].Time == nil {
			continue
		}
		for y := p.period.year; y < p.period.until; y++ {
			h.Merge(&rec.Classes[c].Time[y])
			still += float64(rec.Classes[c].Still[y])
		}
	}
	can := o.among(o.net.Segments[s].Stages)
	p.perDay(measure.Arrivals, n.came())
	p.perDay(measure.Throughput, n.passed)
	p.exits(&can, &n.gone)
	p.exitShares(&can, n)
	p.ratio(measure.MeasuredCapacity, n.measured, full)
	p.times(measure.CrossingTime, h)
	p.ratio(measure.ShareInside, still, float64(h.N()))
}
