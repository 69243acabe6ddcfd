package model

import (
	"math"

	"corridor/model/network"
	"corridor/sim"
)

// fluidLanes is what the lanes of one element may do: their time, and the services that
// a quota lets begin.
type fluidLanes struct {
	rates   []network.LaneRate
	rate    int // entry in force
	periods []network.Allowance
	period  int     // the next one
	left    float64 // vehicles that may still begin in the present one
	groups  []fluidGroup
	work    []float64 // by class: work in line; only with groups
	share   []float64 // by class: share of it worked off in the step
	reaches [][]network.Reach

	ride *fluidRide // by timetable; nil for all else
}

// fluidGroup is a group of lanes that serve some classes only.
type fluidGroup struct {
	fluidLanes
	classes []bool
}

func newFluidLanes(net *network.Network, plan *network.Plan) []fluidLanes {
	all := make([]fluidLanes, len(net.Elements))
	for i := range all {
		e := &net.Elements[i]
		switch e.Station {
		case network.Road:
			all[i].rates = e.DischargeRates()
			continue
		case network.Rides:
			if e.Ride.Departures != nil {
				takes, drawn := boarding(net, network.ElementID(i))
				all[i].ride = newFluidRide(e.Ride, takes, drawn)
			}
			continue
		}
		l := fluidLanes{rates: net.LaneRates(network.ElementID(i)), periods: e.Allowances(plan.Until)}
		for g, rates := range net.GroupRates(network.ElementID(i)) {
			l.groups = append(l.groups, fluidGroup{fluidLanes{rates: rates}, e.Hall.Groups[g].Classes})
		}
		if l.groups != nil {
			l.reaches = e.Hall.Reaches(plan.Until)
			l.work, l.share = make([]float64, len(net.Classes)), make([]float64, len(net.Classes))
		}
		all[i] = l
	}
	return all
}

// laneTime is the integral of lanes over [from, to); steps come in their order.
func (l *fluidLanes) laneTime(from, to sim.Time) float64 {
	sum := 0.0
	for i := l.rate; i < len(l.rates) && l.rates[i].At < to; i++ {
		start, end := max(from, l.rates[i].At), to
		if i+1 < len(l.rates) {
			end = min(to, l.rates[i+1].At)
		}
		if end > start {
			sum += float64(l.rates[i].Lanes * float64(end-start))
		}
		l.rate = i
	}
	return sum
}

// until is how long the lanes need from now on for so much work.
func (l *fluidLanes) until(now sim.Time, work float64) sim.Time {
	at := now
	for i := l.rate; ; i++ {
		last := i+1 >= len(l.rates)
		if lanes := l.rates[i].Lanes; lanes > 0 && (last || work <= float64(lanes*float64(l.rates[i+1].At-at))) {
			return at + sim.Time(work/lanes) - now
		}
		if last {
			return sim.Never
		}
		work -= float64(l.rates[i].Lanes * float64(l.rates[i+1].At-at))
		at = l.rates[i+1].At
	}
}

// divide lets the groups of lanes do what they can of the work of the classes they
// serve, in the order in which lanes are taken, and no more than what lane time is given,
// which officers may limit. It returns the share of all work that is done.
func (l *fluidLanes) divide(from, to sim.Time, given float64) float64 {
	all := 0.0
	for c, w := range l.work {
		l.share[c] = w // what is left, for now
		all += w
	}
	done := 0.0
	for g := range l.groups {
		left := 0.0
		for c, serves := range l.groups[g].classes {
			if serves {
				left += l.share[c]
			}
		}
		part := min(left, l.groups[g].laneTime(from, to), given-done)
		for c, serves := range l.groups[g].classes {
			if serves && left > 0 {
				l.share[c] -= float64(l.share[c] * (part / left))
			}
		}
		done += part
	}
	for c, w := range l.work {
		if w > 0 {
			l.share[c] = 1 - l.share[c]/w
		} else {
			l.share[c] = 1
		}
	}
	if all == 0 {
		return 1
	}
	return done / all
}

// reset begins the periods of the quota that are due.
func (l *fluidLanes) reset(now sim.Time) {
	for l.period < len(l.periods) && l.periods[l.period].From <= now {
		l.left = float64(l.periods[l.period].N)
		l.period++
	}
}

// rationed tells whether a quota is in force.
func (l *fluidLanes) rationed() bool {
	return l.period > 0 && l.periods[l.period-1].N != network.Unlimited
}

// ration takes from the quota what is worked off of so many vehicles, and returns the
// share of them that is.
func (l *fluidLanes) ration(queued, share float64) float64 {
	if !l.rationed() {
		return share
	}
	if float64(queued*share) > l.left {
		share = l.left / queued
	}
	l.left -= float64(queued * share)
	return share
}

// wait is the time until the quota has let through so many vehicles, or until the run
// ends, beyond which nothing is known.
func (l *fluidLanes) wait(now sim.Time, queued float64) sim.Time {
	if !l.rationed() || queued < l.left {
		return 0
	}
	queued -= l.left
	for _, a := range l.periods[l.period:] {
		if a.N == network.Unlimited || queued < float64(a.N) {
			return a.From - now
		}
		queued -= float64(a.N)
	}
	return l.periods[len(l.periods)-1].To - now
}

// before is the work left in line that comes before a class, as all lanes would do it.
func (l *fluidLanes) before(class network.ClassID) float64 {
	shortest := math.Inf(1)
	for _, r := range l.reaches[class] {
		work := 0.0
		for c, is := range r.Classes {
			if is {
				work += float64(l.work[c] * (1 - l.share[c]))
			}
		}
		shortest = min(shortest, float64(work*r.Scale))
	}
	return shortest
}

// clearing is the wait of one of a class who would come to an element now, behind so much
// work.
func (f *fluid) clearing(e network.ElementID, class network.ClassID, now sim.Time, work float64) sim.Time {
	if f.limits[e].reaches != nil {
		if work = f.limits[e].before(class); math.IsInf(work, 1) {
			return sim.Never
		}
	}
	if f.net.Elements[e].Station == network.Gate {
		return 0 // the wait for a slot is that of the virtual queue
	}
	rest := float64(f.queued[e] * (1 - f.share[e]))
	w := max(f.prep.lanes[e].clearing(f.lanes[e], now, work), f.limits[e].wait(now, rest))
	if h := f.net.Elements[e].Hall; h != nil && h.Staff != network.None {
		w = max(w, f.prep.duty[h.Staff].clearing(f.duty[h.Staff], now, f.called(h.Staff)))
	}
	return w
}

// called is the work that waits for the officers of a pool, all its lines together.
func (f *fluid) called(p network.PoolID) float64 {
	sum := 0.0
	for e := range f.net.Elements {
		if h := f.net.Elements[e].Hall; h != nil && h.Staff == p {
			sum += float64(float64(f.work[e]*(1-f.share[e])) * float64(h.Officers))
		}
	}
	return sum
}
