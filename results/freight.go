package results

import (
	"strings"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// cargo says what flows can carry at all; numbers of what they cannot are left out.
type cargo struct{ tonnes, teu bool }

func carries(f *network.Flow) cargo {
	loaded := f.Empty < 1
	return cargo{loaded && f.MeanKG() > 0, loaded && f.TEU > 0}
}

func (c *cargo) merge(d cargo) { c.tonnes, c.teu = c.tonnes || d.tonnes, c.teu || d.teu }

func tonnes(f model.Freight) float64 { return float64(f.KG) / 1000 }
func teu(f model.Freight) float64    { return float64(f.TEU) / 1000 }

// freightNames are the measures of the ledger in freight: in tonnes, in TEU.
func freightNames() [2][]string {
	return [2][]string{
		{measure.LedgerTonnesInitial, measure.LedgerTonnesDemand, measure.LedgerTonnesLeft, measure.LedgerTonnesGone, measure.LedgerTonnesSuppressed, measure.LedgerTonnesInside},
		{measure.LedgerTEUInitial, measure.LedgerTEUDemand, measure.LedgerTEULeft, measure.LedgerTEUGone, measure.LedgerTEUSuppressed, measure.LedgerTEUInside},
	}
}

// freight puts amounts under the names from the first on.
func (p page) freight(amounts []model.Freight, first int, c cargo) {
	names := freightNames()
	for i, f := range amounts {
		if c.tonnes {
			p.value(names[0][first+i], tonnes(f))
		}
	}
	for i, f := range amounts {
		if c.teu {
			p.value(names[1][first+i], teu(f))
		}
	}
}

// freightYear puts the ledger of one year in freight. What was there at the beginning and
// at the end belongs to the run as a whole.
func (p page) freightYear(y *model.FreightYear, c cargo) {
	p.freight([]model.Freight{y.Demand, y.Left, y.Lost(), y.Suppressed}, 1, c)
}

// freightTables: where did all tonnes go, and all containers?
func (s *Summary) freightTables() []Table {
	names := freightNames()
	return []Table{
		s.freightTable(Table{ID: "freight", Title: "Where did all freight go? Tonnes"}, names[0]),
		s.freightTable(Table{ID: "containers", Title: "Where did all loaded containers go? TEU"}, names[1]),
	}
}

func (s *Summary) freightTable(t Table, names []string) Table {
	t.Columns = []Column{left("flow")}
	for _, name := range names {
		m, _ := measure.Find(name)
		title, _, _ := strings.Cut(m.Title, ",")
		t.Columns = append(t.Columns, right(title))
	}
	row := func(sub Subject) []string {
		r := []string{sub.Title}
		for _, name := range names {
			r = append(r, number(s.Get(Key{sub.Name, Run, sub.Class, name, ""}).Mean))
		}
		return r
	}
	for _, f := range s.flows() {
		if s.Get(Key{f.Name, Run, f.Class, names[0], ""}).N == 0 {
			continue // it carries none
		}
		if len(t.Rows) == shownNodes {
			t.Note = "more flows in ledger.csv; "
			break
		}
		t.Rows = append(t.Rows, row(f))
	}
	if len(t.Rows) > 1 {
		t.Rows = append(t.Rows, row(last(s.Subjects)))
	}
	t.Note += "initial + demand = all the others together, exact in every replication; means over replications"
	return t
}
