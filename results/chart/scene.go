package chart

import "math"

// A scene is a finished drawing as data: positions in pixels (1/96 inch at the
// natural size), x to the right, y down. Layout makes it, svg.go and png.go write
// it, tests ask it what covers what.
type scene struct {
	width, height float64
	items         []item
}

// part says what an item is, so that a test can tell which parts may overlap.
type part uint8

const (
	heading  part = iota // title, subtitle, warning
	legend               // keys above the plot area
	frame                // axes, ticks and their labels, grid
	data                 // bands, lines, cells
	noteLine             // vertical line of a mark
	note                 // text of a mark, or its number
	endLabel             // text at the right end of a line
	footnote             // list under the plot area
)

// An item is either a shape or a text.
type item struct {
	part  part
	shape *shape
	text  *text
}

// shape is one or several polylines with one style.
type shape struct {
	lines  [][]xy
	closed bool
	fill   ink       // 0: not filled
	stroke ink       // 0: not stroked
	width  float64   // of the stroke, in pixels
	dash   []float64 // lengths of dash and gap in pixels; nil: solid
}

// text is one line of text.
type text struct {
	run    string
	size   float64 // of the font, in pixels
	bold   bool
	colour ink
	at     xy      // left end of the baseline
	turned bool    // runs upwards
	halo   bool    // has a white rim
	width  float64 // of the run, in pixels
}

type xy struct{ x, y float64 }

// box is a rectangle with x0 <= x1, y0 <= y1.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64 { return b.x1 - b.x0 }

// meets says whether two rectangles share more than an edge.
func (b box) meets(o box) bool {
	return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1
}

// within says whether b lies inside o, edges included.
func (b box) within(o box) bool {
	return b.x0 >= o.x0 && b.x1 <= o.x1 && b.y0 >= o.y0 && b.y1 <= o.y1
}

// Heights above and below the baseline, as shares of the font size.
const (
	ascent  = 0.74 // capitals with a little air
	descent = 0.22
	middle  = 0.345 // half of the height of a digit
)

func (b box) inset(by float64) box { return box{b.x0 + by, b.y0 + by, b.x1 - by, b.y1 - by} }

// bounds is the rectangle a text fills.
func (t *text) bounds() box {
	up, down := ascent*t.size, descent*t.size
	if t.turned {
		return box{t.at.x - up, t.at.y - t.width, t.at.x + down, t.at.y}
	}
	return box{t.at.x, t.at.y - up, t.at.x + t.width, t.at.y + down}
}

// bounds is the rectangle of a shape's points, line width not counted.
func (s *shape) bounds() box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, line := range s.lines {
		for _, p := range line {
			b.x0, b.x1 = math.Min(b.x0, p.x), math.Max(b.x1, p.x)
			b.y0, b.y1 = math.Min(b.y0, p.y), math.Max(b.y1, p.y)
		}
	}
	return b
}

func (i item) bounds() box {
	if i.text != nil {
		return i.text.bounds()
	}
	return i.shape.bounds()
}

func (s *scene) draw(p part, sh shape) {
	kept := sh.lines[:0:0]
	for _, l := range sh.lines {
		if len(l) > 1 {
			kept = append(kept, l)
		}
	}
	if len(kept) > 0 {
		sh.lines = kept
		s.items = append(s.items, item{part: p, shape: &sh})
	}
}

func (s *scene) stroke(p part, line []xy, c ink, width float64, dash ...float64) {
	s.draw(p, shape{lines: [][]xy{line}, stroke: c, width: width, dash: dash})
}

func (s *scene) fill(p part, outline []xy, c ink) {
	s.draw(p, shape{lines: [][]xy{outline}, closed: true, fill: c})
}

func (s *scene) rect(p part, b box, c ink) { s.fill(p, b.corners(), c) }

func (b box) corners() []xy {
	return []xy{{b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}}
}

// dot draws a filled circle; 24 corners look round at every size used here.
func (s *scene) dot(p part, at xy, radius float64, c ink) {
	ring := make([]xy, 24)
	for i := range ring {
		sin, cos := math.Sincos(float64(i) * math.Pi / 12)
		ring[i] = xy{at.x + radius*cos, at.y + radius*sin}
	}
	s.fill(p, ring, c)
}
