package chart

import (
	"fmt"
	"strings"

	"corridor/results"
)

func checkGrowth(g *results.GrowthChart) error {
	c := &checker{chart: g.ID}
	c.series("Demand", g.Demand)
	c.series("Carried", g.Carried)
	c.series("Practical", g.Practical)
	c.series("Rated", g.Rated)
	c.pair("Low", "High", g.Low, g.High, len(g.Carried.At))
	return c.err
}

func (c *checker) series(name string, s results.Series) {
	c.times(name+".At", s.At)
	c.length(name+".Y", s.Y, len(s.At), false)
}

// drawGrowth shows demand and what is carried against capacity, with the date from
// which capacity is not enough.
func drawGrowth(l *letters, g *results.GrowthChart) *scene {
	f := newFigure(l, figureWidth, g.Head)
	f.legend(growthKeys(g))
	t := newTimeAxis()
	demand, carried := t.cover(g.Demand.At...), t.cover(g.Carried.At...)
	practical, rated := t.cover(g.Practical.At...), t.cover(g.Rated.At...)
	if g.Saturation != nil {
		t.cover(g.Saturation.At)
	}
	t.settle()
	tags := capacityTags(l, g.Practical, g.Rated)
	a := t.axes(g.YLabel, valueTicks(g.Demand.Y, g.Carried.Y, g.Low, g.High, g.Practical.Y, g.Rated.Y))
	a.right = tagRoom(l, tags)
	var fs *flags
	a.above = func(p *plot) float64 {
		all := p.flagsOf(g.Marks, t)
		if g.Saturation != nil {
			all = append(all, p.saturation(g.Saturation, t))
		}
		fs = newFlags(l, all, p.area.x0, p.width-margin)
		return fs.height()
	}
	p := f.newPlot(a)
	if g.Low != nil && len(carried) > 0 {
		p.band(carried, g.Low, g.High, orange.veil(0.28))
	}
	p.drawCapacity(t, practical, g.Practical.Y, rated, g.Rated.Y)
	p.dottedLine(carried, g.Carried.Y, orange, carriedWidth(g), 3)
	p.dottedLine(demand, g.Demand.Y, blue, 1.6, 2)
	if len(demand)+len(carried)+len(practical)+len(rated) == 0 {
		f.message(p.area, nothing)
	}
	p.finishCapacity(tags, g.Practical.Y, g.Rated.Y)
	p.drawFlags(fs)
	if g.Saturation != nil && len(demand) > 0 {
		at := seconds(g.Saturation.At)
		p.dot(noteLine, p.at(at, between(demand, g.Demand.Y, at)), 4.5, alarm)
	}
	return f.finish()
}

// carriedWidth makes the line of what is carried wider than that of demand above it,
// so that both show where they are the same; a line with a season needs less.
func carriedWidth(g *results.GrowthChart) float64 {
	if len(g.Carried.At) > manyDots {
		return 2.2
	}
	return 3.4
}

// dottedLine is a line whose points are marked where they are few.
func (p *plot) dottedLine(x, y []float64, c ink, width, dot float64) {
	if len(x) == 0 {
		return
	}
	p.line(x, y, c, width)
	if len(x) > 1 && len(x) <= manyDots {
		for _, at := range p.points(x, y) {
			p.dot(data, at, dot, c)
		}
	}
}

func (p *plot) saturation(m *results.Mark, t *timeAxis) *markFlag {
	label, at := clean(m.Label), t.date(m.At)
	if !strings.Contains(label, m.At.In(t.zone).Format("2006")) {
		label = strings.TrimSpace(label + " (" + at + ")")
	}
	return &markFlag{x: p.x.px(seconds(m.At)), label: label, date: at, colour: alarm, dash: []float64{5, 3}, alarm: true}
}

// between is the value of a line at x, its end values beyond its ends.
func between(xs, ys []float64, x float64) float64 {
	for i := range xs {
		if x > xs[i] {
			continue
		}
		if i == 0 || xs[i] == xs[i-1] {
			return ys[i]
		}
		return ys[i-1] + (x-xs[i-1])/(xs[i]-xs[i-1])*(ys[i]-ys[i-1])
	}
	return ys[len(ys)-1]
}

func growthKeys(g *results.GrowthChart) []key {
	var keys []key
	if len(g.Demand.At) > 0 {
		keys = append(keys, key{label: words(g.Demand.Label, "demand"), line: blue, width: 1.6, dots: len(g.Demand.At) <= manyDots})
	}
	if len(g.Carried.At) > 0 {
		k := key{label: words(g.Carried.Label, "carried"), line: orange, width: carriedWidth(g), dots: len(g.Carried.At) <= manyDots}
		if g.Low != nil {
			k.band = orange.veil(0.28)
		}
		keys = append(keys, k)
	}
	return keys
}

// altGrowth is the chart in words.
func altGrowth(g *results.GrowthChart) string {
	unit := words(g.YLabel, "volume")
	var parts []string
	for _, s := range []results.Series{g.Demand, g.Carried, g.Practical, g.Rated} {
		if n := len(s.Y); n > 0 {
			parts = append(parts, fmt.Sprintf("%s from %s to %s", words(s.Label, "line"), amount(s.Y[0]), amount(s.Y[n-1])))
		}
	}
	if len(parts) == 0 {
		return nothing
	}
	end := "Practical capacity is enough to the end"
	if g.Saturation != nil {
		end = words(g.Saturation.Label, "Saturation") + ": " + g.Saturation.At.Format("January 2006")
	}
	return unit + ": " + strings.Join(parts, "; ") + ". " + end
}
