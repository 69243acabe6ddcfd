package scenarios

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"corridor/model/kinds"
)

func TestKindNames(t *testing.T) {
	names := KindNames()
	for _, k := range kinds.Kinds() {
		if !slices.Contains(names, k.Name) {
			t.Errorf("%s is missing in %v", k.Name, names)
		}
	}
	for _, name := range names {
		text, ok := Reference(name)
		if !ok || !strings.HasPrefix(text, "["+name) && !strings.HasPrefix(text, "[["+name) && !strings.HasPrefix(text, name+"\n") {
			t.Errorf("%s: %q", name, text)
		}
		if !strings.Contains(ReferenceAll(), text) {
			t.Errorf("%s is missing in the whole reference", name)
		}
	}
	for name, want := range map[string]string{"law": "hyperexponential  mean, cv; such as {", "units": "time span      w, d, h, m, s, ms, us; such as "} {
		if text, _ := Reference(name); !strings.Contains(text, want) {
			t.Errorf("%s: no %q in\n%s", name, want, text)
		}
	}
	if _, ok := Reference("title"); ok {
		t.Error("title is no table")
	}
}

func TestReferenceOfAClass(t *testing.T) {
	golden(t, "testdata/reference-class.txt", first(Reference("class")))
}

func first(text string, _ bool) string { return text }

// Every key has a sentence for planners, and its default can be read.
func TestEveryKeyIsDescribed(t *testing.T) {
	var visit func(name string, s *shape)
	visit = func(name string, s *shape) {
		if s.elem != nil {
			visit(name, s.elem)
		}
		fields := s.fields
		if s.rest != nil {
			fields = append(slices.Clone(fields), s.rest)
		}
		for _, f := range fields {
			at := name + "." + f.key
			if !strings.HasSuffix(f.help, ".") {
				t.Errorf("%s: help %q is no sentence", at, f.help)
			}
			if f.shape.kind == valueShape {
				v := reflect.New(f.shape.typ).Elem()
				if err := decodeValue(v, valueNode(f.shape.syntax.Example, f.shape)); err != nil {
					t.Errorf("%s: the example %s is refused: %v", at, f.shape.syntax.Example, err)
				}
			}
			visit(at, f.shape)
		}
	}
	visit("", scenarioShape())
	d := &decoder{top: scenarioShape()}
	d.scenario(newTable("defaults", 1))
	if len(d.faults) > 0 {
		t.Errorf("defaults have faults: %v", d.faults)
	}
}
