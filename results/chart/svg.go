package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// An SVG file here is in whole tenths of a pixel, so that coordinates are short
// integers, and every glyph is an outline in font units, defined once and used by
// reference: the file needs no fonts and stays small. Ids begin with a hash of the
// chart's name, so that many charts can stand in one page.

type svgWriter struct {
	bytes.Buffer
	prefix string
	l      *letters
	used   map[letter]bool
}

// writeSVG writes a scene. Title and description are for screen readers.
func writeSVG(s *scene, l *letters, name, title, alt string) []byte {
	h := fnv.New32a()
	h.Write([]byte(name))
	body := &svgWriter{prefix: "c" + strconv.FormatUint(uint64(h.Sum32()), 36), l: l, used: map[letter]bool{}}
	for _, i := range s.items {
		if i.text != nil {
			body.text(i.text)
		} else {
			body.shape(i.shape)
		}
	}
	out := &svgWriter{prefix: body.prefix, l: l, used: body.used}
	w, h10 := tenths(s.width), tenths(s.height)
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`+
		` width="%s" height="%s" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-t %s-d" fill="none" stroke-linejoin="round">`+"\n",
		short(s.width), short(s.height), w, h10, out.prefix, out.prefix)
	fmt.Fprintf(out, "<title id=\"%s-t\">%s</title>\n", out.prefix, escape(title))
	fmt.Fprintf(out, "<desc id=\"%s-d\">%s</desc>\n", out.prefix, escape(alt))
	out.defs()
	fmt.Fprintf(out, "<path d=\"M0 0h%dv%dh%dz\" fill=\"#FFFFFF\"/>\n", w, h10, -w)
	out.Write(body.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// escape makes text safe between tags and in quotes; what XML forbids becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}

func (w *svgWriter) id(k letter) string {
	weight := "r"
	if k.bold {
		weight = "b"
	}
	return w.prefix + weight + strconv.FormatUint(uint64(k.index), 36)
}

// defs defines the glyphs in a fixed order.
func (w *svgWriter) defs() {
	keys := slices.SortedFunc(maps.Keys(w.used), func(a, b letter) int {
		return strings.Compare(w.id(a), w.id(b))
	})
	w.WriteString("<defs>\n")
	for _, k := range keys {
		fmt.Fprintf(w, "<path id=\"%s\" d=\"%s\"/>\n", w.id(k), outlinePath(w.l.glyph(k).outline))
	}
	w.WriteString("</defs>\n")
}

func outlinePath(outline []segment) string {
	var b pathData
	for i, s := range outline {
		if s.kind == 'M' && i > 0 {
			b.close()
		}
		b.step(s.kind, s.to)
	}
	if len(outline) > 0 {
		b.close()
	}
	return b.String()
}

func (w *svgWriter) text(t *text) {
	glyphs, _ := w.l.set(t.run, t.bold)
	scale := t.size * 10 / unitsPerEm
	turn := ""
	if t.turned {
		turn = "rotate(-90)"
	}
	fmt.Fprintf(w, `<g transform="translate(%d %d)%sscale(%s %s)" fill="%s"`,
		tenths(t.at.x), tenths(t.at.y), turn, digits(scale, 5), digits(-scale, 5), t.colour.hex())
	if t.halo {
		fmt.Fprintf(w, ` stroke="#FFFFFF" stroke-width="%d"`, haloWidth(t))
	}
	w.WriteString(">")
	if t.halo {
		w.uses(glyphs)
		w.WriteString(`<g stroke="none">`)
	}
	w.uses(glyphs)
	if t.halo {
		w.WriteString("</g>")
	}
	w.WriteString("</g>\n")
}

// haloWidth is 3 pixels in font units: half of it shows outside the glyph.
func haloWidth(t *text) int { return int(math.Round(3 / t.size * unitsPerEm)) }

func (w *svgWriter) uses(glyphs []placed) {
	for _, g := range glyphs {
		if len(w.l.glyph(g.letter).outline) == 0 {
			continue
		}
		w.used[g.letter] = true
		fmt.Fprintf(w, `<use xlink:href="#%s"`, w.id(g.letter))
		if g.x != 0 {
			fmt.Fprintf(w, ` x="%d"`, g.x)
		}
		w.WriteString("/>")
	}
}

func (w *svgWriter) shape(s *shape) {
	var d pathData
	for _, line := range s.lines {
		for i, p := range line {
			kind := byte('L')
			if i == 0 {
				kind = 'M'
			}
			d.step(kind, [][2]int{{tenths(p.x), tenths(p.y)}})
		}
		if s.closed {
			d.close()
		}
	}
	fmt.Fprintf(w, `<path d="%s"`, d.String())
	if s.fill != 0 {
		fmt.Fprintf(w, ` fill="%s"%s`, s.fill.hex(), opacity("fill", s.fill))
	}
	if s.stroke != 0 {
		fmt.Fprintf(w, ` stroke="%s"%s stroke-width="%d"`, s.stroke.hex(), opacity("stroke", s.stroke), tenths(s.width))
	}
	for i, x := range s.dash {
		lead := " "
		if i == 0 {
			lead = ` stroke-dasharray="`
		}
		fmt.Fprintf(w, "%s%d", lead, tenths(x))
	}
	if len(s.dash) > 0 {
		w.WriteString(`"`)
	}
	w.WriteString("/>\n")
}

// pathData writes path data with relative steps, as short as it can.
type pathData struct {
	strings.Builder
	at, start [2]int
	last      byte
}

func (d *pathData) step(kind byte, to [][2]int) {
	end := to[len(to)-1]
	switch {
	case kind == 'M':
		fmt.Fprintf(d, "M%d %d", end[0], end[1])
		d.at, d.start, d.last = end, end, 'M'
		return
	case kind == 'L' && end == d.at:
		return
	case kind == 'L' && end[1] == d.at[1]:
		d.command('h', end[0]-d.at[0])
	case kind == 'L' && end[0] == d.at[0]:
		d.command('v', end[1]-d.at[1])
	default:
		numbers := make([]int, 0, 6)
		for _, p := range to {
			numbers = append(numbers, p[0]-d.at[0], p[1]-d.at[1])
		}
		d.command(kind+'a'-'A', numbers...)
	}
	d.at = end
}

// command writes a letter, unless it repeats the one before, and its numbers; a minus
// sign parts two numbers as well as a space.
func (d *pathData) command(c byte, numbers ...int) {
	glued := c != d.last
	if glued {
		d.WriteByte(c)
	}
	for i, n := range numbers {
		if n >= 0 && (i > 0 || !glued) {
			d.WriteByte(' ')
		}
		d.WriteString(strconv.Itoa(n))
	}
	d.last = c
}

func (d *pathData) close() {
	d.WriteByte('z')
	d.at, d.last = d.start, 'z'
}

func tenths(x float64) int { return int(math.Round(x * 10)) }

// short writes a number of pixels without needless digits.
func short(x float64) string { return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) }

func digits(x float64, n int) string { return strconv.FormatFloat(x, 'g', n, 64) }

func opacity(what string, c ink) string {
	if c.alpha() == 1 {
		return ""
	}
	return fmt.Sprintf(` %s-opacity="%s"`, what, digits(c.alpha(), 3))
}
