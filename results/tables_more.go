package results

import (
	"fmt"
	"slices"

	"corridor/model"
	"corridor/results/measure"
)

// capacityTable: what passes, against what was promised?
func (s *Summary) capacityTable() Table {
	t := Table{ID: "capacity", Title: "What passes, against what was promised? Vehicles a day, one direction",
		Columns: []Column{left("crossing"), left("class"), left("period"), right("throughput"), right("rated"), right("practical"), right("measured")},
		Note:    "rated: nameplate, half of a figure for both directions; practical: manned lanes; measured: output over spells of 30 days or more without an idle lane"}
	parts := s.shown(2)
	shown := 0
	for _, n := range s.observer.nodes {
		if n.Kind != CrossingKind {
			continue
		}
		if shown++; shown > shownNodes {
			continue
		}
		title := n.Title
		for _, class := range s.classesAt(n) {
			for _, p := range parts {
				row := []string{title, class, p.label}
				for _, name := range []string{measure.Throughput, measure.RatedCapacity, measure.PracticalCapacity, measure.MeasuredCapacity} {
					row = append(row, plusMinus(s.Get(Key{n.Name, p.label, class, name, ""}), plain()))
				}
				t.Rows = append(t.Rows, row)
				title = ""
			}
		}
	}
	if shown > shownNodes {
		t.Note += fmt.Sprintf("; %d more crossings in crossings.csv", shown-shownNodes)
	}
	return t
}

// classesAt lists the classes of a crossing; where there is only one, that one says
// all.
func (s *Summary) classesAt(n node) []string {
	var names []string
	for _, c := range s.observer.passing[n.segment] {
		names = append(names, s.observer.className(c))
	}
	if len(names) == 1 {
		return names
	}
	return append(names, AllClasses)
}

// volumeTable: how does the volume grow, and what is suppressed?
func (s *Summary) volumeTable() Table {
	t := Table{ID: "volume", Title: "How does the volume grow, and how much of it is carried? Vehicles a day, all flows",
		Columns: []Column{left("period"), right("demand"), right("suppressed"), right("turned away"), right("carried"), right("freight, t/day")}}
	for _, p := range s.observer.parts() {
		row := []string{p.label}
		for _, name := range []string{measure.Demand, measure.Suppressed, measure.Lost, measure.Throughput, measure.Tonnes} {
			row = append(row, plusMinus(s.get(Corridor, p.label, name, ""), plain()))
		}
		t.Rows = append(t.Rows, row)
	}
	if s.observer.freight {
		t.Note = "trains and vessels do not count, what they carry does; what becomes units of another class on the way is carried as those"
	}
	return t
}

// flows lists the flows in the order of the file.
func (s *Summary) flows() []Subject {
	var some []Subject
	for _, sub := range s.Subjects {
		if sub.Kind == FlowKind {
			some = append(some, sub)
		}
	}
	return inFileOrder(some)
}

// journeyTable: how long is a journey door to door?
func (s *Summary) journeyTable() Table {
	t := Table{ID: "journeys", Title: "How long is a journey, door to door?",
		Columns: []Column{left("flow"), left("period"), right("mean"), right("p50"), right("p95"), right("vehicles/day")}}
	shown := 0
	for _, f := range s.flows() {
		if s.observer.carrierFlow(f.Name) {
			continue
		}
		get := func(p, name, stat string) Estimate { return s.Get(Key{f.Name, p, f.Class, name, stat}) }
		if get(Run, measure.JourneyTime, measure.Mean).N == 0 {
			continue
		}
		if shown++; shown > shownNodes {
			continue
		}
		title := f.Title
		for _, p := range s.shown(2) {
			u := timeUnit(get(p.label, measure.JourneyTime, measure.P95).Mean)
			t.Rows = append(t.Rows, []string{title, p.label,
				plusMinus(get(p.label, measure.JourneyTime, measure.Mean), u), plusMinus(get(p.label, measure.JourneyTime, measure.P50), u),
				plusMinus(get(p.label, measure.JourneyTime, measure.P95), u), plusMinus(get(p.label, measure.Throughput, ""), plain())})
			title = ""
		}
	}
	if shown > shownNodes {
		t.Note = fmt.Sprintf("%d more flows in flows.csv", shown-shownNodes)
	}
	return t
}

// delayTable: where does the time go?
func (s *Summary) delayTable() Table {
	t := Table{ID: "delay", Title: "Where does the time go? Vehicle hours a day, all flows"}
	causes := causeMeasures()
	s.byPeriod(&t, "cause", s.occurring(causes[:]))
	return t
}

// expectTable: are the expectations met?
func (s *Summary) expectTable() Table {
	t := Table{ID: "expectations", Title: "Are the expectations met?",
		Columns: []Column{left("at"), left("measure"), right("found"), right("wanted"), left("result")}}
	for _, v := range s.Verdicts {
		m, ok := measure.Find(v.Expectation.Measure)
		code := v.Expectation.Measure
		u := unit{s.unitOf(m), 1}
		if ok {
			if stat, ok := m.Stat(v.Expectation.Stat); ok {
				code = m.Code(stat)
			}
			switch m.Unit {
			case measure.Seconds:
				u = timeUnit(v.Estimate.Mean)
			case measure.Share:
				u = percentUnit()
			}
		}
		result := v.Result
		if v.Note != "" {
			result += ": " + v.Note
		}
		t.Rows = append(t.Rows, []string{v.Subject, code, plusMinus(v.Estimate, u), wanted(v.Expectation.Min, v.Expectation.Max, u), result})
	}
	return t
}

// wanted writes the limits of an expectation.
func wanted(least, most *float64, u unit) string {
	write := func(x float64) string {
		own := u
		if u.Factor < 1 {
			own = timeUnit(x)
		}
		return plusMinus(Estimate{N: 1, Mean: x}, own)
	}
	switch {
	case least != nil && most != nil:
		return write(*least) + " to " + write(*most)
	case least != nil:
		return "≥ " + write(*least)
	case most != nil:
		return "≤ " + write(*most)
	}
	return ""
}

// ledgerTable: where did all vehicles go?
func (s *Summary) ledgerTable() Table {
	t := Table{ID: "ledger", Title: "Where did all vehicles go? Initial + demand = all the others together", Columns: []Column{left("flow")}}
	names := s.ledgerColumns()
	if slices.Contains(names, measure.LedgerMade) {
		t.Title = "Where did all vehicles go? Initial + demand + made of others = all the others together"
	}
	for _, name := range names {
		m, _ := measure.Find(name)
		t.Columns = append(t.Columns, right(m.Title))
	}
	row := func(sub Subject) []string {
		r := []string{sub.Title}
		for _, name := range names {
			r = append(r, number(s.Get(Key{sub.Name, Run, sub.Class, name, ""}).Mean))
		}
		return r
	}
	flows := s.flows()
	for i, f := range flows {
		if i == shownNodes && len(flows) > shownNodes+1 {
			t.Note = fmt.Sprintf("%d more flows in ledger.csv; ", len(flows)-i)
			break
		}
		t.Rows = append(t.Rows, row(f))
	}
	if len(flows) > 1 {
		t.Rows = append(t.Rows, row(last(s.Subjects)))
	}
	if slices.ContainsFunc(flows, func(f Subject) bool { return s.observer.carrierFlow(f.Name) }) {
		t.Note += "the whole does not count trains and vessels; "
	}
	t.Note += "means over replications; "
	if s.Balanced {
		t.Note += "balanced in every replication"
	} else {
		t.Note += "NOT balanced: see the warnings"
	}
	return t
}

// ledgerColumns are the counts of the ledger that were ever above zero.
func (s *Summary) ledgerColumns() []string {
	exits := ledgerExits()
	gone := s.occurring(exits[:])
	if len(gone) == 0 {
		gone = exits[model.TurnedAway : model.TurnedAway+1]
	}
	before, after := []string{measure.LedgerInitial, measure.LedgerDemand}, []string{measure.LedgerSuppressed, measure.LedgerInside}
	if len(s.occurring([]string{measure.LedgerMade})) > 0 {
		before, after = append(before, measure.LedgerMade), append([]string{measure.LedgerBecame}, after...)
	}
	return slices.Concat(before, []string{measure.LedgerLeft}, gone, after)
}

// warningsTable: what should be known before trusting this?
func (s *Summary) warningsTable() Table {
	t := Table{ID: "warnings", Title: "What should be known before trusting this?", Columns: []Column{left("warning")}}
	for _, w := range s.Warnings {
		t.Rows = append(t.Rows, []string{w})
	}
	return t
}
