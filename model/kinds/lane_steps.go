package kinds

import (
	"math"
	"reflect"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// lanePlan is the calendar of lanes as written: how many, how many of them manned,
// when. Officers of a pool are lanes too.
type lanePlan struct {
	lanes   int
	staffed float64
	calendar
}

// datedPlan is a lanePlan in force from a tick on.
type datedPlan struct {
	at   sim.Time
	plan lanePlan
}

// manned splits the manned lanes into whole lanes and the rest: 5 lanes staffed by
// 0.64 are 3 and 0.2. The rest is rounded to a millionth.
func (p *lanePlan) manned() (lanes int32, rest float64) {
	n := math.Floor(float64(float64(p.lanes)*p.staffed*1e6)+0.5) / 1e6
	lanes = int32(n)
	return lanes, n - float64(lanes)
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

// steps lays one plan out over a window; neighbours may be equal. While shifts change
// it is open as before, but no lane is manned.
func (p *lanePlan) steps(days []localDay, window span) []network.LaneStep {
	manned, rest := p.manned()
	if rest == 0 && p.always() {
		return []network.LaneStep{{At: window.from, Manned: manned, Built: int32(p.lanes), Open: true}}
	}
	open := p.openings(days, window, wholeOpening)
	extra := p.openings(days, window, func(o value.Opening) []span { return middleOf(o, rest) })
	off := p.handovers(days, window)
	edges := []sim.Time{window.from}
	for _, s := range slices.Concat(open, extra, off) {
		edges = append(edges, s.from, s.to)
	}
	slices.Sort(edges)
	var steps []network.LaneStep
	for _, at := range slices.Compact(edges) {
		if at >= window.to {
			break
		}
		s := network.LaneStep{At: at, Built: int32(p.lanes), Open: within(&open, at)}
		more, nobody := within(&extra, at), within(&off, at)
		if s.Open && !nobody {
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

// middleOf returns the part of an opening in which the rest of a lane is manned: that
// share of it, around its middle. Round the clock, it lies around 14:00, the busiest
// hour, and wraps into the day.
func middleOf(o value.Opening, rest float64) []span {
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
