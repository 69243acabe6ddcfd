package kinds

import (
	"fmt"

	"corridor/model/network"
)

// connected notes transfers that nothing leads to, or from.
func (f *finder) connected(b *builder) {
	if f.unsure {
		return
	}
	for _, ch := range f.links {
		if ch.from != ch.to || ch.stages[len(ch.stages)-1][0].ride == nil {
			continue
		}
		ride := ch.stages[len(ch.stages)-1][0].ride
		for class, comes := range ride.from {
			if comes {
				f.transfer(ch, network.ClassID(class), ride.into, b)
			}
		}
	}
}

// transfer notes what is missing on either side of one.
func (f *finder) transfer(ch *chain, from, into network.ClassID, b *builder) {
	comes, goes := false, false
	for _, link := range f.links {
		if link == ch {
			continue
		}
		for class := range f.classList {
			_, after, obstacle := f.pass(link, network.ClassID(class))
			comes = comes || obstacle == "" && link.to == ch.from && after == from
			goes = goes || obstacle == "" && link.from == ch.to && network.ClassID(class) == into
		}
	}
	for _, flow := range b.net.Flows {
		comes = comes || flow.Arrivals != network.Sent && flow.From == ch.from && flow.Class == from
		goes = goes || flow.Arrivals != network.Sent && flow.To == ch.to
	}
	place := f.places[ch.from].Name
	if !comes {
		f.Add(ch.name+".from", fmt.Sprintf("no train, ferry or road brings %s to %s, and no flow begins there", f.classList[from].Name, place),
			"write a train, ferry or road that ends there and takes this class, or another class")
	}
	if !goes {
		f.Add(ch.name+".to", fmt.Sprintf("no train, ferry or road takes %s on from %s, and no flow ends there", f.classList[into].Name, place),
			"write a train, ferry or road that begins there and takes this class, or another class")
	}
}

// warnFleets notes trains and vessels that never come back: nobody rides back, and they
// depart for somebody only.
func (b *builder) warnFleets() {
	used := make([]bool, len(b.net.Elements))
	for _, r := range b.net.Routes {
		for _, h := range r.Hops {
			used[h.Element] = true
		}
	}
	for id := range b.net.Elements {
		e := &b.net.Elements[id]
		if e.Ride == nil || e.Ride.Partner == network.None || !used[id] || used[e.Ride.Partner] {
			continue
		}
		if back := b.net.Elements[e.Ride.Partner].Ride; !back.Params[0].Empty {
			b.Warn(e.Spec, fmt.Sprintf("no freight goes back from %s: what has gone there never returns", e.Name), "write empty = true, or oneway = true with the way back in the turnaround")
		}
	}
}
