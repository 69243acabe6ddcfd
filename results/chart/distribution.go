package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/results"
)

func checkDistribution(d *results.DistributionChart) error {
	c := &checker{chart: d.ID}
	for _, line := range d.Lines {
		name := fmt.Sprintf("line %q ", line.Label)
		c.length(name+"Share", line.Share, len(line.X), false)
		c.finite(name+"X", line.X)
		c.rising(name+"X", line.X)
		c.rising(name+"Share", line.Share)
		if n := len(line.Share); n > 0 && (line.Share[0] < 0 || line.Share[n-1] > 1+1e-9) {
			c.fail("%sShare leaves [0, 1]", name)
		}
	}
	return c.err
}

// reach is how far the x axis of a distribution goes and why.
type reach struct {
	from, to float64
	log      bool
	beyond   float64 // the largest share of a line that lies beyond the axis
}

// Rules for heavy tails: the axis goes to the largest value, but is cut at the slowest
// line's 98 % when what lies beyond would take half as much again. It is logarithmic
// when the slowest line's 98 % is more than 40 times the fastest line's median, since
// no cut could show both.
const (
	tailShare  = 0.98
	worthACut  = 1.5
	worthALog  = 40
	logDecades = 4.0
)

func reachOf(lines []results.DistributionLine) reach {
	r := reach{}
	longest, tail, fast := 0.0, 0.0, math.Inf(1)
	for _, line := range lines {
		if len(line.X) == 0 {
			continue
		}
		longest = math.Max(longest, line.X[len(line.X)-1])
		tail = math.Max(tail, quantile(line, tailShare))
		if median := quantile(line, 0.5); median > 0 {
			fast = math.Min(fast, median)
		}
	}
	r.to = longest
	if tail > worthALog*fast {
		r.log = true
		r.from = 1 / roundStep(1/math.Max(fast/10, r.to/math.Pow(10, logDecades)))
		r.to *= 1.04
		return r
	}
	if tail > 0 && longest > worthACut*tail {
		r.to = tail
	}
	ticks := numberTicks(0, r.to)
	r.to = ticks[len(ticks)-1].at
	for _, line := range lines {
		if n := len(line.X); n > 0 && line.X[n-1] > r.to {
			r.beyond = math.Max(r.beyond, 1-between(line.X, line.Share, r.to))
		}
	}
	return r
}

// quantile is the value below which a share of a line lies, its last where the line
// ends before.
func quantile(line results.DistributionLine, share float64) float64 {
	i, _ := slices.BinarySearch(line.Share, share)
	if i >= len(line.X) {
		return line.X[len(line.X)-1]
	}
	if i == 0 || line.Share[i] == line.Share[i-1] {
		return line.X[i]
	}
	return line.X[i-1] + (share-line.Share[i-1])/(line.Share[i]-line.Share[i-1])*(line.X[i]-line.X[i-1])
}

// drawDistribution shows cumulative distributions, one line per period.
func drawDistribution(l *letters, d *results.DistributionChart) *scene {
	f := newFigure(l, figureWidth, d.Head)
	f.legend(distributionKeys(d))
	r := reachOf(d.Lines)
	a := axes{yLabel: "share of vehicles, %", xLabel: d.XLabel, xFrom: r.from, xTo: r.to, xLog: r.log}
	for v := 0.0; v <= 100; v += 20 {
		a.yTicks = append(a.yTicks, tick{at: v, label: number(v, 0)})
	}
	a.xTicks = func(*plot) []tick {
		if r.log {
			return logTicks(r.from, r.to)
		}
		return numberTicks(r.from, r.to)
	}
	switch {
	case r.log:
		a.xLabel = sentenceAdd(a.xLabel, "logarithmic scale")
	case r.beyond > 0:
		a.xLabel = sentenceAdd(a.xLabel, "up to "+number(100*r.beyond, 1)+" % took longer than the axis shows")
	}
	p := f.newPlot(a)
	drawn := false
	for i, line := range d.Lines {
		x, y := clip(line.X, line.Share, r.from, r.to)
		if len(x) == 0 {
			continue
		}
		for j := range y {
			y[j] *= 100
		}
		k := distributionKey(i, len(d.Lines), line.Label)
		p.line(x, y, k.line, k.width, k.dash...)
		drawn = true
	}
	if !drawn {
		f.message(p.area, nothing)
	}
	return f.finish()
}

func sentenceAdd(s, more string) string {
	if s == "" {
		return more
	}
	return s + " (" + more + ")"
}

// clip keeps the part of a line with x in [from, to], ends interpolated.
func clip(x, y []float64, from, to float64) (cx, cy []float64) {
	add := func(at, v float64) { cx, cy = append(cx, at), append(cy, v) }
	for i := range x {
		if i > 0 {
			for _, edge := range []float64{from, to} {
				if x[i-1] < edge && edge < x[i] {
					add(edge, between(x[i-1:i+1], y[i-1:i+1], edge))
				}
			}
		}
		if x[i] >= from && x[i] <= to {
			add(x[i], y[i])
		}
	}
	return cx, cy
}

func distributionKeys(d *results.DistributionChart) []key {
	var keys []key
	for i, line := range d.Lines {
		if len(line.X) > 0 {
			keys = append(keys, distributionKey(i, len(d.Lines), line.Label))
		}
	}
	return keys
}

// distributionKey styles the i-th of n lines: by lightness in their order, every
// second one dashed so that neighbours differ twice.
func distributionKey(i, n int, label string) key {
	k := key{label: words(label, "all"), line: orderRamp().at(1), width: 1.8}
	if n > 1 {
		k.line = orderRamp().at(float64(i) / float64(n-1))
	}
	if i%2 == 1 {
		k.dash = []float64{7, 2.5}
	}
	return k
}

// altDistribution is the chart in words.
func altDistribution(d *results.DistributionChart) string {
	var parts []string
	for _, line := range d.Lines {
		if len(line.X) > 0 {
			parts = append(parts, fmt.Sprintf("%s: half at most %s, 95 %% at most %s",
				words(line.Label, "all"), amount(quantile(line, 0.5)), amount(quantile(line, 0.95))))
		}
	}
	if len(parts) == 0 {
		return nothing
	}
	return words(d.XLabel, "time") + ". " + strings.Join(parts, "; ")
}
