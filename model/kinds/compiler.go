package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// Compiler turns the tables of a scenario, as they are at one moment, into drafts of
// elements and into chains that routes are made of. Kinds write to it through their
// Compile.
type Compiler struct {
	*Faults
	*frame
	scenario    *Scenario
	elements    []*draft // in the order made
	chains      []*chain // in the order made
	posts       []postDraft
	bookings    []bookingDraft      // by name
	pools       []poolDraft         // by name
	disruptions []disruptionDraft   // by name
	swings      []swingDraft        // by name
	meters      []meterDraft        // by name
	permits     []permitDraft       // by name
	lines       []lineDraft         // by name of their table
	ending      map[stop]*draft     // tracks and berths
	pairs       map[string]*keyPair // of calendars, by path
	unsure      bool                // a fault has left out links: that a route is missing tells nothing
}

// draft is an element as it is at one moment.
type draft struct {
	element network.Element // without its dated lists
	path    string          // of the table that wrote it
	lanes   lanePlan        // of lanes alone
	groups  []groupDraft    // of groups that share one line; nil: there are none
	hall    network.Hall    // what of it never changes, if it is one
	reset   sim.Time        // time of day at which a quota begins anew
	ruled   bool            // some rule is written that makes a hall of it
	serving network.ServiceParams
	length  sim.Millimetres // of what is no road
	ride    *rideDraft      // if freight gathers here and goes on together
	driving network.RoadParams
	fees    *network.Fees // nil: none
	road    *RoadSpec     // what a road has beyond these; nil for others
}

// groupDraft is a group of lanes that shares its line with others.
type groupDraft struct {
	name    string
	classes []bool
	lanes   lanePlan
}

// postDraft is a post as it is at one moment.
type postDraft struct {
	name, title string
	rated       []network.Rating
	chains      []*chain // its directions
}

// chain is a sequence of stages that is passed as one: a direction of a post, a
// direction of a road with its toll plazas, a plaza alone. What routes pass are chains.
type chain struct {
	name      string // "post.samur.northbound"; what "through" and "via" call it
	spec      string // "post.samur"
	title     string
	direction string
	from, to  network.PlaceID // both None: passed only by way of "through"
	stages    [][]*draft      // one draft for each group of classes
	entry     []*draft        // plazas before the stages
	exit      []*draft        // plazas after the stages
	crossing  bool            // its passage is measured as one
	part      bool            // of another chain: only named in "through"
	channels  []string        // into which vehicles are sorted when they begin it, by name; nil: there are none
	shares    [][]float64     // of the channels, by class, then channel
	turns     []turn          // by stage: who comes there and who goes where; nil: everybody passes everything
	fees      *network.Fees   // of a whole passage; nil: none
	mode      string          // only classes that move by it pass; "": all
	carries   bool            // only trains or vessels pass it, never a route that is searched for
	within    *chain          // the chain of a crossing that this direction of a post is part of, or nil
}

// holds tells whether an element is one of the chain.
func (ch *chain) holds(d *draft) bool {
	for _, stage := range ch.stages {
		if slices.Contains(stage, d) {
			return true
		}
	}
	return slices.Contains(ch.entry, d) || slices.Contains(ch.exit, d)
}

// pass returns the elements that a class passes and what it is then, or why it cannot.
func (c *Compiler) pass(ch *chain, class network.ClassID) (elements []*draft, after network.ClassID, obstacle string) {
	if obstacle := c.wrongMode(ch, class); obstacle != "" {
		return nil, class, obstacle
	}
	for _, stage := range slices.Concat(single(ch.entry), ch.stages, single(ch.exit)) {
		i := slices.IndexFunc(stage, func(d *draft) bool { return d.admits(class) })
		if i < 0 {
			return nil, class, fmt.Sprintf("%s does not serve %s", commonName(stage), c.classList[class].Name)
		}
		elements = append(elements, stage[i])
		class = stage[i].becomes(class)
	}
	return elements, class, ""
}

// single makes a stage of each draft.
func single(drafts []*draft) [][]*draft {
	var stages [][]*draft
	for _, d := range drafts {
		stages = append(stages, []*draft{d})
	}
	return stages
}

// commonName is the name of a stage: of its only element, or without the group.
func commonName(stage []*draft) string {
	name := stage[0].element.Name
	if len(stage) > 1 {
		name, _, _ = strings.Cut(name, ".group.")
	}
	return name
}

// admits tells whether a class can pass the element.
func (d *draft) admits(class network.ClassID) bool {
	if d.element.Station == network.Road {
		return d.driving.Time[class] != sim.Never
	}
	return d.serving.Time[class] != nil
}

// cost is the time a class takes when nobody else is there.
func (d *draft) cost(class network.ClassID) sim.Time {
	switch {
	case d.element.Station == network.Road:
		return d.driving.Time[class]
	case d.ride != nil:
		return d.ride.cost()
	}
	return sim.Time(d.serving.LaneTicks(class))
}

// add keeps a draft.
func (c *Compiler) add(d *draft) *draft {
	d.element.Order = c.order(d.path)
	c.elements = append(c.elements, d)
	return d
}

// order is the place of a path in the file: its own, or that of the table around it.
func (c *Compiler) order(path string) int {
	for {
		if n, ok := c.scenario.Order[path]; ok {
			return n
		}
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return len(c.scenario.Order)
		}
		path = path[:i]
	}
}

// elementNames returns what "through" and "via" may name.
func (c *Compiler) elementNames() []string {
	var names []string
	for _, ch := range c.chains {
		names = append(names, ch.name, ch.spec)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// chainsOf returns the chains of a table, or the one chain of that name.
func (c *Compiler) chainsOf(name string) []*chain {
	var found []*chain
	for _, ch := range c.chains {
		if ch.name == name || ch.spec == name && !ch.part {
			found = append(found, ch)
		}
	}
	return found
}

// chain returns the one chain that "through" names; the fault says what is unclear.
func (c *Compiler) chain(path, name string) *chain {
	found := c.chainsOf(name)
	switch {
	case len(found) == 1:
		return found[0]
	case len(found) == 0:
		c.Add(path, fmt.Sprintf("%q is not an element", name), c.didYouMean(name, c.elementNames))
	default:
		c.Add(path, fmt.Sprintf("%q has two directions", name), fmt.Sprintf("write %s or %s", found[0].name, found[1].name))
	}
	return nil
}

// class returns the id of a class, written with or without "class.".
func (c *Compiler) class(path, name string) (network.ClassID, bool) {
	bare := strings.TrimPrefix(name, "class.")
	if i, ok := slices.BinarySearch(c.classNames, bare); ok {
		return network.ClassID(i), true
	}
	c.Add(path, fmt.Sprintf("%q is not a class", name), value.DidYouMean(bare, c.classNames))
	return network.None, false
}

// everyClass is the set of all classes.
func (c *Compiler) everyClass() []bool {
	return slices.Repeat([]bool{true}, len(c.classNames))
}

// classes checks a list of classes and returns them as a set by id; an empty list is
// all.
func (c *Compiler) classes(path string, list []string) []bool {
	if len(list) == 0 {
		return c.everyClass()
	}
	set := make([]bool, len(c.classNames))
	for i, name := range list {
		if id, ok := c.class(fmt.Sprintf("%s.%d", path, i), name); ok {
			set[id] = true
		}
	}
	return set
}

// place returns the id of "place.NAME"; None without a fault for "".
func (c *Compiler) place(path, name string) network.PlaceID {
	if name == "" {
		return network.None
	}
	bare, ok := strings.CutPrefix(name, "place.")
	if i, found := slices.BinarySearch(c.placeNames, bare); ok && found {
		return network.PlaceID(i)
	}
	advice := ""
	if _, found := slices.BinarySearch(c.placeNames, name); found {
		advice = fmt.Sprintf("did you mean place.%s?", name)
	} else {
		advice = c.didYouMean(name, c.placePaths)
	}
	c.Add(path, fmt.Sprintf("%q is not a place", name), advice)
	c.unsure = true
	return network.None
}

// placeQuietly is place without faults, which are noted elsewhere.
func (c *Compiler) placeQuietly(name string) network.PlaceID {
	bare, _ := strings.CutPrefix(name, "place.")
	if i, ok := slices.BinarySearch(c.placeNames, bare); ok {
		return network.PlaceID(i)
	}
	return network.None
}

// placePaths returns what may stand where a place is named.
func (c *Compiler) placePaths() []string {
	known := make([]string, len(c.placeNames))
	for i, p := range c.placeNames {
		known[i] = "place." + p
	}
	return known
}

// zoneAt is the time zone of a place, that of the run where there is none.
func (c *Compiler) zoneAt(p network.PlaceID) string {
	if p == network.None {
		return c.runZone
	}
	return c.places[p].Zone
}

// titled returns the title, or the last word of the path.
func titled(title, path string) string {
	if title != "" {
		return title
	}
	return path[strings.LastIndexByte(path, '.')+1:]
}
