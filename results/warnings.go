package results

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// bandReplications is how many replications a percentile band needs.
const bandReplications = 20

// warn lists what the reader should know before trusting the numbers.
func (s *Summary) warn() []string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	switch {
	case s.Replications < s.Plan.Replications:
		add("%d of %d replications were finished", s.Replications, s.Plan.Replications)
	case s.Replications == 1:
		add("one replication: there are no intervals")
	}
	if n := s.Replications; n > 1 && n < bandReplications {
		add("%d replications: bands in charts are minimum–maximum; percentiles need %d", n, bandReplications)
	}
	w = append(w, s.warnGridlock()...)
	w = append(w, s.warnOverload()...)
	w = append(w, s.warnTrips()...)
	w = append(w, s.warnRailway()...)
	w = append(w, s.warnLengths()...)
	w = append(w, s.warnFluid()...)
	w = append(w, s.warnUnfinished()...)
	w = append(w, s.warnRecovering()...)
	return w
}

func (s *Summary) warnGridlock() []string {
	if len(s.Gridlocks) == 0 {
		return nil
	}
	seen := map[int]bool{}
	for _, g := range s.Gridlocks {
		seen[g.Replication] = true
	}
	g := s.Gridlocks[0]
	return []string{fmt.Sprintf("gridlock in %d of %d replications, first seen in replication %d since %s, %d vehicles: %s",
		len(seen), s.Replications, g.Replication, s.moment(g.Since), g.Vehicles, strings.Join(g.Elements, " → "))}
}

// warnOverload names what is planned above capacity, suppressed or turned away.
func (s *Summary) warnOverload() []string {
	var w []string
	for _, l := range s.Limits {
		if since, ok := l.Since(); ok {
			w = append(w, fmt.Sprintf("%s: planned demand is above practical capacity from %s on%s; %s", l.Title, monthName(since), freeFlow(&l), s.untilWhat(&l)))
		} else if !s.Network.Clock.Dated && l.Load > 1 && !l.Simulated {
			w = append(w, fmt.Sprintf("%s: load %s, there is no steady state", l.Title, percent(l.Load)))
		}
	}
	if e := s.Get(Key{Corridor, Run, AllClasses, measure.ShareSuppressed, ""}); e.Mean > 0.01 {
		w = append(w, fmt.Sprintf("%s of the demand was suppressed: the expected wait was beyond the longest one accepted", percent(e.Mean)))
	}
	if e := s.Get(Key{Corridor, Run, AllClasses, measure.Lost, ""}); e.Mean > 0 {
		w = append(w, fmt.Sprintf("%s vehicles a day were turned away for want of room", number(e.Mean)))
	}
	return append(w, s.warnExits()...)
}

// untilWhat says what ends the growth of queues above capacity.
func (s *Summary) untilWhat(l *Limit) string {
	if l.Unit == "trains" || l.Unit == "vessels" {
		return "they wait, and what is aboard with them"
	}
	if len(s.occurring([]string{measure.Balked, measure.Reneged})) > 0 {
		return "queues grow until vehicles give up or demand is suppressed"
	}
	return "queues grow until demand is suppressed"
}

// warnExits counts who did not reach the end of the route, other than for want of room.
func (s *Summary) warnExits() []string {
	var parts []string
	exits := exitMeasures()
	for _, name := range s.occurring(exits[model.TurnedAway+1:]) {
		m, _ := measure.Find(name)
		parts = append(parts, number(s.get(Corridor, Run, name, "").Mean)+" "+m.Title)
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{"vehicles a day that left the corridor before the end of their route: " + strings.Join(parts, ", ")}
}

// Regimes of a queue: a queue of half a day's throughput or more is overload, in
// which simulation and fluid must agree; below it the fluid rightly shows nothing.
const (
	overloadDays = 0.5
	agreement    = 0.25 // one below this share of the other disagrees
	fewVehicles  = 10   // queues below it are not compared
)

// warnFluid compares the yearly mean queues with those of the fluid.
func (s *Summary) warnFluid() []string {
	if s.Fluid() == nil {
		return nil
	}
	var w []string
	for _, n := range s.observer.nodes {
		if s.observer.unplanned(&n) {
			continue
		}
		var where []string
		for _, p := range s.observer.parts() {
			if s.disagrees(n.Name, p.label) {
				where = append(where, p.label)
			}
		}
		if len(where) > 0 {
			w = append(w, fmt.Sprintf("%s: the simulated queue and the fluid queue disagree in %s; %s", n.Title, ranges(where), s.why()))
		}
	}
	return w
}

// why says what may make the simulated queue and the fluid queue disagree.
func (s *Summary) why() string {
	exits := exitMeasures()
	if len(s.occurring(exits[model.TurnedAway+1:])) > 0 {
		return "the fluid does not know of those that left the corridor early; else look for blocking, limited room or a queue that moved elsewhere"
	}
	changes := diversionMeasures()
	if len(s.occurring(changes[:])) > 0 {
		return "the fluid does not know of those that changed to another route; else look for blocking, limited room or a queue that moved elsewhere"
	}
	return "look for blocking, limited room or a queue that moved elsewhere"
}

// unplanned reports whether a flow without a rate passes the node: the fluid does not
// know it.
func (o *observer) unplanned(n *node) bool {
	return slices.ContainsFunc(n.elements, func(e network.ElementID) bool { return o.elements[e].unknown || o.unmetered(e) })
}

func (s *Summary) disagrees(subject, period string) bool {
	get := func(name string) Estimate { return s.Get(Key{subject, period, AllClasses, name, ""}) }
	fluid := get(measure.FluidQueue)
	simulated := get(measure.Queue).Mean + get(measure.QueueUpstream).Mean
	most, least := max(fluid.Mean, simulated), min(fluid.Mean, simulated)
	return fluid.N > 0 && most > fewVehicles && most > overloadDays*get(measure.Throughput).Mean && least < agreement*most
}

// ranges shortens a list of periods to its first and last where it is long.
func ranges(labels []string) string {
	if len(labels) <= 2 {
		return strings.Join(labels, " and ")
	}
	return fmt.Sprintf("%d periods from %s to %s", len(labels), labels[0], labels[len(labels)-1])
}

// warnRecovering names the disruptions whose recovery times are "at least".
func (s *Summary) warnRecovering() []string {
	var w []string
	for _, sub := range s.Subjects {
		if e := s.get(sub.Name, Run, measure.ShareRecovering, ""); e.Mean > unfinishedShare {
			w = append(w, fmt.Sprintf("%s: %s of the recoveries were still going on at the end and count with their age: recovery times are \"at least\"", sub.Title, percent(e.Mean)))
		}
	}
	return w
}

// warnUnfinished names the nodes whose times are "at least" over the whole run.
func (s *Summary) warnUnfinished() []string {
	var w []string
	for _, n := range s.observer.nodes {
		share := s.Get(Key{n.Name, Run, AllClasses, measure.ShareInside, ""})
		if n.segment == network.None && s.Network.Elements[n.elements[0]].Station == network.Road {
			continue // driving is no waiting
		}
		if share.Mean > unfinishedShare {
			w = append(w, fmt.Sprintf("%s: %s of the vehicles were still inside at the end and count with their age: times are \"at least\"", n.Title, percent(share.Mean)))
		}
	}
	return w
}
