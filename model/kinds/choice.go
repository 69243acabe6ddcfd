package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// mostLooks is how many looks may be under way until they are known.
const mostLooks = 10_000

// How vehicles choose among the routes of a flow, what they know, and what sends them
// over another route on their way.

// choiceWords are the words for how vehicles choose.
func choiceWords() map[string]network.Choice {
	return map[string]network.Choice{"shares": network.ByShares, "least time": network.LeastTime, "least cost": network.LeastCost, "logit": network.Logit}
}

// checkChoice notes what is wrong with the keys of choice by themselves.
func (s *FlowSpec) checkChoice(path string, f *Faults) {
	choice := choiceWords()[s.Choice]
	if choice != network.ByShares && len(s.Route) < 2 {
		f.Add(path+".choice", fmt.Sprintf("is %q, but there are not two routes to choose among", s.Choice), "write [flow.NAME.route.NAME] for each, or leave the choice out")
	}
	switch {
	case choice == network.Logit && s.Scale == 0:
		f.Add(path+".scale", "is missing", "write by how much the weight of a route falls with an hour, such as scale = 1")
	case choice != network.Logit && s.Scale != 0:
		f.Add(path+".scale", `goes with choice = "logit" only`, "leave it out, or write the choice")
	}
	if p := s.Published; p != nil {
		switch {
		case p.Every.Time == 0:
			f.Add(path+".published.every", "is 0", `write how often waits are looked at, such as every = "1h"`)
		case p.Delay.Time/p.Every.Time > mostLooks:
			f.Add(path+".published.delay", fmt.Sprintf("is %v, more than %d times as long as every", p.Delay.Time, mostLooks), "look less often, or write a shorter delay")
		}
	}
	for _, name := range sortedKeys(s.Route) {
		if r := s.Route[name]; r != nil {
			r.checkChoice(path+".route."+name, choice, f)
		}
	}
	for _, name := range sortedKeys(s.Divert) {
		if d := s.Divert[name]; d != nil && !d.Closed && d.Queue == 0 {
			f.Add(path+".divert."+name, "does not say when vehicles change routes", "write closed = true, or queue = 500, or both")
		}
	}
}

func (r *RouteSpec) checkChoice(path string, choice network.Choice, f *Faults) {
	switch least := choice == network.LeastTime || choice == network.LeastCost; {
	case choice == network.ByShares && !r.Share.Written:
		f.Add(path+".share", "is missing", "add share = … (share of the flow that takes this route), or let vehicles choose by another rule")
	case least && r.Share.Written:
		f.Add(path+".share", "has no meaning where the best route is taken", `leave it out, or write choice = "shares" or "logit"`)
	}
	if r.Cost.Written && choice != network.LeastCost && choice != network.Logit {
		f.Add(path+".cost", "has no meaning with this choice", `leave it out, or write choice = "least cost" or "logit"`)
	}
}

// choice notes how the vehicles of the flow choose, what they know, and what the routes
// cost those who choose.
func (fb *flowBuilder) choice() {
	fb.flow.Choice, fb.flow.Scale = choiceWords()[fb.spec.Choice], fb.spec.Scale
	if p := fb.spec.Published; p != nil {
		fb.flow.Known = network.Known{Every: p.Every.Time, Delay: p.Delay.Time}
	}
	if fb.flow.Choice == network.ByShares {
		return
	}
	for k, name := range sortedKeys(fb.spec.Route) {
		fb.routeCosts(&fb.net.Routes[fb.flow.Routes[k]], name)
	}
}

// routeCosts lays out by epoch what a route costs beside its time: what is written, and
// what is paid on the way.
func (fb *flowBuilder) routeCosts(r *network.Route, name string) {
	last, money := network.RouteCost{}, false
	for _, s := range fb.states {
		now := network.RouteCost{}
		if !fb.Fatal() { // else elements may be missing
			now.Money = fb.net.MoneyAt(r, s.at)
		}
		if spec := s.scenario.Flow[fb.name]; spec != nil && spec.Route[name] != nil {
			cost := &spec.Route[name].Cost
			now.Money += cost.Money
			now.Time = cost.Time
			money = money || cost.Money > 0
		}
		if now != last {
			last = now
			now.At = s.at
			r.Costs = append(r.Costs, now)
		}
	}
	if len(r.Costs) > 0 && r.Costs[0].At > 0 {
		r.Costs = slices.Insert(r.Costs, 0, network.RouteCost{})
	}
	if fb.flow.Choice == network.Logit && fb.flow.ValueOfTime == 0 && money {
		fb.Warn(r.Name+".cost", "is money, but what time is worth to this flow is not written", `it has no effect; write it as a time, such as cost = "45m"`)
	}
}

// freeShares lays out what is planned with where vehicles choose: the shares when nobody
// waits anywhere, and the weights of the routes.
func (fb *flowBuilder) freeShares(names []string) {
	if fb.flow.Choice == network.Logit {
		fb.base(names)
	}
	if fb.Fatal() { // elements may be missing
		fb.flow.Shares = []network.RouteShares{{Weight: make([]float64, len(names))}}
		return
	}
	var epochs []sim.Time
	for _, s := range fb.states {
		epochs = append(epochs, s.at)
	}
	fb.flow.Shares = fb.net.FreeShares(&fb.flow, slices.Compact(epochs))
}

// base lays out the weights of the routes by epoch, if any is written.
func (fb *flowBuilder) base(names []string) {
	var out []network.RouteShares
	written := false
	for _, s := range fb.states {
		spec := s.scenario.Flow[fb.name]
		if spec == nil {
			continue
		}
		weights := slices.Repeat([]float64{1}, len(names))
		for i, name := range names {
			if r := spec.Route[name]; r != nil && r.Share.Written {
				weights[i], written = r.Share.Share, true
			}
		}
		if !slices.ContainsFunc(weights, func(w float64) bool { return w > 0 }) {
			fb.addOnce(fb.path+".route", "no route has a share above 0", "one route at least must be open")
		}
		if n := len(out); n == 0 || !slices.Equal(out[n-1].Weight, weights) {
			out = append(out, network.RouteShares{At: s.at, Weight: weights})
		}
	}
	if written {
		fb.flow.Base = out
	}
}

// diverts lays out what sends vehicles over another route.
func (fb *flowBuilder) diverts(names []string) {
	for _, name := range sortedKeys(fb.spec.Divert) {
		d := fb.spec.Divert[name]
		if d == nil {
			continue
		}
		path := fb.path + ".divert." + name
		from, to := fb.routeOf(path+".from", d.From, names), fb.routeOf(path+".to", d.To, names)
		watched := fb.states[0].disturbed(path+".at", d.At)
		if from == network.None || to == network.None || len(watched) == 0 || len(fb.net.Routes[from].Hops)*len(fb.net.Routes[to].Hops) == 0 {
			continue
		}
		out := network.Divert{Name: path, From: from, To: to, Common: int32(fb.common(from, to)), Closed: d.Closed, Queue: network.Unlimited, After: d.After.Time}
		if d.Queue > 0 {
			out.Queue = int32(d.Queue)
		}
		if i := slices.IndexFunc(watched, func(x *draft) bool { return x.element.Station == network.Road }); i >= 0 && d.Queue > 0 {
			fb.Add(path+".queue", fmt.Sprintf("has no meaning at %s, a road", watched[i].element.Name), "name a post or a toll, or write closed = true")
			continue
		}
		if from == to || int(out.Common) == len(fb.net.Routes[from].Hops) {
			fb.Add(path+".to", fmt.Sprintf("the route %q does not part from %q", d.To, d.From), "name a route that leaves the first one")
			continue
		}
		if !fb.Fatal() {
			fb.watch(&out, watched)
		}
		fb.flow.Diverts = append(fb.flow.Diverts, out)
	}
}

// routeOf is a route of the flow by its name.
func (fb *flowBuilder) routeOf(path, name string, names []string) network.RouteID {
	if k, ok := slices.BinarySearch(names, name); ok {
		return fb.flow.Routes[k]
	}
	fb.Add(path, fmt.Sprintf("%q is not a route of the flow", name), value.DidYouMean(name, names))
	return network.None
}

// common is how many hops two routes have in common at their beginning; a passage counts
// only as a whole.
func (fb *flowBuilder) common(from, to network.RouteID) int {
	a, b := fb.net.Routes[from].Hops, fb.net.Routes[to].Hops
	n := 0
	class := func(route network.RouteID) network.ClassID { return fb.net.ClassAt(&fb.net.Routes[route], n) }
	for n < min(len(a), len(b)) && a[n].Element == b[n].Element && class(from) == class(to) {
		n++
	}
	within := func(hops []network.Hop) bool {
		return n > 0 && n < len(hops) && hops[n].Passage != 0 && hops[n].Passage == hops[n-1].Passage
	}
	for within(a) || within(b) {
		n--
	}
	return n
}

// watch makes halls, or roads with traffic, of what is watched: what the route passes of
// it, or all that serves the class.
func (fb *flowBuilder) watch(d *network.Divert, watched []*draft) {
	ids := fb.ids(watched)
	d.Class = fb.flow.Class
	for _, id := range ids {
		if class := fb.passes(&fb.net.Routes[d.From], id); class != network.None {
			d.Watch, d.Class = append(d.Watch, id), class
		}
	}
	if len(d.Watch) == 0 {
		d.Watch = ids
	}
	stages := map[stagePlace]int{}
	for _, id := range d.Watch {
		e := &fb.net.Elements[id]
		if e.Station == network.Road {
			trafficOf(e)
		} else if hallOf(e).Watched = true; e.Serving[0].Time[d.Class] == nil {
			continue
		}
		place, staged := fb.stage[id]
		k, known := stages[place]
		if !staged || !known {
			k = len(d.Stages)
			d.Stages = append(d.Stages, nil)
			if staged {
				stages[place] = k
			}
		}
		d.Stages[k] = append(d.Stages[k], id)
	}
	if d.Closed && len(d.Stages) == 0 {
		fb.Add(d.Name+".at", fmt.Sprintf("does not serve %s, so that it cannot be closed to it", fb.classList[d.Class].Name), "name what the route passes")
	}
}

// passes is the class that passes an element on a route: of the unit, or of the train or
// vessel that carries it; None where nobody does.
func (fb *flowBuilder) passes(route *network.Route, id network.ElementID) network.ClassID {
	for i, h := range route.Hops {
		if h.Element == id {
			return route.ComesAs(i, fb.net.Flows[route.Flow].Class)
		}
		if ride := fb.net.Elements[h.Element].Ride; ride != nil && ride.Carrier != network.None {
			carrier := &fb.net.Routes[fb.net.Flows[ride.Carrier].Routes[0]]
			if class := fb.passes(carrier, id); class != network.None {
				return class
			}
		}
	}
	return network.None
}

// permitResets are the moments at which permits are whole again, in a zone.
func (b *builder) permitResets(zone, per string) []sim.Time {
	var out []sim.Time
	for _, d := range b.daysIn(zone) {
		if d.from <= 0 {
			continue
		}
		date := value.Civil(d.number)
		if per == "day" || date.Day() == 1 && (per == "month" || date.Month() == 1) {
			out = append(out, d.from)
		}
	}
	return out
}
