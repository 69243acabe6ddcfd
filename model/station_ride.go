package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// ride is where freight gathers and goes on together.
//
//	enter --> [ line ] --departure--> [ aboard a carrier ] --arrives--> advance
//	  │ becomes units of another class                    (held while blocked: so is the carrier)
//
// A carrier is a vehicle of its own: it drives its own route over elements of its own,
// and its freight is aboard, in this station, all the while. The freight goes on when
// the carrier has come to the end of its route; the carrier stays there until all of
// it has gone, then lies ready for another trip. Without a carrier, what has gathered
// goes on by itself.
//
// When a trip begins is decided in one place (due): by timetable, or as soon as enough
// waits or the time-out is over. The rest of it: ride_trips.go (carriers), ride_units.go
// (what units take, and become).
type ride struct {
	w    *World
	id   network.ElementID
	el   *network.Element
	plan *network.Ride
	rec  *ElementRecord
	par  *network.RideParams
	yard *network.ServiceParams // its room

	param, serving int // next entries of plan.Params and el.Serving
	queue          line
	filling        []VehicleID    // units that consignments are packed into, in the order they were begun
	late           bool           // some have been filled for as long as they may
	inLine         []int32        // by class
	waits          network.Amount // what waits, all together
	usual          network.Amount // what one unit of the last trip took, in the mean
	gathered       sim.Time       // from the first unit of the last trip until it departed

	next   int      // of plan.Departures
	owed   bool     // a departure of the timetable waits for a carrier
	ready  int32    // carriers that lie here; Unlimited
	lying  moments  // since when each of them has, where they are limited
	coming moments  // when others will
	nth    int64    // trips so far
	cycle  sim.Time // from the last departure known until its carrier lay ready

	out       []VehicleID // carriers under way
	unloading []VehicleID // carriers that have come, with freight that cannot go on
	aboard    int32
	held      int32 // arrived, and blocked

	most                     int32
	seen                     sim.Time // of the integrals
	waiting, riding, holding int64
}

func newRide(w *World, id network.ElementID) *ride {
	el := &w.net.Elements[id]
	r := &ride{w: w, id: id, el: el, plan: el.Ride, rec: &w.out.Elements[id], ready: el.Ride.Size,
		inLine: make([]int32, len(w.net.Classes))}
	for range el.Ride.Size {
		r.lying.insert(0)
	}
	r.control()
	r.arm()
	return r
}

// room is a place in the line, for all that the unit becomes. Where there are places at
// all, there is always one for what comes to an empty line, or to an incomplete batch that
// would wait for ever.
func (r *ride) room(id VehicleID) bool {
	most := r.yard.Room
	if most < 0 {
		return true
	}
	n := r.standing()
	return n+r.becomes(id) <= most || most > 0 && (n == 0 || r.lacks())
}

// lacks tells whether a batch lacks units, whatever time passes.
func (r *ride) lacks() bool {
	return r.plan.Into != network.None && r.par.TimeOut == sim.Never && !r.waits.Reaches(&r.par.Enough)
}

func (r *ride) full() network.Full { return r.yard.Full }

func (r *ride) standing() int32 { return r.queue.n + int32(len(r.filling)) }

func (r *ride) line() (int32, sim.Millimetres) {
	if r.standing() == 0 {
		return 0, 0
	}
	return r.standing(), perRow(r.w.lengthOf(r.inLine), r.el.Rows)
}

// enter: join the line. Nothing departs within enter: that is a move-up.
func (r *ride) enter(id VehicleID) {
	r.integrate()
	if r.plan.Into != network.None {
		r.turn(id)
	} else {
		r.join(id)
	}
	r.most = max(r.most, r.standing())
	if r.due() {
		r.w.mark(r.id)
	}
	r.arm()
}

func (r *ride) join(id VehicleID) {
	r.queue.push(r.w.vehicles.all, id)
	r.inLine[r.w.vehicles.all[id].class]++
	takes := r.takes(id)
	r.waits.Add(&takes, 1)
}

// due tells whether a trip begins now.
func (r *ride) due() bool {
	switch {
	case r.ready == 0:
		return false
	case r.plan.Departures != nil:
		return r.owed && r.worth() && r.nextDeparture() > r.w.now
	case r.queue.n > 0 && (r.late || r.enough()):
		return true
	}
	return r.timeOut() <= r.w.now
}

// enough tells whether as much waits as a trip begins with, or another unit like the last
// one would not fit into it.
func (r *ride) enough() bool {
	if r.waits.Reaches(&r.par.Enough) {
		return true
	}
	more := r.takes(r.queue.tail)
	more.Add(&r.waits, 1)
	return !more.Fits(&r.par.Most)
}

// worth tells whether what waits is worth a departure by timetable.
func (r *ride) worth() bool {
	return (r.queue.n > 0 || r.par.Empty) && r.par.Least.Fits(&r.waits)
}

// timeOut is when a trip begins whatever waits.
func (r *ride) timeOut() sim.Time {
	switch {
	case r.par.TimeOut == sim.Never || r.ready == 0 || r.plan.Departures != nil:
		return sim.Never
	case r.par.Empty && r.lying.n > 0:
		return r.lying.head() + r.par.TimeOut
	}
	first := r.first()
	if first == sim.Never {
		return first
	}
	if r.lying.n > 0 {
		first = max(first, r.lying.head())
	}
	return first + r.par.TimeOut
}

// moveUp lets begin the trips that are due.
func (r *ride) moveUp() {
	r.fillLate()
	for r.due() {
		r.depart(r.owed)
	}
	r.arm()
}

// handle: a dated change, a carrier that lies ready, a departure of the timetable or a
// time-out.
func (r *ride) handle() {
	r.integrate()
	switch now := r.w.now; {
	case r.nextControl() == now:
		r.control()
		r.w.freed(r.id)
	case r.coming.n > 0 && r.coming.head() == now:
		r.coming.pop()
		r.lie()
	case r.nextDeparture() == now:
		r.scheduled()
	}
	r.moveUp()
}

// scheduled makes a departure of the timetable, or owes it when there is no carrier.
func (r *ride) scheduled() {
	r.next++
	if r.owed {
		r.year().Cancelled++
		r.owed = false
	}
	switch {
	case r.ready == 0:
		r.owed = true
	case r.worth():
		r.depart(false)
	default:
		r.year().Cancelled++
	}
}

// left: a unit that has come is gone; with the last one its carrier is free.
func (r *ride) left(id VehicleID) {
	r.integrate()
	r.held--
	more := r.w.vehicles.more
	carrier := more[id].carrier
	if carrier == nobody {
		return
	}
	more[id].carrier = nobody
	if more[carrier].load--; more[carrier].load == 0 {
		r.release(carrier)
	}
}

// control applies every dated change that is due.
func (r *ride) control() {
	for r.param < len(r.plan.Params) && r.plan.Params[r.param].At <= r.w.now {
		r.par = &r.plan.Params[r.param]
		r.param++
		r.w.recordControl(r.id, int64(r.param))
	}
	for r.serving < len(r.el.Serving) && r.el.Serving[r.serving].At <= r.w.now {
		r.yard = &r.el.Serving[r.serving]
		r.serving++
		r.w.recordControl(r.id, int64(r.serving))
	}
}

func (r *ride) nextControl() sim.Time {
	at := sim.Never
	if r.param < len(r.plan.Params) {
		at = r.plan.Params[r.param].At
	}
	if r.serving < len(r.el.Serving) {
		at = min(at, r.el.Serving[r.serving].At)
	}
	return at
}

func (r *ride) nextDeparture() sim.Time {
	if r.next < len(r.plan.Departures) {
		return r.plan.Departures[r.next]
	}
	return sim.Never
}

// arm puts the earliest thing that will happen here into the calendar. Departures come
// last in their instant, so that whoever comes at that moment is still taken along.
func (r *ride) arm() {
	at, rank := r.nextControl(), sim.RankControl
	if r.coming.n > 0 && r.coming.head() < at {
		at, rank = r.coming.head(), sim.RankRelease
	}
	if due := min(r.nextDeparture(), r.timeOut()); due < at {
		at, rank = max(due, r.w.now), sim.RankDepart
	}
	if at == sim.Never {
		r.w.calendar.Clear(int(r.id))
		return
	}
	r.w.calendar.Set(int(r.id), at, rank)
}

func (r *ride) integrate() {
	d := int64(r.w.now - r.seen)
	if d == 0 {
		return
	}
	r.seen = r.w.now
	r.waiting += int64(r.standing()) * d
	r.riding += int64(r.aboard) * d
	r.holding += int64(r.held) * d
}

func (r *ride) close(day int) {
	r.integrate()
	d := &r.rec.Days[day]
	d.Waiting, d.Busy, d.Held, d.WaitingMax = r.waiting, r.riding, r.holding, r.most
	d.Inside = r.waiting + r.riding + r.holding
	r.waiting, r.riding, r.holding = 0, 0, 0
	r.most = r.standing()
}

// expected is the time until the trip that has a place departs: by timetable, else by
// what the last carriers took for their trips, and where there is always one, by how long
// the last trip gathered.
func (r *ride) expected(class int16, ahead int32) sim.Time {
	switch {
	case r.plan.Departures != nil:
		if next := r.next + r.trips(class, ahead); next < len(r.plan.Departures) {
			return r.plan.Departures[next] - r.w.now
		}
		return r.w.plan.Until - r.w.now
	case r.fleet() > 0:
		return sim.Time(r.trips(class, ahead)) * r.round() / sim.Time(r.fleet())
	}
	usual := min(r.gathered, r.par.TimeOut)
	if first := r.first(); first != sim.Never {
		usual -= r.w.now - first
	}
	return max(0, usual)
}

// trips is how many will depart before somebody finds a place who joins behind what waits
// here, and ahead more.
func (r *ride) trips(class int16, ahead int32) int {
	one := r.usual
	if one[network.Units] == 0 {
		c := &r.w.net.Classes[class]
		one = c.Unit(c.Full())
	}
	before, n := r.waits, int64(0)
	before.Add(&one, int64(ahead))
	for m, most := range r.par.Most {
		if most > 0 {
			n = max(n, (before[m]+one[m]-1)/most)
		}
	}
	return int(n)
}

// first is when the first of those who wait joined, Never when nobody waits.
func (r *ride) first() sim.Time {
	first := sim.Never
	if r.queue.n > 0 {
		first = r.w.vehicles.all[r.queue.head].entered
	}
	if len(r.filling) > 0 {
		first = min(first, r.w.vehicles.all[r.filling[0]].entered)
	}
	return first
}

// fleet is how many carriers there are, those of the other end included; not above 0 where
// there is always one.
func (r *ride) fleet() int32 {
	if r.plan.Partner == network.None || r.plan.Size < 0 {
		return r.plan.Size
	}
	return r.plan.Size + r.w.net.Elements[r.plan.Partner].Ride.Size
}

// round is what a carrier took for the way there, and from the other end back.
func (r *ride) round() sim.Time {
	if r.plan.Partner == network.None {
		return r.cycle
	}
	return r.cycle + r.w.stations[r.plan.Partner].(*ride).cycle
}

func (r *ride) inside() int32 { return r.standing() + r.aboard + r.held }

// runs: a departure, a time-out, a carrier or a dated change is to come. A timetable goes on
// beyond the end of the run. What carriers under way do is found out from the elements in
// which they are (reviveRides).
func (r *ride) runs() bool {
	return r.coming.n > 0 || r.nextControl() != sim.Never || r.ready != 0 && (r.plan.Departures != nil || r.timeOut() != sim.Never)
}

func (r *ride) finish() {
	r.integrate()
	all := r.w.vehicles.all
	for id, n := r.queue.head, r.queue.n; n > 0; id, n = all[id].next, n-1 {
		r.w.recordStillWaiting(id, r.id, r.w.now-all[id].entered, 0)
	}
	for _, id := range r.filling {
		r.w.recordStillWaiting(id, r.id, r.w.now-all[id].entered, 0)
	}
	for _, carrier := range r.out {
		m := &r.w.vehicles.more[carrier]
		for id, n := m.aboard, m.load; n > 0; id, n = all[id].next, n-1 {
			r.w.recordStillServed(id, r.id)
		}
	}
	for _, carrier := range r.unloading {
		r.w.recordStillBlocked(carrier)
	}
}
