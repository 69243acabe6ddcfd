package model

import "corridor/sim"

// running is the heap of the services that run in a hall, by when they end, then by
// vehicle. One that is interrupted is looked for: that is rare, and lanes are few.
type running []runningLane

type runningLane struct {
	due  sim.Time
	lane int32
}

func (h *running) push(s *hall, n int32) {
	*h = append(*h, runningLane{})
	h.up(s, len(*h)-1, runningLane{s.lanes[n].due, n})
}

// pop takes out the first.
func (h *running) pop(s *hall) int32 {
	first := (*h)[0].lane
	h.removeAt(s, 0)
	return first
}

// remove takes out a lane.
func (h *running) remove(s *hall, n int32) {
	for i := range *h {
		if (*h)[i].lane == n {
			h.removeAt(s, i)
			return
		}
	}
}

func (h *running) removeAt(s *hall, i int) {
	end := len(*h) - 1
	last := (*h)[end]
	*h = (*h)[:end]
	switch {
	case i == end:
	case i > 0 && last.before(s, (*h)[(i-1)/2]):
		h.up(s, i, last)
	default:
		h.down(s, i, last)
	}
}

func (a runningLane) before(s *hall, b runningLane) bool {
	if a.due != b.due {
		return a.due < b.due
	}
	return s.w.vehicles.all[s.lanes[a.lane].who].key < s.w.vehicles.all[s.lanes[b.lane].who].key
}

func (h running) up(s *hall, i int, x runningLane) {
	for i > 0 {
		above := (i - 1) / 2
		if !x.before(s, h[above]) {
			break
		}
		h[i] = h[above]
		i = above
	}
	h[i] = x
}

func (h running) down(s *hall, i int, x runningLane) {
	for {
		below := 2*i + 1
		if below >= len(h) {
			break
		}
		if below+1 < len(h) && h[below+1].before(s, h[below]) {
			below++
		}
		if !h[below].before(s, x) {
			break
		}
		h[i] = h[below]
		i = below
	}
	h[i] = x
}
