package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// Visit is one stay of a vehicle in an element: the only source of the hash, the
// vehicle log and the trace. On a road Started is the moment it was due at the end.
type Visit struct {
	Flow    network.FlowID
	Class   network.ClassID
	Vehicle uint64 // its key: the same in every run that knows this vehicle
	Element network.ElementID
	Entered sim.Time // joined the line, or entered the road
	Started sim.Time // service began, or due at the end by free flow
	Ended   sim.Time // ready to leave
	Left    sim.Time
	Rested  sim.Time // part of the time from Entered to Started in which the driver rested
}

// record is that of a class at an element.
func (w *World) record(e network.ElementID, class int16) *ClassRecord {
	return &w.records[int(e)*len(w.net.Classes)+int(class)]
}

// counted is the part of [from, to) that lies in what is counted.
func (w *World) counted(from, to sim.Time) int64 {
	if from < w.plan.From && w.day > 0 {
		from = min(w.plan.From, to)
	}
	return int64(to - from)
}

// recordWait: the wait of a vehicle in its element is over (wait ticks, of them
// opening ticks without a manned lane).
func (w *World) recordWait(v *vehicle, e network.ElementID, wait, opening sim.Time) {
	c := w.record(e, v.class)
	c.Wait[w.yearOfDay[v.day]].Add(wait)
	if wait == 0 {
		return
	}
	d := &c.Days[v.day]
	d.Delayed++
	d.Wait += int64(wait)
	d.Opening += int64(opening)
	w.chargeWait(v, e, wait, opening)
}

// chargeWait charges a wait that ends now.
func (w *World) chargeWait(v *vehicle, e network.ElementID, wait, opening sim.Time) {
	causes := w.causesOf(v)
	part := w.counted(w.now-wait, w.now)
	switch w.manner[e] {
	case asRoad:
		causes[Discharge].Add(part)
		return
	case asRide:
		causes[Departure].Add(part)
		w.record(e, v.class).Delay[w.year][Departure] += part
		return
	}
	open := min(int64(opening), part)
	causes[WaitOpening].Add(open)
	causes[WaitLane].Add(part - open)
}

// recordVisit: a vehicle that had ended leaves its element now.
func (w *World) recordVisit(id VehicleID, e network.ElementID) {
	v := &w.vehicles.all[id]
	c := w.record(e, v.class)
	c.Days[w.day].Passed++
	d := &c.Days[v.day]
	causes := w.causesOf(v)
	w.recordStay(id, e, d, causes)
	if v.ended != w.now {
		d.Blocked += int64(w.now - v.ended)
		causes[Blocked].Add(w.counted(v.ended, w.now))
	}
	h := &w.hops[v.hop]
	ends := h.passage != 0 && w.hops[w.following(id)].passage != h.passage
	if w.charging {
		w.charge(id, ends)
	}
	if ends {
		passages := &w.out.Segments[h.segment].Classes[v.class]
		passages.Time[w.yearAt(v.passage)].Add(w.now - v.passage)
		passages.Days[w.day].Ended++
	}
	w.out.Visits++
	w.out.Hash = rolling(w.out.Hash, w.names[e]^v.key, uint64(v.entered), uint64(v.started), uint64(w.now))
	if w.visit != nil {
		seen := Visit{network.FlowID(v.flow), network.ClassID(v.class), v.key, e, v.entered, v.started, v.ended, w.now, 0}
		if w.resting {
			seen.Rested = w.vehicles.more[id].paused
		}
		w.visit(seen)
	}
}

// recordStay: what a vehicle that has ended did in its element, its wait apart; halls and
// bookings write it themselves (recordDone).
func (w *World) recordStay(id VehicleID, e network.ElementID, d *ClassDay, causes *[Causes]sim.Sum) {
	v := &w.vehicles.all[id]
	switch w.manner[e] {
	case asRoad:
		d.Service += int64(v.started - v.entered)
		w.chargeDriving(id, e, v.started)
	case asService:
		d.Service += int64(v.ended - v.started)
		causes[InService].Add(w.counted(v.started, v.ended))
	case asRide:
		d.Service += int64(v.ended - v.started)
		causes[Riding].Add(w.counted(v.started, v.ended))
	}
}

// recordOutside: a vehicle that was ready outside enters, or is lost, now.
func (w *World) recordOutside(v *vehicle) {
	if v.ended != w.now {
		w.causesOf(v)[Outside].Add(w.counted(v.ended, w.now))
	}
}

func (w *World) recordControl(e network.ElementID, what int64) {
	w.out.Hash = rolling(w.out.Hash, w.names[e], uint64(w.now), uint64(what), 1)
}

// rolling folds four words into a hash; order matters.
func rolling(h, a, b, c, d uint64) uint64 {
	const m = 0x9E3779B97F4A7C15
	h = (h ^ a) * m
	h ^= h >> 29
	h += b*0xD6E8FEB86659FD93 + c*0xA0761D6478BD642F + d*0xE7037ED1A0B428DB
	h *= m
	return h ^ h>>32
}

// At the end, vehicles still inside enter the records with their age.

func (w *World) recordStillWaiting(id VehicleID, e network.ElementID, wait, opening sim.Time) {
	v := &w.vehicles.all[id]
	w.recordWait(v, e, wait, opening)
	w.record(e, v.class).Days[v.day].Unended++
	w.recordStill(id)
}

func (w *World) recordStillServed(id VehicleID, e network.ElementID) {
	v := &w.vehicles.all[id]
	w.record(e, v.class).Days[v.day].Service += int64(w.now - v.started)
	cause := InService
	if w.manner[e] == asRide {
		cause = Riding
	}
	w.causesOf(v)[cause].Add(w.counted(v.started, w.now))
	w.recordStill(id)
}

func (w *World) recordStillDriving(id VehicleID, e network.ElementID) {
	v := &w.vehicles.all[id]
	w.record(e, v.class).Days[v.day].Service += int64(w.now - v.entered)
	w.chargeDriving(id, e, w.now)
	w.recordStill(id)
}

func (w *World) recordStillStanding(id VehicleID, e network.ElementID) {
	v := &w.vehicles.all[id]
	d := &w.record(e, v.class).Days[v.day]
	d.Service += int64(v.started - v.entered)
	w.chargeDriving(id, e, v.started)
	w.recordWait(v, e, w.now-v.started, 0)
	d.Unended++
	w.recordStill(id)
}

// recordStillBlocked: in the line of an element further on, or outside.
func (w *World) recordStillBlocked(id VehicleID) {
	v := &w.vehicles.all[id]
	f := &w.out.Flows[v.flow]
	e := w.hops[v.hop].element
	if e == network.None {
		w.causesOf(v)[Outside].Add(w.counted(v.ended, w.now))
		f.Outside++
		w.recordStill(id)
		return
	}
	d := &w.record(e, v.class).Days[v.day]
	causes := w.causesOf(v)
	w.recordStay(id, e, d, causes)
	d.Blocked += int64(w.now - v.ended)
	causes[Blocked].Add(w.counted(v.ended, w.now))
	w.recordStill(id)
}

func (w *World) recordStill(id VehicleID) {
	v := &w.vehicles.all[id]
	f := &w.out.Flows[v.flow]
	f.Inside++
	w.book(&f.InsideFreight, id)
	w.lifetime[v.flow].Add(w.counted(v.born, w.now))
	h := &w.hops[v.hop]
	if h.element != network.None {
		w.found[h.element][v.class]++
	}
	if w.charging {
		w.detained(v, h.segment != network.None)
	}
	if h.segment != network.None {
		c := &w.out.Segments[h.segment].Classes[v.class]
		y := w.yearAt(v.passage)
		c.Time[y].Add(w.now - v.passage)
		c.Still[y]++
	}
}

// yearAt returns the record of the year in which t lies, 0 before counting began.
func (w *World) yearAt(t sim.Time) int {
	y := w.year
	for y > 0 && t < w.yearFrom[y] {
		y--
	}
	return y
}

// spread adds the vehicle time between from and to, now at the latest, to the days
// it lies in.
func (w *World) spread(rec *ElementRecord, from, to sim.Time) {
	for d := w.day; to > from; d-- {
		start := max(from, w.dayFrom[d])
		rec.Days[d].Waiting += int64(to - start)
		to = start
	}
}
