package kinds

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// datedDraft is an element as it is from a tick on.
type datedDraft struct {
	at sim.Time
	*draft
}

// serve lays out lanes, parameters and the hall of an element that serves. One rule,
// written at any time, makes it a hall at all times.
func (b *builder) serve(e *network.Element, history []datedDraft) {
	ruled := slices.ContainsFunc(history, func(d datedDraft) bool { return d.ruled })
	quota := false
	for _, d := range history {
		p := d.serving
		if !ruled {
			p.Hall = nil
		}
		quota = quota || ruled && p.Hall.Quota >= 0
		e.Serving = appendServing(e.Serving, d.at, p)
	}
	groups := b.layLanes(e, history)
	if !ruled {
		return
	}
	hall := history[0].hall
	hall.Groups = groups
	if quota {
		hall.Resets = resets(b.daysIn(e.Zone), history[0].reset, b.plan.Until)
	}
	e.Hall = &hall
}

// layLanes fills the lanes of an element and returns them in groups: one that serves
// all classes, or those that share the line.
func (b *builder) layLanes(e *network.Element, history []datedDraft) []network.LaneGroup {
	days := b.daysIn(e.Zone)
	shared := history[0].groups
	if len(shared) == 0 {
		var plans []datedPlan
		for _, d := range history {
			plans = append(plans, datedPlan{d.at, d.lanes})
		}
		e.Lanes = laneSteps(days, b.plan.Until, plans)
		b.warnNeverOpen(history[0].path, plans, e.Lanes)
		return []network.LaneGroup{{Classes: servedClasses(e.Serving), Lanes: slices.Clone(e.Lanes)}}
	}
	var groups []network.LaneGroup
	var all [][]network.LaneStep
	for i, g := range shared {
		var plans []datedPlan
		for _, d := range history {
			if len(d.groups) == len(shared) { // else a group came or went, which is a fault
				plans = append(plans, datedPlan{d.at, d.groups[i].lanes})
			}
		}
		steps := laneSteps(days, b.plan.Until, plans)
		b.warnNeverOpen(history[0].path+".group."+g.name, plans, steps)
		groups = append(groups, network.LaneGroup{Name: g.name, Classes: g.classes, Lanes: steps})
		all = append(all, steps)
	}
	e.Lanes = sumOfSteps(all)
	return groups
}

// servedClasses is the set of classes that are served at any time.
func servedClasses(serving []network.ServiceParams) []bool {
	set := make([]bool, len(serving[0].Time))
	for i := range serving {
		for class, laws := range serving[i].Time {
			set[class] = set[class] || laws != nil
		}
	}
	return set
}

// sumOfSteps adds up lists of lane steps, all of which begin at the same tick: lanes
// add up, and they are open where one of them is.
func sumOfSteps(lists [][]network.LaneStep) []network.LaneStep {
	var edges []sim.Time
	for _, list := range lists {
		for _, s := range list {
			edges = append(edges, s.At)
		}
	}
	slices.Sort(edges)
	now := make([]int, len(lists))
	var out []network.LaneStep
	for _, at := range slices.Compact(edges) {
		sum := network.LaneStep{At: at}
		for i, list := range lists {
			for now[i]+1 < len(list) && list[now[i]+1].At <= at {
				now[i]++
			}
			s := list[now[i]]
			sum.Manned += s.Manned
			sum.Built += s.Built
			sum.Open = sum.Open || s.Open
			sum.News = sum.News || s.News && s.At == at
		}
		out = appendStep(out, sum)
	}
	return out
}

// resets are the ticks after the first at which the clock shows a time of day; where
// the clocks skip it, the first moment after it, where they show it twice, the first.
func resets(days []localDay, at sim.Time, until sim.Time) []sim.Time {
	var out []sim.Time
	for i := range days {
		if tick := days[i].moment(at); tick > 0 && tick < until && (len(out) == 0 || out[len(out)-1] < tick) {
			out = append(out, tick)
		}
	}
	return out
}

// appendServing adds parameters when they differ from those in force.
func appendServing(list []network.ServiceParams, at sim.Time, p network.ServiceParams) []network.ServiceParams {
	p.At = at
	if n := len(list); n > 0 {
		last := list[n-1]
		same := last.Room == p.Room && last.Full == p.Full && slices.EqualFunc(last.Time, p.Time, sameLaws) &&
			slices.Equal(last.Mean, p.Mean) && sameRules(last.Hall, p.Hall)
		if same {
			return list
		}
	}
	return append(list, p)
}

func sameLaws(a, b []sim.Law) bool {
	return (a == nil) == (b == nil) && slices.EqualFunc(a, b, func(x, y sim.Law) bool { return x.String() == y.String() })
}

// sameRules compares the rules of a hall.
func sameRules(a, b *network.HallRules) bool {
	if a == nil || b == nil {
		return a == b
	}
	channels := func(x, y [][]sim.Law) bool { return slices.EqualFunc(x, y, sameLaws) }
	return slices.EqualFunc(a.ByChannel, b.ByChannel, channels) && slices.Equal(a.Together, b.Together) &&
		a.RoomLength == b.RoomLength && slices.Equal(a.Rank, b.Rank) && a.Preempt == b.Preempt &&
		sameLaws(a.Patience, b.Patience) && slices.Equal(a.Balk, b.Balk) && a.Quota == b.Quota && a.Closing == b.Closing
}
