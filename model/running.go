package model

import "corridor/sim"

// running is the heap of the services that run in a station, by when they end, then by
// who the vehicle is, never by place.
type running []serving

// serving is one running service.
type serving struct {
	due sim.Time
	who VehicleID
}

func (a serving) before(all []vehicle, b serving) bool {
	if a.due != b.due {
		return a.due < b.due
	}
	return all[a.who].key < all[b.who].key
}

func (h *running) push(all []vehicle, x serving) {
	*h = append(*h, x)
	h.up(all, len(*h)-1, x)
}

// pop takes out the first.
func (h *running) pop(all []vehicle) VehicleID {
	who := (*h)[0].who
	h.removeAt(all, 0)
	return who
}

// remove takes out the service of a vehicle. It is looked for: interruptions are rare,
// and lanes are few.
func (h *running) remove(all []vehicle, who VehicleID) {
	for i := range *h {
		if (*h)[i].who == who {
			h.removeAt(all, i)
			return
		}
	}
}

func (h *running) removeAt(all []vehicle, i int) {
	end := len(*h) - 1
	last := (*h)[end]
	*h = (*h)[:end]
	switch {
	case i == end:
	case i > 0 && last.before(all, (*h)[(i-1)/2]):
		h.up(all, i, last)
	default:
		h.down(all, i, last)
	}
}

func (h running) up(all []vehicle, i int, x serving) {
	for i > 0 {
		above := (i - 1) / 2
		if !x.before(all, h[above]) {
			break
		}
		h[i] = h[above]
		i = above
	}
	h[i] = x
}

func (h running) down(all []vehicle, i int, x serving) {
	for {
		below := 2*i + 1
		if below >= len(h) {
			break
		}
		if below+1 < len(h) && h[below+1].before(all, h[below]) {
			below++
		}
		if !h[below].before(all, x) {
			break
		}
		h[i] = h[below]
		i = below
	}
	h[i] = x
}

// sort makes it a heap again, from the bottom up, after times have changed.
func (h running) sort(all []vehicle) {
	for i := len(h)/2 - 1; i >= 0; i-- {
		h.down(all, i, h[i])
	}
}
