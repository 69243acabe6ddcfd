package main

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"corridor/model"
	"corridor/model/kinds"
	"corridor/model/kinds/value"
	"corridor/scenarios"
)

// TestEveryKeyHasAnAnswer: every key of every kind stands in some scenario with a known
// answer, so that none is decoded and then forgotten.
func TestEveryKeyHasAnAnswer(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "exact", "*.toml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios with known answers: %v", err)
	}
	var all strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, kind := range kinds.Kinds() {
		if !strings.Contains(all.String(), "\n["+kind.Name+".") {
			t.Errorf("no scenario has a table [%s.NAME]", kind.Name)
		}
		for _, key := range keysOf(reflect.TypeOf(kind.New())) {
			used := regexp.MustCompile(`(?m)(^|[\s{.])` + key + `(\s*=|[.\]])`)
			if key != "title" && !used.MatchString(all.String()) {
				t.Errorf("no scenario has the key %s of %s", key, kind.Name)
			}
		}
	}
}

// keysOf lists the keys of a table and of the tables in it.
func keysOf(typ reflect.Type) []string {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Map {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || reflect.PointerTo(typ).Implements(reflect.TypeFor[value.Value]()) {
		return nil
	}
	var keys []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		if key := f.Tag.Get("toml"); key != "" && key != "*" && key != "-" {
			keys = append(keys, key)
		}
		keys = append(keys, keysOf(f.Type)...)
	}
	return keys
}

// TestEveryKindConforms: the scenarios with every key run, their ledgers balance (Run
// fails otherwise), and nothing depends on the number of workers.
func TestEveryKindConforms(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(projectRoot, "scenarios", "testdata", "good", "*.toml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".toml"), func(t *testing.T) {
			var hashes [2][]uint64
			for i, workers := range []int{1, 3} {
				file, faults := scenarios.Read(disk{}, filepath.ToSlash(name), scenarios.Options{})
				if file == nil || scenarios.Fatal(faults) {
					t.Fatalf("%v", faults)
				}
				net, plan, faults := file.Compile()
				if scenarios.Fatal(faults) {
					t.Fatalf("%v", faults)
				}
				plan.Workers, plan.Replications = workers, 3
				err := model.Run(context.Background(), net, plan, model.Options{}, func(o *model.Outcome) bool {
					hashes[i] = append(hashes[i], o.Hash)
					return true
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			if !reflect.DeepEqual(hashes[0], hashes[1]) {
				t.Errorf("one worker %x, three workers %x", hashes[0], hashes[1])
			}
		})
	}
}
