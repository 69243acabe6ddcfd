package results

import (
	"fmt"
	"math"
	"strings"
	"time"

	"corridor/model/network"
	"corridor/results/measure"
)

// Answer says in one to three sentences what limits the corridor, and when.
func (s *Summary) Answer() []string {
	if s.Replications == 0 {
		return []string{"No replication was finished; there is no answer."}
	}
	if !s.Network.Clock.Dated {
		return s.steadyAnswer()
	}
	var lines []string
	var full, later []string
	for _, l := range s.Limits {
		if l.Closed {
			lines = append(lines, fmt.Sprintf("%s is closed: "+s.never(l)+", and %s vehicles a day are planned to come.", l.Title, number(l.Demand)))
			continue
		}
		if since, ok := l.Since(); ok {
			if full = append(full, ""); len(full) == 1 {
				lines = append(lines, fmt.Sprintf("%s limits the corridor: %s its planned demand is above its practical capacity (in %s %s against %s vehicles a day).",
					l.Title, s.since(since), l.Period, number(l.Demand), number(l.Capacity)))
				continue
			}
			later = append(later, fmt.Sprintf("%s (%s)", l.Title, monthName(since)))
		}
	}
	if len(later) > 0 {
		more := ""
		if len(later) > 4 {
			later, more = later[:4], fmt.Sprintf(" and %d more", len(later)-4)
		}
		lines = append(lines, "Saturated as well by the end: "+strings.Join(later, ", ")+more+".")
	}
	if len(full) == 0 && len(s.Limits) > 0 && !s.Limits[0].Closed {
		l := s.Limits[0]
		text := fmt.Sprintf("No node is saturated at the end of the run. %s is the nearest to its limit: %s of its practical capacity in %s.", l.Title, percent(l.Load), l.Period)
		if len(l.Saturated) > 0 {
			text = fmt.Sprintf("No node is saturated at the end of the run. %s was: %s.", l.Title, s.spell(l))
		}
		lines = append(lines, text)
	}
	lines = append(lines, s.earlierSpells(len(full) == 0)...)
	end := last(s.observer.parts())
	lines = append(lines, s.heldUp(end)...)
	if e := s.get(Corridor, end.label, measure.ShareSuppressed, ""); e.Mean > 0.005 {
		lines = append(lines, fmt.Sprintf("In %s, %s of the demand does not set out because the wait would be too long.", end.label, percent(e.Mean)))
	}
	return append(lines, s.longestQueue(end)...)
}

// never says what a node that is closed for good lacks.
func (s *Summary) never(l Limit) string {
	for _, e := range s.Network.Elements {
		if e.Name == l.Element.Name && e.Station == network.Rides {
			return "nothing ever departs"
		}
	}
	return "no lane is ever manned"
}

// earlierSpells names the nodes that were saturated for some time, the one that Answer
// has named first left out where nothing is saturated at the end.
func (s *Summary) earlierSpells(named bool) []string {
	var parts []string
	for i, l := range s.Limits {
		spans := l.Saturated
		if _, toEnd := l.Since(); toEnd {
			spans = spans[:len(spans)-1]
		}
		if len(spans) == 0 || named && i == 0 {
			continue
		}
		l.Saturated = spans
		parts = append(parts, fmt.Sprintf("%s (%s)", l.Title, s.spell(l)))
	}
	if len(parts) == 0 {
		return nil
	}
	more := ""
	if len(parts) > 3 {
		parts, more = parts[:3], fmt.Sprintf(" and %d more", len(parts)-3)
	}
	return []string{"Saturated for a time: " + strings.Join(parts, "; ") + more + "."}
}

// since writes from when on: a date, or the whole run.
func (s *Summary) since(t time.Time) string {
	if !t.After(s.observer.date(0)) {
		return "throughout the run"
	}
	return "from " + monthName(t) + " on"
}

// most is the largest mean of a measure over all classes, and the position of the
// subject that has it; -1 where none is above zero.
func (s *Summary) most(subjects []Subject, p period, name string) (float64, int) {
	most, at := 0.0, -1
	for i, sub := range subjects {
		if e := s.get(sub.Name, p.label, name, ""); e.Mean > most {
			most, at = e.Mean, i
		}
	}
	return most, at
}

// A queue below capacity is worth a sentence about what lies ahead from so many
// vehicles on, or where so much of the demand does not set out.
const (
	heldQueue      = 50
	heldSuppressed = 0.01
	heldShare      = 0.01 // of the time in service, spent held
)

// heldUp tells which element makes the longest queue at another one by blocking it.
func (s *Summary) heldUp(p period) []string {
	var elements []Subject
	for e := range s.Network.Elements {
		if !s.observer.carriers[e] {
			elements = append(elements, s.observer.elementSubject(e))
		}
	}
	queue, x := s.most(elements, p, measure.Queue)
	_, y := s.most(elements, p, measure.QueueUpstream)
	if x < 0 || y < 0 || x == y {
		return nil
	}
	at := func(name string) float64 { return s.get(elements[x].Name, p.label, name, "").Mean }
	suppressed := s.get(Corridor, p.label, measure.ShareSuppressed, "").Mean
	if queue <= heldQueue && suppressed <= heldSuppressed || at(measure.Load) >= 1 ||
		at(measure.BlockedTime) <= heldShare*at(measure.Service) || at(measure.PracticalCapacity) <= at(measure.Throughput) {
		return nil
	}
	return []string{fmt.Sprintf("%s passes %s of its %s vehicles a day in %s because %s holds it up.", elements[x].Title,
		number(at(measure.Throughput)), number(at(measure.PracticalCapacity)), p.label, elements[y].Title)}
}

// capped reports whether the longest wait that is accepted holds a queue down: some of
// the demand does not set out, and the queue is as long as in the period before.
func (s *Summary) capped(subject string, p period) bool {
	parts := s.observer.parts()
	if len(parts) < 2 || s.get(Corridor, p.label, measure.ShareSuppressed, "").Mean <= 0.005 {
		return false
	}
	before, now := s.get(subject, parts[len(parts)-2].label, measure.Queue, "").Mean, s.get(subject, p.label, measure.Queue, "").Mean
	return now > heldQueue && math.Abs(now-before) <= 0.1*now
}

// longestQueue names the node with the longest queue in a period; virtual queues stand
// nowhere and are left out, as are trains and vessels.
func (s *Summary) longestQueue(p period) []string {
	var nodes []Subject
	for _, n := range s.observer.nodes {
		if s.Network.Elements[n.elements[0]].Station != network.Virtual && !s.observer.apart(&n) {
			nodes = append(nodes, n.Subject)
		}
	}
	most, at := s.most(nodes, p, measure.Queue)
	if at < 0 || most < 0.05 {
		return nil
	}
	n, why := nodes[at], ""
	if s.capped(n.Name, p) {
		why = ", held there by the longest wait that is accepted"
	}
	return []string{fmt.Sprintf("The longest queue in %s is at %s: %s vehicles on average%s.", p.label, n.Title, plusMinus(s.get(n.Name, p.label, measure.Queue, ""), plain()), why)}
}

// steadyAnswer names the busiest element and its wait.
func (s *Summary) steadyAnswer() []string {
	most, at := 0.0, -1
	for e := range s.Network.Elements {
		if use := s.get(s.Network.Elements[e].Name, Run, measure.Utilisation, ""); use.Mean > most && !s.observer.carriers[e] {
			most, at = use.Mean, e
		}
	}
	if at < 0 {
		return s.fullestTrips()
	}
	sub := s.observer.elementSubject(at)
	wait := s.get(sub.Name, Run, measure.Wait, measure.Mean)
	return []string{fmt.Sprintf("%s is the busiest: utilisation %s, mean wait %s, queue %s.", sub.Title,
		plusMinus(s.get(sub.Name, Run, measure.Utilisation, ""), percentUnit()),
		plusMinus(wait, timeUnit(wait.Mean)),
		plusMinus(s.get(sub.Name, Run, measure.Queue, ""), plain()))}
}
