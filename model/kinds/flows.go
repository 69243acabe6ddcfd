package kinds

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// defaultMaxWait is the longest wait that is accepted in a dated run when nothing is
// written; overload then ends somewhere.
const defaultMaxWait = 14 * sim.Day

// sending are the rides whose trains or vessels are flows, by the name of the flow.
func (b *builder) sending() map[string]*draft {
	all := map[string]*draft{}
	for _, d := range b.states[0].elements {
		if d.ride != nil && d.ride.carrier != nil {
			all[d.ride.carrier.name] = d
		}
	}
	return all
}

// flowNames are the names of all flows in their order, those of trains and vessels too: a
// flow's id is its place.
func (b *builder) flowNames() []string {
	names := sortedKeys(b.sending())
	for name, spec := range b.states[0].scenario.Flow {
		if spec != nil {
			names = append(names, "flow."+name)
		}
	}
	slices.Sort(names)
	return names
}

// flows lays out all flows with their routes, those of trains and vessels too, by name.
func (b *builder) flows() {
	finder := newFinder(b)
	finder.connected()
	var built []*flowBuilder
	rides := b.sending()
	for _, path := range b.flowNames() {
		if d := rides[path]; d != nil {
			b.net.Flows = append(b.net.Flows, b.sent(d))
			continue
		}
		name := strings.TrimPrefix(path, "flow.")
		spec := b.states[0].scenario.Flow[name]
		spec.check(path, b.Faults)
		spec.checkChoice(path, b.Faults)
		for _, s := range b.states {
			if now := s.scenario.Flow[name]; now != nil {
				now.checkArrivals(path, b.Faults)
			}
		}
		fb := &flowBuilder{builder: b, finder: finder, spec: spec, name: name, path: path, id: network.FlowID(len(b.net.Flows))}
		b.net.Flows = append(b.net.Flows, fb.build())
		built = append(built, fb)
	}
	b.carriers()
	for _, fb := range built { // what depends on other flows
		if len(fb.flow.Routes) > 0 {
			fb.choose()
			fb.initial()
			b.net.Flows[fb.id] = fb.flow
		}
		if fb.spec.Balance != nil {
			fb.balance()
		}
	}
}

// check notes what is wrong with the table by itself.
func (s *FlowSpec) check(path string, f *Faults) {
	if !s.given() && s.Balance == nil && !s.Volume.Rate.Written {
		f.Add(path+".volume", "is missing", `write how many vehicles come, such as volume = "275/day"`)
	}
	routed := len(s.Route) > 0
	for _, name := range sortedKeys(s.Route) {
		routed = routed && s.Route[name] != nil && len(s.Route[name].Through) > 0
	}
	if len(s.Route) > 0 && len(s.Through) > 0 {
		f.Add(path+".through", "is written besides routes", "write it in the routes, or leave the routes out")
	}
	for _, end := range []struct{ key, value string }{{"from", s.From}, {"to", s.To}} {
		if end.value == "" && len(s.Through) == 0 && !routed {
			f.Add(path+"."+end.key, "is missing", `write from = "place.a" and to = "place.b", or through = [elements]`)
		}
	}
	if s.From != "" && s.From == s.To && len(s.Through) == 0 && !routed {
		f.Add(path+".to", fmt.Sprintf("is %q, where the flow begins", s.To), "a flow leads from one place to another")
	}
	if s.Begins.Written && s.Ends.Written && s.Begins.Local() && s.Ends.Local() && !s.Begins.Before(s.Ends) {
		f.Add(path+".ends", fmt.Sprintf("%v is not after its beginning, %v", s.Ends, s.Begins), "a flow ends after it begins")
	}
}

// flowBuilder lays out one flow.
type flowBuilder struct {
	*builder
	finder     *finder
	spec       *FlowSpec
	name, path string
	id         network.FlowID
	flow       network.Flow
}

func (fb *flowBuilder) build() network.Flow {
	s, c := fb.spec, fb.states[0].Compiler
	class, ok := c.class(fb.path+".class", s.Class)
	if !ok {
		class = 0
	}
	fb.flow = network.Flow{Name: fb.path, Title: titled(s.Title, fb.path), Order: c.order(fb.path), Class: class,
		From: c.place(fb.path+".from", s.From), To: c.place(fb.path+".to", s.To),
		Arrivals: s.Arrivals.Form, Gap: s.Arrivals.Gap, Batch: s.Batch.Law, Variation: s.DailyVariation, MaxWait: sim.Never}
	if fb.clock.Dated {
		fb.flow.MaxWait = defaultMaxWait
	}
	if s.MaxWait.Written {
		fb.flow.MaxWait = s.MaxWait.Time
	}
	if ok {
		fb.freight(&fb.classList[class])
		if costs := fb.classList[class].Costs; costs != nil {
			fb.flow.ValueOfTime = costs.PerHour(fb.flow.MeanTonnes())
		}
	}
	fb.arrivals()
	if ok {
		fb.routes()
	}
	return fb.flow
}

// zone is the time zone in which the flow's days and dates are: of the place it comes
// from, else of the run.
func (fb *flowBuilder) zone() string {
	return fb.states[0].zoneAt(fb.flow.From)
}

// tick is the tick of a date of the flow; there are none in a steady-state run.
func (fb *flowBuilder) tick(path string, d value.Date) sim.Time {
	if !fb.clock.Dated {
		fb.Add(path, fmt.Sprintf("the date %v has no meaning in a run without dates", d), "write start and end in [run], or leave the date out")
		return 0
	}
	return fb.clock.Tick(d.In(fb.zoneOf(fb.zone())))
}

// life is the part of the horizon in which the flow exists.
func (fb *flowBuilder) life() (from, to sim.Time) {
	to = fb.plan.Until
	if fb.spec.Begins.Written {
		from = max(from, fb.tick(fb.path+".begins", fb.spec.Begins))
	}
	if fb.spec.Ends.Written {
		to = min(to, fb.tick(fb.path+".ends", fb.spec.Ends))
	}
	return from, to
}

// times fills the given times of arrival. Spans are counted from the start of what
// counts in a dated run, else from the beginning of the simulation.
func (fb *flowBuilder) times(from, to sim.Time) {
	path := fb.path + ".arrivals.times"
	zero := sim.Time(0)
	if fb.clock.Dated {
		zero = fb.plan.From
	}
	var all []sim.Time
	for _, s := range fb.spec.Arrivals.Spans {
		all = append(all, zero+s.Time)
	}
	for _, d := range fb.spec.Arrivals.Dates {
		all = append(all, fb.tick(path, d))
	}
	slices.Sort(all)
	for _, t := range all {
		if from <= t && t < to {
			fb.flow.Times = append(fb.flow.Times, t)
		}
	}
	if n := len(all) - len(fb.flow.Times); n > 0 {
		fb.Warn(path, fmt.Sprintf("%d of %d times are outside of the run", n, len(all)), "they are left out")
	}
}

// routes finds the routes of the flow.
func (fb *flowBuilder) routes() {
	names := sortedKeys(fb.spec.Route)
	add := func(name, path string, through, via, avoid []string) {
		elements := fb.finder.route(fb.flow.Class, path, fb.spec, through, via, avoid)
		fb.bounded(elements)
		fb.addRoute(name, path, elements)
		fb.carried(path, elements)
		fb.unlimited(elements)
	}
	if len(names) == 0 {
		add(fb.path, fb.path, fb.spec.Through, fb.spec.Via, fb.spec.Avoid)
		return
	}
	for _, name := range names {
		path, r := fb.path+".route."+name, fb.spec.Route[name]
		if r == nil {
			r = new(RouteSpec)
		}
		via := r.Via
		if len(via) == 0 {
			via = fb.spec.Via
		}
		add(path, path, r.Through, via, slices.Concat(fb.spec.Avoid, r.Avoid))
	}
}

// choose lays out how the vehicles of the flow choose among its routes.
func (fb *flowBuilder) choose() {
	names := sortedKeys(fb.spec.Route)
	if len(names) == 0 {
		fb.flow.Shares = []network.RouteShares{{Weight: []float64{1}}}
		return
	}
	if fb.choice(); fb.flow.Choice == network.ByShares {
		fb.shares(names)
	} else {
		fb.freeShares(names)
	}
	fb.diverts(names)
}

// shares lays out the shares of the routes by epoch.
func (fb *flowBuilder) shares(names []string) {
	for _, s := range fb.states {
		spec := s.scenario.Flow[fb.name]
		if spec == nil {
			continue
		}
		weights, sum := make([]float64, len(names)), 0.0
		for i, name := range names {
			if r := spec.Route[name]; r != nil {
				weights[i] = r.Share.Share
				sum += r.Share.Share
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			from := ""
			if s.upgrade != "" {
				from = " from upgrade " + s.upgrade + " on"
			}
			fb.Add(fb.path+".route", fmt.Sprintf("the shares of the routes add up to %.10g%s", sum, from), "they must add up to 1")
		}
		if n := len(fb.flow.Shares); n == 0 || !slices.Equal(fb.flow.Shares[n-1].Weight, weights) {
			fb.flow.Shares = append(fb.flow.Shares, network.RouteShares{At: s.at, Weight: weights})
		}
	}
}

// initial places the queues that stand at the beginning, each on the route with the
// greatest share that passes the element.
func (fb *flowBuilder) initial() {
	c := fb.states[0].Compiler
	for _, name := range sortedKeys(fb.spec.Initial) {
		path, count := fb.path+".initial."+name, fb.spec.Initial[name]
		ch := c.chain(path, name)
		if ch == nil || count == 0 {
			continue
		}
		best, hop := -1, -1
		for i, id := range fb.flow.Routes {
			at := slices.IndexFunc(fb.net.Routes[id].Hops, func(h network.Hop) bool { return fb.holds(ch, h.Element) })
			if at >= 0 && (best < 0 || fb.flow.Shares[0].Weight[i] > fb.flow.Shares[0].Weight[best]) {
				best, hop = i, at
			}
		}
		if best < 0 {
			fb.Add(path, fmt.Sprintf("no route of the flow passes %s", name), "name an element that it passes")
			continue
		}
		if as := fb.net.Routes[fb.flow.Routes[best]].ComesAs(hop, fb.flow.Class); as != fb.flow.Class {
			fb.Add(path, fmt.Sprintf("units of the flow come there as %s", fb.classList[as].Name), "write a flow of that class that begins there")
			continue
		}
		fb.flow.Initial = append(fb.flow.Initial, network.Initial{Route: fb.flow.Routes[best], Hop: int32(hop), Count: int32(count)})
	}
	slices.SortStableFunc(fb.flow.Initial, func(x, y network.Initial) int {
		return cmp.Or(cmp.Compare(x.Route, y.Route), cmp.Compare(x.Hop, y.Hop))
	})
}

// holds tells whether an element is one of a chain.
func (fb *flowBuilder) holds(ch *chain, id network.ElementID) bool {
	for _, stage := range ch.stages {
		for _, d := range stage {
			if fb.builder.id[d] == id {
				return true
			}
		}
	}
	return false
}
