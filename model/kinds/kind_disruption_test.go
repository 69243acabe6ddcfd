package kinds

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// twoWays is a post of two stages between Baku (UTC+4) and Moscow (UTC+3), one day in
// lanes that are open round the clock, and a plaza.
const twoWays = `
[class.car]
[class.truck]
[place.baku]
zone = "Asia/Baku"
[place.moscow]
zone = "Europe/Moscow"
[post.samur]
between = ["place.baku", "place.moscow"]
stages = ["papers", "control"]
[post.samur.north.papers]
lanes = 4
service = "1m"
[post.samur.north.control]
lanes = 3
service_by.truck = "2m"
[post.samur.south.papers]
lanes = 2
service = "1m"
[post.samur.south.control.group.trucks]
classes = ["class.truck"]
lanes = 1
service = "1m"
[post.samur.south.control.group.others]
lanes = 2
service = "1m"
[toll.plaza]
lanes = 2
service = "1m"
[flow.north]
class = "class.truck"
from = "place.baku"
to = "place.moscow"
volume = "10/day"
[flow.south]
class = "class.car"
from = "place.moscow"
to = "place.baku"
volume = "10/day"
[flow.plaza]
class = "class.car"
through = ["toll.plaza"]
volume = "10/day"
`

const sides = "directions = [\"north\", \"south\"]\n"

const week = sides + "[run]\nstart = 2024-01-01\nend = 2024-01-08\n" // Monday to Sunday

// What is dated comes off the calendar of each element in its own time, and is noted
// for the time of recovery.
func TestDatedDisruptions(t *testing.T) {
	net, _ := compile(t, week+twoWays+`
[disruption.flood]
title = "Flood"
at = ["post.samur", "post.samur.north"]
on = ["2024-01-03/2024-01-04", { from = 2024-01-06T10:00:00, until = 2024-01-06T12:00:00 }]
[disruption.works]
at = "post.samur.north.control"
hours = "Sun 22:00-02:00"
lanes = 2
pace = 0.5
`)
	flood, works := net.Disruptions[0], net.Disruptions[1]
	if got, want := fmt.Sprint(flood.Name, flood.Title, flood.Elements, flood.Planned, flood.Lanes, flood.Pace, flood.Work), "disruption.floodFlood[0 1 2 3 4] true -1 1 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(works.Elements, works.Planned, works.Lanes, works.Pace, works.Work, works.Each), "[0] true 2 0.5 0 false"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	control := element(t, net, "post.samur.north.control")
	lanes := "[{0s 3 3 true false} {1d20h 0 3 false false} {3d20h 3 3 true false} {5d6h 0 3 false false} {5d8h 3 3 true false} {6d18h 1 3 true false} {6d22h 3 3 true false}]"
	if fmt.Sprint(control.Lanes) != lanes || fmt.Sprint(control.Hall.Groups[0].Lanes) != lanes {
		t.Errorf("lanes\n got %v\nand %v\nwant %s", control.Lanes, control.Hall.Groups[0].Lanes, lanes)
	}
	if got, want := fmt.Sprint(control.Hall.Pace), "[{0s 1} {6d18h 0.5} {6d22h 1}]"; got != want {
		t.Errorf("pace %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(control.Hall.Lasting), "[{1d20h 3d20h 0} {5d6h 5d8h 0} {6d18h 6d22h 1}]"; got != want {
		t.Errorf("lasting %s, want %s", got, want)
	}
	south := element(t, net, "post.samur.south.papers")
	if got, want := fmt.Sprint(south.Lanes), "[{0s 2 2 true false} {1d21h 0 2 false false} {3d21h 2 2 true false} {5d7h 0 2 false false} {5d9h 2 2 true false}]"; got != want || south.Hall.Pace != nil {
		t.Errorf("south\n got %s\nwant %s", got, want)
	}
	if plaza := element(t, net, "toll.plaza"); plaza.Hall != nil || len(plaza.Lanes) != 1 {
		t.Errorf("the plaza is touched: %+v", plaza)
	}
}

// What is random leaves the calendar alone and makes halls.
func TestRandomDisruptions(t *testing.T) {
	net, _ := compile(t, sides+"[run]\nduration = \"9d\"\n"+twoWays+`
[disruption.breakdown]
at = ["post.samur.south.control", "post.samur.north.control"]
every = { mean = "3d", law = "exponential" }
lasts = "4h"
each_lane = true
[disruption.slow]
at = "toll.plaza"
every = "1d"
lasts = "1h"
pace = 0.25
work = "send back"
`)
	each, slow := net.Disruptions[0], net.Disruptions[1]
	if got, want := fmt.Sprint(each.Elements, each.Planned, each.Every.Mean(), each.Lasts.Mean(), each.Each, each.Lanes, each.Pace, each.Work), "[0 2 3] false 2.592e+11 1.44e+10 true 1 1 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(slow.Each, slow.Lanes, slow.Pace, slow.Work), "false 0 0.25 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	control := element(t, net, "post.samur.north.control")
	h, rules := control.Hall, control.Serving[0].Hall
	if got, want := fmt.Sprint(h.Groups, h.Staff, h.Pace, h.Lasting, h.Watched), "[{ [false true] [{0s 3 3 true false}]}] -1 [] [] false"; got != want {
		t.Errorf("hall %s, want %s", got, want)
	}
	if rules.RoomLength != network.Unlimited || rules.Quota != network.Unlimited || rules.Closing != network.Finish || rules.Rank != nil || rules.Patience != nil {
		t.Errorf("rules %+v", rules)
	}
	if fmt.Sprint(control.Lanes) != "[{0s 3 3 true false}]" {
		t.Errorf("lanes %v", control.Lanes)
	}
}

// An upgrade inside a closure is news, and what it brings is there after it. All
// parameters of a hall have rules.
func TestDisruptionOverAnUpgrade(t *testing.T) {
	text := week + twoWays + "[disruption.flood]\nat = \"toll.plaza\"\non = \"2024-01-02/2024-01-04\"\n"
	later := strings.Replace(text, "[toll.plaza]\nlanes = 2\nservice = \"1m\"", "[toll.plaza]\nlanes = 5\nservice = \"3m\"", 1)
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text)}, from(t, "2024-01-03", "plaza", later))
	plaza := element(t, net, "toll.plaza")
	if got, want := fmt.Sprint(plaza.Lanes), "[{0s 2 2 true false} {1d 0 2 false false} {2d 0 5 false true} {4d 5 5 true false}]"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(plaza.Serving) != 2 || plaza.Serving[1].Hall == nil {
		t.Errorf("serving %+v", plaza.Serving)
	}
}

func TestFaultsOfDisruptions(t *testing.T) {
	const every, lasts = "every = \"9d\"\n", "lasts = \"4h\"\n"
	for _, c := range []struct{ keys, want string }{
		{`at = "post.samurr"` + "\n" + every + lasts, `disruption.d.at: "post.samurr" is not an element; did you mean post.samur?`},
		{`at = ["toll.plaza", "post.samur.north.contrl"]` + "\n" + every + lasts, `disruption.d.at.1: "post.samur.north.contrl" is not an element; did you mean post.samur.north.control?`},
		{`at = "toll.plaza"`, "disruption.d: does not say when it is"},
		{"at = \"toll.plaza\"\n" + every, "disruption.d.lasts: is missing: a random disruption needs every and lasts"},
		{"at = \"toll.plaza\"\n" + lasts, "disruption.d.every: is missing"},
		{"at = \"toll.plaza\"\nevery = \"0s\"\n" + lasts, "disruption.d.every: is always 0"},
		{"at = \"toll.plaza\"\non = \"2024-01-02\"\n" + every + lasts, "disruption.d.on: is written besides every"},
		{"at = \"toll.plaza\"\non = \"2024-01-02\"\nhours = \"08:00-09:00\"", "disruption.d.hours: is written besides on"},
		{"at = \"toll.plaza\"\non = \"2024-01-02\"\neach_lane = true", "disruption.d.each_lane: goes with random disruptions only"},
		{"at = \"toll.plaza\"\neach_lane = true\nlanes = 1\n" + every + lasts, "disruption.d.lanes: is written besides each_lane"},
		{"at = \"toll.plaza\"\neach_lane = true\npace = 0.5\n" + every + lasts, "disruption.d.pace: is written besides each_lane"},
		{"at = \"toll.plaza\"\nlanes = \"all\"\npace = 0.5\n" + every + lasts, "disruption.d.pace: is written, but all lanes are lost"},
		{"at = \"toll.plaza\"\nlanes = 0\n" + every + lasts, `disruption.d.lanes: must be a whole number of lanes from 1 to 10000 or "all", is 0`},
		{"at = \"toll.plaza\"\nwork = \"stop\"\n" + every + lasts, `disruption.d.work: is "stop", must be one of finish, hold, send back`},
		{"at = \"toll.plaza\"\non = { from = 2024-01-03, until = 2024-01-02 }", "disruption.d.on: until is 2024-01-02, not after from, 2024-01-03"},
		{"at = \"toll.plaza\"\non = [{ from = 2024-01-03, untill = 2024-01-04 }, \"2024-01-09\"]", `"untill" is not a key of a period; did you mean until?`},
	} {
		faults := strings.Join(faultsOf(t, week+twoWays+"[disruption.d]\n"+c.keys), "\n")
		if !strings.Contains(faults, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, faults, c.want)
		}
	}
	if faults := faultsOf(t, sides+"[run]\nduration = \"9d\"\n"+twoWays+"[disruption.d]\nat = \"toll.plaza\"\non = \"2024-01-02\""); len(faults) != 1 || !strings.HasPrefix(faults[0], "disruption.d.on: dates need a run with dates") {
		t.Error(faults)
	}
}

func TestWarningsOfDisruptions(t *testing.T) {
	for keys, want := range map[string]string{
		"on = \"2025-01-02\"":                    "disruption.d: is never during the run; it has no effect",
		"hours = \"Mon 08:00-09:00\"\npace = 1":  "disruption.d.pace: is 1, and no lanes are lost",
		"hours = \"Mon 08:00-09:00\"\nlanes = 3": "disruption.d.lanes: is 3, but toll.plaza never has more than 2; all of them are lost",
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, week+twoWays+"[disruption.d]\nat = \"toll.plaza\"\n"+keys)}}, f)
		if got := strings.Join(faultTexts(f, true), "\n"); !strings.HasPrefix(got, want) || len(f.List()) != 1 {
			t.Errorf("%s:\n got %s\nwant %s", keys, got, want)
		}
	}
}

// Windows are merged, and cut at both ends of the run.
func TestPeriods(t *testing.T) {
	var p value.Periods
	if err := p.Decode([]any{"2023-12-30/2024-01-01", "2024-01-02", map[string]any{"from": "2024-01-02T12:00", "until": "2024-01-03T06:00"}, "2024-01-05/2024-02-05"}); err != nil {
		t.Fatal(err)
	}
	days, until := daysFrom(t, "UTC", "2024-01-01", 5)
	tick := func(d value.Date) sim.Time {
		return sim.Time(d.In(time.UTC).UnixMicro() - value.Civil(days[0].number).UnixMicro())
	}
	var said []string
	for _, w := range windows(p, days, tick, until) {
		said = append(said, fmt.Sprintf("%v-%v", w.from, w.to))
	}
	if got, want := strings.Join(said, " "), "0s-2d6h 4d-5d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
