package network

import (
	"fmt"

	"corridor/sim"
)

// What vehicles cost, and what they burn. Amounts are in the currency of the run, at
// constant prices of one year.

// Money says what amounts are in.
type Money struct {
	Currency  string // "USD"; "": no amount is written
	PriceYear int    // year whose prices they are in, 0 where none is said
}

// Costs are what a unit of a class costs and burns. What is not written is zero.
type Costs struct {
	Time    float64 // value of an hour of the vehicle and its crew, from birth to end
	Cargo   float64 // value of an hour of a tonne on board
	Hour    float64 // operating cost of an hour, from birth to end
	Km      float64 // operating cost of a kilometre
	Held    float64 // detention: an hour beyond Free
	Free    sim.Time
	Journey bool // detention is counted over the whole journey, else over each crossing

	Idle   float64 // litres an hour while waiting with the engine on; the share of time it is on is in it
	Drive  float64 // litres a kilometre
	Litre  float64 // price of a litre
	Carbon float64 // kilograms of carbon dioxide of a litre
}

// Burns tells whether a class burns any fuel.
func (c *Costs) Burns() bool { return c.Idle > 0 || c.Drive > 0 }

// Fees are what is paid for leaving an element, or for the passage of a segment when it
// ends, from At on. By class: for a unit, and for a tonne on board.
type Fees struct {
	At       sim.Time
	Unit     []float64
	PerTonne []float64
}

// Of is what a unit of a class with so many tonnes on board pays.
func (f *Fees) Of(c ClassID, tonnes float64) float64 {
	return f.Unit[c] + float64(f.PerTonne[c]*tonnes)
}

// FeesAt are the fees of a dated list in force at a time, nil where none are.
func FeesAt(list []Fees, at sim.Time) *Fees {
	var now *Fees
	for i := range list {
		if list[i].At <= at {
			now = &list[i]
		}
	}
	return now
}

// LengthAt is how long an element is at a time.
func (e *Element) LengthAt(at sim.Time) sim.Millimetres {
	length := e.Length
	for i := range e.Driving {
		if e.Driving[i].At <= at {
			length = e.Driving[i].Length
		}
	}
	return length
}

// MoneyAt is what a unit pays on a route by the fees of a time, and its cost by distance,
// in the currency of the run. Hops that vehicles leave out or come back to count as often
// as they are expected there.
func (n *Network) MoneyAt(r *Route, at sim.Time) float64 {
	sum := 0.0
	var visits []float64
	for i := range r.Turns {
		if r.Turns[i].At <= at {
			visits = r.Turns[i].Visits
		}
	}
	for i := range r.Hops {
		h := &r.Hops[i]
		e := &n.Elements[h.Element]
		class, units, tonnes := n.ClassAt(r, i), n.leaving(r, i), n.TonnesAt(r, i)
		money := 0.0
		if fees := FeesAt(e.Fees, at); fees != nil {
			money = fees.Of(class, tonnes)
		}
		if costs := n.Classes[class].Costs; costs != nil {
			money += float64(costs.PerKm() * e.LengthAt(at).Metres() / 1000)
		}
		if visits != nil {
			money = float64(money * visits[i])
		}
		sum += float64(money * units)
		if ends := h.Segment != None && (i+1 == len(r.Hops) || r.Hops[i+1].Passage != h.Passage); ends {
			if fees := FeesAt(n.Segments[h.Segment].Fees, at); fees != nil {
				sum += float64(fees.Of(class, tonnes) * units)
			}
		}
	}
	return sum
}

// PerKm is what a kilometre costs, fuel included.
func (c *Costs) PerKm() float64 { return c.Km + float64(c.Drive*c.Litre) }

// PerHour is the value of an hour of a unit with so many tonnes on board.
func (c *Costs) PerHour(tonnes float64) float64 { return c.Time + float64(c.Cargo*tonnes) }

// String returns the unit of amounts: "USD of 2024".
func (m Money) String() string { return m.Per("") }

// Per returns the unit of amounts by something else: "USD/t of 2024" for "/t".
func (m Money) Per(what string) string {
	if m.PriceYear == 0 {
		return m.Currency + what
	}
	return fmt.Sprintf("%s%s of %d", m.Currency, what, m.PriceYear)
}

// leaving is how many units leave a hop of a route for one that sets out: where units
// become others, they pay as what they have become.
func (n *Network) leaving(r *Route, hop int) float64 {
	if hop+1 < len(r.Units) {
		return r.Units[hop+1]
	}
	return r.UnitsAt(hop)
}

// TonnesAt is what a unit has on board when it leaves a hop of a route, in the mean.
func (n *Network) TonnesAt(r *Route, hop int) float64 {
	return n.Flows[r.Flow].MeanTonnes() / n.leaving(r, hop)
}
