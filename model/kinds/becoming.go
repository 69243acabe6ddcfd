package kinds

import (
	"fmt"

	"corridor/model/network"
)

// addRoute makes a route of elements.
func (fb *flowBuilder) addRoute(name, path string, elements []*draft) {
	route := network.Route{Name: name, Flow: fb.id}
	for _, e := range elements {
		route.Length += e.far()
		route.Hops = append(route.Hops, network.Hop{Element: fb.builder.id[e], Segment: network.None, Fork: network.None})
	}
	fb.becoming(&route, elements)
	fb.passages(path, &route)
	fb.served(path, &route, elements)
	fb.flow.Routes = append(fb.flow.Routes, network.RouteID(len(fb.net.Routes)))
	fb.net.Routes = append(fb.net.Routes, route)
}

// becoming notes what units of the flow are along a route, and how many: loaded ones by
// their mean load, empty ones one for one.
func (fb *flowBuilder) becoming(route *network.Route, elements []*draft) {
	class, changes := fb.flow.Class, false
	for _, e := range elements {
		changes = changes || e.becomes(class) != class
		class = e.becomes(class)
	}
	if !changes {
		return
	}
	class = fb.flow.Class
	loaded, load := 1-fb.flow.Empty, fb.flow.MeanLoad()
	for _, e := range elements {
		route.Units = append(route.Units, loaded+fb.flow.Empty)
		if into := e.becomes(class); into != class {
			var n float64
			n, load = load.Into(&fb.classList[class], &fb.classList[into])
			class = into
			loaded = float64(loaded * n)
		}
		route.Classes = append(route.Classes, class)
	}
	route.Units = append(route.Units, loaded+fb.flow.Empty)
}

// carried notes loads and batches that are more than what carries them takes.
func (fb *flowBuilder) carried(path string, elements []*draft) {
	class, load := fb.flow.Class, fb.flow.MeanLoad()
	var batch *draft // that the units were gathered in
	for _, e := range elements {
		if e.ride == nil {
			continue
		}
		if into := e.becomes(class); into != class {
			_, load = load.Into(&fb.classList[class], &fb.classList[into])
			class = into
		}
		if e.ride.carrier == nil {
			batch = e
			continue
		}
		c := &fb.classList[class]
		most, one := &e.ride.params.Most, c.Unit(int64(float64(load.Tonnes()*1000)+0.5))
		if !one.Fits(most) && e.ride.holds(c) {
			fb.Add(fb.path+".payload", fmt.Sprintf("is %g t in each %s, more than %s takes", load.Tonnes(), c.Name, e.element.Name), "write a smaller load, or more tonnes there")
		}
		if batch != nil {
			fb.carriesBatch(path, batch, e, c)
		}
		batch = nil
	}
}

// carriesBatch notes a batch that is gathered for a carrier that cannot take it.
func (fb *flowBuilder) carriesBatch(path string, batch, carrier *draft, c *network.Class) {
	units := batch.ride.params.Enough[network.Units]
	if one := c.Unit(c.Full()); units > 1 && units < network.AnyAmount()[network.Units] {
		var all network.Amount
		all.Add(&one, units)
		if !all.Fits(&carrier.ride.params.Most) {
			fb.addOnce(batch.element.Name+".batch", fmt.Sprintf("gathers %d units of %s, more than %s takes, to which %s leads them", units, c.Name, carrier.element.Name, path),
				"write a smaller batch, or room for more there")
		}
	}
}

// holds tells whether a unit of a class with its usual load fits into one trip.
func (r *rideDraft) holds(c *network.Class) bool {
	one := c.Unit(c.Full())
	return one.Fits(&r.params.Most)
}
