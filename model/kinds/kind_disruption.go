package kinds

import (
	"cmp"
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const disruptionHelp = "Lanes that are lost or work slowly, roads that are closed or slow, or flows of which only a part comes, for a time: at random, on given dates, or in weekly hours."

// DisruptionSpec is a table [disruption.NAME].
//
//	lanes ████████┐          ┌██████████┐     ┌████
//	              └──────────┘          └─────┘
//	        every      lasts      every            at random
//
// It is no element: nobody passes it. What is random falls on all that it names at the
// same time, or on every lane by itself. Dates and weekly hours are known ahead, in the
// local time of each element; they are taken off its calendar. Where a hall has several
// groups of lanes, a number of lost lanes is taken from the groups in their order; of
// disruptions that overlap, each takes its lanes, and paces multiply. A road is closed to
// those who would enter, or its pace is the share that is left of its whole capacity, of
// which others still take what they take, and of the speed of those who enter; who is on
// it drives on as it did.
// Flows come at a share of their demand: what is planned is cut out of their days, in the
// local time of where each begins (flow_changes.go).
type DisruptionSpec struct {
	Title    string            `toml:"title" help:"Name for people."`
	At       value.Names       `toml:"at" help:"What it falls on: stages, directions, posts, crossings, tolls, yards, or groups of lanes; or roads."`
	Flows    value.Names       `toml:"flows" help:"Flows whose demand it changes, beside or in place of what it falls on."`
	Demand   value.DemandShare `toml:"demand" unit:"of the demand" help:"What is left of the demand of the flows: 0.3 is 30 percent; above 1 only on dates or in weekly hours."`
	Every    value.Law         `toml:"every" help:"Random: time from the end of one to the beginning of the next."`
	Lasts    value.Law         `toml:"lasts" help:"Random: how long one lasts."`
	Months   value.Season      `toml:"months" help:"Random: months in which one may begin, such as \"nov-apr\"; the clock to the next goes on in them only (default: all year)."`
	On       value.Periods     `toml:"on" help:"Dated: whole local days such as \"2024-01-03/2024-01-05\", days of every year such as \"12-15/03-01\", or { from = 2024-01-03T08:00:00, until = 2024-01-03T17:00:00 }, or a list of these."`
	Hours    value.Hours       `toml:"hours" help:"Weekly: hours in which it is, local time, such as \"Sun 02:00-06:00\"."`
	Lanes    value.LostLanes   `toml:"lanes" unit:"lanes" help:"Lanes that are lost: a whole number, or \"all\" (default: all; with a pace, none). A road loses all: nobody may enter."`
	EachLane bool              `toml:"each_lane" default:"false" help:"Whether every lane fails by itself; random only."`
	Pace     float64           `toml:"pace" range:"(0,10]" help:"How fast the lanes that are not lost work: 0.5 is half as fast; of a road, the share of its whole capacity, of which others still take what they take, and of speed."`
	Work     value.Work        `toml:"work" help:"What happens to services in lanes that are lost: they are finished (default when dated or weekly), held and resumed (default when random), or sent back to the head of the line."`
}

// disruptionDraft is a disruption with what it falls on.
type disruptionDraft struct {
	*DisruptionSpec
	path     string
	elements []*draft
}

func (d *DisruptionSpec) random() bool { return !d.Every.Law.IsZero() || !d.Lasts.Law.IsZero() }

// Check notes what is wrong with the table by itself.
func (d *DisruptionSpec) Check(path string, f *Faults) {
	d.checkDemand(path, f)
	if d.At == nil && len(d.Flows) == 0 {
		f.Add(path+".at", "is missing", `write what it falls on, such as at = "post.x.northbound.control", or flows = ["flow.x"] and demand = 0.3`)
	}
	if d.At != nil && len(d.At) == 0 {
		f.Add(path+".at", "is an empty list", `write what it falls on, such as at = "post.x.northbound.control"`)
	}
	var when []string
	for _, x := range []struct {
		key     string
		written bool
	}{{"every", d.random()}, {"on", len(d.On) > 0}, {"hours", d.Hours.Written}} {
		if x.written {
			when = append(when, x.key)
		}
	}
	switch {
	case len(when) == 0:
		f.Add(path, "does not say when it is", `write every = "30d" and lasts = "4h", or on = ["2024-01-03"], or hours = "Sun 02:00-06:00"`)
	case len(when) > 1:
		f.Add(path+"."+when[1], "is written besides "+when[0], "a disruption is random, dated or weekly; write another table for the other")
	}
	if d.random() {
		d.checkRandom(path, f)
	} else if d.Months != nil {
		f.Add(path+".months", "goes with random disruptions only", "write the days, such as on = \"11-01/04-30\"")
	}
	if !d.random() && d.EachLane {
		f.Add(path+".each_lane", "goes with random disruptions only", "write how many lanes are lost, such as lanes = 1")
	}
	if d.EachLane && d.Lanes.Written {
		f.Add(path+".lanes", "is written besides each_lane", "every lane fails by itself; leave one of them out")
	}
	if d.EachLane && d.Pace != 0 {
		f.Add(path+".pace", "is written besides each_lane", "the pace is that of all lanes together; leave one of them out")
	}
	if d.Lanes.N == network.Unlimited && d.Pace != 0 {
		f.Add(path+".pace", "is written, but all lanes are lost", "write how many lanes are lost, or leave lanes out")
	}
}

func (d *DisruptionSpec) checkDemand(path string, f *Faults) {
	switch {
	case len(d.Flows) > 0 && !d.Demand.Written:
		f.Add(path+".demand", "is missing: what is left of the demand of the flows", "write demand = 0.3, or 0 for none")
	case len(d.Flows) == 0 && d.Demand.Written:
		f.Add(path+".flows", "is missing: whose demand is changed", `write flows = ["flow.x"]`)
	case d.random() && d.Demand.Share > 1:
		f.Add(path+".demand", fmt.Sprintf("is %v, but nobody knows beforehand whom to add at random", d.Demand.Share), "write at most 1, or dates")
	case len(d.Flows) > 0 && d.EachLane:
		f.Add(path+".each_lane", "is written besides flows, which have no lanes", "write a table of its own for the flows")
	}
}

func (d *DisruptionSpec) checkRandom(path string, f *Faults) {
	for _, x := range []struct {
		key     string
		law     sim.Law
		example string
	}{{"every", d.Every.Law, `{ mean = "30d", law = "exponential" }`}, {"lasts", d.Lasts.Law, `{ mean = "4h", law = "exponential" }`}} {
		switch {
		case x.law.IsZero():
			f.Add(path+"."+x.key, "is missing: a random disruption needs every and lasts", "write "+x.key+" = "+x.example)
		case x.law.Mean() == 0:
			f.Add(path+"."+x.key, "is always 0", "write "+x.key+" = "+x.example)
		}
	}
}

// Compile resolves what it falls on.
func (d *DisruptionSpec) Compile(path string, c *Compiler) {
	out := disruptionDraft{DisruptionSpec: d, path: path}
	for i, name := range d.At {
		at := path + ".at"
		if len(d.At) > 1 {
			at = fmt.Sprintf("%s.%d", at, i)
		}
		out.elements = append(out.elements, c.disturbed(at, name)...)
	}
	d.checkRoads(path, out.elements, c)
	if d.Months != nil && !c.clock.Dated {
		c.Add(path+".months", "months need a run with dates", "write start and end in [run], or take them away")
	}
	if len(d.On) > 0 && !c.clock.Dated {
		c.Add(path+".on", "dates need a run with dates", "write start and end in [run], or weekly hours")
	}
	c.disruptions = append(c.disruptions, out)
}

// disruptions lays them out; what is dated or weekly is taken off the calendars.
func (b *builder) disruptions() {
	for i, d := range b.states[0].disruptions {
		out := network.Disruption{Name: d.path, Title: titled(d.Title, d.path), Order: b.states[0].order(d.path),
			Elements: b.ids(d.elements), Planned: !d.random(), Every: d.Every.Law, Lasts: d.Lasts.Law, Each: d.EachLane,
			Lanes: d.lost(), Pace: 1, Work: d.work()}
		if d.Pace != 0 {
			out.Pace = d.Pace
		}
		out.Seasons = seasons(d.Months, b.daysIn(b.runZone))
		ever := len(d.On) == 0 && !d.Hours.Written
		ever = b.changeDemand(&d, &out) || ever
		for _, id := range out.Elements {
			e := &b.net.Elements[id]
			if e.Station == network.Road {
				trafficOf(e)
			} else {
				b.warnLost(&out, e)
				hallOf(e)
			}
			if out.Planned {
				ever = b.closeFor(e, d.windows(b, e.Zone), network.DisruptionID(i), &out) || ever
			}
		}
		if out.Lanes == 0 && out.Pace == 1 && len(out.Elements) > 0 {
			b.Warn(d.path+".pace", "is 1, and no lanes are lost", "it has no effect; write how much slower the lanes work, such as pace = 0.5, or lanes = 1")
		}
		if !ever && len(out.Elements)+len(out.Flows) > 0 {
			b.Warn(d.path, "is never during the run", "it has no effect")
		}
		b.net.Disruptions = append(b.net.Disruptions, out)
	}
}

// lost is how many lanes are lost: one at a time where each fails by itself; all where
// nothing is said, none where only a pace is.
func (d *DisruptionSpec) lost() int32 {
	switch {
	case d.EachLane:
		return 1
	case d.Lanes.Written:
		return d.Lanes.N
	case d.Pace != 0:
		return 0
	}
	return network.Unlimited
}

func (d *DisruptionSpec) work() network.Closing {
	switch {
	case d.Work.Written:
		return d.Work.Closing
	case d.random():
		return network.Hold
	}
	return network.Finish
}

// windows are the dated or weekly ones in a zone.
func (d *DisruptionSpec) windows(b *builder, zone string) []span {
	days := b.daysIn(zone)
	if len(d.On) == 0 {
		return openHours(d.Hours, days, span{0, b.plan.Until})
	}
	tick := func(at value.Date) sim.Time { return b.clock.Tick(at.In(b.zoneOf(zone))) }
	return windows(d.On, days, tick, b.plan.Until)
}

// closeFor takes the windows of a disruption off the calendar of an element; false when
// there are none.
func (b *builder) closeFor(e *network.Element, windows []span, id network.DisruptionID, d *network.Disruption) bool {
	if len(windows) == 0 {
		return false
	}
	if e.Station == network.Road {
		closeRoad(e, windows, id, d)
		return true
	}
	switch {
	case d.Lanes == network.Unlimited:
		closeLanes(e, windows, allLanes)
	case d.Lanes > 0:
		closeLanes(e, windows, d.Lanes)
	}
	if d.Pace != 1 {
		e.Hall.Pace = slowed(e.Hall.Pace, windows, d.Pace)
	}
	e.Hall.Lasting = lasting(e.Hall.Lasting, windows, id)
	return true
}

// lasting adds windows to those of other disruptions.
func lasting(list []network.Window, windows []span, id network.DisruptionID) []network.Window {
	for _, w := range windows {
		list = append(list, network.Window{From: w.from, To: w.to, Of: id})
	}
	slices.SortStableFunc(list, func(x, y network.Window) int { return cmp.Compare(x.From, y.From) })
	return list
}

// closeRoad does the same to a road.
func closeRoad(e *network.Element, windows []span, id network.DisruptionID, d *network.Disruption) {
	t := trafficOf(e)
	if d.Lanes == network.Unlimited {
		all := slices.Clone(windows)
		for _, s := range t.Closed {
			all = append(all, span{s.From, s.To})
		}
		t.Closed = planned(merged(all))
	}
	if d.Pace != 1 {
		t.Pace = slowed(t.Pace, windows, d.Pace)
		t.Capacity = slowedRoad(t.Capacity, windows, d.Pace)
	}
	t.Lasting = lasting(t.Lasting, windows, id)
}

// checkRoads notes what has no meaning for the roads it falls on.
func (d *DisruptionSpec) checkRoads(path string, elements []*draft, c *Compiler) {
	road := slices.IndexFunc(elements, func(e *draft) bool { return e.element.Station == network.Road })
	if road < 0 {
		return
	}
	name := elements[road].element.Name
	if d.EachLane {
		c.Add(path+".each_lane", "falls on "+name+", whose lanes do not fail", "name what has lanes that serve, or take it away")
	}
	if d.Lanes.Written && d.Lanes.N != network.Unlimited {
		c.Add(path+".lanes", "falls on "+name+", which has no lanes that serve", `write lanes = "all" to close the road, or a pace such as 0.5 in place of it`)
	}
	if d.Work.Written && !slices.ContainsFunc(elements, func(e *draft) bool { return e.element.Station != network.Road }) {
		c.Add(path+".work", "falls on roads only, where nobody is served", "take it away")
	}
}

// warnLost notes a loss of more lanes than an element ever has.
func (b *builder) warnLost(d *network.Disruption, e *network.Element) {
	most := int32(0)
	for _, s := range e.Lanes {
		most = max(most, s.Built)
	}
	if d.Lanes > most && !d.Each {
		b.Warn(d.Name+".lanes", fmt.Sprintf("is %d, but %s never has more than %d", d.Lanes, e.Name, most), `all of them are lost; write lanes = "all" if that is meant`)
	}
}
