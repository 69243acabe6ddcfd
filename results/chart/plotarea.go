package chart

import "math"

// plot is the area of a chart with two axes.
type plot struct {
	*figure
	area box
	x, y scale
}

const (
	dotRadius = 2.4
	tickRoom  = 7.0 // between an axis and its labels
)

// axes says what stands around a plot area.
type axes struct {
	yLabel     string
	yTicks     []tick
	xLabel     string
	xFrom, xTo float64
	xLog       bool
	right      float64 // room for labels at the right of the plot area
	above      func(p *plot) float64
	xTicks     func(p *plot) []tick
}

// newPlot lays out the area and draws grid and axes. Marks above the area are placed
// once the x scale is known, since they decide how far down the area begins.
func (f *figure) newPlot(a axes) *plot {
	p := &plot{figure: f}
	widest := 0.0
	for _, t := range a.yTicks {
		widest = math.Max(widest, f.l.width(t.label, tickSize, false))
	}
	p.area.x0 = margin + widest + tickRoom
	if a.yLabel != "" {
		p.area.x0 += labelSize * 1.6
	}
	p.area.x1 = f.width - math.Max(margin, a.right)
	p.x = scale{from: a.xFrom, to: a.xTo, start: p.area.x0, end: p.area.x1, log: a.xLog}
	f.y += 10
	if a.above != nil {
		f.y += a.above(p)
	}
	p.area.y0, p.area.y1 = f.y, f.y+plotHeight
	p.y = scale{from: a.yTicks[0].at, to: a.yTicks[len(a.yTicks)-1].at, start: p.area.y1, end: p.area.y0}
	p.drawY(a)
	p.drawX(a)
	return p
}

func (p *plot) at(x, y float64) xy { return xy{p.x.px(x), p.y.px(y)} }

func (p *plot) drawY(a axes) {
	for _, t := range a.yTicks {
		y := p.y.px(t.at)
		p.stroke(frame, []xy{{p.area.x0, y}, {p.area.x1, y}}, gridGrey, 0.8)
		p.writeAt(frame, text{run: t.label, size: tickSize, colour: inkMuted,
			at: xy{p.area.x0 - tickRoom, y + middle*tickSize}}, 1)
	}
	lines := p.l.wrapTo(clean(a.yLabel), labelSize, false, plotHeight, 1)
	for _, line := range lines {
		long := p.l.width(line, labelSize, false)
		p.write(frame, text{run: line, size: labelSize, colour: inkDark, turned: true,
			at: xy{margin + ascent*labelSize, (p.area.y0 + p.area.y1 + long) / 2}})
	}
}

func (p *plot) drawX(a axes) {
	base := p.area.y1
	p.stroke(frame, []xy{{p.area.x0, base}, {p.area.x1, base}}, axisGrey, 1)
	bottom := base + tickRoom
	for _, t := range a.xTicks(p) {
		x := p.x.px(t.at)
		p.stroke(frame, []xy{{x, base}, {x, base + 4}}, axisGrey, 1)
		for i, s := range []string{t.label, t.below} {
			if s == "" {
				continue
			}
			y := base + tickRoom + (float64(i)*1.2+0.75)*tickSize
			bottom = math.Max(bottom, y+descent*tickSize)
			p.tickLabel(s, x, y)
		}
	}
	p.figure.y = bottom
	for _, line := range p.l.wrapTo(clean(a.xLabel), labelSize, false, p.area.width(), 2) {
		p.figure.y += labelSize * lineHeight
		p.writeAt(frame, text{run: line, size: labelSize, colour: inkDark,
			at: xy{(p.area.x0 + p.area.x1) / 2, p.figure.y}}, 0.5)
	}
}

// tickLabel centres a label on its tick but keeps it inside the figure.
func (p *plot) tickLabel(s string, x, y float64) {
	half := p.l.width(s, tickSize, false) / 2
	x = math.Max(4+half, math.Min(p.width-4-half, x))
	p.writeAt(frame, text{run: s, size: tickSize, colour: inkMuted, at: xy{x, y}}, 0.5)
}

// points maps values over x to pixels.
func (p *plot) points(x, y []float64) []xy {
	out := make([]xy, len(x))
	for i := range x {
		out[i] = p.at(x[i], y[i])
	}
	return out
}

// line draws a thinned line, a finer one where it goes up and down within most
// pixels; a single point becomes a dot.
func (p *plot) line(x, y []float64, c ink, width float64, dash ...float64) {
	line := thinLine(p.points(x, y))
	if crowded := float64(len(line)) > 2.6*p.area.width(); crowded {
		width = math.Min(width, 0.9)
	}
	if len(line) == 1 {
		p.dot(data, line[0], dotRadius, c)
		return
	}
	p.stroke(data, line, c, width, dash...)
}

// manyDots is the number of points above which a line is drawn without dots.
const manyDots = 40

// band fills between two edges; at a single point it is a bar.
func (p *plot) band(x, low, high []float64, c ink) {
	upper, lower := thinEdge(p.points(x, high), true), thinEdge(p.points(x, low), false)
	if len(x) == 1 {
		p.rect(data, box{upper[0].x - 3, upper[0].y, upper[0].x + 3, lower[0].y}, c)
		return
	}
	outline := upper
	for i := len(lower) - 1; i >= 0; i-- {
		outline = append(outline, lower[i])
	}
	p.fill(data, outline, c)
}

// stairs are the corners of a function that keeps each value until the next time,
// within [from, to]. It returns no corner where nothing holds within.
func stairs(x, y []float64, from, to float64) (sx, sy []float64) {
	for i := range x {
		start, end := math.Max(x[i], from), to
		if i+1 < len(x) {
			end = math.Min(x[i+1], to)
		}
		if start > to || end < from || start == end && i+1 < len(x) {
			continue
		}
		sx, sy = append(sx, start, end), append(sy, y[i], y[i])
	}
	return sx, sy
}
