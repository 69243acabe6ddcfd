package scenarios

import (
	"strings"
	"testing"
	"testing/fstest"

	"corridor/model/kinds"
)

const changeable = `
[run]
duration = "100h"

[class.truck]

[toll.lane]
lanes = 1
service = { mean = "1m", law = "erlang", shape = 2 }

[flow."a b"]
class = "class.truck"
through = ["toll.lane"]
volume = "30/hour"
[flow."a b".initial]
"toll.lane" = 4

[variant.two]
set = { "toll.lane.lanes" = 2, 'flow."a b".volume' = "50/hour" }
[variant.three]
set = { "toll.lane.lanes" = 3 }
`

func read(t *testing.T, text string, opts Options) (*File, []Fault) {
	t.Helper()
	return Read(fstest.MapFS{"x.toml": {Data: []byte(text)}}, "x.toml", opts)
}

func TestChangesApplyInOrder(t *testing.T) {
	lanes := func(s *kinds.Scenario) int { return s.Elements["toll"]["lane"].(*kinds.TollSpec).Lanes.N }
	for _, c := range []struct {
		name string
		opts Options
		want int
	}{
		{"base", Options{}, 1},
		{"variant", Options{Variants: []string{"two"}}, 2},
		{"later variant wins", Options{Variants: []string{"two", "three"}}, 3},
		{"order given, not of the file", Options{Variants: []string{"three", "two"}}, 2},
		{"set wins", Options{Variants: []string{"two"}, Set: []string{"toll.lane.lanes=4"}}, 4},
		{"later set wins", Options{Set: []string{"toll.lane.lanes=4", " toll . lane.\"lanes\" = 5 "}}, 5},
	} {
		f, faults := read(t, changeable, c.opts)
		if len(faults) > 0 {
			t.Fatalf("%s: %v", c.name, faults)
		}
		if got := lanes(f.epochs[0].Scenario); got != c.want {
			t.Errorf("%s: %d lanes, want %d", c.name, got, c.want)
		}
	}
}

func TestSet(t *testing.T) {
	for _, c := range []struct {
		set, at string
		want    string // as written in the tree, or the fault
	}{
		{"toll.lane.service.mean=8m", "toll.lane.service", `{ mean = "8m", law = "erlang", shape = 2 }`},
		{"toll.lane.service=8m", "toll.lane.service", "8m"},
		{"toll.lane.service={ mean = '8m' }", "toll.lane.service", `{ mean = "8m" }`},
		{"toll.lane.service_by.truck=8m", "toll.lane.service_by.truck", "8m"},
		{"title=2024", "title", "2024"},
		{`title="a = b"`, "title", "a = b"},
		{"title=a\n[run]\nseed = 3", "", "--set: title: holds a character that cannot be printed: U+000A; take it out"},
		{"run.warmup=1h", "run.warmup", "1h"},
		{`flow."a b".initial."toll.lane"=7`, `flow."a b".initial."toll.lane"`, "7"},
		{"class.car={ pcu = 1 }", "class.car", "{ pcu = 1 }"},

		{"toll.lnae.lanes=2", "", "--set: toll.lnae.lanes: there is no toll.lnae; did you mean toll.lane?"},
		{"toll.lane.lnaes=2", "", "--set: toll.lane.lnaes: there is no toll.lane.lnaes; did you mean toll.lane.lanes?"},
		{"tol.lane.lanes=2", "", "--set: tol.lane.lanes: there is no tol; did you mean toll?"},
		{"toll.lane.lanes=many", "", `--set: toll.lane.lanes: must be a whole number from 0 to 10000, is "many"`},
		{"toll.lane.lanes.x=2", "", "--set: toll.lane.lanes.x: toll.lane.lanes is written as the number 1 here and has no keys; set toll.lane.lanes itself"},
		{"class.truck.pcu=nan", "", "--set: class.truck.pcu: must be a finite number, is nan"},
		{"toll.lane.service.maen=2m", "", `--set: toll.lane.service: "maen" is not a key of the law erlang; did you mean mean?`},
		{"toll.lane.lanes", "", `--set: "toll.lane.lanes" is not path=value; write for example post.samur.northbound.control.lanes=8, and quote a key that holds a dot itself`},
		{"=3", "", `--set: "=3" is not path=value; write for example post.samur.northbound.control.lanes=8, and quote a key that holds a dot itself`},
		{"class.car.pcu=2", "", "--set: class.car.pcu: there is no class.car; there are truck"},
	} {
		f, faults := read(t, changeable, Options{Set: []string{c.set}})
		if c.at == "" {
			if got := strings.TrimSuffix(lines(faults), "\n"); got != c.want {
				t.Errorf("%s:\n got %s\nwant %s", c.set, got, c.want)
			}
			continue
		}
		if len(faults) > 0 {
			t.Errorf("%s: %v", c.set, faults)
			continue
		}
		p, err := parsePath(c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.trees[0].at(p); got == nil || got.written() != c.want {
			t.Errorf("%s: got %+v, want %s", c.set, got, c.want)
		}
	}
}

func TestFlagsWithFaults(t *testing.T) {
	for _, c := range []struct {
		opts Options
		want string
	}{
		{Options{Variants: []string{"tow"}}, "--variant: there is no variant \"tow\"; did you mean \"two\"?\n"},
		{Options{Variants: []string{"helicopter"}}, "--variant: there is no variant \"helicopter\"; there are two, three\n"},
		{Options{Replications: 1000000}, "--replications: run.replications: must be at least 1 and at most 100000, is 1000000\n"},
		{Options{Replications: -1}, "--replications: run.replications: must be at least 1 and at most 100000, is -1\n"},
	} {
		if _, faults := read(t, changeable, c.opts); lines(faults) != c.want {
			t.Errorf("got %swant %s", lines(faults), c.want)
		}
	}
}

func TestFlagsReachThePlan(t *testing.T) {
	seed := uint64(1<<64 - 1)
	f, faults := read(t, changeable, Options{Replications: 3, Seed: &seed, Workers: 2})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	net, plan, faults := f.Compile()
	if net == nil || plan.Replications != 3 || plan.Seed != seed || plan.Workers != 2 {
		t.Errorf("%+v, %v", plan, faults)
	}
}

func TestPaths(t *testing.T) {
	for text, want := range map[string]string{
		"a.b.c":               "a|b|c",
		` a . "b.c" . 'd e' `: "a|b.c|d e",
		`a."\u0041\"x"`:       `a|A"x`,
		"фура.ə":              "фура|ə",
	} {
		p, err := parsePath(text)
		if err != nil || strings.Join(p, "|") != want {
			t.Errorf("%q: %q, %v", text, p, err)
		}
		again, err := parsePath(p.String())
		if err != nil || strings.Join(again, "|") != want {
			t.Errorf("%q written as %s: %q, %v", text, p, again, err)
		}
	}
	for _, text := range []string{"", ".", "a.", ".a", "a..b", "a b", `a."b`, "a.'b", `a."\q"`, "a=b"} {
		if p, err := parsePath(text); err == nil {
			t.Errorf("%q: %q is no path", text, p)
		}
	}
}
