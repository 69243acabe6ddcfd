package model

import "corridor/model/network"

// metering lets nobody begin in one hall while too many stand before another element. It is
// told whenever that line changes.
type metering struct {
	w    *World
	plan *network.Meter
	shut bool
}

func newMetering(w *World, i int) {
	m := &metering{w: w, plan: &w.net.Meters[i]}
	w.watchers[m.plan.Watch] = append(w.watchers[m.plan.Watch], m)
}

// look compares the line with the two limits.
func (m *metering) look(network.ElementID) {
	hall := m.w.stations[m.plan.At].(*hall)
	switch n := m.w.before(m.plan.Watch); {
	case !m.shut && n >= m.plan.Stop:
		m.shut = true
		hall.meter(1)
	case m.shut && n <= m.plan.Go:
		m.shut = false
		hall.meter(-1)
	}
}
