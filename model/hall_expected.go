package model

import (
	"math"

	"corridor/sim"
)

// expected is the time until the lanes have done the work in line that comes before a
// class, and that of those further up, or until the quota lets through that many.
func (s *hall) expected(class int16, ahead int32) sim.Time {
	further := float64(ahead) * float64(s.mean[class]) / s.calendar.pace
	work := s.before(class, nil) + further
	officers := float64(work * float64(s.plan.Officers))
	if s.reaches != nil {
		shortest := math.Inf(1)
		for _, r := range s.reaches[class] {
			shortest = min(shortest, float64((s.before(class, r.Classes)+further)*r.Scale))
		}
		if work = shortest; math.IsInf(work, 1) {
			return sim.Never
		}
	}
	t := s.clearing(work)
	if s.pool != nil {
		t = max(t, s.pool.clearing(s, officers))
	}
	if s.rule.Quota < 0 {
		return t
	}
	return max(t, s.quotaWait(s.waiting+ahead))
}

// before is the lane time that those in line need who are served before a newcomer of a
// class, of some classes or of all.
func (s *hall) before(class int16, of []bool) float64 {
	work := 0.0
	for c, n := range s.inLine {
		if n > 0 && s.rank[c] <= s.rank[class] && (of == nil || of[c]) {
			work += float64(float64(n) * float64(s.mean[c]))
		}
	}
	return work / s.calendar.pace
}

// work is the lane time that those in line need.
func (s *hall) work() float64 {
	work := 0.0
	for c, n := range s.inLine {
		work += float64(float64(n) * float64(s.mean[c]))
	}
	return work / s.calendar.pace
}

// clearing is the time that the lanes need for work; lanes that a swing has brought do
// their part of it.
func (s *hall) clearing(work float64) sim.Time {
	manned, swung := int32(0), s.groups[0].swung
	for i := range s.groups {
		manned += s.groups[i].manned
	}
	switch open := s.groups[0].open; {
	case swung > 0 && open && manned == 0:
		return sim.Time(work / float64(swung))
	case swung > 0 && open:
		work = float64(work*float64(manned)) / float64(manned+swung)
	}
	return s.w.lanes[s.id].clearing(max(s.calendar.step-1, 0), s.w.now, work)
}
