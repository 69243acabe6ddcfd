package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// The trips of a ride: who boards, and what becomes of the carriers.

func (r *ride) year() *TripYear { return &r.rec.Trips[r.w.year] }

// depart lets board whoever fits, first come first served: who does not fit is not
// passed, unless it would never fit, and then rides alone.
func (r *ride) depart(late bool) {
	r.integrate()
	carrier := nobody
	if r.plan.Carrier != network.None {
		carrier = r.w.sources[r.plan.Carrier].send(r.nth)
	}
	r.nth++
	r.owed = false
	all := r.w.vehicles.all
	if r.queue.n > 0 {
		r.gathered = r.w.now - all[r.queue.head].entered
	}
	var loaded network.Amount
	var boarded line
	for r.queue.n > 0 {
		takes := r.takes(r.queue.head)
		sum := loaded
		if sum.Add(&takes, 1); !sum.Fits(&r.par.Most) && boarded.n > 0 {
			break
		}
		loaded = sum
		id := r.queue.pop(all)
		r.board(id, carrier)
		r.waits.Add(&takes, -1)
		boarded.push(all, id)
	}
	if n := int64(boarded.n); n > 0 {
		for m, x := range loaded {
			r.usual[m] = (x + n - 1) / n
		}
	}
	r.count(loaded, late)
	if r.ready > 0 {
		r.ready--
		r.lying.pop()
	}
	r.late = false
	r.w.freed(r.id)
	r.w.changed(r.id)
	if carrier == nobody {
		r.held += boarded.n
		r.goOn(boarded.head, boarded.n)
		return
	}
	m := &r.w.vehicles.more[carrier]
	m.aboard, m.load = boarded.head, boarded.n
	r.aboard += boarded.n
	r.out = append(r.out, carrier)
	r.w.advance(carrier)
}

// board: the wait of a unit is over.
func (r *ride) board(id, carrier VehicleID) {
	v := &r.w.vehicles.all[id]
	r.inLine[v.class]--
	r.w.recordWait(v, r.id, r.w.now-v.entered, 0)
	v.started, v.ended = r.w.now, r.w.now
	r.w.vehicles.more[id].carrier = carrier
}

func (r *ride) count(loaded network.Amount, late bool) {
	y := r.year()
	y.Trips++
	if late {
		y.Late++
	}
	y.Loaded.Add(&loaded, 1)
	for m, most := range r.par.Most {
		if limit := network.AnyAmount(); most < limit[m] {
			y.Offered[m] += most
		}
	}
}

// goOn sends units on that have come.
func (r *ride) goOn(id VehicleID, n int32) {
	for ; n > 0; n-- {
		v := &r.w.vehicles.all[id]
		next := v.next
		v.ended = r.w.now
		if rest := r.w.net.Classes[v.class].Rest; rest.Lasts > 0 && v.ended-v.started >= rest.Lasts {
			r.w.vehicles.more[id].driven = 0 // the driver has rested aboard
		}
		r.w.advance(id)
		id = next
	}
}

// arrives: a carrier has come to the end of its route. It leaves the corridor when all
// its freight has gone on, which this reports.
func (r *ride) arrives(carrier VehicleID) bool {
	r.integrate()
	r.out = slices.DeleteFunc(r.out, func(id VehicleID) bool { return id == carrier })
	m := &r.w.vehicles.more[carrier]
	r.unloading = append(r.unloading, carrier)
	if m.load == 0 {
		r.release(carrier)
		return true
	}
	n := m.load
	r.aboard -= n
	r.held += n
	r.goOn(m.aboard, n)
	return !slices.Contains(r.unloading, carrier)
}

// release lets an empty carrier go; it lies ready again after its turnaround.
func (r *ride) release(carrier VehicleID) {
	r.unloading = slices.DeleteFunc(r.unloading, func(id VehicleID) bool { return id == carrier })
	departed := r.w.vehicles.all[carrier].born
	r.w.leave(carrier)
	r.w.retire(carrier)
	r.cycle = r.w.now - departed + r.par.Turnaround
	if r.plan.Size < 0 {
		return
	}
	at := r
	if r.plan.Partner != network.None {
		at = r.w.stations[r.plan.Partner].(*ride)
	}
	at.comes(r.w.now + r.par.Turnaround)
}

// comes: a carrier will lie ready here.
func (r *ride) comes(at sim.Time) {
	if at > r.w.now {
		r.coming.insert(at)
		r.arm()
		return
	}
	r.lie()
	if r.due() {
		r.w.mark(r.id)
	}
	r.arm()
}

// lie: one more carrier lies ready.
func (r *ride) lie() {
	r.ready++
	r.lying.insert(r.w.now)
}

// send makes the n-th carrier of a flow of carriers, ready to set out.
func (s *source) send(nth int64) VehicleID {
	id := s.create(0, nth)
	s.count(id, false)
	s.w.vehicles.all[id].hop = s.w.begin[s.flow.Routes[0]]
	return id
}

// carries lists, by flow of carriers, the ride they belong to; nil for other flows. It
// is nil where there are none.
func (w *World) carries() []*ride {
	var all []*ride
	for e := range w.net.Elements {
		plan := w.net.Elements[e].Ride
		if plan == nil || plan.Carrier == network.None {
			continue
		}
		if all == nil {
			all = make([]*ride, len(w.net.Flows))
		}
		all[plan.Carrier] = w.stations[e].(*ride)
	}
	return all
}

// moments is a list of times in ascending order, taken from its front.
type moments struct {
	buf   []sim.Time
	start int
	n     int
}

func (q *moments) head() sim.Time { return q.buf[q.start] }

func (q *moments) pop() {
	q.start++
	if q.n--; q.n == 0 {
		q.buf, q.start = q.buf[:0], 0
	}
}

// insert keeps the order; times nearly always come in it.
func (q *moments) insert(at sim.Time) {
	if q.start > 0 && len(q.buf) == cap(q.buf) {
		q.buf = q.buf[:copy(q.buf, q.buf[q.start:])]
		q.start = 0
	}
	q.buf = append(q.buf, at)
	q.n++
	for i := len(q.buf) - 1; i > q.start && q.buf[i-1] > at; i-- {
		q.buf[i-1], q.buf[i] = q.buf[i], q.buf[i-1]
	}
}
