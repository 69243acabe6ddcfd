package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// Diversion is why a vehicle takes another route than the one it has chosen.
type Diversion uint8

const (
	AtClosed   Diversion = iota // something on its route was closed
	AtQueue                     // too many stood before it
	ForPermit                   // there was no permit for it
	Diversions                  // number of reasons
)

// String returns the name of the reason as results print it.
func (d Diversion) String() string { return [...]string{"closed", "queue", "no permit"}[d] }

// diversions is a Diversion and one more, 0 for none.
type diversions uint8

const forPermit = diversions(ForPermit) + 1

// diversion sends vehicles over another route while what it watches is closed, or has a
// long line. It is told whenever a line or the lanes there change, or a road opens or
// closes, and only takes notes.
//
// The two routes have their first hops in common. A vehicle that leaves the last of these
// is moved to the entry of that same hop on the other route, and goes on from there.
type diversion struct {
	w     *World
	plan  *network.Divert
	class int16
	first int32 // entry of World.hops at which the route begins
	last  int32 // entry of the last hop in common
	other int32 // from an entry to the same one on the other route
	needs []int32
	slot  int // in source.diversions

	closed sim.Time // since when it is closed; Never: it is not
	long   sim.Time // since when the line is too long; Never: it is not
}

// watched is what can be closed to those who would come: a hall, or a road with traffic.
type watched interface {
	serves(class int16) bool
	noteFor(d *diversion) // tells it from now on when that may have changed
}

// newDiversions makes those of all flows, and marks where vehicles part.
func (w *World) newDiversions() {
	for i := range w.sources {
		s := &w.sources[i]
		for k := range s.flow.Diverts {
			plan := &s.flow.Diverts[k]
			first := w.begin[plan.From]
			d := &diversion{w: w, plan: plan, class: int16(plan.Class), first: first, last: first + plan.Common,
				other: w.begin[plan.To] - first, needs: w.permitsBeyond(plan.From, plan.To), slot: k, closed: sim.Never, long: sim.Never}
			s.diversions = append(s.diversions, d)
			for _, e := range plan.Watch {
				w.watchers[e] = append(w.watchers[e], d)
				w.stations[e].(watched).noteFor(d)
			}
			d.note()
		}
	}
}

// look is told that a line has changed.
func (d *diversion) look(network.ElementID) {
	if d.plan.Queue != network.Unlimited {
		d.note()
	}
}

// note notes since when what it watches is as it is.
func (d *diversion) note() {
	since := func(is bool, before sim.Time) sim.Time {
		if !is {
			return sim.Never
		}
		return min(before, d.w.now)
	}
	d.closed = since(d.plan.Closed && d.shut(), d.closed)
	d.long = since(d.plan.Queue != network.Unlimited && d.queue() >= d.plan.Queue, d.long)
}

// shut tells whether no lane of some stage could serve the class.
func (d *diversion) shut() bool {
	for _, stage := range d.plan.Stages {
		shut := true
		for _, e := range stage {
			shut = shut && !d.w.stations[e].(watched).serves(d.class)
		}
		if shut {
			return true
		}
	}
	return false
}

// queue is how many vehicles wait, those held further up included.
func (d *diversion) queue() int32 {
	n := int32(0)
	for _, e := range d.plan.Watch {
		n += d.w.before(e)
	}
	return n
}

// now is why it holds at present, 0 if it does not.
func (d *diversion) now() diversions {
	switch now := d.w.now; {
	case d.closed != sim.Never && now-d.closed >= d.plan.After:
		return diversions(AtClosed) + 1
	case d.long != sim.Never && now-d.long >= d.plan.After:
		return diversions(AtQueue) + 1
	}
	return 0
}

// why is why it holds as far as vehicles know.
func (d *diversion) why(s *source) diversions {
	if s.board == nil {
		return d.now()
	}
	if row := s.board.row(); row >= 0 {
		return s.board.diverts[row*len(s.diversions)+d.slot]
	}
	return 0
}

// valid is why a diversion sends vehicles away, unless they would have to leave the other
// route just there, too, or there are no permits for it.
func (s *source) valid(d *diversion) diversions {
	why := d.why(s)
	if why == 0 {
		return 0
	}
	for _, x := range s.diversions {
		if x.plan.From == d.plan.To && x.plan.Common <= d.plan.Common && x.why(s) != 0 {
			return 0
		}
	}
	for _, p := range d.needs {
		if !s.w.permits[p].left() {
			return 0
		}
	}
	return why
}

// diverted is the route that a vehicle sets out on in place of the one it has chosen, and
// why; routes that part later are looked at there.
func (s *source) diverted(route network.RouteID) (network.RouteID, diversions) {
	for _, d := range s.diversions {
		if d.plan.From == route && d.plan.Common == 0 {
			if why := s.valid(d); why != 0 {
				return d.plan.To, why
			}
		}
	}
	return route, 0
}

// part moves a vehicle that goes on beyond where routes part to the route it takes.
func (w *World) part(id VehicleID) {
	v := &w.vehicles.all[id]
	s := &w.sources[v.flow]
	for _, d := range s.diversions {
		if v.hop < d.first || v.hop > d.last || d.plan.Common == 0 || w.foreseen(id) <= d.last {
			continue
		}
		if why := s.valid(d); why != 0 {
			v.hop += d.other
			w.recordDiverted(v.flow, why)
			for _, p := range d.needs {
				w.permits[p].take()
			}
			return
		}
	}
}

// foreseen is the entry that a vehicle goes to next, without settling anything.
func (w *World) foreseen(id VehicleID) int32 {
	if !w.turning {
		return w.vehicles.all[id].hop + 1
	}
	m := &w.vehicles.more[id]
	before := *m
	to := w.onward(id)
	*m = before
	return to
}

// markPartings marks the entries after which vehicles may part: the last one in common,
// or all of these where hops are left out.
func (p *prepared) markPartings() {
	for i := range p.net.Flows {
		for _, d := range p.net.Flows[i].Diverts {
			last := p.begin[d.From] + d.Common
			first := last
			if p.turning {
				first = p.begin[d.From]
			}
			for h := first; h <= last && d.Common > 0; h++ {
				p.hops[h].parting = true
			}
		}
	}
}

// recordDiverted counts a vehicle that takes another route.
func (w *World) recordDiverted(flow int16, why diversions) {
	if why != 0 {
		w.out.Flows[flow].Years[w.year].Diverted[why-1]++
	}
}
