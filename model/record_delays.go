package model

import (
	"fmt"

	"corridor/model/network"
	"corridor/sim"
)

// Stations that keep more of a vehicle than two moments (halls, bookings) write its
// waits and its service when they are over, with the delays by reason that the vehicle
// has gathered.

// reason is why a vehicle of such a station waits, other than for a lane.
type reason uint8

const (
	forOpening reason = iota
	forRepair
	forStaff
	forQuota
	forMeter
	interrupted
	forSlot
	elsewhere
	reasons           // number of reasons
	forLane = reasons // what is not kept: the rest of the wait
)

// causeOf returns the cause of each reason.
func causeOf(r reason) Cause {
	return [...]Cause{WaitOpening, Breakdown, WaitStaff, WaitQuota, Metered, Interrupted, WaitSlot, VirtualQueue, WaitLane}[r]
}

// recordDone: what a vehicle has come for is done, or it gives up, now.
func (w *World) recordDone(id VehicleID, e network.ElementID) {
	v, m := &w.vehicles.all[id], &w.vehicles.more[id]
	c := w.record(e, v.class)
	wait := w.now - v.entered - m.served
	c.Wait[w.yearOfDay[v.day]].Add(wait)
	d := &c.Days[v.day]
	d.Service += int64(m.served)
	if wait > 0 {
		d.Delayed++
		d.Wait += int64(wait)
	}
	over := int64(w.now-v.entered) - w.counted(v.entered, w.now)
	causes := w.causesOf(v)
	lane := wait
	if m.told {
		d.Opening += int64(m.delays[forOpening])
		lane -= sumOf(&m.delays)
		over = w.chargeReasons(m, c, causes, over, int64(lane))
		m.told, m.delays = false, [reasons]sim.Time{}
	} else {
		off := min(over, int64(lane))
		causes[WaitLane].Add(int64(lane) - off)
		c.Delay[w.year][WaitLane] += int64(lane) - off
		over -= off
	}
	causes[InService].Add(int64(m.served) - over)
}

func sumOf(delays *[reasons]sim.Time) (sum sim.Time) {
	for _, t := range delays {
		sum += t
	}
	return sum
}

// chargeReasons charges the waits of a stay that ends now. What lies before counting
// began, over, is taken off the wait for a lane first, then off the others; it returns
// what is to be taken off the service.
func (w *World) chargeReasons(m *more, c *ClassRecord, causes *[Causes]sim.Sum, over, lane int64) int64 {
	charge := func(cause Cause, ticks int64) {
		off := min(over, ticks)
		over -= off
		causes[cause].Add(ticks - off)
		c.Delay[w.year][cause] += ticks - off
	}
	charge(WaitLane, lane)
	for r, t := range m.delays {
		charge(causeOf(reason(r)), int64(t))
	}
	return over
}

// recordStillThere: at the end of the run, a vehicle that is not done; it waits, or it is
// served.
func (w *World) recordStillThere(id VehicleID, e network.ElementID, waits bool) {
	v := &w.vehicles.all[id]
	w.recordDone(id, e)
	if waits {
		w.record(e, v.class).Days[v.day].Unended++
	}
	w.recordStill(id)
}

// lose ends a vehicle that does not enter an element.
func (w *World) lose(id VehicleID, e network.ElementID, why Exit) {
	v := &w.vehicles.all[id]
	w.record(e, v.class).Days[w.day].Lost++
	h := &w.hops[v.hop] // which it has left
	w.exit(id, e, why, h.passage != 0 && w.hops[w.following(id)].passage == h.passage)
}

// quit ends a vehicle in an element, which has let go of it.
func (w *World) quit(id VehicleID, e network.ElementID, why Exit) {
	w.recordDone(id, e)
	v := &w.vehicles.all[id]
	w.record(e, v.class).Days[w.day].Quit++
	w.out.Hash = rolling(w.out.Hash, w.names[e]^v.key, uint64(v.entered), uint64(w.now), uint64(why)+2)
	w.exit(id, e, why, w.hops[v.hop].passage != 0)
	w.freed(e)
}

// exit takes a vehicle out of the corridor before the end of its route, within the passage
// of a segment or not.
func (w *World) exit(id VehicleID, e network.ElementID, why Exit, within bool) {
	v := &w.vehicles.all[id]
	if w.carrying != nil && w.carrying[v.flow] != nil {
		panic(faulty{w.net.Flows[v.flow].Name, fmt.Sprintf("one of its trains or vessels would leave the corridor at %s (%s), with all that is aboard", w.net.Elements[e].Name, why)})
	}
	y := &w.out.Flows[v.flow].Years[w.year]
	y.Gone[why]++
	w.book(&y.Freight.Gone[why], id)
	w.record(e, v.class).Gone[w.year][why]++
	if w.freighted {
		w.unload(id, nil)
	}
	w.lifetime[v.flow].Add(w.counted(v.born, w.now))
	if w.charging {
		w.detained(v, within)
	}
	w.vehicles.give(id)
}
