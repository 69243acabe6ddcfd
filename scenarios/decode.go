package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"corridor/model/kinds"
	"corridor/model/kinds/value"
)

// decoder turns a tree into specs and notes every fault on the way. A value that was
// refused is replaced by a valid one, its default or its example, so that compiling
// can look for further faults and finds none that only follow from it.
type decoder struct {
	top      *shape
	faults   []Fault
	doubtful []string // paths, unquoted as kinds write them, whose value is not what was written
}

func (d *decoder) add(n *node, p path, problem, advice string) {
	d.faults = append(d.faults, Fault{File: n.file, Line: n.line, Path: p.String(), Problem: problem, Advice: advice})
}

// refuse notes a fault in the value at a path.
func (d *decoder) refuse(n *node, p path, problem, advice string) {
	d.add(n, p, problem, advice)
	d.doubtful = append(d.doubtful, strings.Join(p, "."))
}

// scenario decodes a whole tree.
func (d *decoder) scenario(root *node) *kinds.Scenario {
	s := &kinds.Scenario{Elements: map[string]map[string]kinds.Spec{}, Order: map[string]int{}}
	d.table(root, d.top, reflect.ValueOf(s).Elem(), nil)
	for _, f := range d.top.fields {
		if f.element != nil {
			s.Elements[f.key] = d.elements(root.table[f.key], f)
		}
	}
	root.walk(nil, func(p path, n *node) {
		if n.kind == tableNode {
			s.Order[strings.Join(p, ".")] = len(s.Order)
		}
	})
	return s
}

// elements decodes the tables of one kind.
func (d *decoder) elements(n *node, f *field) map[string]kinds.Spec {
	specs := map[string]kinds.Spec{}
	if n == nil || !d.isTable(n, path{f.key}, fmt.Sprintf("write [%s.NAME] and its keys below", f.key)) {
		return specs
	}
	for _, name := range n.keys {
		p := path{f.key, name}
		d.checkName(n.table[name], p)
		spec := f.element()
		if d.isTable(n.table[name], p, fmt.Sprintf("write [%s] and its keys below", p)) {
			d.table(n.table[name], f.shape.elem, reflect.ValueOf(spec).Elem(), p)
			specs[name] = spec
		}
	}
	return specs
}

func (d *decoder) isTable(n *node, p path, want string) bool {
	if n.kind != tableNode {
		d.refuse(n, p, "must be a table, is "+n.describe(), want)
		return false
	}
	return true
}

// table decodes the keys of a struct.
func (d *decoder) table(n *node, s *shape, v reflect.Value, p path) {
	misspelt := map[string]bool{}
	for _, key := range n.keys {
		f, child := s.field(key), n.table[key]
		switch {
		case f == nil || f == s.rest && child.kind != tableNode:
			if near := d.unknown(child, s, p.with(key)); near != "" {
				misspelt[near] = true
				d.doubtful = append(d.doubtful, strings.Join(p.with(near), "."))
			}
		case f == s.rest:
			d.named(key, child, f, v, p)
		case f.element == nil:
			d.value(child, f, f.shape, v.FieldByIndex(f.place), p.with(key))
		}
	}
	for _, f := range s.fields {
		if n.table[f.key] == nil && f.element == nil {
			d.absent(n, f, v.FieldByIndex(f.place), p, misspelt[f.key])
		}
	}
}

// named decodes a table whose key is a name.
func (d *decoder) named(key string, n *node, f *field, v reflect.Value, p path) {
	m := v.FieldByIndex(f.place)
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	d.entry(key, n, f, f.shape, m, p)
}

// entry decodes one value of a map.
func (d *decoder) entry(key string, n *node, f *field, s *shape, m reflect.Value, p path) {
	if s.isTable() {
		d.checkName(n, p.with(key))
	}
	v := reflect.New(m.Type().Elem()).Elem()
	d.value(n, f, s, v, p.with(key))
	m.SetMapIndex(reflect.ValueOf(key), v)
}

// checkName refuses names that could not be told apart in a path.
func (d *decoder) checkName(n *node, p path) {
	name := p[len(p)-1]
	switch {
	case name == "" || strings.ContainsRune(name, '.') || strings.ContainsFunc(name, unprintable):
		d.refuse(n, p, fmt.Sprintf("%q cannot be a name", shorten(name)), "use letters, digits and hyphens: a dot parts the keys of a path")
	case utf8.RuneCountInString(name) > longestName:
		d.refuse(n, p, fmt.Sprintf("the name has %d characters", utf8.RuneCountInString(name)), fmt.Sprintf("a name has at most %d; what is longer goes into the title", longestName))
	}
}

// unknown notes a key that does not exist and returns the one that was probably meant.
func (d *decoder) unknown(n *node, s *shape, p path) string {
	key := p[len(p)-1]
	near := value.Suggest(key, s.keys())
	advice := ""
	switch {
	case near != "":
		advice = fmt.Sprintf("did you mean %q?", near)
	case len(p) == 1:
		advice = "the keys and tables of a scenario are " + strings.Join(s.keys(), ", ")
	default:
		advice = fmt.Sprintf("the keys of %s are %s", p[:len(p)-1], strings.Join(s.keys(), ", "))
	}
	d.add(n, p, "unknown key", advice)
	return near
}

// absent sets the default of a key that is not written, or not spelt right.
func (d *decoder) absent(n *node, f *field, v reflect.Value, p path, misspelt bool) {
	switch {
	case misspelt:
		d.standIn(f, f.shape, v)
	case f.required:
		d.refuse(n, p.with(f.key), "is missing", fmt.Sprintf("add %s = … (%s)", f.key, lowerFirst(strings.TrimSuffix(f.help, "."))))
	case f.preset != "":
		d.value(f.presetNode, f, f.shape, v, p.with(f.key))
	case f.shape.kind == tableShape && v.Kind() == reflect.Struct:
		d.table(newTable(n.file, n.line), f.shape, v, p.with(f.key))
	}
}

// value decodes one value into v.
func (d *decoder) value(n *node, f *field, s *shape, v reflect.Value, p path) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch s.kind {
	case tableShape:
		if d.isTable(n, p, fmt.Sprintf("write [%s] and its keys below", p)) {
			d.table(n, s, v, p)
		}
	case namedShape:
		if d.isTable(n, p, fmt.Sprintf("write [%s.NAME] or %s = { NAME = … }", p, p[len(p)-1])) {
			v.Set(reflect.MakeMap(v.Type()))
			for _, key := range n.keys {
				d.entry(key, n.table[key], f, s.elem, v, p)
			}
		}
	case listShape:
		d.list(n, f, s, v, p)
	default:
		before := len(d.faults)
		if d.plain(n, f, s, v, p); len(d.faults) > before && !d.nearWord(n, f, s, v, p) {
			d.standIn(f, s, v)
		}
	}
}

// plain decodes a value without parts.
func (d *decoder) plain(n *node, f *field, s *shape, v reflect.Value, p path) {
	if s.kind != valueShape {
		d.scalar(n, f, s, v, p)
	} else if err := decodeValue(v, n); err != nil {
		d.refuse(n.changed(), p, err.Error(), "")
	}
}

// standIn gives a refused value its default, or the example of its syntax, or the end
// of its range.
func (d *decoder) standIn(f *field, s *shape, v reflect.Value) {
	var n *node
	switch {
	case f.presetNode != nil && s == f.shape:
		n = f.presetNode
	case s.kind == valueShape:
		n = valueNode(s.syntax.Example, s)
	case f.limits != nil:
		n = valueNode(cmp.Or(f.limits.highText, f.limits.lowText), s)
	default:
		return
	}
	silent := &decoder{top: d.top}
	silent.plain(n, f, s, v, nil)
}

// nearWord lets the word that was probably meant stand for one that was refused. Without
// one nobody knows what the keys that it governs should say.
func (d *decoder) nearWord(n *node, f *field, s *shape, v reflect.Value, p path) bool {
	word, isText := n.value.(string)
	if !isText || s.kind != textShape || len(f.words) == 0 {
		return false
	}
	near := value.Suggest(word, f.words)
	if near == "" {
		for _, key := range f.governs {
			d.doubtful = append(d.doubtful, strings.Join(p[:len(p)-1].with(key), "."))
		}
		return false
	}
	v.SetString(near)
	return true
}

// changed returns the part of a value that a change has set, or the value itself.
func (n *node) changed() *node {
	part := n
	n.walk(nil, func(_ path, x *node) {
		if part == n && x.origin != nil {
			part = x
		}
	})
	return part
}

// lowerFirst begins a sentence that stands inside another.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// decodeValue lets a value read itself. Numbers that are not finite reach no value.
func decodeValue(v reflect.Value, n *node) error {
	var bad []string
	n.walk(nil, func(_ path, leaf *node) {
		if x, ok := leaf.value.(float64); ok && notFinite(x) && !slices.Contains(bad, leaf.text) {
			bad = append(bad, leaf.text)
		}
	})
	if len(bad) > 0 {
		return fmt.Errorf("must be a finite number, is %s", strings.Join(bad, ", "))
	}
	return v.Addr().Interface().(value.Value).Decode(n.plain())
}

func notFinite(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// list decodes the elements of a slice.
func (d *decoder) list(n *node, f *field, s *shape, v reflect.Value, p path) {
	if n.kind != listNode {
		advice := "write [ … ]"
		if s.elem.kind == tableShape {
			advice = fmt.Sprintf("write [[%s]] above each of them", p)
		} else if n.kind == leafNode {
			advice = fmt.Sprintf("write [%s]", n.quoted())
		}
		d.refuse(n, p, "must be a list, is "+n.describe(), advice)
		if n.kind == leafNode { // go on as if the brackets were there
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			d.value(n, f, s.elem, v.Index(0), p.with("0"))
		}
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.list), len(n.list)))
	for i, child := range n.list {
		d.value(child, f, s.elem, v.Index(i), p.with(strconv.Itoa(i)))
	}
}

// scalar decodes a text, a number or a switch.
func (d *decoder) scalar(n *node, f *field, s *shape, v reflect.Value, p path) {
	switch x := n.value.(type) {
	case string:
		if s.kind == textShape && d.oneOf(n, f, x, p) && d.printable(n, f, x, p) {
			v.SetString(x)
		}
		if s.kind == textShape {
			return
		}
	case bool:
		if s.kind == switchShape {
			v.SetBool(x)
			return
		}
	case int64:
		switch {
		case s.kind == wholeShape && d.inRange(n, f, float64(x), p):
			v.SetInt(x)
		case s.kind == numberShape && d.inRange(n, f, float64(x), p):
			v.SetFloat(float64(x))
		}
		if s.kind == wholeShape || s.kind == numberShape {
			return
		}
	case float64:
		if s.kind == numberShape {
			if d.inRange(n, f, x, p) {
				v.SetFloat(x)
			}
			return
		}
	}
	d.wrongType(n, s, p)
}

// wrongType notes a value of another type than asked for.
func (d *decoder) wrongType(n *node, s *shape, p path) {
	want := map[shapeKind]string{textShape: "a text", wholeShape: "a whole number", numberShape: "a number", switchShape: "true or false"}[s.kind]
	advice := ""
	switch text, isText := n.value.(string); {
	case s.kind == textShape && n.kind == leafNode:
		advice = fmt.Sprintf("write it in quotes: %q", n.text)
	case isText && s.kind != textShape:
		if v, err := parseValue(text); err == nil && fits(v, s.kind) {
			advice = "write it without quotes: " + text
		}
	}
	d.refuse(n, p, fmt.Sprintf("must be %s, is %s", want, n.describe()), advice)
}

// fits reports whether a decoded TOML value may stand where a scalar shape is.
func fits(v any, k shapeKind) bool {
	switch v.(type) {
	case string:
		return k == textShape
	case bool:
		return k == switchShape
	case int64:
		return k == wholeShape || k == numberShape
	case float64:
		return k == numberShape
	}
	return false
}

// oneOf checks a word against the allowed ones.
func (d *decoder) oneOf(n *node, f *field, word string, p path) bool {
	if len(f.words) == 0 || slices.Contains(f.words, word) {
		return true
	}
	advice := "write one of " + strings.Join(f.words, ", ")
	if near := value.Suggest(word, f.words); near != "" {
		advice = fmt.Sprintf("did you mean %q?", near)
	}
	d.refuse(n, p, fmt.Sprintf("%q is not allowed here", shorten(word)), advice)
	return false
}

// Longest names and titles, in characters.
const (
	longestName  = 64
	longestTitle = 200
)

// printable checks that a text for people can stand in a table and on a chart.
func (d *decoder) printable(n *node, f *field, text string, p path) bool {
	title := f.key == "title"
	bad := strings.IndexFunc(text, func(r rune) bool {
		return unprintable(r) && (title || r != '\n' && r != '\t')
	})
	switch count := utf8.RuneCountInString(text); {
	case bad >= 0:
		r, _ := utf8.DecodeRuneInString(text[bad:])
		d.refuse(n, p, fmt.Sprintf("holds a character that cannot be printed: U+%04X", r), "take it out")
	case title && count > longestTitle:
		d.refuse(n, p, fmt.Sprintf("has %d characters", count), fmt.Sprintf("a title has at most %d", longestTitle))
	default:
		return true
	}
	return false
}

// unprintable reports control characters and marks that turn the direction of writing.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError
}

// inRange checks a number against the limits of its key.
func (d *decoder) inRange(n *node, f *field, x float64, p path) bool {
	switch {
	case notFinite(x):
		d.refuse(n, p, "must be a finite number, is "+n.text, "")
	case f.limits != nil && !f.limits.holds(x):
		d.refuse(n, p, fmt.Sprintf("must be %s, is %s", f.limits.words(), n.text), "")
	default:
		return true
	}
	return false
}
