package model

import (
	"sort"

	"corridor/model/network"
	"corridor/sim"
)

// trip is when a driver of a class who sets out at a time, so long after a rest, has
// driven so long, and how much of the time until then, or until a limit, it rests. A rest
// that falls due at the very end is taken on the next road. In the night nobody drives;
// a stop that is as long as a rest is one.
func (t *traffic) trip(class int16, at, drive sim.Time, driven *sim.Time, limit sim.Time) (end, rested sim.Time) {
	rest, nights := t.hours(class)
	next := sort.Search(len(nights), func(i int) bool { return nights[i].To > at })
	for {
		for next < len(nights) && nights[next].To <= at {
			next++
		}
		until := at
		switch {
		case next < len(nights) && nights[next].From <= at:
			until = nights[next].To
		case rest.Every > 0 && *driven >= rest.Every:
			until = at + rest.Lasts
		}
		if until > at {
			rested += max(0, min(until, limit)-min(at, limit))
			if until-at >= rest.Lasts {
				*driven = 0
			}
			at = until
			continue
		}
		run := drive
		if rest.Every > 0 {
			run = min(run, rest.Every-*driven)
		}
		if next < len(nights) {
			run = min(run, nights[next].From-at)
		}
		at += run
		*driven += run
		if drive -= run; drive == 0 {
			return at, rested
		}
	}
}

// hours are the rests of a class and its nights.
func (t *traffic) hours(class int16) (rest network.Rest, nights []network.Span) {
	if t.Rests != nil {
		rest = t.Rests[class]
	}
	if t.Nights != nil {
		nights = t.Nights[class]
	}
	return rest, nights
}

// arrive: a vehicle that has rested is due at the end.
func (t *traffic) arrive() {
	t.r.join(t.rested(), t.resting.pop(&t.r.w.vehicles))
}

// restedBy is how much a vehicle on a road has rested up to now.
func (w *World) restedBy(id VehicleID, e network.ElementID) sim.Time {
	v := &w.vehicles.all[id]
	m := &w.vehicles.more[id]
	if m.paused == 0 || v.started <= w.now {
		return m.paused
	}
	t, driven := w.stations[e].(*road).traffic, m.before
	_, rested := t.trip(v.class, v.entered, v.started-v.entered-m.paused, &driven, w.now)
	return rested
}

// chargeRest charges what a vehicle has rested on a road, and returns it, of the counted
// part of its time there: what lies before counting began is taken off the driving first.
func (w *World) chargeRest(id VehicleID, e network.ElementID, part int64) int64 {
	rested := min(int64(w.restedBy(id, e)), part)
	w.causesOf(&w.vehicles.all[id])[Resting].Add(rested)
	return rested
}

// chargeDriving charges the time that a vehicle has driven and rested on a road, which
// ends at a time, now at the latest.
func (w *World) chargeDriving(id VehicleID, e network.ElementID, to sim.Time) {
	v := &w.vehicles.all[id]
	part := w.counted(v.entered, to)
	if w.resting {
		part -= w.chargeRest(id, e, part)
	}
	w.causesOf(v)[Driving].Add(part)
}
