package results

import (
	"fmt"
	"math"
	"slices"
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
	lines, full := s.saturated()
	end := last(s.observer.parts())
	jammed := s.jammed(end, full)
	if lines = append(lines, jammed...); !full && len(jammed) == 0 && len(s.Limits) > 0 && !s.Limits[0].Closed {
		lines = append(lines, s.nearest(&s.Limits[0]))
	}
	lines = append(lines, s.earlierSpells(!full && len(jammed) == 0)...)
	lines = append(lines, s.heldUp(end)...)
	if e := s.get(Corridor, end.label, measure.ShareSuppressed, ""); e.Mean > 0.005 {
		lines = append(lines, fmt.Sprintf("In %s, %s of the demand does not set out because the wait would be too long.", end.label, percent(e.Mean)))
	}
	if lines = append(lines, s.longestQueue(end)...); len(lines) == 0 {
		return []string{"Nobody waits, and nothing that has a capacity is used."}
	}
	return lines
}

// saturated names the nodes that are closed or planned to be saturated at the end, and
// tells whether there is one of these.
func (s *Summary) saturated() (lines []string, full bool) {
	var later []string
	for _, l := range s.Limits {
		if l.Closed {
			lines = append(lines, fmt.Sprintf("%s is closed: "+s.never(l)+", and %s %s a day are planned to come.", l.Title, number(l.Demand), l.Unit))
			continue
		}
		if since, ok := l.Since(); ok {
			if !full {
				full = true
				lines = append(lines, fmt.Sprintf("%s limits the corridor: %s its planned demand is above its practical capacity (in %s %s against %s %s a day%s).",
					l.Title, s.since(since), l.Period, number(l.Demand), number(l.Capacity), l.Unit, freeFlow(&l)))
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
	return lines, full
}

// freeFlow adds to a planned demand that routes are chosen.
func freeFlow(l *Limit) string {
	if l.chosen {
		return ", as planned at free-flow times"
	}
	return ""
}

// jammed tells what the simulated lines say where nothing is planned to be saturated, or
// where nobody can plan it: they grow through the run, or the longest wait that is
// accepted alone keeps them from it.
func (s *Summary) jammed(end period, planned bool) []string {
	growing := s.growing()
	if planned {
		growing = slices.DeleteFunc(growing, func(i int) bool { return !s.observer.unplannable(&s.observer.nodes[i]) || s.saturates(i) })
		return s.growth(growing, "")
	}
	because := ", although nowhere more is planned than the practical capacity"
	if len(s.Limits) == 0 || slices.ContainsFunc(s.Limits, func(l Limit) bool { return l.Closed || l.Load > 1 }) {
		because = ""
	}
	if lines := s.growth(growing, because); lines != nil {
		return lines
	}
	if at := s.standing(end); at >= 0 {
		n := &s.observer.nodes[at]
		return []string{fmt.Sprintf("The line at %s is as long as the longest wait that is accepted lets it be%s: %s %s on average in the last quarter of the run.",
			n.Title, because, number(s.stands(at, s.observer.quarters()-1)), s.observer.unitWord(n.elements...))}
	}
	return nil
}

// saturates tells whether one of the elements of a node is planned to be saturated at the
// end, and has been named as such.
func (s *Summary) saturates(node int) bool {
	return slices.ContainsFunc(s.Limits, func(l Limit) bool {
		_, toEnd := l.Since()
		return toEnd && l.Node.Name == s.observer.nodes[node].Name
	})
}

// nearest says how near the node is to its limit that is the nearest of all.
func (s *Summary) nearest(l *Limit) string {
	as := ""
	if l.Simulated {
		as = ", as simulated"
	}
	if l.Simulated && l.Load > 1 {
		return fmt.Sprintf("%s is used to its limit: %s of its practical capacity came in %s%s, but its line does not grow.", l.Title, percent(l.Load), l.Period, as)
	}
	if len(l.Saturated) > 0 {
		return fmt.Sprintf("No node is saturated at the end of the run. %s was: %s.", l.Title, s.spell(*l))
	}
	return fmt.Sprintf("No node is saturated at the end of the run. %s is the nearest to its limit: %s of its practical capacity in %s%s.", l.Title, percent(l.Load), l.Period, as)
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

// longestQueue names the node with the longest queue in a period, of vehicles, freight,
// trains or vessels. Those who wait outside for the first element of their route count;
// virtual queues stand nowhere and are left out.
func (s *Summary) longestQueue(p period) []string {
	var e estimator
	var most Estimate
	at := -1
	for i := range s.observer.nodes {
		n := &s.observer.nodes[i]
		if s.Network.Elements[n.elements[0]].Station == network.Virtual {
			continue
		}
		queue := s.get(n.Name, p.label, measure.Queue, "")
		if s.observer.begins(n) {
			queue = e.estimate(s.together(n.Name, p.label, measure.Queue, measure.QueueUpstream))
		}
		if queue.Mean > most.Mean {
			at, most = i, queue
		}
	}
	if at < 0 || most.Mean < 0.05 {
		return nil
	}
	n, why := &s.observer.nodes[at], ""
	if s.capped(n.Name, p) {
		why = ", held there by the longest wait that is accepted"
	}
	return []string{fmt.Sprintf("The longest queue in %s is at %s: %s %s on average%s.", p.label, n.Title, plusMinus(most, plain()), s.observer.unitWord(n.elements...), why)}
}

// together adds some numbers of a subject, of each replication; all are seen by each.
func (s *Summary) together(subject, period string, names ...string) []float64 {
	var sum []float64
	for _, name := range names {
		i, ok := s.index[Key{subject, period, AllClasses, name, ""}]
		if !ok {
			continue
		}
		seen := s.observer.sheet.cells[i].seen
		if sum == nil {
			sum = make([]float64, len(seen))
		}
		for k := range min(len(sum), len(seen)) {
			sum[k] += seen[k]
		}
	}
	return sum
}

// steadyAnswer names the busiest element and its wait, and the train or vessel whose
// freight waits longest.
func (s *Summary) steadyAnswer() []string {
	most, at := 0.0, -1
	for e := range s.Network.Elements {
		if use := s.get(s.Network.Elements[e].Name, Run, measure.Utilisation, ""); use.Mean > most && !s.observer.carriers[e] {
			most, at = use.Mean, e
		}
	}
	trips := append(s.longestGathering(), s.unsteady()...)
	if at < 0 {
		if len(trips) == 0 {
			return []string{"Nothing was served."}
		}
		return trips
	}
	sub := s.observer.elementSubject(at)
	wait := s.get(sub.Name, Run, measure.Wait, measure.Mean)
	busiest := fmt.Sprintf("%s is the busiest: utilisation %s, mean wait %s, queue %s.", sub.Title,
		plusMinus(s.get(sub.Name, Run, measure.Utilisation, ""), percentUnit()),
		plusMinus(wait, timeUnit(wait.Mean)),
		plusMinus(s.get(sub.Name, Run, measure.Queue, ""), plain()))
	return append([]string{busiest}, trips...)
}

// unsteady tells which lines grow though they should not: there is no steady state.
func (s *Summary) unsteady() []string {
	growing := slices.DeleteFunc(s.growing(), func(i int) bool {
		return slices.ContainsFunc(s.Limits, func(l Limit) bool { return l.Load > 1 && !l.Simulated && l.Node.Name == s.observer.nodes[i].Name })
	})
	lines := s.growth(growing, "")
	if lines != nil {
		lines[0] += " There is no steady state."
	}
	return lines
}
