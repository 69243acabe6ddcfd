package results

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/results/measure"
)

// shownNodes is how many nodes, elements or flows a table shows; the files have all.
const shownNodes = 12

// Tables answers the questions of a planner, one table each, in the order in which
// they are asked. A table without rows is left out.
func (s *Summary) Tables() []Table {
	var all []Table
	for _, t := range slices.Concat([]Table{
		s.limitsTable(), s.courseTable(), s.waitsTable(), s.linesTable(), s.crossingTable(), s.capacityTable(), s.volumeTable(),
		s.modesTable(), s.tripsTable(), s.railwayTable(),
		s.exitsTable(), s.divertedTable(), s.journeyTable(), s.delayTable(), s.costsTable(), s.lostTable(), s.payersTable(), s.fuelTable(), s.investTable(), s.staffTable(), s.permitsTable(), s.disruptionsTable(), s.expectTable(), s.ledgerTable(),
	}, s.freightTables(), []Table{s.warningsTable()}) {
		if len(t.Rows) > 0 {
			all = append(all, t)
		}
	}
	return all
}

// shown picks the periods that tables show: evenly spread, first and last included.
func (s *Summary) shown(most int) []period {
	all := s.observer.parts()
	if len(all) <= most {
		return all
	}
	var some []period
	for i := range most {
		some = append(some, all[(i*(len(all)-1)+(most-1)/2)/(most-1)])
	}
	return some
}

// get is the estimate over all classes.
func (s *Summary) get(subject, period, name, stat string) Estimate {
	return s.Get(Key{subject, period, AllClasses, name, stat})
}

// limitsTable: which node limits, and when?
func (s *Summary) limitsTable() Table {
	t := Table{ID: "limits", Title: "Which node limits, and when?",
		Columns: []Column{left("node"), right("demand/day"), right("practical/day"), right("load"), left("highest in"), left("demand above capacity")},
		Note:    "demand and capacity as planned, in the period of the highest load; spells of three months or more, seasons evened out"}
	units := s.observer.freight
	if units {
		t.Columns = slices.Insert(t.Columns, 3, left("of"))
	}
	for i, l := range s.Limits {
		if i == shownNodes {
			t.Note += fmt.Sprintf("; %d more nodes in elements.csv and crossings.csv", len(s.Limits)-i)
			break
		}
		row := []string{l.Title, number(l.Demand), number(l.Capacity), loadOf(l), l.Period, s.spell(l)}
		if units {
			row = slices.Insert(row, 3, l.Unit)
		}
		t.Rows = append(t.Rows, row)
	}
	if slices.ContainsFunc(s.Limits, func(l Limit) bool { return l.Simulated }) {
		t.Note += "; as simulated: what came in place of what is planned, which nobody knows, or which holds at free-flow times only"
	}
	return t
}

// loadOf writes the load of a node; one that is never manned has none.
func loadOf(l Limit) string {
	if l.Closed {
		return "closed"
	}
	return percent(l.Load)
}

// spell writes when a node is saturated.
func (s *Summary) spell(l Limit) string {
	if l.Closed {
		return "always"
	}
	if l.Simulated && l.Load > 1 {
		return "as simulated"
	}
	if l.Simulated {
		return "never, as simulated"
	}
	if !s.Network.Clock.Dated {
		if l.Load > 1 {
			return "always"
		}
		return "never"
	}
	var parts []string
	for _, p := range l.Saturated {
		if p.ToEnd {
			parts = append(parts, "from "+s.dateName(p.From))
		} else {
			parts = append(parts, s.dateName(p.From)+" to "+s.dateName(p.To))
		}
	}
	if len(parts) == 0 {
		return "never"
	}
	return strings.Join(parts, ", ")
}

// courseTable: which node limits in which year?
func (s *Summary) courseTable() Table {
	t := Table{ID: "course", Title: "Which node is the most loaded, year by year?",
		Columns: []Column{left("year"), left("node"), right("load"), right("queue"), right("utilisation")}}
	if !s.Network.Clock.Dated {
		return t
	}
	for _, p := range s.observer.parts() {
		var most Limit
		load := 0.0
		for _, l := range s.Limits {
			if x, _, _ := s.load(&l, p.label); x > load {
				most, load = l, x
			}
		}
		if load == 0 {
			continue
		}
		t.Rows = append(t.Rows, []string{p.label, most.Title, percent(load),
			plusMinus(s.get(most.Element.Name, p.label, measure.Queue, ""), plain()),
			plusMinus(s.get(most.Element.Name, p.label, measure.Utilisation, ""), percentUnit())})
	}
	return t
}

// worthShowing is the queue, in vehicles, below which tables and charts of a dated run
// say nothing; the files have it all.
const worthShowing = 0.5

// queueing lists the nodes with a queue worth a chart, in the order of the file.
func (s *Summary) queueing() []int {
	least := worthShowing
	if !s.Network.Clock.Dated {
		least = 0
	}
	var some []int
	for i := range s.observer.nodes {
		if s.days[i].queue.longest() > least {
			some = append(some, i)
		}
	}
	return some
}

// waitsTable: where do they wait, how long is the queue?
func (s *Summary) waitsTable() Table {
	beside, name, u := "fluid queue", measure.FluidQueue, plain()
	note := "± half-width of the 95 % interval; ≥ some vehicles were still inside at the end"
	if s.Network.Clock.Dated {
		note += "; fluid: the same demand and capacity without chance"
	} else {
		beside, name, u = "utilisation", measure.Utilisation, percentUnit()
	}
	t := Table{ID: "waits", Title: "Where do they wait, and how long is the queue?",
		Columns: []Column{left("element"), left("period"), right("wait, mean"), right("p95"), right("queue"), right(beside)}, Note: note}
	elements := s.longestQueues()
	if more := len(elements) - shownNodes; more > 0 {
		elements = elements[:shownNodes]
		t.Note += fmt.Sprintf("; %d more elements in elements.csv", more)
	}
	for _, sub := range inFileOrder(elements) {
		title := sub.Title
		for _, p := range s.shown(3) {
			span := timeUnit(s.get(sub.Name, p.label, measure.Wait, measure.P95).Mean)
			t.Rows = append(t.Rows, []string{title, p.label,
				s.least(sub.Name, p.label, measure.Wait, measure.Mean, span), s.least(sub.Name, p.label, measure.Wait, measure.P95, span),
				plusMinus(s.get(sub.Name, p.label, measure.Queue, ""), plain()),
				plusMinus(s.get(sub.Name, p.label, name, ""), u)})
			title = ""
		}
	}
	return t
}

// longestQueues lists the elements that queue, the longest queue of the run first.
func (s *Summary) longestQueues() []Subject {
	queue := func(sub Subject) float64 { return s.get(sub.Name, Run, measure.Queue, "").Mean }
	least := 0.1 * worthShowing
	if !s.Network.Clock.Dated {
		least = 0
	}
	var some []Subject
	for _, sub := range s.Subjects {
		if sub.Kind == ElementKind && queue(sub) > least {
			some = append(some, sub)
		}
	}
	slices.SortStableFunc(some, func(a, b Subject) int { return cmp.Compare(queue(b), queue(a)) })
	return some
}

// least writes a time, marked when it is a lower bound.
func (s *Summary) least(subject, period, name, stat string, u unit) string {
	k := Key{subject, period, AllClasses, name, stat}
	e := s.Get(k)
	if e.N > 0 && s.AtLeast(k) {
		return "≥ " + plusMinus(e, u)
	}
	return plusMinus(e, u)
}

// crossingTable: how long does a crossing take?
func (s *Summary) crossingTable() Table {
	t := Table{ID: "crossings", Title: "How long does a crossing take, service included?",
		Columns: []Column{left("crossing"), left("period"), right("mean"), right("p50"), right("p90"), right("p95")}}
	shown := 0
	for _, n := range s.observer.nodes {
		if n.Kind != CrossingKind || s.get(n.Name, Run, measure.CrossingTime, measure.Mean).N == 0 {
			continue
		}
		if shown++; shown > shownNodes {
			continue
		}
		title := n.Title
		for _, p := range s.shown(3) {
			u := timeUnit(s.get(n.Name, p.label, measure.CrossingTime, measure.P95).Mean)
			row := []string{title, p.label}
			for _, stat := range []string{measure.Mean, measure.P50, measure.P90, measure.P95} {
				row = append(row, s.least(n.Name, p.label, measure.CrossingTime, stat, u))
			}
			t.Rows = append(t.Rows, row)
			title = ""
		}
	}
	if shown > shownNodes {
		t.Note = fmt.Sprintf("%d more crossings in crossings.csv", shown-shownNodes)
	}
	return t
}
