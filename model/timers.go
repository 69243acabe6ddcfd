package model

import "corridor/sim"

// timers is a heap of vehicles by the moment something is due for each (more.due), then
// by who they are. Any of them can be taken out: more.place says where it stands.
type timers struct{ heap []VehicleID }

// next is when the first is due.
func (t *timers) next(s *slab) sim.Time {
	if len(t.heap) == 0 {
		return sim.Never
	}
	return s.more[t.heap[0]].due
}

func (t *timers) add(s *slab, id VehicleID) {
	t.heap = append(t.heap, id)
	t.up(s, len(t.heap)-1, id)
}

// remove takes a vehicle out, if it is in.
func (t *timers) remove(s *slab, id VehicleID) {
	i := int(s.more[id].place)
	if i == none {
		return
	}
	s.more[id].place = none
	n := len(t.heap) - 1
	last := t.heap[n]
	t.heap = t.heap[:n]
	if i == n {
		return
	}
	if i > 0 && earlier(s, last, t.heap[(i-1)/2]) {
		t.up(s, i, last)
	} else {
		t.down(s, i, last)
	}
}

// pop takes out the first.
func (t *timers) pop(s *slab) VehicleID {
	id := t.heap[0]
	t.remove(s, id)
	return id
}

func earlier(s *slab, a, b VehicleID) bool {
	if x, y := s.more[a].due, s.more[b].due; x != y {
		return x < y
	}
	return s.all[a].key < s.all[b].key
}

func (t *timers) up(s *slab, i int, id VehicleID) {
	for i > 0 {
		above := (i - 1) / 2
		if !earlier(s, id, t.heap[above]) {
			break
		}
		t.set(s, i, t.heap[above])
		i = above
	}
	t.set(s, i, id)
}

func (t *timers) down(s *slab, i int, id VehicleID) {
	for {
		below := 2*i + 1
		if below >= len(t.heap) {
			break
		}
		if below+1 < len(t.heap) && earlier(s, t.heap[below+1], t.heap[below]) {
			below++
		}
		if !earlier(s, t.heap[below], id) {
			break
		}
		t.set(s, i, t.heap[below])
		i = below
	}
	t.set(s, i, id)
}

func (t *timers) set(s *slab, i int, id VehicleID) {
	t.heap[i] = id
	s.more[id].place = int32(i)
}
