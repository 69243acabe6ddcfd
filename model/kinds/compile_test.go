package kinds

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"corridor/model/network"
	"corridor/sim"
)

// faultsOf returns the faults of a scenario, of decoding and compiling.
func faultsOf(t testing.TB, text string) []string {
	t.Helper()
	s, f := tryRead(t, text)
	Compile("test", []Epoch{{Scenario: s}}, f)
	return faultTexts(f, false)
}

// A stage without lanes is worked through in the lane before it; hours come from the
// innermost table, closed days add up; the element has the name of the stage that owns
// the lanes.
func TestPost(t *testing.T) {
	net, _ := compile(t, `
directions = ["northbound", "southbound"]
[run]
start = 2024-01-01
end = 2024-01-05
[class.truck]
[class.car]
[place.a]
zone = "Asia/Baku"
[place.b]
zone = "Europe/Moscow"
[post.samur]
title = "Samur"
between = ["place.a", "place.b"]
stages = ["papers", "control", "scan"]
hours = "08:00-20:00"
closed = ["2024-01-02"]
rated = { truck = "200/day", per = "both directions" }
[post.samur.northbound]
closed = ["2024-01-03"]
[post.samur.northbound.papers]
lanes = 3
service = "1m"
room = 7
full = "lose"
[post.samur.northbound.control]
service_by.truck = { mean = "5m", law = "exponential" }
[post.samur.northbound.scan.group.trucks]
classes = ["class.truck"]
lanes = 2
hours = "00:00-24:00"
service = "2m"
[post.samur.southbound.papers]
lanes = 1
service = "1m"
[post.samur.southbound.control]
lanes = 1
service = "1m"
[post.samur.southbound.scan]
lanes = 1
service = "1m"
[flow.north]
class = "class.truck"
from = "place.a"
to = "place.b"
volume = "10/day"
[flow.south]
class = "class.car"
from = "place.b"
to = "place.a"
volume = "10/day"
`)
	papers := element(t, net, "post.samur.northbound.papers")
	car, truck := papers.Serving[0].Time[0], papers.Serving[0].Time[1]
	if car != nil || len(truck) != 2 || truck[0].Mean() != 60e6 || truck[1].Mean() != 300e6 {
		t.Errorf("papers: car %v, truck %v", car, truck)
	}
	if p := papers.Serving[0]; p.Room != 7 || p.Full != network.Lose {
		t.Errorf("papers: room %d, full %d", p.Room, p.Full)
	}
	if got, want := fmt.Sprint(papers.Lanes), "[{0s 0 3 false false} {4h 3 3 true false} {16h 0 3 false false} {3d4h 3 3 true false} {3d16h 0 3 false false}]"; got != want {
		t.Errorf("papers:\n got %s\nwant %s", got, want)
	}
	scan := element(t, net, "post.samur.northbound.scan.group.trucks")
	if got, want := fmt.Sprint(scan.Lanes), "[{0s 2 2 true false} {20h 0 2 false false} {2d20h 2 2 true false}]"; got != want || scan.Zone != "Asia/Baku" {
		t.Errorf("scan in %s:\n got %s\nwant %s", scan.Zone, got, want)
	}
	if south := element(t, net, "post.samur.southbound.scan"); south.Zone != "Europe/Moscow" || south.Title != "Samur, southbound, scan" {
		t.Errorf("southbound: %s, %q", south.Zone, south.Title)
	}
	if got, want := fmt.Sprint(net.Segments[0].Stages, net.Segments[1].Stages), "[[0] [1]] [[3] [2] [4]]"; got != want {
		t.Errorf("stages %s, want %s", got, want)
	}
	if p := net.Posts[0]; len(p.Segments) != 2 || len(p.Rated) != 1 || p.Rated[0].PerDay != 200 || !p.Rated[0].Both || p.Rated[0].Class != 1 {
		t.Errorf("post: %+v", p)
	}
}

func TestRoad(t *testing.T) {
	const head = "[run]\nduration = \"1d\"\n[class.car]\nlength = \"4.5 m\"\ngap = \"1.5 m\"\n[class.truck]\npcu = 2.0\n[place.a]\n[place.b]\n[road.r]\nfrom = \"place.a\"\nto = \"place.b\"\n"
	for _, c := range []struct{ road, want string }{
		{"length = \"90 km\"\nspeed = { car = \"120 km/h\", truck = \"60 km/h\" }\nlanes = 2", "45m0s 1h30m0s | 818.182ms 1.636364s | 6000 14000 | 180000000 0s 4400"},
		{"length = \"1 km\"\nspeed = \"36 km/h\"\ncapacity = \"3600/h\"\nstorage = \"20 vehicles\"\nwave = \"18 km/h\"", "1m40s 1m40s | 1s 2s | 1 1 | 20 3m20s 3600"},
		{"time = { truck = \"2h\" }\ncapacity = \"unlimited\"", "never 2h0m0s | 0s 0s | 6000 14000 | -1 0s 0"},
		{"length = \"1 km\"\ntime = \"1m\"\nstorage = \"500 m\"", "1m0s 1m0s | 2.117647s 4.235294s | 6000 14000 | 500000 0s 1700"},
	} {
		net, _ := compile(t, head+c.road)
		p := element(t, net, "road.r.forward").Driving[0]
		say := func(x sim.Time) string {
			if x == sim.Never {
				return "never"
			}
			return (time.Duration(x) * time.Microsecond).String()
		}
		got := fmt.Sprintf("%s %s | %s %s | %d %d | %d %s %v", say(p.Time[0]), say(p.Time[1]), say(p.Headway[0]), say(p.Headway[1]), p.Space[0], p.Space[1], p.Storage, say(p.Wave), p.Capacity)
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.road, got, c.want)
		}
	}
}

// Only what changes becomes an entry; what is before the start is in force from it,
// what is after the end has no effect.
func TestUpgrades(t *testing.T) {
	text := func(lanes int, service, hours string) string {
		return fmt.Sprintf("[run]\nstart = 2024-01-01\nend = 2025-01-01\n[class.truck]\n[toll.x]\nlanes = %d\nservice = %q\nhours = %q\n[toll.y]\nlanes = 1\nservice = \"1m\"\n"+
			"[flow.f]\nclass = \"class.truck\"\nthrough = [\"toll.x\", \"toll.y\"]\nvolume = \"1/day\"\n"+
			"[upgrade.early]\ndate = 2023-06-01\nset = {}\n[upgrade.lanes]\ndate = 2024-03-01\nset = { \"toll.x.lanes\" = 5 }\n[upgrade.late]\ndate = 2030-01-01\nset = {}", lanes, service, hours)
	}
	f := &Faults{}
	net, _ := Compile("test", []Epoch{{Scenario: read(t, text(1, "9m", "00:00-24:00"))},
		from(t, "2023-06-01", "early", text(2, "9m", "00:00-24:00")),
		from(t, "2024-03-01", "lanes", text(5, "9m", "00:00-24:00")),
		from(t, "2024-04-01", "service", text(5, "5m", "00:00-24:00")),
		from(t, "2030-01-01", "late", text(9, "1m", "00:00-24:00"))}, f)
	x, y := element(t, net, "toll.x"), element(t, net, "toll.y")
	if got, want := fmt.Sprint(x.Lanes), "[{0s 2 2 true false} {60d 5 5 true true}]"; got != want {
		t.Errorf("lanes %s, want %s", got, want)
	}
	if len(x.Serving) != 2 || x.Serving[1].At != 91*sim.Day || x.Serving[1].Time[0][0].Mean() != 300e6 {
		t.Errorf("serving %+v", x.Serving)
	}
	if len(y.Serving) != 1 || len(y.Lanes) != 1 {
		t.Errorf("the other plaza: %+v", y)
	}
	if len(net.Upgrades) != 1 || net.Upgrades[0].Name != "upgrade.lanes" || net.Upgrades[0].At != 60*sim.Day || net.Upgrades[0].Sets[0] != "toll.x.lanes" {
		t.Errorf("upgrades %+v", net.Upgrades)
	}
	if w := faultTexts(f, true); len(w) != 1 || !strings.Contains(w[0], "upgrade.late.date") || f.Fatal() {
		t.Errorf("faults %v", f.List())
	}
}

// What cannot change while the simulation runs is a fault with its path.
func TestStructureCannotChange(t *testing.T) {
	base := "[run]\nstart = 2024-01-01\nend = 2025-01-01\n[class.truck]\n[class.car]\n[place.a]\n[place.b]\n[place.c]\n" +
		"[road.r]\nfrom = \"place.a\"\nto = \"place.b\"\ntime = \"1h\"\n[road.s]\nfrom = \"place.b\"\nto = \"place.c\"\ntime = \"1h\"\n" +
		"[toll.x]\nlanes = 1\nservice_by.truck = \"1m\"\nservice_by.car = \"1m\"\n[flow.f]\nclass = \"class.truck\"\nthrough = [\"toll.x\"]\nvolume = \"1/day\"\n"
	for _, c := range []struct{ old, new, want string }{
		{"to = \"place.b\"", "to = \"place.c\"", "road.r.to: is changed in upgrade u, but cannot change while the simulation runs; write it at the start, or in a variant"},
		{"[class.car]", "[class.car]\npcu = 3.0", "class.car.pcu: is changed in upgrade u"},
		{"[road.s]", "[toll.new]\nlanes = 1\nservice = \"1m\"\n[road.s]", "toll.new: \"new\" comes or goes in upgrade u"},
		{"class = \"class.truck\"", "class = \"class.car\"", "flow.f.class: is changed in upgrade u"},
		{"end = 2025", "end = 2026", "run.end: is changed"},
		{"service_by.truck = \"1m\"\n", "", "flow.f: toll.x does not serve class.truck from upgrade u on"},
		{"lanes = 1", "lanes = 2", ""},
		{"\"1/day\"", "\"2/day\"", ""},
		{"time = \"1h\"", "time = \"2h\"\ncapacity = \"unlimited\"", ""},
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, base)}, from(t, "2024-06-01", "u", strings.Replace(base, c.old, c.new, 1))}, f)
		got := strings.Join(faultTexts(f, false), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%q for %q:\n got %s\nwant %s", c.new, c.old, got, c.want)
		}
	}
}

func TestBins(t *testing.T) {
	_, plan := compile(t, "[run]\nstart = 2023-12-30\nend = 2024-02-02T12:00:00\nzone = \"Asia/Baku\"\nlead_in = \"36h\"\n"+oneFlow+"volume = \"1/day\"")
	b := plan.Bins
	if got, want := fmt.Sprint(b.Months), "[{2023-12 1d12h 3d12h 0 2} {2024-01 3d12h 34d12h 2 31} {2024-02 34d12h 36d 33 2}]"; got != want {
		t.Errorf("months %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(b.Years), "[{2023 1d12h 3d12h 0 2} {2024 3d12h 36d 2 33}]"; got != want {
		t.Errorf("years %s, want %s", got, want)
	}
	if len(b.Days) != 36 || b.Days[35] != plan.Until || len(b.Month) != 35 || b.Year[2] != 1 {
		t.Errorf("days %v", b.Days)
	}
	_, plan = compile(t, "[run]\nduration = \"60h\"\nwarmup = \"5h\"\n"+oneFlow+"volume = \"1/day\"")
	if got, want := fmt.Sprint(plan.Bins), "{[5h 1d5h 2d5h 2d12h] [0 0 0] [0 0 0] [{run 5h 2d12h 0 3}] [{run 5h 2d12h 0 3}]}"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A shuffled file has the same digest and the same ids; another number has not.
func TestDigest(t *testing.T) {
	tables := strings.SplitAfter(square+flow("truck", "from = \"place.a\"\nto = \"place.e\"\n"), "\n[")
	shuffled := "directions = [\"up\", \"down\"]\n"
	for i := len(tables) - 1; i > 0; i-- {
		shuffled += "[" + strings.TrimSuffix(tables[i], "[") + "\n"
	}
	a, _ := compile(t, strings.Join(tables, ""))
	b, _ := compile(t, shuffled)
	if a.Digest != b.Digest || len(a.Digest) != 64 {
		t.Errorf("digests %s and %s", a.Digest, b.Digest)
	}
	if a.Elements[0].Order == b.Elements[0].Order {
		t.Error("the order of the file is not kept")
	}
	for _, change := range [][2]string{{"lanes = 3", "lanes = 4"}, {"\"2m\"", "\"2m1s\""}, {"10/day", "10.000001/day"}, {"\"5h\"", "\"5h1s\""}, {"[class.car]", "[class.car]\npayload = \"1 t\""}} {
		c, _ := compile(t, strings.Replace(strings.Join(tables, ""), change[0], change[1], 1))
		if c.Digest == a.Digest {
			t.Errorf("%s for %s leaves the digest", change[1], change[0])
		}
	}
}

// Scenarios that ship and need no other file compile without a fault or a warning.
func TestShippedScenarios(t *testing.T) {
	for _, name := range []string{"one-lane", "eleven-lanes", "two-posts", "opening-hours", "overload"} {
		text, err := os.ReadFile("../../scenarios/" + name + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		s, f := tryRead(t, string(text))
		Compile(name, []Epoch{{Scenario: s}}, f)
		for _, x := range f.List() {
			t.Errorf("%s: %v", name, x)
		}
	}
}

// What never serves and yet is passed is warned of; what serves one day only is not,
// nor what only a route without share passes.
func TestNeverServes(t *testing.T) {
	const start = `
[run]
start = 2024-01-01
end = 2024-02-01
[class.truck]
[toll.none]
lanes = 0
service = "1m"
[toll.closed]
lanes = 1
service = "1m"
closed = "2023-12-31/2024-02-02"
[toll.unmanned]
lanes = 2
staffed = 0
service = "1m"
[toll.later]
lanes = 0
service = "1m"
[toll.spare]
lanes = 0
service = "1m"
[flow.always]
class = "class.truck"
through = ["toll.none"]
arrivals = "saturated"
[flow.trucks]
class = "class.truck"
volume = "30/hour"
[flow.trucks.route.a]
through = ["toll.none", "toll.closed", "toll.unmanned", "toll.later"]
share = 1.0
[flow.trucks.route.b]
through = ["toll.spare"]
share = 0.0
`
	f := &Faults{}
	Compile("test", []Epoch{{Scenario: read(t, start)}, from(t, "2024-01-15", "lanes", strings.Replace(start, "[toll.later]\nlanes = 0", "[toll.later]\nlanes = 1", 1))}, f)
	var got []string
	for _, x := range faultTexts(f, true) {
		if before, _, ok := strings.Cut(x, "; give it manned"); ok {
			got = append(got, before)
		}
	}
	want := "toll.closed: never serves during the run; flow.trucks must pass it|toll.none: never serves during the run; flow.always, flow.trucks must pass it|toll.unmanned: never serves during the run; flow.trucks must pass it"
	if strings.Join(got, "|") != want || f.Fatal() {
		t.Errorf("%s\nwant %s\n%v", strings.Join(got, "|"), want, f.List())
	}
}

func TestWarnings(t *testing.T) {
	s := read(t, strings.Replace(square, "stages =", "rated = { truck = \"9000/day\", per = \"direction\" }\nstages =", 1)+flow("truck", "from = \"place.a\"\nto = \"place.d\""))
	f := &Faults{}
	Compile("test", []Epoch{{Scenario: s}}, f)
	got := strings.Join(faultTexts(f, true), "\n")
	for _, want := range []string{
		"post.border.rated: rated for 9000 vehicles a day up, but lanes, staff, hours and service times of post.border.up.exit make 576;",
		"road.slow: no flow passes it", "place.island: no flow comes to it", "post.border: no flow passes it"} {
		if !strings.Contains(got, want) {
			t.Errorf("no warning %q in\n%s", want, got)
		}
	}
	if f.Fatal() {
		t.Error(faultTexts(f, false))
	}
}
