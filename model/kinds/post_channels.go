package kinds

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/sim"
)

// Vehicles that come to a direction are sorted into channels. Channels that are not
// among those of a stage pass it by; who has been served in a stage may be sent to
// another one than the next. Where that one is, and where those go who are not sent
// anywhere, is the next stage from there on that their channel comes to.

// mostChannels is how many channels a direction may have.
const mostChannels = 32

// outOfPost is what "then" calls the end of the post.
const outOfPost = "out"

// turn is who comes to a stage of a chain and where they go from there.
type turn struct {
	stage string
	path  string
	spec  *StageSpec
	only  uint32      // bit set of the channels that come, 0 for all
	then  [][]float64 // shares by class, then by stage they are sent to, the last for out; nil: nobody is sent
}

// checkChannels notes what is wrong with the channels by themselves.
func (d *DirectionSpec) checkChannels(path string, f *Faults) {
	checkSum(path+".channels", d.Channels, f)
	for _, class := range sortedKeys(d.ChannelsBy) {
		checkSum(path+".channels_by."+class, d.ChannelsBy[class], f)
	}
	if n := len(d.channelNames()); n > mostChannels {
		f.Add(path+".channels", fmt.Sprintf("are %d channels", n), fmt.Sprintf("a direction has at most %d", mostChannels))
	}
}

// checkSum notes shares that do not add up to 1.
func checkSum(path string, s value.Shares, f *Faults) {
	if sum := s.Sum(); len(s) > 0 && math.Abs(sum-1) > 1e-9 {
		f.Add(path, fmt.Sprintf("the shares of the channels add up to %.10g", sum), "they must add up to 1")
	}
}

// channelNames returns all channels in the order of their names.
func (d *DirectionSpec) channelNames() []string {
	names := sortedKeys(d.Channels)
	for _, class := range sortedKeys(d.ChannelsBy) {
		names = append(names, sortedKeys(d.ChannelsBy[class])...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// checkTurns notes what is wrong with the ways of vehicles at a stage by themselves.
func (s *StageSpec) checkTurns(path string, first bool, f *Faults) {
	for _, class := range append([]string{""}, sortedKeys(s.ThenBy)...) {
		at, shares := path+".then", s.Then
		if class != "" {
			at, shares = path+".then_by."+class, s.ThenBy[class]
		}
		if sum := shares.Sum(); sum > 1+1e-9 {
			f.Add(at, fmt.Sprintf("the shares add up to %.10g", sum), "they add up to 1 at most; the rest goes on to the next stage")
		}
	}
	lanes := s.Lanes.Written || len(s.Group) > 0
	if lanes || first {
		if s.Together {
			f.Add(path+".together", "the stage has lanes of its own", "only what is done in the lane of the stage before it can be done together with that; take the lanes away")
		}
		return
	}
	for _, k := range []struct {
		key string
		is  bool
	}{{"only", len(s.Only) > 0}, {"then", len(s.Then) > 0}, {"then_by", len(s.ThenBy) > 0}} {
		if k.is {
			f.Add(path+"."+k.key, "the stage has no lanes of its own", "write it at the stage before it, or lanes here; channel.NAME.service may differ here too")
		}
	}
}

// channels compiles into which channels a direction sorts vehicles.
func (c *Compiler) channels(ch *chain, d *DirectionSpec) {
	names := d.channelNames()
	if len(names) == 0 || len(names) > mostChannels {
		return
	}
	ch.channels = names
	for range c.classNames {
		ch.shares = append(ch.shares, make([]float64, len(names)))
	}
	by := make([]value.Shares, len(c.classNames))
	for _, class := range sortedKeys(d.ChannelsBy) {
		if id, ok := c.class(ch.name+".channels_by."+class, class); ok {
			by[id] = d.ChannelsBy[class]
		}
	}
	for class, shares := range by {
		if shares == nil && d.Channels == nil {
			c.addOnce(ch.name+".channels_by", fmt.Sprintf("does not name %s", c.classNames[class]), "add it, or write channels = { … } for all other classes")
			shares = value.Shares{names[0]: 1}
		} else if shares == nil {
			shares = d.Channels
		}
		for i, name := range names {
			ch.shares[class][i] = shares[name]
		}
	}
}

// turns compiles who comes to the stages of a direction and who goes where, once all
// stages are there, and what follows for the mean time in the lanes.
func (c *Compiler) turns(ch *chain, stages []string) {
	for i := range ch.turns {
		t := &ch.turns[i]
		t.only = c.only(ch, t)
		c.then(ch, t, stages)
	}
	if c.leads(ch) {
		c.admitsSent(ch)
		c.means(ch)
	}
}

// only is the bit set of the channels that come to a stage, 0 for all.
func (c *Compiler) only(ch *chain, t *turn) uint32 {
	set := uint32(0)
	for i, name := range t.spec.Only {
		path := fmt.Sprintf("%s.only.%d", t.path, i)
		if k := c.channel(path, ch, name); k >= 0 {
			set |= 1 << k
		}
	}
	if set == 1<<len(ch.channels)-1 {
		return 0
	}
	return set
}

// channel finds a channel of a direction by its name.
func (c *Compiler) channel(path string, ch *chain, name string) int {
	k, ok := slices.BinarySearch(ch.channels, name)
	if ok {
		return k
	}
	if len(ch.channels) == 0 {
		c.Add(path, fmt.Sprintf("there is no channel %q: %s has none", name, ch.name), "write channels = { "+name+" = 0.1, … } there")
	} else {
		c.Add(path, fmt.Sprintf("%q is not a channel of %s", name, ch.name), value.DidYouMean(name, ch.channels))
	}
	return -1
}

// then compiles who is sent to which stage.
func (c *Compiler) then(ch *chain, t *turn, stages []string) {
	if len(t.spec.Then)+len(t.spec.ThenBy) == 0 {
		return
	}
	general := c.sent(ch, t.path+".then", t.spec.Then, stages)
	for range c.classNames {
		t.then = append(t.then, general)
	}
	for _, class := range sortedKeys(t.spec.ThenBy) {
		path := t.path + ".then_by." + class
		if id, ok := c.class(path, class); ok {
			t.then[id] = c.sent(ch, path, t.spec.ThenBy[class], stages)
		}
	}
}

// sent returns the shares by stage, the last for out.
func (c *Compiler) sent(ch *chain, path string, shares value.Shares, stages []string) []float64 {
	row := make([]float64, len(ch.turns)+1)
	for _, name := range sortedKeys(shares) {
		i := slices.IndexFunc(ch.turns, func(t turn) bool { return t.stage == name })
		switch {
		case name == outOfPost:
			row[len(row)-1] = shares[name]
		case i >= 0:
			row[i] = shares[name]
		case slices.Contains(stages, name):
			c.Add(path, fmt.Sprintf("%q has no lanes of its own", name), "name the stage in whose lanes it is worked through")
		default:
			c.Add(path, fmt.Sprintf("%q is not a stage of the post", name), value.DidYouMean(name, append([]string{outOfPost}, stages...)))
		}
	}
	return row
}

// thenPath is the key that says where a class is sent.
func (t *turn) thenPath(class string) string {
	if _, ok := t.spec.ThenBy[class]; ok {
		return t.path + ".then_by." + class
	}
	return t.path + ".then"
}

// admitsSent notes who is sent to a stage that their channel does not come to.
func (c *Compiler) admitsSent(ch *chain) {
	for i := range ch.turns {
		from := &ch.turns[i]
		for class, row := range from.then {
			for to := range ch.turns {
				if left := ch.leftOut(from, &ch.turns[to], class); row[to] > 0 && len(left) > 0 {
					c.addOnce(from.thenPath(c.classNames[class]), fmt.Sprintf("sends vehicles of the channels %s to %s, which they do not come to", strings.Join(left, ", "), ch.turns[to].stage),
						"add the channels to \"only\" there, or sort more vehicles into the channels that come there")
				}
			}
		}
	}
}

// leftOut names the channels of a class that come to one stage and not to another.
func (ch *chain) leftOut(from, to *turn, class int) []string {
	var left []string
	for k, name := range ch.channels {
		comes, goes := from.only == 0 || from.only>>k&1 == 1, to.only == 0 || to.only>>k&1 == 1
		if comes && !goes && ch.shares[class][k] > 0 {
			left = append(left, name)
		}
	}
	return left
}

// checkChannelLaws notes laws for channels or classes that do not come.
func (b *stageBuilder) checkChannelLaws(path string, l *LaneSpec, admitted []bool) {
	for _, name := range sortedKeys(l.Channel) {
		at := path + ".channel." + name
		b.channel(at, b.chain, name)
		if l.Channel[name] == nil {
			continue
		}
		for _, class := range sortedKeys(l.Channel[name].ServiceBy) {
			if id, ok := b.class(at+".service_by."+class, class); ok && !admitted[id] {
				b.Add(at+".service_by."+class, fmt.Sprintf("class %s does not come to these lanes", class), "add it to their classes or take this away")
			}
		}
	}
}

// channelTimes returns the laws by channel and class, those in times where the channel
// has none of its own; nil without channels.
func (b *stageBuilder) channelTimes(l *LaneSpec, times [][]sim.Law) [][][]sim.Law {
	var out [][][]sim.Law
	for _, name := range b.chain.channels {
		laws := slices.Clone(times)
		for id, class := range b.classNames {
			if s := l.Channel[name]; s != nil && laws[id] != nil && !s.law(class).IsZero() {
				laws[id] = []sim.Law{s.law(class)}
			}
		}
		out = append(out, laws)
	}
	return out
}

// join makes the turns of two directions of posts, with a strip between them, those of
// one chain: who is sent out of the first goes to the strip.
func (ch *chain) join(posts [2]*chain, strip string) {
	n := len(ch.stages)
	take := func(post *chain, begin int) {
		for _, t := range post.turns {
			var then [][]float64
			for _, row := range t.then {
				moved := make([]float64, n+1)
				copy(moved[begin:], row)
				then = append(then, moved)
			}
			t.then = then
			ch.turns = append(ch.turns, t)
		}
		if len(post.channels) > 0 && len(ch.channels) == 0 {
			ch.channels, ch.shares = post.channels, post.shares
		}
	}
	take(posts[0], 0)
	ch.turns = append(ch.turns, turn{stage: "strip", path: strip, spec: new(StageSpec)})
	take(posts[1], len(posts[0].stages)+1)
}

// oneChannel refuses two posts of a crossing that sort vehicles in different ways.
func (c *Compiler) oneChannel(posts [2]*chain) {
	first, second := posts[0], posts[1]
	if len(first.channels) == 0 || len(second.channels) == 0 {
		return
	}
	if !slices.Equal(first.channels, second.channels) || !slices.EqualFunc(first.shares, second.shares, slices.Equal[[]float64]) {
		c.addOnce(second.name+".channels", fmt.Sprintf("are others than those of %s, but vehicles are sorted once in a crossing", first.name), "write the same channels and shares at both posts, or channels at one of them")
	}
}
