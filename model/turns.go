package model

import (
	"math/bits"

	"corridor/model/network"
	"corridor/sim"
)

// Where a vehicle goes next: to the next hop of its route, unless a fork sends it
// elsewhere or its channel leaves hops out. Everything here is asked only where the
// network has forks or channels (World.turning).

// onward settles the hop that a vehicle goes to next.
func (w *World) onward(id VehicleID) int32 {
	v, m := &w.vehicles.all[id], &w.vehicles.more[id]
	h := &w.hops[v.hop]
	to := v.hop + 1
	if h.fork != none {
		if way := w.turn(h, v, m); way >= 0 {
			to = w.ways[h.ways+way]
		}
	}
	for passage := h.passage; ; to++ {
		next := &w.hops[to]
		if next.passage != passage {
			passage = next.passage
			w.sort(v, m, next)
		}
		if next.channels == 0 || m.channel != noChannel && next.channels>>m.channel&1 == 1 {
			break
		}
	}
	if to <= v.hop {
		m.laps++
	}
	m.onward = to
	return to
}

// settle lets a vehicle stand at its next hop at tick 0, whatever its channel would be:
// that is drawn, or is the first one that comes there.
func (w *World) settle(id VehicleID) {
	if !w.turning {
		return
	}
	v, m := &w.vehicles.all[id], &w.vehicles.more[id]
	m.onward = v.hop + 1
	next := &w.hops[m.onward]
	w.sort(v, m, next)
	if next.channels != 0 && m.channel != noChannel && next.channels>>m.channel&1 == 0 {
		m.channel = uint8(bits.TrailingZeros32(next.channels))
	}
}

// following is the hop that onward has settled.
func (w *World) following(id VehicleID) int32 {
	if w.turning {
		return w.vehicles.more[id].onward
	}
	return w.vehicles.all[id].hop + 1
}

// turn draws the way that a vehicle takes at the fork after a hop; -1: straight on.
func (w *World) turn(h *hop, v *vehicle, m *more) int32 {
	turns := w.net.Forks[h.fork].Turns
	now := 0
	for now+1 < len(turns) && turns[now+1].At <= w.now {
		now++
	}
	stream := w.forks[h.fork].Stream(v.key, uint32(h.lap)+uint32(m.laps)<<8)
	u := stream.Float64()
	for way, share := range turns[now].Shares[v.class] {
		if u < share {
			return int32(way)
		}
		u -= share
	}
	return -1
}

// sort draws the channel of a vehicle that comes to the passage of a segment.
func (w *World) sort(v *vehicle, m *more, first *hop) {
	m.channel = noChannel
	if first.passage == 0 {
		return
	}
	dated := w.net.Segments[first.segment].Shares
	if len(dated) == 0 {
		return
	}
	now := 0
	for now+1 < len(dated) && dated[now+1].At <= w.now {
		now++
	}
	stream := w.channels[first.segment].Stream(v.key, uint32(first.passage))
	u := stream.Float64()
	for channel, share := range dated[now].Shares[v.class] {
		if share <= 0 {
			continue
		}
		m.channel = uint8(channel) // the last one with a share takes what rounding leaves
		if u < share {
			return
		}
		u -= share
	}
}

// visitsOf is how often a vehicle is expected at each hop of a route, nil for once.
func (w *World) visitsOf(r network.RouteID) []float64 {
	turns := w.net.Routes[r].Turns
	if turns == nil {
		return nil
	}
	now := 0
	for now+1 < len(turns) && turns[now+1].At <= w.now {
		now++
	}
	return turns[now].Visits
}

// lap tells visits of a vehicle to one element apart: by its route, and by how often it
// was sent back.
func (w *World) lap(id VehicleID) uint32 {
	lap := uint32(w.hops[w.vehicles.all[id].hop].lap)
	if w.turning {
		lap += uint32(w.vehicles.more[id].laps) << 8
	}
	return lap
}

// turnBases names the luck of forks and channels.
func (w *World) turnBases() {
	for i := range w.net.Forks {
		w.forks = append(w.forks, sim.NewBase(w.seed, w.replication, w.net.Forks[i].Name, "turn"))
	}
	for i := range w.net.Segments {
		w.channels = append(w.channels, sim.NewBase(w.seed, w.replication, w.net.Segments[i].Name, "channel"))
	}
}
