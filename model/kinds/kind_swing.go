package kinds

import (
	"fmt"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

const swingHelp = "Lanes that serve one direction or the other, by timetable or by the longer line."

// SwingSpec is a table [swing.NAME].
//
//	──> [ lanes of A ]            ──> [ lanes of A   ]
//	    [ swing lanes ]    or         [ swing lanes  ] <──
//	    [ lanes of B ] <──            [ lanes of B   ] <──
//
// It is no element: nobody passes it. The lanes come on top of those written at the two
// elements, and serve at the first of them to begin with. A timetable is kept in the
// time zone of the first. By line, they go over to the other element when its line is
// so much longer than that of the one they serve at.
type SwingSpec struct {
	Title     string      `toml:"title" help:"Name for people."`
	At        []string    `toml:"at" required:"true" help:"The two elements: [\"post.x.northbound.control\", \"post.x.southbound.control\"]; the lanes serve at the first to begin with."`
	Lanes     int         `toml:"lanes" default:"1" range:"[1,10000]" unit:"lanes" help:"Lanes that change over, besides those of the elements."`
	Clearance value.Span  `toml:"clearance" default:"0s" help:"Time in which they serve nobody when they change over."`
	Hours     value.Hours `toml:"hours" help:"By timetable: hours in which they serve at the second element."`
	Every     value.Span  `toml:"every" help:"By line: how often the two lines are compared."`
	Longer    int         `toml:"longer" range:"[1,1000000]" unit:"vehicles" help:"By line: by how many vehicles the other line must be longer."`
}

// swingDraft is a swing with its two elements.
type swingDraft struct {
	*SwingSpec
	path     string
	elements [2]*draft
}

// Check notes what is wrong with the table by itself.
func (s *SwingSpec) Check(path string, f *Faults) {
	if len(s.At) != 2 || s.At[0] == s.At[1] {
		f.Add(path+".at", fmt.Sprintf("is %q, must be two different elements", s.At), `write at = ["post.x.northbound.control", "post.x.southbound.control"]`)
	}
	byLine := s.Every.Written || s.Longer != 0
	switch {
	case s.Hours.Written && s.Every.Written:
		f.Add(path+".every", "is written besides hours", "the lanes change over by timetable or by line; leave one of them out")
	case s.Hours.Written && s.Longer != 0:
		f.Add(path+".longer", "is written besides hours", "the lanes change over by timetable or by line; leave one of them out")
	case s.Hours.Written:
	case !byLine:
		f.Add(path, "does not say when the lanes change over", `write hours = "12:00-20:00", or every = "30m" and longer = 20`)
	case !s.Every.Written || s.Every.Time == 0:
		f.Add(path+".every", "is missing, or 0", `write how often the lines are compared, such as every = "30m"`)
	case s.Longer == 0:
		f.Add(path+".longer", "is missing", "write by how many vehicles the other line must be longer, such as longer = 20")
	}
}

// Compile finds the two elements.
func (s *SwingSpec) Compile(path string, c *Compiler) {
	out := swingDraft{SwingSpec: s, path: path}
	for i, name := range s.At[:min(2, len(s.At))] {
		out.elements[i] = c.oneService(fmt.Sprintf("%s.at.%d", path, i), name)
	}
	if out.elements[0] == nil || out.elements[1] == nil {
		return
	}
	if out.elements[0] == out.elements[1] && s.At[0] != s.At[1] {
		c.Add(path+".at", fmt.Sprintf("%s and %s are the same element", s.At[0], s.At[1]), "name the element of the other direction")
	}
	c.swings = append(c.swings, out)
}

// swings lays them out.
func (b *builder) swings() {
	for _, s := range b.states[0].swings {
		out := network.Swing{Name: s.path, Title: titled(s.Title, s.path), Order: b.states[0].order(s.path),
			Lanes: int32(s.Lanes), Clearance: s.Clearance.Time, Every: s.Every.Time, Longer: int32(s.Longer)}
		for i, d := range s.elements {
			out.Elements[i] = b.id[d]
			e := &b.net.Elements[b.id[d]]
			h := hallOf(e)
			h.Watched = h.Watched || !s.Hours.Written
			if len(h.Groups) > 1 {
				b.Add(fmt.Sprintf("%s.at.%d", s.path, i), e.Name+" has several groups of lanes", "lanes can change over between elements of one group only")
			}
		}
		if s.Hours.Written {
			out.At = b.changeovers(s.Hours, b.net.Elements[out.Elements[0]].Zone)
			if len(out.At) == 0 {
				b.Warn(s.path+".hours", "are never during the run", "it has no effect")
			}
		}
		b.net.Swings = append(b.net.Swings, out)
	}
}

// changeovers are when lanes go over to the second element and back.
func (b *builder) changeovers(hours value.Hours, zone string) []network.SwingStep {
	var steps []network.SwingStep
	for _, o := range openHours(hours, b.daysIn(zone), span{0, b.plan.Until}) {
		steps = append(steps, network.SwingStep{At: o.from, To: 1})
		if o.to < b.plan.Until {
			steps = append(steps, network.SwingStep{At: o.to, To: 0})
		}
	}
	return steps
}
