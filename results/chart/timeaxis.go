package chart

import (
	"math"
	"time"
)

// timeAxis is the time range of a chart and the zone of its dates.
type timeAxis struct {
	from, to float64 // seconds since 1970; from > to: nothing seen yet
	zone     *time.Location
}

func newTimeAxis() *timeAxis {
	return &timeAxis{from: math.Inf(1), to: math.Inf(-1), zone: time.UTC}
}

// cover widens the range and returns the times as seconds. Points stand at the middle
// of their bins; the range goes on to the start and the end of the bin where that is
// the start of a year, a month or a day, so that the first tick is not lost.
func (t *timeAxis) cover(at ...time.Time) []float64 {
	n := len(at)
	out := make([]float64, n)
	for i, m := range at {
		out[i] = seconds(m)
	}
	if n == 0 {
		return out
	}
	first, last := out[0], out[n-1]
	if n > 1 {
		const half = 0.6 // of a bin, since months differ in length
		first = snap(at[0], half*(out[1]-out[0]), false)
		last = snap(at[n-1], half*(out[n-1]-out[n-2]), true)
	}
	if first < t.from {
		t.from, t.zone = first, at[0].Location()
	}
	t.to = math.Max(t.to, last)
	return out
}

// snap is the start of a year, month or day at most so many seconds before a moment,
// or after it, else the moment itself.
func snap(at time.Time, room float64, after bool) float64 {
	for _, s := range []stride{{'y', 1}, {'m', 1}, {'d', 1}} {
		edge := s.first(at)
		if after && edge.Before(at) {
			edge = s.after(edge)
		}
		if math.Abs(seconds(edge)-seconds(at)) <= room {
			return seconds(edge)
		}
	}
	return seconds(at)
}

// settle makes a range of a single moment, or of none, wide enough to draw.
func (t *timeAxis) settle() {
	switch {
	case t.from > t.to:
		t.from, t.to = 0, 86400
	case t.from == t.to:
		t.from, t.to = t.from-43200, t.to+43200
	}
}

// axes are those of a chart over time.
func (t *timeAxis) axes(yLabel string, yTicks []tick) axes {
	return axes{yLabel: yLabel, yTicks: yTicks, xFrom: t.from, xTo: t.to, xTicks: func(p *plot) []tick {
		return calendarTicks(t.from, t.to, p.area.width(), t.zone, func(s string) float64 {
			return p.l.width(s, tickSize, false)
		})
	}}
}

func (t *timeAxis) date(at time.Time) string { return at.In(t.zone).Format("2 Jan 2006") }
