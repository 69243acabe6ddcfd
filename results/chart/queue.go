package chart

import (
	"fmt"
	"math"

	"corridor/results"
)

func checkQueue(q *results.QueueChart) error {
	c := &checker{chart: q.ID}
	n := len(q.At)
	c.times("At", q.At)
	c.length("Median", q.Median, n, false)
	c.pair("Low", "High", q.Low, q.High, n)
	c.pair("InnerLow", "InnerHigh", q.InnerLow, q.InnerHigh, n)
	c.length("OneRun", q.OneRun, n, true)
	c.length("Fluid", q.Fluid, n, true)
	return c.err
}

// drawQueue shows the queue over time. The bands lie below the lines, the single run
// below the fluid queue, the median on top.
func drawQueue(l *letters, q *results.QueueChart) *scene {
	f := newFigure(l, figureWidth, q.Head)
	f.legend(queueKeys(q))
	t := newTimeAxis()
	x := t.cover(q.At...)
	t.settle()
	a := t.axes(q.YLabel, valueTicks(q.Median, q.Low, q.High, q.InnerLow, q.InnerHigh, q.OneRun, q.Fluid))
	var fs *flags
	a.above = func(p *plot) float64 {
		fs = newFlags(l, p.flagsOf(q.Marks, t), p.area.x0, p.area.x1)
		return fs.height()
	}
	p := f.newPlot(a)
	if len(x) > 0 {
		p.drawQueue(q, x)
	} else {
		f.message(p.area, nothing)
	}
	p.drawFlags(fs)
	return f.finish()
}

func (p *plot) drawQueue(q *results.QueueChart, x []float64) {
	if q.Low != nil {
		p.band(x, q.Low, q.High, blue.veil(outerVeil))
	}
	if q.InnerLow != nil {
		p.band(x, q.InnerLow, q.InnerHigh, blue.veil(innerVeil))
	}
	if q.OneRun != nil {
		p.line(x, q.OneRun, runGrey, 0.6)
	}
	if q.Fluid != nil {
		p.line(x, q.Fluid, vermilion, 1.6, 6, 3)
	}
	p.line(x, q.Median, blue, 1.8)
	if allZero(q.Median, q.High, q.OneRun, q.Fluid) {
		p.message(p.area, "zero throughout")
	}
}

func queueKeys(q *results.QueueChart) []key {
	keys := []key{{label: "median", line: blue, width: 1.8}}
	if q.InnerLow != nil {
		keys = append(keys, key{label: words(q.InnerLabel, "inner band"), band: blue.veil(outerVeil + innerVeil)})
	}
	if q.Low != nil {
		keys = append(keys, key{label: words(q.BandLabel, "band"), band: blue.veil(outerVeil)})
	}
	if q.OneRun != nil {
		keys = append(keys, key{label: words(q.OneRunLabel, "one run"), line: runGrey, width: 0.8})
	}
	if q.Fluid != nil {
		keys = append(keys, key{label: "fluid queue (no randomness)", line: vermilion, width: 1.6, dash: []float64{6, 3}})
	}
	return keys
}

// altQueue is the chart in words.
func altQueue(q *results.QueueChart) string {
	if len(q.At) == 0 {
		return nothing
	}
	t := newTimeAxis()
	t.cover(q.At...)
	high := 0
	for i, v := range q.Median {
		if v > q.Median[high] {
			high = i
		}
	}
	last := len(q.At) - 1
	return fmt.Sprintf("%s from %s to %s: the median starts at %s, is highest on %s with %s and ends at %s",
		words(q.YLabel, "queue"), t.date(q.At[0]), t.date(q.At[last]), amount(q.Median[0]),
		t.date(q.At[high]), amount(q.Median[high]), amount(q.Median[last]))
}

const (
	outerVeil = 0.15
	innerVeil = 0.27
	nothing   = "no data"
)

// valueTicks are the ticks of an axis that shows zero and all the values.
func valueTicks(values ...[]float64) []tick {
	low, high := 0.0, 0.0
	for _, v := range values {
		for _, x := range v {
			low, high = math.Min(low, x), math.Max(high, x)
		}
	}
	return numberTicks(low, high)
}

func allZero(values ...[]float64) bool {
	for _, v := range values {
		for _, x := range v {
			if x != 0 {
				return false
			}
		}
	}
	return true
}

// words is s, or a general word where there is none.
func words(s, general string) string {
	if s = clean(s); s == "" {
		return general
	}
	return s
}
