package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// virtualQueue stands nowhere: vehicles that have booked wait elsewhere until it is time
// to come. Walk-ins pass it at once; for some bookings nobody comes.
//
//	enter ──books──> [ elsewhere ] ──comes, early or late──> yard
//	                       └ does not come
type virtualQueue struct {
	inBooking
	timers                           timers // by when they come
	walkIns, noShows, lates, offsets sim.Base
}

func newVirtual(w *World, id network.ElementID) *virtualQueue {
	s := &virtualQueue{}
	s.init(w, id)
	base := func(purpose string) sim.Base { return sim.NewBase(w.seed, w.replication, s.el.Name, purpose) }
	s.walkIns, s.noShows, s.lates, s.offsets = base("walk-in"), base("no-show"), base("late"), base("offset")
	return s
}

// room: anybody may wait elsewhere.
func (s *virtualQueue) room(VehicleID) bool { return true }

func (s *virtualQueue) full() network.Full { return network.Block }

// enter: book the next free window, or come without.
func (s *virtualQueue) enter(id VehicleID) {
	s.come(id)
	v, m := &s.w.vehicles.all[id], &s.w.vehicles.more[id]
	plan := s.book.plan
	m.slot, m.due = none, s.w.now
	if !s.chance(s.walkIns, id, plan.WalkIns[v.class]) {
		m.due = sim.Never
		if m.slot = s.book.book(s.w.now + plan.Lead); m.slot != none {
			m.due = s.comes(id, m.slot)
		}
	}
	s.timers.add(&s.w.vehicles, id)
	s.arm()
}

func (s *virtualQueue) chance(base sim.Base, id VehicleID, share float64) bool {
	if share == 0 {
		return false
	}
	stream := base.Stream(s.w.vehicles.all[id].key, s.w.lap(id))
	return stream.Float64() < share
}

// comes is when a vehicle comes for its window; one that does not is found out when the
// window begins.
func (s *virtualQueue) comes(id VehicleID, slot int32) sim.Time {
	begins, plan := s.book.begins(slot), s.book.plan
	if s.misses(id) {
		return begins
	}
	stream := s.offsets.Stream(s.w.vehicles.all[id].key, s.w.lap(id))
	if s.chance(s.lates, id, plan.Late) {
		return begins + plan.LateBy.Time(&stream)
	}
	return max(s.w.now, begins-plan.EarlyBy.Time(&stream))
}

// misses tells whether nobody will come for a booking.
func (s *virtualQueue) misses(id VehicleID) bool {
	return s.w.vehicles.more[id].slot != none && s.chance(s.noShows, id, s.book.plan.NoShows)
}

// handle: one of them sets out for the yard, or turns out not to come.
func (s *virtualQueue) handle() {
	id := s.timers.pop(&s.w.vehicles)
	if s.misses(id) {
		s.depart(id, elsewhere)
		s.w.quit(id, s.id, NoShow)
	} else {
		s.pass(id, elsewhere)
	}
	s.arm()
}

func (s *virtualQueue) arm() {
	s.w.calendar.Set(int(s.id), s.timers.next(&s.w.vehicles), sim.RankRelease)
}

// line: who waits elsewhere takes no road.
func (s *virtualQueue) line() (int32, sim.Millimetres) { return s.n, 0 }

// expected is the time until the first window with a place, after those further up have
// booked; beyond the last window of the run, until its end.
func (s *virtualQueue) expected(_ int16, ahead int32) sim.Time {
	slots := s.book.plan.Slots
	for k := s.book.first; k < len(slots); k++ {
		if slots[k].At < s.w.now+s.book.plan.Lead {
			continue
		}
		free := slots[k].N
		if k == s.book.first {
			free = s.book.most - s.book.taken[k]
		}
		if ahead -= free; ahead < 0 {
			return slots[k].At - s.w.now
		}
	}
	return s.w.plan.Until - s.w.now
}

func (s *virtualQueue) finish() {
	s.integrate()
	for _, id := range s.timers.heap {
		m := &s.w.vehicles.more[id]
		m.delays[elsewhere], m.told = s.w.now-s.w.vehicles.all[id].entered, true
		s.w.recordStillThere(id, s.id, true)
	}
}
