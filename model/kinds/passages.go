package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/network"
)

// fork is where vehicles part after a stage of a segment.
type fork struct {
	id   network.ForkID
	ways []int // stages they are sent to, the number of stages for out
}

// inEach returns a chain as it is in each epoch; as at the start where it has other
// stages or channels then, which is a fault.
func (b *builder) inEach(ch *chain) []*chain {
	var out []*chain
	for _, s := range b.states {
		now := ch
		if i := slices.IndexFunc(s.chains, func(x *chain) bool { return x.name == ch.name }); i >= 0 {
			switch x := s.chains[i]; {
			case !slices.Equal(x.channels, ch.channels):
				b.Add(ch.name+".channels", "has other channels from upgrade "+s.upgrade+" on", "channels cannot come and go while the simulation runs; give them a share of 0 instead")
			case len(x.turns) == len(ch.turns):
				now = x
			}
		}
		out = append(out, now)
	}
	return out
}

// channelShares are the shares of the channels of a segment by epoch.
func (b *builder) channelShares(each []*chain) []network.ChannelShares {
	if len(each[0].channels) == 0 {
		return nil
	}
	var out []network.ChannelShares
	for i, now := range each {
		if n := len(out); n == 0 || !slices.EqualFunc(out[n-1].Shares, now.shares, slices.Equal[[]float64]) {
			out = append(out, network.ChannelShares{At: b.states[i].at, Shares: now.shares})
		}
	}
	return out
}

// forks makes one fork of each stage after which vehicles are sent elsewhere at any time.
func (b *builder) forks() {
	b.ways = map[stagePlace]fork{}
	places := map[string]stagePlace{} // by name of the fork
	for i, each := range b.each {
		for stage := range each[0].turns {
			name := each[0].turns[stage].path
			turns, ways := b.forkTurns(each, stage)
			if len(ways) > 0 {
				places[name] = stagePlace{network.SegmentID(i), stage}
				b.ways[places[name]] = fork{ways: ways}
				b.net.Forks = append(b.net.Forks, network.Fork{Name: name, Turns: turns})
			}
		}
	}
	slices.SortFunc(b.net.Forks, func(x, y network.Fork) int { return strings.Compare(x.Name, y.Name) })
	for id, f := range b.net.Forks {
		b.ways[places[f.Name]] = fork{network.ForkID(id), b.ways[places[f.Name]].ways}
	}
}

// forkTurns are the shares sent elsewhere after a stage, by epoch, and where to.
func (b *builder) forkTurns(each []*chain, stage int) (turns []network.ForkTurns, ways []int) {
	for to := range len(each[0].turns) + 1 {
		sent := func(row []float64) bool { return row[to] > 0 }
		if slices.ContainsFunc(each, func(ch *chain) bool { return slices.ContainsFunc(ch.turns[stage].then, sent) }) {
			ways = append(ways, to)
		}
	}
	for i, now := range each {
		next := network.ForkTurns{At: b.states[i].at, Shares: make([][]float64, len(b.classList))}
		for class := range next.Shares {
			row := make([]float64, len(ways))
			if then := now.turns[stage].then; then != nil {
				for k, to := range ways {
					row[k] = then[class][to]
				}
			}
			next.Shares[class] = row
		}
		if n := len(turns); n == 0 || !slices.EqualFunc(turns[n-1].Shares, next.Shares, slices.Equal[[]float64]) {
			turns = append(turns, next)
		}
	}
	return turns, ways
}

// passages notes where the route passes segments, and where vehicles go on it.
func (fb *flowBuilder) passages(path string, route *network.Route) {
	fb.markSegments(route.Hops)
	fb.unpaid(path, route.Hops)
	whole := true
	for i := range route.Hops {
		whole = fb.mark(path, route.Hops, i) && whole
	}
	if whole {
		fb.turns(route)
	}
}

// mark notes who comes to a hop and who goes where from it. A hop of a segment that is
// not passed whole cannot have that: vehicles are sorted when they come to its
// beginning, and sent to its other stages.
func (fb *flowBuilder) mark(path string, hops []network.Hop, i int) bool {
	place, ok := fb.stage[hops[i].Element]
	if !ok {
		return true
	}
	ch := fb.each[place.segment][0]
	if len(ch.turns) == 0 {
		return true
	}
	turn, fork := &ch.turns[place.stage], fb.ways[place]
	if hops[i].Segment == network.None {
		byChannel := func(p network.ServiceParams) bool { return p.Hall != nil && p.Hall.ByChannel != nil }
		partly := turn.only != 0 || fork.ways != nil || slices.ContainsFunc(fb.net.Elements[hops[i].Element].Serving, byChannel)
		if partly {
			fb.Add(path, fmt.Sprintf("passes %s alone, where vehicles are sorted into channels or sent to other stages", turn.path),
				"pass all of "+ch.name+", or write a post of its own for the stage")
		}
		return !partly
	}
	hops[i].Channels = turn.only
	if fork.ways == nil {
		return true
	}
	hops[i].Fork = fork.id
	for _, to := range fork.ways {
		hops[i].Ways = append(hops[i].Ways, int32(i-place.stage+to))
	}
	return true
}

// markSegments notes where a segment is passed whole: all its stages, one after the
// other.
func (fb *flowBuilder) markSegments(hops []network.Hop) {
	passage := int32(0)
	for i := range hops {
		place, ok := fb.stage[hops[i].Element]
		if !ok || place.stage != 0 {
			continue
		}
		n := len(fb.net.Segments[place.segment].Stages)
		if i+n > len(hops) {
			continue
		}
		whole := true
		for k := range n {
			next, ok := fb.stage[hops[i+k].Element]
			whole = whole && ok && next == stagePlace{place.segment, k}
		}
		if !whole {
			continue
		}
		passage++
		for k := range n {
			hops[i+k].Segment, hops[i+k].Passage = place.segment, passage
		}
	}
}

// bounded refuses a flow that is always ready in front of a road without end or a virtual
// queue, which it would fill for ever, and of an element that turns vehicles away, which
// it would do without end.
func (fb *flowBuilder) bounded(elements []*draft) {
	if fb.flow.Arrivals != network.Saturated || len(elements) == 0 {
		return
	}
	e := elements[0]
	if e.element.Station == network.Road && e.driving.Storage < 0 {
		fb.Add(fb.path+".arrivals", fmt.Sprintf("saturated, but %s, the first element of its way, holds any number of vehicles", e.element.Name),
			"give the road a storage, or put a service before it")
	}
	if e.element.Station == network.Virtual {
		fb.Add(fb.path+".arrivals", fmt.Sprintf("saturated, but %s, the first element of its way, holds any number of vehicles", e.element.Name),
			"write a volume, or lead the flow past the booking by way of \"through\"")
	}
	if e.ride != nil && e.serving.Room < 0 {
		fb.Add(fb.path+".arrivals", fmt.Sprintf("saturated, but %s, the first element of its way, holds any number of vehicles", e.element.Name),
			"give it a room")
	}
	for _, s := range fb.states {
		now := s.drafts[e.element.Name]
		if now == nil {
			continue
		}
		if what, instead := now.loses(); what != "" {
			fb.Add(fb.path+".arrivals", fmt.Sprintf("saturated does not go with %s at %s, the first element of its way: it would lose vehicles without end", what, e.element.Name),
				instead+" there, or a volume here")
			return
		}
	}
}

// served notes classes that an element of the route stops serving later.
func (fb *flowBuilder) served(path string, route *network.Route, elements []*draft) {
	for i, e := range elements {
		class := route.ComesAs(i, fb.flow.Class)
		for _, s := range fb.states[1:] {
			if now := s.drafts[e.element.Name]; now != nil && !now.admits(class) {
				fb.Add(path, fmt.Sprintf("%s does not serve %s from upgrade %s on", e.element.Name, fb.classList[class].Name, s.upgrade), "give it 0 lanes instead, or another share to the route")
				break
			}
		}
	}
}

// loses names what makes vehicles leave the corridor at an element, and what to write
// instead; "" where nothing does.
func (d *draft) loses() (what, instead string) {
	rules := d.serving.Hall
	switch {
	case d.serving.Full == network.Lose || d.driving.Full == network.Lose:
		return `full = "lose"`, `write full = "block"`
	case rules == nil:
	case rules.Balk != nil:
		return "balk", "write none"
	case rules.Patience != nil:
		return "patience", "write none"
	case rules.Closing == network.TurnAway:
		return `at_closing = "turn away"`, `write at_closing = "hold"`
	}
	return "", ""
}
