package kinds

import (
	"fmt"
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// Without rules lanes stay plain; one rule makes a hall, whenever it is written.
func TestPlainLanesAreNoHall(t *testing.T) {
	text := onePost(`"a", "b"`, lane("a", "rows = 2")+lane("b", ""))
	net, _ := compile(t, text)
	for _, e := range net.Elements {
		if e.Hall != nil || e.Serving[0].Hall != nil || e.Serving[0].Mean != nil {
			t.Errorf("%s is a hall: %+v", e.Name, e)
		}
	}
	if e := element(t, net, "post.p.up.a"); e.Rows != 2 {
		t.Errorf("%d rows", e.Rows)
	}
	later := strings.Replace(text, "rows = 2", "rows = 2\nquota = \"60/day\"\nroom = \"300 m\"", 1)
	net, _ = compileEpochs(t, Epoch{Scenario: read(t, text)}, from(t, "2024-03-01", "u", later))
	a := element(t, net, "post.p.up.a")
	if a.Hall == nil || len(a.Serving) != 2 || element(t, net, "post.p.up.b").Hall != nil {
		t.Fatalf("%+v", a)
	}
	if first, then := a.Serving[0].Hall, a.Serving[1].Hall; first.Quota != network.Unlimited || first.RoomLength != network.Unlimited || then.Quota != 60 || then.RoomLength != 600_000 || a.Serving[1].Room != network.Unlimited {
		t.Errorf("first %+v, then %+v", first, then)
	}
	if g := a.Hall.Groups; len(g) != 1 || fmt.Sprint(g[0].Classes, g[0].Lanes) != "[true true] [{0s 1 1 true false}]" || a.Hall.Staff != network.None {
		t.Errorf("hall %+v", a.Hall)
	}
	if n := len(a.Hall.Resets); n != 365 || a.Hall.Resets[0] != sim.Day {
		t.Errorf("%d resets, %v", n, a.Hall.Resets[:1])
	}
}

func TestRules(t *testing.T) {
	net, _ := compile(t, onePost(`"a"`, lane("a", `
priority = ["class.truck"]
preempt = true
patience = "2h"
patience_by.truck = { mean = "1h", law = "exponential" }
balk = { 20 = 1, 5 = 0.5 }
quota = "600/day"
quota_reset = "06:00"
at_closing = "send back"
hours = "08:00-20:00"
[toll.t]
lanes = 3
service = "1m"
queue = "per lane"
[flow.through]
class = "class.car"
through = ["toll.t"]
volume = "1/day"`)))
	a := element(t, net, "post.p.up.a")
	r := a.Serving[0].Hall
	if got, want := fmt.Sprint(r.Rank, r.Preempt, r.Patience, r.Balk, r.Quota, r.Closing), "[1 0] true [constant 7.2e+09 exponential, mean 3.6e+09] [{5 0.5} {20 1}] 600 2"; got != want {
		t.Errorf("rules %s\n want %s", got, want)
	}
	if a.Hall.PerLane || a.Hall.Resets[0] != 6*sim.Hour || len(a.Hall.Resets) != 366 {
		t.Errorf("hall %+v", a.Hall)
	}
	if e := element(t, net, "toll.t"); e.Hall == nil || !e.Hall.PerLane {
		t.Errorf("toll %+v", e)
	}
}

// Each rule that may change begins a new entry of its own when it does.
func TestRulesChange(t *testing.T) {
	base := onePost(`"a"`, "[post.p.up]\nchannels = { green = 0.5, red = 0.5 }\n"+lane("a", "priority = [\"class.car\"]\nchannel.red.service = \"2m\"\nthen = { a = 0.1 }"))
	for _, change := range [][2]string{
		{`["class.car"]`, `["class.truck"]`}, {"then =", "preempt = true\nthen ="}, {"then =", "patience = \"1h\"\nthen ="}, {"then =", "balk = { 5 = 0.5 }\nthen ="},
		{"then =", "quota = \"9/day\"\nthen ="}, {"then =", "at_closing = \"hold\"\nthen ="}, {`"2m"`, `"3m"`}, {"green = 0.5, red = 0.5", "green = 0.4, red = 0.6"}, {"then =", "room = \"90 m\"\nthen ="},
	} {
		later := strings.Replace(base, change[0], change[1], 1)
		net, _ := compileEpochs(t, Epoch{Scenario: read(t, base)}, from(t, "2024-03-01", "u", later))
		if e := element(t, net, "post.p.up.a"); len(e.Serving) != 2 {
			t.Errorf("%s: %d entries", change[1], len(e.Serving))
		}
		again, _ := compileEpochs(t, Epoch{Scenario: read(t, base)}, from(t, "2024-03-01", "u", base))
		if e := element(t, again, "post.p.up.a"); len(e.Serving) != 1 || again.Digest == net.Digest {
			t.Errorf("%s: %d entries without change", change[1], len(e.Serving))
		}
	}
	for _, fixed := range [][2]string{
		{"then =", "queue = \"per lane\"\nthen ="}, {"then =", "rows = 2\nthen ="}, {"then =", "quota_reset = \"06:00\"\nthen ="}, {"then =", "only = [\"red\"]\nthen ="},
		{"green = 0.5, red = 0.5", "green = 0.5, red = 0.4, blue = 0.1"},
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, base)}, from(t, "2024-03-01", "u", strings.Replace(base, fixed[0], fixed[1], 1))}, f)
		if !f.Fatal() {
			t.Errorf("%s changes while running", fixed[1])
		}
	}
}

// Groups with a class in common are one element: the lanes for fewest classes come
// first, the sum of all is the lanes of the element.
func TestGroupsThatShareALine(t *testing.T) {
	net, _ := compile(t, onePost(`"a"`, `
[class.bus]
[post.p.up.a]
service = "5m"
room = 10
[post.p.up.a.group.all]
classes = ["class.car", "class.truck"]
lanes = 2
hours = "08:00-20:00"
[post.p.up.a.group.cars]
classes = ["class.car"]
lanes = 3
[post.p.up.a.group.zz]
lanes = 1
staffed = 0.0
`))
	e := element(t, net, "post.p.up.a")
	if len(net.Elements) != 1 || e.Serving[0].Room != 10 || e.Title != "p" {
		t.Fatalf("%+v", net.Elements)
	}
	var groups []string
	for _, g := range e.Hall.Groups {
		groups = append(groups, fmt.Sprint(g.Name, " ", g.Classes, " ", g.Lanes[:1]))
	}
	want := "cars [false true false] [{0s 3 3 true false}]|zz [true false false] [{0s 0 1 true false}]|all [false true true] [{0s 0 2 false false}]"
	if got := strings.Join(groups, "|"); got != want {
		t.Errorf("groups %s\n  want %s", got, want)
	}
	if got, want := fmt.Sprint(e.Lanes[:3]), "[{0s 3 6 true false} {8h 5 6 true false} {20h 3 6 true false}]"; got != want {
		t.Errorf("lanes %s, want %s", got, want)
	}
}

// A change of one group is news of the sum at its own time only.
func TestSumOfSteps(t *testing.T) {
	a := []network.LaneStep{{At: 0, Manned: 1, Built: 1, Open: true}, {At: 5, Manned: 2, Built: 2, Open: true, News: true}, {At: 9, Built: 2}}
	b := []network.LaneStep{{At: 0, Built: 1}, {At: 7, Manned: 1, Built: 1, Open: true}, {At: 9, Manned: 3, Built: 1, Open: true}}
	if got, want := fmt.Sprint(sumOfSteps([][]network.LaneStep{a, b})), fmt.Sprint([]network.LaneStep{{At: 0, Manned: 1, Built: 2, Open: true},
		{At: 5, Manned: 2, Built: 3, Open: true, News: true}, {At: 7, Manned: 3, Built: 3, Open: true}}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A quota begins anew once a day, also on the days on which the clocks change.
func TestResets(t *testing.T) {
	for _, c := range []struct{ start, end, reset, want string }{
		{"2024-03-30", "2024-04-02", "02:30", "[1h30m 1d1h 2d30m]"},  // 31 March has no half past two in Berlin
		{"2024-10-26", "2024-10-29", "02:30", "[30m 1d30m 2d1h30m]"}, // 27 October has two of them
		{"2024-01-01", "2024-01-04", "00:00", "[23h 1d23h 2d23h]"},
	} {
		text := onePost(`"a"`, lane("a", "quota = \"9/day\"\nquota_reset = \""+c.reset+"\""))
		text = strings.NewReplacer("2024-01-01", c.start, "2025-01-01", c.end, "[post.p]", "[place.a]\nzone = \"Europe/Berlin\"\n[place.b]\n[post.p]\nbetween = [\"place.a\", \"place.b\"]").Replace(text)
		net, _ := compile(t, text)
		if got := fmt.Sprint(element(t, net, "post.p.up.a").Hall.Resets); got != c.want {
			t.Errorf("%s: %s, want %s", c.start, got, c.want)
		}
	}
}

func TestHallWarnings(t *testing.T) {
	for keys, want := range map[string]string{
		`at_closing = "hold"`:                               "post.p.up.a.at_closing: has no effect: the lanes never close",
		"at_closing = \"hold\"\nhours = \"08:00-20:00\"":    "",
		`quota = "1500/day"`:                                "post.p.up.a.quota: is 1500 a day, but the lanes can do 1440 at most",
		`quota = "1440/day"`:                                "",
		"quota = \"800/day\"\nhours = \"Mon 08:00-20:00\"":  "post.p.up.a.quota: is 800 a day, but the lanes can do 720 at most",
		"quota = \"1500/day\"\nservice_by.truck = \"30s\"":  "",
		"quota = \"4000/day\"\nservice_by.truck = \"0.5m\"": "post.p.up.a.quota: is 4000 a day, but the lanes can do 2880 at most",
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, onePost(`"a"`, lane("a", keys)))}}, f)
		got := strings.Join(faultTexts(f, true), "\n")
		if f.Fatal() || want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s:\n got %s %v\nwant %s", keys, got, faultTexts(f, false), want)
		}
	}
}

// A stage for channels that have no share is left out by all.
func TestNobodyComesToAStage(t *testing.T) {
	for shares, want := range map[string]bool{"{ green = 1, red = 0 }": true, "{ green = 0.9, red = 0.1 }": false} {
		f := &Faults{}
		tables := "[post.p.up]\nchannels = " + shares + "\n" + lane("a", "") + lane("b", `only = ["red"]`)
		Compile("test", []Epoch{{Scenario: read(t, onePost(`"a", "b"`, tables))}}, f)
		got := strings.Join(faultTexts(f, true), "\n")
		if f.Fatal() || strings.Contains(got, "post.p.up.b: nobody ever comes to it") != want {
			t.Errorf("%s: got %q %v, want a warning: %v", shares, got, faultTexts(f, false), want)
		}
	}
}

// Only what comes to a stage counts for what it can do.
func TestRatedOfStagesThatFewComeTo(t *testing.T) {
	text := strings.Replace(onePost(`"a", "scan"`, "[post.p.up]\nchannels = { green = 0.9, red = 0.1 }\n"+lane("a", "")+lane("scan", "only = [\"red\"]")),
		"stages =", "rated = { truck = \"1440/day\", per = \"direction\" }\nstages =", 1)
	text = strings.Replace(text, "[post.p.up.scan]\nlanes = 1\nservice = \"1m\"", "[post.p.up.scan]\nlanes = 1\nservice = \"10m\"", 1)
	f := &Faults{}
	Compile("test", []Epoch{{Scenario: read(t, text)}}, f)
	if len(f.List()) > 0 {
		t.Error(f.List())
	}
}

// A set of groups that share a line is one word of the machine.
func TestMostGroups(t *testing.T) {
	text := "[run]\nduration = \"1d\"\n[class.truck]\n[flow.f]\nclass = \"class.truck\"\nthrough = [\"post.p\"]\nvolume = \"1/day\"\n[post.p.forward.control]\nservice = \"1m\"\n"
	for i := range 65 {
		text += fmt.Sprintf("group.g%d = { lanes = 1, classes = [\"class.truck\"] }\n", i)
		if i == 63 {
			if faults := faultsOf(t, text); len(faults) > 0 {
				t.Errorf("64 groups: %v", faults)
			}
		}
	}
	if faults := faultsOf(t, text); len(faults) != 1 || !strings.HasPrefix(faults[0], "post.p.forward.control.group: 65 groups share a line, at most 64 can") {
		t.Errorf("65 groups: %v", faults)
	}
}
