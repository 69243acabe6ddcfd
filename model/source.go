package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// source brings the vehicles of one flow into the corridor.
//
// Arrivals follow the cumulative expectation exactly: the clock of a source runs in
// expected arrivals ("operational time"), gaps are drawn there, and each arrival is
// carried back to a tick by inverting the cumulative rate of its day. Drawing the
// next gap at the rate of the moment would lose traffic after every quiet hour.
//
// The luck of a day belongs to its date: gaps, the day's factor and the vehicles'
// keys are drawn from streams named by flow and date, so that one per cent more
// volume leaves every other vehicle its luck.
type source struct {
	w    *World
	id   network.FlowID
	flow *network.Flow
	name uint64 // hash of the flow's name, part of every vehicle key

	gaps, factors, routes, batches sim.Base
	loads, empties                 sim.Base
	thinned                        []thinning

	day    int        // entry of flow.Days being worked on
	begun  bool       // the day's factor and pattern are drawn
	volume float64    // expected arrivals of the day
	target float64    // next arrival, in expected arrivals since the start of the day
	piece  int        // of the pattern
	before float64    // share of the day in earlier pieces
	luck   sim.Stream // gaps of the day
	nth    int64      // arrivals of the day so far
	owed   bool       // target is a gap still to be used up (renewal, across days)

	block  [64]arrival // arrivals are made a block at a time
	at, n  int
	shares int // entry of flow.Shares in force
	listed int // next of flow.Times

	chooser
	board      *board // nil: who sets out knows the present
	diversions []*diversion
	restricted bool // it has diversions, or needs permits
}

// arrival is one batch: when it comes and the key of its first vehicle.
type arrival struct {
	at   sim.Time
	date int32
	nth  int64
}

func (s *source) init(w *World, id network.FlowID) {
	f := &w.net.Flows[id]
	base := func(purpose string) sim.Base { return sim.NewBase(w.seed, w.replication, f.Name, purpose) }
	*s = source{w: w, id: id, flow: f, name: sim.HashName(f.Name),
		gaps: base("arrivals"), factors: base("daily"), routes: base("route"), batches: base("batch"),
		loads: base("load"), empties: base("empty"),
		chooser: newChooser(w.prepared, f), restricted: len(f.Diverts) > 0 || slices.ContainsFunc(f.Routes, func(r network.RouteID) bool { return len(w.needed[r]) > 0 })}
}

// fill puts the initial queue in place and arms the first arrival.
func (s *source) fill() {
	for i, in := range s.flow.Initial {
		for n := range in.Count {
			s.place(in, int64(i)<<32|int64(n))
		}
	}
	switch s.flow.Arrivals {
	case network.Saturated:
		s.w.calendar.Set(s.slot(), 0, sim.RankArrive)
		return
	case network.Sent:
		return
	}
	s.more()
	s.arm()
}

func (s *source) slot() int { return len(s.w.stations) + int(s.id) }

// place lets a vehicle stand in an element at tick 0.
func (s *source) place(in network.Initial, nth int64) {
	id := s.create(initialDate, nth)
	v := &s.w.vehicles.all[id]
	v.hop = s.w.begin[in.Route] + in.Hop
	s.count(id, false)
	s.w.settle(id)
	if next := s.w.hops[v.hop+1]; s.w.stations[next.element].room(id) && s.w.lines[next.element].n == 0 {
		s.w.enter(id)
		s.w.vehicles.all[id].passage = -1 // it came before counting begins
		return
	}
	panic(faulty{s.flow.Name, "its initial queue has no room at " + s.w.net.Elements[s.w.hops[v.hop+1].element].Name})
}

// initialDate keys the vehicles that stand in the model at tick 0.
const initialDate = -1 << 31

// arrive: a batch comes, unless the wait ahead is longer than it accepts.
func (s *source) arrive() {
	if s.flow.Arrivals == network.Saturated {
		s.w.calendar.Clear(s.slot())
		id := s.create(0, s.nth)
		s.count(id, false)
		s.nth++
		route, why := s.diverted(s.route(id))
		s.w.recordDiverted(int16(s.id), why)
		s.w.vehicles.all[id].hop = s.w.begin[route]
		s.w.advance(id)
		return
	}
	a := s.block[s.at]
	if s.at++; s.at == s.n {
		s.more()
	}
	s.arm()
	size := s.size(a)
	for i := range size {
		id := s.create(a.date, a.nth<<16|int64(i))
		if len(s.thinned) > 0 && s.stays(id) {
			s.w.vehicles.give(id)
			continue
		}
		s.setOut(id)
	}
}

// entered: a vehicle of the flow has entered its first element.
func (s *source) entered() {
	if s.flow.Arrivals == network.Saturated {
		s.w.calendar.Set(s.slot(), s.w.now, sim.RankArrive)
	}
}

// alwaysReady tells whether a vehicle stands outside for a flow that always has one
// ready.
func (w *World) alwaysReady(id VehicleID) bool {
	if !w.saturated {
		return false
	}
	v := &w.vehicles.all[id]
	return w.hops[v.hop].element == network.None && w.net.Flows[v.flow].Arrivals == network.Saturated
}

// count enters a vehicle that wants to travel; one that is suppressed does not set out.
func (s *source) count(id VehicleID, suppressed bool) {
	y := &s.w.out.Flows[s.id].Years[s.w.year]
	y.Demand++
	s.w.book(&y.Freight.Demand, id)
	if suppressed {
		y.Suppressed++
		s.w.book(&y.Freight.Suppressed, id)
		return
	}
	y.Entered++
}

// create makes a vehicle that is ready outside.
func (s *source) create(date int32, nth int64) VehicleID {
	id := s.w.vehicles.take()
	v := &s.w.vehicles.all[id]
	v.key = sim.Mix(s.name^uint64(uint32(date)), uint64(nth))
	v.born, v.ended = s.w.now, s.w.now
	v.flow, v.class = int16(s.id), int16(s.flow.Class)
	if s.w.freighted {
		s.load(id)
	}
	return id
}

// size is the number of vehicles of the batch.
func (s *source) size(a arrival) int {
	if s.flow.Batch.IsZero() {
		return 1
	}
	stream := s.batches.Stream(sim.Mix(uint64(uint32(a.date)), uint64(a.nth)), 0)
	return max(1, int(s.flow.Batch.Sample(&stream)+0.5))
}

// route chooses among the routes of the flow, by the shares in force or by what is known
// of them.
func (s *source) route(id VehicleID) network.RouteID {
	f := s.flow
	if len(f.Routes) == 1 {
		return f.Routes[0]
	}
	if f.Choice != network.ByShares {
		return s.choose(id, nil)
	}
	for s.shares+1 < len(f.Shares) && f.Shares[s.shares+1].At <= s.w.now {
		s.shares++
	}
	stream := s.routes.Stream(s.w.vehicles.all[id].key, 0)
	return f.Routes[pick(f.Shares[s.shares].Weight, stream.Float64())]
}

// wait is the wait that somebody who sets out now expects on the route: the sum over
// its elements, each as often as a vehicle is expected there. Over the stages of a
// crossing it is the longest one instead, each stage with all who are in the stages
// before it: who waits for the last stage may stand in line for the first, because
// there is no room between them.
func (s *source) wait(route network.RouteID) sim.Time {
	var sum, crossing sim.Time
	ahead := int32(0)
	visits, classes := s.w.visitsOf(route), s.w.net.Routes[route].Classes
	first := s.w.begin[route] + 1
	for i := first; s.w.hops[i].element != network.None; i++ {
		h := &s.w.hops[i]
		station := s.w.stations[h.element]
		if h.passage == 0 || h.passage != s.w.hops[i-1].passage {
			ahead = s.w.lines[h.element].n
		}
		class := s.flow.Class
		if classes != nil {
			class = classes[max(0, i-first-1)]
		}
		e := station.expected(int16(class), ahead)
		if visits != nil {
			e = weighed(e, visits[i-first])
		}
		if e == sim.Never {
			return sim.Never
		}
		if h.segment == network.None {
			sum += e
			continue
		}
		ahead += station.inside()
		if crossing = max(crossing, e); s.w.hops[i+1].passage != h.passage {
			sum += crossing
			crossing = 0
		}
	}
	return sum
}

// weighed is a wait as often as it is expected; one without end stays without end, as
// long as anybody comes to it.
func weighed(e sim.Time, visits float64) sim.Time {
	switch {
	case visits == 0:
		return 0
	case e == sim.Never:
		return e
	}
	return sim.Time(float64(float64(e) * visits))
}

func (s *source) arm() {
	if s.at == s.n {
		s.w.calendar.Clear(s.slot())
		return
	}
	s.w.calendar.Set(s.slot(), s.block[s.at].at, sim.RankArrive)
}

// more makes the next block of arrivals; none are left when n stays 0.
func (s *source) more() {
	s.at, s.n = 0, 0
	if s.flow.Arrivals == network.Listed {
		for s.n < len(s.block) && s.listed < len(s.flow.Times) {
			s.block[s.n] = arrival{at: s.flow.Times[s.listed], nth: int64(s.listed)}
			s.listed++
			s.n++
		}
		return
	}
	for s.n < len(s.block) && s.day < len(s.flow.Days) {
		if !s.begun {
			s.begin()
		}
		if !s.next() {
			s.day++
			s.begun = false
		}
	}
}

// begin draws what belongs to the day as a whole.
func (s *source) begin() {
	d := &s.flow.Days[s.day]
	s.begun, s.piece, s.before, s.nth = true, 0, 0, 0
	s.volume = d.Volume
	if cv := s.flow.Variation; cv > 0 {
		stream := s.factors.Stream(uint64(uint32(d.Date)), 0)
		s.volume = float64(s.volume * s.w.dayLaws[s.id].Sample(&stream))
	}
	s.luck = s.gaps.Stream(uint64(uint32(d.Date)), 0)
	if s.flow.Arrivals == network.Poisson || !s.owed {
		s.target = s.gap()
		s.owed = true
	}
}

func (s *source) gap() float64 {
	if s.flow.Arrivals == network.Poisson {
		return s.luck.Exp()
	}
	return s.flow.Gap.Sample(&s.luck)
}

// next puts one arrival of the day into the block, or reports that the day is over.
// What is left of a renewal gap then runs on into the next day.
func (s *source) next() bool {
	d := &s.flow.Days[s.day]
	pattern := s.flow.Patterns[d.Pattern]
	for s.piece < len(pattern) {
		p := &pattern[s.piece]
		from := float64(s.before * s.volume)
		width := float64(p.Share * s.volume)
		if s.target < from+width {
			part := (s.target - from) / width
			at := d.At + p.From + min(sim.Time(float64(part*float64(p.To-p.From))+0.5), p.To-p.From-1)
			s.block[s.n] = arrival{at: at, date: d.Date, nth: s.nth}
			s.n++
			s.nth++
			s.target += s.gap()
			return true
		}
		s.before += p.Share
		s.piece++
	}
	s.target -= float64(s.before * s.volume)
	return false
}
