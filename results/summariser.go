package results

import (
	"fmt"

	"corridor/model"
	"corridor/model/network"
	"corridor/sim"
)

// Summariser folds outcomes into a summary, one by one.
type Summariser struct {
	o      observer
	n      int
	hash   uint64
	visits uint64
	days   []nodeDays        // by node
	times  [][]sim.Histogram // by node, by year: crossing or waiting times of all replications
	lines  []lines           // by element
	stood  []course          // by node
	locks  []GridlockSeen
	faults []string
}

// GridlockSeen is a ring of elements that blocked each other for good.
type GridlockSeen struct {
	Replication int
	Since       sim.Time
	Elements    []string
	Vehicles    int
}

// NewSummariser prepares the summary of a network run by a plan. The fluid queue may
// be nil; its numbers are then absent.
func NewSummariser(net *network.Network, plan network.Plan, fluid *model.Fluid) *Summariser {
	l := newLayout(net, &plan)
	s := &Summariser{o: observer{planned: foresee(l), fluid: fluid}, days: make([]nodeDays, len(l.nodes))}
	s.times = make([][]sim.Histogram, len(l.nodes))
	for i := range s.times {
		s.times[i] = make([]sim.Histogram, len(plan.Bins.Years))
	}
	s.stood = make([]course, len(l.nodes))
	s.lines = make([]lines, len(net.Elements))
	for e := range s.lines {
		s.lines[e] = make(lines, len(plan.Bins.Years))
	}
	return s
}

// Add folds one outcome. Outcomes come in the order of their replications; the
// outcome is not kept.
func (s *Summariser) Add(out *model.Outcome) {
	s.n++
	s.o.observe(out)
	s.o.keepDays(s.days, out)
	s.o.keepCourses(s.stood, out)
	s.hash = sim.Mix(s.hash, out.Hash)
	s.visits += out.Visits
	for i := range s.o.nodes {
		for _, years := range s.o.nodes[i].timesIn(out) {
			for y := range years {
				s.times[i][y].Merge(&years[y])
			}
		}
	}
	for e := range s.lines {
		s.lines[e].add(&out.Elements[e])
	}
	for f := range out.Flows {
		var l ledger
		if l.add(&out.Flows[f]); !l.balanced() {
			s.faults = append(s.faults, fmt.Sprintf("replication %d: the ledger of %s does not balance", out.Replication, s.o.net.Flows[f].Name))
		}
	}
	for _, g := range out.Gridlocks {
		seen := GridlockSeen{Replication: out.Replication, Since: g.Since, Vehicles: g.Vehicles}
		for _, e := range g.Elements {
			seen.Elements = append(seen.Elements, s.o.net.Elements[e].Name)
		}
		s.locks = append(s.locks, seen)
	}
}

// timesIn returns the crossing times of a crossing, the waiting times of any other
// node, by class and year.
func (n *node) timesIn(out *model.Outcome) [][]sim.Histogram {
	var all [][]sim.Histogram
	if n.segment != network.None {
		for _, c := range out.Segments[n.segment].Classes {
			all = append(all, c.Time)
		}
		return all
	}
	for _, c := range out.Elements[n.elements[0]].Classes {
		all = append(all, c.Wait)
	}
	return all
}
