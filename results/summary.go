package results

import (
	"fmt"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// Summary is everything the replications of one scenario say.
type Summary struct {
	Network      *network.Network
	Plan         network.Plan
	Version      string // of the program, set by the caller; may be empty
	Replications int    // finished; fewer than planned after an interruption
	Hash         string // over all visits of all replications, in order
	Visits       uint64 // visits of a vehicle to an element, of all replications
	Subjects     []Subject
	Numbers      []Number // by subject, period, class, measure, stat
	Limits       []Limit  // nodes with a capacity, the one that limits most first
	Verdicts     []Verdict
	Gridlocks    []GridlockSeen
	Warnings     []string
	Balanced     bool // the ledger of every flow in every replication

	observer *observer
	days     []nodeDays
	times    [][]sim.Histogram
	lines    []lines  // by element
	courses  []course // by node
	index    map[Key]int
}

// Number is one number of the summary.
type Number struct {
	Key
	PeriodKind string
	Estimate
}

// Summary computes the intervals of what was added so far. It may be called again
// after more was added.
func (s *Summariser) Summary() *Summary {
	o := &s.o
	sum := &Summary{Network: o.net, Plan: *o.plan, Replications: s.n, Hash: fmt.Sprintf("%016x", s.hash), Visits: s.visits,
		Subjects: o.subjects, Gridlocks: s.locks, Balanced: len(s.faults) == 0,
		observer: o, days: s.days, times: s.times, lines: s.lines, courses: s.stood,
		Numbers: make([]Number, len(o.sheet.cells)), index: make(map[Key]int, len(o.sheet.cells))}
	var e estimator
	for i := range o.sheet.cells {
		c := &o.sheet.cells[i]
		sum.index[c.Key] = i
		sum.Numbers[i] = Number{c.Key, c.kind, e.estimate(c.seen)}
	}
	for i := range sum.Numbers {
		sum.qualify(&sum.Numbers[i])
	}
	sum.Limits = o.limits(sum)
	sum.Verdicts = sum.judge()
	sum.Warnings = append(s.faults, sum.warn()...)
	return sum
}

// Get returns the estimate of a key; N is 0 where nothing was observed.
func (s *Summary) Get(k Key) Estimate {
	if i, ok := s.index[k]; ok {
		return s.Numbers[i].Estimate
	}
	return Estimate{}
}

// unfinishedShare is the share of vehicles still inside, or of recoveries still going on,
// from which their times are called "at least".
const unfinishedShare = 0.01

// qualify widens the interval of a quantile by the histogram's error and notes why a
// number is to be read with care.
func (s *Summary) qualify(n *Number) {
	if n.N == 0 {
		return
	}
	if _, ok := measure.Quantile(n.Stat); ok && n.N > 1 {
		n.HalfWidth += float64(n.Mean * quantileError)
	}
	if n.N == 1 {
		n.Warnings = append(n.Warnings, "one observation: no interval")
	} else if n.N < s.Replications {
		n.Warnings = append(n.Warnings, fmt.Sprintf("observed in %d of %d replications", n.N, s.Replications))
	}
	switch n.Measure {
	case measure.Wait, measure.WaitOpening, measure.Sojourn, measure.BlockedTime, measure.Service, measure.CrossingTime:
		if inside := s.open(n.Key); inside > unfinishedShare {
			n.Warnings = append(n.Warnings, fmt.Sprintf("at least: %s of the vehicles were still inside at the end and count with their age", percent(inside)))
		}
	case measure.RecoveryTime:
		if going := s.open(n.Key); going > unfinishedShare {
			n.Warnings = append(n.Warnings, fmt.Sprintf("at least: %s of the recoveries were still going on at the end and count with their age", percent(going)))
		}
	}
}

// open is the share of what a time is taken of that had not ended at the end of the run.
func (s *Summary) open(k Key) float64 {
	name := measure.ShareInside
	if k.Measure == measure.RecoveryTime {
		name = measure.ShareRecovering
	}
	return s.Get(Key{k.Subject, k.Period, k.Class, name, ""}).Mean
}

// AtLeast reports whether what had not ended makes a time a lower bound.
func (s *Summary) AtLeast(k Key) bool { return s.open(k) > unfinishedShare }

// Fluid returns the fluid queue the summary was made with, or nil.
func (s *Summary) Fluid() *model.Fluid { return s.observer.fluid }
