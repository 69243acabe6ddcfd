package scenarios

import (
	"fmt"
	"strings"
)

// section is the reference of one table.
type section struct {
	header string // "[post.NAME.DIRECTION]"
	help   string
	fields []*field
}

// KindNames returns the names of all that has a reference: the fixed tables of a
// scenario in the order of reading, the kinds of elements, then laws and units.
func KindNames() []string {
	var names []string
	for _, f := range scenarioShape().fields {
		if f.tables() {
			names = append(names, f.key)
		}
	}
	for _, g := range glossaries() {
		names = append(names, g.name)
	}
	return names
}

// Reference returns the reference of one table and those below it, of the laws or of the
// units, as plain text for a terminal; false if there is no such table.
func Reference(name string) (string, bool) {
	for _, f := range scenarioShape().fields {
		if f.key == name && f.tables() {
			return plainReference(sections(f)), true
		}
	}
	for _, g := range glossaries() {
		if g.name == name {
			return g.plain(), true
		}
	}
	return "", false
}

// ReferenceAll returns the reference of the whole format as plain text.
func ReferenceAll() string {
	text := plainReference(allSections())
	for _, g := range glossaries() {
		text += "\n" + g.plain()
	}
	return text
}

// ReferenceMarkdown returns the reference of the whole format as a page.
func ReferenceMarkdown() string {
	var b strings.Builder
	b.WriteString("# Reference of scenario files\n\n" +
		"Generated from the program; `corridor kinds` prints the same. Every table, its keys, their defaults and\n" +
		"ranges. *Upgrade* marks keys that a dated upgrade may change while running; a variant or `--set` may\n" +
		"change every key. A key without default may be left out unless it is *required*.\n")
	for _, s := range allSections() {
		fmt.Fprintf(&b, "\n## `%s`\n\n%s\n\n| key | value | default | upgrade | meaning |\n| --- | --- | --- | --- | --- |\n", s.header, s.help)
		for _, f := range s.fields {
			preset, upgrade := "", ""
			if f.preset != "" {
				preset = "`" + f.preset + "`"
			}
			if f.required {
				preset = "*required*"
			}
			if f.running {
				upgrade = "yes"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", f.key, cell(f.kindOfValue()), cell(preset), upgrade, cell(f.help))
		}
	}
	for _, g := range glossaries() {
		b.WriteString(g.markdown())
	}
	return b.String()
}

// cell keeps a text from breaking a Markdown table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// tables reports whether a key of the top level is one table or holds several.
func (f *field) tables() bool {
	s := f.shape
	return s.isTable() || s.kind == listShape && s.elem.kind == tableShape
}

// allSections lists all tables, the keys above all tables first.
func allSections() []section {
	top := section{header: "top of the file", help: "Keys that stand above all tables."}
	list := []section{top}
	for _, f := range scenarioShape().fields {
		if f.tables() {
			list = append(list, sections(f)...)
		} else {
			list[0].fields = append(list[0].fields, f)
		}
	}
	return list
}

// sections lists the table of a top-level key and the tables below it.
func sections(f *field) []section {
	switch f.shape.kind {
	case namedShape:
		return below(f.key+".NAME", f.help, f.shape.elem)
	case listShape:
		list := below(f.key, f.help, f.shape.elem)
		list[0].header = "[[" + f.key + "]]"
		return list
	}
	return below(f.key, f.help, f.shape)
}

// below lists a table and those under it.
func below(name, help string, s *shape) []section {
	list := []section{{header: "[" + name + "]", help: help}}
	for _, f := range s.fields {
		if f.shape.kind == namedShape && f.shape.elem.isTable() {
			list = append(list, below(name+"."+f.key+".NAME", f.help, f.shape.elem)...)
		} else if f.shape.kind == tableShape {
			list = append(list, below(name+"."+f.key, f.help, f.shape)...)
		} else {
			list[0].fields = append(list[0].fields, f)
		}
	}
	if s.rest != nil {
		list = append(list, below(name+"."+s.rest.label, s.rest.help, s.rest.shape)...)
	}
	return list
}

// kindOfValue says what is written after a key: "time span, such as 14m24s".
func (f *field) kindOfValue() string {
	text := f.shape.word(f)
	if f.limits != nil {
		text += ", " + f.limits.words()
	}
	if f.unit != "" && !strings.Contains(text, f.unit) {
		text += ", in " + f.unit
	}
	return text
}

// word names a shape.
func (s *shape) word(f *field) string {
	switch s.kind {
	case textShape:
		if len(f.words) > 0 {
			return strings.Join(f.words, " or ")
		}
		return "text"
	case wholeShape:
		return "whole number"
	case numberShape:
		return "number"
	case switchShape:
		return "true or false"
	case listShape:
		return "list: " + s.elem.word(f)
	case namedShape:
		return "table: " + s.elem.word(f)
	case valueShape:
		example := s.syntax.Example
		if _, err := parseValue(example); err != nil {
			example = `"` + example + `"`
		}
		return s.syntax.Name + ", such as " + example
	}
	return "table"
}

// plainReference writes sections for a terminal of 80 columns or more.
func plainReference(list []section) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s  %s\n", s.header, s.help)
		width := 0
		for _, f := range s.fields {
			width = max(width, len(f.key))
		}
		for _, f := range s.fields {
			fmt.Fprintf(&b, "  %-*s  %s\n", width, f.key, strings.Join(f.notes(), "; "))
			for _, line := range wrap(f.help, 92-width) {
				fmt.Fprintf(&b, "  %-*s    %s\n", width, "", line)
			}
		}
	}
	return b.String()
}

// notes are the facts of a key in the order of the reference.
func (f *field) notes() []string {
	notes := []string{f.kindOfValue()}
	if f.preset != "" {
		notes = append(notes, "default "+f.preset)
	}
	if f.required {
		notes = append(notes, "required")
	}
	if f.running {
		notes = append(notes, "upgrade")
	}
	return notes
}

// wrap breaks a text into lines of at most so many characters.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
