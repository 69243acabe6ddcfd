package results

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Table answers one question of a planner. The terminal and the report show the same
// tables.
type Table struct {
	ID      string // "limits": stable, for links
	Title   string // the question
	Columns []Column
	Rows    [][]string
	Note    string // how to read it; may be empty
}

// Column is a heading; numbers stand to the right.
type Column struct {
	Name  string
	Right bool
}

func left(name string) Column  { return Column{name, false} }
func right(name string) Column { return Column{name, true} }

// textWidth is the width that tables keep to on a terminal; a column of names has
// nameWidth, and is narrowed down to leastWidth where the table needs it.
const (
	textWidth  = 100
	nameWidth  = 32
	leastWidth = 14
)

// WriteTables prints tables as plain text without colour, at most 100 columns wide.
func WriteTables(w io.Writer, tables []Table) error {
	for i, t := range tables {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, t.Text()); err != nil {
			return err
		}
	}
	return nil
}

// Text renders the table for a terminal. Long names are wrapped, and more narrowly
// where the table would become too wide, then headings as well.
func (t Table) Text() string {
	var lines []string
	for names := nameWidth; ; names -= 2 {
		lines = strings.Split(t.render(names), "\n")
		if len(t.Columns) == 1 || width(lines) <= textWidth {
			break
		}
		if names <= leastWidth {
			lines = strings.Split(t.stacked().render(names), "\n")
			break
		}
	}
	lines = append([]string{Printable(t.Title)}, lines...)
	if t.Note != "" {
		lines = append(lines, strings.Split(text.WrapSoft(Printable(t.Note), textWidth), "\n")...)
	}
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// stacked writes the words of the headings of numbers below each other.
func (t Table) stacked() Table {
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Right {
			c.Name = strings.ReplaceAll(c.Name, " ", "\n")
		}
	}
	return t
}

func width(lines []string) int {
	most := 0
	for _, line := range lines {
		most = max(most, text.StringWidthWithoutEscSequences(line))
	}
	return most
}

func (t Table) render(names int) string {
	tw := table.NewWriter()
	style := table.StyleLight
	style.Format = table.FormatOptions{Header: text.FormatDefault, Row: text.FormatDefault, Footer: text.FormatDefault}
	style.Options = table.Options{SeparateHeader: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	tw.SetStyle(style)
	var head table.Row
	var columns []table.ColumnConfig
	for i, c := range t.Columns {
		head = append(head, c.Name)
		config := table.ColumnConfig{Number: i + 1, Align: text.AlignLeft, AlignHeader: text.AlignLeft, WidthMax: names, WidthMaxEnforcer: text.WrapSoft}
		if c.Right {
			config.Align, config.AlignHeader = text.AlignRight, text.AlignRight
			config.WidthMax = 0 // a number stays with its unit
		}
		if len(t.Columns) == 1 {
			config.WidthMax = textWidth - 2
		}
		columns = append(columns, config)
	}
	tw.AppendHeader(head)
	tw.SetColumnConfigs(columns)
	for _, r := range t.Rows {
		var row table.Row
		for _, cell := range r {
			row = append(row, Printable(cell))
		}
		tw.AppendRow(row)
	}
	return tw.Render()
}

// Printable keeps what a terminal shows as written: control characters and marks that
// turn the direction of writing would move or hide what stands beside them.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return r
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return '\uFFFD'
		}
		return r
	}, s)
}
