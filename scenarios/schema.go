package scenarios

import (
	"encoding/json"
	"reflect"
	"strings"
)

// A JSON Schema is written for editors, which check and complete a scenario while it
// is typed; the reader itself never looks at it. Draft 4 in one document is what TOML
// editors read. A file that extends another may leave out what that one has, so keys
// are required only in [[source]] and [[expect]].

// object is a JSON object; encoding/json sorts its keys.
type object map[string]any

// Schema returns the JSON Schema (Draft 4) of scenario files.
func Schema() ([]byte, error) {
	b := schemaBuilder{definitions: object{}}
	root := b.table(scenarioShape(), false)
	root["$schema"] = "http://json-schema.org/draft-04/schema#"
	root["title"] = "Corridor scenario, format 1"
	root["definitions"] = b.definitions
	text, err := json.MarshalIndent(root, "", "  ")
	return append(text, '\n'), err
}

// schemaBuilder collects the tables that are described once and referred to by name.
type schemaBuilder struct{ definitions object }

// table describes a table with known keys.
func (b *schemaBuilder) table(s *shape, complete bool) object {
	properties := object{}
	var required []string
	for _, f := range s.fields {
		properties[f.key] = b.field(f)
		if f.required && complete {
			required = append(required, f.key)
		}
	}
	t := object{"type": "object", "properties": properties, "additionalProperties": false}
	if s.rest != nil {
		t["additionalProperties"] = b.shape(s.rest.shape, s.rest)
	}
	if required != nil {
		t["required"] = required
	}
	return t
}

// field describes one key.
func (b *schemaBuilder) field(f *field) object {
	t := b.shape(f.shape, f)
	if _, ref := t["$ref"]; ref { // a reference has no room for a description
		t = object{"allOf": []object{t}}
	}
	t["description"] = describeField(f)
	if f.preset != "" {
		t["default"] = f.presetNode.plain()
	}
	return t
}

// shape describes a value.
func (b *schemaBuilder) shape(s *shape, f *field) object {
	switch s.kind {
	case tableShape:
		return b.reference(s, false)
	case namedShape:
		if s.elem.isTable() {
			return object{"type": "object", "additionalProperties": false,
				"patternProperties": object{`^[^.]+$`: b.shape(s.elem, f)}}
		}
		return object{"type": "object", "additionalProperties": b.shape(s.elem, f)}
	case listShape:
		if s.elem.kind == tableShape {
			return object{"type": "array", "items": b.reference(s.elem, true)}
		}
		return object{"type": "array", "items": b.shape(s.elem, f)}
	case valueShape:
		t := object{"type": s.syntax.Types}
		if len(s.syntax.Types) == 1 {
			t["type"] = s.syntax.Types[0]
		}
		if s.syntax.Pattern != "" {
			t["pattern"] = s.syntax.Pattern
		}
		if f.limits != nil { // of a value that is a number
			f.limits.describe(t)
		}
		return t
	}
	return scalarSchema(s, f)
}

func scalarSchema(s *shape, f *field) object {
	t := object{"type": map[shapeKind]string{textShape: "string", wholeShape: "integer", numberShape: "number", switchShape: "boolean"}[s.kind]}
	if len(f.words) > 0 {
		t["enum"] = f.words
	}
	if l := f.limits; l != nil {
		l.describe(t)
	}
	return t
}

// describe adds a range; Draft 4 marks an open end with a switch.
func (l *limits) describe(t object) {
	if l.lowText != "" {
		t["minimum"] = json.Number(l.lowText)
		if l.openLow {
			t["exclusiveMinimum"] = true
		}
	}
	if l.highText != "" {
		t["maximum"] = json.Number(l.highText)
		if l.openHigh {
			t["exclusiveMaximum"] = true
		}
	}
}

// reference describes a table once under definitions and points to it.
func (b *schemaBuilder) reference(s *shape, complete bool) object {
	name := definitionName(s.typ)
	if _, ok := b.definitions[name]; !ok {
		b.definitions[name] = object{} // a table that holds itself ends here
		b.definitions[name] = b.table(s, complete)
	}
	return object{"$ref": "#/definitions/" + name}
}

// definitionName is the name of a spec: "post" for PostSpec.
func definitionName(t reflect.Type) string {
	return strings.ToLower(strings.TrimSuffix(t.Name(), "Spec"))
}

// describeField says in one line what a key is.
func describeField(f *field) string {
	parts := []string{f.help}
	if note := f.kindOfValue(); note != "" {
		parts = append(parts, "Value: "+note+".")
	}
	if f.running {
		parts = append(parts, "A dated upgrade may change it.")
	}
	return strings.Join(parts, " ")
}
