package kinds

import (
	"fmt"
	"strings"
	"testing"
)

// The timetable is that of the first element, in Baku time, four hours ahead; the lanes
// written at the elements are not touched.
func TestSwingByTimetable(t *testing.T) {
	net, _ := compile(t, week+twoWays+`
[swing.samur]
at = ["post.samur.north.papers", "post.samur.south.papers"]
lanes = 2
clearance = "10m"
hours = ["Mon 00:00-08:00", "Sun 20:00-06:00"]
`)
	s := net.Swings[0]
	if got, want := fmt.Sprint(s.Name, s.Elements, s.Lanes, s.Clearance, s.Every, s.Longer), "swing.samur[1 4] 2 10m 0s 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(s.At), "[{0s 1} {4h 0} {6d16h 1}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	north := element(t, net, "post.samur.north.papers")
	if fmt.Sprint(north.Lanes, north.Hall.Groups[0].Lanes, north.Hall.Watched) != "[{0s 4 4 true false}] [{0s 4 4 true false}] false" {
		t.Errorf("north %v, %+v", north.Lanes, north.Hall)
	}
}

// By line, both lines are watched. A stage with one group of lanes is one element.
func TestSwingByLine(t *testing.T) {
	net, _ := compile(t, "directions = [\"north\", \"south\"]\n[run]\nduration = \"9d\"\n"+twoWays+`
[swing.samur]
at = ["post.samur.south.papers", "post.samur.north.control"]
every = "30m"
longer = 20
lanes = 1
clearance = "0s"
`)
	s := net.Swings[0]
	if got, want := fmt.Sprint(s.Elements, s.Lanes, s.Clearance, s.Every, s.Longer, s.At), "[4 0] 1 0s 30m 20 []"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, id := range s.Elements {
		if h := net.Elements[id].Hall; h == nil || !h.Watched || len(h.Groups) != 1 {
			t.Errorf("%s: %+v", net.Elements[id].Name, h)
		}
	}
}

func TestFaultsOfSwings(t *testing.T) {
	const at = "at = [\"post.samur.north.papers\", \"post.samur.south.papers\"]\n"
	for _, c := range []struct{ keys, want string }{
		{at, "swing.s: does not say when the lanes change over"},
		{at + "hours = \"08:00-09:00\"\nevery = \"1h\"", "swing.s.every: is written besides hours"},
		{at + "hours = \"08:00-09:00\"\nlonger = 3", "swing.s.longer: is written besides hours"},
		{at + "longer = 3", "swing.s.every: is missing, or 0"},
		{at + "longer = 3\nevery = \"0s\"", "swing.s.every: is missing, or 0"},
		{at + "every = \"1h\"", "swing.s.longer: is missing"},
		{"at = [\"post.samur.north.papers\"]\nhours = \"08:00-09:00\"", `swing.s.at: is ["post.samur.north.papers"], must be two different elements`},
		{"at = [\"post.samur.north.papers\", \"post.samur.south\"]\nhours = \"08:00-09:00\"", `swing.s.at.1: "post.samur.south" stands for several elements; name one of post.samur.south.papers, post.samur.south.control.group.others, post.samur.south.control.group.trucks`},
		{"at = [\"toll.plaza\", \"toll.plazaa\"]\nhours = \"08:00-09:00\"", `swing.s.at.1: "toll.plazaa" is not an element; did you mean toll.plaza?`},
		{"at = [\"toll.alone\", \"post.alone\"]\nhours = \"08:00-09:00\"\n[toll.alone]\nlanes = 1\nservice = \"1m\"\n[post.alone.north.control]\nlanes = 1\nservice = \"1m\"\n", ""},
		{"at = [\"post.alone\", \"post.alone.north\"]\nhours = \"08:00-09:00\"\n[post.alone.north.control]\nlanes = 1\nservice = \"1m\"\n", "swing.s.at: post.alone and post.alone.north are the same element"},
		{"at = [\"road.r\", \"toll.plaza\"]\nhours = \"08:00-09:00\"\n[road.r]\ntime = \"1h\"\n", "swing.s.at.0: road.r has no lanes that serve"},
	} {
		faults := faultsOf(t, week+twoWays+"[swing.s]\n"+c.keys)
		if c.want == "" && len(faults) > 0 || c.want != "" && (len(faults) != 1 || !strings.HasPrefix(faults[0], c.want)) {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, strings.Join(faults, "\n     "), c.want)
		}
	}
	f := &Faults{}
	Compile("test", []Epoch{{Scenario: read(t, strings.Replace(week, "2024-01-08", "2024-01-03", 1)+twoWays+"[swing.s]\n"+at+"hours = \"Sat 08:00-09:00\"\n")}}, f)
	if got := faultTexts(f, true); len(got) != 1 || got[0] != "swing.s.hours: are never during the run; it has no effect" {
		t.Error(got)
	}
}

// What is not running cannot change in an upgrade, and what is made by a table without
// elements cannot come or go.
func TestTablesWithoutElementsCannotChange(t *testing.T) {
	text := week + twoWays + "[swing.s]\nat = [\"post.samur.north.papers\", \"post.samur.south.papers\"]\nhours = \"08:00-09:00\"\nlanes = 2\n" +
		"[staff.x]\nofficers = 3\n[meter.m]\nat = \"post.samur.north.papers\"\nwatch = \"post.samur.north.control\"\nstop = 9\ngo = 5\n"
	for _, c := range []struct{ old, new, want string }{
		{"hours = \"08:00-09:00\"\nlanes = 2", "hours = \"08:00-09:00\"\nlanes = 3", "swing.s.lanes: is changed in upgrade u, but cannot change while the simulation runs; write it at the start, or in a variant"},
		{"stop = 9", "stop = 10", "meter.m.stop: is changed in upgrade u"},
		{"[staff.x]", "[staff.y]\nofficers = 1\n[staff.x]", `staff.y: "y" comes or goes in upgrade u`},
		{"officers = 3", "officers = 4", ""},
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, text)}, from(t, "2024-01-03", "u", strings.Replace(text, c.old, c.new, 1))}, f)
		got := strings.Join(faultTexts(f, false), "\n")
		if c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.new, got, c.want)
		}
	}
}
