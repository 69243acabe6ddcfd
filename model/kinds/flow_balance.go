package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// BalanceSpec is a table { of = …, minus = … }: empty vehicles that go back.
//
//	loaded northbound ████████████        of
//	loaded southbound █████               minus
//	empty southbound       ███████        on every day, where positive
//
// It is a plan: what is expected of the flows on each local day of this one, not what
// chance brings.
type BalanceSpec struct {
	Of    value.Names `toml:"of" required:"true" help:"Flows whose loaded vehicles must go back: flow.NAME, or several."`
	Minus value.Names `toml:"minus" help:"Flows whose loaded vehicles go back with them."`
}

// balance fills the days of a flow that balances others, which are laid out already.
func (fb *flowBuilder) balance() {
	plus, minus := fb.balanced("of", fb.spec.Balance.Of), fb.balanced("minus", fb.spec.Balance.Minus)
	for _, id := range minus {
		if slices.Contains(plus, id) {
			fb.Add(fb.path+".balance.minus", fb.net.Flows[id].Name+" stands in of too", "leave it out of one of them")
		}
	}
	flow := &fb.net.Flows[fb.id]
	from, to := fb.life()
	m := dayMaker{from: from, to: to, flow: flow, known: map[string]int32{}, changed: fb.demand[fb.id]}
	shapes := fb.shapes()
	for _, d := range fb.daysIn(fb.zone()) {
		a, b := max(d.from, from), min(d.to, to)
		if a >= b {
			continue
		}
		amount := fb.loaded(plus, a, b) - fb.loaded(minus, a, b)
		if !flow.Batch.IsZero() {
			amount /= flow.Batch.Mean()
		}
		if amount > 0 {
			m.exactly(&d, a, b, shapes.at(a), amount)
		}
	}
}

// balanced returns the flows of a list; each must have a planned volume of its own.
func (fb *flowBuilder) balanced(key string, names value.Names) []network.FlowID {
	var out []network.FlowID
	mine := &fb.classList[fb.net.Flows[fb.id].Class]
	for i, name := range names {
		path := listPath(fb.path+".balance."+key, i, len(names))
		id, ok := fb.flowID(path, name)
		switch {
		case !ok:
		case slices.Contains(out, id):
			fb.Add(path, name+" stands there twice", "leave it out once")
		case fb.states[0].scenario.Flow[strings.TrimPrefix(name, "flow.")].Balance != nil:
			fb.Add(path, name+" is a balance itself", "name flows that bring loaded vehicles")
		case fb.net.Flows[id].Arrivals == network.Saturated:
			fb.Add(path, name+" always has a vehicle ready: nobody knows how many come", "give it a volume")
		case !carryAlike(mine, &fb.classList[fb.net.Flows[id].Class]):
			theirs := &fb.classList[fb.net.Flows[id].Class]
			fb.Add(path, fmt.Sprintf("%s is of %s (%s), which carries another load than %s (%s)", name, theirs.Name, loadOf(theirs), mine.Name, loadOf(mine)),
				"name flows of classes that carry alike: as many go back as have come; or let this flow be of "+theirs.Name)
		default:
			out = append(out, id)
		}
	}
	return out
}

// carryAlike tells whether one of a class carries as much as one of the other.
func carryAlike(a, b *network.Class) bool { return a.Payload == b.Payload && a.TEU == b.TEU }

func loadOf(c *network.Class) string {
	return fmt.Sprintf("%g t, %g TEU", c.Payload, float64(c.TEU)/1000)
}

// flowID finds a flow by its path, also before it is laid out.
func (b *builder) flowID(path, name string) (network.FlowID, bool) {
	all, rides := b.flowNames(), b.sending()
	if id, ok := slices.BinarySearch(all, name); ok && rides[name] == nil {
		return network.FlowID(id), true
	}
	known := slices.DeleteFunc(all, func(k string) bool { return rides[k] != nil })
	b.addOnce(path, fmt.Sprintf("%q is not a flow", name), value.DidYouMean(name, known))
	return network.None, false
}

// loaded is how many loaded vehicles of some flows are expected in [from, to).
func (fb *flowBuilder) loaded(flows []network.FlowID, from, to sim.Time) float64 {
	sum := 0.0
	for _, id := range flows {
		f := &fb.net.Flows[id]
		n := expected(f, from, to)
		if !f.Batch.IsZero() {
			n = float64(n * f.Batch.Mean())
		}
		sum += float64(n * (1 - f.Empty))
	}
	return sum
}

// expected is how many arrivals of a flow are expected in [from, to).
func expected(f *network.Flow, from, to sim.Time) float64 {
	before := func(t sim.Time) int { i, _ := slices.BinarySearch(f.Times, t); return i }
	sum := float64(before(to) - before(from))
	first, _ := slices.BinarySearchFunc(f.Days, from-2*sim.Day, func(d network.DayVolume, t sim.Time) int { return int(max(-1, min(1, d.At-t))) })
	for _, d := range f.Days[first:] {
		if d.At >= to {
			break
		}
		for _, p := range f.Patterns[d.Pattern] {
			a, b := max(from, d.At+p.From), min(to, d.At+p.To)
			if a < b {
				sum += float64(float64(d.Volume*p.Share) * (float64(b-a) / float64(p.To-p.From)))
			}
		}
	}
	return sum
}

// shapes are the profiles of a flow from epoch to epoch.
type shapes []regime

func (fb *flowBuilder) shapes() shapes {
	var out shapes
	for _, s := range fb.states {
		if spec := s.scenario.Flow[fb.name]; spec != nil {
			out = append(out, regime{at: s.at, shape: fb.shape(s, spec)})
		}
	}
	return out
}

func (s shapes) at(t sim.Time) *shape {
	i := len(s) - 1
	for i > 0 && s[i].at > t {
		i--
	}
	return &s[i].shape
}

// spread cuts [from, to) of a day by the hours of a profile, evenly where those are 0
// throughout; sum is the share of a day's volume in it.
func (s *shape) spread(d *localDay, from, to sim.Time) (pieces []piece, sum float64) {
	if pieces = s.pieces(d, from, to, 1); len(pieces) == 0 {
		pieces = []piece{{from, to, 1}}
	}
	for _, p := range pieces {
		sum += float64(p.rate * (float64(p.to-p.from) / float64(sim.Day)))
	}
	return pieces, sum
}

// exactly adds a day that brings an amount in [from, to), before planned changes.
func (m *dayMaker) exactly(d *localDay, from, to sim.Time, s *shape, amount float64) {
	pieces, sum := s.spread(d, from, to)
	if pieces = m.change(pieces); len(pieces) > 0 {
		m.flow.Days = append(m.flow.Days, network.DayVolume{At: from, Date: d.number, Volume: amount / sum, Pattern: m.pattern(pieces, from)})
	}
}
