package network

import (
	"cmp"
	"math"
	"slices"

	"corridor/sim"
)

// What an element can do by plan, whoever asks: practical capacity and load, and the
// fluid queue. Random disruptions, meters and swings that look at lines are known to
// nobody beforehand; what several elements share counts in full for each of them.

// LaneRate says how many lanes serve at full pace from At until the next: 1.5 may be two
// lanes at three quarters of their pace.
type LaneRate struct {
	At    sim.Time
	Lanes float64
}

// LaneRates returns how many lanes of a service or a virtual queue serve over time: those
// manned and open, lanes that change over included, as far as the officers on duty
// suffice, at the pace that is planned. Of a road it is the share of its capacity that is
// left, none while it is closed; nil where that is always all of it.
func (n *Network) LaneRates(id ElementID) []LaneRate {
	e := &n.Elements[id]
	if e.Station == Road {
		if e.Traffic == nil {
			return nil
		}
		return e.flowRates(e.Traffic.Closed)
	}
	moments := stepTimes(nil, e.Lanes)
	swings := n.swingsAt(id)
	if e.Hall == nil && len(swings) == 0 {
		rates := make([]LaneRate, len(moments))
		for i := range moments {
			rates[i] = LaneRate{moments[i], float64(e.Lanes[i].serving())}
		}
		return rates
	}
	for i := range swings {
		moments = stepTimes(moments, swings[i])
	}
	var staff *Pool
	if e.Hall != nil {
		if e.Hall.Staff != None {
			staff = &n.Pools[e.Hall.Staff]
			moments = stepTimes(moments, staff.Steps)
		}
		for _, p := range e.Hall.Pace {
			moments = append(moments, p.At)
		}
	}
	slices.Sort(moments)
	var rates []LaneRate
	for _, at := range slices.Compact(moments) {
		rates = append(rates, LaneRate{at, e.rateAt(at, swings, staff)})
	}
	return rates
}

// GroupRates returns the same for each group of lanes of a hall, officers apart, in the
// order of the groups; nil where all lanes serve the same classes.
func (n *Network) GroupRates(id ElementID) [][]LaneRate {
	e := &n.Elements[id]
	if e.Hall == nil || len(e.Hall.Groups) < 2 {
		return nil
	}
	all := make([][]LaneRate, len(e.Hall.Groups))
	for i := range e.Hall.Groups {
		group := *e
		group.Lanes = e.Hall.Groups[i].Lanes
		moments := stepTimes(nil, group.Lanes)
		for _, p := range e.Hall.Pace {
			moments = append(moments, p.At)
		}
		slices.Sort(moments)
		for _, at := range slices.Compact(moments) {
			all[i] = append(all[i], LaneRate{at, group.rateAt(at, nil, nil)})
		}
	}
	return all
}

// Carried is the share of the work of all classes that groups of lanes can do when every
// class is to have the same share of its work done; 1 is all of it, more is room to
// spare. It follows from whatever classes can only be served by some groups together:
// these must do all of that work. Work is by class, time by group.
func (h *Hall) Carried(work, time []float64) float64 {
	var reach []uint64 // by class with work: the groups that serve it
	var sets []uint64  // unions of these
	var each []float64
	for c, w := range work {
		if w <= 0 {
			continue
		}
		groups := uint64(0)
		for g := range h.Groups {
			if h.Groups[g].Classes[c] {
				groups |= 1 << g
			}
		}
		reach, each = append(reach, groups), append(each, w)
		for _, s := range sets {
			if u := s | groups; len(sets) < mostUnions && !slices.Contains(sets, u) {
				sets = append(sets, u)
			}
		}
		if !slices.Contains(sets, groups) {
			sets = append(sets, groups)
		}
	}
	carried := math.Inf(1)
	for _, set := range sets {
		there, needed := 0.0, 0.0
		for g, t := range time {
			if set>>g&1 == 1 {
				there += t
			}
		}
		for i, groups := range reach {
			if groups&^set == 0 {
				needed += each[i]
			}
		}
		carried = min(carried, there/needed)
	}
	return carried
}

// mostUnions bounds the sets of groups that are looked at; beyond it capacity may come
// out too high, never too low.
const mostUnions = 1 << 12

// Reach is some of the groups that serve a class: the classes that can go nowhere else,
// or the class itself, and how many times as long all these need there as they would need
// in all lanes of the hall.
type Reach struct {
	Classes []bool
	Scale   float64
}

// mostReaches is up to how many groups of one class all choices of them are looked at;
// beyond it each alone, and all.
const mostReaches = 6

// Reaches returns the choices of groups by class, none for a class whose lanes are never
// manned; nil where all lanes serve the same classes. Groups count with the mean of their
// manned lanes.
func (h *Hall) Reaches(until sim.Time) [][]Reach {
	if len(h.Groups) < 2 {
		return nil
	}
	area, all := make([]float64, len(h.Groups)), 0.0
	for g := range h.Groups {
		steps := h.Groups[g].Lanes
		for i := range steps {
			end := until
			if i+1 < len(steps) {
				end = min(until, steps[i+1].At)
			}
			area[g] += float64(float64(steps[i].serving()) * float64(max(0, end-steps[i].At)))
		}
		all += area[g]
	}
	out := make([][]Reach, len(h.Groups[0].Classes))
	for c := range out {
		var own []int
		for g := range h.Groups {
			if h.Groups[g].Classes[c] {
				own = append(own, g)
			}
		}
		for _, chosen := range choices(own) {
			lanes := 0.0
			for _, g := range chosen {
				lanes += area[g]
			}
			if lanes == 0 {
				continue
			}
			r := Reach{make([]bool, len(out)), all / lanes}
			for other := range out {
				r.Classes[other] = other == c || h.only(other, chosen)
			}
			out[c] = append(out[c], r)
		}
	}
	return out
}

// choices lists what can be chosen of some groups, one at least.
func choices(groups []int) [][]int {
	var all [][]int
	if len(groups) > mostReaches {
		for _, g := range groups {
			all = append(all, []int{g})
		}
		return append(all, groups)
	}
	for set := 1; set < 1<<len(groups); set++ {
		var chosen []int
		for i, g := range groups {
			if set>>i&1 == 1 {
				chosen = append(chosen, g)
			}
		}
		all = append(all, chosen)
	}
	return all
}

// only tells whether a class is served, and by none but some groups.
func (h *Hall) only(class int, groups []int) bool {
	served := false
	for g := range h.Groups {
		if h.Groups[g].Classes[class] {
			if !slices.Contains(groups, g) {
				return false
			}
			served = true
		}
	}
	return served
}

// rateAt is how many lanes serve at a time.
func (e *Element) rateAt(at sim.Time, swings [][]LaneStep, staff *Pool) float64 {
	now, lanes := stepAt(e.Lanes, at), int32(0)
	if now != nil && now.Open {
		lanes = now.Manned
		for _, s := range swings {
			lanes += stepAt(s, at).serving()
		}
	}
	if staff != nil {
		lanes = min(lanes, stepAt(staff.Steps, at).serving()/max(1, e.Hall.Officers))
	}
	pace := 1.0
	for i := 0; e.Hall != nil && i < len(e.Hall.Pace) && e.Hall.Pace[i].At <= at; i++ {
		pace = e.Hall.Pace[i].Pace
	}
	return float64(lanes) * pace
}

// swingsAt lists the lanes that come over to an element, of each swing. By line they may
// serve in either of the two at any time, and count in full for both.
func (n *Network) swingsAt(id ElementID) [][]LaneStep {
	var all [][]LaneStep
	for i := range n.Swings {
		s := &n.Swings[i]
		side := slices.Index(s.Elements[:], id)
		switch {
		case side < 0:
		case len(s.At) == 0:
			all = append(all, []LaneStep{{Manned: s.Lanes, Open: true}})
		default:
			all = append(all, s.steps(uint8(side)))
		}
	}
	return all
}

// steps are the lanes that serve on one side by timetable.
func (s *Swing) steps(side uint8) []LaneStep {
	out := []LaneStep{{Manned: s.Lanes, Open: side == 0}}
	at := uint8(0)
	for _, x := range s.At {
		if x.To == at {
			continue
		}
		at = x.To
		step := LaneStep{At: x.At, Manned: s.Lanes, Open: at == side}
		if step.Open {
			step.At += s.Clearance
		}
		for len(out) > 0 && out[len(out)-1].At >= step.At { // called back before the clearance ended
			out = out[:len(out)-1]
		}
		out = append(out, step)
	}
	return out
}

// serving is how many lanes, or officers, are there from a step on.
func (s *LaneStep) serving() int32 {
	if s == nil || !s.Open {
		return 0
	}
	return s.Manned
}

func stepTimes(moments []sim.Time, steps []LaneStep) []sim.Time {
	for i := range steps {
		moments = append(moments, steps[i].At)
	}
	return moments
}

// stepAt is the step in force, nil before the first.
func stepAt(steps []LaneStep, at sim.Time) *LaneStep {
	i, found := slices.BinarySearchFunc(steps, at, func(s LaneStep, t sim.Time) int { return cmp.Compare(s.At, t) })
	if !found {
		i--
	}
	if i < 0 {
		return nil
	}
	return &steps[i]
}

// Allowance is how many services may begin in [From, To) by quota, or Unlimited.
type Allowance struct {
	From, To sim.Time
	N        int32
}

// Allowances returns what the quota of an element lets through before a time, from one
// reset to the next; nil where there never is one. A quota that changes in between
// counts from the next reset on.
func (e *Element) Allowances(until sim.Time) []Allowance {
	if e.Hall == nil || !slices.ContainsFunc(e.Serving, func(p ServiceParams) bool { return p.Hall.Quota != Unlimited }) {
		return nil
	}
	edges := []sim.Time{0}
	for _, at := range e.Hall.Resets {
		if at > 0 && at < until {
			edges = append(edges, at)
		}
	}
	var all []Allowance
	now := 0
	for i, from := range edges {
		for now+1 < len(e.Serving) && e.Serving[now+1].At <= from {
			now++
		}
		to := until
		if i+1 < len(edges) {
			to = edges[i+1]
		}
		all = append(all, Allowance{from, to, e.Serving[now].Hall.Quota})
	}
	return all
}
