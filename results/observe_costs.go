package results

import (
	"slices"
	"strings"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// spending sums what is paid, lost and burnt of one flow, or of several.
type spending struct {
	hours, lost, km, tonnes                                 float64
	time, cargo, operating, distance, fees, detention, fuel float64               // money
	causes                                                  [model.Causes]float64 // money lost by cause
	fuelQueues, fuelDriving, carbonQueues, carbonDriving    float64
}

// hour and kilometre are those in ticks and in millimetres.
const (
	hour      = float64(sim.Hour)
	kilometre = 1e6
)

// spend adds one year of a flow. Everything is linear in sums that are exact integers. Units
// that change their class cost what their class does at the time.
func (o *observer) spend(s *spending, f network.FlowID, y *model.FlowYear) {
	flow := &o.net.Flows[f]
	if !carrying(flow) {
		s.tonnes += tonnes(y.Freight.Left)
	}
	s.fees += y.Fees.Float() / 1000
	if y.ByClass == nil {
		s.add(&model.ClassUse{Cause: y.Cause, Distance: y.Distance, Detained: y.Detained}, flow.MeanTonnes(), o.net.Classes[flow.Class].Costs)
		return
	}
	for c := range y.ByClass {
		s.add(&y.ByClass[c], o.onBoard(flow, network.ClassID(c)), o.net.Classes[c].Costs)
	}
}

// onBoard is what a unit of a flow has on board, in tonnes, while it is of a class.
func (o *observer) onBoard(flow *network.Flow, class network.ClassID) float64 {
	for _, id := range flow.Routes {
		r := &o.net.Routes[id]
		for hop := range r.Hops {
			if class != flow.Class && o.net.ClassAt(r, hop) == class {
				return o.net.TonnesAt(r, hop)
			}
		}
	}
	return flow.MeanTonnes()
}

// add adds what units of one class did.
func (s *spending) add(use *model.ClassUse, tonnes float64, c *network.Costs) {
	if c == nil {
		c = &network.Costs{}
	}
	for cause, ticks := range use.Cause {
		s.addCause(model.Cause(cause), ticks.Float()/hour, tonnes, c)
	}
	s.detention += float64(use.Detained.Float() / hour * c.Held)
	km := use.Distance.Float() / kilometre
	s.km += km
	s.distance += float64(km * c.Km)
	litres := float64(km * c.Drive)
	s.fuelDriving += litres
	s.fuel += float64(litres * c.Litre)
	s.carbonDriving += float64(litres*c.Carbon) / 1000
}

// addCause adds hours that passed by one cause.
func (s *spending) addCause(cause model.Cause, hours, payload float64, c *network.Costs) {
	s.hours += hours
	s.time += float64(hours * c.Time)
	s.cargo += float64(float64(hours*payload) * c.Cargo)
	s.operating += float64(hours * c.Hour)
	litres := 0.0
	if cause.Idles() {
		litres = float64(hours * c.Idle)
		s.fuelQueues += litres
		s.fuel += float64(litres * c.Litre)
		s.carbonQueues += float64(litres*c.Carbon) / 1000
	}
	if cause.Loses() {
		s.lost += hours
		s.causes[cause] += float64(hours*(c.PerHour(payload)+c.Hour)) + float64(litres*c.Litre)
	}
}

func (s *spending) total() float64 {
	return s.time + s.cargo + s.operating + s.distance + s.fees + s.detention + s.fuel
}

// costs puts what is paid, lost and burnt by some flows in a period. Where the run has no
// currency, there is no money.
func (o *observer) costs(p page, s *spending) {
	if !o.costed {
		return
	}
	for _, x := range []struct {
		name  string
		value float64
	}{
		{measure.VehicleHoursAll, s.hours}, {measure.HoursLost, s.lost}, {measure.Distance, s.km},
		{measure.FuelQueues, s.fuelQueues}, {measure.FuelDriving, s.fuelDriving},
		{measure.CO2Queues, s.carbonQueues}, {measure.CO2Driving, s.carbonDriving},
	} {
		p.value(x.name, x.value)
	}
	if o.net.Money.Currency == "" {
		return
	}
	for _, x := range []struct {
		name  string
		value float64
	}{
		{measure.CostTime, s.time}, {measure.CostCargo, s.cargo}, {measure.CostOperating, s.operating}, {measure.CostDistance, s.distance},
		{measure.CostFees, s.fees}, {measure.CostDetention, s.detention}, {measure.CostFuel, s.fuel}, {measure.CostTotal, s.total()},
		{measure.CostLost, total(s.causes[:])},
	} {
		p.value(x.name, x.value)
	}
	p.ratio(measure.CostPerTonne, s.total(), s.tonnes)
	for cause, name := range causeMeasures() {
		if model.Cause(cause).Loses() && o.anywhere.causes[cause] {
			p.value(measure.LostBy(name), s.causes[cause])
		}
	}
}

// findCosts finds out whether anything costs or burns.
func (l *layout) findCosts() {
	l.costed = slices.ContainsFunc(l.net.Classes, func(c network.Class) bool { return c.Costs != nil }) ||
		slices.ContainsFunc(l.net.Elements, func(e network.Element) bool { return e.Fees != nil }) ||
		slices.ContainsFunc(l.net.Segments, func(s network.Segment) bool { return s.Fees != nil })
}

// measures are the rows of the table of measures that this run may have numbers of: those
// of costs, and of freight by rail, sea and transfer, only where there is some; money is in
// its currency.
func (s *Summary) measures() []measure.Measure {
	var rows []measure.Measure
	for _, m := range measure.All() {
		if m.Cost() && !s.observer.costed || m.Freight() && !s.observer.freight {
			continue
		}
		m.Unit = s.unitOf(m)
		rows = append(rows, m)
	}
	return rows
}

// unitOf is the unit of a measure, money in the currency of the run and its price year:
// "USD of 2024".
func (s *Summary) unitOf(m measure.Measure) string {
	if per, ok := strings.CutPrefix(m.Unit, measure.Money); ok {
		return s.Network.Money.Per(per)
	}
	return m.Unit
}
