package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// pool is a number of officers that the lanes of several halls share. They are taken
// together with a lane or not at all, and nobody holds some while waiting for more. When
// some are free, the vehicle that has waited longest in any of the halls goes first,
// then the hall by name.
type pool struct {
	w       *World
	id      network.PoolID
	plan    *network.Pool
	members []*hall
	slot    int
	step    int
	duty    int32 // officers on duty
	busy    int32 // officers who serve; more than are on duty for a while after a change of shift
}

func (w *World) newPools() {
	for i := range w.net.Pools {
		w.pools = append(w.pools, &pool{w: w, id: network.PoolID(i), plan: &w.net.Pools[i]})
	}
}

// start puts the first change of shift into the calendar.
func (p *pool) start(slot int) {
	p.slot = slot
	p.handle()
}

func (p *pool) free() int32 { return p.duty - p.busy }

// ready tells whether officers are free and nobody else is about to get them.
func (p *pool) ready(officers int32) bool {
	return p.free() >= officers && !p.w.marked[p.place()]
}

// place is the place of the pool among the move-ups.
func (p *pool) place() network.ElementID {
	return network.ElementID(len(p.w.stations)) + network.ElementID(p.id)
}

// at is when the next shift begins.
func (p *pool) at() sim.Time {
	if p.step < len(p.plan.Steps) {
		return p.plan.Steps[p.step].At
	}
	return sim.Never
}

// take sends officers to a lane. All halls close their books before: what they wait for
// may change.
func (p *pool) take(officers int32) {
	p.integrate()
	p.busy += officers
}

// give returns officers from a lane.
func (p *pool) give(officers int32) {
	p.integrate()
	p.busy -= officers
	for _, h := range p.members {
		if h.waiting+h.stopped > 0 {
			p.call()
			return
		}
	}
}

func (p *pool) integrate() {
	for _, h := range p.members {
		h.integrate()
	}
}

// call asks for officers, after all releases of this instant.
func (p *pool) call() { p.w.mark(p.place()) }

// assign sends free officers to whoever has waited longest.
func (p *pool) assign() {
	for {
		var best *hall
		first := sim.Never
		for _, h := range p.members {
			if p.free() < h.plan.Officers {
				continue
			}
			if n, id := h.ready(); n != none && p.w.vehicles.all[id].entered < first {
				best, first = h, p.w.vehicles.all[id].entered
			}
		}
		if best == nil {
			return
		}
		best.integrate()
		best.serveOne()
		best.arm()
		p.w.freed(best.id)
	}
}

// handle: a shift begins.
func (p *pool) handle() {
	p.integrate()
	for p.step < len(p.plan.Steps) && p.plan.Steps[p.step].At <= p.w.now {
		s := &p.plan.Steps[p.step]
		p.duty = s.Manned
		if !s.Open {
			p.duty = 0
		}
		p.step++
	}
	p.w.calendar.Set(p.slot, p.at(), sim.RankControl)
	p.call()
}

func (p *pool) finish() {}
