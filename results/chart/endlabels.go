package chart

import (
	"cmp"
	"math"
	"slices"
)

// endTag names a line at its right end.
type endTag struct {
	y      float64 // pixels: where the line ends
	lines  []string
	colour ink
	top    float64 // pixels: where the text stands
}

const (
	longestTag = 118.0 // pixels
	tagRow     = noteSize * 1.2
	tagGap     = 8.0 // between the plot area and the text
)

// newTag wraps a label; an empty one gives no tag.
func newTag(l *letters, label string, c ink) *endTag {
	return &endTag{lines: l.wrapTo(clean(label), noteSize, true, longestTag, 3), colour: c}
}

func (t *endTag) height() float64 { return float64(len(t.lines)) * tagRow }

// tagRoom is the margin the tags need at the right of the plot area.
func tagRoom(l *letters, tags []*endTag) float64 {
	wide := 0.0
	for _, t := range tags {
		for _, line := range t.lines {
			wide = math.Max(wide, l.width(line, noteSize, true))
		}
	}
	if wide == 0 {
		return margin
	}
	return tagGap + wide + margin/2
}

// spread puts every tag beside its line where it can, and moves those apart that
// would overlap, within top and bottom as long as they fit there.
func spread(tags []*endTag, top, bottom float64) {
	slices.SortStableFunc(tags, func(a, b *endTag) int { return cmp.Compare(a.y, b.y) })
	edge := top
	for _, t := range tags {
		t.top = math.Max(edge, t.y-t.height()/2)
		edge = t.top + t.height() + 2
	}
	edge = bottom
	for i := len(tags) - 1; i >= 0; i-- {
		t := tags[i]
		t.top = math.Max(top, math.Min(t.top, edge-t.height()))
		edge = t.top - 2
	}
}

// drawTags writes the tags; one that had to move gets a thin line to its place.
func (p *plot) drawTags(tags []*endTag) {
	spread(tags, p.area.y0-tagRow/2, p.area.y1+tagRow/2)
	for _, t := range tags {
		mid := t.top + t.height()/2
		if math.Abs(mid-t.y) > 3 {
			p.stroke(frame, []xy{{p.area.x1 + 1, t.y}, {p.area.x1 + tagGap - 2, mid}}, t.colour, 0.7)
		}
		for i, line := range t.lines {
			p.write(endLabel, text{run: line, size: noteSize, bold: true, colour: t.colour,
				at: xy{p.area.x1 + tagGap, t.top + (float64(i)+0.5)*tagRow + middle*noteSize}})
		}
	}
}
