package results

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// Tables of corridors in which something costs or burns.

// costsTable: what do the users of the corridor pay and lose?
func (s *Summary) costsTable() Table {
	t := Table{ID: "costs", Title: fmt.Sprintf("What does it cost those who use it? %s, all flows, over the period", s.Network.Money)}
	names := s.occurring([]string{measure.CostTime, measure.CostCargo, measure.CostOperating, measure.CostDistance, measure.CostFees, measure.CostDetention, measure.CostFuel})
	if len(names) == 0 {
		return t
	}
	names = append(names, measure.CostTotal, measure.CostPerTonne, measure.CostLost)
	s.byPeriod(&t, "item", names)
	t.Note = "± half-width of the 95 % interval; lost by waiting is a part of all costs"
	return t
}

// lostTable: by which causes is it lost?
func (s *Summary) lostTable() Table {
	t := Table{ID: "lost", Title: fmt.Sprintf("What does waiting cost, and why is it waited? %s, all flows, over the period", s.Network.Money)}
	var names []string
	for c, name := range causeMeasures() {
		if model.Cause(c).Loses() {
			names = append(names, measure.LostBy(name))
		}
	}
	s.byPeriod(&t, "cause", s.occurring(names))
	return t
}

// payersTable: which flow waits and pays how much?
func (s *Summary) payersTable() Table {
	money := s.Network.Money
	t := Table{ID: "payers", Title: "Who waits, and who pays? Over the period", Columns: []Column{left("flow"), left("period"), right("hours lost")}}
	if money.Currency == "" {
		s.byFlow(&t, measure.HoursLost)
		return t
	}
	t.Title = fmt.Sprintf("Who waits, and who pays? %s, over the period", money)
	t.Columns = append(t.Columns, right("lost by waiting"), right("all costs"), right("a tonne"))
	s.byFlow(&t, measure.HoursLost, measure.CostLost, measure.CostTotal, measure.CostPerTonne)
	return t
}

// fuelTable: how much is burnt in queues, and driving?
func (s *Summary) fuelTable() Table {
	t := Table{ID: "fuel", Title: "How much fuel is burnt in queues, and driving? Over the period",
		Columns: []Column{left("flow"), left("period"), right("queues, l"), right("driving, l"), right("queues, t CO2"), right("driving, t CO2")}}
	names := []string{measure.FuelQueues, measure.FuelDriving, measure.CO2Queues, measure.CO2Driving}
	if len(s.occurring(names)) > 0 {
		s.byFlow(&t, names...)
	}
	return t
}

// byFlow fills a table with rows for each flow and for all, where something costs or burns.
func (s *Summary) byFlow(t *Table, names ...string) {
	if !s.observer.costed {
		return
	}
	subjects := s.flows()
	if more := len(subjects) - shownNodes; more > 0 {
		subjects = subjects[:shownNodes]
		t.Note = fmt.Sprintf("%d more flows in costs.csv", more)
	}
	if len(s.Network.Flows) > 1 {
		subjects = append(subjects, last(s.Subjects))
	}
	for _, sub := range subjects {
		title := sub.Title
		for _, p := range s.shown(2) {
			row := []string{title, p.label}
			for _, name := range names {
				row = append(row, plusMinus(s.Get(Key{sub.Name, p.label, sub.Class, name, ""}), plain()))
			}
			t.Rows = append(t.Rows, row)
			title = ""
		}
	}
}

// investTable: what do the measures cost that are built in?
func (s *Summary) investTable() Table {
	t := Table{ID: "invest", Title: fmt.Sprintf("What do the upgrades cost? %s", s.Network.Money),
		Columns: []Column{left("upgrade"), left("from"), right("once"), right("a year")}}
	if !s.invests() {
		return t
	}
	for _, u := range s.Network.Upgrades {
		t.Rows = append(t.Rows, []string{titleOr(u.Title, u.Name), s.Network.Clock.Time(u.At).Format("2006-01-02"), number(u.Cost), number(u.Yearly)})
	}
	return t
}

// invests tells whether some upgrade has a cost.
func (s *Summary) invests() bool {
	return slices.ContainsFunc(s.Network.Upgrades, func(u network.Upgrade) bool { return u.Cost > 0 || u.Yearly > 0 })
}

// upgradesCSV lists the upgrades with what they cost, for whoever weighs it up against
// what they bring.
func (s *Summary) upgradesCSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	money, year := s.Network.Money, ""
	if money.PriceYear > 0 {
		year = strconv.Itoa(money.PriceYear)
	}
	_ = w.Write([]string{"upgrade", "title", "date", "currency", "price_year", "cost", "yearly_cost"})
	for _, u := range s.Network.Upgrades {
		_ = w.Write([]string{u.Name, u.Title, s.Network.Clock.Time(u.At).Format("2006-01-02"), money.Currency, year, rounded(u.Cost), rounded(u.Yearly)})
	}
	w.Flush()
	return b.Bytes()
}
