package model

import (
	"fmt"

	"corridor/model/network"
	"corridor/sim"
)

// station is a machine that vehicles pass: a service or a road. Only the World calls
// it, and it never calls another station; it sends a vehicle on by World.advance.
type station interface {
	room(v VehicleID) bool                      // would it take the vehicle now?
	full() network.Full                         // what happens to one it has no room for?
	enter(v VehicleID)                          // takes it; asked before
	handle()                                    // its slot in the calendar is due
	left(v VehicleID)                           // a vehicle that had ended here has gone
	close(day int)                              // writes its integrals up to now into the day's record
	expected(class int16, ahead int32) sim.Time // wait of somebody who joins now, behind what waits here and ahead more; sim.Never: no end in sight
	inside() int32                              // vehicles in it
	standing() int32                            // vehicles waiting in it
	line() (n int32, tail sim.Millimetres)      // the same, and how long their line is
	runs() bool                                 // something will happen here without anybody leaving
	finish()                                    // enters the vehicles still inside with their age
}

// actor does things to stations: it takes lanes away, brings officers, moves lanes over.
type actor interface {
	handle() // its slot in the calendar is due
	finish() // enters what is still going on
}

// World is one replication. It owns where every vehicle is: it alone asks for room,
// moves, blocks, and counts. The order of simultaneous events is that of sim.Rank,
// then sources and elements by name.
type World struct {
	*prepared
	seed        uint64
	replication int
	visit       func(Visit) // nil: nobody looks
	stopped     func() bool // the run is no longer wanted

	now      sim.Time
	calendar *sim.Calendar
	vehicles slab
	stations []station
	sources  []source
	actors   []actor // pools first
	pools    []*pool
	bookings []*booking
	meters   []*metering
	permits  []permits

	lines    []blockedLine       // by element: who waits further up to enter it
	moving   []network.ElementID // elements with room to offer to their line, ascending; then pools
	marked   []bool              // by element, then pool: is in moving
	watchers [][]watcher         // by element: who is told when its line changes; nil where nobody is
	forks    []sim.Base          // by fork
	channels []sim.Base          // by segment
	same     int                 // events at this very tick: catches loops that take no time

	day, year int // records being written: 0 is what is not counted
	hour      int // next entry of hourly
	out       *Outcome
	records   []ClassRecord // of out: by element and class
	reported  []bool        // by element: its gridlock is known
	alive     []bool        // scratch of findGridlock
	carrying  []*ride       // by flow: the ride that sends it; nil where nothing rides

	// The second book of the ledger, kept apart from the records it checks.
	lifetime []sim.Sum // by flow: ticks lived since counting began
	found    [][]int64 // by element, class: vehicles found inside at the end
}

// blockedLine is the line of vehicles that have ended elsewhere, or wait outside,
// and want to enter one element: first come, first served.
type blockedLine struct {
	line
	since    sim.Time // of the integral
	integral int64
}

// patience is how many events happen before a World looks up whether it should stop.
const patience = 1 << 16

func newWorld(p *prepared, replication int, visit func(Visit), stopped func() bool) *World {
	net := p.net
	w := &World{prepared: p, seed: p.plan.Seed, replication: replication, visit: visit, stopped: stopped,
		calendar: sim.NewCalendar(len(net.Elements) + len(net.Flows) + len(net.Pools) + len(net.Disruptions) + len(net.Swings) + len(net.Flows)),
		vehicles: slab{unused: nobody, wide: p.wide},
		stations: make([]station, len(net.Elements)),
		sources:  make([]source, len(net.Flows)),
		lines:    make([]blockedLine, len(net.Elements)),
		marked:   make([]bool, len(net.Elements)+len(net.Pools)),
		watchers: make([][]watcher, len(net.Elements)),
		reported: make([]bool, len(net.Elements)),
		alive:    make([]bool, len(net.Elements)),
		lifetime: make([]sim.Sum, len(net.Flows)),
		found:    make([][]int64, len(net.Elements)),
	}
	w.out, w.records = newOutcome(p, replication)
	w.turnBases()
	w.newPools()
	w.newBookings()
	w.newPermits()
	for i := range net.Elements {
		w.stations[i] = newStation(w, network.ElementID(i))
		w.found[i] = make([]int64, len(net.Classes))
	}
	for i := range net.Flows {
		w.sources[i].init(w, network.FlowID(i))
	}
	w.carrying = w.carries()
	w.newActors()
	return w
}

// newActors is the one list of actors.
func (w *World) newActors() {
	for _, p := range w.pools {
		w.actors = append(w.actors, p)
		p.start(w.slotOf(len(w.actors) - 1))
	}
	for i := range w.net.Disruptions {
		w.actors = append(w.actors, newDisruption(w, network.DisruptionID(i), w.slotOf(len(w.actors))))
	}
	for i := range w.net.Swings {
		w.actors = append(w.actors, newSwing(w, i, w.slotOf(len(w.actors))))
	}
	for i := range w.net.Meters {
		newMetering(w, i)
	}
	w.newDiversions()
	w.newBoards()
}

// slotOf is the slot of an actor in the calendar.
func (w *World) slotOf(actor int) int { return len(w.stations) + len(w.sources) + actor }

// newStation is the one list of stations.
func newStation(w *World, id network.ElementID) station {
	switch w.manner[id] {
	case asService:
		return newService(w, id)
	case asHall:
		return newHall(w, id)
	case asRoad:
		return newRoad(w, id)
	case asVirtual:
		return newVirtual(w, id)
	case asRide:
		return newRide(w, id)
	default:
		return newGate(w, id)
	}
}

// run simulates the whole horizon, from bin to bin, so that no event looks at bins.
func (w *World) run(progress func(day int)) error {
	for i := range w.sources {
		w.sources[i].fill()
	}
	if !w.until(w.plan.From) {
		return errStopped
	}
	w.count()
	days := w.plan.Bins.Days
	for d := 0; d+1 < len(days); d++ {
		w.day, w.year = d+1, int(w.plan.Bins.Year[d])+1
		for ; w.hour < len(w.hourly) && w.hourly[w.hour] < days[d+1]; w.hour++ {
			if !w.until(w.hourly[w.hour]) {
				return errStopped
			}
			w.seeLines()
		}
		if !w.until(days[d+1]) {
			return errStopped
		}
		w.closeDay()
		progress(d)
	}
	return w.finish()
}

// until lets everything happen that is due before limit. It returns false when the
// run is no longer wanted. Move-ups need no place in the calendar: they come as soon as
// nothing of an earlier rank is left in the instant.
func (w *World) until(limit sim.Time) bool {
	for n := 1; ; n++ {
		if n%patience == 0 && w.stopped() {
			return false
		}
		slot, at, rank := w.calendar.Peek()
		if len(w.moving) > 0 && (at > w.now || rank > sim.RankMove) {
			w.sameInstant(w.moveName)
			w.moveUp()
			continue
		}
		if at >= limit {
			w.now = limit
			return !w.stopped()
		}
		if at < w.now {
			panic(fmt.Sprintf("the clock of %s goes back from %v to %v", w.slotName(slot), w.now, at))
		}
		if at == w.now {
			w.sameInstant(func() string { return w.slotName(slot) })
		} else {
			w.now, w.same = at, 0
		}
		switch elements := len(w.stations); {
		case slot < elements:
			w.stations[slot].handle()
		case slot < elements+len(w.sources):
			w.sources[slot-elements].arrive()
		default:
			w.actors[slot-w.slotOf(0)].handle()
		}
	}
}

// advance sends a vehicle that has ended in its element, or was just born, on to
// the next one. If that has no room the vehicle stays, holding what it holds, in the
// line of the blocked; a refusal becomes final only when the releases and move-ups
// of this instant are done. It reports whether the vehicle has left.
func (w *World) advance(id VehicleID) bool {
	if w.hops[w.vehicles.all[id].hop].parting {
		w.part(id)
	}
	to := w.vehicles.all[id].hop + 1
	if w.turning {
		to = w.onward(id)
	}
	hop := &w.hops[to]
	next := hop.element
	if next == network.None {
		if w.carrying != nil {
			if r := w.carrying[w.vehicles.all[id].flow]; r != nil {
				return r.arrives(id)
			}
		}
		w.leave(id)
		w.retire(id)
		return true
	}
	if hop.choosy && w.stations[next].(*hall).balks(id) {
		w.leave(id)
		w.lose(id, next, Balked)
		return true
	}
	l := &w.lines[next]
	if l.n == 0 && w.stations[next].room(id) {
		w.leave(id)
		w.enter(id)
		return true
	}
	w.integrate(l)
	l.push(w.vehicles.all, id)
	w.changed(next)
	if w.stations[next].full() == network.Lose {
		w.freed(next)
	}
	return false
}

// freed notes that an element may have room for its line of the blocked; they move
// up within this instant, after all releases.
func (w *World) freed(e network.ElementID) {
	if w.lines[e].n > 0 {
		w.mark(e)
	}
}

// mark gives an element, or a pool, its turn among the move-ups of this instant.
func (w *World) mark(e network.ElementID) {
	if w.marked[e] {
		return
	}
	w.marked[e] = true
	i := len(w.moving)
	w.moving = append(w.moving, e)
	for ; i > 0 && w.moving[i-1] > e; i-- {
		w.moving[i] = w.moving[i-1]
	}
	w.moving[i] = e
}

// moveUp lets the first that is marked have its turn: a pool sends its officers, a hall
// lets begin whoever may now, and the room of an element is offered to its line of the
// blocked, first come first served; where the element turns away, whoever is left over
// is lost.
func (w *World) moveUp() {
	e := w.moving[0]
	w.moving = w.moving[:copy(w.moving, w.moving[1:])]
	w.marked[e] = false
	if n := network.ElementID(len(w.stations)); e >= n {
		w.pools[e-n].assign()
		return
	}
	switch w.manner[e] {
	case asHall:
		w.stations[e].(*hall).moveUp()
	case asRide:
		w.stations[e].(*ride).moveUp()
	}
	l := &w.lines[e]
	for l.n > 0 && w.stations[e].room(l.head) {
		w.integrate(l)
		id := l.pop(w.vehicles.all)
		w.leave(id)
		w.enter(id)
		w.changed(e)
	}
	if l.n == 0 || w.stations[e].full() != network.Lose {
		return
	}
	for l.n > 0 {
		w.integrate(l)
		id := l.pop(w.vehicles.all)
		w.leave(id)
		w.lose(id, e, TurnedAway)
	}
	w.changed(e)
}

// watcher is told when the line of an element has changed.
type watcher interface{ look(e network.ElementID) }

// changed tells those who watch the line of an element.
func (w *World) changed(e network.ElementID) {
	for _, x := range w.watchers[e] {
		x.look(e)
	}
}

// before is how many vehicles wait for an element, those held further up included.
func (w *World) before(e network.ElementID) int32 {
	return w.stations[e].standing() + w.lines[e].n
}

// leave takes a vehicle out of its element, or from outside, and records the visit.
func (w *World) leave(id VehicleID) {
	v := &w.vehicles.all[id]
	e := w.hops[v.hop].element
	if e == network.None {
		w.recordOutside(v)
		return
	}
	w.recordVisit(id, e)
	w.stations[e].left(id)
	w.freed(e)
}

// enter puts a vehicle into the next element of its route, which has room.
func (w *World) enter(id VehicleID) {
	v := &w.vehicles.all[id]
	from := &w.hops[v.hop]
	outside := from.element == network.None
	v.hop = w.following(id)
	h := &w.hops[v.hop]
	v.entered, v.day = w.now, int32(w.day)
	if h.passage != from.passage {
		v.passage = w.now
		if h.passage != 0 {
			w.out.Segments[h.segment].Classes[v.class].Days[w.day].Begun++
		}
	}
	w.record(h.element, v.class).Days[v.day].Arrived++
	flow := v.flow
	w.stations[h.element].enter(id)
	if outside {
		w.sources[flow].entered()
	}
}

// retire ends a vehicle at the end of its route.
func (w *World) retire(id VehicleID) {
	v := &w.vehicles.all[id]
	y := &w.out.Flows[v.flow].Years[w.year]
	y.Left++
	w.book(&y.Freight.Left, id)
	if w.freighted && w.vehicles.more[id].load > 0 {
		w.unload(id, &y.Journey)
	} else {
		y.Journey.Add(w.now - v.born)
	}
	w.lifetime[v.flow].Add(w.counted(v.born, w.now))
	if w.charging {
		w.detained(v, false)
	}
	w.vehicles.give(id)
}

func (w *World) integrate(l *blockedLine) {
	l.integral += int64(l.n) * int64(w.now-l.since)
	l.since = w.now
}
