package kinds

import (
	"slices"

	"corridor/model/network"
)

// demandWindow is a planned change of demand: while it lasts, a flow comes at a share of
// its rate.
type demandWindow struct {
	span
	share float64
}

// changes tells whether something changes on a day.
func (m *dayMaker) changes(d *localDay) bool {
	return slices.ContainsFunc(m.changed, func(w demandWindow) bool { return w.from < d.to && d.from < w.to })
}

// change applies the planned changes to the pieces of a day, cutting them where one
// begins or ends; changes that overlap multiply.
func (m *dayMaker) change(pieces []piece) []piece {
	for _, w := range m.changed {
		var out []piece
		for _, p := range pieces {
			for _, part := range []piece{{p.from, min(p.to, w.from), p.rate}, {max(p.from, w.from), min(p.to, w.to), float64(p.rate * w.share)}, {max(p.from, w.to), p.to, p.rate}} {
				if part.from < part.to && part.rate > 0 {
					out = append(out, part)
				}
			}
		}
		pieces = out
	}
	return pieces
}

// changeDemand resolves the flows whose demand a disruption changes and, when it is
// planned, notes its windows; false when it never is.
func (b *builder) changeDemand(d *disruptionDraft, out *network.Disruption) (ever bool) {
	out.Demand = d.Demand.Share
	var lasting []span
	for i, name := range d.Flows {
		path := listPath(d.path+".flows", i, len(d.Flows))
		id, ok := b.flowID(path, name)
		if !ok {
			continue
		}
		spec := b.states[0].scenario.Flow[name[len("flow."):]]
		if slices.Contains(out.Flows, id) {
			b.Add(path, name+" stands there twice", "leave it out once")
			continue
		}
		if spec.given() {
			b.Add(path, name+" has given arrivals, which nothing changes", "name flows with a volume")
			continue
		}
		out.Flows = append(out.Flows, id)
		if !out.Planned {
			continue
		}
		zone := b.states[0].zoneAt(b.states[0].placeQuietly(spec.From))
		for _, w := range d.windows(b, zone) {
			b.demand[id] = append(b.demand[id], demandWindow{w, out.Demand})
			lasting = append(lasting, w)
		}
	}
	for _, w := range merged(lasting) { // of several zones it is one
		out.Lasting = append(out.Lasting, network.Window{From: w.from, To: w.to, Of: network.DisruptionID(len(b.net.Disruptions))})
	}
	return len(lasting) > 0
}
