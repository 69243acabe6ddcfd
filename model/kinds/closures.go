package kinds

import (
	"cmp"
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// loss is a stretch of time in which lanes are lost.
type loss struct {
	span
	lanes int32 // how many; network.Unlimited: all, it is closed
}

// without takes lost lanes away from what is manned, up to the end of the run; losses
// that overlap add up. Where all are lost it is closed as if by its calendar. A step
// with news stays, also where it changes nothing.
func without(steps []network.LaneStep, lost []loss, until sim.Time) []network.LaneStep {
	edges := lossEdges(lost)
	var out []network.LaneStep
	var now lossEdge // what is lost at the moment
	for i := range steps {
		end := until
		if i+1 < len(steps) {
			end = steps[i+1].At
		}
		for s := steps[i]; s.At < end; s.News = false {
			for len(edges) > 0 && edges[0].at <= s.At {
				now.lanes += edges[0].lanes
				now.all += edges[0].all
				edges = edges[1:]
			}
			out = appendStep(out, now.left(s))
			s.At = end
			if len(edges) > 0 {
				s.At = min(end, edges[0].at)
			}
		}
	}
	return out
}

// lossEdge is a change of what is lost: lanes, and reasons to close altogether.
type lossEdge struct {
	at         sim.Time
	lanes, all int64
}

// lossEdges returns the beginnings and ends of losses in order of time.
func lossEdges(lost []loss) []lossEdge {
	var edges []lossEdge
	for _, l := range lost {
		from, to := lossEdge{l.from, int64(l.lanes), 0}, lossEdge{l.to, -int64(l.lanes), 0}
		if l.lanes == network.Unlimited {
			from, to = lossEdge{l.from, 0, 1}, lossEdge{l.to, 0, -1}
		}
		edges = append(edges, from, to)
	}
	slices.SortStableFunc(edges, func(a, b lossEdge) int { return cmp.Compare(a.at, b.at) })
	return edges
}

// left is what a step has left when so much is lost.
func (e lossEdge) left(s network.LaneStep) network.LaneStep {
	s.Manned = int32(max(0, int64(s.Manned)-e.lanes))
	if e.all > 0 {
		s.Manned, s.Open = 0, false
	}
	return s
}

// appendStep adds a step unless it says what the last one says.
func appendStep(steps []network.LaneStep, s network.LaneStep) []network.LaneStep {
	if n := len(steps); n > 0 {
		last := steps[n-1]
		if last.At, last.News = s.At, false; last == s {
			return steps
		}
	}
	return append(steps, s)
}

// weekly returns the spans of weekly hours in a zone over the horizon: "Sun
// 02:00-06:00".
func (fr *frame) weekly(h Hours, zone string) []span {
	c := calendar{hours: h}
	return c.openings(fr.daysIn(zone), span{0, fr.plan.Until}, Opening.whole)
}

// wholeDays returns the spans of whole local days in a zone over the horizon.
func (fr *frame) wholeDays(list Closed, zone string) []span {
	set := newDaySet(list)
	return layOut(fr.daysIn(zone), span{0, fr.plan.Until}, func(day int32, _ int) ([]span, bool) {
		if set.has(day) {
			return Opening{0, sim.Day}.whole(), false
		}
		return nil, false
	})
}
