package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// chooser is what a source keeps to choose among the routes of its flow.
type chooser struct {
	free    [][]network.FreeTime // by route of the flow
	at      []int                // entry of free in force
	routes  []network.Prospect
	weights []float64
}

func newChooser(p *prepared, f *network.Flow) chooser {
	n := len(f.Routes)
	c := chooser{at: make([]int, n), routes: make([]network.Prospect, n), weights: make([]float64, n)}
	for _, r := range f.Routes {
		c.free = append(c.free, p.free[r])
	}
	return c
}

// freeTimes are those of the routes of flows that may choose.
func freeTimes(net *network.Network) [][]network.FreeTime {
	all := make([][]network.FreeTime, len(net.Routes))
	for i := range net.Flows {
		if f := &net.Flows[i]; len(f.Routes) > 1 && f.Choice != network.ByShares {
			for _, r := range f.Routes {
				all[r] = net.FreeTimes(&net.Routes[r], f.Class)
			}
		}
	}
	return all
}

// freeAt is the free time of a route of the flow.
func (c *chooser) freeAt(k int, now sim.Time) sim.Time {
	list := c.free[k]
	if list == nil {
		return 0
	}
	for c.at[k]+1 < len(list) && list[c.at[k]+1].At <= now {
		c.at[k]++
	}
	return list[c.at[k]].Time
}

// base is the weight of a route where nothing else tells routes apart.
func (s *source) base(k int) float64 {
	list := s.flow.Base
	if s.flow.Choice == network.ByShares {
		list = s.flow.Shares
	}
	if list == nil {
		return 1
	}
	for s.shares+1 < len(list) && list[s.shares+1].At <= s.w.now {
		s.shares++
	}
	return list[s.shares].Weight[k]
}

// choose chooses among the routes of the flow that are open to a vehicle by what is known
// of them; None where there is none.
func (s *source) choose(id VehicleID, open func(network.RouteID) bool) network.RouteID {
	f, c := s.flow, &s.chooser
	for k, r := range f.Routes {
		c.routes[k] = network.Prospect{}
		if open != nil && !open(r) {
			continue
		}
		c.routes[k].Base = s.base(k)
		if f.Choice != network.ByShares {
			c.routes[k].Free, c.routes[k].Wait, c.routes[k].Cost = c.freeAt(k, s.w.now), s.known(r), s.w.net.Routes[r].CostAt(s.w.now)
		}
	}
	if !f.Weigh(c.routes, c.weights) && !s.reserve(open) {
		return network.None
	}
	sum := 0.0
	for _, w := range c.weights {
		sum += w
	}
	stream := s.routes.Stream(s.w.vehicles.all[id].key, 0)
	return f.Routes[pick(c.weights, float64(stream.Float64()*sum))]
}

// reserve gives the same weight to all routes that are open, where none of them has one of
// its own: they are taken only where no other is left. False where there is none.
func (s *source) reserve(open func(network.RouteID) bool) bool {
	for k, r := range s.flow.Routes {
		if open(r) {
			s.chooser.routes[k].Base = 1
		}
	}
	return s.flow.Weigh(s.chooser.routes, s.weights)
}

// pick is the entry of weights in which u lies when they are laid end to end.
func pick(weights []float64, u float64) int {
	last := 0
	for i, w := range weights {
		if w <= 0 {
			continue
		}
		last = i
		if u < w {
			break
		}
		u -= w
	}
	return last
}

// known is the wait on a route as far as those who set out know it.
func (s *source) known(r network.RouteID) sim.Time {
	if s.board == nil {
		return s.wait(r)
	}
	row := s.board.row()
	if row < 0 {
		return 0
	}
	return s.board.waits[row*len(s.flow.Routes)+slices.Index(s.flow.Routes, r)]
}

// board is where the waits on the routes of a flow, and whether its diversions hold, are
// published: looked at on a fixed grid of time, and known with a delay. What was looked
// at before is forgotten as soon as nobody can know it any more.
type board struct {
	source  *source
	slot    int
	looks   int64        // so far
	kept    int64        // the latest
	waits   []sim.Time   // by look (modulo kept), then route of the flow
	diverts []diversions // by look (modulo kept), then diversion of the flow: why it holds
}

// newBoards makes those of all flows; what they look at is there already.
func (w *World) newBoards() {
	for i := range w.sources {
		if s := &w.sources[i]; s.flow.Known.Every > 0 {
			s.board = newBoard(s, w.slotOf(len(w.actors)))
			w.actors = append(w.actors, s.board)
		}
	}
}

func newBoard(s *source, slot int) *board {
	known := s.flow.Known
	b := &board{source: s, slot: slot, kept: int64(known.Delay/known.Every) + 2}
	b.waits = make([]sim.Time, b.kept*int64(len(s.flow.Routes)))
	b.diverts = make([]diversions, b.kept*int64(len(s.diversions)))
	s.w.calendar.Set(slot, 0, sim.RankLook)
	return b
}

// handle notes what the instant finds.
func (b *board) handle() {
	s, row := b.source, int(b.looks%b.kept)
	for k, r := range s.flow.Routes {
		b.waits[row*len(s.flow.Routes)+k] = s.wait(r)
	}
	for k, d := range s.diversions {
		b.diverts[row*len(s.diversions)+k] = d.now()
	}
	b.looks++
	s.w.calendar.Set(b.slot, sim.Time(b.looks)*s.flow.Known.Every, sim.RankLook)
}

func (b *board) finish() {}

// row is where the look stands that is known now; -1 before the first.
func (b *board) row() int {
	known := b.source.flow.Known
	at := b.source.w.now - known.Delay
	if at < 0 {
		return -1
	}
	return int(int64(at/known.Every) % b.kept)
}

// setOut sends a vehicle on its way, unless there is no permit for it, or the wait ahead
// is longer than it accepts.
func (s *source) setOut(id VehicleID) {
	route, why := s.route(id), diversions(0)
	if s.restricted {
		route, why = s.diverted(route)
		if p := s.w.lacking(route); p != nil {
			route, why = s.withoutPermit(id, p), forPermit
			if route == network.None {
				return
			}
		}
	}
	if s.flow.MaxWait != sim.Never && s.known(route) > s.flow.MaxWait {
		s.count(id, true)
		s.w.vehicles.give(id)
		return
	}
	s.count(id, false)
	if s.restricted {
		s.w.recordDiverted(int16(s.id), why)
		s.w.issue(route)
	}
	s.w.vehicles.all[id].hop = s.w.begin[route]
	s.w.advance(id)
}
