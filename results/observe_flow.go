package results

import (
	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// travel sums the years of one flow, or of several.
type travel struct {
	demand, suppressed, left float64
	became, made             float64
	freight                  model.FreightYear
	gone                     [model.Exits]float64
	diverted                 [model.Diversions]float64
	cause                    [model.Causes]float64 // vehicle hours
}

func (t *travel) add(y *model.FlowYear) {
	t.demand += float64(y.Demand)
	t.suppressed += float64(y.Suppressed)
	t.left += float64(y.Left)
	t.became += float64(y.Became)
	t.made += float64(y.Made)
	for x, n := range y.Gone {
		t.gone[x] += float64(n)
	}
	t.freight.Add(&y.Freight)
	for d, n := range y.Diverted {
		t.diverted[d] += float64(n)
	}
	for c, ticks := range y.Cause {
		t.cause[c] += ticks.Float() / float64(sim.Hour)
	}
}

// flow puts the numbers of one flow in one period.
func (o *observer) flow(f network.FlowID, rec *model.FlowRecord, p *period) {
	flow := &o.net.Flows[f]
	var t travel
	var spent spending
	h := &o.scratch[0]
	h.Reset()
	for y := p.year; y < p.until; y++ {
		t.add(&rec.Years[y])
		o.spend(&spent, f, &rec.Years[y])
		h.Merge(&rec.Years[y].Journey)
	}
	page := o.page(o.flowSubject(int(f)), p, o.className(flow.Class))
	page.put(measure.PlannedDemand, "", total(o.flows[f][p.first:p.last])/p.days, o.foreseen(flow))
	o.travelNumbers(page, &t, carries(flow))
	if p.kind != Run {
		page.freightYear(&t.freight, carries(flow))
	}
	page.times(measure.JourneyTime, h)
	o.costs(page, &spent)
}

// travelNumbers puts what is known of one flow or of several.
func (o *observer) travelNumbers(p page, t *travel, c cargo) {
	p.perDay(measure.Demand, t.demand)
	p.perDay(measure.Suppressed, t.suppressed)
	p.ratio(measure.ShareSuppressed, t.suppressed, t.demand)
	p.perDay(measure.Throughput, t.left)
	p.exits(&o.anywhere, &t.gone)
	for d, name := range diversionMeasures() {
		if o.anywhere.diverted[d] {
			p.perDay(name, t.diverted[d])
		}
	}
	p.perDay(measure.Tonnes, tonnes(t.freight.Left))
	if c.teu {
		p.perDay(measure.TEU, teu(t.freight.Left))
	}
	p.delays(&o.anywhere, &t.cause)
	if o.anywhere.turns {
		p.perDay(measure.Became, t.became)
		p.perDay(measure.Made, t.made)
	}
}

// ledger counts one flow, or several, over the whole run.
type ledger struct {
	initial, demand, suppressed, left, inside, outside float64
	became, made                                       float64
	gone                                               [model.Exits]float64
	freight                                            model.FreightYear
	before, after                                      model.Freight // initial, inside
	diverted                                           [model.Diversions]float64
}

func (l *ledger) add(rec *model.FlowRecord) {
	for y := range rec.Years {
		l.demand += float64(rec.Years[y].Demand)
		l.suppressed += float64(rec.Years[y].Suppressed)
		l.left += float64(rec.Years[y].Left)
		l.freight.Add(&rec.Years[y].Freight)
		l.became += float64(rec.Years[y].Became)
		l.made += float64(rec.Years[y].Made)
		for x, n := range rec.Years[y].Gone {
			l.gone[x] += float64(n)
		}
		for d, n := range rec.Years[y].Diverted {
			l.diverted[d] += float64(n)
		}
	}
	l.initial += float64(rec.Initial)
	l.inside += float64(rec.Inside)
	l.outside += float64(rec.Outside)
	l.before.Add(rec.InitialFreight)
	l.after.Add(rec.InsideFreight)
}

// balanced: counts are whole numbers well below 2^53, so this is exact.
func (l *ledger) balanced() bool {
	stock := l.freight.Stayed()
	stock.Add(l.before)
	return l.initial+l.demand+l.made == l.left+total(l.gone[:])+l.suppressed+l.became+l.inside && stock == l.after
}

func (o *observer) putLedger(p page, l *ledger, c cargo) {
	p.value(measure.LedgerInitial, l.initial)
	p.value(measure.LedgerDemand, l.demand)
	p.value(measure.LedgerSuppressed, l.suppressed)
	p.value(measure.LedgerLeft, l.left)
	for x, name := range ledgerExits() {
		if o.anywhere.exits[x] {
			p.value(name, l.gone[x])
		}
	}
	if o.anywhere.turns {
		p.value(measure.LedgerMade, l.made)
		p.value(measure.LedgerBecame, l.became)
	}
	p.value(measure.LedgerInside, l.inside)
	p.value(measure.LedgerOutside, l.outside)
	p.freight([]model.Freight{l.before, l.freight.Demand, l.freight.Left, l.freight.Lost(), l.freight.Suppressed, l.after}, 0, c)
	for d, name := range ledgerDiversions() {
		if o.anywhere.diverted[d] {
			p.value(name, l.diverted[d])
		}
	}
}

func (o *observer) flowLedger(f network.FlowID, rec *model.FlowRecord) {
	var l ledger
	l.add(rec)
	o.putLedger(o.page(o.flowSubject(int(f)), &o.periods[0], o.className(o.net.Flows[f].Class)), &l, carries(&o.net.Flows[f]))
}

// corridor puts the numbers of all flows together, of each class and of all.
func (o *observer) corridor(out *model.Outcome) {
	subject := o.subjects[len(o.subjects)-1]
	for i := range o.periods {
		p := &o.periods[i]
		if p.kind == Month {
			continue
		}
		for _, c := range o.flowClasses() {
			o.together(o.page(subject, p, o.className(c)), c, out)
		}
		page := o.page(subject, p, AllClasses)
		o.together(page, network.None, out)
		o.modes(page, out)
	}
}

// flowClasses lists the classes that some flow has, by name.
func (o *observer) flowClasses() []network.ClassID {
	var set []network.ClassID
	for _, f := range o.net.Flows {
		set = o.with(set, f.Class)
	}
	return set
}

// together puts the flows of a class; with network.None all but those of trains and
// vessels.
func (o *observer) together(p page, c network.ClassID, out *model.Outcome) {
	var t travel
	var spent spending
	var l ledger
	var load cargo
	expected, known := 0.0, true
	for f := range o.net.Flows {
		flow := &o.net.Flows[f]
		if c != network.None && flow.Class != c {
			continue
		}
		for y := p.period.year; y < p.period.until; y++ { // trains and vessels cost too
			o.spend(&spent, network.FlowID(f), &out.Flows[f].Years[y])
		}
		if c == network.None && carrying(flow) {
			continue
		}
		l.add(&out.Flows[f])
		load.merge(carries(flow))
		for y := p.period.year; y < p.period.until; y++ {
			t.add(&out.Flows[f].Years[y])
		}
		expected += total(o.flows[f][p.period.first:p.period.last])
		known = known && o.foreseen(flow)
	}
	p.put(measure.PlannedDemand, "", expected/p.period.days, known)
	o.travelNumbers(p, &t, load)
	o.costs(p, &spent)
	if p.period.kind == Run {
		o.putLedger(p, &l, load)
	} else {
		p.freightYear(&t.freight, load)
	}
}
