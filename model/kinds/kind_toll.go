package kinds

import (
	"fmt"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

const tollHelp = "A toll plaza on a road, or a single station of any sort."

// TollSpec is a table [toll.NAME].
//
//	on = road:     entry plaza ──> road ──> exit plaza      one for each direction
//	without "on":  ──> lanes ──>                            the simplest textbook queue
//
// Everybody who uses the road passes its plazas, also when "through" names the road
// alone. Several plazas at one end are passed in the order of their names.
type TollSpec struct {
	On string `toml:"on" help:"Road whose users all pass it: road.NAME; without it, the station is passed by way of \"through\"."`
	At string `toml:"at" default:"exit" oneof:"entry exit" help:"Whether it stands where vehicles leave the road or where they enter it."`
	LaneSpec
}

// Check notes what is wrong with the table by itself.
func (t *TollSpec) Check(path string, f *Faults) {
	t.check(path, f)
	if len(t.Channel) > 0 {
		f.Add(path+".channel", "a plaza has no channels", "write service_by for classes, or make it a stage of a post")
	}
	if !t.Lanes.Written {
		f.Add(path+".lanes", "is missing", "write how many lanes there are, such as lanes = 5")
	}
}

// Compile makes one element, or one for each direction of the road.
func (t *TollSpec) Compile(path string, c *Compiler) {
	title := titled(t.Title, path)
	if t.On == "" {
		t.element(path, path, title, "", network.None, c)
		return
	}
	var roads []*chain
	for _, ch := range c.chainsOf(t.On) {
		if ch.spec == t.On && ch.stages[0][0].element.Station == network.Road {
			roads = append(roads, ch)
		}
	}
	if len(roads) == 0 {
		c.Add(path+".on", fmt.Sprintf("%q is not a road", t.On), value.DidYouMean(t.On, c.specNames("road")))
	}
	for _, road := range roads {
		name, full := path, title
		if road.direction != "" {
			name, full = path+"."+road.direction, title+", "+road.direction
		}
		if t.At == "entry" {
			road.entry = append(road.entry, t.element(path, name, full, road.direction, road.from, c))
		} else {
			road.exit = append(road.exit, t.element(path, name, full, road.direction, road.to, c))
		}
	}
}

func (t *TollSpec) element(path, name, title, direction string, at network.PlaceID, c *Compiler) *draft {
	e := network.Element{Name: name, Kind: "toll", Spec: path, Direction: direction, Title: title,
		From: at, To: at, Zone: c.zoneAt(at)}
	d := c.service(path, e, &t.LaneSpec, lanePlan{t.Lanes.N, t.Staffed, c.calendar(calendarAt{path, &t.CalendarSpec})}, c.serviceTimes(path, &t.LaneSpec, c.everyClass()))
	c.chains = append(c.chains, &chain{name: name, spec: path, title: title, direction: direction,
		from: network.None, to: network.None, stages: [][]*draft{{d}}})
	return d
}

// specNames returns the paths of the tables of a kind.
func (c *Compiler) specNames(kind string) []string {
	var names []string
	for _, name := range sortedKeys(c.scenario.Elements[kind]) {
		names = append(names, kind+"."+name)
	}
	return names
}
