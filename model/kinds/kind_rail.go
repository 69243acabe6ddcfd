package kinds

import (
	"fmt"
	"math"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const railHelp = "A railway line between two places, double or single track, as trains use it."

// RailSpec is a table [rail.NAME].
//
//	double:  place ──> [ running time, one train a path ] ──> place    one element for each direction
//	single:  place <─> [ section 1 ] loop [ section 2 ] <─> place      shared by both directions
//
// Only trains pass it: those of a [train.NAME] that name it in "over", or a flow of trains
// that names it in "through". On a double track trains leave no closer together than its
// paths allow. A section of single track holds one train, of either direction, for its
// running time; the others wait in the loop before it, first come, first served.
type RailSpec struct {
	Title    string       `toml:"title" help:"Name for people."`
	From     string       `toml:"from" required:"true" help:"Place where it begins: place.NAME."`
	To       string       `toml:"to" required:"true" help:"Place where it ends: place.NAME."`
	Length   value.Length `toml:"length" running:"true" help:"Length."`
	Speed    value.Speeds `toml:"speed" running:"true" help:"Speed of trains, stops on the way included, for all or by class of train."`
	Time     value.Spans  `toml:"time" running:"true" help:"Running time, for all or by class of train, in place of the speed."`
	Track    string       `toml:"track" default:"double" oneof:"double single" help:"Whether each direction has a track of its own."`
	Sections int          `toml:"sections" default:"1" range:"[1,1000]" unit:"sections" help:"Single track: equal sections into which crossing loops divide it."`
	Paths    value.Paths  `toml:"paths" unit:"trains" running:"true" help:"Trains a day that there are paths for: in each direction of a double track, in both together on a single one (default: as many as its sections let pass; on a double track, any number)."`
	Limit    float64      `toml:"limit" default:"0.75" range:"(0,1]" help:"Share of its capacity that should be used at most, for the report (UIC 406: 0.75 in mixed traffic over the day)."`
	Trains   value.Places `toml:"trains" unit:"trains" running:"true" help:"Double track: trains that are under way in one direction at once, at most (default: any number)."`
}

// Check notes what is wrong with the table by itself.
func (r *RailSpec) Check(path string, f *Faults) {
	checkLink(path, r.From, r.To, &r.Length, r.Speed.Written, r.Time.Written, f)
	single := r.Track == "single"
	switch {
	case !single && r.Sections != 1:
		f.Add(path+".sections", "is written, but the line has a double track", `write track = "single", or leave it out`)
	case single && r.Trains.Limited:
		f.Add(path+".trains", "is written, but the line has a single track, with one train in each section", "write how many sections there are, or leave it out")
	case single && r.Paths.Written && r.Paths.PerDay != math.Trunc(r.Paths.PerDay):
		f.Add(path+".paths", fmt.Sprintf("is %g a day", r.Paths.PerDay), "the paths of a single track are a whole number of trains a day")
	}
}

// checkLink notes what is wrong with a line or leg between two places.
func checkLink(path, from, to string, length *value.Length, speed, time bool, f *Faults) {
	if from != "" && from == to {
		f.Add(path+".to", fmt.Sprintf("is %q, which is where it begins", to), "it joins two places")
	}
	switch {
	case time && speed:
		f.Add(path+".time", "is given besides the speed", "leave out one of them")
	case !time && !length.Written:
		f.Add(path+".length", "is missing", `write length = "300 km" and speed = "40 km/h", or time = "8h"`)
	case !time && !speed:
		f.Add(path+".speed", "is missing", `write speed = "40 km/h", or time = "8h" in place of it`)
	}
}

// running returns the times of the classes of a mode; sim.Never for the others.
func (c *Compiler) running(path, mode string, length value.Length, speed *value.Speeds, time *value.Spans) []sim.Time {
	times := make([]sim.Time, len(c.classNames))
	link := RoadSpec{Length: length, Speed: *speed, Time: *time}
	for id, t := range link.times(path, c) {
		if times[id] = t; !c.ofMode(mode)[id] {
			times[id] = sim.Never
		}
	}
	return times
}

// Compile makes one element for each direction, or one for each section.
func (r *RailSpec) Compile(path string, c *Compiler) {
	ends := [2]network.PlaceID{c.place(path+".from", r.From), c.place(path+".to", r.To)}
	times := c.running(path, byRail, r.Length, &r.Speed, &r.Time)
	if r.Track == "single" {
		r.single(path, ends, times, c)
		return
	}
	p := network.RoadParams{Length: r.Length.Millimetres, Lanes: 1, Time: times, Storage: sim.Millimetres(r.Trains.Limit()), Capacity: r.Paths.PerDay / 24}
	for range times {
		p.Headway = append(p.Headway, r.Paths.Gap())
		p.Space = append(p.Space, 1)
	}
	for way, label := range c.directions {
		d := c.link(path, "rail", byRail, titled(r.Title, path), way, label, [2]network.PlaceID{ends[way], ends[1-way]}, p)
		c.lines = append(c.lines, lineDraft{name: d.element.Name, spec: path, direction: label, title: d.element.Title,
			elements: []*draft{d}, limit: r.Limit, paths: r.Paths.PerDay})
	}
}

// link makes the element and the chain of one direction of a line or a leg.
func (c *Compiler) link(path, kind, mode, title string, way int, label string, ends [2]network.PlaceID, p network.RoadParams) *draft {
	name := path + "." + label
	d := c.add(&draft{path: path, driving: p, element: network.Element{Name: name, Kind: kind, Spec: path, Direction: label,
		Title: title + ", " + label, Station: network.Road, From: ends[0], To: ends[1], Zone: c.zoneAt(ends[0]), Booking: network.None}})
	c.chains = append(c.chains, &chain{name: name, spec: path, title: d.element.Title, direction: label,
		from: ends[0], to: ends[1], stages: [][]*draft{{d}}, mode: mode, carries: true})
	return d
}

// single makes the sections, and a chain for each direction.
func (r *RailSpec) single(path string, ends [2]network.PlaceID, times []sim.Time, c *Compiler) {
	title := titled(r.Title, path)
	var sections []*draft
	for i := range r.Sections {
		name, full := path, title
		if r.Sections > 1 {
			name, full = fmt.Sprintf("%s.%d", path, i+1), fmt.Sprintf("%s, section %d", title, i+1)
		}
		e := network.Element{Name: name, Kind: "rail", Spec: path, Title: full, Station: network.Service,
			From: ends[0], To: ends[1], Zone: c.zoneAt(ends[0]), Booking: network.None}
		d := &draft{element: e, path: path, lanes: plainPlan(1, value.RoundTheClock()), length: sim.Millimetres(r.share(int64(r.Length.Millimetres), i)),
			serving: network.ServiceParams{Time: make([][]sim.Law, len(times)), Room: network.Unlimited, Full: network.Block, Hall: plainRules()}}
		d.hall.Staff = network.None
		if i == 0 && r.Paths.Written {
			d.ruled, d.serving.Hall.Quota = true, int32(r.Paths.PerDay)
		}
		for class, t := range times {
			if t != sim.Never {
				law, _ := sim.Constant(float64(r.share(int64(t), i)))
				d.serving.Time[class] = []sim.Law{law}
			}
		}
		sections = append(sections, c.add(d))
		if r.Sections > 1 {
			c.chains = append(c.chains, &chain{name: name, spec: path, title: full, from: network.None, to: network.None,
				stages: [][]*draft{{d}}, part: true, mode: byRail})
		}
	}
	for way, label := range c.directions {
		ch := &chain{name: path + "." + label, spec: path, title: title + ", " + label, direction: label,
			from: ends[way], to: ends[1-way], mode: byRail, carries: true}
		for i := range sections {
			ch.stages = append(ch.stages, []*draft{sections[[2]int{i, len(sections) - 1 - i}[way]]})
		}
		c.chains = append(c.chains, ch)
	}
	c.lines = append(c.lines, lineDraft{name: path, spec: path, title: title, elements: sections, limit: r.Limit, paths: r.singlePaths(times)})
}

// share is what section i has of a whole: all of them together have all of it.
func (r *RailSpec) share(whole int64, i int) int64 {
	n := int64(r.Sections)
	return whole*int64(i+1)/n - whole*int64(i)/n
}

// singlePaths are those that are written, or as many as the slowest trains let pass.
func (r *RailSpec) singlePaths(times []sim.Time) float64 {
	if r.Paths.Written {
		return r.Paths.PerDay
	}
	slowest := sim.Time(0)
	for _, t := range times {
		if t != sim.Never {
			slowest = max(slowest, t)
		}
	}
	if slowest == 0 {
		return 0
	}
	return float64(sim.Day) / float64(r.share(int64(slowest), r.Sections-1))
}

// lineDraft is a line as it is at one moment.
type lineDraft struct {
	name, spec, direction, title string
	elements                     []*draft
	limit, paths                 float64
}

// lines lays them out, with their paths by epoch.
func (b *builder) lines() {
	for i, l := range b.states[0].lines {
		out := network.Line{Name: l.name, Spec: l.spec, Direction: l.direction, Title: l.title, Order: b.states[0].order(l.spec), Limit: l.limit}
		for _, d := range l.elements {
			out.Elements = append(out.Elements, b.id[d])
		}
		for _, s := range b.states {
			if i >= len(s.lines) || s.lines[i].name != l.name {
				continue
			}
			if n := len(out.Paths); n == 0 || out.Paths[n-1].PerDay != s.lines[i].paths {
				out.Paths = append(out.Paths, network.PathStep{At: s.at, PerDay: s.lines[i].paths})
			}
		}
		b.net.Lines = append(b.net.Lines, out)
	}
}
