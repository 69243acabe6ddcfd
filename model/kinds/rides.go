package kinds

import (
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// rideDraft is what an element does where freight gathers and goes on together, as it is
// at one moment.
type rideDraft struct {
	params  network.RideParams
	departs value.Timetable // not written: whenever enough waits
	from    []bool          // classes that come here
	into    network.ClassID
	size    int32
	partner *draft
	carrier *carrierDraft // nil: what is gathered goes on by itself
}

// carrierDraft are the trains or vessels of one direction.
type carrierDraft struct {
	name, title string // of their flow
	path        string // of the table that wrote it
	class       network.ClassID
	from, to    network.PlaceID
	over        []*draft
}

// becomes is what a class is when it leaves an element.
func (d *draft) becomes(class network.ClassID) network.ClassID {
	if d.ride == nil || d.ride.into == network.None {
		return class
	}
	return d.ride.into
}

// cost is the time that a unit takes when nobody else is there: half the distance of two
// departures by timetable, and the trip.
func (r *rideDraft) cost() sim.Time {
	t := r.departs.Gap() / 2
	if r.carrier != nil {
		for _, d := range r.carrier.over {
			t += d.cost(r.carrier.class)
		}
	}
	return t
}

// far is how far an element carries a unit.
func (d *draft) far() sim.Millimetres {
	if d.ride == nil || d.ride.carrier == nil {
		return d.driving.Length + d.length
	}
	sum := sim.Millimetres(0)
	for _, over := range d.ride.carrier.over {
		sum += over.far()
	}
	return sum
}

// rides makes the draft of an element where freight gathers. Its classes and room are
// those of a service, which it is to whoever looks for a route.
func (c *Compiler) rides(path string, fees *network.Fees, e network.Element, room int32, full string, r *rideDraft) *draft {
	e.Station, e.Booking = network.Rides, network.None
	p := network.ServiceParams{Time: make([][]sim.Law, len(r.from)), Room: room}
	if full == "lose" {
		p.Full = network.Lose
	}
	for class, comes := range r.from {
		if comes {
			p.Time[class] = []sim.Law{}
		}
	}
	return c.add(&draft{path: path, element: e, serving: p, fees: fees, ride: r})
}

// ride lays out the ride of an element: parameters and timetable of each epoch.
func (b *builder) ride(e *network.Element, history []datedDraft) {
	first := history[0].ride
	e.Ride = &network.Ride{Carrier: network.None, Partner: network.None, Size: first.size, Into: first.into}
	for i, d := range history {
		p := d.ride.params
		p.At = d.at
		e.Serving = appendServing(e.Serving, d.at, d.serving)
		if n := len(e.Ride.Params); n == 0 || !sameRide(e.Ride.Params[n-1], p) {
			e.Ride.Params = append(e.Ride.Params, p)
		}
		until := b.plan.Until
		if i+1 < len(history) {
			until = history[i+1].at
		}
		switch t := &d.ride.departs; {
		case t.WhenFull != first.departs.WhenFull:
			b.Add(d.path+".departs", "changes between a timetable and \"when full\" while the simulation runs", "write it at the start, or in a variant")
		case t.Written && !t.WhenFull:
			e.Ride.Departures = append(e.Ride.Departures, departures(t, b.daysIn(e.Zone), span{d.at, until})...)
		}
	}
	if first.departs.Written && !first.departs.WhenFull && e.Ride.Departures == nil {
		e.Ride.Departures = []sim.Time{}
		b.Warn(history[0].path+".departs", "has no departure during the run", "check its days")
	}
}

// maxDepartures is the greatest number of all departures of all timetables.
const maxDepartures = 10_000_000

// departures is how many there are by timetable, about.
func (b *builder) departures() int {
	n := sim.Time(0)
	for _, s := range b.states {
		for _, d := range s.elements {
			if d.ride != nil && d.ride.departs.Gap() > 0 {
				n += (b.plan.Until - s.at) / d.ride.departs.Gap()
			}
		}
	}
	return int(n)
}

// sameRide tells whether two states say the same.
func sameRide(a, b network.RideParams) bool {
	a.At = b.At
	return a == b
}

// carriers ties rides to the flows of their carriers, and to where these lie ready after
// a trip.
func (b *builder) carriers() {
	for _, d := range b.states[0].elements {
		if d.ride == nil {
			continue
		}
		ride := b.net.Elements[b.id[d]].Ride
		if d.ride.partner != nil {
			ride.Partner = b.id[d.ride.partner]
		}
		if c := d.ride.carrier; c != nil {
			i, _ := slices.BinarySearchFunc(b.net.Flows, c.name, func(f network.Flow, name string) int { return strings.Compare(f.Name, name) })
			ride.Carrier = network.FlowID(i)
		}
	}
}

// sent lays out the flow of the trains or vessels of one ride.
func (b *builder) sent(d *draft) network.Flow {
	c := d.ride.carrier
	id := network.FlowID(len(b.net.Flows))
	fb := flowBuilder{builder: b, path: c.path + ".over", id: id}
	fb.flow = network.Flow{Name: c.name, Title: c.title, Order: b.states[0].order(c.path), Class: c.class, From: c.from, To: c.to,
		Arrivals: network.Sent, MaxWait: sim.Never}
	fb.addRoute(c.name, fb.path, c.over)
	fb.flow.Shares = []network.RouteShares{{Weight: []float64{1}}}
	return fb.flow
}
