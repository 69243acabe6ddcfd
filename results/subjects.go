package results

import (
	"cmp"
	"slices"
	"strings"

	"corridor/model/network"
)

// Subject is what numbers are about.
type Subject struct {
	Kind      string // "element", "crossing", "flow", "disruption", "staff", "line" or "corridor"
	Name      string
	Title     string // for people; never empty
	Direction string
	Class     string // of a flow: its class; else AllClasses
	order     int    // place in the scenario file
}

// Kinds of subject.
const (
	ElementKind    = "element"
	CrossingKind   = "crossing"
	FlowKind       = "flow"
	DisruptionKind = "disruption"
	StaffKind      = "staff"
	LineKind       = "line" // of a railway
)

// layout is what numbers there are: fixed by the network, before anything is run.
type layout struct {
	net      *network.Network
	plan     *network.Plan
	periods  []period
	subjects []Subject           // elements, crossings, flows, disruptions, staff, lines, the corridor; by name within each
	classes  [][]network.ClassID // by element: the classes whose routes pass it, by name
	passing  [][]network.ClassID // by segment
	carriers []bool              // by element: trains or vessels pass, and nobody else
	freight  bool                // there are rides or railways: freight has numbers of its own
	nodes    []node
	at       []possible // by element
	anywhere possible
	costed   bool // something costs or burns
}

// node is a crossing or an element outside of crossings: what people call a place
// where it jams.
type node struct {
	Subject
	segment  network.SegmentID // or None
	elements []network.ElementID
}

func newLayout(net *network.Network, plan *network.Plan) *layout {
	l := &layout{net: net, plan: plan, periods: periods(plan, net.Clock.Dated)}
	l.findClasses()
	l.findPossible()
	l.findCosts()
	l.listSubjects()
	l.listNodes()
	return l
}

// className is the name of a class without its table.
func className(c *network.Class) string { return strings.TrimPrefix(c.Name, "class.") }

func (l *layout) className(c network.ClassID) string { return className(&l.net.Classes[c]) }

// findClasses follows the routes.
func (l *layout) findClasses() {
	l.classes = make([][]network.ClassID, len(l.net.Elements))
	l.passing = make([][]network.ClassID, len(l.net.Segments))
	for i := range l.net.Routes {
		r := &l.net.Routes[i]
		class := l.net.Flows[r.Flow].Class
		for hop, h := range r.Hops {
			l.classes[h.Element] = l.with(l.classes[h.Element], class)
			class = l.net.ClassAt(r, hop) // it may have changed here
			l.classes[h.Element] = l.with(l.classes[h.Element], class)
			if h.Segment != network.None {
				l.passing[h.Segment] = l.with(l.passing[h.Segment], class)
			}
		}
	}
	l.findCarriers()
}

// with adds a class to a set in the order of names.
func (l *layout) with(set []network.ClassID, class network.ClassID) []network.ClassID {
	i, found := slices.BinarySearchFunc(set, class, func(a, b network.ClassID) int {
		return strings.Compare(l.net.Classes[a].Name, l.net.Classes[b].Name)
	})
	if found {
		return set
	}
	return slices.Insert(set, i, class)
}

func (l *layout) listSubjects() {
	add := func(kind, name, title, direction, class string, order int) {
		if title == "" {
			title = name
		}
		if direction != "" && !strings.Contains(title, direction) {
			title += ", " + direction
		}
		l.subjects = append(l.subjects, Subject{kind, name, title, direction, class, order})
	}
	for _, e := range l.net.Elements {
		add(ElementKind, e.Name, e.Title, e.Direction, AllClasses, e.Order)
	}
	for _, s := range l.net.Segments {
		add(CrossingKind, s.Name, s.Title, s.Direction, AllClasses, s.Order)
	}
	for _, f := range l.net.Flows {
		add(FlowKind, f.Name, l.flowTitle(&f), "", l.className(f.Class), f.Order)
	}
	for _, d := range l.net.Disruptions {
		add(DisruptionKind, d.Name, d.Title, "", AllClasses, d.Order)
	}
	for _, p := range l.net.Pools {
		add(StaffKind, p.Name, p.Title, "", AllClasses, p.Order)
	}
	for _, x := range l.net.Lines {
		add(LineKind, x.Name, x.Title, x.Direction, AllClasses, x.Order)
	}
	add(Corridor, Corridor, "whole corridor", "", AllClasses, 0)
}

func (l *layout) elementSubject(e int) Subject { return l.subjects[e] }
func (l *layout) segmentSubject(s int) Subject { return l.subjects[len(l.net.Elements)+s] }
func (l *layout) flowSubject(f int) Subject {
	return l.subjects[len(l.net.Elements)+len(l.net.Segments)+f]
}
func (l *layout) disruptionSubject(d int) Subject {
	return l.subjects[len(l.net.Elements)+len(l.net.Segments)+len(l.net.Flows)+d]
}
func (l *layout) staffSubject(p int) Subject {
	return l.subjects[len(l.net.Elements)+len(l.net.Segments)+len(l.net.Flows)+len(l.net.Disruptions)+p]
}
func (l *layout) lineSubject(x int) Subject {
	return l.subjects[len(l.subjects)-1-len(l.net.Lines)+x]
}

// listNodes lists crossings and the elements outside of them that a route passes, in
// the order of the file.
func (l *layout) listNodes() {
	within := make([]bool, len(l.net.Elements))
	for s := range l.net.Segments {
		n := node{Subject: l.segmentSubject(s), segment: network.SegmentID(s)}
		for _, stage := range l.net.Segments[s].Stages {
			for _, e := range stage {
				within[e] = true
				n.elements = append(n.elements, e)
			}
		}
		if len(l.passing[s]) > 0 {
			l.nodes = append(l.nodes, n)
		}
	}
	for e := range l.net.Elements {
		if !within[e] && len(l.classes[e]) > 0 {
			l.nodes = append(l.nodes, node{l.elementSubject(e), network.None, []network.ElementID{network.ElementID(e)}})
		}
	}
	slices.SortStableFunc(l.nodes, func(a, b node) int { return cmp.Compare(a.order, b.order) })
}

// inFileOrder sorts subjects by their place in the scenario file.
func inFileOrder(some []Subject) []Subject {
	slices.SortStableFunc(some, func(a, b Subject) int { return cmp.Compare(a.order, b.order) })
	return some
}

// nodesByName lists the positions of the nodes in the order of their names.
func (l *layout) nodesByName() []int {
	some := make([]int, len(l.nodes))
	for i := range some {
		some[i] = i
	}
	slices.SortFunc(some, func(a, b int) int { return strings.Compare(l.nodes[a].Name, l.nodes[b].Name) })
	return some
}
