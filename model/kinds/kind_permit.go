package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

const permitHelp = "A number of permits by the year, month or day, of which everybody needs one who sets out over a post, a crossing or a road."

// PermitSpec is a table [permit.NAME].
//
//	           permit left ──> sets out
//	newcomer ──┤
//	           none left   ──> stays at home, or takes a route that needs none
//
// It is no element: nobody passes it. A permit is taken when setting out, or when
// changing to a route that needs one, and not given back. Years, months and days begin by
// the local time of what it is for; a run that begins in the middle of one has the whole
// stock for what is left of it.
type PermitSpec struct {
	Title   string   `toml:"title" help:"Name for people."`
	At      string   `toml:"at" required:"true" help:"What it is for: a post, one of its directions or stages, a crossing, a road, a toll, a terminal, a train, a ferry."`
	Flows   []string `toml:"flows" help:"Flows that need it (default: all that come there)."`
	Classes []string `toml:"classes" help:"Classes that need it, as which vehicles come there (default: all)."`
	Stock   int      `toml:"stock" required:"true" range:"[0,1000000000]" unit:"permits" running:"true" help:"Permits for each year, month or day."`
	Per     string   `toml:"per" default:"year" oneof:"year|month|day" help:"How often the stock is whole again; what was left over expires."`
	Out     string   `toml:"out" default:"stay" oneof:"stay|divert" help:"What a vehicle does that gets none: it stays at home, or takes another route of its flow for which it needs none, or gets one; without such a route it stays at home."`
}

// permitDraft is a permit with what it is for.
type permitDraft struct {
	*PermitSpec
	path     string
	elements []*draft
	classes  []bool
}

// Check notes what is wrong with the table by itself.
func (p *PermitSpec) Check(path string, f *Faults) {
	for i, name := range p.Flows {
		if slices.Contains(p.Flows[:i], name) {
			f.Add(fmt.Sprintf("%s.flows.%d", path, i), fmt.Sprintf("names %q again", name), "take it away")
		}
	}
}

// Compile finds what it is for.
func (p *PermitSpec) Compile(path string, c *Compiler) {
	out := permitDraft{PermitSpec: p, path: path, classes: c.classes(path+".classes", p.Classes)}
	chains := c.chainsOf(p.At)
	if len(chains) == 0 && !c.unsure {
		c.Add(path+".at", fmt.Sprintf("%q is not an element", p.At), c.didYouMean(p.At, c.elementNames))
	}
	for _, ch := range chains {
		out.elements = append(out.elements, slices.Concat(ch.stages...)...)
	}
	if p.Per != "day" && !c.clock.Dated {
		c.Add(path+".per", fmt.Sprintf("a run without dates has no %ss", p.Per), `write start and end in [run], or per = "day"`)
	}
	c.permits = append(c.permits, out)
}

// permits lays them out.
func (b *builder) permits() {
	for i, p := range b.states[0].permits {
		out := network.Permit{Name: p.path, Title: titled(p.Title, p.path), Order: b.states[0].order(p.path),
			Elements: b.ids(p.elements), Flows: b.permitFlows(&p), Classes: p.classes, Divert: p.Out == "divert"}
		for _, s := range b.states {
			if i >= len(s.permits) || s.permits[i].path != p.path {
				continue
			}
			if n, now := len(out.Stock), int64(s.permits[i].Stock); n == 0 || out.Stock[n-1].N != now {
				out.Stock = append(out.Stock, network.StockStep{At: s.at, N: now})
			}
		}
		if len(out.Elements) > 0 {
			out.Resets = b.permitResets(b.net.Elements[out.Elements[0]].Zone, p.Per)
			b.checkPermit(&out)
		}
		b.net.Permits = append(b.net.Permits, out)
	}
}

// permitFlows is the set of the flows that need it: trains and vessels do not set out by
// themselves.
func (b *builder) permitFlows(p *permitDraft) []bool {
	set := make([]bool, len(b.net.Flows))
	for f := range set {
		set[f] = len(p.Flows) == 0 && b.net.Flows[f].Arrivals != network.Sent
	}
	for i, name := range p.Flows {
		f, ok := slices.BinarySearchFunc(b.net.Flows, name, func(f network.Flow, name string) int { return strings.Compare(f.Name, name) })
		if !ok || b.net.Flows[f].Arrivals == network.Sent {
			var known []string
			for _, f := range b.net.Flows {
				if f.Arrivals != network.Sent {
					known = append(known, f.Name)
				}
			}
			b.Add(fmt.Sprintf("%s.flows.%d", p.path, i), fmt.Sprintf("%q is not a flow", name), value.DidYouMean(name, known))
			continue
		}
		set[f] = b.net.Flows[f].Arrivals != network.Sent
	}
	return set
}

// checkPermit notes flows that cannot go without, and a permit that nobody needs.
func (b *builder) checkPermit(p *network.Permit) {
	needed := false
	for r := range b.net.Routes {
		route := &b.net.Routes[r]
		if !b.net.Needs(p, route) {
			continue
		}
		needed = true
		if f := &b.net.Flows[route.Flow]; f.Arrivals == network.Saturated {
			b.addOnce(f.Name+".arrivals", "saturated, but its vehicles need "+p.Name, "write a volume, or name the flows that need the permit")
		}
	}
	if needed || b.Fatal() {
		return
	}
	if carrier := b.carrierOver(p.Elements); carrier != "" {
		b.Add(p.Name+".at", fmt.Sprintf("only %s passes %s, and the freight needs no permit there", carrier, b.net.Elements[p.Elements[0]].Spec),
			fmt.Sprintf("write at = %q, for all that is carried", carrier))
		return
	}
	b.Warn(p.Name, "no vehicle needs it", "lead a flow over what it is for, or take it away")
}

// carrierOver is the train or the ferry whose way leads over one of some elements, "" for
// none.
func (b *builder) carrierOver(elements []network.ElementID) string {
	for i := range b.net.Elements {
		e := &b.net.Elements[i]
		if e.Ride == nil || e.Ride.Carrier == network.None {
			continue
		}
		for _, r := range b.net.Flows[e.Ride.Carrier].Routes {
			if slices.ContainsFunc(b.net.Routes[r].Hops, func(h network.Hop) bool { return slices.Contains(elements, h.Element) }) {
				return e.Spec
			}
		}
	}
	return ""
}
