package results

import "corridor/results/measure"

// Tables of what only some corridors have.

// exitsTable: who leaves before the end, and why? Being turned away alone is in the table
// of volumes.
func (s *Summary) exitsTable() Table {
	t := Table{ID: "exits", Title: "Who leaves the corridor before the end of the route, and why? Vehicles a day, all flows"}
	exits := exitMeasures()
	names := s.occurring(exits[:])
	if len(names) == 0 || len(names) == 1 && names[0] == measure.Lost {
		return t
	}
	s.byPeriod(&t, "why", names)
	return t
}

// occurring are the measures of the whole corridor that were ever above zero.
func (s *Summary) occurring(names []string) []string {
	var some []string
	for _, name := range names {
		if s.get(Corridor, Run, name, "").Mean > 0 {
			some = append(some, name)
		}
	}
	return some
}

// byPeriod fills a table with a row for each measure of the whole corridor and a column
// for each period.
func (s *Summary) byPeriod(t *Table, what string, names []string) {
	t.Columns = []Column{left(what)}
	parts := s.shown(3)
	for _, p := range parts {
		t.Columns = append(t.Columns, right(p.label))
	}
	for _, name := range names {
		m, _ := measure.Find(name)
		row := []string{m.Title}
		for _, p := range parts {
			row = append(row, plusMinus(s.get(Corridor, p.label, name, ""), plain()))
		}
		t.Rows = append(t.Rows, row)
	}
}

// staffTable: are there enough officers?
func (s *Summary) staffTable() Table {
	parts := s.shown(4)
	t := Table{ID: "staff", Title: "How busy are the officers?", Columns: []Column{left("staff"), left("period"), right("on duty"), right("busy")},
		Note: "on duty: mean over the period; busy: serving, as a share of those on duty"}
	for _, sub := range s.ofKind(StaffKind) {
		for _, p := range parts {
			t.Rows = append(t.Rows, []string{sub.Title, p.label, plusMinus(s.get(sub.Name, p.label, measure.Officers, ""), plain()),
				plusMinus(s.get(sub.Name, p.label, measure.Utilisation, ""), percentUnit())})
		}
	}
	return t
}

// ofKind lists the subjects of a kind in the order of the file.
func (s *Summary) ofKind(kind string) []Subject {
	var some []Subject
	for _, sub := range s.Subjects {
		if sub.Kind == kind {
			some = append(some, sub)
		}
	}
	return inFileOrder(some)
}

// disruptionsTable: how often is the corridor disrupted, and how long does it take to
// recover?
func (s *Summary) disruptionsTable() Table {
	t := Table{ID: "disruptions", Title: "How often is the corridor disrupted, and how long until the lines are gone?",
		Columns: []Column{left("disruption"), right("a year"), right("lasted, mean"), right("recovery, mean"), right("p50"), right("p95")},
		Note:    "over the whole run; recovery: from the end of a disruption until lines are no longer than when it began"}
	for _, sub := range s.ofKind(DisruptionKind) {
		lasted := s.get(sub.Name, Run, measure.Lasted, "")
		u := timeUnit(s.get(sub.Name, Run, measure.RecoveryTime, measure.P95).Mean)
		row := []string{sub.Title, plusMinus(s.get(sub.Name, Run, measure.Disruptions, ""), plain()), plusMinus(lasted, timeUnit(lasted.Mean))}
		for _, stat := range []string{measure.Mean, measure.P50, measure.P95} {
			row = append(row, s.least(sub.Name, Run, measure.RecoveryTime, stat, u))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
