package scenarios

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// Whatever the bytes, reading ends in faults or in a network, never in a panic.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"*.toml", "testdata/good/*.toml", "testdata/bad/*.toml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			if len(text) < 8000 {
				f.Add(text)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		fsys := fstest.MapFS{"x.toml": {Data: text}}
		file, faults := Read(fsys, "x.toml", Options{})
		if file == nil {
			if !Fatal(faults) {
				t.Fatal("no scenario and no fault")
			}
			return
		}
		net, _, faults := file.Compile()
		if (net == nil) != Fatal(faults) {
			t.Fatalf("network %v, faults %s", net != nil, lines(faults))
		}
		for _, x := range faults {
			if x.Problem == "" || x.File == "" {
				t.Errorf("empty fault %+v", x)
			}
		}
	})
}

// Whatever is set, it ends in faults or in a network.
func FuzzSet(f *testing.F) {
	for _, set := range []string{"toll.lane.lanes=2", "toll.lane.service={ mean = '1m' }", `flow."a b".initial."toll.lane"=3`,
		"run.seed=nan", "class=3", "toll.lane={}", "flow.x={ class = 'class.truck' }", "a.b.c=[[", "source=[{}]", "format=''"} {
		f.Add(set)
	}
	f.Fuzz(func(t *testing.T, set string) {
		file, _ := Read(fstest.MapFS{"x.toml": {Data: []byte(changeable)}}, "x.toml", Options{Set: []string{set}})
		if net, _, faults := file.Compile(); (net == nil) != Fatal(faults) {
			t.Fatalf("network %v, faults %s", net != nil, lines(faults))
		}
	})
}

// A path that can be written can be read again.
func FuzzPath(f *testing.F) {
	f.Add("a.b", "c d", "")
	f.Add(`"`, `\`, "\x00")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		p := path{a, b, c}
		again, err := parsePath(p.String())
		if valid(a) && valid(b) && valid(c) && (err != nil || again.String() != p.String() || len(again) != 3) {
			t.Fatalf("%q written as %s is read as %q, %v", p, p, again, err)
		}
	})
}

func valid(s string) bool { return utf8.ValidString(s) }
