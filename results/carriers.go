package results

import (
	"slices"
	"strings"

	"corridor/model/network"
)

// Trains and vessels are flows of their own. They have a ledger and causes like any
// other flow, but nobody demands them: no total of the corridor counts them.

// carrying tells whether a flow is that of trains or vessels.
func carrying(f *network.Flow) bool { return f.Arrivals == network.Sent }

// carrierWord is what the units of a class are where they carry others.
func carrierWord(c *network.Class) string {
	switch c.Mode {
	case network.ByRail:
		return "trains"
	case network.ByWater:
		return "vessels"
	}
	return "carriers"
}

// flowTitle names a flow of trains or vessels as what it is.
func (l *layout) flowTitle(f *network.Flow) string {
	title := titleOr(f.Title, f.Name)
	if word := carrierWord(&l.net.Classes[f.Class]); carrying(f) && !strings.Contains(title, word) {
		title += ", " + word
	}
	return title
}

// carrierFlow tells whether a flow is that of trains or vessels, by its name.
func (l *layout) carrierFlow(name string) bool {
	return slices.ContainsFunc(l.net.Flows, func(f network.Flow) bool { return f.Name == name && carrying(&f) })
}

// rides tells whether there are trains, vessels or transfers.
func (l *layout) rides() bool {
	return slices.ContainsFunc(l.net.Elements, func(e network.Element) bool { return e.Station == network.Rides })
}

// findCarriers finds the elements that only trains and vessels pass.
func (l *layout) findCarriers() {
	l.freight = l.rides() || len(l.net.Lines) > 0
	l.carriers = make([]bool, len(l.net.Elements))
	others := make([]bool, len(l.net.Elements))
	for _, r := range l.net.Routes {
		for _, h := range r.Hops {
			if carrying(&l.net.Flows[r.Flow]) {
				l.carriers[h.Element] = true
			} else {
				others[h.Element] = true
			}
		}
	}
	for e := range others {
		l.carriers[e] = l.carriers[e] && !others[e]
	}
}

// unmetered tells whether the fluid knows nothing of what passes an element: trains and
// vessels have no rate, and where there is no timetable they come when enough waits.
func (l *layout) unmetered(e network.ElementID) bool {
	el := &l.net.Elements[e]
	return l.carriers[e] || el.Station == network.Rides && el.Ride.Departures == nil
}
