package kinds

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// facing are two posts with a strip between them: exit from Baku, entry to Moscow, and
// the other way round.
const facing = `
[class.car]
length = "4 m"
[class.truck]
length = "18 m"
[place.baku]
zone = "Asia/Baku"
[place.moscow]
zone = "Europe/Moscow"
[place.town]
[crossing.samur]
title = "Samur"
between = ["place.baku", "place.moscow"]
posts = ["post.samur", "post.yarag"]
strip = "400 m"
strip_lanes = 2
[post.samur]
rated = { truck = "400/day", per = "both directions" }
[post.samur.north.control]
lanes = 3
service = "5m"
hours = "08:00-20:00"
[post.samur.south.control]
lanes = 3
service = "5m"
[post.yarag]
stages = ["papers", "control"]
[post.yarag.north.papers]
lanes = 2
service = "1m"
[post.yarag.north.control]
lanes = 4
service_by.truck = "10m"
[post.yarag.south.papers]
lanes = 2
service = "1m"
[post.yarag.south.control]
service_by.truck = "10m"
[road.home]
from = "place.moscow"
to = "place.town"
time = "1h"
`

func truckFlow(name, rest string) string {
	return "[flow." + name + "]\nclass = \"class.truck\"\nvolume = \"10/day\"\n" + rest + "\n"
}

func TestCrossing(t *testing.T) {
	net, _ := compile(t, week+facing+truckFlow("a", "from = \"place.baku\"\nto = \"place.town\"")+truckFlow("b", "from = \"place.moscow\"\nto = \"place.baku\""))
	north := "<post.samur.north.control crossing.samur.north.strip post.yarag.north.papers post.yarag.north.control>"
	if got, want := hops(net, 0), north+" road.home.north"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got, want := hops(net, 1), "<post.yarag.south.papers crossing.samur.south.strip post.samur.south.control>"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(net.Segments) != 2 || net.Segments[0].Name != "crossing.samur.north" || net.Segments[1].Title != "Samur, south" || net.Segments[0].Spec != "crossing.samur" {
		t.Errorf("segments %+v", net.Segments)
	}
	if got, want := fmt.Sprint(net.Posts[0].Name, net.Posts[0].Segments, net.Posts[1].Name, net.Posts[1].Segments), "post.samur[0 1]post.yarag[0 1]"; got != want {
		t.Errorf("posts %s, want %s", got, want)
	}
	for name, zone := range map[string]string{"post.samur.north.control": "Asia/Baku", "post.samur.south.control": "Asia/Baku", "post.yarag.north.papers": "Europe/Moscow", "post.yarag.south.papers": "Europe/Moscow"} {
		if e := element(t, net, name); e.Zone != zone || e.From != e.To {
			t.Errorf("%s: %s, from %d to %d", name, e.Zone, e.From, e.To)
		}
	}
	if got, want := fmt.Sprint(element(t, net, "post.samur.north.control").Lanes[:2]), "[{0s 0 3 false false} {4h 3 3 true false}]"; got != want {
		t.Errorf("lanes %s, want %s", got, want)
	}
	strip := element(t, net, "crossing.samur.south.strip")
	if got, want := fmt.Sprint(strip.Station == network.Road, strip.Kind, strip.Spec, strip.Title, strip.From, strip.To, strip.Zone, strip.Booking), "truecrossingcrossing.samurSamur, south, strip1 0Europe/Moscow-1"; got != want {
		t.Errorf("strip %s, want %s", got, want)
	}
	p := strip.Driving[0] // 400 m at 20 km/h are 72 s; cars are not served at Yarag
	if p.Time[0] != sim.Never || p.Time[1] != 72*sim.Second || p.Headway[1] != 0 || p.Space[1] != 20_000 || p.Storage != 800_000 || p.Wave != 0 || p.Full != network.Block || p.Capacity != 0 {
		t.Errorf("strip %+v", p)
	}
}

// Routes may name the crossing, its posts, their stages, and the strip.
func TestNamesInACrossing(t *testing.T) {
	const whole = "<post.samur.north.control crossing.samur.north.strip post.yarag.north.papers post.yarag.north.control>"
	const ends = "from = \"place.baku\"\nto = \"place.moscow\"\n"
	for _, c := range []struct{ keys, want string }{
		{ends + "via = [\"post.yarag\"]", whole},
		{ends + "via = [\"post.samur.north\"]", whole},
		{ends + "via = [\"post.yarag.north.control\"]", whole},
		{ends + "via = [\"crossing.samur.north.strip\"]", whole},
		{ends + "via = [\"crossing.samur\"]", whole},
		{"through = [\"crossing.samur.north\"]", whole},
		{"through = [\"post.samur.north\", \"crossing.samur.north.strip\", \"post.yarag.north\"]", whole},
		{"through = [\"post.yarag.north\"]", "post.yarag.north.papers post.yarag.north.control"},
		{ends + "[road.round]\nfrom = \"place.baku\"\nto = \"place.moscow\"\ntime = \"9h\"\n[flow.avoiding]\nclass = \"class.truck\"\nvolume = \"1/day\"\navoid = [\"post.yarag.north\"]\n" + ends, "road.round.north"},
	} {
		net, _ := compile(t, week+facing+truckFlow("zzz", c.keys))
		if got := hops(net, 0); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, got, c.want)
		}
	}
}

// The rated figures of a post are compared with the capacity of its own stages.
func TestRatedInACrossing(t *testing.T) {
	f := &Faults{}
	text := strings.Replace(facing, "\"400/day\"", "\"90000/day\"", 1) + truckFlow("a", "from = \"place.baku\"\nto = \"place.town\"")
	Compile("test", []Epoch{{Scenario: read(t, week+text)}}, f)
	// 3 lanes, half of the day, 5 minutes
	if got := strings.Join(faultTexts(f, true), "\n"); !strings.Contains(got, "post.samur.rated: rated for 4.5e+04 vehicles a day north, but lanes, staff, hours and service times of post.samur.north.control make 432;") {
		t.Error(got)
	}
}

// The strip may be widened in an upgrade.
func TestUpgradeOfAStrip(t *testing.T) {
	text := week + facing + truckFlow("a", "from = \"place.baku\"\nto = \"place.town\"")
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text)}, from(t, "2024-01-03", "wider", strings.Replace(text, "strip_lanes = 2", "strip_lanes = 3\nstrip_speed = \"40 km/h\"", 1)))
	strip := element(t, net, "crossing.samur.north.strip")
	if len(strip.Driving) != 2 || strip.Driving[1].Storage != 1_200_000 || strip.Driving[1].Time[1] != 36*sim.Second || strip.Driving[1].At != 2*sim.Day {
		t.Errorf("%+v", strip.Driving)
	}
}

func TestFaultsOfCrossings(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{`between = ["place.baku", "place.moscow"]`, `between = ["place.baku", "place.baku"]`, []string{`crossing.samur.between: is ["place.baku" "place.baku"], must be two different places`}},
		{`between = ["place.baku", "place.moscow"]`, `between = ["place.bakku", "place.moscow"]`, []string{`crossing.samur.between.0: "place.bakku" is not a place; did you mean place.baku?`}},
		{`posts = ["post.samur", "post.yarag"]`, `posts = ["post.samur", "post.yarak"]`, []string{`crossing.samur.posts.1: "post.yarak" is not a post; did you mean post.yarag?`}},
		{`posts = ["post.samur", "post.yarag"]`, `posts = ["post.samur"]`, []string{`crossing.samur.posts: is ["post.samur"], must be two different posts`}},
		{"[post.yarag]", "[post.yarag]\nbetween = [\"place.baku\", \"place.moscow\"]", []string{"post.yarag.between: is written, but the post is part of crossing.samur; leave it out"}},
		{"[post.samur.south.control]\nlanes = 3\nservice = \"5m\"\n", "", []string{"post.samur.south: is missing: post.yarag has this direction and is part of the same crossing.samur"}},
		{`strip = "400 m"`, `strip = "9 m"`, []string{"crossing.samur.strip: holds 18 m of lane, but class.truck takes 20 m; write a longer strip or more lanes"}},
		{"[road.home]", "[crossing.other]\nbetween = [\"place.baku\", \"place.town\"]\nposts = [\"post.samur\", \"post.yarag\"]\nstrip = \"1 km\"\n[road.home]",
			[]string{"crossing.samur.posts.0: post.samur is part of crossing.other already", "crossing.samur.posts.1: post.yarag is part of crossing.other already"}},
	} {
		text := strings.Replace(facing, c.old, c.new, 1)
		if text == facing {
			t.Fatalf("%q is not there", c.old)
		}
		faults := faultsOf(t, week+text+truckFlow("a", "from = \"place.baku\"\nto = \"place.town\""))
		ok := len(faults) == len(c.want)
		for _, want := range c.want {
			ok = ok && slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, want) })
		}
		if !ok {
			t.Errorf("%q for %q:\n got %s\nwant %s", c.new, c.old, strings.Join(faults, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}
