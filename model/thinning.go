package model

import "corridor/sim"

// A random disruption of demand thins a flow while it lasts: each vehicle stays away with
// the same chance, drawn for that vehicle, so that nobody else's luck is touched. Planned
// ones are in the days of the flow already.

// thinning is one disruption that may keep vehicles of a flow away.
type thinning struct {
	cause *unit
	luck  sim.Base
}

// thin tells the sources what may thin them.
func (d *disruption) thin() {
	if d.plan.Planned {
		return
	}
	for _, f := range d.plan.Flows {
		s := &d.w.sources[f]
		s.thinned = append(s.thinned, thinning{d.units[0], sim.NewBase(d.w.seed, d.w.replication, d.plan.Name, "demand", s.flow.Name)})
	}
}

// stays tells whether a disruption keeps a vehicle from wanting to travel.
func (s *source) stays(id VehicleID) bool {
	for i := range s.thinned {
		t := &s.thinned[i]
		if !t.cause.down {
			continue
		}
		stream := t.luck.Stream(s.w.vehicles.all[id].key, 0)
		if stream.Float64() >= t.cause.plan.Demand {
			return true
		}
	}
	return false
}
