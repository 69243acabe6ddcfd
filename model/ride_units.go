package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// What units take of a carrier, and what they become where freight changes its class.
//
// A consignment is what one unit carried when it came. One that is more than a unit of
// the new class takes becomes several; several that fit into one are packed into it, and
// come out again, each with its own time since it set out, where that becomes others. What
// is packed stays in the slab, but is no unit of the corridor: it is not live, and its
// time passes as that of the unit that it is packed in.

// takes is what a unit takes.
func (r *ride) takes(id VehicleID) network.Amount {
	c := &r.w.net.Classes[r.w.vehicles.all[id].class]
	return c.Unit(int64(r.w.vehicles.more[id].kg))
}

// becomes is how many units more there are when a unit enters, at most: none when it is
// packed into one that is there.
func (r *ride) becomes(id VehicleID) int32 {
	if r.plan.Into == network.None {
		return 1
	}
	m := &r.w.vehicles.more[id]
	c := &r.w.net.Classes[r.plan.Into]
	if m.load == 0 {
		n, hop := c.Parts(int64(m.kg)), r.w.following(id)
		packed := func(into VehicleID) bool { return r.w.vehicles.all[into].hop == hop && r.fits(id, into) }
		if n == 1 && c.Packs(int64(m.kg), r.size(id)) > 1 && slices.ContainsFunc(r.filling, packed) {
			return 0
		}
		return int32(n)
	}
	sum := int32(0)
	for at, n := m.aboard, m.load; n > 0; at, n = r.w.vehicles.all[at].next, n-1 {
		sum += int32(c.Parts(int64(r.w.vehicles.more[at].kg)))
	}
	return sum
}

// turn makes units of the new class of all consignments of a unit that enters.
func (r *ride) turn(id VehicleID) {
	w := r.w
	v, m := &w.vehicles.all[id], &w.vehicles.more[id]
	w.record(r.id, v.class).Turns[w.year].Became++
	w.out.Flows[v.flow].Years[w.year].Became++
	w.out.Hash = rolling(w.out.Hash, w.names[r.id]^v.key, uint64(v.entered), uint64(w.now), uint64(m.load)+2)
	w.suspend(id)
	if m.load == 0 {
		r.become(id)
		return
	}
	at := *v
	from := *m
	for c, n := from.aboard, from.load; n > 0; n-- {
		next := w.vehicles.all[c].next
		w.vehicles.all[c].place(&at)
		w.vehicles.more[c].onward, w.vehicles.more[c].channel, w.vehicles.more[c].laps = from.onward, from.channel, from.laps
		r.become(c)
		c = next
	}
	w.vehicles.free(id)
}

// place puts a vehicle where another one is.
func (v *vehicle) place(at *vehicle) {
	v.entered, v.passage, v.hop, v.day = at.entered, at.passage, at.hop, at.day
}

// become makes units of the new class of a consignment, or packs it.
func (r *ride) become(id VehicleID) {
	m := &r.w.vehicles.more[id]
	m.driven = 0
	c := &r.w.net.Classes[r.plan.Into]
	again := r.w.vehicles.all[id].class == int16(r.plan.Into) // it comes out as what it was packed from
	if n := c.Parts(int64(m.kg)); n > 1 || again || c.Packs(int64(m.kg), r.size(id)) == 1 {
		r.split(id, n)
		return
	}
	r.pack(id)
}

// size is how many thousandths of a TEU a consignment takes: what is on board, or what it
// is itself.
func (r *ride) size(id VehicleID) int64 {
	return int64(max(r.w.vehicles.more[id].teu, r.w.net.Classes[r.w.vehicles.all[id].class].TEU))
}

// split makes n units of a consignment. They share what it carried to the kilogram, and
// the moment it set out; their time from now on counts for each.
func (r *ride) split(id VehicleID, n int64) {
	w := r.w
	parent, cargo := w.vehicles.all[id], w.vehicles.more[id]
	share := func(all int32, i int64) int32 { return int32(int64(all)*(i+1)/n - int64(all)*i/n) }
	for i := range n {
		child := id
		if i > 0 {
			child = w.vehicles.take()
			w.vehicles.live--
		}
		v, m := &w.vehicles.all[child], &w.vehicles.more[child]
		*v, *m = parent, cargo
		if v.class = int16(r.plan.Into); n > 1 {
			v.key = sim.Mix(parent.key, uint64(i)+1)
		}
		m.kg, m.teu = share(cargo.kg, i), share(cargo.teu, i)
		w.resume(child)
		r.made(child)
		r.join(child)
	}
}

// pack puts a consignment into the unit that is being filled on its route, or into a new
// one. A unit joins the line when another consignment like the last would not fit.
func (r *ride) pack(id VehicleID) {
	all := r.w.vehicles.all
	i := slices.IndexFunc(r.filling, func(x VehicleID) bool { return all[x].hop == all[id].hop })
	if i >= 0 && !r.fits(id, r.filling[i]) {
		r.filled(i)
		i = -1
	}
	if i < 0 {
		i = len(r.filling)
		r.filling = append(r.filling, r.open(id))
	}
	w, into := r.w, r.filling[i]
	m, cargo := &w.vehicles.more[into], &w.vehicles.more[id]
	if m.load == 0 {
		m.aboard = id
	} else {
		last := m.aboard
		for n := m.load; n > 1; n-- {
			last = w.vehicles.all[last].next
		}
		w.vehicles.all[last].next = id
	}
	m.load++
	m.kg += cargo.kg
	m.teu += cargo.teu
	if !r.fits(id, into) {
		r.filled(i)
	}
}

// open makes an empty unit of the new class where a consignment is.
func (r *ride) open(id VehicleID) VehicleID {
	w := r.w
	into := w.vehicles.take()
	v, m := &w.vehicles.all[into], &w.vehicles.more[into]
	*v, *m = w.vehicles.all[id], w.vehicles.more[id]
	v.key, v.born, v.class = sim.Mix(v.key, 0), w.now, int16(r.plan.Into)
	m.kg, m.teu, m.load = 0, 0, 0
	r.made(into)
	r.inLine[v.class]++
	return into
}

// fits tells whether a consignment like one still fits into a unit.
func (r *ride) fits(like, into VehicleID) bool {
	a, b := &r.w.vehicles.more[like], &r.w.vehicles.more[into]
	size := r.size(like)
	for at, n := b.aboard, b.load; n > 0; at, n = r.w.vehicles.all[at].next, n-1 {
		size += r.size(at)
	}
	return r.w.net.Classes[r.plan.Into].Takes(int64(a.kg)+int64(b.kg), size)
}

// filled lets a unit that is being filled join the line.
func (r *ride) filled(i int) {
	id := r.filling[i]
	r.filling = slices.Delete(r.filling, i, i+1)
	r.inLine[r.w.vehicles.all[id].class]--
	r.join(id)
}

// fillLate lets those join that have been filled for as long as they may.
func (r *ride) fillLate() {
	for len(r.filling) > 0 && r.par.TimeOut != sim.Never && r.w.vehicles.all[r.filling[0]].entered+r.par.TimeOut <= r.w.now {
		r.filled(0)
		r.late = true
	}
}

// made counts a new unit.
func (r *ride) made(id VehicleID) {
	v := &r.w.vehicles.all[id]
	r.w.record(r.id, v.class).Turns[r.w.year].Made++
	r.w.out.Flows[v.flow].Years[r.w.year].Made++
}

// suspend takes a vehicle out of the corridor for as long as another one stands for it,
// and resume brings it back: what it lives in between is not its own.
func (w *World) suspend(id VehicleID) {
	v := &w.vehicles.all[id]
	w.lifetime[v.flow].Add(w.counted(v.born, w.now))
	w.vehicles.live--
}

func (w *World) resume(id VehicleID) {
	v := &w.vehicles.all[id]
	w.lifetime[v.flow].Add(-w.counted(v.born, w.now))
	w.vehicles.live++
}

// unload frees what is packed in a vehicle that leaves the corridor. At the end of its
// route each consignment has a journey of its own; journey is nil before.
func (w *World) unload(id VehicleID, journey *sim.Histogram) {
	m := &w.vehicles.more[id]
	for c := m.aboard; m.load > 0; m.load-- {
		next := w.vehicles.all[c].next
		if journey != nil {
			journey.Add(w.now - w.vehicles.all[c].born)
		}
		w.vehicles.free(c)
		c = next
	}
}
