package network

import (
	"math"

	"corridor/sim"
)

// What freight needs beyond vehicles that drive by themselves: rides in trains and
// vessels, transfers from one class to another, lines of a railway.

// Mode is what a class of units moves on by itself.
type Mode uint8

const (
	ByRoad  Mode = iota
	ByRail       // wagons and trains
	ByWater      // vessels
	AsUnit       // a box without wheels: always carried
)

// Amount is how much freight there is, or fits, in every measure.
type Amount [Measures]int64

// Measure is one of the ways in which freight is counted.
type Measure uint8

const (
	Units    Measure = iota // wagons, trucks, containers
	Metres                  // millimetres of lane
	Tonnes                  // kilograms
	TEU                     // thousandths of a TEU
	Measures                // number of measures
)

// AnyAmount is the absent limit.
func AnyAmount() Amount {
	return Amount{math.MaxInt64, math.MaxInt64, math.MaxInt64, math.MaxInt64}
}

// Fits tells whether an amount is within limits.
func (a *Amount) Fits(most *Amount) bool {
	for m := range a {
		if a[m] > most[m] {
			return false
		}
	}
	return true
}

// Reaches tells whether an amount has come to one of the limits.
func (a *Amount) Reaches(limit *Amount) bool {
	for m := range a {
		if a[m] >= limit[m] {
			return true
		}
	}
	return false
}

// Add adds another amount so many times.
func (a *Amount) Add(o *Amount, times int64) {
	for m := range a {
		a[m] += o[m] * times
	}
}

// Ride is what an element does where freight gathers and goes on together: in a train
// or a vessel, or by itself, in a batch.
//
//	──> [ line ] ──departs──> aboard a carrier, which drives its own route ──> goes on
type Ride struct {
	Carrier FlowID    // of the trains or vessels: their class and route; None: what is gathered goes on by itself
	Size    int32     // carriers that lie ready here at tick 0; Unlimited: there is always one
	Partner ElementID // where they lie ready after a trip; None: here
	Into    ClassID   // class that units become here, or None

	Departures []sim.Time // by timetable, ascending; nil: whenever enough waits
	Params     []RideParams
}

// RideParams are the parameters of a ride in force from At on.
type RideParams struct {
	At         sim.Time
	Most       Amount   // that one trip takes
	Enough     Amount   // a trip begins when this much waits; not looked at with a timetable
	Least      Amount   // by timetable, none is made for less than this in any measure
	TimeOut    sim.Time // a trip begins at the latest so long after the first joined the line or a carrier lay ready, whichever is later; sim.Never
	Empty      bool     // it is made with nobody too
	Turnaround sim.Time // from the end of a trip until the carrier lies ready at Partner; empty way back included
}

// Unit is what one unit of a class with so many kilograms on board takes of a carrier.
func (c *Class) Unit(kg int64) Amount {
	return Amount{1, int64(c.Length + c.Gap), kg, int64(c.TEU)}
}

// Holds is how many loaded units of a class one trip takes, at least one.
func (p *RideParams) Holds(c *Class) int32 {
	one := c.Unit(c.Full())
	n := int64(1) << 20
	for m, most := range p.Most {
		if one[m] > 0 {
			n = min(n, most/one[m])
		}
	}
	return int32(max(1, n))
}

// Line is a stretch of railway as it is used by trains: what UIC 406 calls a line section.
type Line struct {
	Name      string // "rail.baku-astara.northbound"; without direction on a single track
	Spec      string
	Direction string
	Title     string
	Order     int
	Elements  []ElementID // that its trains pass
	Limit     float64     // share of the capacity that should be used at most
	Paths     []PathStep  // dated
}

// PathStep says how many trains a day a line has paths for, from At on.
type PathStep struct {
	At     sim.Time
	PerDay float64
}

// ComesAs is the class of a unit that comes to a hop of a route, which begins as another.
func (r *Route) ComesAs(hop int, begins ClassID) ClassID {
	if r.Classes == nil || hop == 0 {
		return begins
	}
	return r.Classes[hop-1]
}

// ClassAt is the class that a unit has when it leaves a hop of a route.
func (n *Network) ClassAt(r *Route, hop int) ClassID {
	if r.Classes != nil {
		return r.Classes[hop]
	}
	return n.Flows[r.Flow].Class
}

// UnitsAt is how many units are expected at a hop of a route for one that sets out.
func (r *Route) UnitsAt(hop int) float64 {
	if r.Units != nil {
		return r.Units[hop]
	}
	return 1
}

// Full is what a full unit of the class carries, in kilograms; 0 for none.
func (c *Class) Full() int64 { return int64(float64(c.Payload*1000) + 0.5) }

// Parts is the number of units of a class that so many kilograms fill, at least one.
func (c *Class) Parts(kg int64) int64 {
	most := c.Full()
	if most <= 0 {
		return 1
	}
	return max(1, (kg+most-1)/most)
}

// Takes tells whether so many kilograms and thousandths of a TEU fit into one unit.
func (c *Class) Takes(kg, teu int64) bool {
	return (c.Full() <= 0 || kg <= c.Full()) && (c.TEU <= 0 || teu <= int64(c.TEU))
}

// Packs is how many equal consignments fit into one unit, at least one; one where nothing
// limits them.
func (c *Class) Packs(kg, teu int64) int64 {
	return int64(c.packs(Load{KG: float64(kg), TEU: float64(teu)}))
}

// Load is what a loaded unit of a flow carries in the mean at a point of its route.
type Load struct {
	KG, TEU float64 // of one consignment; thousandths of a TEU
	Packed  float64 // consignments in one unit
	From    *Class  // that they were packed from; nil: they are not packed
}

// MeanLoad is that of a loaded unit that sets out.
func (f *Flow) MeanLoad() Load { return Load{KG: f.MeanKG(), TEU: float64(f.TEU), Packed: 1} }

// Into is how many units of a class one unit of another becomes, and what each of them
// carries.
func (l Load) Into(from, c *Class) (units float64, next Load) {
	n := float64(c.Parts(int64(l.KG + 0.5)))
	if n > 1 || l.From == c {
		return float64(l.Packed * n), Load{KG: l.KG / n, TEU: l.TEU / n, Packed: 1}
	}
	next = l
	if l.From == nil {
		next.From = from
	}
	size := l
	size.TEU = max(l.TEU, float64(next.From.TEU))
	if next.Packed = c.packs(size); next.Packed == 1 {
		next.From = nil
	}
	return l.Packed / next.Packed, next
}

// packs is the same for a load in the mean, which is no whole number.
func (c *Class) packs(l Load) float64 {
	n := math.Inf(1)
	if c.Full() > 0 && l.KG > 0 {
		n = float64(c.Full()) / l.KG
	}
	if c.TEU > 0 && l.TEU > 0 {
		n = min(n, float64(c.TEU)/l.TEU)
	}
	if math.IsInf(n, 1) {
		return 1
	}
	return max(1, math.Floor(n+1e-9))
}

// Tonnes is what the unit carries in all.
func (l Load) Tonnes() float64 { return float64(l.KG*l.Packed) / 1000 }
