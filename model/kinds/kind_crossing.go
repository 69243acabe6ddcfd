package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const crossingHelp = "Two border posts that face each other, with a strip of road between them."

// CrossingSpec is a table [crossing.NAME].
//
//	place a ──> [ stages of a ] ──> strip ──> [ stages of b ] ──> place b     northbound
//	        <── [ stages of a ] <── strip <── [ stages of b ] <──             southbound
//
// The two posts are tables of their own, without places; the first stands at the first
// place, the second at the second, and each keeps the time zone of its place in both
// directions. A passage is measured over all of it, from joining the first line of the
// first post to the last release of the second. Vehicles are sorted into channels once,
// when they come to the first post; who is sent out of it goes to the strip. What the
// strip holds is its length on all its lanes; when it is full, nobody leaves the post
// before it.
type CrossingSpec struct {
	Title      string       `toml:"title" help:"Name for people."`
	Between    []string     `toml:"between" required:"true" help:"The two places it joins: [\"place.a\", \"place.b\"]."`
	Posts      []string     `toml:"posts" required:"true" help:"The two posts: [\"post.a\", \"post.b\"]; the first stands at the first place. They have no \"between\" of their own."`
	Strip      value.Length `toml:"strip" required:"true" running:"true" help:"Length of the strip between them."`
	Mode       string       `toml:"mode" default:"road" oneof:"road rail water unit" help:"Classes that pass it: those that move by this."`
	StripLanes int          `toml:"strip_lanes" default:"1" range:"[1,100]" unit:"lanes" running:"true" help:"Lanes of the strip in each direction."`
	StripSpeed value.Speed  `toml:"strip_speed" default:"20 km/h" running:"true" help:"Speed on the strip when it is empty."`
	Fee        value.Fees   `toml:"fee" running:"true" help:"What everybody pays whose passage ends, beside the fees of the two posts, for all or by class: { truck = \"25 USD\" }, or \"2.5 USD/t\" for each tonne on board."`
}

// Check notes what is wrong with the table by itself.
func (s *CrossingSpec) Check(path string, f *Faults) {
	if len(s.Between) != 2 || s.Between[0] == s.Between[1] {
		f.Add(path+".between", fmt.Sprintf("is %q, must be two different places", s.Between), `write between = ["place.a", "place.b"]`)
	}
	if len(s.Posts) != 2 || s.Posts[0] == s.Posts[1] {
		f.Add(path+".posts", fmt.Sprintf("is %q, must be two different posts", s.Posts), `write posts = ["post.a", "post.b"]`)
	}
}

// standing returns the crossing of which a post is part and the place where the post
// stands then; "" when it is part of none.
func (c *Compiler) standing(post string) (crossing string, at network.PlaceID) {
	for _, name := range sortedKeys(c.scenario.Elements["crossing"]) {
		s, _ := c.scenario.Elements["crossing"][name].(*CrossingSpec)
		if i := slices.Index(s.Posts, post); i >= 0 && i < len(s.Between) {
			return "crossing." + name, c.placeQuietly(s.Between[i])
		}
	}
	return "", network.None
}

// Compile joins the directions of the two posts.
func (s *CrossingSpec) Compile(path string, c *Compiler) {
	if len(s.Between) != 2 || s.Between[0] == s.Between[1] || len(s.Posts) != 2 {
		c.unsure = true
		return
	}
	ends := [2]network.PlaceID{}
	posts := [2]*postDraft{}
	for i := range posts {
		ends[i] = c.place(fmt.Sprintf("%s.between.%d", path, i), s.Between[i])
		posts[i] = c.postPart(fmt.Sprintf("%s.posts.%d", path, i), s.Posts[i], path)
	}
	if posts[0] == nil || posts[1] == nil || posts[0] == posts[1] {
		c.unsure = true
		return
	}
	both := len(posts[0].chains) > 1
	for way, label := range c.directions {
		first, second := posts[way].chain(label), posts[1-way].chain(label)
		switch {
		case first == nil && second == nil:
			continue
		case first == nil || second == nil:
			with, without := posts[way].name, posts[1-way].name
			if first == nil {
				with, without = without, with
			}
			c.Add(without+"."+label, fmt.Sprintf("is missing: %s has this direction and is part of the same %s", with, path), "write its stages, or take the direction away from both")
			c.unsure = true
			continue
		}
		title := titled(s.Title, path)
		if both {
			title += ", " + label
		}
		s.direction(path, title, label, [2]*chain{first, second}, [2]network.PlaceID{ends[way], ends[1-way]}, c)
	}
}

// postPart finds a post that is to be part of a crossing, nil with a fault.
func (c *Compiler) postPart(at, name, crossing string) *postDraft {
	i := slices.IndexFunc(c.posts, func(p postDraft) bool { return p.name == name })
	if i < 0 {
		c.Add(at, fmt.Sprintf("%q is not a post", name), value.DidYouMean(name, c.specNames("post")))
		return nil
	}
	if other, _ := c.standing(name); other != crossing {
		c.Add(at, fmt.Sprintf("%s is part of %s already", name, other), "a post is part of one crossing")
		return nil
	}
	return &c.posts[i]
}

// chain returns the chain of a direction, nil when there is none.
func (p *postDraft) chain(direction string) *chain {
	for _, ch := range p.chains {
		if ch.direction == direction {
			return ch
		}
	}
	return nil
}

// direction makes the strip and the chain of one direction.
func (s *CrossingSpec) direction(path, title, label string, posts [2]*chain, ends [2]network.PlaceID, c *Compiler) {
	name := path + "." + label
	strip := c.add(&draft{path: path, driving: s.params(path, posts, c), element: network.Element{
		Name: name + ".strip", Kind: "crossing", Spec: path, Direction: label, Stage: "strip", Title: title + ", strip",
		Station: network.Road, From: ends[0], To: ends[1], Zone: c.zoneAt(ends[0]), Booking: network.None}})
	ch := &chain{name: name, spec: path, title: title, direction: label, from: ends[0], to: ends[1], crossing: true, mode: s.Mode,
		fees:   sumFees(c.fees(path+".fee", &s.Fee.ByClass), posts[0].fees, posts[1].fees),
		stages: slices.Concat(posts[0].stages, [][]*draft{{strip}}, posts[1].stages)}
	ch.join(posts, strip.element.Name)
	c.oneChannel(posts)
	posts[0].within, posts[1].within = ch, ch
	c.chains = append(c.chains, ch, &chain{name: strip.element.Name, spec: path, title: strip.element.Title, direction: label,
		from: ends[0], to: ends[1], stages: [][]*draft{{strip}}, part: true, mode: s.Mode})
}

// params are those of the strip: room and time, no limit to what leaves it. Who is not
// served at both posts is not admitted.
func (s *CrossingSpec) params(path string, posts [2]*chain, c *Compiler) network.RoadParams {
	p := network.RoadParams{Length: s.Strip.Millimetres, Lanes: int32(s.StripLanes), Storage: s.Strip.Millimetres * sim.Millimetres(s.StripLanes)}
	for id, class := range c.classList {
		p.Time = append(p.Time, s.StripSpeed.Over(s.Strip.Millimetres))
		p.Headway = append(p.Headway, 0)
		p.Space = append(p.Space, class.Length+class.Gap)
		for _, post := range posts {
			if _, _, obstacle := c.pass(post, network.ClassID(id)); obstacle != "" {
				p.Time[id] = sim.Never
			}
		}
		if p.Time[id] != sim.Never && p.Space[id] > p.Storage {
			c.addOnce(path+".strip", fmt.Sprintf("holds %v m of lane, but %s takes %v m", p.Storage.Metres(), class.Name, p.Space[id].Metres()), "write a longer strip or more lanes")
		}
	}
	return p
}
