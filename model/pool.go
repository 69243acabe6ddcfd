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

	mostDuty       []int32  // by step: most officers ever on duty from the one before it on
	since          sim.Time // of the integrals
	onDuty, served int64
}

func (w *World) newPools() {
	for i := range w.net.Pools {
		p := &w.net.Pools[i]
		w.pools = append(w.pools, &pool{w: w, id: network.PoolID(i), plan: p, mostDuty: mostManned(p.Steps)})
	}
}

// start puts the first change of shift into the calendar.
func (p *pool) start(slot int) {
	p.slot = slot
	p.shift()
}

func (p *pool) free() int32 { return p.duty - p.busy }

// ready tells whether officers for a lane of a hall are free and nobody else is about to
// get them.
func (p *pool) ready(h *hall) bool {
	return p.free() >= h.plan.Officers && !p.called()
}

// clearing is the time until the officers on duty have done the work of all lines that
// call for them but that of one hall, and so much more.
func (p *pool) clearing(but *hall, work float64) sim.Time {
	for _, h := range p.members {
		if h != but {
			work += float64(h.work() * float64(h.plan.Officers))
		}
	}
	return p.w.duty[p.id].clearing(max(p.step-1, 0), p.w.now, work)
}

// others tells whether somebody waits in, or before, another hall than h.
func (p *pool) others(h *hall) bool {
	for _, m := range p.members {
		if m != h && (m.waiting+m.stopped > 0 || p.w.lines[m.id].n > 0) {
			return true
		}
	}
	return false
}

// place is the place of the pool among the move-ups.
func (p *pool) place() network.ElementID {
	return network.ElementID(len(p.w.stations)) + network.ElementID(p.id)
}

// take sends officers to a lane of a hall. All halls close their books before: what they
// wait for may change.
func (p *pool) take(h *hall) {
	p.integrate()
	p.busy += h.plan.Officers
}

// give returns officers from a lane of a hall, which looks after its own line.
func (p *pool) give(h *hall) {
	p.integrate()
	p.busy -= h.plan.Officers
	if p.others(h) {
		p.call()
	}
}

func (p *pool) integrate() {
	d := int64(p.w.now - p.since)
	if d == 0 { // then the halls have closed theirs, too
		return
	}
	p.since = p.w.now
	p.onDuty += int64(p.duty) * d
	p.served += int64(p.busy) * d
	for _, h := range p.members {
		h.integrate()
	}
}

// call asks for officers, after all releases of this instant.
func (p *pool) call() { p.w.mark(p.place()) }

// called tells whether they are still to be sent in this instant.
func (p *pool) called() bool { return p.w.marked[p.place()] }

// assign sends free officers to whoever has waited longest in line; what is left of them
// may go to those held further up.
func (p *pool) assign() {
	for {
		var best *hall
		lane, who, first := int32(none), nobody, sim.Never
		for _, h := range p.members {
			if p.free() < h.plan.Officers {
				continue
			}
			if n, id := h.ready(); n != none && p.w.vehicles.all[id].entered < first {
				best, lane, who, first = h, n, id, p.w.vehicles.all[id].entered
			}
		}
		if best == nil {
			break
		}
		best.integrate()
		best.start(lane, who)
		best.arm()
	}
	for _, h := range p.members { // who was served made room; who stands further up may find an officer
		p.w.freed(h.id)
	}
}

// handle: a shift begins.
func (p *pool) handle() {
	p.integrate()
	p.shift()
	p.call()
}

func (p *pool) shift() {
	for p.step < len(p.plan.Steps) && p.plan.Steps[p.step].At <= p.w.now {
		s := &p.plan.Steps[p.step]
		p.duty = s.Manned
		if !s.Open {
			p.duty = 0
		}
		p.step++
	}
	at := sim.Never
	if p.step < len(p.plan.Steps) {
		at = p.plan.Steps[p.step].At
	}
	p.w.calendar.Set(p.slot, at, sim.RankControl)
}

// close writes the integrals up to now into the record of a year.
func (p *pool) close(year int) {
	p.integrate()
	y := &p.w.out.Pools[p.id].Years[year]
	y.Duty += p.onDuty
	y.Busy += p.served
	p.onDuty, p.served = 0, 0
}

func (p *pool) finish() {}
