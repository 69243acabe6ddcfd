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
func (w *World) findGridlock() {
	alive := w.alive
	for e, s := range w.stations {
		alive[e] = s.runs() || w.lines[e].n > 0 && s.room(w.lines[e].head)
	}
	all := w.vehicles.all
	for changed := true; changed; {
		changed = false
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
