package scenarios

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// A large scenario is read in a time that grows with its size, and what is alike in it
// is said a few times only. The limit is wide: a reader that compares every fault with
// every key takes hours.
func TestLargeScenarios(t *testing.T) {
	var b strings.Builder
	b.WriteString("[run]\nduration = \"1d\"\n[class.truck]\n[toll.t]\nlanes = 1\nservice = \"1m\"\n[flow.f]\nclass = \"class.truck\"\nthrough = [\"toll.t\"]\nvolume = \"1/day\"\n")
	const places = 100_000
	for i := range places {
		fmt.Fprintf(&b, "[place.%d]\n", i)
	}
	begun := time.Now()
	faults := faultsOf(fstest.MapFS{"x.toml": {Data: []byte(b.String())}}, "x.toml", Options{})
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("took %v", took)
	}
	if n := len(faults); n != mostAlike+1 || Fatal(faults) {
		t.Fatalf("%d faults", n)
	}
	if got, want := faults[mostAlike].String(), "x.toml: warning: … and 99980 more: no flow comes to it"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	t.Log(time.Since(begun))
}

// Faults find their key however it is quoted and counted.
func TestNearest(t *testing.T) {
	root, faults := parse("x", []byte("[a.b]\nc = 1\n\"d e\" = 2\n[a.\"x.y\"]\nd = 3\n[[s]]\nx = 4\n[[s]]\nx = 5\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for at, want := range map[string]int{"a.b.c": 2, "a.b.d e": 3, `a.b."d e"`: 3, "a.x.y.d": 5, `a."x.y".d`: 5, "s[1].x": 9, "s.0.x": 7, "a.b.gone": 1, "gone": 1} {
		if got := root.nearest(at).line; got != want {
			t.Errorf("%s lies in line %d, want %d", at, got, want)
		}
	}
}

// The files of a scenario are limited together.
func TestLargeTogether(t *testing.T) {
	half := []byte("# " + strings.Repeat("x", largest/2) + "\n")
	fsys := fstest.MapFS{
		"x.toml": {Data: []byte("extends = [\"a.toml\", \"b.toml\"]\n")},
		"a.toml": {Data: half}, "b.toml": {Data: half},
	}
	want := "x.toml:1: extends: b.toml makes the scenario larger than 4 MB; a scenario is a text of some kilobytes\n"
	if got := lines(faultsOf(fsys, "x.toml", Options{})); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
