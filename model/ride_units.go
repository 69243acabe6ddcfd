package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// What units take of a carrier, and what they become where freight changes its class.

// takes is what a unit takes.
func (r *ride) takes(id VehicleID) network.Amount {
	m := &r.w.vehicles.more[id]
	c := &r.w.net.Classes[r.w.vehicles.all[id].class]
	return c.Unit(int64(m.kg), int64(m.part))
}

// fit works out how many units of each class, loaded, fit into one trip.
func (r *ride) fit() {
	for i := range r.perTrip {
		r.perTrip[i] = r.par.Holds(&r.w.net.Classes[i])
	}
}

// becomes is how many units a unit becomes when it enters.
func (r *ride) becomes(id VehicleID) int32 {
	if r.plan.Into == network.None {
		return 1
	}
	return int32(r.w.net.Classes[r.plan.Into].Parts(int64(r.w.vehicles.more[id].kg)))
}

// turn makes of a unit that enters so many of the class it becomes that its freight fits,
// and lets them join the line. They share what it carried to the kilogram, and what it
// lived: its time until now counts once, theirs from now on for each.
func (r *ride) turn(id VehicleID) {
	w := r.w
	n := int64(r.becomes(id))
	parent, cargo := w.vehicles.all[id], w.vehicles.more[id]
	into := int16(r.plan.Into)
	w.record(r.id, parent.class).Turns[w.year].Became++
	w.record(r.id, into).Turns[w.year].Made += n
	y := &w.out.Flows[parent.flow].Years[w.year]
	y.Became++
	y.Made += n
	w.lifetime[parent.flow].Add(-(n - 1) * w.counted(parent.born, w.now))
	w.out.Hash = rolling(w.out.Hash, w.names[r.id]^parent.key, uint64(parent.entered), uint64(w.now), uint64(n))
	share := func(all int32, i int64) int32 { return int32(int64(all)*(i+1)/n - int64(all)*i/n) }
	for i := range n {
		child := id
		if i > 0 {
			child = w.vehicles.take()
		}
		v, m := &w.vehicles.all[child], &w.vehicles.more[child]
		*v, *m = parent, cargo
		v.class = into
		if n > 1 {
			v.key = sim.Mix(parent.key, uint64(i)+1)
		}
		m.kg, m.teu = share(cargo.kg, i), share(cargo.teu, i)
		m.part = int32(w.net.Classes[into].Part(int64(m.kg)))
		m.driven = 0 // its driver comes rested
		r.join(child)
	}
}
