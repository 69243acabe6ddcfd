package kinds

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// The expected arrivals of a flow at time t are
//
//	volume · (1+growth)^((t-t0)/year) · hours(t) · weekday(t) · month(t)
//
// with a year of 365.2425 days; where growth differs by calendar year, the product of
// these powers over the years (growth.go). Growth compounds continuously; inside a day it is
// held at its exact mean over that day. The three profiles are steps over the local
// clock with a time-weighted mean of 1, so that a volume is what a planner counts over
// a year. On a day when the clocks change, each hour keeps its rate: a day of 25
// hours brings more than one of 24.

// regime is how a flow grows from a tick on, up to the next regime.
type regime struct {
	at     sim.Time
	perDay float64  // vehicles (or batches) a day …
	anchor sim.Time // … at this tick
	growth curve
	shape  shape
}

// volumeAt is the rate at a tick, without profiles.
func (r *regime) volumeAt(t sim.Time) float64 {
	return float64(r.perDay * r.growth.factor(r.anchor, t))
}

// meanBetween is the exact mean of volumeAt over [from, to).
func (r *regime) meanBetween(from, to sim.Time) float64 {
	if r.growth.none() {
		return r.perDay
	}
	sum := 0.0
	r.growth.each(from, to, func(a, b sim.Time, rate float64) {
		x := float64(sim.Log(1+rate) * (float64(b-a) / value.MeanYear))
		mean := float64(r.volumeAt(a) * meanOfExp(x))
		if a == from && b == to {
			sum = mean
			return
		}
		sum += float64(mean * (float64(b-a) / float64(to-from)))
	})
	return sum
}

// meanOfExp is (e^x - 1)/x, the mean of e^t for t from 0 to x.
func meanOfExp(x float64) float64 {
	if x < -0.1 || x > 0.1 {
		return (sim.Exp(x) - 1) / x
	}
	sum := 1.0 // 1 + x/2 (1 + x/3 (1 + …)), where the difference would lose digits
	for k := 12.0; k >= 2; k-- {
		sum = 1 + float64(x/k*sum)
	}
	return sum
}

// shape is the product of some profiles.
type shape struct {
	edges    []sim.Time // wall times at which weights begin, from 0 on
	weights  []float64  // by edge
	weekdays [7]float64
	months   [12]float64
}

// flat is the shape without profiles.
func flat() shape {
	s := shape{edges: []sim.Time{0}, weights: []float64{1}}
	for i := range s.weekdays {
		s.weekdays[i] = 1
	}
	for i := range s.months {
		s.months[i] = 1
	}
	return s
}

// times multiplies a shape by a profile.
func (s shape) times(p *ProfileSpec) shape {
	if n := len(p.Hours); n > 0 {
		var edges []sim.Time
		step := sim.Day / sim.Time(n)
		for i := range n {
			edges = append(edges, sim.Time(i)*step)
		}
		hours := meanOne(p.Hours, nil)
		all := slices.Concat(s.edges, edges)
		slices.Sort(all)
		all = slices.Compact(all)
		var weights []float64
		for _, at := range all {
			weights = append(weights, float64(s.weightAt(at)*hours[at/step]))
		}
		s.edges, s.weights = all, weights
	}
	for i, w := range meanOne(p.Weekdays, nil) {
		s.weekdays[i] = float64(s.weekdays[i] * w)
	}
	for i, w := range meanOne(p.Months, monthDays()) {
		s.months[i] = float64(s.months[i] * w)
	}
	return s
}

// weightAt is the weight of the hour at a wall time.
func (s *shape) weightAt(wall sim.Time) float64 {
	i, found := slices.BinarySearch(s.edges, wall)
	if !found {
		i--
	}
	return s.weights[i]
}

// monthDays are the mean lengths of the months in a Gregorian cycle, in days.
func monthDays() []float64 {
	return []float64{31, 28.2425, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
}

// meanOne scales relative weights to a mean of 1; lengths weigh them, nil is equal.
func meanOne(weights, lengths []float64) []float64 {
	sum, total := 0.0, 0.0
	for i, w := range weights {
		length := 1.0
		if lengths != nil {
			length = lengths[i]
		}
		sum += float64(w * length)
		total += length
	}
	out := make([]float64, len(weights))
	for i, w := range weights {
		out[i] = float64(w*total) / sum
	}
	return out
}

// dayMaker lays the expected arrivals of a flow out by local day.
type dayMaker struct {
	from, to sim.Time // in which the flow exists
	regimes  []regime
	flow     *network.Flow
	known    map[string]int32 // patterns by their text
	usual    []int32          // by regime: pattern of a whole day of 24 hours, -1 before the first
	changed  []demandWindow   // planned changes of demand
}

// piece is a stretch of a day with one rate.
type piece struct {
	from, to sim.Time
	rate     float64 // a day of 24 hours
}

// days fills Days and Patterns of the flow.
func (m *dayMaker) days(days []localDay) {
	m.known = map[string]int32{}
	m.usual = slices.Repeat([]int32{-1}, len(m.regimes))
	for i := range days {
		d := &days[i]
		if d.to <= m.from {
			continue
		}
		if d.from >= m.to {
			return
		}
		m.day(d)
	}
}

func (m *dayMaker) day(d *localDay) {
	if m.usualDay(d) {
		return
	}
	var pieces []piece
	volume := 0.0 // of the first regime of the day that has any
	for i := range m.regimes {
		r := &m.regimes[i]
		from, to := max(d.from, m.from, r.at), min(d.to, m.to)
		if i+1 < len(m.regimes) {
			to = min(to, m.regimes[i+1].at)
		}
		if from >= to {
			continue
		}
		day := r.volumeOn(d, from, to)
		if volume == 0 {
			volume = day
		}
		if day > 0 {
			pieces = append(pieces, r.shape.pieces(d, from, to, day/volume)...)
		}
	}
	if pieces = m.change(pieces); len(pieces) == 0 {
		return
	}
	at := max(d.from, m.from)
	m.flow.Days = append(m.flow.Days, network.DayVolume{At: at, Date: d.number, Volume: volume, Pattern: m.pattern(pieces, at)})
}

// usualDay adds a whole day of 24 hours in one regime, as nearly all are, without
// making its pattern anew; false when the day is another one.
func (m *dayMaker) usualDay(d *localDay) bool {
	i := len(m.regimes) - 1
	for i > 0 && m.regimes[i].at >= d.to {
		i--
	}
	r := &m.regimes[i]
	if !d.regular() || r.at > d.from || d.from < m.from || d.to > m.to || m.changes(d) {
		return false
	}
	if volume := r.volumeOn(d, d.from, d.to); volume > 0 {
		if m.usual[i] < 0 {
			m.usual[i] = m.pattern(r.shape.pieces(d, d.from, d.to, 1), d.from)
		}
		m.flow.Days = append(m.flow.Days, network.DayVolume{At: d.from, Date: d.number, Volume: volume, Pattern: m.usual[i]})
	}
	return true
}

// volumeOn is the volume of a day, its hours apart, with the mean growth of [from, to).
func (r *regime) volumeOn(d *localDay, from, to sim.Time) float64 {
	return float64(float64(r.meanBetween(from, to)*r.shape.weekdays[d.weekday]) * r.shape.months[d.month])
}

// pieces cuts [from, to) of a day where its rate changes; the rates are the weights
// times factor.
func (s *shape) pieces(d *localDay, from, to sim.Time, factor float64) []piece {
	var out []piece
	for i, wall := range s.edges {
		end := sim.Day
		if i+1 < len(s.edges) {
			end = s.edges[i+1]
		}
		rate := float64(s.weights[i] * factor)
		d.each(wall, end, func(a, b sim.Time) {
			if a, b = max(a, from), min(b, to); a < b && rate > 0 {
				out = append(out, piece{a, b, rate})
			}
		})
	}
	slices.SortFunc(out, func(x, y piece) int { return cmp.Compare(x.from, y.from) })
	return out
}

// pattern returns the index of a pattern, a known one if there is an equal.
func (m *dayMaker) pattern(pieces []piece, at sim.Time) int32 {
	var p network.Pattern
	rate := -1.0
	for _, x := range pieces {
		from, to := x.from-at, x.to-at
		if n := len(p); n > 0 && rate == x.rate && p[n-1].To == from {
			from = p[n-1].From
			p = p[:n-1]
		}
		rate = x.rate
		p = append(p, network.Piece{From: from, To: to, Share: float64(x.rate * (float64(to-from) / float64(sim.Day)))})
	}
	key := patternKey(p)
	i, ok := m.known[key]
	if !ok {
		i = int32(len(m.flow.Patterns))
		m.known[key] = i
		m.flow.Patterns = append(m.flow.Patterns, p)
	}
	return i
}

// patternKey is a text that equal patterns share.
func patternKey(p network.Pattern) string {
	var key []byte
	for _, x := range p {
		for _, n := range []uint64{uint64(x.From), uint64(x.To), math.Float64bits(x.Share)} {
			key = binary.LittleEndian.AppendUint64(key, n)
		}
	}
	return string(key)
}
