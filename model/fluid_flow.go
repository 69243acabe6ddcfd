package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// The end of a step of the fluid: what goes on, and what is kept of it.

// flowOut moves the share worked off on to the next hop.
func (f *fluid) flowOut() {
	for _, row := range f.routes {
		for h := range row {
			s := &row[h]
			gone := float64(s.queue * f.shareOf(s.element, s.class))
			if s.queue -= gone; s.queue < drop {
				s.queue = 0
			}
			later := max(1, s.trip)
			if e := &f.net.Elements[s.element]; e.Station == network.Road {
				later = f.steps(e.Driving[f.params[s.element]].Time[s.class])
			}
			s.delay[(f.tick+later)%len(s.delay)] += gone
			f.now[s.element] += s.queue + s.held
		}
	}
}

// shareOf is the share of the queue of a class that is worked off.
func (f *fluid) shareOf(e network.ElementID, class network.ClassID) float64 {
	if share := f.limits[e].share; share != nil {
		return share[class]
	}
	return f.share[e]
}

// drop is less than what counts: a rest of rounding, in vehicles.
const drop = 1e-9

// record adds the step to the day it began in.
func (f *fluid) record(from, to sim.Time) {
	days := f.plan.Bins.Days
	for f.day+1 < len(days)-1 && days[f.day+1] <= from {
		f.day++
	}
	if from < f.plan.From {
		return
	}
	length := float64(days[f.day+1] - days[f.day])
	for i := range f.out.Elements {
		e := &f.out.Elements[i]
		e.Queue[f.day] += float64((f.before[i]+f.now[i])/2*float64(to-from)) / length
		e.QueueMax[f.day] = max(e.QueueMax[f.day], f.now[i])
	}
}
