package kinds

import (
	"slices"

	"corridor/model/network"
)

// turns fills what is expected on a route where hops are left out or come again.
func (fb *flowBuilder) turns(route *network.Route) {
	if !slices.ContainsFunc(route.Hops, func(h network.Hop) bool { return h.Channels != 0 || h.Ways != nil }) {
		return
	}
	for i, s := range fb.states {
		w := walk{flowBuilder: fb, epoch: i, route: route, hops: route.Hops}
		if !w.back() {
			continue
		}
		next := network.Turns{At: s.at, Begin: steps(w.first[0]), Visits: w.visits, Next: w.next}
		if n := len(route.Turns); n > 0 {
			last := route.Turns[n-1]
			if slices.Equal(last.Begin, next.Begin) && slices.Equal(last.Visits, next.Visits) &&
				slices.EqualFunc(last.Next, next.Next, slices.Equal[[]network.Step]) {
				continue
			}
		}
		route.Turns = append(route.Turns, next)
	}
}

// walk is the way of the vehicles of a flow over the hops of a route in one epoch. It
// is laid out from the end back: who leaves a passage goes to where the next one
// begins, which may depend on the channel there.
type walk struct {
	*flowBuilder
	epoch  int
	route  *network.Route
	hops   []network.Hop
	first  [][]float64 // by hop that begins a passage or has none, by hop: where those are who come there
	visits []float64
	next   [][]network.Step
}

// back lays out all hops; false where vehicles never leave a passage, which is a fault.
func (w *walk) back() bool {
	n := len(w.hops)
	w.first, w.visits, w.next = make([][]float64, n+1), make([]float64, n), make([][]network.Step, n)
	w.first[n] = w.at(n)
	for i := n - 1; i >= 0; i-- {
		if w.hops[i].Segment == network.None {
			w.first[i], w.visits[i], w.next[i] = w.at(i), 1, steps(w.first[i+1])
			continue
		}
		begin := i
		for begin > 0 && w.hops[begin-1].Passage == w.hops[i].Passage {
			begin--
		}
		if !w.passage(begin, i+1) {
			return false
		}
		i = begin
	}
	return true
}

// at is where all are at one hop.
func (w *walk) at(hop int) []float64 {
	row := make([]float64, len(w.hops)+1)
	row[hop] = 1
	return row
}

// steps lists the shares above 0.
func steps(row []float64) []network.Step {
	var out []network.Step
	for hop, share := range row {
		if share > 0 {
			out = append(out, network.Step{Hop: int32(hop), Share: share})
		}
	}
	return out
}

// passage lays out the hops of the passage of a segment, from up to to.
func (w *walk) passage(from, to int) bool {
	ch := w.each[w.hops[from].Segment][w.epoch]
	if len(ch.turns) == 0 {
		return w.straight(from, to)
	}
	courses := ch.courses(w.route.ComesAs(from, w.flow.Class))
	first := make([]float64, len(w.hops)+1)
	for _, c := range courses {
		if c.visits == nil {
			return false
		}
		w.add(first, from, to, c.first, c.share)
		for k, v := range c.visits {
			w.visits[from+k] += float64(c.share * v)
		}
	}
	w.first[from] = first
	for hop := from; hop < to; hop++ {
		w.next[hop] = w.leaving(courses, from, to, hop)
	}
	return true
}

// straight lays out a passage without turns.
func (w *walk) straight(from, to int) bool {
	for hop := to - 1; hop >= from; hop-- {
		w.first[hop], w.visits[hop], w.next[hop] = w.at(hop), 1, steps(w.first[hop+1])
	}
	return true
}

// add adds a share of vehicles that go to a stage of a passage, or out of it.
func (w *walk) add(row []float64, from, to, stage int, share float64) {
	if hop := from + stage; hop < to {
		row[hop] += share
		return
	}
	for hop, part := range w.first[to] {
		row[hop] += float64(share * part)
	}
}

// leaving is where vehicles go from a hop, whatever their channel: each channel counts
// as often as it comes there. Where nobody comes, all channels that might count alike.
func (w *walk) leaving(courses []course, from, to, hop int) []network.Step {
	stage := hop - from
	row, sum := make([]float64, len(w.hops)+1), 0.0
	nobody := w.visits[hop] == 0
	for _, c := range courses {
		weight := float64(c.share * c.visits[stage])
		if nobody && c.next[stage] != nil {
			weight = 1
		}
		if weight == 0 {
			continue
		}
		sum += weight
		for k, share := range c.next[stage] {
			w.add(row, from, to, k, float64(weight*share))
		}
	}
	for i := range row {
		row[i] /= sum
	}
	return steps(row)
}
