package kinds

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/path"

	"corridor/model/network"
)

// finder finds routes: the quickest way for a class when nobody else is there, with
// the mean service times of what it passes.
//
// The graph has a node for each place and one for each chain, once for every waypoint
// already passed, so that waypoints are passed in their order and parallel links stay
// apart, and once for every class that freight may have there: terminals are links from
// a place to itself that change it. Its nodes are in the order of their names, and each link costs one tick more
// than its time: of equally quick routes the one with fewer links is taken, and of
// those always the same one. (The graphs that come with gonum keep nodes in maps and
// break ties at random.)
type finder struct {
	*Compiler
	links []*chain                    // by name; those between places
	out   map[network.PlaceID][]int32 // by place: its links
}

func newFinder(b *builder) *finder {
	f := &finder{Compiler: b.states[0].Compiler, out: map[network.PlaceID][]int32{}}
	for _, ch := range f.chains {
		if !ch.part && !ch.carries && ch.within == nil && ch.from != network.None && ch.to != network.None && len(ch.stages) > 0 {
			f.links = append(f.links, ch)
		}
	}
	slices.SortFunc(f.links, func(x, y *chain) int { return strings.Compare(x.name, y.name) })
	for i, ch := range f.links {
		f.out[ch.from] = append(f.out[ch.from], int32(i))
	}
	return f
}

// route returns the elements of a route in order, nil with a fault when there is none.
func (f *finder) route(class network.ClassID, at string, spec *FlowSpec, through, via, avoid []string) []*draft {
	if len(through) > 0 {
		if len(via)+len(avoid) > 0 {
			f.Add(at+".through", "is written besides via or avoid", "a route that is given needs neither")
		}
		return f.given(class, at+".through", through)
	}
	from, to := f.placeQuietly(spec.From), f.placeQuietly(spec.To)
	s := search{finder: f, class: class, from: from, to: to}
	sound := true
	for i, name := range via {
		w, ok := f.waypoint(fmt.Sprintf("%s.via.%d", at, i), name)
		s.via = append(s.via, w)
		sound = sound && ok
	}
	for i, name := range avoid {
		w, ok := f.waypoint(fmt.Sprintf("%s.avoid.%d", at, i), name)
		s.avoid = append(s.avoid, w)
		sound = sound && ok
	}
	if !sound || from == network.None || to == network.None || from == to {
		return nil
	}
	chains := s.run()
	if chains == nil {
		if !f.unsure {
			problem, advice := s.explain(spec)
			f.Add(at, problem, advice)
		}
		return nil
	}
	var elements, passed []*draft
	for _, ch := range chains {
		passed, class, _ = f.pass(ch, class)
		elements = append(elements, passed...)
	}
	return elements
}

// given resolves a list of elements. A plaza that stands on a road of the list is
// passed with its road.
func (f *finder) given(class network.ClassID, at string, names []string) []*draft {
	var chains []*chain
	withRoad := map[*draft]bool{}
	for i, name := range names {
		ch := f.chain(fmt.Sprintf("%s.%d", at, i), name)
		chains = append(chains, ch)
		if ch != nil {
			for _, d := range slices.Concat(ch.entry, ch.exit) {
				withRoad[d] = true
			}
		}
	}
	var elements []*draft
	for i, ch := range chains {
		if ch == nil || len(ch.stages) == 0 || withRoad[ch.stages[0][0]] {
			continue
		}
		passed, after, obstacle := f.pass(ch, class)
		if obstacle != "" {
			f.Add(fmt.Sprintf("%s.%d", at, i), obstacle, f.instead(ch, class))
			return nil
		}
		if by := f.carriedBy(class); by != "" && (strings.HasPrefix(ch.spec, "rail.") || strings.HasPrefix(ch.spec, "sea.")) {
			f.Add(fmt.Sprintf("%s.%d", at, i), fmt.Sprintf("%s does not move over %s by itself", f.classList[class].Name, ch.name),
				"name the train or the ferry that takes it there, such as "+by)
			return nil
		}
		elements, class = append(elements, passed...), after
	}
	return elements
}

// carriedBy is the first train or ferry that takes a class, "" for none: then it may be
// that of trains or vessels themselves.
func (f *finder) carriedBy(class network.ClassID) string {
	for _, d := range f.elements {
		if d.ride != nil && d.ride.carrier != nil && d.ride.from[class] {
			return d.element.Spec
		}
	}
	return ""
}

// instead says what may be written where a class cannot pass.
func (f *finder) instead(ch *chain, class network.ClassID) string {
	if f.wrongMode(ch, class) != "" {
		return "name a train or a ferry that carries it, or a terminal that changes its class before"
	}
	return "give it a service time or a speed for this class, or lead the flow elsewhere"
}

// waypoint is a place, or the links that a name stands for.
type waypoint struct {
	name  string
	place network.PlaceID // or None
	links []*chain
}

// waypoint resolves a name of via or avoid.
func (f *finder) waypoint(at, name string) (waypoint, bool) {
	if strings.HasPrefix(name, "place.") {
		p := f.place(at, name)
		return waypoint{name: name, place: p}, p != network.None
	}
	w := waypoint{name: name, place: network.None}
	for _, named := range f.chainsOf(name) {
		for _, link := range f.links {
			if link == named || !slices.Contains(f.links, named) && len(named.stages) > 0 && link.holds(named.stages[0][0]) {
				w.links = append(w.links, link)
			}
		}
	}
	if len(w.links) > 0 {
		return w, true
	}
	if named := f.chainsOf(name); len(named) > 0 && named[0].carries {
		f.Add(at, fmt.Sprintf("%q is passed by trains or vessels", name), "name the train or the ferry that takes the freight")
		return w, false
	}
	if len(f.chainsOf(name)) > 0 {
		f.Add(at, fmt.Sprintf("%q lies between no places", name), "give it places, or write the route with through")
		return w, false
	}
	known := func() []string { return append(f.elementNames(), f.placePaths()...) }
	f.Add(at, fmt.Sprintf("%q is neither an element nor a place", name), f.didYouMean(name, known))
	return w, false
}

// search is one search for a route; it is the graph that is searched.
type search struct {
	*finder
	class      network.ClassID
	from, to   network.PlaceID
	via, avoid []waypoint
	anything   bool // every link is open to the class, nothing is avoided
}

// node is a place or a link, after layer waypoints.
type node int64

func (n node) ID() int64 { return int64(n) }

func (s *search) width() int { return (len(s.places) + len(s.links)) * len(s.classList) }

func (s *search) nodeOf(layer, i int, class network.ClassID) node {
	return node(layer*s.width() + i*len(s.classList) + int(class))
}

func (n node) parts(s *search) (layer, i int, class network.ClassID) {
	layer, rest := int(n)/s.width(), int(n)%s.width()
	return layer, rest / len(s.classList), network.ClassID(rest % len(s.classList))
}

// onPlace moves on over waypoints that are this place.
func (s *search) onPlace(layer int, p network.PlaceID, class network.ClassID) node {
	for layer < len(s.via) && s.via[layer].place == p {
		layer++
	}
	return s.nodeOf(layer, int(p), class)
}

// onLink moves on over a waypoint that is this link.
func (s *search) onLink(layer int, i int32, class network.ClassID) node {
	if layer < len(s.via) && slices.Contains(s.via[layer].links, s.links[i]) {
		layer++
	}
	return s.nodeOf(layer, len(s.places)+int(i), class)
}

// open tells whether a class may take a link. What only changes the class is never taken
// for another one.
func (s *search) open(i int32, class network.ClassID) bool {
	link := s.links[i]
	if s.anything && link.from != link.to {
		return true
	}
	for _, w := range s.avoid {
		if slices.Contains(w.links, link) || w.place != network.None && w.place == link.to {
			return false
		}
	}
	_, _, obstacle := s.pass(link, class)
	return obstacle == ""
}

// From returns the neighbours of a node in the order of their names.
func (s *search) From(id int64) graph.Nodes {
	layer, i, class := node(id).parts(s)
	var next []graph.Node
	if i >= len(s.places) {
		link := s.links[i-len(s.places)]
		_, after, _ := s.pass(link, class)
		next = append(next, s.onPlace(layer, link.to, after))
	} else {
		for _, link := range s.out[network.PlaceID(i)] {
			if s.open(link, class) {
				next = append(next, s.onLink(layer, link, class))
			}
		}
	}
	return iterator.NewOrderedNodes(next)
}

// Edge and Weight tell what leads from a node to a neighbour.
func (s *search) Edge(u, v int64) graph.Edge { return edge{node(u), node(v)} }

type edge struct{ from, to node }

func (e edge) From() graph.Node         { return e.from }
func (e edge) To() graph.Node           { return e.to }
func (e edge) ReversedEdge() graph.Edge { return edge{e.to, e.from} }

// Weight is the time of a link in ticks and one more, at the step onto it.
func (s *search) Weight(u, v int64) (float64, bool) {
	_, i, class := node(v).parts(s)
	if i < len(s.places) {
		return 0, true
	}
	cost := 1.0
	if passed, _, obstacle := s.pass(s.links[i-len(s.places)], class); obstacle == "" {
		for _, d := range passed {
			cost += float64(d.cost(class))
			class = d.becomes(class)
		}
	}
	return cost, true
}

// run returns the links of the quickest route, nil when there is none. An element of
// "via" that can be passed both ways is passed the way that leads a route back least
// often: another one may well be quicker, and lead there and back again.
func (s *search) run() []*chain {
	best := s.quickest()
	for i := 0; i < len(s.via) && returns(best) > 0; i++ {
		links := s.via[i].links
		for k := 0; k < len(links) && len(links) > 1; k++ {
			one := *s
			one.via = slices.Clone(s.via)
			one.via[i].links = links[k : k+1]
			if found := one.quickest(); found != nil && returns(found) < returns(best) {
				best, s = found, &one
			}
		}
	}
	return best
}

// returns is how often a route comes to a place where it has been.
func returns(route []*chain) (n int) {
	for i, ch := range route {
		if ch.from != ch.to && slices.ContainsFunc(route[:i+1], func(x *chain) bool { return x.from == ch.to }) {
			n++
		}
	}
	return n
}

// quickest returns the links of the quickest route by way of its waypoints. It may end as
// any class; of equally quick ones the first is taken.
func (s *search) quickest() []*chain {
	tree := path.DijkstraFrom(s.onPlace(0, s.from, s.class), s)
	end := s.arrival(tree)
	if end < 0 {
		return nil
	}
	nodes, _ := tree.To(int64(end))
	var chains []*chain
	for _, n := range nodes {
		if _, i, _ := n.(node).parts(s); i >= len(s.places) {
			chains = append(chains, s.links[i-len(s.places)])
		}
	}
	return chains
}

// arrival is the quickest end of all, none below 0.
func (s *search) arrival(tree path.Shortest) node {
	best, least := node(-1), math.Inf(1)
	for class := range s.classList {
		end := s.nodeOf(len(s.via), int(s.to), network.ClassID(class))
		if cost := tree.WeightTo(int64(end)); cost < least {
			best, least = end, cost
		}
	}
	return best
}

// explain says why there is no route: what is avoided, what does not serve the class,
// or where the network ends.
func (s *search) explain(spec *FlowSpec) (problem, advice string) {
	problem = fmt.Sprintf("no route leads from %s to %s", spec.From, spec.To)
	for i := range s.via {
		problem += map[bool]string{true: " by way of ", false: ", then "}[i == 0] + s.via[i].name
	}
	free := *s
	free.avoid = nil
	chains := free.run()
	if chains == nil {
		free.anything = true
		if chains = free.run(); chains == nil {
			return problem, s.missing(free)
		}
	}
	var obstacles []string
	class, foreign := s.class, false
	for _, ch := range chains {
		foreign = foreign || s.wrongMode(ch, class) != ""
		_, after, obstacle := s.pass(ch, class)
		if obstacle != "" {
			obstacles = append(obstacles, obstacle)
		} else if !s.open(int32(slices.Index(s.links, ch)), class) {
			obstacles = append(obstacles, ch.name+" is to be avoided")
		}
		class = after
	}
	advice = strings.Join(obstacles, ", ")
	if foreign {
		advice += "; name a train or a ferry that carries it, or a terminal that changes its class"
	}
	return problem, advice
}

// missing names what the search can reach when nothing is closed.
func (s *search) missing(free search) string {
	tree := path.DijkstraFrom(free.onPlace(0, s.from, s.class), &free)
	classes := make([]int, len(s.classList))
	for i := range classes {
		classes[i] = i
	}
	for layer := len(s.via); layer >= 0; layer-- {
		var reached []string
		target := false
		for p := range s.places {
			comes := func(class int) bool {
				return !math.IsInf(tree.WeightTo(int64(free.nodeOf(layer, p, network.ClassID(class)))), 1)
			}
			if slices.ContainsFunc(classes, comes) {
				reached = append(reached, s.places[p].Name)
				target = target || network.PlaceID(p) == s.to
			}
		}
		if len(reached) == 0 {
			continue
		}
		if len(reached) > 6 {
			reached = append(reached[:6], "…")
		}
		if layer < len(s.via) {
			return fmt.Sprintf("%s cannot be reached; what can be reached before it: %s", s.via[layer].name, strings.Join(reached, ", "))
		}
		return fmt.Sprintf("nothing leads on to %s from %s", s.places[s.to].Name, strings.Join(reached, ", "))
	}
	return ""
}
