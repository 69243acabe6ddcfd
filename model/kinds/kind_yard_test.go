package kinds

import (
	"fmt"
	"strings"
	"testing"

	"corridor/model/network"
)

// A yard is passed before what it is named for: a road, a crossing, a post. Its places
// are lanes that are always there, and nobody waits in it for a place.
func TestYard(t *testing.T) {
	net, _ := compile(t, week+facing+`
[toll.gate]
on = "road.home"
at = "entry"
lanes = 1
service = "1m"
[yard.home]
before = "road.home.north"
places = 5
[yard.samur]
title = "Parking"
before = "crossing.samur.north"
places = 200
stay = { mean = "1h", law = "exponential" }
full = "lose"
`+truckFlow("a", "from = \"place.baku\"\nto = \"place.town\"\nvia = [\"yard.samur\"]")+truckFlow("b", "from = \"place.moscow\"\nto = \"place.baku\"")+
		truckFlow("c", "through = [\"yard.samur\", \"crossing.samur.north\"]"))
	const crossing = "yard.samur <post.samur.north.control crossing.samur.north.strip post.yarag.north.papers post.yarag.north.control>"
	if got, want := hops(net, 0), crossing+" toll.gate.north yard.home road.home.north"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := hops(net, 2); got != crossing {
		t.Errorf("got %s\nwant %s", got, crossing)
	}
	y := element(t, net, "yard.samur")
	if got, want := fmt.Sprint(y.Kind, y.Station, y.Direction, y.Title, y.From, y.To, y.Zone, y.Lanes), "yard0northParking0 0Asia/Baku[{0s 200 200 true false}]"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if p := y.Serving[0]; p.Room != 0 || p.Full != network.Lose || p.LaneTicks(1) != 3.6e9 || p.Time[0] == nil {
		t.Errorf("%+v", p)
	}
}

// Places and stay may change in an upgrade.
func TestUpgradeOfAYard(t *testing.T) {
	text := week + twoWays + "[yard.y]\nbefore = \"post.samur.north\"\nplaces = 5\n"
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text)}, from(t, "2024-01-03", "u", strings.Replace(text, "places = 5", "places = 9\nstay = \"1h\"", 1)))
	y := element(t, net, "yard.y")
	if got, want := fmt.Sprint(y.Lanes), "[{0s 5 5 true false} {2d 9 9 true true}]"; got != want || len(y.Serving) != 2 {
		t.Errorf("got %s, want %s; %+v", got, want, y.Serving)
	}
}

func TestFaultsOfYards(t *testing.T) {
	for before, want := range map[string]string{
		"post.samurr.north":       `yard.y.before: "post.samurr.north" is not an element; did you mean post.samur.north?`,
		"post.samur":              `yard.y.before: "post.samur" has two directions; write post.samur.north or post.samur.south`,
		"post.samur.north.papers": "yard.y.before: post.samur.north.papers is only a part of post.samur; write post.samur.north",
		"toll.plaza":              "yard.y.before: toll.plaza is no direction of a post, a crossing or a road; name one, such as post.x.northbound",
		"post.x.north":            "yard.y.before: post.x.north is part of crossing.c; write crossing.c.north",
		"crossing.c.north.strip":  "yard.y.before: crossing.c.north.strip is only a part of crossing.c; write crossing.c.north",
	} {
		text := week + twoWays + "[crossing.c]\nbetween = [\"place.baku\", \"place.moscow\"]\nposts = [\"post.x\", \"post.y\"]\nstrip = \"1 km\"\n" +
			"[post.x.north.control]\nlanes = 1\nservice = \"1m\"\n[post.y.north.control]\nlanes = 1\nservice = \"1m\"\n[yard.y]\nplaces = 5\nbefore = \"" + before + "\"\n"
		if faults := faultsOf(t, text); len(faults) != 1 || faults[0] != want {
			t.Errorf("%s:\n got %s\nwant %s", before, strings.Join(faults, "\n     "), want)
		}
	}
}
