package chart

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
)

// typeface is Liberation Sans in its two weights. It is read only.
type typeface struct {
	regular, bold *opentype.Font
}

func newTypeface() typeface {
	cache := font.NewCache(liberation.Collection())
	look := func(w stdfont.Weight) *opentype.Font {
		return cache.Lookup(font.Font{Typeface: "Liberation", Variant: "Sans", Weight: w}, 1).Face
	}
	return typeface{look(stdfont.WeightNormal), look(stdfont.WeightBold)}
}

// unitsPerEm is the design grid of Liberation Sans.
const unitsPerEm = 2048

// letters measures text and gives its outlines for one chart; it remembers glyphs
// and the characters that the font does not have.
type letters struct {
	typeface
	buf     sfnt.Buffer
	known   map[letter]*glyph
	missing map[rune]bool
}

type letter struct {
	index sfnt.GlyphIndex
	bold  bool
}

// glyph is an outline in font units, y up.
type glyph struct {
	advance int
	outline []segment
}

// segment is a step of an outline: 'M' move, 'L' line, 'Q' quadratic curve, 'C' cubic
// curve; to holds its control points and then its end.
type segment struct {
	kind byte
	to   [][2]int
}

// placed is a glyph of a run and where it starts, in font units.
type placed struct {
	letter
	x int
}

func newLetters(t typeface) *letters {
	return &letters{typeface: t, known: map[letter]*glyph{}, missing: map[rune]bool{}}
}

func (l *letters) font(bold bool) *opentype.Font {
	if bold {
		return l.bold
	}
	return l.regular
}

// set places the glyphs of a run with kerning and returns its length in font units.
// A character that the font lacks shows as the font's empty box and is remembered.
func (l *letters) set(run string, bold bool) ([]placed, int) {
	f, x := l.font(bold), 0
	out := make([]placed, 0, len(run))
	for _, r := range run {
		index, err := f.GlyphIndex(&l.buf, r)
		if err != nil || index == 0 {
			l.missing[r] = true
		}
		if n := len(out); n > 0 {
			if k, err := f.Kern(&l.buf, out[n-1].index, index, unitsPerEm, stdfont.HintingNone); err == nil {
				x += int(k)
			}
		}
		key := letter{index, bold}
		out = append(out, placed{key, x})
		x += l.glyph(key).advance
	}
	return out, x
}

// width is the length of a run in pixels.
func (l *letters) width(run string, size float64, bold bool) float64 {
	_, units := l.set(run, bold)
	return float64(units) * size / unitsPerEm
}

// glyph reads an outline. At as many pixels per em as the design grid has, the 26.6
// numbers of the font library are font units.
func (l *letters) glyph(key letter) *glyph {
	if g := l.known[key]; g != nil {
		return g
	}
	f, g := l.font(key.bold), &glyph{}
	if a, err := f.GlyphAdvance(&l.buf, key.index, unitsPerEm, stdfont.HintingNone); err == nil {
		g.advance = int(a)
	}
	segments, err := f.LoadGlyph(&l.buf, key.index, unitsPerEm, nil)
	if err != nil {
		segments = nil
	}
	for _, s := range segments {
		g.outline = append(g.outline, readSegment(s))
	}
	l.known[key] = g
	return g
}

func readSegment(s sfnt.Segment) segment {
	kind, n := byte('M'), 1
	switch s.Op {
	case sfnt.SegmentOpLineTo:
		kind = 'L'
	case sfnt.SegmentOpQuadTo:
		kind, n = 'Q', 2
	case sfnt.SegmentOpCubeTo:
		kind, n = 'C', 3
	}
	out := segment{kind: kind}
	for _, p := range s.Args[:n] {
		out.to = append(out.to, units(p))
	}
	return out
}

// units turns y up.
func units(p fixed.Point26_6) [2]int { return [2]int{int(p.X), -int(p.Y)} }

// clean makes a text one line: control characters become spaces, invisible
// formatting characters go.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s))
}

// wrap breaks a text at spaces into lines of at most so many pixels; a word that is
// longer is broken anywhere. It returns no line for an empty text.
func (l *letters) wrap(s string, size float64, bold bool, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(s, " ") {
		for {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if l.width(joined, size, bold) <= width {
				line = joined
				break
			}
			if line != "" {
				lines, line = append(lines, line), ""
				continue
			}
			head := l.longest(word, size, bold, width)
			lines, word = append(lines, head), word[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// longest is the longest beginning of a word that fits, at least one character.
func (l *letters) longest(word string, size float64, bold bool, width float64) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if i > 0 && l.width(word[:next], size, bold) > width {
			break
		}
		end = min(next, len(word))
	}
	return word[:end]
}

// wrapTo wraps into at most n lines; what does not fit is cut with an ellipsis.
func (l *letters) wrapTo(s string, size float64, bold bool, width float64, n int) []string {
	lines := l.wrap(s, size, bold, width)
	if len(lines) <= n {
		return lines
	}
	last := []rune(lines[n-1])
	for len(last) > 0 && l.width(string(last)+"…", size, bold) > width {
		last = last[:len(last)-1]
	}
	lines[n-1] = strings.TrimRight(string(last), " ") + "…"
	return lines[:n]
}

// shorten takes letters out of the middle until a text fits: names differ at their
// ends ("… northbound", "… southbound").
func (l *letters) shorten(s string, size float64, bold bool, width float64) string {
	if l.width(s, size, bold) <= width {
		return s
	}
	runes := []rune(s)
	for keep := len(runes) - 1; keep > 1; keep-- {
		head := (keep + 1) / 2
		short := strings.TrimRight(string(runes[:head]), " ") + "…" +
			strings.TrimLeft(string(runes[len(runes)-(keep-head):]), " ")
		if l.width(short, size, bold) <= width {
			return short
		}
	}
	return "…"
}

// lacking lists the characters of the chart that the font does not have.
func (l *letters) lacking() []string {
	var out []string
	for _, r := range slices.Sorted(maps.Keys(l.missing)) {
		out = append(out, fmt.Sprintf("%q (%U)", string(r), r))
	}
	return out
}
