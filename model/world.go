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
	enter(v VehicleID)                          // takes it; asked before
	handle()                                    // its slot in the calendar is due
	left(v VehicleID)                           // a vehicle that had ended here has gone
	close(day int)                              // writes its integrals up to now into the day's record
	expected(class int16, ahead int32) sim.Time // wait of somebody who joins now, behind what waits here and ahead more; sim.Never: no end in sight
	inside() int32                              // vehicles in it
	runs() bool                                 // something will happen here without anybody leaving
	finish()                                    // enters the vehicles still inside with their age
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

	lines  []blockedLine       // by element: who waits further up to enter it
	moving []network.ElementID // elements with room to offer to their line, ascending
	marked []bool              // by element: is in moving
	same   int                 // events at this very tick: catches loops that take no time

	day, year int // records being written: 0 is what is not counted
	out       *Outcome
	records   []ClassRecord // of out: by element and class
	reported  []bool        // by element: its gridlock is known
	alive     []bool        // scratch of findGridlock

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

// stuck is how many events at one tick are taken for an endless loop.
const stuck = 20_000_000

func newWorld(p *prepared, replication int, visit func(Visit), stopped func() bool) *World {
	net := p.net
	w := &World{prepared: p, seed: p.plan.Seed, replication: replication, visit: visit, stopped: stopped,
		calendar: sim.NewCalendar(len(net.Elements) + 1 + len(net.Flows)),
		vehicles: slab{free: nobody},
		stations: make([]station, len(net.Elements)),
		sources:  make([]source, len(net.Flows)),
		lines:    make([]blockedLine, len(net.Elements)),
		marked:   make([]bool, len(net.Elements)),
		reported: make([]bool, len(net.Elements)),
		alive:    make([]bool, len(net.Elements)),
		lifetime: make([]sim.Sum, len(net.Flows)),
		found:    make([][]int64, len(net.Elements)),
	}
	w.out, w.records = newOutcome(p, replication)
	for i := range net.Elements {
		w.stations[i] = newStation(w, network.ElementID(i))
		w.found[i] = make([]int64, len(net.Classes))
	}
	for i := range net.Flows {
		w.sources[i].init(w, network.FlowID(i))
	}
	return w
}

// newStation is the one list of stations.
func newStation(w *World, id network.ElementID) station {
	switch e := &w.net.Elements[id]; e.Station {
	case network.Service:
		return newService(w, id)
	case network.Road:
		return newRoad(w, id)
	default:
		panic(fmt.Sprintf("element %s has unknown station %d", e.Name, e.Station))
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
		if !w.until(days[d+1]) {
			return errStopped
		}
		w.closeDay()
		progress(d)
	}
	return w.finish()
}

// until lets everything happen that is due before limit. It returns false when the
// run is no longer wanted.
func (w *World) until(limit sim.Time) bool {
	moves := len(w.stations)
	for n := 1; ; n++ {
		slot, at, _ := w.calendar.Peek()
		if at >= limit {
			w.now = limit
			return !w.stopped()
		}
		if n%patience == 0 && w.stopped() {
			return false
		}
		if at < w.now {
			panic(fmt.Sprintf("the clock of %s goes back from %v to %v", w.slotName(slot), w.now, at))
		}
		if at == w.now {
			if w.same++; w.same > stuck {
				panic(fmt.Sprintf("more than %d events at one instant: %s moves vehicles in no time", stuck, w.slotName(slot)))
			}
		} else {
			w.now, w.same = at, 0
		}
		switch {
		case slot < moves:
			w.stations[slot].handle()
		case slot == moves:
			w.moveUp()
		default:
			w.sources[slot-moves-1].arrive()
		}
	}
}

func (w *World) slotName(slot int) string {
	switch n := len(w.stations); {
	case slot < n:
		return w.net.Elements[slot].Name
	case slot == n:
		return w.net.Elements[w.moving[0]].Name
	default:
		return w.net.Flows[slot-n-1].Name
	}
}

// advance sends a vehicle that has ended in its element, or was just born, on to
// the next one. If that has no room the vehicle stays, holding what it holds, in the
// line of the blocked; a refusal becomes final only when the releases and move-ups
// of this instant are done. It reports whether the vehicle has left.
func (w *World) advance(id VehicleID) bool {
	v := &w.vehicles.all[id]
	next := w.hops[v.hop+1].element
	if next == network.None {
		w.leave(id)
		w.retire(id)
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
	if w.fullOf(next) == network.Lose {
		w.freed(next)
	}
	return false
}

// fullOf returns what the element does with a vehicle that finds no room.
func (w *World) fullOf(e network.ElementID) network.Full {
	switch s := w.stations[e].(type) {
	case *service:
		return s.par.Full
	case *road:
		return s.par.Full
	}
	return network.Block
}

// freed notes that an element may have room for its line of the blocked; they move
// up within this instant, after all releases.
func (w *World) freed(e network.ElementID) {
	if w.marked[e] || w.lines[e].n == 0 {
		return
	}
	w.marked[e] = true
	i := len(w.moving)
	w.moving = append(w.moving, e)
	for ; i > 0 && w.moving[i-1] > e; i-- {
		w.moving[i] = w.moving[i-1]
	}
	w.moving[i] = e
	w.calendar.Set(len(w.stations), w.now, sim.RankMove)
}

// moveUp offers the room of the first marked element to its line, first come first
// served; where the element turns away, whoever is left over is lost.
func (w *World) moveUp() {
	e := w.moving[0]
	w.moving = w.moving[:copy(w.moving, w.moving[1:])]
	w.marked[e] = false
	if len(w.moving) == 0 {
		w.calendar.Clear(len(w.stations))
	}
	l := &w.lines[e]
	for l.n > 0 && w.stations[e].room(l.head) {
		w.integrate(l)
		id := l.pop(w.vehicles.all)
		w.leave(id)
		w.enter(id)
	}
	if w.fullOf(e) != network.Lose {
		return
	}
	for l.n > 0 {
		w.integrate(l)
		id := l.pop(w.vehicles.all)
		w.leave(id)
		w.lose(id, e)
	}
}

// leave takes a vehicle out of its element, or from outside, and records the visit.
func (w *World) leave(id VehicleID) {
	v := &w.vehicles.all[id]
	e := w.hops[v.hop].element
	if e == network.None {
		w.recordOutside(v)
		return
	}
	w.recordVisit(v, e)
	w.stations[e].left(id)
	w.freed(e)
}

// enter puts a vehicle into the next element of its route, which has room.
func (w *World) enter(id VehicleID) {
	v := &w.vehicles.all[id]
	from := &w.hops[v.hop]
	outside := from.element == network.None
	v.hop++
	h := &w.hops[v.hop]
	v.entered, v.day = w.now, int32(w.day)
	if h.passage != from.passage {
		v.passage = w.now
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
	y.Journey.Add(w.now - v.born)
	w.lifetime[v.flow].Add(w.counted(v.born, w.now))
	w.vehicles.give(id)
}

// lose ends a vehicle that a full element turned away.
func (w *World) lose(id VehicleID, e network.ElementID) {
	v := &w.vehicles.all[id]
	w.out.Flows[v.flow].Years[w.year].Lost++
	w.lifetime[v.flow].Add(w.counted(v.born, w.now))
	w.record(e, v.class).Days[w.day].Lost++
	w.vehicles.give(id)
}

func (w *World) integrate(l *blockedLine) {
	l.integral += int64(l.n) * int64(w.now-l.since)
	l.since = w.now
}
