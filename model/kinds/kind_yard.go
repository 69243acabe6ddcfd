package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

const yardHelp = "Parking places before a post, a crossing or a road, which all who go there pass."

// YardSpec is a table [yard.NAME].
//
//	──> [ P P P P P P ] ──> post, crossing or road      before = "post.x.northbound"
//	     places, stay
//
// A vehicle takes a place, stays as long as it must, and holds the place until there is
// room for it beyond. Nobody waits inside the yard for a place: who finds none waits
// where it is, or is lost. The time in the yard is no part of a crossing time. Of what
// stands before the same, plazas of a road come first, then a booking, then yards, each
// in the order of their names.
type YardSpec struct {
	Title  string    `toml:"title" help:"Name for people."`
	Before string    `toml:"before" required:"true" help:"What it stands before: a direction of a post, of a crossing or of a road, such as post.x.northbound."`
	Places int       `toml:"places" required:"true" range:"[1,100000]" unit:"vehicles" running:"true" help:"Places."`
	Stay   value.Law `toml:"stay" default:"0s" running:"true" help:"Least time that a vehicle stays."`
	Full   string    `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no place: it waits where it is, or it is lost."`
}

// Check has nothing to say: the keys stand for themselves.
func (y *YardSpec) Check(string, *Faults) {}

// Compile makes one element, whose lanes are the places.
func (y *YardSpec) Compile(path string, c *Compiler) {
	ch := c.before(path+".before", y.Before)
	if ch == nil {
		return
	}
	title := titled(y.Title, path)
	e := network.Element{Name: path, Kind: "yard", Spec: path, Direction: ch.direction, Title: title,
		Station: network.Service, From: ch.from, To: ch.from, Zone: c.zoneAt(ch.from), Booking: network.None}
	p := network.ServiceParams{Time: c.everybody(y.Stay.Law), Full: network.Block}
	if y.Full == "lose" {
		p.Full = network.Lose
	}
	d := c.add(&draft{element: e, path: path, lanes: plainPlan(y.Places, value.Hours{}), serving: p})
	ch.entry = append(ch.entry, d)
	c.chains = append(c.chains, &chain{name: path, spec: path, title: title, direction: ch.direction,
		from: network.None, to: network.None, stages: [][]*draft{{d}}})
}

// later tells whether a name is that of a table, or below one, that nothing stands before,
// whose kind may not be compiled yet.
func (c *Compiler) later(name string) bool {
	kind, rest, _ := strings.Cut(name, ".")
	table, _, _ := strings.Cut(rest, ".")
	_, written := c.scenario.Elements[kind][table]
	return written && !slices.Contains([]string{"post", "road", "crossing", "toll", "yard", "booking"}, kind)
}

// before returns what a yard or a booking stands before, nil with a fault.
func (c *Compiler) before(path, name string) *chain {
	if c.later(name) {
		c.Add(path, fmt.Sprintf("%s is no direction of a post, a crossing or a road", name), "name one, such as post.x.northbound")
		return nil
	}
	ch := c.chain(path, name)
	if ch == nil {
		return nil
	}
	kind, _, _ := strings.Cut(ch.spec, ".")
	switch {
	case ch.within != nil:
		c.Add(path, fmt.Sprintf("%s is part of %s", name, ch.within.spec), "write "+ch.within.name)
	case ch.part:
		c.Add(path, fmt.Sprintf("%s is only a part of %s", name, ch.spec), "write "+ch.spec+"."+ch.direction)
	case kind != "post" && kind != "road" && kind != "crossing":
		c.Add(path, fmt.Sprintf("%s is no direction of a post, a crossing or a road", name), "name one, such as post.x.northbound")
	default:
		return ch
	}
	return nil
}
