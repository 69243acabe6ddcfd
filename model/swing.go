package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// swing moves lanes between two halls that face each other, by timetable or to where the
// line is longer:
//
//	serve one ──decided──> wait until they are empty ──> clearance ──> serve the other
type swing struct {
	w       *World
	plan    *network.Swing
	slot    int
	side    int      // which of the two they serve, or come from
	step    int      // next entry of plan.At
	want    int      // where the timetable wants them
	clear   sim.Time // when the clearance ends; Never: it has not begun
	leaving bool
	next    sim.Time // when the lines are looked at
}

func newSwing(w *World, i, slot int) *swing {
	x := &swing{w: w, plan: &w.net.Swings[i], slot: slot, clear: sim.Never, next: sim.Never}
	for side := range x.plan.Elements {
		h := x.hall(side)
		h.swings = append(h.swings, x)
	}
	x.hall(0).swing(x.plan.Lanes)
	if len(x.plan.At) == 0 {
		x.next = x.plan.Every
	}
	x.handle()
	return x
}

// swings is how many lanes may come over to an element.
func (w *World) swings(e network.ElementID) int32 {
	sum := int32(0)
	for i := range w.net.Swings {
		if s := &w.net.Swings[i]; s.Elements[0] == e || s.Elements[1] == e {
			sum += s.Lanes
		}
	}
	return sum
}

func (x *swing) hall(side int) *hall { return x.w.stations[x.plan.Elements[side]].(*hall) }

// handle: the clearance ends, or it is time to decide.
func (x *swing) handle() {
	now := x.w.now
	if x.clear <= now {
		x.clear, x.leaving = sim.Never, false
		x.side = 1 - x.side
		x.hall(x.side).swing(x.plan.Lanes)
	}
	for x.step < len(x.plan.At) && x.plan.At[x.step].At <= now {
		x.want = int(x.plan.At[x.step].To)
		x.step++
	}
	if x.next <= now {
		x.next += x.plan.Every
		if !x.leaving && x.longer() {
			x.want = 1 - x.side
		}
	}
	if !x.leaving && x.want != x.side {
		x.leave()
	}
	x.arm()
}

// longer tells whether the line on the other side is longer by what is asked for.
func (x *swing) longer() bool {
	return x.w.before(x.plan.Elements[1-x.side])-x.w.before(x.plan.Elements[x.side]) >= x.plan.Longer
}

// leave takes the lanes away from the side they serve; services in them are finished.
func (x *swing) leave() {
	x.leaving = true
	x.hall(x.side).swing(-x.plan.Lanes) // tells free at its end
}

// free is told by a hall that lanes may have become free; the clearance begins when no
// more are taken than it has left.
func (x *swing) free(h *hall) {
	if !x.leaving || x.clear != sim.Never || h != x.hall(x.side) || h.groups[0].taken > h.groups[0].limit {
		return
	}
	x.clear = x.w.now + x.plan.Clearance
	x.arm()
}

func (x *swing) arm() {
	at := min(x.clear, x.next)
	if x.step < len(x.plan.At) {
		at = min(at, x.plan.At[x.step].At)
	}
	x.w.calendar.Set(x.slot, at, sim.RankControl)
}

func (x *swing) finish() {}
