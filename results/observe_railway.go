package results

import (
	"slices"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// railway puts how the lines of a railway are used, in the sense of UIC Code 406.
func (o *observer) railway(out *model.Outcome) {
	for x := range o.net.Lines {
		for i := range o.periods {
			o.railwayLine(x, out, &o.periods[i])
		}
	}
}

func (o *observer) railwayLine(x int, out *model.Outcome, p *period) {
	line := &o.net.Lines[x]
	trains, counted, used, limited := 0.0, -1.0, 0.0, false
	for _, e := range line.Elements {
		passed, share, ok := o.occupied(e, &out.Elements[e], p)
		trains = max(trains, passed/p.days)
		if counted < 0 && o.countsPaths(e) {
			counted = passed / p.days
		}
		if ok {
			used, limited = max(used, share), true
		}
	}
	room := float64(trains*line.Limit) / max(used, 1e-12)
	if counted >= 0 {
		trains = counted
	}
	page := o.page(o.lineSubject(x), p, AllClasses)
	paths := o.paths(line, p)
	page.value(measure.LineTrains, trains)
	page.put(measure.LinePaths, "", paths, paths > 0)
	page.ratio(measure.LineOfPaths, trains, paths)
	page.put(measure.LineConsumed, "", used, limited)
	page.put(measure.LineLimit, "", line.Limit, line.Limit > 0)
	page.put(measure.LineRoom, "", room, line.Limit > 0 && trains > 0 && used > 0)
}

// countsPaths tells whether the paths of a line that are written are counted at an
// element: trains are then counted there as well, else where most of them pass.
func (o *observer) countsPaths(e network.ElementID) bool {
	return slices.ContainsFunc(o.net.Elements[e].Serving, func(p network.ServiceParams) bool { return p.Hall != nil && p.Hall.Quota != network.Unlimited })
}

// occupied returns how many trains left an element, and the share of the available time
// that they occupied it: on a double track their headways, in a section of a single
// track their running times. It is false where nothing limits them.
func (o *observer) occupied(id network.ElementID, rec *model.ElementRecord, p *period) (passed, share float64, ok bool) {
	e := &o.net.Elements[id]
	headways, now := 0.0, 0
	for d := p.first; d < p.last; d++ {
		now = inForce(e, now, o.plan.Bins.Days[d])
		for _, c := range o.classes[id] {
			if rec.Classes[c].Days == nil {
				continue
			}
			n := float64(rec.Classes[c].Days[d].Passed)
			passed += n
			if e.Station == network.Road {
				headways += float64(n * float64(e.Driving[now].Headway[c]))
			}
		}
	}
	if e.Station == network.Road {
		return passed, headways / float64(p.days*float64(sim.Day)), o.elements[id].lanes != nil
	}
	open := openTime(e.Lanes, o.plan.Bins.Days[p.first], o.plan.Bins.Days[p.last])
	if open == 0 {
		return passed, 0, false
	}
	return passed, o.line(rec.Days[p.first:p.last]).busy / open, true
}

// openTime is the lane time between two times by calendar: in contrast to the time that
// lanes were manned it counts while a quota of paths is used up.
func openTime(steps []network.LaneStep, from, to sim.Time) float64 {
	sum := 0.0
	for i, step := range steps {
		until := to
		if i+1 < len(steps) {
			until = min(to, steps[i+1].At)
		}
		if part := until - max(from, step.At); part > 0 && step.Open {
			sum += float64(float64(step.Manned) * float64(part))
		}
	}
	return sum
}

// paths is how many trains a day a line has paths for, mean over a period.
func (o *observer) paths(line *network.Line, p *period) float64 {
	from, to := o.plan.Bins.Days[p.first], o.plan.Bins.Days[p.last]
	sum := 0.0
	for i, step := range line.Paths {
		until := to
		if i+1 < len(line.Paths) {
			until = min(to, line.Paths[i+1].At)
		}
		if part := until - max(from, step.At); part > 0 {
			sum += float64(step.PerDay * float64(part))
		}
	}
	return sum / float64(to-from)
}
