package network

import (
	"math"
	"slices"

	"corridor/sim"
)

// Traffic is what a road has beyond free flow, a capacity and room: others who use it,
// closures, disruptions, a time that grows with the flow, rests. A road without is the
// plain and fast case.
type Traffic struct {
	Capacity []CapacityStep // dated: what others leave of the capacity; the first holds from tick 0
	Closed   []Span         // nobody may enter; ascending and apart
	Pace     []PaceStep     // dated: how fast those drive who enter; nil: as the parameters say
	Lasting  []Window       // planned disruptions, ascending
	Rests    []Rest         // by class; nil: nobody rests
	Nights   [][]Span       // by class: when it does not drive, ascending and apart; nil: no class has any
}

// Span is a stretch of time [From, To).
type Span struct{ From, To sim.Time }

// CapacityStep is what a road can carry from At until the next step, in pcu per hour;
// +Inf is no limit.
type CapacityStep struct {
	At    sim.Time
	Whole float64 // works and planned disruptions taken off
	Taken float64 // traffic that is not simulated
	Least float64 // share of the whole that is left, however much is taken
	Left  float64 // of the whole, for the vehicles that are simulated
}

// LeftOf is what is left when only a share of the whole is there: others still take what
// they take. It is a share of the whole that is lost, by works as by disruptions.
func (s *CapacityStep) LeftOf(share float64) float64 {
	if share == 1 {
		return s.Left
	}
	whole := float64(s.Whole * share)
	if s.Taken == 0 {
		return whole
	}
	return max(whole-s.Taken, float64(whole*s.Least))
}

// Delay is a volume–delay function: the time at free flow times 1 + Alpha·(flow /
// capacity)^Beta.
type Delay struct{ Alpha, Beta float64 }

// Rest is what a driver rests: so long after so much driving. The zero Rest is none.
type Rest struct{ Every, Lasts sim.Time }

// Rests tells whether drivers rest anywhere.
func (n *Network) Rests() bool {
	return slices.ContainsFunc(n.Elements, func(e Element) bool {
		return e.Traffic != nil && (e.Traffic.Rests != nil || e.Traffic.Nights != nil)
	})
}

// RestsOn tells whether a class may rest on the road.
func (t *Traffic) RestsOn(c ClassID) bool {
	return t.Rests != nil && t.Rests[c] != Rest{} || t.Nights != nil && len(t.Nights[c]) > 0
}

// Lasting lists the planned disruptions of an element, ascending.
func (e *Element) Lasting() []Window {
	switch {
	case e.Hall != nil:
		return e.Hall.Lasting
	case e.Traffic != nil:
		return e.Traffic.Lasting
	}
	return nil
}

// DischargeRates returns what share of the capacity of its parameters a road has for those
// who are simulated, over time, those who are on it while it is closed included. Nil where
// it is all of it at all times.
func (e *Element) DischargeRates() []LaneRate { return e.flowRates(nil) }

// roadMoments is when something about the capacity of a road may change.
func (e *Element) roadMoments(closed []Span) []sim.Time {
	var moments []sim.Time
	for i := range e.Traffic.Capacity {
		moments = append(moments, e.Traffic.Capacity[i].At)
	}
	for i := range e.Driving {
		moments = append(moments, e.Driving[i].At)
	}
	for _, s := range closed {
		moments = append(moments, s.From, s.To)
	}
	slices.Sort(moments)
	return slices.Compact(moments)
}

// flowRates is the same, none while the road is closed.
func (e *Element) flowRates(closed []Span) []LaneRate {
	t := e.Traffic
	if t == nil {
		return nil
	}
	var rates []LaneRate
	step, param, shut := 0, 0, 0
	for _, at := range e.roadMoments(closed) {
		for step+1 < len(t.Capacity) && t.Capacity[step+1].At <= at {
			step++
		}
		for param+1 < len(e.Driving) && e.Driving[param+1].At <= at {
			param++
		}
		for shut < len(closed) && closed[shut].To <= at {
			shut++
		}
		share := 1.0
		if left := t.Capacity[step].Left; !math.IsInf(left, 1) && e.Driving[param].Capacity > 0 {
			share = left / e.Driving[param].Capacity
		}
		if shut < len(closed) && closed[shut].From <= at {
			share = 0
		}
		if n := len(rates); n == 0 || rates[n-1].Lanes != share {
			rates = append(rates, LaneRate{at, share})
		}
	}
	if len(rates) == 1 && rates[0].Lanes == 1 {
		return nil
	}
	return rates
}
