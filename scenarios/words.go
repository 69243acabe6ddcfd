package scenarios

import (
	"fmt"
	"strings"

	"corridor/model/kinds/value"
)

// glossary is a part of the reference that explains what stands on the right of keys.
type glossary struct {
	name  string // what Reference is asked for
	title string
	help  string
	keys  string // heading of the second column
	words []value.Word
}

// glossaries lists the laws and the units.
func glossaries() []glossary {
	return []glossary{
		{"law", "Laws", "How a time varies from vehicle to vehicle: a time span, or a table with the key law and its keys. " +
			"Every law may have an offset, which is added to all it draws. As arrivals, a law is of the gaps between vehicles: " +
			"it has no mean, which follows from the volume, and numbers in place of time spans. " +
			`A batch takes a whole number, { law = "geometric", mean = 3 } or an empirical law of whole numbers.`, "keys", value.Laws()},
		{"units", "Units", "How quantities are written: a text with its unit, in quotes. Dates and plain numbers stand without quotes.", "units", value.Units()},
	}
}

// plain writes a glossary for a terminal.
func (g glossary) plain() string {
	var b strings.Builder
	b.WriteString(g.name + "\n")
	for _, line := range wrap(g.help, 92) {
		b.WriteString("  " + line + "\n")
	}
	width := 0
	for _, w := range g.words {
		width = max(width, len(w.Name))
	}
	for _, w := range g.words {
		first := w.Example
		if w.Keys != "" {
			first = w.Keys + "; such as " + w.Example
		}
		fmt.Fprintf(&b, "  %-*s  %s\n", width, w.Name, first)
		for _, line := range wrap(w.Help, 92-width) {
			fmt.Fprintf(&b, "  %-*s    %s\n", width, "", line)
		}
	}
	return b.String()
}

// markdown writes a glossary as a section of a page.
func (g glossary) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| name | %s | example | meaning |\n| --- | --- | --- | --- |\n", g.title, g.help, g.keys)
	for _, w := range g.words {
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s |\n", w.Name, cell(w.Keys), cell(w.Example), cell(w.Help))
	}
	return b.String()
}
