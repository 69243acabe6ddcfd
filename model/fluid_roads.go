package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// Of roads the liquid waits twice: before one that is closed, and at its end for what is
// left of its capacity.

// gatherRoad reads the capacity of a road in the step.
func (f *fluid) gatherRoad(i int, from, to sim.Time) {
	e := &f.net.Elements[i]
	for f.params[i]+1 < len(e.Driving) && e.Driving[f.params[i]+1].At <= from {
		f.params[i]++
	}
	if f.given[i] = float64(to - from); f.limits[i].rates != nil {
		f.given[i] = f.limits[i].laneTime(from, to)
	}
}

// openRoads lets in what has waited until a road opened.
func (f *fluid) openRoads(now sim.Time) {
	if f.closed == nil {
		return
	}
	for e := range f.closed {
		if t := f.net.Elements[e].Traffic; t != nil {
			for f.closed[e] < len(t.Closed) && t.Closed[f.closed[e]].To <= now {
				f.closed[e]++
			}
		}
	}
	for _, row := range f.routes {
		for h := range row {
			if s := &row[h]; s.held > 0 && f.opensIn(s.element, now) == 0 {
				s.queue += s.held
				s.held = 0
			}
		}
	}
}

// opensIn is how long a road is still closed.
func (f *fluid) opensIn(e network.ElementID, now sim.Time) sim.Time {
	if f.closed == nil {
		return 0
	}
	t := f.net.Elements[e].Traffic
	if t == nil || f.closed[e] == len(t.Closed) || t.Closed[f.closed[e]].From > now {
		return 0
	}
	return t.Closed[f.closed[e]].To - now
}

// come lets liquid come to a hop.
func (f *fluid) come(s *stream, amount float64) {
	if f.opensIn(s.element, sim.Time(f.tick)*f.step) > 0 {
		s.held += amount
	} else {
		s.queue += amount
	}
}

// onRoad is the wait of one who would come to a road now, behind so much headway time.
func (f *fluid) onRoad(e network.ElementID, now sim.Time, work float64) sim.Time {
	opens := f.opensIn(e, now)
	if f.limits[e].rates == nil {
		return max(opens, sim.Time(work))
	}
	return max(opens, f.limits[e].until(now, work))
}
