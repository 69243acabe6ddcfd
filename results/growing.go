package results

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// Lines that keep growing. What is planned does not know of fleets that are too small, of
// trains that depart when they are full, nor of terminals that hold them: there the lines
// themselves tell.

// course is the line of one node, of each replication: vehicles in line and held further
// up or outside for want of room, mean over each quarter of the run; of a run of fewer
// than four days over each day.
type course [][]float64

// quarters is in how many parts the run is looked at.
func (l *layout) quarters() int { return min(4, len(l.plan.Bins.Days)-1) }

// keepCourses reads the lines of one outcome.
func (o *observer) keepCourses(all []course, out *model.Outcome) {
	days, n := o.plan.Bins.Days, o.quarters()
	for i := range o.nodes {
		row := make([]float64, n)
		for q := range row {
			first, last := q*(len(days)-1)/n, (q+1)*(len(days)-1)/n
			for _, e := range o.nodes[i].elements {
				for d := first; d < last; d++ {
					r := &out.Elements[e].Days[d]
					row[q] += float64(r.Waiting + r.Upstream)
				}
			}
			row[q] /= float64(days[last] - days[first])
		}
		all[i] = append(all[i], row)
	}
}

// A line grows through the run when it is longer in each quarter than in the one before,
// and in the last by so much more than in the first:
const (
	growthUnits = 3    // vehicles, wagons or trains,
	growthDays  = 0.5  // days of throughput,
	growthShare = 0.01 // and this share of all that passes from the middle of the first to that of the last.
)

// grown is how much a line grew in the mean over the replications; 0 where it did not
// grow all the time, or too little, or by chance.
func (s *Summary) grown(node int) float64 {
	c, n := s.courses[node], s.observer.quarters()
	if n < 2 || len(c) == 0 {
		return 0
	}
	var growth []float64
	mean := make([]float64, n)
	for _, row := range c {
		growth = append(growth, row[n-1]-row[0])
		for q, x := range row {
			mean[q] += x / float64(len(c))
		}
	}
	if !slices.IsSorted(mean) {
		return 0
	}
	var e estimator
	grown := e.estimate(growth)
	passed := s.get(s.observer.nodes[node].Name, Run, measure.Throughput, "").Mean
	between := s.observer.periods[0].days * float64(n-1) / float64(n)
	if grown.Mean < growthUnits || grown.Mean < growthDays*passed || grown.Mean < growthShare*passed*between || grown.Mean <= grown.HalfWidth {
		return 0
	}
	return grown.Mean
}

// stands is the mean line of a node in a quarter of the run.
func (s *Summary) stands(node, quarter int) float64 {
	sum := 0.0
	for _, row := range s.courses[node] {
		sum += row[quarter]
	}
	return sum / float64(max(1, len(s.courses[node])))
}

// growing lists the nodes whose line grows through the run, the one that would take
// longest to clear first.
func (s *Summary) growing() []int {
	type found struct {
		node int
		days float64
	}
	var all []found
	for i := range s.courses {
		if grown := s.grown(i); grown > 0 {
			passed := s.get(s.observer.nodes[i].Name, Run, measure.Throughput, "").Mean
			all = append(all, found{i, grown / max(passed, 1/s.observer.periods[0].days)})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.days, a.days) })
	var nodes []int
	for _, f := range all {
		nodes = append(nodes, f.node)
	}
	return nodes
}

// usual is how many days of throughput may wait at a node that keeps up: half of one, and
// where freight gathers what comes between two departures.
func (s *Summary) usual(node int, p period) float64 {
	days := overloadDays
	for _, e := range s.observer.nodes[node].elements {
		if trips := s.get(s.Network.Elements[e].Name, p.label, measure.Trips, "").Mean; trips > 0 {
			days += 1 / trips
		}
	}
	return days
}

// standing finds the node with the longest line, in days of throughput, that is kept from
// growing by the longest wait that is accepted: some of the demand does not set out at
// the end, and more waits than is usual.
func (s *Summary) standing(end period) int {
	at, most := -1, 0.0
	if s.get(Corridor, end.label, measure.ShareSuppressed, "").Mean <= 0.005 {
		return at
	}
	for i := range s.courses {
		passed := s.get(s.observer.nodes[i].Name, end.label, measure.Throughput, "").Mean
		if days := s.stands(i, s.observer.quarters()-1)/max(passed, 1/end.days) - s.usual(i, end); days > most {
			at, most = i, days
		}
	}
	return at
}

// begins tells whether routes begin at a node: who waits outside waits for it.
func (l *layout) begins(n *node) bool {
	return slices.ContainsFunc(l.net.Routes, func(r network.Route) bool {
		return len(r.Hops) > 0 && slices.Contains(n.elements, r.Hops[0].Element)
	})
}

// growth tells which lines grow through the run.
func (s *Summary) growth(nodes []int, because string) []string {
	if len(nodes) == 0 {
		return nil
	}
	n := &s.observer.nodes[nodes[0]]
	parts := [...]string{"", "", "two halves", "three thirds", "four quarters"}
	text := fmt.Sprintf("The line at %s grows through the run%s: %s %s on average in the first of its %s, %s in the last.", n.Title, because,
		number(s.stands(nodes[0], 0)), s.observer.unitWord(n.elements...), parts[s.observer.quarters()], number(s.stands(nodes[0], s.observer.quarters()-1)))
	var others []string
	for _, i := range nodes[1:] {
		others = append(others, s.observer.nodes[i].Title)
	}
	if more := len(others) - 4; more > 0 {
		others = append(others[:4], fmt.Sprintf("%d more", more))
	}
	if len(others) > 0 {
		text += " It grows as well at " + strings.Join(others, "; ") + "."
	}
	return []string{text}
}

// unplannable tells whether what is planned cannot say how full a node is: trains and
// vessels limit by their number, and what only they pass holds them.
func (l *layout) unplannable(n *node) bool {
	return slices.ContainsFunc(n.elements, func(e network.ElementID) bool {
		return l.carriers[e] || l.net.Elements[e].Station == network.Rides
	})
}

// unitWord is what the units that come to some elements are called: "vehicles" in a
// corridor of roads alone.
func (p *planned) unitWord(elements ...network.ElementID) string {
	if !p.freight {
		return "vehicles"
	}
	words := map[string]bool{}
	for _, planned := range []bool{true, false} {
		for _, e := range elements {
			for k, c := range p.classes[e] {
				if !planned || total(p.elements[e].demand[k]) > 0 {
					words[unitOf(&p.net.Classes[c], p.carriers[e])] = true
				}
			}
		}
		if len(words) > 0 {
			break
		}
	}
	if len(words) != 1 {
		return "units"
	}
	for word := range words {
		return word
	}
	return ""
}

// unitOf is what the units of a class are called where they are carried, or carry.
func unitOf(c *network.Class, carrier bool) string {
	switch {
	case carrier:
		return carrierWord(c)
	case c.Mode == network.ByRail:
		return "wagons"
	case c.Mode == network.ByWater:
		return "vessels"
	case c.Mode == network.AsUnit:
		return "units"
	}
	return "vehicles"
}
