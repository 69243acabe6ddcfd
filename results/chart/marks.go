package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"corridor/results"
)

// A markFlag is a vertical line at a date with its label above the plot area, where no
// data are. Labels stand in up to three rows so that none is crossed by another line;
// where that fails, or a label is long, lines get numbers and the labels a list below.
type markFlag struct {
	x      float64 // pixels
	label  string
	date   string // for the list
	colour ink
	dash   []float64
	alarm  bool // bold, and never a number
	spot   spot // where the label stands
}

// spot is the place of a label.
type spot struct {
	row    int     // 0 is nearest to the plot area
	x0, x1 float64 // pixels
	above  bool    // the label stands over its line, not beside it
}

// badge is a number, or a range of numbers where lines stand close.
type badge struct {
	first, last int // numbers of flags, from 1
	x           float64
}

// flags are the marks of one chart, placed.
type flags struct {
	all      []*markFlag
	numbered []*markFlag // those that have a number instead of a label
	badges   []badge
}

const (
	flagRows     = 3
	flagRow      = noteSize * 1.4
	longestLabel = 180.0 // pixels; a longer label goes to the list
	listLimit    = 30    // entries of the list
	closest      = 2.5   // pixels; of lines that stand closer one is enough
)

// newFlags places labels between the pixels left and right.
func newFlags(l *letters, all []*markFlag, left, right float64) *flags {
	slices.SortStableFunc(all, func(a, b *markFlag) int { return cmp.Compare(a.x, b.x) })
	fs := &flags{all: all}
	short := !slices.ContainsFunc(all, func(f *markFlag) bool { return !f.alarm && f.measure(l) > longestLabel })
	if short && place(all, l, left, right, 0) {
		return fs
	}
	var labelled []*markFlag
	for _, f := range all {
		if f.spot = (spot{}); f.alarm {
			labelled = append(labelled, f)
		} else {
			fs.numbered = append(fs.numbered, f)
		}
	}
	place(labelled, l, left, right, 1)
	fs.badges = gather(fs.numbered, l)
	return fs
}

func (f *markFlag) measure(l *letters) float64 { return l.width(f.label, noteSize, f.alarm) }

// height is the room the labels need above the plot area.
func (fs *flags) height() float64 {
	rows := min(1, len(fs.badges))
	for _, f := range fs.all {
		if f.label != "" {
			rows = max(rows, f.spot.row+1)
		}
	}
	if rows == 0 {
		return 0
	}
	return float64(rows)*flagRow + 3
}

// place gives every flag the lowest free row from base on, from right to left, since
// a label runs to the right of its line. It reports false when one found no room; that
// one then stands in a row of its own on top.
func place(all []*markFlag, l *letters, left, right float64, base int) bool {
	fits := true
	for i := len(all) - 1; i >= 0; i-- {
		f, placed := all[i], all[i+1:]
		wide := math.Min(f.measure(l), right-left)
		row := base
		for ; row < base+flagRows; row++ {
			if s, ok := f.seat(wide, left, right, row, placed); ok {
				f.spot = s
				break
			}
		}
		if row == base+flagRows {
			fits = false
			f.spot = over(f.x, wide, left, right, row+len(all)-1-i)
		}
	}
	return fits
}

// seat finds a free place in a row: right of the line, left of it, or over it.
func (f *markFlag) seat(wide, left, right float64, row int, placed []*markFlag) (spot, bool) {
	for _, s := range []spot{
		{row, f.x + 3, f.x + 3 + wide, false},
		{row, f.x - 3 - wide, f.x - 3, false},
		over(f.x, wide, left, right, row),
	} {
		if s.x0 >= left-1e-6 && s.x1 <= right+1e-6 && f.free(s, placed) {
			return s, true
		}
	}
	return spot{}, false
}

func over(x, wide, left, right float64, row int) spot {
	x0 := math.Max(left, math.Min(right-wide, x-wide/2))
	return spot{row, x0, x0 + wide, true}
}

// free says whether a label and its line keep clear of the flags already placed.
func (f *markFlag) free(s spot, placed []*markFlag) bool {
	for _, o := range placed {
		sameRow := s.row == o.spot.row && s.x0 < o.spot.x1+6 && o.spot.x0 < s.x1+6
		if sameRow || crosses(o.x, o.spot, s) || crosses(f.x, s, o.spot) {
			return false
		}
	}
	return true
}

// crosses says whether the line at x, whose own label is at from, runs through the
// label at to. A line ends below a label that stands over it.
func crosses(x float64, from, to spot) bool {
	reaches := from.row > to.row || from.row == to.row && !from.above
	return reaches && to.x0-1 < x && x < to.x1+1
}

// gather makes the numbers and joins those that would run into each other.
func gather(numbered []*markFlag, l *letters) []badge {
	var out []badge
	for i, f := range numbered {
		out = append(out, badge{i + 1, i + 1, f.x})
		for n := len(out); n > 1; n = len(out) {
			a, b := out[n-2], out[n-1]
			if b.x-a.x >= (a.measure(l)+b.measure(l))/2+4 {
				break
			}
			na, nb := float64(a.last-a.first+1), float64(b.last-b.first+1)
			out = append(out[:n-2], badge{a.first, b.last, (a.x*na + b.x*nb) / (na + nb)})
		}
	}
	return out
}

func (b badge) label() string {
	s := strconv.Itoa(b.first)
	if b.last > b.first {
		s += "–" + strconv.Itoa(b.last)
	}
	return s
}

func (b badge) measure(l *letters) float64 { return l.width(b.label(), noteSize, true) }

// flagsOf turns the marks within the time axis into flags.
func (p *plot) flagsOf(marks []results.Mark, t *timeAxis) []*markFlag {
	var out []*markFlag
	for _, m := range marks {
		if s := seconds(m.At); s >= t.from && s <= t.to {
			out = append(out, &markFlag{x: p.x.px(s), label: clean(m.Label), date: t.date(m.At), colour: inkMuted})
		}
	}
	return out
}

// drawFlags draws the lines, their labels or numbers and, below the axis, the list.
func (p *plot) drawFlags(fs *flags) {
	base := func(row int) float64 { return p.area.y0 - 3 - float64(row)*flagRow - 0.3*noteSize }
	var labels []text
	drawn := math.Inf(-1)
	for i, f := range fs.all {
		top := p.area.y0 - 3
		if f.label != "" && !slices.Contains(fs.numbered, f) {
			y := base(f.spot.row)
			labels = append(labels, text{run: p.l.shorten(f.label, noteSize, f.alarm, f.spot.x1-f.spot.x0+0.5),
				size: noteSize, bold: f.alarm, colour: f.labelInk(), halo: true, at: xy{f.spot.x0, y}})
			if top = y - ascent*noteSize; f.spot.above {
				top = y + descent*noteSize + 1
			}
		}
		width := 0.9
		if f.alarm {
			width = 1.3
		} else if f.x < drawn+closest && i < len(fs.all)-1 {
			continue
		}
		drawn = f.x
		p.stroke(noteLine, []xy{{f.x, p.area.y1}, {f.x, top}}, f.colour, width, f.dash...)
	}
	for _, t := range labels {
		p.write(note, t)
	}
	for _, b := range fs.badges {
		p.writeAt(note, text{run: b.label(), size: noteSize, bold: true, colour: inkDark, halo: true,
			at: xy{b.x, base(0)}}, 0.5)
	}
	p.list(fs.numbered)
}

func (f *markFlag) labelInk() ink {
	if f.alarm {
		return f.colour
	}
	return inkDark
}

// list explains the numbers below the axis, in two columns where entries are short.
func (p *plot) list(numbered []*markFlag) {
	if len(numbered) == 0 {
		return
	}
	hang := p.l.width("88", noteSize, true) + 6
	room := p.width - margin - p.area.x0
	half := (room - 16) / 2
	columns := 1
	if len(numbered) > 3 && !slices.ContainsFunc(numbered, func(f *markFlag) bool {
		return p.l.width(f.entry(), noteSize, false) > half-hang
	}) {
		columns, room = 2, half
	}
	more := len(numbered) - listLimit
	numbered = numbered[:min(listLimit, len(numbered))]
	top, bottom := p.figure.y+6, 0.0
	rows := (len(numbered) + columns - 1) / columns
	for i, f := range numbered {
		left := p.area.x0 + float64(i/rows)*(half+16)
		if i%rows == 0 {
			p.figure.y = top
		}
		p.write(footnote, text{run: strconv.Itoa(i + 1), size: noteSize, bold: true, colour: inkDark,
			at: xy{left, p.figure.y + (lineHeight-0.2)*noteSize}})
		p.paragraph(footnote, p.l.wrapTo(f.entry(), noteSize, false, room-hang, 2), left+hang, noteSize, false, inkDark)
		bottom = math.Max(bottom, p.figure.y)
	}
	p.figure.y = bottom
	if more > 0 {
		p.paragraph(footnote, []string{fmt.Sprintf("… and %d more", more)}, p.area.x0+hang, noteSize, false, inkMuted)
	}
}

// entry is the flag in the list.
func (f *markFlag) entry() string { return f.date + ": " + f.label }
