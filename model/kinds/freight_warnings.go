package kinds

import (
	"fmt"
	"slices"

	"corridor/model/network"
)

// connected notes transfers that nothing leads to, or from. Where something else is wrong
// already that may be the reason.
func (f *finder) connected() {
	if f.unsure || f.Fatal() {
		return
	}
	for _, ch := range f.links {
		if ch.from != ch.to || ch.stages[len(ch.stages)-1][0].ride == nil {
			continue
		}
		ride := ch.stages[len(ch.stages)-1][0].ride
		for class, comes := range ride.from {
			if comes {
				f.transfer(ch, network.ClassID(class), ride.into)
			}
		}
	}
}

// transfer notes what is missing on either side of one.
func (f *finder) transfer(ch *chain, from, into network.ClassID) {
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
	for _, flow := range f.scenario.Flow {
		if flow != nil {
			begins := slices.Contains([]string{f.classList[from].Name, f.classNames[from]}, flow.Class)
			given := f.named(ch, flow)
			comes = comes || given || begins && f.placeQuietly(flow.From) == ch.from
			goes = goes || given || f.placeQuietly(flow.To) == ch.to
		}
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

// named tells whether a flow is led through a chain by name.
func (f *finder) named(ch *chain, flow *FlowSpec) bool {
	is := func(name string) bool { return slices.Contains(f.chainsOf(name), ch) }
	for _, r := range flow.Route {
		if r != nil && slices.ContainsFunc(r.Through, is) {
			return true
		}
	}
	return slices.ContainsFunc(flow.Through, is)
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

// checkCarriers notes rules by which trains or vessels would leave the corridor on their
// way, with all that is aboard.
func (b *builder) checkCarriers() {
	for i := range b.net.Flows {
		f := &b.net.Flows[i]
		if f.Arrivals != network.Sent {
			continue
		}
		for _, h := range b.net.Routes[f.Routes[0]].Hops {
			e := &b.net.Elements[h.Element]
			path, key := e.Name, b.losing(e, f.Class)
			if e.Station == network.Virtual {
				path = e.Spec
			}
			if key != "" {
				b.addOnce(path+"."+key, fmt.Sprintf("what passes here leaves the corridor by it, and so would %s with all that is aboard", f.Name),
					"leave it out; freight gives up, or is lost, where it waits to board")
			}
		}
	}
}

// losing is the key of an element by which somebody of a class would leave the corridor
// there, "" for none.
func (b *builder) losing(e *network.Element, class network.ClassID) string {
	if e.Station == network.Virtual && b.net.Bookings[e.Booking].NoShows > 0 {
		return "no_shows"
	}
	for i := range e.Driving {
		if e.Driving[i].Full == network.Lose {
			return "full"
		}
	}
	for i := range e.Serving {
		p := &e.Serving[i]
		rule := p.Hall
		switch {
		case p.Full == network.Lose && (p.Room != network.Unlimited || rule != nil && rule.RoomLength != network.Unlimited):
			return "full"
		case rule == nil:
		case rule.Patience != nil && !rule.Patience[class].IsZero():
			return "patience"
		case len(rule.Balk) > 0:
			return "balk"
		case rule.Closing == network.TurnAway:
			return "at_closing"
		}
	}
	return ""
}
