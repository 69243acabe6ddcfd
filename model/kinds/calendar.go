package kinds

import (
	"cmp"
	"math"
	"reflect"
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// lanePlan is the calendar of lanes as written: how many, how many of them manned,
// when.
type lanePlan struct {
	lanes   int
	staffed float64
	hours   Hours // as in force: written here or further up
	closed  Closed
}

// datedPlan is a lanePlan in force from a tick on.
type datedPlan struct {
	at   sim.Time
	plan lanePlan
}

// span is [from, to) in ticks.
type span struct{ from, to sim.Time }

// manned splits the manned lanes into whole lanes and the rest: 5 lanes staffed by
// 0.64 are 3 and 0.2. The rest is rounded to a millionth.
func (p *lanePlan) manned() (lanes int32, rest float64) {
	n := math.Floor(float64(float64(p.lanes)*p.staffed*1e6)+0.5) / 1e6
	lanes = int32(n)
	return lanes, n - float64(lanes)
}

// constant tells whether the plan is the same at all times.
func (p *lanePlan) constant() bool {
	_, rest := p.manned()
	if rest > 0 || len(p.closed) > 0 {
		return false
	}
	for _, day := range p.hours.Week {
		if !slices.Equal(day, []Opening{{0, sim.Day}}) {
			return false
		}
	}
	return true
}

// openShare is the share of the week in which the plan is open, closed days apart.
func (p *lanePlan) openShare() float64 {
	var sum sim.Time
	for _, day := range p.hours.Week {
		for _, o := range day {
			sum += o.To - o.From
		}
	}
	return float64(sum) / float64(sim.Week)
}

// laneSteps lays the plans out over the horizon. days are those of the zone in which
// the lanes stand.
func laneSteps(days []localDay, until sim.Time, plans []datedPlan) []network.LaneStep {
	var steps []network.LaneStep
	for i := range plans {
		window := span{plans[i].at, until}
		if i+1 < len(plans) {
			window.to = plans[i+1].at
		}
		news := i > 0 && !reflect.DeepEqual(plans[i].plan, plans[i-1].plan)
		for _, s := range plans[i].plan.steps(days, window) {
			if n := len(steps); n > 0 {
				last := steps[n-1]
				if last.At, last.News = s.At, false; last == s {
					continue
				}
			}
			s.News, news = news, false
			steps = append(steps, s)
		}
	}
	return steps
}

// steps lays one plan out over a window; neighbours may be equal.
func (p *lanePlan) steps(days []localDay, window span) []network.LaneStep {
	manned, rest := p.manned()
	if p.constant() {
		return []network.LaneStep{{At: window.from, Manned: manned, Built: int32(p.lanes), Open: true}}
	}
	open, extra := p.openings(days, rest, window)
	edges := []sim.Time{window.from}
	for _, s := range slices.Concat(open, extra) {
		edges = append(edges, s.from, s.to)
	}
	slices.Sort(edges)
	var steps []network.LaneStep
	for _, at := range slices.Compact(edges) {
		if at >= window.to {
			break
		}
		s := network.LaneStep{At: at, Built: int32(p.lanes), Open: within(&open, at)}
		if more := within(&extra, at); s.Open {
			s.Manned = manned
			if more {
				s.Manned++
			}
		}
		steps = append(steps, s)
	}
	return steps
}

// within tells whether a tick lies in one of the spans, which are in order and are
// dropped as ticks pass them.
func within(spans *[]span, at sim.Time) bool {
	for len(*spans) > 0 && (*spans)[0].to <= at {
		*spans = (*spans)[1:]
	}
	return len(*spans) > 0 && (*spans)[0].from <= at
}

// openings returns when the lanes are open and when one more lane is manned for the
// rest of a lane, inside a window.
func (p *lanePlan) openings(days []localDay, rest float64, window span) (open, extra []span) {
	for i := range days {
		d := &days[i]
		if d.to <= window.from || d.from >= window.to || p.closed.on(d.number) {
			continue
		}
		note := func(list *[]span) func(from, to sim.Time) {
			return func(from, to sim.Time) {
				from, to = max(from, window.from), min(to, window.to)
				if from < to {
					*list = append(*list, span{from, to})
				}
			}
		}
		for _, o := range p.hours.Week[d.weekday] {
			d.each(o.From, min(o.To, sim.Day), note(&open))
			for _, m := range o.middle(rest) {
				d.each(m.from, min(m.to, sim.Day), note(&extra))
			}
		}
		if p.closed.on(d.number - 1) {
			continue
		}
		for _, o := range p.hours.Week[(d.weekday+6)%7] { // what began yesterday
			d.each(max(0, o.From-sim.Day), o.To-sim.Day, note(&open))
			for _, m := range o.middle(rest) {
				d.each(max(0, m.from-sim.Day), m.to-sim.Day, note(&extra))
			}
		}
	}
	return merged(open), merged(extra)
}

// middle returns the part of an opening in which the rest of a lane is manned: that
// share of it, around its middle. Round the clock, it lies around 14:00, the busiest
// hour, and wraps into the day.
func (o Opening) middle(rest float64) []span {
	if rest == 0 {
		return nil
	}
	half := sim.Time(math.Floor(float64(float64(o.To-o.From)/2*rest) + 0.5))
	if o.From != 0 || o.To != sim.Day {
		centre := (o.From + o.To) / 2
		return []span{{centre - half, centre + half}}
	}
	from, to := 14*sim.Hour-half, 14*sim.Hour+half
	if to > sim.Day {
		return []span{{0, to - sim.Day}, {from, sim.Day}}
	}
	return []span{{from, to}}
}

// merged sorts spans and joins those that touch or overlap.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}
