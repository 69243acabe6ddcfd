package model

import "corridor/model/network"

// metering lets nobody begin in one hall while too many stand before another. It is told
// whenever that line changes.
type metering struct {
	plan        *network.Meter
	at, watched *hall
	upstream    *blockedLine
	shut        bool
}

func newMetering(w *World, i int) {
	plan := &w.net.Meters[i]
	m := &metering{plan: plan, at: w.stations[plan.At].(*hall), watched: w.stations[plan.Watch].(*hall), upstream: &w.lines[plan.Watch]}
	w.meters = append(w.meters, m)
	w.watchers[plan.Watch] = append(w.watchers[plan.Watch], m)
}

// look compares the line, those held further up included, with the two limits.
func (m *metering) look(network.ElementID) {
	switch n := m.watched.waiting + m.upstream.n; {
	case !m.shut && n >= m.plan.Stop:
		m.shut = true
		m.at.meter(1)
	case m.shut && n <= m.plan.Go:
		m.shut = false
		m.at.meter(-1)
	}
}
