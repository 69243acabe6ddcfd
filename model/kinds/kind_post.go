package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

const postHelp = "A border post or any other control with several stages, in one or two directions."

// PostSpec is a table [post.NAME].
//
//	place ──> [ exit control ]──> [ entry control ]──> place      northbound
//	            line, lanes         line, lanes
//	place <── …                                                   southbound
//
// A stage with lanes is an element with a line of its own, or one for each group of
// lanes; groups that serve a class in common share the line. A stage without lanes is
// worked through in the lane of the stage before it, by the same vehicle, before the
// lane is free again. Vehicles may be sorted into channels when they come, may leave
// out stages and may be sent to other stages than the next, back to earlier ones too
// (post_channels.go). The two directions share nothing. The calendar of a direction is
// kept in the time zone of the place it comes from, also for the stages beyond the
// border, and of a post in a crossing the place where it stands, unless a zone is
// written.
type PostSpec struct {
	Title   string      `toml:"title" help:"Name for people."`
	Between []string    `toml:"between" help:"The two places it joins: [\"place.a\", \"place.b\"]; may be absent when it is only passed by way of \"through\", and is when it is part of a crossing."`
	Stages  []string    `toml:"stages" help:"Stages in the order they are passed (default: control)."`
	Mode    string      `toml:"mode" default:"road" oneof:"road rail water unit" help:"Classes that pass it: those that move by this; trains pass a post of mode rail that stands in their \"over\"."`
	Rated   value.Rated `toml:"rated" running:"true" help:"Nameplate figures by class, compared with the results and never simulated: { truck = \"630/day\", per = \"both directions\" } or per = \"direction\"."`
	Zone    string      `toml:"zone" help:"Time zone of its calendars by its IANA name (default: of the place a direction comes from)."`
	CalendarSpec
	Directions map[string]*DirectionSpec `toml:"*" help:"One direction of the post, by its label."`
}

// DirectionSpec is a table [post.NAME.DIRECTION].
type DirectionSpec struct {
	Title      string                  `toml:"title" help:"Name for people."`
	Channels   value.Shares            `toml:"channels" running:"true" help:"Risk channels and the shares of vehicles that are sorted into them when they come; the shares add up to 1."`
	ChannelsBy map[string]value.Shares `toml:"channels_by" running:"true" help:"Shares of the channels by class, in place of those of \"channels\"."`
	Fee        value.Fees              `toml:"fee" running:"true" help:"What everybody pays whose passage ends, for all or by class: { truck = \"25 USD\" }, or \"2.5 USD/t\" for each tonne on board."`
	Zone       string                  `toml:"zone" help:"Time zone of its calendars by its IANA name (default: of the post)."`
	CalendarSpec
	Stages map[string]*StageSpec `toml:"*" help:"One stage of the post, by its name in \"stages\"."`
}

// StageSpec is a table [post.NAME.DIRECTION.STAGE].
type StageSpec struct {
	Zone string `toml:"zone" help:"Time zone of its calendar by its IANA name (default: of the direction)."`
	LaneSpec
	Only     []string                `toml:"only" help:"Channels that come to this stage; the others pass it by (default: all come)."`
	Then     value.Shares            `toml:"then" running:"true" help:"Shares of vehicles that go on to another stage than the next, earlier ones too: { customs = 0.1, out = 0.2 }; \"out\" leaves the post."`
	ThenBy   map[string]value.Shares `toml:"then_by" running:"true" help:"The same by class, in place of \"then\"."`
	Together bool                    `toml:"together" help:"Done at the same time as the stage before it, in the same lane: the longer of the two counts, in place of their sum."`
	Group    map[string]*GroupSpec   `toml:"group" help:"Lanes of their own for some classes. Groups with a class in common share one line."`
}

// GroupSpec is a table [post.NAME.DIRECTION.STAGE.group.NAME].
type GroupSpec struct {
	Classes []string `toml:"classes" help:"Classes that these lanes serve: [\"class.truck\"] (default: all that have no other group)."`
	LaneSpec
}

// LaneSpec are the keys of lanes that serve: a stage of a post, a group of its lanes,
// a toll plaza.
type LaneSpec struct {
	Title     string               `toml:"title" help:"Name for people."`
	Lanes     value.Lanes          `toml:"lanes" unit:"lanes" running:"true" help:"Lanes that exist, 0 to 10000. A stage of a post without lanes is worked through in the lane of the stage before it."`
	Staffed   float64              `toml:"staffed" default:"1" range:"[0,1]" running:"true" help:"Share of the lanes that is manned; a fraction of a lane is manned for that share of each opening, around its middle, or around 14:00 when open round the clock."`
	Service   value.Law            `toml:"service" running:"true" help:"Service time of every class that service_by does not name."`
	ServiceBy map[string]value.Law `toml:"service_by" running:"true" help:"Service time by class; without \"service\", other classes are not served."`
	Room      value.Room           `toml:"room" unit:"vehicles" default:"unlimited" running:"true" help:"Waiting places: a whole number, metres of each row of the line (\"600 m\"), or \"unlimited\"."`
	Full      string               `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no room: it waits where it is, or it is lost."`
	Fee       value.Fees           `toml:"fee" running:"true" help:"What a vehicle pays each time it leaves it, for all or by class: { truck = \"25 USD\" }, or \"2.5 USD/t\" for each tonne on board."`
	CalendarSpec
	RuleSpec
}

// stages returns the stages in order.
func (p *PostSpec) stages() []string {
	if len(p.Stages) == 0 {
		return []string{"control"}
	}
	return p.Stages
}

// turns tells whether some stage sends vehicles elsewhere than to the next one.
func (p *PostSpec) turns() bool {
	for _, d := range p.Directions {
		if d == nil {
			continue
		}
		for _, s := range d.Stages {
			if s != nil && len(s.Then)+len(s.ThenBy) > 0 {
				return true
			}
		}
	}
	return false
}

// Check notes what is wrong with the table by itself.
func (p *PostSpec) Check(path string, f *Faults) {
	if n := len(p.Between); n != 0 && (n != 2 || p.Between[0] == p.Between[1]) {
		f.Add(path+".between", fmt.Sprintf("is %q, must be two different places", p.Between), `write between = ["place.a", "place.b"]`)
	}
	for i, stage := range p.Stages {
		if stage == "" || strings.Contains(stage, ".") || slices.Contains(p.Stages[:i], stage) {
			f.Add(fmt.Sprintf("%s.stages.%d", path, i), fmt.Sprintf("is %q", stage), "every stage has a name of its own, without dots")
		}
		if stage == outOfPost && p.turns() {
			f.Add(fmt.Sprintf("%s.stages.%d", path, i), `is "out", which is the end of the post in "then"`, "give the stage another name")
		}
	}
	if len(p.Directions) == 0 {
		f.Add(path, "has no direction", "write a table such as ["+path+".DIRECTION."+p.stages()[0]+"]")
	}
	for _, label := range sortedKeys(p.Directions) {
		if d := p.Directions[label]; d != nil {
			d.check(path+"."+label, p.stages(), f)
		}
	}
}

func (d *DirectionSpec) check(path string, stages []string, f *Faults) {
	for _, name := range sortedKeys(d.Stages) {
		if !slices.Contains(stages, name) {
			f.Add(path+"."+name, fmt.Sprintf("%q is not a stage of the post", name), value.DidYouMean(name, stages))
		}
	}
	d.checkChannels(path, f)
	for i, name := range stages {
		if s := d.Stages[name]; s != nil {
			s.check(path+"."+name, i == 0, f)
		}
	}
}

func (s *StageSpec) check(path string, first bool, f *Faults) {
	s.checkTurns(path, first, f)
	if len(s.Group) > 0 {
		s.checkGroups(path, f)
		return
	}
	s.LaneSpec.check(path, f)
	if s.Lanes.Written {
		return
	}
	if first {
		f.Add(path+".lanes", "is missing: the first stage needs lanes", "write how many lanes there are, such as lanes = 5")
		return
	}
	if s.serviceless() {
		f.Add(path+".service", "is missing", `write service = "5m", and lanes if it has some of its own`)
	}
	keys := s.CalendarSpec.written()
	if s.Zone != "" {
		keys = append(keys, "zone")
	}
	for _, key := range keys {
		f.Add(path+"."+key, "the stage has no lanes of its own", "write its calendar at the stage before it, or lanes here")
	}
	for _, key := range s.ruleKeys() {
		f.Add(path+"."+key, "the stage has no lanes of its own", "write it at the stage before it, or lanes here")
	}
}

// Compile makes the elements of each direction.
func (p *PostSpec) Compile(path string, c *Compiler) {
	ends := p.ends(path, c)
	post := postDraft{name: path, title: titled(p.Title, path), rated: p.ratings(path, c)}
	for _, label := range sortedKeys(p.Directions) {
		way := slices.Index(c.directions[:], label)
		if way < 0 {
			c.Add(path+"."+label, fmt.Sprintf("%q is not a direction", label), value.DidYouMean(label, c.directions[:]))
		}
		if d := p.Directions[label]; d != nil && way >= 0 {
			post.chains = append(post.chains, p.direction(path, label, d, ends[way], ends[1-way], c))
		}
	}
	c.posts = append(c.posts, post)
}

// ends are the places the post joins; a part of a crossing stands at one of its places.
func (p *PostSpec) ends(path string, c *Compiler) [2]network.PlaceID {
	ends := [2]network.PlaceID{network.None, network.None}
	if crossing, at := c.standing(path); crossing != "" {
		if len(p.Between) > 0 {
			c.Add(path+".between", "is written, but the post is part of "+crossing, "leave it out: the crossing names the places")
		}
		return [2]network.PlaceID{at, at}
	}
	if len(p.Between) == 2 {
		for i := range ends {
			ends[i] = c.place(fmt.Sprintf("%s.between.%d", path, i), p.Between[i])
		}
	}
	return ends
}

func (p *PostSpec) ratings(path string, c *Compiler) []network.Rating {
	var out []network.Rating
	for _, class := range sortedKeys(p.Rated.ByClass) {
		if id, ok := c.class(path+".rated."+class, class); ok {
			out = append(out, network.Rating{Class: id, PerDay: p.Rated.ByClass[class].PerDay(), Both: p.Rated.Both})
		}
	}
	return out
}

// direction makes the chain of one direction.
func (p *PostSpec) direction(path, label string, d *DirectionSpec, from, to network.PlaceID, c *Compiler) *chain {
	ch := &chain{name: path + "." + label, spec: path, title: titled(p.Title, path), direction: label, from: from, to: to, crossing: true, mode: p.mode(path, c),
		fees: c.fees(path+"."+label+".fee", &d.Fee.ByClass)}
	if len(p.Directions) > 1 {
		ch.title += ", " + label
	}
	if d.Title != "" {
		ch.title = d.Title
	}
	c.chains = append(c.chains, ch)
	c.channels(ch, d)
	for _, name := range p.stages() {
		s := d.Stages[name]
		if s == nil {
			at := ch.name + "." + name
			c.Add(at, "is missing: the post has this stage", "write ["+at+"] with lanes and service, or with service alone when it is worked through in the lane before")
			c.unsure = true
			continue
		}
		b := stageBuilder{Compiler: c, chain: ch, post: p, direction: d, stage: s, name: name, path: ch.name + "." + name}
		b.build()
		if len(ch.turns) < len(ch.stages) {
			ch.turns = append(ch.turns, turn{stage: name, path: b.path, spec: s})
		}
	}
	c.turns(ch, p.stages())
	return ch
}
