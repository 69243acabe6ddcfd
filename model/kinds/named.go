package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/network"
)

// services returns the elements with lanes that a name stands for: an element, a
// stage, a direction, a whole post, a crossing, a toll plaza; none with a fault.
func (c *Compiler) services(path, name string) []*draft {
	return c.standFor(path, name, "has no lanes that serve", "name a stage or a direction of a post, a toll or a yard", func(d *draft, _ *chain) bool {
		return d.element.Station == network.Service
	})
}

// disturbed returns what a disruption named so falls on: elements with lanes, and roads
// that are named by themselves, not as the strip of a crossing.
func (c *Compiler) disturbed(path, name string) []*draft {
	return c.standFor(path, name, "has no lanes that serve and is no road", "name a stage or a direction of a post, a toll, a yard or a road", func(d *draft, ch *chain) bool {
		return d.element.Station == network.Service || d.element.Station == network.Road && !ch.crossing
	})
}

// standFor returns the elements of some kind that a name stands for, none with a fault.
func (c *Compiler) standFor(path, name, problem, advice string, wanted func(*draft, *chain) bool) []*draft {
	chains := c.chainsOf(name)
	if len(chains) == 0 {
		c.Add(path, fmt.Sprintf("%q is not an element", name), c.didYouMean(name, c.elementNames))
		return nil
	}
	var found []*draft
	for _, ch := range chains {
		for _, d := range slices.Concat(ch.stages...) {
			if wanted(d, ch) && !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	if len(found) == 0 && !c.unsure {
		c.Add(path, name+" "+problem, advice)
	}
	return found
}

// oneService returns the one element with lanes that a name stands for, nil with a fault.
func (c *Compiler) oneService(path, name string) *draft {
	found := c.services(path, name)
	if len(found) == 1 {
		return found[0]
	}
	if len(found) > 1 {
		var names []string
		for _, d := range found {
			names = append(names, d.element.Name)
		}
		c.Add(path, fmt.Sprintf("%q stands for several elements", name), "name one of "+strings.Join(names, ", "))
	}
	return nil
}

// ids returns the ids of drafts of the first state, ascending, each once.
func (b *builder) ids(drafts []*draft) []network.ElementID {
	var ids []network.ElementID
	for _, d := range drafts {
		ids = append(ids, b.id[d])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
