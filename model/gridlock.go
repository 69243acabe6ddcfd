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
				if from := w.hops[all[id].hop].element; from != network.None && !alive[from] {
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

// revive finds halls that will go on because an element that a meter watches, or that
// has the officers, is alive.
func (w *World) revive() (changed bool) {
	wake := func(e, because network.ElementID) {
		if w.alive[because] && !w.alive[e] {
			w.alive[e], changed = true, true
		}
	}
	for i := range w.net.Meters {
		wake(w.net.Meters[i].At, w.net.Meters[i].Watch)
	}
	for _, p := range w.pools {
		for _, h := range p.members {
			for _, other := range p.members {
				wake(h.id, other.id)
			}
		}
	}
	return changed
}
