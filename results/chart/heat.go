package chart

import (
	"fmt"
	"math"
	"time"

	"corridor/results"
)

func checkHeat(h *results.HeatMap) error {
	c := &checker{chart: h.ID}
	if len(h.Value) != len(h.Rows) || len(h.Has) != len(h.Rows) {
		c.fail("%d rows have %d rows of values and %d of marks which exist", len(h.Rows), len(h.Value), len(h.Has))
		return c.err
	}
	for i, row := range h.Value {
		if len(row) != len(h.Columns) || len(h.Has[i]) != len(h.Columns) {
			c.fail("row %d has %d values and %d marks for %d columns", i, len(row), len(h.Has[i]), len(h.Columns))
			return c.err
		}
		for j, v := range row {
			if h.Has[i][j] {
				c.finite(fmt.Sprintf("Value[%d][%d:]", i, j), []float64{v})
			}
		}
	}
	c.finite("Frame", []float64{h.Frame})
	return c.err
}

const (
	cellHeight  = 23.0
	cellRoom    = 22.0   // width of a cell that the figure grows for
	widestHeat  = 1080.0 // beyond it cells shrink and lose their numbers
	widestCell  = 62.0
	longestName = 190.0
	cellText    = 9.0
	nameSize    = 10.0
)

// percent is the unit whose scale ends at 100 or beyond.
const percent = "%"

// heat is a heat map in the making.
type heat struct {
	*figure
	*results.HeatMap
	names [][]string // of the rows, wrapped
	grid  box
	cell  float64 // width
	top   float64 // value of the darkest colour
}

// drawHeat shows a value per node and month. The figure grows with the rows.
func drawHeat(l *letters, m *results.HeatMap) *scene {
	h := &heat{HeatMap: m, top: topOf(m)}
	left := 0.0
	for _, name := range m.Rows {
		lines := h.name(l, clean(name))
		h.names = append(h.names, lines)
		for _, line := range lines {
			left = math.Max(left, l.width(line, nameSize, false))
		}
	}
	left += margin + 7
	n := float64(max(1, len(m.Columns)))
	width := math.Max(figureWidth, math.Min(widestHeat, left+n*cellRoom+margin))
	h.figure = newFigure(l, width, m.Head)
	h.cell = math.Min(widestCell, (width-left-margin)/n)
	h.keys()
	h.y += 6
	h.grid = box{x0: left, x1: left + n*h.cell}
	h.columns()
	h.grid.y0, h.grid.y1 = h.y, h.y+float64(len(m.Rows))*cellHeight
	h.cells()
	for i := range m.Rows {
		h.row(i)
	}
	h.y = h.grid.y1
	if len(m.Rows) == 0 || len(m.Columns) == 0 {
		h.paragraph(note, []string{nothing}, margin, labelSize, false, inkMuted)
	}
	return h.finish()
}

// topOf is the value of the darkest colour: the highest, of percents at least 100, of
// others a whole number.
func topOf(m *results.HeatMap) float64 {
	top := 1.0
	if m.Unit == percent {
		top = 100
	}
	for i, row := range m.Value {
		for j, v := range row {
			if m.Has[i][j] {
				top = math.Max(top, v)
			}
		}
	}
	if m.Unit == percent {
		return top
	}
	return math.Ceil(top)
}

// name fits the name of a row: in one line, else in two, else shortened.
func (h *heat) name(l *letters, s string) []string {
	lines := l.wrap(s, nameSize, false, longestName)
	if len(lines) > 2 {
		return []string{l.shorten(s, nameSize, false, longestName)}
	}
	return lines
}

// colour goes by whole percents, or vehicles.
func (h *heat) colour(v float64) ink { return loadRamp().at(math.Round(v) / h.top) }

// keys explain the colours above the map.
func (h *heat) keys() {
	const steps, wide = 40, 120.0
	h.y += 5
	row := labelSize * 1.55
	b := box{margin, h.y + 3, margin, h.y + row - 3}
	base := h.y + row/2 + middle*labelSize
	put := func(s string) {
		if t := h.write(legend, text{run: s, size: labelSize, colour: inkDark, at: xy{b.x0, base}}); t != nil {
			b.x0 += t.width
		}
	}
	put("0")
	b.x0 += 5
	for i := range steps {
		h.rect(legend, box{b.x0 + wide/steps*float64(i), b.y0, b.x0 + wide, b.y1},
			loadRamp().at(float64(i)/(steps-1)))
	}
	b.x0 += wide + 5
	put(amount(h.top) + " " + h.Unit)
	if h.Frame > 0 {
		b.x0 += 22
		key := box{b.x0, b.y0, b.x0 + keyWidth, b.y1}
		h.draw(legend, shape{lines: [][]xy{key.inset(0.9).corners()}, closed: true, stroke: frameRed, width: 1.8})
		b.x0 += keyWidth + 6
		put("at least " + amount(h.Frame) + " " + h.Unit)
	}
	if h.hasEmpty() {
		b.x0 += 22
		h.rect(legend, box{b.x0, b.y0, b.x0 + keyWidth, b.y1}, emptyGrey)
		b.x0 += keyWidth + 6
		put(nothing)
	}
	h.y += row
}

func (h *heat) hasEmpty() bool {
	for _, row := range h.Has {
		for _, has := range row {
			if !has {
				return true
			}
		}
	}
	return false
}

func (h *heat) row(i int) {
	y := h.grid.y0 + float64(i)*cellHeight
	for k, line := range h.names[i] {
		base := y + cellHeight/2 + middle*nameSize + (float64(k)-float64(len(h.names[i])-1)/2)*nameSize*1.08
		h.writeAt(frame, text{run: line, size: nameSize, colour: inkDark, at: xy{h.grid.x0 - 7, base}}, 1)
	}
	for j, v := range h.Value[i] {
		if !h.Has[i][j] {
			continue
		}
		if s := h.cellLabel(v); h.l.width(s, cellText, false) <= h.cell-3 {
			x := h.grid.x0 + (float64(j)+0.5)*h.cell
			h.writeAt(data, text{run: s, size: cellText, colour: inkOn(h.colour(v)),
				at: xy{x, y + cellHeight/2 + middle*cellText}}, 0.5)
		}
	}
}

// cells fills the map, one shape per colour, and frames what reaches the limit.
func (h *heat) cells() {
	byColour := map[ink][][]xy{}
	var colours []ink // in the order of their first cell
	var framed [][]xy
	thick := math.Min(1.8, h.cell/6)
	for i, row := range h.Value {
		for j, v := range row {
			c, b := emptyGrey, h.box(i, j)
			if h.Has[i][j] {
				c = h.colour(v)
			}
			if byColour[c] == nil {
				colours = append(colours, c)
			}
			byColour[c] = append(byColour[c], b.corners())
			if h.Has[i][j] && h.Frame > 0 && v >= h.Frame {
				framed = append(framed, b.inset(thick/2).corners())
			}
		}
	}
	for _, c := range colours {
		h.draw(data, shape{lines: byColour[c], closed: true, fill: c})
	}
	h.draw(data, shape{lines: framed, closed: true, stroke: frameRed, width: thick})
}

// box is the rectangle of a cell, with a gap around it.
func (h *heat) box(i, j int) box {
	gap := math.Min(0.8, h.cell/10)
	x, y := h.grid.x0+float64(j)*h.cell, h.grid.y0+float64(i)*cellHeight
	return box{x + gap, y + 0.8, x + h.cell - gap, y + cellHeight - 0.8}
}

// cellLabel is a whole number; one that would only round up to the frame's limit gets
// a decimal, so that no number contradicts its missing frame.
func (h *heat) cellLabel(v float64) string {
	if v < h.Frame && math.Round(v) >= h.Frame {
		return number(math.Floor(v*10)/10, 1)
	}
	return number(math.Round(v), 0)
}

// columns writes the names of the columns above the map.
func (h *heat) columns() {
	if h.months() {
		return
	}
	widest := 0.0
	for _, c := range h.Columns {
		widest = math.Max(widest, h.l.width(clean(c), tickSize, false))
	}
	turned := widest > h.cell-4
	every := 1
	if turned {
		every = max(1, int(math.Ceil(1.15*tickSize/h.cell)))
		widest = math.Min(widest, 120)
		h.y += widest + 4
	} else {
		h.y += tickSize * lineHeight
	}
	for j := 0; j < len(h.Columns); j += every {
		x := h.grid.x0 + (float64(j)+0.5)*h.cell
		if turned {
			h.write(frame, text{run: h.l.shorten(clean(h.Columns[j]), tickSize, false, widest), size: tickSize,
				colour: inkMuted, turned: true, at: xy{x + middle*tickSize, h.y - 4}})
		} else {
			h.writeAt(frame, text{run: clean(h.Columns[j]), size: tickSize, colour: inkMuted, at: xy{x, h.y - 4}}, 0.5)
		}
	}
}

// months writes columns named like "2024-05" as the year over the month, or the years
// alone where months find no room. It reports false when the columns are no months.
func (h *heat) months() bool {
	var ticks []tick
	for j, c := range h.Columns {
		m, err := time.Parse("2006-01", c)
		if err != nil {
			return false
		}
		t := tick{at: float64(j) + 0.5, label: m.Format("Jan")}
		if j == 0 || m.Month() == time.January {
			t.below = m.Format("2006")
		}
		ticks = append(ticks, t)
	}
	measure := func(s string) float64 { return h.l.width(s, tickSize, false) }
	dropCrowded(ticks, h.cell, measure)
	named := measure("May") < h.cell-1
	h.y += tickSize * lineHeight
	years := h.y - 4
	if named {
		h.y += tickSize * lineHeight
	}
	for _, t := range ticks {
		x := h.grid.x0 + t.at*h.cell
		if named {
			h.writeAt(frame, text{run: t.label, size: tickSize, colour: inkMuted, at: xy{x, h.y - 4}}, 0.5)
		}
		if t.below != "" {
			x = h.grid.x0 + (t.at-0.5)*h.cell + 1
			h.write(frame, text{run: t.below, size: tickSize, bold: true, colour: inkMuted, at: xy{x, years}})
		}
	}
	return len(ticks) > 0
}

// altHeat is the map in words.
func altHeat(h *results.HeatMap) string {
	if len(h.Rows) == 0 || len(h.Columns) == 0 {
		return nothing
	}
	framed, top, where := 0, math.Inf(-1), ""
	for i, row := range h.Value {
		for j, v := range row {
			if !h.Has[i][j] {
				continue
			}
			if h.Frame > 0 && v >= h.Frame {
				framed++
			}
			if v > top {
				top, where = v, clean(h.Rows[i])+", "+clean(h.Columns[j])
			}
		}
	}
	if where == "" {
		return nothing
	}
	s := fmt.Sprintf("%d rows by %d columns; the highest is %s %s (%s)", len(h.Rows), len(h.Columns), amount(top), h.Unit, where)
	if h.Frame > 0 {
		s += fmt.Sprintf("; %d cells reach %s %s", framed, amount(h.Frame), h.Unit)
	}
	return s
}
