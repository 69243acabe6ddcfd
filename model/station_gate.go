package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// gateYard is a yard before which slots begin.
//
//	enter ──booked──> [ early: until the window begins ] ──────────> advance
//	      ──walk-in, too late──> [ standby ] ──slots left over──────> advance
//
// What is left over of a window is given to those on standby when it ends, first come
// first served.
type gateYard struct {
	inBooking
	early   timers
	standby line
	window  int32 // the one that is open, or none
	came    int32 // booked vehicles that have passed in it
}

func newGate(w *World, id network.ElementID) *gateYard {
	s := &gateYard{window: none}
	s.init(w, id)
	s.arm()
	return s
}

// room is a place in the yard.
func (s *gateYard) room(VehicleID) bool {
	most := s.el.Serving[0].Room
	return most < 0 || s.n+s.held < most
}

func (s *gateYard) full() network.Full { return s.el.Serving[0].Full }

// enter: whoever is in time waits for the window, the others for what is left over.
func (s *gateYard) enter(id VehicleID) {
	s.come(id)
	m := &s.w.vehicles.more[id]
	if m.slot == none || s.tooLate(m.slot) {
		s.standby.push(s.w.vehicles.all, id)
		return
	}
	m.due = max(s.w.now, s.book.begins(m.slot))
	s.early.add(&s.w.vehicles, id)
	s.arm()
}

func (s *gateYard) tooLate(slot int32) bool {
	ends := s.book.ends(slot)
	return ends != sim.Never && s.w.now >= ends+s.book.plan.Grace
}

// next is when the next window begins.
func (s *gateYard) next() sim.Time {
	if slots := s.book.plan.Slots; int(s.window)+1 < len(slots) {
		return slots[s.window+1].At
	}
	return sim.Never
}

// handle: a booked vehicle passes, or a window ends and the next one begins.
func (s *gateYard) handle() {
	if s.early.next(&s.w.vehicles) == s.w.now {
		id := s.early.pop(&s.w.vehicles)
		if s.w.vehicles.more[id].slot == s.window {
			s.came++
		} else if s.next() == s.w.now && s.w.vehicles.more[id].slot == s.window+1 {
			s.change()
			s.came++
		}
		s.pass(id, forSlot)
		s.arm()
		return
	}
	s.change()
	s.arm()
}

// change ends the window that is open, gives away what is left of it, and opens the next.
func (s *gateYard) change() {
	left := int32(0)
	if s.window != none {
		left = s.book.plan.Slots[s.window].N - s.came
	}
	s.window++
	s.came = 0
	for ; left > 0 && s.standby.n > 0; left-- {
		s.pass(s.standby.pop(s.w.vehicles.all), forSlot)
	}
}

// arm: the change of windows comes last in its instant, so that whoever comes at that
// moment for the window that ends is still in it.
func (s *gateYard) arm() {
	at, rank := s.next(), sim.RankDepart
	if due := s.early.next(&s.w.vehicles); due <= at && due != sim.Never {
		at, rank = due, sim.RankRelease
	}
	s.w.calendar.Set(int(s.id), at, rank)
}

func (s *gateYard) line() (int32, sim.Millimetres) {
	return s.n, perRow(s.tail, s.el.Rows)
}

// expected: the wait for a slot is that of the virtual queue.
func (s *gateYard) expected(int16, int32) sim.Time { return 0 }

func (s *gateYard) finish() {
	s.integrate()
	all := s.w.vehicles.all
	for id, n := s.standby.head, s.standby.n; n > 0; n-- {
		next := all[id].next
		s.still(id)
		id = next
	}
	for _, id := range s.early.heap {
		s.still(id)
	}
}

func (s *gateYard) still(id VehicleID) {
	s.w.vehicles.more[id].delays[forSlot] = s.w.now - s.w.vehicles.all[id].entered
	s.w.recordStillThere(id, s.id, true)
}
