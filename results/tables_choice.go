package results

import "corridor/results/measure"

// divertedTable: who takes another route than the one chosen, and why?
func (s *Summary) divertedTable() Table {
	t := Table{ID: "diverted", Title: "Who changes to another route, and why? Vehicles a day, all flows"}
	measures := diversionMeasures()
	if names := s.occurring(measures[:]); len(names) > 0 {
		s.byPeriod(&t, "why", names)
	}
	return t
}

// permitsTable: do the permits suffice?
func (s *Summary) permitsTable() Table {
	t := Table{ID: "permits", Title: "Do the permits suffice?", Columns: []Column{left("permit"), left("period"), right("used"), right("found none")},
		Note: "used: permits taken in the period; found none: vehicles that got none and stayed at home or took another route"}
	for _, sub := range s.ofKind(PermitKind) {
		for _, p := range s.shown(4) {
			t.Rows = append(t.Rows, []string{sub.Title, p.label, plusMinus(s.get(sub.Name, p.label, measure.PermitsUsed, ""), plain()),
				plusMinus(s.get(sub.Name, p.label, measure.PermitsMissed, ""), plain())})
		}
	}
	return t
}
