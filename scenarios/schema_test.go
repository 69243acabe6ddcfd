package scenarios

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "scenario.schema.json"

func TestSchemaIsUpToDate(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, schemaFile, string(text))
}

func TestReferenceIsUpToDate(t *testing.T) {
	golden(t, "../docs/reference.md", ReferenceMarkdown())
}

// compiledSchema returns the schema as an editor would use it.
func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("scenario.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 4 {
		t.Fatalf("the schema is of draft %d", s.DraftVersion)
	}
	return s
}

// asJSON turns TOML into what a JSON Schema speaks of; dates become texts, as in
// TOML editors.
func asJSON(t *testing.T, text []byte) any {
	t.Helper()
	var values map[string]any
	if _, err := toml.Decode(string(text), &values); err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(datesAsText(values))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func datesAsText(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.Format("2006-01-02T15:04:05Z")
	case map[string]any:
		for key := range v {
			v[key] = datesAsText(v[key])
		}
	case []map[string]any:
		for i := range v {
			datesAsText(v[i])
		}
	case []any:
		for i := range v {
			v[i] = datesAsText(v[i])
		}
	}
	return v
}

// Whatever the reader accepts, the schema must accept.
func TestSchemaAcceptsScenarios(t *testing.T) {
	schema := compiledSchema(t)
	for _, root := range []fs.FS{Shipped(), os.DirFS("testdata/good")} {
		names, err := fs.Glob(root, "*.toml")
		if err != nil || len(names) == 0 {
			t.Fatalf("%v, %v", names, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(root, name)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(asJSON(t, text)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// What an editor can know to be wrong, the schema must refuse.
func TestSchemaRefusesFaults(t *testing.T) {
	schema := compiledSchema(t)
	for _, name := range []string{
		"unknown-table", "unknown-key", "unknown-key-deep", "unknown-key-in-source", "unknown-key-inline", "unknown-key-case",
		"type-text-for-number", "type-number-for-text", "type-fraction-lanes", "type-text-for-list", "type-list-for-table",
		"type-value-for-named-table", "single-source-table", "source-kind", "source-missing-keys", "word", "name-with-dot",
		"range-share", "range-open", "range-replications", "unit-missing", "unit-wrong", "unit-rate", "date-wrong-form", "format-2",
	} {
		text, err := os.ReadFile(filepath.Join("testdata/bad", name+".toml"))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(asJSON(t, text)) == nil {
			t.Errorf("%s.toml: the schema accepts it", name)
		}
	}
}

// The line for editors of the shipped scenarios names the schema that lies beside them.
func TestShippedScenariosNameTheSchema(t *testing.T) {
	for _, s := range ShippedList() {
		text, err := fs.ReadFile(Shipped(), s.Name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), "#:schema "+schemaFile+"\n") {
			t.Errorf("%s does not begin with #:schema %s", s.Name, schemaFile)
		}
		if s.Title == "" || !strings.Contains(s.Question, "?") {
			t.Errorf("%s: title %q, question %q", s.Name, s.Title, s.Question)
		}
	}
}
