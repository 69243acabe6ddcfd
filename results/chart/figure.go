package chart

import (
	"strings"

	"corridor/results"
)

// figure is a drawing in the making. Heading, keys and notes are stacked from the top;
// the plot area comes below them, so that no key can ever cover data.
type figure struct {
	*scene
	l *letters
	y float64 // lower edge of what stands so far
}

// newFigure writes title, subtitle and warning.
func newFigure(l *letters, width float64, head results.Head) *figure {
	f := &figure{scene: &scene{width: width}, l: l, y: margin}
	f.title(clean(head.Title))
	room := f.width - 2*margin
	if s := clean(head.Subtitle); s != "" {
		f.paragraph(heading, l.wrapTo(s, subtitleSize, false, room, 4), margin, subtitleSize, false, inkMuted)
	}
	if s := clean(head.Warning); s != "" {
		top := f.y
		f.paragraph(heading, l.wrapTo(s, subtitleSize, true, room-9, 4), margin+9, subtitleSize, true, warningInk)
		f.rect(heading, box{margin, top + 2, margin + 3, f.y}, warningInk)
	}
	return f
}

// title writes a long title smaller, and cuts one that no reader would finish: the
// whole of it stays in the description of the file.
func (f *figure) title(s string) {
	room, size := f.width-2*margin, titleSize
	lines := f.l.wrap(s, size, true, room)
	if len(lines) > 2 {
		size = smallTitle
		lines = f.l.wrapTo(s, size, true, room, 4)
	}
	f.paragraph(heading, lines, margin, size, true, inkDark)
	f.y += 1
}

// paragraph writes lines below what stands so far.
func (f *figure) paragraph(p part, lines []string, x, size float64, bold bool, c ink) {
	for _, line := range lines {
		f.y += size * lineHeight
		f.write(p, text{run: line, size: size, bold: bold, colour: c, at: xy{x, f.y - 0.2*size}})
	}
}

// write adds a line of text and fills in its width.
func (f *figure) write(p part, t text) *text {
	if t.run == "" {
		return nil
	}
	t.width = f.l.width(t.run, t.size, t.bold)
	f.items = append(f.items, item{part: p, text: &t})
	return &t
}

// writeAt writes with the given share of the text's width to the left of x: 0 starts
// there, 0.5 is centred, 1 ends there.
func (f *figure) writeAt(p part, t text, share float64) *text {
	t.at.x -= share * f.l.width(t.run, t.size, t.bold)
	return f.write(p, t)
}

// key is an entry of the legend: a swatch of a band, a line, or both.
type key struct {
	label string
	band  ink
	line  ink
	width float64
	dash  []float64
	dots  bool
}

const (
	keyWidth   = 24.0
	longestKey = 320.0
)

// legend writes the keys in rows above the plot area.
func (f *figure) legend(keys []key) {
	x, row := margin, labelSize*1.55
	f.y += 5
	started := false
	for _, k := range keys {
		label := f.l.shorten(clean(k.label), labelSize, false, longestKey)
		if label == "" {
			continue
		}
		wide := keyWidth + 6 + f.l.width(label, labelSize, false)
		if started && x+wide > f.width-margin {
			x = margin
			f.y += row
		}
		f.swatch(k, box{x, f.y + 3, x + keyWidth, f.y + row - 3})
		f.write(legend, text{run: label, size: labelSize, colour: inkDark,
			at: xy{x + keyWidth + 6, f.y + row/2 + middle*labelSize}})
		x += wide + 20
		started = true
	}
	if started {
		f.y += row
	}
}

func (f *figure) swatch(k key, b box) {
	mid := (b.y0 + b.y1) / 2
	if k.band != 0 {
		f.rect(legend, b, k.band)
	}
	if k.line != 0 {
		f.stroke(legend, []xy{{b.x0, mid}, {b.x1, mid}}, k.line, k.width, k.dash...)
	}
	if k.dots {
		f.dot(legend, xy{(b.x0 + b.x1) / 2, mid}, dotRadius, k.line)
	}
}

// message writes a haloed sentence into the middle of the plot area, where there is
// nothing else to see.
func (f *figure) message(area box, s string) {
	f.writeAt(note, text{run: s, size: labelSize, colour: inkMuted, halo: true,
		at: xy{(area.x0 + area.x1) / 2, (area.y0+area.y1)/2 - 8}}, 0.5)
}

// finish closes the figure below what stands last.
func (f *figure) finish() *scene {
	f.height = f.y + margin
	return f.scene
}

// sentence joins parts with a full stop each, leaving out empty ones.
func sentence(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimRight(clean(p), ". "); p != "" {
			out = append(out, p+".")
		}
	}
	return strings.Join(out, " ")
}
