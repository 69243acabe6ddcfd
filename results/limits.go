package results

import (
	"cmp"
	"slices"
	"time"

	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// Limit says how near an element is to its practical capacity, and when it passes it.
type Limit struct {
	Node     Subject // the crossing or element where people see it
	Element  Subject
	Title    string  // of the node, or of the element where the node has several
	Period   string  // the period of the highest load: a year, or the run
	Demand   float64 // planned, in that period, vehicles a day
	Capacity float64 // practical, in that period, vehicles a day
	Load     float64 // in that period
	Unit     string  // what comes: vehicles, wagons, trains
	Closed   bool    // there is demand, and no lane is manned, or nothing departs, in the whole run; Load is 0
	// Simulated tells that the demand is not the planned one but what came: of trains and
	// vessels without a timetable, and where a route that is chosen by time or cost is
	// planned to take more than came.
	Simulated bool
	// Saturated are the times at which planned demand is above practical capacity,
	// seasons evened out. Of a dated run only.
	Saturated []Span
	chosen    bool // planned as at free-flow times
}

// Span is a stretch of time.
type Span struct {
	From, To time.Time
	ToEnd    bool // it lasts to the end of the run
}

// Since returns the date from which the element is saturated for good; false when it
// is not saturated at the end of the run.
func (l *Limit) Since() (time.Time, bool) {
	if n := len(l.Saturated); n > 0 && l.Saturated[n-1].ToEnd {
		return l.Saturated[n-1].From, true
	}
	return time.Time{}, false
}

// limits returns the elements with a load: those never manned, then those saturated for good by date, then
// those saturated for some time, then the others by load.
func (o *observer) limits(s *Summary) []Limit {
	var all []Limit
	for i := range o.nodes {
		n := &o.nodes[i]
		for _, e := range n.elements {
			l := Limit{Node: n.Subject, Element: o.elementSubject(int(e)), Title: n.Title, Unit: o.unitWord(e), chosen: o.elements[e].chosen,
				Simulated: o.elements[e].unknown && o.carriers[e] || o.elements[e].chosen && !s.shows(i)}
			if len(n.elements) > 1 {
				l.Title = l.Element.Title
			}
			for _, p := range o.parts() {
				l.consider(s, p.label)
			}
			run := &o.periods[0]
			if plan := o.look(e, run.first, run.last, run.days); plan.all > 0 && o.elements[e].lanes != nil && total(o.elements[e].lanes) == 0 {
				l.Closed, l.Demand, l.Period = true, plan.all, run.label
			}
			if l.Load == 0 && !l.Closed {
				continue
			}
			if o.net.Clock.Dated && !l.Closed && !l.Simulated {
				l.Saturated = o.saturated(e)
			}
			all = append(all, l)
		}
	}
	slices.SortStableFunc(all, compareLimits)
	return o.oneByLine(all)
}

// oneByLine keeps of the sections of a railway line the one that limits it most.
func (o *observer) oneByLine(limits []Limit) []Limit {
	line := map[string]int{}
	for x := range o.net.Lines {
		for _, e := range o.net.Lines[x].Elements {
			line[o.net.Elements[e].Name] = x + 1
		}
	}
	seen := make([]bool, len(o.net.Lines)+1)
	return slices.DeleteFunc(limits, func(l Limit) bool {
		x := line[l.Element.Name]
		again := x > 0 && seen[x]
		seen[x] = true
		return again
	})
}

// consider takes the load of a period if it is the highest so far.
func (l *Limit) consider(s *Summary, period string) {
	load, demand, capacity := s.load(l, period)
	if load > l.Load {
		l.Load, l.Period, l.Demand, l.Capacity = load, period, demand, capacity
	}
}

// load is the load of an element in a period, with its demand and capacity.
func (s *Summary) load(l *Limit, period string) (load, demand, capacity float64) {
	get := func(name string) float64 { return s.get(l.Element.Name, period, name, "").Mean }
	capacity = get(measure.PracticalCapacity)
	if !l.Simulated {
		return get(measure.Load), get(measure.PlannedDemand), capacity
	}
	if demand = get(measure.Arrivals); capacity > 0 {
		load = demand / capacity
	}
	return load, demand, capacity
}

// shows tells whether the simulated line of a node says that it is saturated: it grows
// through the run, or more than is usual waits at the end.
func (s *Summary) shows(node int) bool {
	end := last(s.observer.parts())
	passed := s.get(s.observer.nodes[node].Name, end.label, measure.Throughput, "").Mean
	return s.grown(node) > 0 || s.stands(node, s.observer.quarters()-1) >= s.usual(node, end)*max(passed, 1/end.days)
}

// parts are the periods that show a course: the years, or the run where it has none.
func (l *layout) parts() []period {
	var years []period
	for _, p := range l.periods {
		if p.kind == Year {
			years = append(years, p)
		}
	}
	if len(years) == 0 {
		return l.periods[:1]
	}
	return years
}

func compareLimits(a, b Limit) int {
	rank := func(l Limit) int {
		switch _, forGood := l.Since(); {
		case l.Closed:
			return -1
		case forGood:
			return 0
		case len(l.Saturated) > 0:
			return 1
		}
		return 2
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	if len(a.Saturated) > 0 {
		if c := last(a.Saturated).From.Compare(last(b.Saturated).From); c != 0 {
			return c
		}
	}
	return cmp.Compare(b.Load, a.Load)
}

func last[T any](xs []T) T { return xs[len(xs)-1] }

// shortestSpan is how many days of saturation count, in a run of a year or more.
const shortestSpan = 90

// season is the window, in days, that evens out the season, the month or the week of
// planned demand: the longest that fits twice into the run.
func (l *layout) season() int {
	for _, window := range []int{364, 28, 7} {
		if 2*window <= len(l.plan.Bins.Days)-1 {
			return window
		}
	}
	return 1
}

// saturated finds the times at which an element has more planned work than lane time.
func (o *observer) saturated(e network.ElementID) []Span {
	el := &o.elements[e]
	if el.unknown || el.lanes == nil {
		return nil
	}
	days := len(o.plan.Bins.Days) - 1
	over := make([]bool, days)
	work, lanes := evened(el.work, o.season()), moving(el.lanes, min(7, o.season()))
	for d := range over {
		over[d] = work[d] > lanes[d]
	}
	var spans []Span
	for from := 0; from < days; from++ {
		if !over[from] {
			continue
		}
		to := from
		for to < days && over[to] {
			to++
		}
		if to-from >= min(shortestSpan, (days+3)/4) {
			spans = append(spans, Span{o.date(from), o.date(to), to == days})
		}
		from = to
	}
	return spans
}

// date is the calendar time at which day d begins.
func (l *layout) date(d int) time.Time { return l.net.Clock.Time(l.plan.Bins.Days[d]) }

// middle is the calendar time in the middle of days [first, last).
func (l *layout) middle(first, last int) time.Time {
	from, to := l.plan.Bins.Days[first], l.plan.Bins.Days[last]
	return l.net.Clock.Time(from + sim.Time(to-from)/2)
}

// evened is the moving mean of daily values; near the ends, where the window does not
// fit, it goes on with the slope between means one window apart.
func evened(xs []float64, window int) []float64 {
	out := moving(xs, window)
	first, end := window/2, len(xs)-1-window/2
	apart := min(window, end-first)
	if apart <= 0 {
		return out
	}
	rise := (out[first+apart] - out[first]) / float64(apart)
	for i := range first {
		out[i] = max(0, out[first]-float64(rise*float64(first-i)))
	}
	rise = (out[end] - out[end-apart]) / float64(apart)
	for i := end + 1; i < len(xs); i++ {
		out[i] = max(0, out[end]+float64(rise*float64(i-end)))
	}
	return out
}

// moving is the moving mean of xs over a window around each value; near the ends the
// window is moved inwards, not cut.
func moving(xs []float64, window int) []float64 {
	window = max(1, min(window, len(xs)))
	sums := make([]float64, len(xs)+1)
	for i, x := range xs {
		sums[i+1] = sums[i] + x
	}
	out := make([]float64, len(xs))
	for i := range out {
		from := min(max(0, i-window/2), len(xs)-window)
		out[i] = (sums[from+window] - sums[from]) / float64(window)
	}
	return out
}
