package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/pelletier/go-toml/v2/unstable"
)

// deepest is how many keys and brackets may lie inside one another. Parsers are
// recursive; a text of a million brackets must not end the program.
const deepest = 64

// parse reads the text of one file into a tree with positions. BurntSushi/toml decides
// what the text means; the syntax tree of go-toml only says where each key stands.
func parse(file string, text []byte) (*node, []Fault) {
	ix := newIndex(file, text)
	scanned := ix.scan()
	if len(ix.faults) > 0 {
		if scanned != nil {
			ix.faults = append(ix.faults, ix.scanFault(scanned))
		}
		return nil, ix.faults
	}
	if scanned != nil && strings.Contains(scanned.Error(), "nested more than") {
		return nil, []Fault{ix.deepFault(ix.scanFault(scanned).Line)} // package toml has no such limit
	}
	var values map[string]any
	if _, err := toml.Decode(string(text), &values); err != nil {
		return nil, []Fault{syntaxFault(file, text, err)}
	}
	if scanned != nil || !fill(ix.root, values) {
		return nil, []Fault{ix.scanFault(scanned)}
	}
	return ix.root, nil
}

// parseValue reads one value as it stands on the right of a key.
func parseValue(text string) (any, error) {
	root, faults := parse("", []byte("v = "+text))
	if len(faults) > 0 || len(root.keys) != 1 {
		return nil, errors.New("is not a TOML value")
	}
	return root.table["v"].plain(), nil
}

// fill gives the leaves of an index the values that package toml found there. It is
// false if the two disagree about what is in the text.
func fill(n *node, v any) bool {
	switch v := v.(type) {
	case map[string]any:
		if n == nil || len(v) != len(n.keys) {
			return false
		}
		for key, child := range v {
			if !fill(n.table[key], child) {
				return false
			}
		}
		return true
	case []map[string]any:
		return fillList(n, v)
	case []any:
		return fillList(n, v)
	}
	if n == nil || n.kind != leafNode {
		return false
	}
	if s, ok := v.(string); ok {
		n.text = s
	}
	n.value = v
	return true
}

func fillList[T any](n *node, v []T) bool {
	if n == nil || len(v) != len(n.list) {
		return false
	}
	for i, child := range v {
		if !fill(n.list[i], child) {
			return false
		}
	}
	return true
}

// index builds the tree of a file: tables, lists and places, no values yet.
type index struct {
	file   string
	text   []byte
	starts []int // offset of each line
	parser unstable.Parser
	root   *node
	opened path // header of the table that is being read
	deep   bool // nested too deeply, scanning stops
	faults []Fault
}

func newIndex(file string, text []byte) *index {
	ix := &index{file: file, text: text, starts: []int{0}, root: newTable(file, 1)}
	for i, c := range text {
		if c == '\n' {
			ix.starts = append(ix.starts, i+1)
		}
	}
	return ix
}

// line returns the line of an offset, from 1.
func (ix *index) line(offset uint32) int { return sort.SearchInts(ix.starts, int(offset)+1) }

// scan walks over the text once.
func (ix *index) scan() error {
	ix.parser.Reset(ix.text)
	here := ix.root
	for !ix.deep && ix.parser.NextExpression() {
		switch e := ix.parser.Expression(); e.Kind {
		case unstable.Table:
			here = ix.header(e, false)
		case unstable.ArrayTable:
			here = ix.header(e, true)
		case unstable.KeyValue:
			ix.keyValue(here, e, 0)
		}
	}
	return ix.parser.Error()
}

// header returns the table that [a.b] or [[a.b]] opens.
func (ix *index) header(e *unstable.Node, list bool) *node {
	here, p := ix.root, path(nil)
	for it := e.Key(); it.Next(); {
		key, line := string(it.Node().Data), ix.line(it.Node().Raw.Offset)
		if p = append(p, key); ix.tooDeep(len(p), line) {
			return here
		}
		last := it.Node().Next() == nil
		switch {
		case last && list:
			here = ix.element(here, key, line)
		case last:
			here = ix.table(here, key, line)
			if here.header {
				ix.duplicate(p, line, here.line)
			}
			here.line, here.header = line, true
		default:
			here = ix.table(here, key, line)
		}
	}
	ix.opened = p
	return here
}

// table returns the table of a key, of a list of tables its last one. Where the text
// is at odds with itself it returns a table of its own; package toml then says why.
func (ix *index) table(here *node, key string, line int) *node {
	switch n := here.table[key]; {
	case n == nil:
		n = newTable(ix.file, line)
		here.put(key, n)
		return n
	case n.kind == tableNode:
		return n
	case n.tables() && len(n.list) > 0:
		return n.list[len(n.list)-1]
	}
	return newTable(ix.file, line)
}

// element adds a table to a list of tables.
func (ix *index) element(here *node, key string, line int) *node {
	n := here.table[key]
	if n == nil {
		n = &node{kind: listNode, file: ix.file, line: line}
		here.put(key, n)
	}
	element := newTable(ix.file, line)
	if n.tables() {
		n.list = append(n.list, element)
	}
	return element
}

// keyValue puts "a.b = value" into a table.
func (ix *index) keyValue(here *node, e *unstable.Node, depth int) {
	var p path
	for it := e.Key(); it.Next(); {
		key, line := string(it.Node().Data), ix.line(it.Node().Raw.Offset)
		if p = append(p, key); ix.tooDeep(depth+len(p), line) {
			return
		}
		if it.Node().Next() != nil {
			here = ix.table(here, key, line)
			continue
		}
		if first := here.table[key]; first != nil {
			ix.duplicate(append(slices.Clone(ix.opened), p...), line, first.line)
			return
		}
		here.put(key, ix.value(e.Value(), line, depth+len(p)))
	}
}

// value builds the node of a value.
func (ix *index) value(v *unstable.Node, line, depth int) *node {
	n := &node{file: ix.file, line: line}
	if v.Raw.Length > 0 {
		n.line = ix.line(v.Raw.Offset)
	}
	if ix.tooDeep(depth, line) {
		return n
	}
	switch v.Kind {
	case unstable.InlineTable:
		n.kind, n.inline, n.table = tableNode, true, map[string]*node{}
		for it := v.Children(); it.Next(); {
			ix.keyValue(n, it.Node(), depth)
		}
	case unstable.Array:
		n.kind, n.inline = listNode, true
		for it := v.Children(); it.Next(); {
			n.list = append(n.list, ix.value(it.Node(), n.line, depth+1))
		}
	default:
		n.text = string(ix.parser.Raw(v.Raw))
	}
	return n
}

func (ix *index) tooDeep(depth, line int) bool {
	if depth <= deepest {
		return false
	}
	if !ix.deep {
		ix.deep = true
		ix.faults = append(ix.faults, ix.deepFault(line))
	}
	return true
}

func (ix *index) deepFault(line int) Fault {
	return Fault{File: ix.file, Line: line, Advice: "a scenario needs seven levels at most",
		Problem: fmt.Sprintf("tables and lists lie more than %d deep in one another", deepest)}
}

func (ix *index) duplicate(p path, line, first int) {
	ix.faults = append(ix.faults, Fault{File: ix.file, Line: line, Path: p.String(),
		Problem: fmt.Sprintf("is written twice, first in line %d", first),
		Advice:  "keep one of them"})
}

// scanFault is the fault of a text that go-toml refuses and package toml accepts, or
// that they read differently (err is nil).
func (ix *index) scanFault(err error) Fault {
	if err == nil {
		return Fault{File: ix.file, Problem: "is TOML of more than one meaning", Advice: "write each table once, under one header"}
	}
	f := Fault{File: ix.file, Problem: "is not TOML: " + err.Error()}
	var pe *unstable.ParserError
	if errors.As(err, &pe) {
		f.Line = ix.line(uint32(len(ix.text) - cap(pe.Highlight)))
	}
	return f
}

// syntaxFault turns an error of package toml into a fault with line, column and advice.
func syntaxFault(file string, text []byte, err error) Fault {
	f := Fault{File: file, Problem: "is not TOML: " + err.Error()}
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return f
	}
	// Errors at the end of a text may come without a line, and package toml then trips
	// over its own help.
	at := min(max(pe.Position.Start, 0), len(text))
	pe.Position.Line = 1 + bytes.Count(text[:at], []byte("\n"))
	pe.Position.Col, pe.Position.Len = max(pe.Position.Col, 1), max(pe.Position.Len, 1)
	f.Line = pe.Position.Line
	f.Problem = fmt.Sprintf("is not TOML: column %d: %s", column(text[:at]), strings.TrimSuffix(pe.Message, "."))
	if pe.LastKey != "" {
		f.Problem += fmt.Sprintf(" (after the key %s)", pe.LastKey)
	}
	if f.Advice = syntaxAdvice(pe); decimalComma(text, at) {
		f.Advice = "decimals are written with a point: 0.64"
	}
	return f
}

// syntaxAdvice says what to write where a planner's mistake can be guessed; else it is
// the first sentence of the help that comes with the error, if there is one.
func syntaxAdvice(pe toml.ParseError) string {
	for _, hint := range [...]struct{ sign, advice string }{
		{"invalid datetime", "write a date that exists, such as 2024-01-01 or 2024-01-01T08:00:00"},
		{"out of range", "no scenario needs a number as large as this"},
		{"expected a top-level item to end", "a value with a unit is written in quotes, such as \"14m24s\""},
		{"hexadecimal", "a backslash in a text is written twice, or the text in 'single quotes'"},
		{"expected value but found '\\n'", "write a value after the equals sign"},
		{"has already been defined", "keep one of them"},
	} {
		if strings.Contains(pe.Message, hint.sign) {
			return hint.advice
		}
	}
	_, help, _ := strings.Cut(pe.ErrorWithUsage(), "Error help:\n\n")
	help, _, _ = strings.Cut(help, "\n\n")
	return strings.TrimRight(strings.Join(strings.Fields(help), " "), ".:")
}

// decimalComma reports whether a comma between two digits stands at an offset or right
// before it.
func decimalComma(text []byte, at int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	for i := max(at-1, 0); i <= at && i < len(text); i++ {
		if text[i] == ',' && digit(i-1) && digit(i+1) {
			return true
		}
	}
	return false
}

// column returns the column in which a text ends, from 1, in characters.
func column(text []byte) int {
	return utf8.RuneCount(text[bytes.LastIndexByte(text, '\n')+1:]) + 1
}
