package results

import (
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// Key names one number: a measure of a subject in a period for a class.
type Key struct {
	Subject string // name of an element, crossing, flow or disruption, or Corridor
	Period  string // "run", "2024", "2024-05"
	Class   string // a class, or AllClasses
	Measure string // of package measure
	Stat    string // of a distribution, else ""
}

// Corridor is the subject of the numbers of the whole corridor.
const Corridor = "corridor"

// AllClasses is the class of numbers over all classes.
const AllClasses = "all"

// Kinds of period.
const (
	Run   = "run"
	Year  = "year"
	Month = "month"
	Day   = "day"
)

// period is a span of days that numbers are kept for.
type period struct {
	kind, label string
	first, last int     // days [first, last)
	year, until int     // years [year, until); empty for a month
	days        float64 // its length in days of 24 hours
}

// periods returns the run, its years and its months. A steady-state run has the run
// only, and a dated one of a single year or month does not repeat it in parts.
func periods(plan *network.Plan, dated bool) []period {
	b := &plan.Bins
	days := len(b.Days) - 1
	length := func(from, to sim.Time) float64 { return float64(to-from) / float64(sim.Day) }
	all := []period{{Run, Run, 0, days, 0, len(b.Years), length(b.Days[0], b.Days[days])}}
	if !dated {
		return all
	}
	for i, y := range b.Years {
		all = append(all, period{Year, y.Label, int(y.FirstDay), int(y.FirstDay + y.Days), i, i + 1, length(y.From, y.To)})
	}
	for _, m := range b.Months {
		all = append(all, period{Month, m.Label, int(m.FirstDay), int(m.FirstDay + m.Days), 0, 0, length(m.From, m.To)})
	}
	return all
}

// sheet holds every number of the results, one value per replication. Every
// replication puts the same numbers in the same order.
type sheet struct {
	cells []cell
	next  int
	begun bool
}

type cell struct {
	Key
	kind string // of the period
	seen []float64
}

// begin starts a replication.
func (s *sheet) begin() { s.begun, s.next = len(s.cells) > 0, 0 }

// page is where numbers of one subject, period and class are put.
type page struct {
	*sheet
	subject string
	period  *period
	class   string
}

// put adds what this replication observed; not ok: nothing.
func (p page) put(name, stat string, x float64, ok bool) {
	if !p.begun {
		p.cells = append(p.cells, cell{Key: Key{p.subject, p.period.label, p.class, name, stat}, kind: p.period.kind})
	}
	c := &p.cells[p.next]
	p.next++
	if ok {
		c.seen = append(c.seen, x)
	}
}

// value puts what is always observed.
func (p page) value(name string, x float64) { p.put(name, "", x, true) }

// ratio puts a/b, nothing when b is zero.
func (p page) ratio(name string, a, b float64) {
	if b > 0 {
		p.put(name, "", a/b, true)
		return
	}
	p.put(name, "", 0, false)
}

// perDay puts a count as a rate.
func (p page) perDay(name string, count float64) { p.value(name, count/p.period.days) }

// times puts the stats of a distribution.
func (p page) times(name string, h *sim.Histogram) {
	m, _ := measure.Find(name)
	for _, stat := range m.Stats {
		if q, ok := measure.Quantile(stat); ok {
			p.put(name, stat, h.Quantile(q).Seconds(), h.N() > 0)
			continue
		}
		p.put(name, stat, h.Mean(), h.N() > 0)
	}
}

// span is days [first, last) as a period.
func (l *layout) span(first, last int) *period {
	length := float64(l.plan.Bins.Days[last]-l.plan.Bins.Days[first]) / float64(sim.Day)
	return &period{kind: Day, first: first, last: last, days: length}
}
