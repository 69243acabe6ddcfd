package kinds

import (
	"fmt"
	"math"

	"corridor/model/network"
	"corridor/sim"
)

// warnHalls notes rules that never come into play.
func (b *builder) warnHalls() {
	b.warnStaff()
	for i := range b.net.Elements {
		if e := &b.net.Elements[i]; e.Hall != nil {
			b.warnClosing(e)
			b.warnQuota(e)
		}
	}
}

// warnStaff notes officers that no lanes call for, and lanes that need more of them than
// there ever are.
func (b *builder) warnStaff() {
	called := make([]bool, len(b.net.Pools))
	for i := range b.net.Elements {
		e := &b.net.Elements[i]
		if e.Hall == nil || e.Hall.Staff == network.None {
			continue
		}
		called[e.Hall.Staff] = true
		pool, most := &b.net.Pools[e.Hall.Staff], int32(0)
		for _, s := range pool.Steps {
			most = max(most, s.Manned)
		}
		if most < e.Hall.Officers {
			b.Warn(e.Name+".officers", fmt.Sprintf("a lane needs %d, but %s never has more than %d on duty", e.Hall.Officers, pool.Name, most), "nobody is ever served; write more officers there, or fewer for a lane")
		}
	}
	for i, is := range called {
		if !is {
			b.Warn(b.net.Pools[i].Name, "no lanes call for these officers", "write staff = \""+b.net.Pools[i].Name+"\" at lanes, or take it away")
		}
	}
}

// warnClosing notes a rule for closing where the lanes are always manned.
func (b *builder) warnClosing(e *network.Element) {
	for _, s := range e.Lanes {
		if !s.Open || s.Manned == 0 {
			return
		}
	}
	for _, p := range e.Serving {
		if p.Hall.Closing != network.Finish {
			b.Warn(e.Name+".at_closing", "has no effect: the lanes never close", "write opening hours, or take it away")
			return
		}
	}
}

// warnQuota notes a quota beyond what the lanes can do between any two resets: all of
// them at work, for the class that is served fastest.
func (b *builder) warnQuota(e *network.Element) {
	for i, p := range e.Serving {
		fastest := math.Inf(1)
		for class, laws := range p.Time {
			if laws != nil {
				fastest = min(fastest, p.LaneTicks(network.ClassID(class)))
			}
		}
		until := b.plan.Until
		if i+1 < len(e.Serving) {
			until = e.Serving[i+1].At
		}
		most := mostLaneTime(e, p.At, until)
		if p.Hall.Quota < 0 || fastest == 0 || most == 0 || float64(p.Hall.Quota) <= most/fastest {
			continue
		}
		can := math.Floor(most / fastest)
		if e.Kind == "rail" {
			b.Warn(e.Spec+".paths", fmt.Sprintf("is %d a day, but the line lets %.4g trains pass at most, one at a time in a section", p.Hall.Quota, can), "it has no effect; write fewer paths, more sections or a higher speed")
			return
		}
		b.Warn(e.Name+".quota", fmt.Sprintf("is %d a day, but the lanes can do %.4g at most", p.Hall.Quota, can), "it has no effect; check the quota, the lanes and their hours")
		return
	}
}

// mostLaneTime is the most lane time between two resets of the quota, in ticks, inside
// a window.
func mostLaneTime(e *network.Element, from, to sim.Time) float64 {
	edges := append([]sim.Time{0}, e.Hall.Resets...)
	most, step := 0.0, 0
	for i, begin := range edges {
		end := to
		if i+1 < len(edges) {
			end = min(end, edges[i+1])
		}
		begin = max(begin, from)
		sum := 0.0
		for ; step < len(e.Lanes); step++ {
			next := to
			if step+1 < len(e.Lanes) {
				next = e.Lanes[step+1].At
			}
			if s := e.Lanes[step]; s.Open && min(next, end) > max(s.At, begin) {
				sum += float64(float64(s.Manned) * float64(min(next, end)-max(s.At, begin)))
			}
			if next > end {
				break
			}
		}
		most = max(most, sum)
	}
	return most
}

// standing is the room that a vehicle takes in a line.
func (b *builder) standing(c network.ClassID) sim.Millimetres {
	return b.classList[c].Length + b.classList[c].Gap
}

// longestStanding is the most room that a vehicle of any class takes.
func (b *builder) longestStanding() sim.Millimetres {
	most := sim.Millimetres(0)
	for c := range b.classList {
		most = max(most, b.standing(network.ClassID(c)))
	}
	return most
}

// lineLength is the room of the line at the start, Unlimited for none.
func lineLength(e *network.Element) sim.Millimetres {
	if e.Serving[0].Hall == nil {
		return network.Unlimited
	}
	return e.Serving[0].Hall.RoomLength
}
