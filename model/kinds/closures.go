package kinds

import (
	"math"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// plainPlan is a number of lanes, all of them manned, in hours of the week.
func plainPlan(lanes int, hours value.Hours) lanePlan {
	return lanePlan{lanes: lanes, staffed: 1, calendar: calendarOf(hours)}
}

// calendarOf is that of hours alone, round the clock where none are written.
func calendarOf(h value.Hours) calendar {
	if !h.Written {
		h = value.RoundTheClock()
	}
	return calendar{hours: h}
}

// openHours returns when hours of the week are open inside a window.
func openHours(h value.Hours, days []localDay, window span) []span {
	c := calendarOf(h)
	return c.openings(days, window, wholeOpening)
}

// loss is how many lanes are taken away from a tick on.
type loss struct {
	at    sim.Time
	lanes int32
}

// allLanes is the loss that closes, however many lanes there are.
const allLanes = math.MaxInt32

// losses is the loss of so many lanes inside windows, which are in order and apart.
func losses(windows []span, lanes int32) []loss {
	var list []loss
	for _, w := range windows {
		list = append(list, loss{w.from, lanes}, loss{w.to, 0})
	}
	return list
}

// without takes lanes away. A loss of all closes, so that vehicles wait for opening; a
// loss of some takes manned ones, and rest is what it found none for: other lanes have
// to bear it. Where an upgrade begins there is news still; where a closure begins there
// is none, as it is known ahead.
func without(steps []network.LaneStep, lost []loss) (left []network.LaneStep, rest []loss) {
	var edges []sim.Time
	for _, s := range steps {
		edges = append(edges, s.At)
	}
	for _, l := range lost {
		edges = append(edges, l.at)
	}
	slices.Sort(edges)
	i, k := 0, 0
	var now network.LaneStep
	down := int32(0)
	for _, at := range slices.Compact(edges) {
		now.News = false
		for ; i < len(steps) && steps[i].At <= at; i++ {
			now = steps[i]
		}
		for ; k < len(lost) && lost[k].at <= at; k++ {
			down = lost[k].lanes
		}
		s := now
		s.At = at
		if down == allLanes {
			s.Open, s.Manned = false, 0
			rest = append(rest, loss{at, allLanes})
		} else {
			s.Manned = max(0, s.Manned-down)
			rest = append(rest, loss{at, down - (now.Manned - s.Manned)})
		}
		left = appendStep(left, s)
	}
	return left, rest
}

// appendStep adds a step that changes something or is news.
func appendStep(steps []network.LaneStep, s network.LaneStep) []network.LaneStep {
	if n := len(steps); n > 0 && !s.News {
		last := steps[n-1]
		if last.At, last.News = s.At, false; last == s {
			return steps
		}
	}
	return append(steps, s)
}

// slowed multiplies paces inside windows, which are in order and apart: where two
// disruptions overlap, each slows what the other leaves.
func slowed(steps []network.PaceStep, windows []span, pace float64) []network.PaceStep {
	if len(steps) == 0 {
		steps = []network.PaceStep{{At: 0, Pace: 1}}
	}
	var edges []sim.Time
	for _, s := range steps {
		edges = append(edges, s.At)
	}
	for _, w := range windows {
		edges = append(edges, w.from, w.to)
	}
	slices.Sort(edges)
	var out []network.PaceStep
	now := 1.0
	for _, at := range slices.Compact(edges) {
		for len(steps) > 0 && steps[0].At <= at {
			now, steps = steps[0].Pace, steps[1:]
		}
		s := network.PaceStep{At: at, Pace: now}
		if within(&windows, at) {
			s.Pace = float64(now * pace)
		}
		if n := len(out); n == 0 || out[n-1].Pace != s.Pace {
			out = append(out, s)
		}
	}
	return out
}

// closeLanes takes lanes of a hall away inside windows: of its groups in their order,
// as long as there are manned ones.
func closeLanes(e *network.Element, windows []span, lanes int32) {
	lost := losses(windows, lanes)
	e.Lanes, _ = without(e.Lanes, lost)
	for i := range e.Hall.Groups {
		g := &e.Hall.Groups[i]
		g.Lanes, lost = without(g.Lanes, lost)
	}
}
