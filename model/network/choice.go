package network

import (
	"slices"

	"corridor/sim"
)

// Choice is how the vehicles of a flow choose among its routes.
type Choice uint8

const (
	ByShares  Choice = iota // as many take each as is written
	LeastTime               // the route of the least expected time
	LeastCost               // the route of the least cost, time included
	Logit                   // the quicker the likelier
)

// RouteCost is what going a route costs beside its time, in force from At on.
type RouteCost struct {
	At    sim.Time
	Money float64  // units of currency
	Time  sim.Time // what else speaks against the route, as a time that it is worth
}

// Known is what those who set out know of waits, and of what diverts: it is looked at
// every so often from tick 0 on, and known with a delay. Every 0: they know the present.
type Known struct {
	Every, Delay sim.Time
}

// Divert sends vehicles of one route over another from where the two part, as long as
// elements are closed or have a long line before them.
type Divert struct {
	Name     string  // "flow.x.divert.north"
	From, To RouteID // they have the first Common hops in common
	Common   int32
	Class    ClassID     // that comes to them
	Watch    []ElementID // halls and roads with traffic, ascending
	Stages   [][]ElementID
	Closed   bool     // while no lane of some stage could serve, or nobody may enter
	Queue    int32    // while so many vehicles or more wait for them, or Unlimited
	After    sim.Time // once it has been so for this long
}

// Permit is a number of permits, of which those who set out over some elements need one.
type Permit struct {
	Name     string // "permit.transit"
	Title    string
	Order    int
	Elements []ElementID // ascending
	Flows    []bool      // by flow: who needs one
	Classes  []bool      // by class that comes there; nil: all
	Stock    []StockStep // dated; the first holds from tick 0
	Resets   []sim.Time  // when the stock is whole again, ascending
	Divert   bool        // who gets none takes a route without those elements; else stays at home
}

// StockStep is how many permits there are from one reset to the next, from At on.
type StockStep struct {
	At sim.Time
	N  int64
}

// Needs tells whether vehicles of a route need a permit: they come to one of its elements
// as a class that needs it.
func (n *Network) Needs(p *Permit, r *Route) bool {
	if !p.Flows[r.Flow] {
		return false
	}
	for i, h := range r.Hops {
		_, found := slices.BinarySearch(p.Elements, h.Element)
		if found && (p.Classes == nil || p.Classes[r.ComesAs(i, n.Flows[r.Flow].Class)]) {
			return true
		}
	}
	return false
}

// FreeTime is how long a route takes from At on when nobody else is there.
type FreeTime struct {
	At   sim.Time
	Time sim.Time
}

// FreeTimes returns the free time of a route over time: driving, and mean services, each
// as often as it is expected.
func (n *Network) FreeTimes(r *Route, class ClassID) []FreeTime {
	moments := n.changesOn(r, []sim.Time{0})
	slices.Sort(moments)
	var out []FreeTime
	for _, at := range slices.Compact(moments) {
		if t := n.freeTime(r, class, at); len(out) == 0 || out[len(out)-1].Time != t {
			out = append(out, FreeTime{at, t})
		}
	}
	return out
}

// changesOn appends the moments at which something on a route changes, or on that of the
// trains and vessels that carry it.
func (n *Network) changesOn(r *Route, moments []sim.Time) []sim.Time {
	for _, h := range r.Hops {
		e := &n.Elements[h.Element]
		for i := range e.Driving {
			moments = append(moments, e.Driving[i].At)
		}
		for i := range e.Serving {
			moments = append(moments, e.Serving[i].At)
		}
		if e.Ride != nil && e.Ride.Carrier != None {
			moments = n.changesOn(&n.Routes[n.Flows[e.Ride.Carrier].Routes[0]], moments)
		}
	}
	for i := range r.Turns {
		moments = append(moments, r.Turns[i].At)
	}
	return moments
}

func (n *Network) freeTime(r *Route, class ClassID, at sim.Time) sim.Time {
	turn, sum := 0, 0.0
	for turn+1 < len(r.Turns) && r.Turns[turn+1].At <= at {
		turn++
	}
	for i, h := range r.Hops {
		often := 1.0
		if r.Turns != nil {
			often = r.Turns[turn].Visits[i]
		}
		e := &n.Elements[h.Element]
		sum += float64(often * e.freeTicks(class, at))
		if e.Ride != nil && e.Ride.Carrier != None {
			carrier := &n.Flows[e.Ride.Carrier]
			sum += float64(n.freeTime(&n.Routes[carrier.Routes[0]], carrier.Class, at))
		}
		if r.Classes != nil {
			class = r.Classes[i]
		}
	}
	return sim.Time(sum + 0.5)
}

// freeTicks is the time a class takes at a time when nobody else is there.
func (e *Element) freeTicks(class ClassID, at sim.Time) float64 {
	i := 0
	if e.Station == Road {
		for i+1 < len(e.Driving) && e.Driving[i+1].At <= at {
			i++
		}
		return float64(e.Driving[i].Time[class])
	}
	for i+1 < len(e.Serving) && e.Serving[i+1].At <= at {
		i++
	}
	return e.Serving[i].LaneTicks(class)
}

// Prospect is what one who chooses knows of a route.
type Prospect struct {
	Free, Wait sim.Time // Wait sim.Never: no end in sight
	Cost       RouteCost
	Base       float64 // weight of the route where nothing else tells them apart; 0: it is not open
}

// Weigh turns what is known of the routes of a flow into weights by which they are
// chosen; false where there is none to choose. Of equals the first is taken. A route
// without an end of the wait is chosen only where all are so, and then as if nobody
// waited; one without a base never.
func (f *Flow) Weigh(routes []Prospect, weights []float64) bool {
	clear(weights)
	if !slices.ContainsFunc(routes, func(p Prospect) bool { return p.Base > 0 && p.Wait != sim.Never }) {
		for i := range routes {
			routes[i].Wait = 0
		}
	}
	best := -1
	for i := range routes {
		if p := &routes[i]; p.Base > 0 && p.Wait != sim.Never && (best < 0 || f.better(p, &routes[best])) {
			best = i
		}
	}
	if best < 0 {
		return false
	}
	for i := range routes {
		switch p := &routes[i]; {
		case f.Choice == ByShares:
			weights[i] = p.Base
		case f.Choice != Logit:
			weights[best] = 1
		case p.Base > 0 && p.Wait != sim.Never:
			weights[i] = float64(p.Base * sim.Exp(-float64(f.Scale*(f.worth(p)-f.worth(&routes[best])))))
		}
	}
	return true
}

// better tells whether a route is better than another, by the rule of the flow.
func (f *Flow) better(a, b *Prospect) bool {
	x, y := a.Free+a.Wait, b.Free+b.Wait
	switch {
	case f.Choice == LeastTime:
		return x < y
	case f.Choice == LeastCost && f.ValueOfTime == 0:
		if a.Cost.Money != b.Cost.Money {
			return a.Cost.Money < b.Cost.Money
		}
		return x+a.Cost.Time < y+b.Cost.Time
	}
	return f.worth(a) < f.worth(b)
}

// worth is the time of a route in hours, with all that speaks against it. Money counts
// where time has a value.
func (f *Flow) worth(p *Prospect) float64 {
	hours := float64(p.Free+p.Wait+p.Cost.Time) / float64(sim.Hour)
	if f.ValueOfTime > 0 {
		hours += p.Cost.Money / f.ValueOfTime
	}
	return hours
}

// CostAt is what a route costs beside its time at a time.
func (r *Route) CostAt(at sim.Time) RouteCost {
	i := 0
	for i+1 < len(r.Costs) && r.Costs[i+1].At <= at {
		i++
	}
	if len(r.Costs) == 0 {
		return RouteCost{}
	}
	return r.Costs[i]
}

// FreeShares returns the shares of the routes of a flow that chooses, over time, when
// nobody waits anywhere but for a departure: what is planned with. Epochs are from when on
// timetables may be others, ascending from 0 on.
func (n *Network) FreeShares(f *Flow, epochs []sim.Time) []RouteShares {
	moments := slices.Clone(epochs)
	prospects := make([]planned, len(f.Routes))
	for k, r := range f.Routes {
		route := &n.Routes[r]
		p := planned{route: route, free: n.FreeTimes(route, f.Class), waits: n.departureWaits(route, epochs)}
		for _, x := range p.free {
			moments = append(moments, x.At)
		}
		for _, c := range route.Costs {
			moments = append(moments, c.At)
		}
		prospects[k] = p
	}
	for _, b := range f.Base {
		moments = append(moments, b.At)
	}
	slices.Sort(moments)
	var out []RouteShares
	for _, at := range slices.Compact(moments) {
		weights := freeWeights(f, prospects, at)
		if len(out) == 0 || !slices.Equal(out[len(out)-1].Weight, weights) {
			out = append(out, RouteShares{At: at, Weight: weights})
		}
	}
	return out
}

// planned is what is planned with of a route: both lists by time, the first from 0 on.
type planned struct {
	route       *Route
	free, waits []FreeTime
}

func freeWeights(f *Flow, prospects []planned, at sim.Time) []float64 {
	routes, weights := make([]Prospect, len(f.Routes)), make([]float64, len(f.Routes))
	base := 0
	for base+1 < len(f.Base) && f.Base[base+1].At <= at {
		base++
	}
	for k, p := range prospects {
		routes[k] = Prospect{Free: timeAt(p.free, at), Wait: timeAt(p.waits, at), Cost: p.route.CostAt(at), Base: 1}
		if f.Base != nil {
			routes[k].Base = f.Base[base].Weight[k]
		}
	}
	f.Weigh(routes, weights)
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	for k := range weights {
		weights[k] /= sum
	}
	return weights
}

func timeAt(list []FreeTime, at sim.Time) sim.Time {
	i := 0
	for i+1 < len(list) && list[i+1].At <= at {
		i++
	}
	return list[i].Time
}

// departureWaits returns for each epoch how long those wait on a route for the departures
// of timetables who come at any time of it.
func (n *Network) departureWaits(r *Route, epochs []sim.Time) []FreeTime {
	out := make([]FreeTime, len(epochs))
	for i, at := range epochs {
		until := sim.Never
		if i+1 < len(epochs) {
			until = epochs[i+1]
		}
		out[i].At = at
		for _, h := range r.Hops {
			ride := n.Elements[h.Element].Ride
			if ride == nil || ride.Departures == nil || out[i].Time == sim.Never {
				continue
			}
			if wait := meanWait(ride.Departures, at, until); wait == sim.Never {
				out[i].Time = wait
			} else {
				out[i].Time += wait
			}
		}
	}
	return out
}

// meanWait is the mean wait for the next departure of those who come at any time of
// [from, until) before the last one, Never when there is none: half the distance of
// departures where these are even.
func meanWait(departures []sim.Time, from, until sim.Time) sim.Time {
	area, length := 0.0, 0.0
	for _, d := range departures {
		if from >= until {
			break
		}
		if end := min(d, until); end > from {
			area += float64(float64(end-from) * (float64(d-from) + float64(d-end)) / 2)
			length += float64(end - from)
			from = end
		}
	}
	if length == 0 {
		if i, _ := slices.BinarySearch(departures, from); i < len(departures) {
			return departures[i] - from
		}
		return sim.Never
	}
	return sim.Time(area/length + 0.5)
}
