package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// booking is the book of one electronic queue: which windows are taken, and how many
// have come for the present one. Two stations share it, the virtual queue and the yard.
type booking struct {
	plan  *network.Booking
	taken []int32 // by window: bookings
	first int     // no window before it can be booked any more

	most int32 // bookings that window takes
	sum  int64 // slots of all windows up to it
}

func (w *World) newBookings() {
	for i := range w.net.Bookings {
		plan := &w.net.Bookings[i]
		b := &booking{plan: plan, taken: make([]int32, len(plan.Slots))}
		w.bookings = append(w.bookings, b)
		b.offer(0)
	}
}

// offer moves on to a window. Overbooking makes so many bookings of all slots up to it,
// rounded down, so that it works for windows of one slot too.
func (b *booking) offer(k int) {
	b.first = k
	if k >= len(b.plan.Slots) {
		return
	}
	before := bookable(b.sum, b.plan.Overbooking)
	b.sum += int64(b.plan.Slots[k].N)
	b.most = int32(bookable(b.sum, b.plan.Overbooking) - before)
}

func bookable(slots int64, over float64) int64 {
	return slots + int64(float64(float64(slots)*over)+1e-9)
}

// book takes the first window that begins at a time or later and has a place; none when
// there is none left.
func (b *booking) book(from sim.Time) int32 {
	for b.first < len(b.plan.Slots) && (b.plan.Slots[b.first].At < from || b.taken[b.first] >= b.most) {
		b.offer(b.first + 1)
	}
	if b.first == len(b.plan.Slots) {
		return none
	}
	b.taken[b.first]++
	return int32(b.first)
}

// begins and ends are the limits of a window.
func (b *booking) begins(slot int32) sim.Time { return b.plan.Slots[slot].At }

func (b *booking) ends(slot int32) sim.Time {
	if int(slot)+1 < len(b.plan.Slots) {
		return b.plan.Slots[slot+1].At
	}
	return sim.Never
}

// inBooking is what the two stations of a booking have in common: nobody is served in
// them, everybody waits for one reason.
type inBooking struct {
	w    *World
	id   network.ElementID
	el   *network.Element
	book *booking
	rec  *ElementRecord

	n       int32 // waiting
	held    int32 // let through, and blocked
	tail    sim.Millimetres
	most    int32
	since   sim.Time
	waited  int64
	holding int64
}

func (s *inBooking) init(w *World, id network.ElementID) {
	el := &w.net.Elements[id]
	*s = inBooking{w: w, id: id, el: el, book: w.bookings[el.Booking], rec: &w.out.Elements[id]}
}

// come and depart count those who wait.
func (s *inBooking) come(id VehicleID) {
	s.integrate()
	v, m := &s.w.vehicles.all[id], &s.w.vehicles.more[id]
	m.served = 0
	v.started = s.w.now
	s.n++
	s.tail += s.w.space(v.class)
	s.most = max(s.most, s.n)
}

func (s *inBooking) depart(id VehicleID, why reason) {
	s.integrate()
	v, m := &s.w.vehicles.all[id], &s.w.vehicles.more[id]
	m.delays[why] = s.w.now - v.entered
	v.started, v.ended = s.w.now, s.w.now
	s.n--
	s.tail -= s.w.space(v.class)
}

// pass lets a vehicle through that has waited for a reason.
func (s *inBooking) pass(id VehicleID, why reason) {
	s.depart(id, why)
	s.held++
	s.w.recordDone(id, s.id)
	s.w.advance(id)
}

func (s *inBooking) left(VehicleID) {
	s.integrate()
	s.held--
}

func (s *inBooking) integrate() {
	d := int64(s.w.now - s.since)
	s.since = s.w.now
	s.waited += int64(s.n) * d
	s.holding += int64(s.held) * d
}

func (s *inBooking) close(day int) {
	s.integrate()
	r := &s.rec.Days[day]
	r.Waiting, r.Held, r.Inside, r.WaitingMax = s.waited, s.holding, s.waited+s.holding, s.most
	s.waited, s.holding, s.most = 0, 0, s.n
}

func (s *inBooking) inside() int32 { return s.n + s.held }

func (s *inBooking) standing() int32 { return s.n }

func (s *inBooking) runs() bool { return s.n > 0 }
