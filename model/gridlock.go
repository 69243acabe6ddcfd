package model

import (
	"slices"

	"corridor/model/network"
)

// findGridlock looks for rings of elements that wait for each other and can never
// move again, by graph reduction: an element is alive if something will still happen
// in it by itself, or if somebody blocked in it wants to enter an element that is
// alive or has room. What cannot be reduced, and makes somebody wait, is locked.
// Nothing is removed to get it going; each lock is reported once.
//
// What a meter or a lack of officers holds back is alive when what it waits for is.
func (w *World) findGridlock() {
	alive := w.alive
	for e, s := range w.stations {
		alive[e] = s.runs() || w.lines[e].n > 0 && s.room(w.lines[e].head)
	}
	all := w.vehicles.all
	for changed := true; changed; {
		changed = w.revive()
		for e := range w.lines {
			if !alive[e] {
				continue
			}
			for id, n := w.lines[e].head, w.lines[e].n; n > 0; id, n = all[id].next, n-1 {
				from := w.hops[all[id].hop].element
				if from == network.None {
					continue
				}
				if w.manner[from] == asRide { // it is a carrier that it holds
					if carrier := w.vehicles.more[id].carrier; carrier != nobody {
						from = w.hops[all[carrier].hop].element
					}
				}
				if !alive[from] {
					alive[from], changed = true, true
				}
			}
		}
	}
	var g Gridlock
	for e := range w.lines {
		if alive[e] || w.lines[e].n == 0 || w.reported[e] {
			continue
		}
		before := g.Vehicles
		for id, n := w.lines[e].head, w.lines[e].n; n > 0; id, n = all[id].next, n-1 {
			if w.hops[all[id].hop].element != network.None { // those outside come later and hold nothing
				g.Since = max(g.Since, all[id].ended)
				g.Vehicles++
			}
		}
		if g.Vehicles > before {
			w.reported[e] = true
			g.Elements = append(g.Elements, network.ElementID(e))
		}
	}
	if len(g.Elements) > 0 {
		slices.Sort(g.Elements)
		w.out.Gridlocks = append(w.out.Gridlocks, g)
	}
}

// revive finds halls with free lanes that will go on because what they wait for is
// alive: the elements that the meters watch, and one that has officers.
func (w *World) revive() (changed bool) {
	for e := range w.stations {
		h, ok := w.stations[e].(*hall)
		if ok && !w.alive[e] && h.hasLanes() && w.opens(h) && w.staffs(h) {
			w.alive[e], changed = true, true
		}
	}
	return w.reviveRides() || changed
}

// reviveRides finds rides that will go on because a carrier will come to its end: it is
// in an element, or waits for its first one, that is alive, or lies ready at the other end
// until it is time, or somebody comes.
func (w *World) reviveRides() (changed bool) {
	if w.carrying == nil {
		return false
	}
	under := func(carrier VehicleID) bool {
		hop := w.vehicles.all[carrier].hop
		e := w.hops[hop].element
		if e == network.None {
			e = w.hops[hop+1].element
		}
		return e != network.None && w.alive[e]
	}
	for _, r := range w.carrying {
		if r == nil {
			continue
		}
		home := r.id
		if r.plan.Partner != network.None && r.plan.Size >= 0 {
			home = r.plan.Partner
		}
		if !w.alive[home] && (home != r.id && r.ready > 0 || slices.ContainsFunc(r.out, under) || slices.ContainsFunc(r.unloading, under)) {
			w.alive[home], changed = true, true
		}
	}
	return changed
}

// opens tells whether all meters that let nobody begin in a hall may open again.
func (w *World) opens(h *hall) bool {
	for _, m := range w.meters {
		if m.shut && m.plan.At == h.id && !w.alive[m.plan.Watch] {
			return false
		}
	}
	return true
}

// staffs tells whether a hall will have officers.
func (w *World) staffs(h *hall) bool {
	return !h.unstaffed() || slices.ContainsFunc(h.pool.members, func(x *hall) bool { return w.alive[x.id] })
}
