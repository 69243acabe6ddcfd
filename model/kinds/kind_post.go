package kinds

import (
	"fmt"
	"slices"
	"strings"

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
// lanes. A stage without lanes is worked through in the lane of the stage before it,
// by the same vehicle, before the lane is free again. The two directions share
// nothing. The calendar of a direction is kept in the time zone of the place it comes
// from, also for the stages beyond the border, and of a post in a crossing the place
// where it stands, unless a zone is written.
type PostSpec struct {
	Title   string   `toml:"title" help:"Name for people."`
	Between []string `toml:"between" help:"The two places it joins: [\"place.a\", \"place.b\"]; may be absent when it is only passed by way of \"through\", and is when it is part of a crossing."`
	Stages  []string `toml:"stages" help:"Stages in the order they are passed (default: control)."`
	Rated   Rated    `toml:"rated" running:"true" help:"Nameplate figures by class, compared with the results and never simulated: { truck = \"630/day\", per = \"both directions\" } or per = \"direction\"."`
	Zone    string   `toml:"zone" help:"Time zone of its calendars by its IANA name (default: of the place a direction comes from)."`
	CalendarSpec
	Directions map[string]*DirectionSpec `toml:"*" help:"One direction of the post, by its label."`
}

// DirectionSpec is a table [post.NAME.DIRECTION].
type DirectionSpec struct {
	Title string `toml:"title" help:"Name for people."`
	Zone  string `toml:"zone" help:"Time zone of its calendars by its IANA name (default: of the post)."`
	CalendarSpec
	Stages map[string]*StageSpec `toml:"*" help:"One stage of the post, by its name in \"stages\"."`
}

// StageSpec is a table [post.NAME.DIRECTION.STAGE].
type StageSpec struct {
	Zone string `toml:"zone" help:"Time zone of its calendar by its IANA name (default: of the direction)."`
	LaneSpec
	Group map[string]*GroupSpec `toml:"group" help:"Lanes of their own for some classes."`
}

// GroupSpec is a table [post.NAME.DIRECTION.STAGE.group.NAME].
type GroupSpec struct {
	Classes []string `toml:"classes" help:"Classes that these lanes serve: [\"class.truck\"] (default: all that have no other group)."`
	LaneSpec
}

// LaneSpec are the keys of lanes that serve: a stage of a post, a group of its lanes,
// a toll plaza.
type LaneSpec struct {
	Title     string              `toml:"title" help:"Name for people."`
	Lanes     Lanes               `toml:"lanes" unit:"lanes" running:"true" help:"Lanes that exist, 0 to 10000. A stage of a post without lanes is worked through in the lane of the stage before it."`
	Staffed   float64             `toml:"staffed" default:"1" range:"[0,1]" running:"true" help:"Share of the lanes that is manned; a fraction of a lane is manned for that share of each opening, around its middle, or around 14:00 when open round the clock."`
	Service   LawValue            `toml:"service" running:"true" help:"Service time of every class that service_by does not name."`
	ServiceBy map[string]LawValue `toml:"service_by" running:"true" help:"Service time by class; without \"service\", other classes are not served."`
	Room      Room                `toml:"room" unit:"vehicles" default:"unlimited" running:"true" help:"Waiting places: a whole number, or \"unlimited\"."`
	Full      string              `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no room: it waits where it is, or it is lost."`
	CalendarSpec
}

// stages returns the stages in order.
func (p *PostSpec) stages() []string {
	if len(p.Stages) == 0 {
		return []string{"control"}
	}
	return p.Stages
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
			f.Add(path+"."+name, fmt.Sprintf("%q is not a stage of the post", name), didYouMean(name, stages))
		}
	}
	for i, name := range stages {
		if s := d.Stages[name]; s != nil {
			s.check(path+"."+name, i == 0, f)
		}
	}
}

func (s *StageSpec) check(path string, first bool, f *Faults) {
	if len(s.Group) > 0 {
		if s.Lanes.Written {
			f.Add(path+".lanes", "is written besides groups of lanes", "write the lanes of each group, or no group")
		}
		for _, name := range sortedKeys(s.Group) {
			g := s.Group[name]
			if g == nil {
				continue
			}
			if !g.Lanes.Written {
				f.Add(path+".group."+name+".lanes", "is missing", "write how many lanes the group has")
			}
			if s.serviceless() {
				g.check(path+".group."+name, f)
			}
		}
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
}

// Compile makes the elements of each direction.
func (p *PostSpec) Compile(path string, c *Compiler) {
	ends := p.ends(path, c)
	post := postDraft{name: path, title: titled(p.Title, path), rated: p.ratings(path, c)}
	for _, label := range sortedKeys(p.Directions) {
		way := slices.Index(c.directions[:], label)
		if way < 0 {
			c.Add(path+"."+label, fmt.Sprintf("%q is not a direction", label), didYouMean(label, c.directions[:]))
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
	ch := &chain{name: path + "." + label, spec: path, title: titled(p.Title, path), direction: label, from: from, to: to, crossing: true}
	if len(p.Directions) > 1 {
		ch.title += ", " + label
	}
	if d.Title != "" {
		ch.title = d.Title
	}
	c.chains = append(c.chains, ch)
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
	}
	return ch
}

// stageBuilder makes the elements of one stage.
type stageBuilder struct {
	*Compiler
	chain      *chain
	post       *PostSpec
	direction  *DirectionSpec
	stage      *StageSpec
	name, path string
}

func (b *stageBuilder) build() {
	var drafts []*draft
	switch {
	case len(b.stage.Group) > 0:
		drafts = b.groups()
	case b.stage.Lanes.Written || len(b.chain.stages) == 0:
		drafts = []*draft{b.element(b.path, "", &b.stage.LaneSpec, b.everyClass())}
	default:
		b.joinLane()
	}
	if len(drafts) == 0 {
		return
	}
	b.chain.stages = append(b.chain.stages, drafts)
	b.chains = append(b.chains, &chain{name: b.path, spec: b.chain.spec, title: b.chain.title, direction: b.chain.direction,
		from: b.chain.from, to: b.chain.to, stages: [][]*draft{drafts}, part: true})
}

// joinLane adds the service of a stage without lanes to the lanes before it.
func (b *stageBuilder) joinLane() {
	times := b.serviceTimes(b.path, &b.stage.LaneSpec, b.everyClass())
	owners := b.chain.stages[len(b.chain.stages)-1]
	for _, owner := range owners {
		owner.element.Stages = append(owner.element.Stages, b.name)
		for class, laws := range owner.serving.Time {
			switch {
			case laws == nil:
			case times[class] == nil:
				owner.serving.Time[class] = nil
			default:
				owner.serving.Time[class] = append(laws, times[class]...)
			}
		}
	}
	b.chains = append(b.chains, &chain{name: b.path, spec: b.chain.spec, title: b.chain.title, direction: b.chain.direction,
		from: b.chain.from, to: b.chain.to, stages: [][]*draft{owners}, part: true})
}

// owners returns the group of each class, and the group that takes the rest.
func (b *stageBuilder) owners() (owner []string, rest string) {
	owner = make([]string, len(b.classNames))
	for _, name := range sortedKeys(b.stage.Group) {
		g, path := b.stage.Group[name], b.path+".group."+name
		if g == nil {
			continue
		}
		if len(g.Classes) == 0 {
			if rest != "" {
				b.Add(path+".classes", fmt.Sprintf("is missing, as it is in group %s", rest), "one group only may take all other classes")
			}
			rest = name
		}
		for i, class := range g.Classes {
			at := fmt.Sprintf("%s.classes.%d", path, i)
			id, ok := b.class(at, class)
			if ok && owner[id] != "" {
				b.Add(at, fmt.Sprintf("%s is in group %s already", class, owner[id]), "a class has one group of lanes")
			} else if ok {
				owner[id] = name
			}
		}
	}
	return owner, rest
}

// groups makes one element for each group of lanes.
func (b *stageBuilder) groups() []*draft {
	b.serviceTimes(b.path, &b.stage.LaneSpec, b.everyClass()) // for its faults: a group may inherit it
	owner, rest := b.owners()
	var drafts []*draft
	for _, name := range sortedKeys(b.stage.Group) {
		g := b.stage.Group[name]
		if g == nil {
			continue
		}
		admitted := make([]bool, len(owner))
		for id, group := range owner {
			admitted[id] = group == name || group == "" && rest == name
		}
		lanes := g.LaneSpec
		if lanes.serviceless() {
			lanes.Service, lanes.ServiceBy = b.stage.Service, b.admittedOnly(admitted)
		}
		d := b.element(b.path+".group."+name, name, &lanes, admitted)
		drafts = append(drafts, d)
		b.chains = append(b.chains, &chain{name: d.element.Name, spec: b.chain.spec, title: d.element.Title, direction: b.chain.direction,
			from: b.chain.from, to: b.chain.to, stages: [][]*draft{{d}}, part: true})
	}
	return drafts
}

// admittedOnly returns what service_by of the stage says of some classes.
func (b *stageBuilder) admittedOnly(admitted []bool) map[string]LawValue {
	by := map[string]LawValue{}
	for id, class := range b.classNames {
		if law, ok := b.stage.ServiceBy[class]; ok && admitted[id] {
			by[class] = law
		}
	}
	return by
}

func (b *stageBuilder) element(path, group string, l *LaneSpec, admitted []bool) *draft {
	tables := []calendarAt{{b.chain.spec, &b.post.CalendarSpec}, {b.chain.name, &b.direction.CalendarSpec}, {b.path, &b.stage.CalendarSpec}}
	if group != "" {
		tables = append(tables, calendarAt{path, &l.CalendarSpec})
	}
	e := network.Element{Name: path, Kind: "post", Spec: b.chain.spec, Direction: b.chain.direction, Stage: b.name, Stages: []string{b.name},
		Title: b.title(group, l.Title), From: b.chain.from, To: b.chain.to, Zone: b.zone()}
	return b.service(path, e, l, lanePlan{l.Lanes.N, l.Staffed, b.calendar(tables...)}, b.serviceTimes(path, l, admitted))
}

// zone is the one written innermost, else that of the place the direction comes from.
func (b *stageBuilder) zone() string {
	zone := b.writtenZone(b.chain.spec, b.post.Zone, b.zoneAt(b.chain.from))
	zone = b.writtenZone(b.chain.name, b.direction.Zone, zone)
	return b.writtenZone(b.path, b.stage.Zone, zone)
}

// title joins the titles of post, direction, stage and group, as far as they are
// needed to tell elements apart.
func (b *stageBuilder) title(group, own string) string {
	title := b.chain.title
	switch {
	case b.stage.Title != "":
		title = b.stage.Title
	case len(b.post.stages()) > 1:
		title += ", " + b.name
	}
	switch {
	case group == "":
	case own != "":
		title = own
	case len(b.stage.Group) > 1:
		title += ", " + group
	}
	return title
}
