package kinds

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"corridor/model/network"
	"corridor/sim"
)

// Epoch is a scenario as it is from a moment on.
type Epoch struct {
	At       time.Time // not looked at in the first
	Upgrade  string    // names of the upgrades that begin it; "" in the first
	Scenario *Scenario
}

// state is one epoch compiled by itself.
type state struct {
	*Compiler
	at      sim.Time // from when on it is in force
	began   sim.Time // the same, before the simulation too
	upgrade string
	drafts  map[string]*draft // by name of the element
}

// Compile makes the network and the plan of a scenario. The first epoch is the state
// at the start, each later one the complete state from its moment on; an epoch that
// begins before the simulation does is in force from its start. What changes in an
// epoch becomes an entry in the dated lists of the network, what cannot change while
// the simulation runs becomes a fault. All faults are noted; with a fatal one the
// network is not fit to run.
func Compile(name string, epochs []Epoch, f *Faults) (*network.Network, network.Plan) {
	base := epochs[0].Scenario
	fr := newFrame(base, f)
	net := &network.Network{Name: name, Title: titled(base.Title, name), Clock: fr.clock, Classes: fr.classList, Places: fr.places, Money: fr.prices.Money}
	b := builder{Faults: f, frame: fr, net: net, demand: map[network.FlowID][]demandWindow{}}
	for i, e := range epochs {
		faults := f
		if i > 0 {
			faults = &Faults{}
		}
		b.states = append(b.states, fr.compileState(e, faults))
		if i == 0 {
			continue
		}
		f.later(faults, e.Upgrade)
		if b.states[i].at > 0 {
			changes(epochs[i-1].Scenario, e.Scenario, e.Upgrade, f)
		}
	}
	b.cut()
	if b.tooLarge() {
		return net, fr.plan
	}
	b.elements()
	b.pools()
	b.disruptions()
	b.swings()
	b.meters()
	b.bookings()
	b.segments()
	b.forks()
	b.posts()
	b.flows()
	b.permits()
	b.checkCarriers()
	b.lines()
	b.texts(base)
	b.warn()
	net.Digest = network.Digest(net, &fr.plan)
	return net, fr.plan
}

// later takes over faults of a later epoch that are not known yet.
func (f *Faults) later(other *Faults, upgrade string) {
	for _, x := range other.list {
		known := func(y Fault) bool { return strings.HasPrefix(x.Problem, y.Problem) }
		if slices.ContainsFunc(f.at(x.Path), known) {
			continue
		}
		x.Problem += " (from upgrade " + upgrade + " on)"
		f.list = append(f.list, x)
	}
}

// compileState checks the tables of one epoch and compiles them.
func (fr *frame) compileState(e Epoch, f *Faults) *state {
	c := &Compiler{Faults: f, frame: fr, scenario: e.Scenario, pairs: map[string]*keyPair{}, ending: map[stop]*draft{}}
	for _, kind := range Kinds() {
		specs := e.Scenario.Elements[kind.Name]
		for _, name := range sortedKeys(specs) {
			path := kind.Name + "." + name
			specs[name].Check(path, f)
			specs[name].Compile(path, c)
		}
	}
	c.unpaired()
	for _, name := range sortedKeys(e.Scenario.Profile) {
		if p := e.Scenario.Profile[name]; p != nil {
			p.check("profile."+name, f)
		}
	}
	s := &state{Compiler: c, at: fr.clock.Tick(e.At), upgrade: e.Upgrade, drafts: map[string]*draft{}}
	for _, d := range c.elements {
		s.drafts[d.element.Name] = d
	}
	return s
}

// builder joins the states into one network.
type builder struct {
	*Faults
	*frame
	net    *network.Network
	states []*state // by time; the first is in force from tick 0 on
	past   []*state // by time; those that were over by then
	id     map[*draft]network.ElementID
	stage  map[network.ElementID]stagePlace
	ways   map[stagePlace]fork         // where vehicles part
	each   [][]*chain                  // by segment: its chain in each state; see inEach
	nights map[string][][]network.Span // by zone, class: when it does not drive
	demand map[network.FlowID][]demandWindow
}

// stagePlace is where an element stands in a segment.
type stagePlace struct {
	segment network.SegmentID
	stage   int
}

// cut puts the states in order of time, sets those apart that are over before the
// simulation begins, and drops those that begin after its end.
func (b *builder) cut() {
	b.states[0].at = 0
	later := b.states[1:]
	slices.SortStableFunc(later, func(x, y *state) int { return cmp.Compare(x.at, y.at) })
	first := 0
	var kept []*state
	for _, s := range b.states {
		s.began = s.at
		switch {
		case s.at <= 0:
			s.at, s.upgrade, first = 0, "", len(kept)
		case s.at >= b.plan.Until:
			continue
		}
		kept = append(kept, s)
	}
	b.past, b.states = kept[:first], kept[first:]
}

// maxDays is the greatest number of days of all flows and elements together: 130 of
// them over 200 years, or 1300 over 20.
const maxDays = 10_000_000

// tooLarge notes a scenario that would not fit in memory.
func (b *builder) tooLarge() bool {
	if n := b.departures(); n > maxDepartures {
		b.Add("run", fmt.Sprintf("%d departures by timetable are too many", n), fmt.Sprintf("at most %d can be simulated; shorten the run, or write fewer of them", maxDepartures))
		return true
	}
	flows, elements, days := len(b.states[0].scenario.Flow), len(b.states[0].elements), int(b.plan.Until/sim.Day)+1
	if (flows+elements)*days <= maxDays {
		return false
	}
	b.Add("run", fmt.Sprintf("%d flows and %d elements over %d days are too many", flows, elements, days), "shorten the run, or take fewer of them")
	return true
}

// elements lays out all elements with their dated lists.
func (b *builder) elements() {
	base := slices.Clone(b.states[0].elements)
	slices.SortFunc(base, func(x, y *draft) int { return strings.Compare(x.element.Name, y.element.Name) })
	b.id = map[*draft]network.ElementID{}
	for i, d := range base {
		b.id[d] = network.ElementID(i)
		e := d.element
		e.Location, e.Length = b.zoneOf(e.Zone), d.length
		var history []datedDraft
		var roads []roadState
		for _, s := range b.states {
			now := s.drafts[e.Name]
			if now == nil {
				b.Add(d.path, "is not there any more from upgrade "+s.upgrade+" on", "elements cannot come and go while the simulation runs; give them 0 lanes instead")
				continue
			}
			e.Fees = b.appendFees(e.Fees, s.at, now.fees)
			if now.element.Station == network.Road {
				if n := len(roads); n > 0 {
					roads[n-1].until = s.at
				}
				roads = append(roads, roadState{s.at, b.plan.Until, now})
				continue
			}
			history = append(history, datedDraft{s.at, now})
		}
		switch {
		case e.Station == network.Road:
			b.drive(&e, roads)
		case e.Station == network.Rides && len(history) > 0:
			b.ride(&e, history)
		default:
			b.serve(&e, history)
		}
		b.net.Elements = append(b.net.Elements, e)
	}
	b.newcomers()
}

// newcomers notes elements that are not there from the start.
func (b *builder) newcomers() {
	for _, s := range b.states[1:] {
		for _, d := range s.elements {
			if b.states[0].drafts[d.element.Name] == nil {
				b.Add(d.path, "is there from upgrade "+s.upgrade+" on only", "write it from the start, with 0 lanes, and set the lanes in the upgrade")
			}
		}
	}
}

// appendDriving adds parameters when they differ from those in force.
func appendDriving(list []network.RoadParams, at sim.Time, p network.RoadParams) []network.RoadParams {
	p.At = at
	if n := len(list); n > 0 {
		last := list[n-1]
		last.At = at
		same := slices.Equal(last.Time, p.Time) && slices.Equal(last.Headway, p.Headway) && slices.Equal(last.Space, p.Space) &&
			last.Length == p.Length && last.Lanes == p.Lanes && last.Storage == p.Storage && last.Wave == p.Wave &&
			last.Full == p.Full && last.Capacity == p.Capacity && last.Delay == p.Delay && last.OneFile == p.OneFile && slices.Equal(last.PCU, p.PCU)
		if same {
			return list
		}
	}
	return append(list, p)
}

// segments makes one segment of each direction of a crossing, and of a post that is part
// of none.
func (b *builder) segments() {
	b.stage = map[network.ElementID]stagePlace{}
	var chains []*chain
	for _, ch := range b.states[0].chains {
		if ch.crossing && ch.within == nil && len(ch.stages) > 0 {
			chains = append(chains, ch)
		}
	}
	slices.SortFunc(chains, func(x, y *chain) int { return strings.Compare(x.name, y.name) })
	for i, ch := range chains {
		s := network.Segment{Name: ch.name, Spec: ch.spec, Direction: ch.direction, Title: ch.title, Order: b.states[0].order(ch.name)}
		for stage, drafts := range ch.stages {
			var ids []network.ElementID
			for _, d := range drafts {
				ids = append(ids, b.id[d])
				b.stage[b.id[d]] = stagePlace{network.SegmentID(i), stage}
			}
			slices.Sort(ids)
			s.Stages = append(s.Stages, ids)
		}
		b.each = append(b.each, b.inEach(ch))
		s.Channels, s.Shares = ch.channels, b.channelShares(b.each[i])
		for k, now := range b.each[i] {
			s.Fees = b.appendFees(s.Fees, b.states[k].at, now.fees)
		}
		b.net.Segments = append(b.net.Segments, s)
	}
}

// posts keeps the nameplate figures; a figure that is taken away becomes 0. Those of a
// post in a crossing speak of the passages of the crossing.
func (b *builder) posts() {
	for _, p := range b.states[0].posts {
		post := network.Post{Name: p.name, Title: p.title, Order: b.states[0].order(p.name)}
		measured := p.name
		if len(p.chains) > 0 && p.chains[0].within != nil {
			measured = p.chains[0].within.spec
		}
		for i, s := range b.net.Segments {
			if s.Spec == measured {
				post.Segments = append(post.Segments, network.SegmentID(i))
			}
		}
		inForce := map[network.ClassID]network.Rating{}
		for _, s := range b.states {
			i := slices.IndexFunc(s.posts, func(q postDraft) bool { return q.name == p.name })
			if i < 0 {
				continue
			}
			now := map[network.ClassID]network.Rating{}
			for _, r := range s.posts[i].rated {
				now[r.Class] = r
			}
			for class := range network.ClassID(len(b.classList)) {
				r := now[class]
				if r != inForce[class] {
					inForce[class] = r
					r.At, r.Class = s.at, class
					post.Rated = append(post.Rated, r)
				}
			}
		}
		b.net.Posts = append(b.net.Posts, post)
	}
}

// texts takes over what is for people only.
func (b *builder) texts(s *Scenario) {
	for _, name := range sortedKeys(s.Upgrade) {
		u := s.Upgrade[name]
		if u == nil {
			continue
		}
		path := "upgrade." + name
		if !b.clock.Dated {
			b.Add(path, "an upgrade needs a run with dates", "write start and end in [run], or use a variant")
			continue
		}
		at := b.clock.Tick(u.Date.In(b.clock.Zone))
		cost, yearly := b.amount(path+".cost", u.Cost, b.Faults), b.amount(path+".yearly_cost", u.YearlyCost.Money, b.Faults)
		if at >= b.plan.Until {
			b.Warn(path+".date", fmt.Sprintf("%v is not before the end of the run", u.Date), "it has no effect")
		} else if at > 0 {
			b.net.Upgrades = append(b.net.Upgrades, network.Upgrade{Name: path, Title: titled(u.Title, name), At: at, Sets: sortedKeys(u.Set), Cost: cost, Yearly: yearly})
		}
	}
	slices.SortStableFunc(b.net.Upgrades, func(x, y network.Upgrade) int { return cmp.Compare(x.At, y.At) })
	for _, e := range s.Expect {
		b.net.Expectations = append(b.net.Expectations, network.Expectation{At: e.At, Measure: e.Measure, Stat: e.Stat, Min: e.Min.Pointer(), Max: e.Max.Pointer()})
	}
	for _, x := range s.Source {
		b.net.Sources = append(b.net.Sources, network.Source(x))
	}
}

// sortedKeys are the keys of a table in alphabetical order.
func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
