package scenarios

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"corridor/model/kinds"
	"corridor/model/kinds/value"
)

// shapeKind is what may stand at a place of a scenario.
type shapeKind uint8

const (
	tableShape  shapeKind = iota // struct: known keys
	namedShape                   // map: keys are names that the planner gives
	listShape                    // slice
	textShape                    // string
	wholeShape                   // int
	numberShape                  // float64
	switchShape                  // bool
	valueShape                   // value.Value: a syntax of its own
)

// shape is the description of a value that decoding, checking of paths, the schema
// and the reference share. It is read off the types and tags of package kinds.
type shape struct {
	kind   shapeKind
	typ    reflect.Type // the type without pointer
	fields []*field     // tableShape, in the order of the struct
	rest   *field       // tableShape: the tables under all other keys, or nil
	elem   *shape       // namedShape, listShape
	syntax value.Syntax // valueShape
}

// field is one key of a table.
type field struct {
	key      string
	help     string
	unit     string
	label    string // of tables under all other keys: "DIRECTION"
	preset   string // value when the key is absent, as written
	words    []string
	governs  []string // keys beside it that nobody can judge while its word is unknown
	limits   *limits
	required bool
	running  bool  // a dated upgrade may change it
	place    []int // of the struct field; nil: a kind of element
	shape    *shape

	presetNode *node             // the preset, read
	element    func() kinds.Spec // of a kind: makes an empty table
}

// field returns the field of a key, that of all other keys if none has this one.
func (s *shape) field(key string) *field {
	for _, f := range s.fields {
		if f.key == key {
			return f
		}
	}
	return s.rest
}

// keys returns the keys of a table.
func (s *shape) keys() []string {
	keys := make([]string, len(s.fields))
	for i, f := range s.fields {
		keys[i] = f.key
	}
	return keys
}

// isTable reports whether a table with keys of its own stands there.
func (s *shape) isTable() bool { return s.kind == tableShape || s.kind == namedShape }

// scenarioShape is the shape of a whole scenario: the tables of kinds.Scenario and one
// for each kind of element.
func scenarioShape() *shape {
	s := shapeOf(reflect.TypeFor[kinds.Scenario]())
	for _, k := range kinds.Kinds() {
		element := k.New
		s.fields = append(s.fields, &field{key: k.Name, help: k.Help, element: element,
			shape: &shape{kind: namedShape, elem: shapeOf(reflect.TypeOf(element()))}})
	}
	return s
}

// shapeOf describes a type. Types are written by programmers: what cannot be
// described panics, and the tests describe them all.
func shapeOf(t reflect.Type) *shape {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	s := &shape{typ: t}
	if v, ok := reflect.New(t).Interface().(value.Value); ok {
		s.kind, s.syntax = valueShape, v.Syntax()
		return s
	}
	switch t.Kind() {
	case reflect.Struct:
		s.kind = tableShape
		s.addFields(t, nil)
	case reflect.Map:
		s.kind, s.elem = namedShape, shapeOf(t.Elem())
	case reflect.Slice:
		s.kind, s.elem = listShape, shapeOf(t.Elem())
	case reflect.String:
		s.kind = textShape
	case reflect.Int:
		s.kind = wholeShape
	case reflect.Float64:
		s.kind = numberShape
	case reflect.Bool:
		s.kind = switchShape
	default:
		panic(fmt.Sprintf("scenarios: no scenario can hold a %v", t))
	}
	return s
}

// addFields describes the fields of a struct, those of embedded structs as its own.
func (s *shape) addFields(t reflect.Type, place []int) {
	for i := range t.NumField() {
		sf := t.Field(i)
		at := append(place[:len(place):len(place)], i)
		key, tagged := sf.Tag.Lookup("toml")
		switch {
		case sf.Anonymous && !tagged:
			s.addFields(sf.Type, at)
		case !tagged || key == "-":
		case key == "*":
			s.rest = newField(sf, key, at)
			s.rest.shape = s.rest.shape.elem
		default:
			s.fields = append(s.fields, newField(sf, key, at))
		}
	}
}

func newField(sf reflect.StructField, key string, place []int) *field {
	f := &field{
		key:      key,
		help:     sf.Tag.Get("help"),
		unit:     sf.Tag.Get("unit"),
		preset:   sf.Tag.Get("default"),
		words:    words(sf.Tag.Get("oneof")),
		governs:  strings.Fields(sf.Tag.Get("governs")),
		required: sf.Tag.Get("required") == "true",
		running:  sf.Tag.Get("running") == "true",
		place:    place,
		shape:    shapeOf(sf.Type),
	}
	if text := sf.Tag.Get("range"); text != "" {
		f.limits = parseLimits(text)
	}
	if f.preset != "" {
		f.presetNode = valueNode(f.preset, f.shape)
	}
	if key == "*" {
		f.label = strings.ToUpper(strings.TrimSuffix(sf.Name, "s"))
	}
	return f
}

// words splits a list of allowed words at its strokes, or at its spaces.
func words(tag string) []string {
	if strings.Contains(tag, "|") {
		return strings.Split(tag, "|")
	}
	return strings.Fields(tag)
}

// limits are the ends of a range; infinite where there is none.
type limits struct {
	low, high         float64
	lowText, highText string // as in the tag; "" where there is no limit
	openLow, openHigh bool
}

// parseLimits reads "[0,10000]" or "(0,1]"; it panics if a tag says something else.
func parseLimits(text string) *limits {
	low, high, ok := strings.Cut(strings.Trim(text, "[]()"), ",")
	l := &limits{openLow: text[0] == '(', openHigh: text[len(text)-1] == ')',
		lowText: strings.TrimSpace(low), highText: strings.TrimSpace(high)}
	var err1, err2 error
	if l.low, err1 = parseLimit(l.lowText, -1); err1 == nil {
		l.high, err2 = parseLimit(l.highText, 1)
	}
	if !ok || err1 != nil || err2 != nil {
		panic(fmt.Sprintf("scenarios: %q is no range", text))
	}
	return l
}

func parseLimit(text string, sign int) (float64, error) {
	if text == "" {
		return math.Inf(sign), nil
	}
	return strconv.ParseFloat(text, 64)
}

// holds reports whether x lies in the range.
func (l *limits) holds(x float64) bool {
	return (x > l.low || x == l.low && !l.openLow) && (x < l.high || x == l.high && !l.openHigh)
}

// words says the range for people: "at least 0 and at most 10000".
func (l *limits) words() string {
	if l.lowText == l.highText {
		return l.lowText
	}
	var parts []string
	if l.lowText != "" {
		word := "at least "
		if l.openLow {
			word = "more than "
		}
		parts = append(parts, word+l.lowText)
	}
	if l.highText != "" {
		word := "at most "
		if l.openHigh {
			word = "less than "
		}
		parts = append(parts, word+l.highText)
	}
	return strings.Join(parts, " and ")
}
