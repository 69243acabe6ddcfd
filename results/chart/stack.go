package chart

import (
	"fmt"
	"strings"

	"corridor/results"
)

func checkStack(d *results.StackChart) error {
	c := &checker{chart: d.ID}
	c.times("From", d.From)
	c.times("To", d.To)
	if len(d.From) != len(d.To) {
		c.fail("%d columns begin, %d end", len(d.From), len(d.To))
	}
	for _, layer := range d.Layers {
		c.length(layer.Label, layer.Y, len(d.From), false)
	}
	c.pair("Low", "High", d.Low, d.High, len(d.From))
	return c.err
}

// layerInks are the colours of layers from the bottom up; neighbours differ in lightness.
func layerInks() []ink {
	return []ink{blue, orange, 0x56B4E9FF, vermilion, 0xC9CED6FF, runGrey}
}

// drawStack shows columns of layers, with the interval of their sum.
func drawStack(l *letters, d *results.StackChart) *scene {
	f := newFigure(l, figureWidth, d.Head)
	inks := layerInks()
	var keys []key
	for i := len(d.Layers) - 1; i >= 0; i-- { // as they lie on each other
		keys = append(keys, key{label: words(d.Layers[i].Label, "layer"), band: inks[i%len(inks)]})
	}
	f.legend(keys)
	t := newTimeAxis()
	from, to := t.cover(d.From...), t.cover(d.To...)
	t.settle()
	sums := stacked(d)
	a := t.axes(d.YLabel, valueTicks(sums[len(sums)-1], d.High))
	var fs *flags
	a.above = func(p *plot) float64 {
		fs = newFlags(l, p.flagsOf(d.Marks, t), p.area.x0, p.width-margin)
		return fs.height()
	}
	p := f.newPlot(a)
	for c := range from {
		gap := 0.12 * (to[c] - from[c])
		for i := range d.Layers {
			top, base := p.at(from[c]+gap, sums[i+1][c]), p.at(to[c]-gap, sums[i][c])
			p.rect(data, box{top.x, top.y, base.x, base.y}, inks[i%len(inks)])
		}
		if d.Low != nil && d.High[c] > d.Low[c] {
			x := (from[c] + to[c]) / 2
			p.stroke(data, []xy{p.at(x, d.Low[c]), p.at(x, d.High[c])}, inkBlack, 1.4)
		}
	}
	if len(from) == 0 || len(d.Layers) == 0 {
		f.message(p.area, nothing)
	}
	p.drawFlags(fs)
	return f.finish()
}

// stacked are the lower edges of the layers, column by column, and the upper one of the
// last.
func stacked(d *results.StackChart) [][]float64 {
	sums := [][]float64{make([]float64, len(d.From))}
	for i, layer := range d.Layers {
		next := make([]float64, len(d.From))
		for c, y := range layer.Y {
			next[c] = sums[i][c] + y
		}
		sums = append(sums, next)
	}
	return sums
}

// altStack is the chart in words.
func altStack(d *results.StackChart) string {
	if len(d.From) == 0 || len(d.Layers) == 0 {
		return nothing
	}
	t := newTimeAxis()
	t.cover(d.From...)
	last := len(d.From) - 1
	sums := stacked(d)
	all := sums[len(sums)-1]
	parts := []string{fmt.Sprintf("%s, %d columns from %s on: together from %s to %s", words(d.YLabel, "amounts"), len(d.From), t.date(d.From[0]), amount(all[0]), amount(all[last]))}
	for _, layer := range d.Layers {
		parts = append(parts, fmt.Sprintf("%s from %s to %s", words(layer.Label, "layer"), amount(layer.Y[0]), amount(layer.Y[last])))
	}
	return strings.Join(parts, "; ")
}
