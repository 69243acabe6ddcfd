package chart

import (
	"fmt"

	"corridor/results"
)

func checkThroughput(d *results.ThroughputChart) error {
	c := &checker{chart: d.ID}
	c.times("At", d.At)
	c.length("Mean", d.Mean, len(d.At), false)
	c.pair("Low", "High", d.Low, d.High, len(d.At))
	c.series("Rated", d.Rated)
	c.series("Practical", d.Practical)
	return c.err
}

// drawThroughput shows what passed per day against capacity.
func drawThroughput(l *letters, d *results.ThroughputChart) *scene {
	f := newFigure(l, figureWidth, d.Head)
	keys := []key{{label: "mean", line: blue, width: 1.6}}
	if d.Low != nil {
		keys = append(keys, key{label: words(d.BandLabel, "band"), band: blue.veil(2 * outerVeil)})
	}
	f.legend(keys)
	t := newTimeAxis()
	x := t.cover(d.At...)
	practical, rated := t.cover(d.Practical.At...), t.cover(d.Rated.At...)
	t.settle()
	tags := capacityTags(l, d.Practical, d.Rated)
	a := t.axes(d.YLabel, valueTicks(d.Mean, d.Low, d.High, d.Practical.Y, d.Rated.Y))
	a.right = tagRoom(l, tags)
	var fs *flags
	a.above = func(p *plot) float64 {
		fs = newFlags(l, p.flagsOf(d.Marks, t), p.area.x0, p.width-margin)
		return fs.height()
	}
	p := f.newPlot(a)
	if len(x) > 0 && d.Low != nil {
		p.band(x, d.Low, d.High, blue.veil(2*outerVeil))
	}
	if len(x) > 0 {
		p.line(x, d.Mean, blue, 1.6)
	}
	p.drawCapacity(t, practical, d.Practical.Y, rated, d.Rated.Y)
	if len(x) == 0 {
		f.message(p.area, nothing)
	}
	p.finishCapacity(tags, d.Practical.Y, d.Rated.Y)
	p.drawFlags(fs)
	return f.finish()
}

const ratedDash = 7

// capacityTags name the capacity lines at their ends, with the last value.
func capacityTags(l *letters, practical, rated results.Series) []*endTag {
	var tags []*endTag
	for _, s := range []struct {
		results.Series
		general string
		colour  ink
	}{{practical, "practical capacity", inkDark}, {rated, "rated capacity", inkMuted}} {
		if n := len(s.Y); n > 0 {
			tags = append(tags, newTag(l, words(s.Label, s.general)+" "+amount(s.Y[n-1]), s.colour))
		} else {
			tags = append(tags, &endTag{})
		}
	}
	return tags
}

// drawCapacity draws the capacities as steps, the rated one dashed.
func (p *plot) drawCapacity(t *timeAxis, practical, practicalY, rated, ratedY []float64) {
	if x, y := stairs(rated, ratedY, t.from, t.to); len(x) > 0 {
		p.line(x, y, inkMuted, 1.4, ratedDash, 4)
	}
	if x, y := stairs(practical, practicalY, t.from, t.to); len(x) > 0 {
		p.line(x, y, inkDark, 1.8)
	}
}

// finishCapacity writes the tags beside the ends of the lines.
func (p *plot) finishCapacity(tags []*endTag, practicalY, ratedY []float64) {
	var shown []*endTag
	for i, y := range [][]float64{practicalY, ratedY} {
		if n := len(y); n > 0 {
			tags[i].y = p.y.px(y[n-1])
			shown = append(shown, tags[i])
		}
	}
	p.drawTags(shown)
}

// altThroughput is the chart in words.
func altThroughput(d *results.ThroughputChart) string {
	if len(d.At) == 0 {
		return nothing
	}
	t := newTimeAxis()
	t.cover(d.At...)
	last := len(d.At) - 1
	s := fmt.Sprintf("%s from %s to %s: mean from %s to %s", words(d.YLabel, "throughput"),
		t.date(d.At[0]), t.date(d.At[last]), amount(d.Mean[0]), amount(d.Mean[last]))
	for _, c := range []results.Series{d.Practical, d.Rated} {
		if n := len(c.Y); n > 0 {
			s += fmt.Sprintf("; %s at the end %s", words(c.Label, "capacity"), amount(c.Y[n-1]))
		}
	}
	return s
}
