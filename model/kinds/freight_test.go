package kinds

import (
	"fmt"
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// caspian is a corridor of all kinds: wagons from baku to alat on a single track, there
// onto trucks, with them by ferry to aktau and by road to almaty.
const caspian = `
directions = ["east", "west"]
[run]
start = 2024-01-01
end = 2024-01-15
[class.truck]
length = "18 m"
payload = "20 t"
[class.wagon]
mode = "rail"
length = "14 m"
gap = "0 m"
payload = "60 t"
teu = 2.0
[class.train]
mode = "rail"
length = "700 m"
[class.vessel]
mode = "water"
length = "150 m"
[place.baku]
zone = "Asia/Baku"
[place.alat]
zone = "Asia/Baku"
[place.aktau]
[place.almaty]
[rail.ab]
from = "place.baku"
to = "place.alat"
length = "80 km"
speed = "40 km/h"
track = "single"
sections = 3
paths = "24 trains/day"
[sea.caspian]
from = "place.alat"
to = "place.aktau"
length = "500 km"
speed = "25 km/h"
[road.steppe]
from = "place.aktau"
to = "place.almaty"
length = "500 km"
speed = "70 km/h"
[terminal.alat]
at = "place.alat"
tracks = 2
[terminal.alat.cranes]
lanes = 3
service = "10m"
lift = "20 t"
[terminal.alat.transfer.out]
from = "class.wagon"
to = "class.truck"
batch = 6
time_out = "3h"
[train.t]
class = "class.train"
from = "place.baku"
to = "place.alat"
over = ["rail.ab"]
classes = ["class.wagon"]
wagons = 20
tonnes = "1000 t"
departs = { at = ["06:00", "18:00"], days = ["Mon", "Thu"] }
least = 2
[ferry.f]
class = "class.vessel"
from = "place.alat"
to = "place.aktau"
over = ["sea.caspian"]
classes = ["class.truck"]
lane_length = "800 m"
vessels = 3
away = 1
departs = "when full"
time_out = "12h"
empty = true
turnaround = "8h"
[flow.x]
class = "class.wagon"
from = "place.baku"
to = "place.almaty"
volume = "25/day"
`

func TestRouteOverModes(t *testing.T) {
	net, _ := compile(t, caspian)
	var names []string
	for i := range net.Flows {
		names = append(names, fmt.Sprintf("%s: %s", net.Flows[i].Name, hops(net, int(net.Flows[i].Routes[0]))))
	}
	want := []string{
		"ferry.f.east.vessels: sea.caspian.east",
		"ferry.f.west.vessels: sea.caspian.west",
		"flow.x: train.t.east terminal.alat.cranes terminal.alat.transfer.out ferry.f.east road.steppe.east",
		"train.t.east.trains: rail.ab.1 rail.ab.2 rail.ab.3 terminal.alat.tracks",
		"train.t.west.trains: rail.ab.3 rail.ab.2 rail.ab.1",
	}
	if got := strings.Join(names, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	route := net.Routes[net.Flows[2].Routes[0]]
	truck, wagon := network.ClassID(1), network.ClassID(3)
	if got, want := fmt.Sprint(route.Classes, route.Units, route.Length), fmt.Sprint([]network.ClassID{wagon, wagon, truck, truck, truck}, []float64{1, 1, 1, 3, 3, 3}, sim.Millimetres(1080_000_000)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if f := net.Flows[4]; f.Arrivals != network.Sent || f.KG != 0 || f.Class != 0 || f.MaxWait != sim.Never || f.Title != "t, west, trains" {
		t.Errorf("%+v", f)
	}
	if c := net.Classes[wagon]; c.Mode != network.ByRail || c.TEU != 2000 {
		t.Errorf("%+v", c)
	}
}

func TestTrainAndFerry(t *testing.T) {
	net, _ := compile(t, caspian)
	east, ferry, back := element(t, net, "train.t.east"), element(t, net, "ferry.f.east"), element(t, net, "ferry.f.west")
	const day, hour = sim.Day, sim.Hour
	if got, want := fmt.Sprint(east.Ride.Departures), fmt.Sprint([]sim.Time{2 * hour, 14 * hour, 3*day + 2*hour, 3*day + 14*hour,
		7*day + 2*hour, 7*day + 14*hour, 10*day + 2*hour, 10*day + 14*hour}); got != want {
		t.Errorf("departures %s, want %s", got, want)
	}
	any := network.AnyAmount()
	p := east.Ride.Params[0]
	if p.Most != (network.Amount{20, any[1], 1_000_000, any[3]}) || p.Least != (network.Amount{2}) || p.TimeOut != sim.Never || p.Empty {
		t.Errorf("%+v", p)
	}
	if net.Flows[east.Ride.Carrier].Name != "train.t.east.trains" || east.Ride.Size != network.Unlimited || east.Ride.Partner != network.None || east.Ride.Into != network.None {
		t.Errorf("%+v", east.Ride)
	}
	if e := ferry.Ride; e.Size != 2 || back.Ride.Size != 1 || net.Elements[e.Partner].Name != "ferry.f.west" || net.Elements[back.Ride.Partner].Name != "ferry.f.east" || e.Departures != nil {
		t.Errorf("%+v", e)
	}
	p = ferry.Ride.Params[0]
	if p.Most != (network.Amount{any[0], 800_000, any[2], any[3]}) || p.Enough != p.Most || p.TimeOut != 12*hour || !p.Empty || p.Turnaround != 8*hour {
		t.Errorf("%+v", p)
	}
	if s := ferry.Serving[0]; ferry.Station != network.Rides || s.Room != network.Unlimited || s.Time[1] == nil || s.Time[3] != nil || ferry.Lanes != nil {
		t.Errorf("%+v", ferry)
	}
}

func TestRailAndTerminal(t *testing.T) {
	net, _ := compile(t, caspian+"[rail.far]\nfrom = \"place.aktau\"\nto = \"place.almaty\"\ntime = \"10h\"\npaths = \"48/day\"\ntrains = 5\nlimit = 0.6\n")
	section := element(t, net, "rail.ab.1")
	train := network.ClassID(0)
	if section.Station != network.Service || section.Serving[0].Time[1] != nil || section.Serving[0].LaneTicks(train) != 40*60e6 || section.Hall.Resets == nil || section.Serving[0].Hall.Quota != 24 {
		t.Errorf("%+v", section)
	}
	if last := element(t, net, "rail.ab.3"); last.Hall != nil || last.Serving[0].Room != network.Unlimited {
		t.Errorf("%+v", last)
	}
	far := element(t, net, "rail.far.west").Driving[0]
	if far.Headway[train] != 30*sim.Minute || far.Capacity != 2 || far.Storage != 5 || far.Space[train] != 1 || far.Time[train] != 10*sim.Hour || far.Time[1] != sim.Never {
		t.Errorf("%+v", far)
	}
	var lines []string
	for _, l := range net.Lines {
		lines = append(lines, fmt.Sprint(l.Name, l.Direction, len(l.Elements), l.Limit, l.Paths))
	}
	if got, want := strings.Join(lines, " "), "rail.ab 3 0.75 [{0s 24}] rail.far.easteast1 0.6 [{0s 48}] rail.far.westwest1 0.6 [{0s 48}]"; strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(want), "") {
		t.Errorf("got %s\nwant %s", got, want)
	}
	cranes := element(t, net, "terminal.alat.cranes")
	if n := len(cranes.Serving[0].Time[3]); n != 3 || cranes.Serving[0].Time[1] != nil || cranes.Serving[0].LaneTicks(3) != 30*60e6 {
		t.Errorf("%d cycles, %+v", n, cranes)
	}
	out := element(t, net, "terminal.alat.transfer.out")
	if r := out.Ride; r.Into != 1 || r.Carrier != network.None || r.Params[0].Enough[network.Units] != 6 || r.Params[0].TimeOut != 3*sim.Hour || r.Departures != nil {
		t.Errorf("%+v", r)
	}
	tracks := element(t, net, "terminal.alat.tracks")
	if fmt.Sprint(tracks.Lanes) != "[{0s 2 2 true false}]" || tracks.Serving[0].LaneTicks(train) != 0 || tracks.Serving[0].Time[1] != nil {
		t.Errorf("%+v", tracks)
	}
}

// What a train takes, when it departs, its turnaround and paths may change in an upgrade.
func TestUpgradeOfFreight(t *testing.T) {
	after := strings.NewReplacer("wagons = 20", "wagons = 30", "[\"06:00\", \"18:00\"]", "\"12:00\"", "turnaround = \"8h\"", "turnaround = \"6h\"",
		"paths = \"24 trains/day\"", "paths = \"36/day\"", "batch = 6", "batch = 3").Replace(caspian)
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, caspian)}, from(t, "2024-01-08", "u", after))
	east := element(t, net, "train.t.east")
	const day, hour = sim.Day, sim.Hour
	if got, want := fmt.Sprint(east.Ride.Departures[3:]), fmt.Sprint([]sim.Time{3*day + 14*hour, 7*day + 8*hour, 10*day + 8*hour}); got != want {
		t.Errorf("departures %s, want %s", got, want)
	}
	if p := east.Ride.Params; len(p) != 2 || p[1].At != 7*day || p[1].Most[network.Units] != 30 {
		t.Errorf("%+v", p)
	}
	if p := element(t, net, "ferry.f.west").Ride.Params; len(p) != 2 || p[1].Turnaround != 6*hour {
		t.Errorf("%+v", p)
	}
	if got := fmt.Sprint(net.Lines[0].Paths); got != "[{0s 24} {7d 36}]" {
		t.Errorf("paths %s", got)
	}
	if r := element(t, net, "terminal.alat.transfer.out").Ride.Params; len(r) != 2 || r[1].Enough[network.Units] != 3 {
		t.Errorf("%+v", r)
	}
}

// Of a container that goes by rail and then by road, the finder takes the quicker terminal;
// "via" and "avoid" name terminals and trains.
func TestViaTerminal(t *testing.T) {
	text := strings.Replace(caspian, "[flow.x]", `
[terminal.port]
at = "place.aktau"
[terminal.port.transfer.back]
from = "class.truck"
to = "class.wagon"
[flow.y]
class = "class.wagon"
from = "place.baku"
to = "place.aktau"
via = ["terminal.alat", "ferry.f", "terminal.port"]
volume = "1/day"
[flow.x]`, 1)
	net, _ := compile(t, text)
	const want = "train.t.east terminal.alat.cranes terminal.alat.transfer.out ferry.f.east terminal.port.transfer.back"
	if got := hops(net, int(net.Flows[3].Routes[0])); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if r := net.Routes[net.Flows[3].Routes[0]]; fmt.Sprint(r.Units) != "[1 1 1 3 3 1]" || r.Classes[4] != 3 {
		t.Errorf("%+v", r)
	}
}

// Of a ferry with vessels of its own that nobody rides back, they never return.
func TestFleetThatStaysAway(t *testing.T) {
	text := strings.Replace(caspian, "time_out = \"12h\"\nempty = true\n", "", 1)
	s, f := tryRead(t, text)
	Compile("test", []Epoch{{Scenario: s}}, f)
	want := "ferry.f: no freight goes back from ferry.f.east: what has gone there never returns"
	if got := strings.Join(faultTexts(f, true), "\n"); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant %s", got, want)
	}
}

// A terminal whose class nothing brings, or takes on, is a fault; a flow that begins or
// ends there is enough.
func TestTerminalAlone(t *testing.T) {
	const lonely = "[terminal.far]\nat = \"place.almaty\"\n[terminal.far.transfer.t]\nfrom = \"class.truck\"\nto = \"class.wagon\"\n"
	if got := strings.Join(faultsOf(t, caspian+lonely), "\n"); got != "" {
		t.Errorf("where a flow ends: %s", got)
	}
	got := strings.Join(faultsOf(t, caspian+strings.Replace(lonely, "almaty", "baku", 1)), "\n")
	for _, want := range []string{"terminal.far.transfer.t.from: no train, ferry or road brings class.truck to place.baku"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Units that wait at the beginning are of the class of their flow.
func TestInitialBehindTerminal(t *testing.T) {
	got := strings.Join(faultsOf(t, caspian+"initial = { \"ferry.f.east\" = 5 }\n"), "\n")
	if want := "flow.x.initial.ferry.f.east: units of the flow come there as class.truck; write a flow of that class that begins there"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	net, _ := compile(t, caspian+"initial = { \"train.t.east\" = 5 }\n")
	if in := net.Flows[2].Initial; len(in) != 1 || in[0].Count != 5 {
		t.Errorf("%+v", in)
	}
}

// A section of a single track may be named by itself, and the whole line.
func TestSectionsByName(t *testing.T) {
	net, _ := compile(t, caspian+"[disruption.one]\nat = \"rail.ab.2\"\nevery = \"10d\"\nlasts = \"1h\"\n[disruption.all]\nat = \"rail.ab\"\nevery = \"10d\"\nlasts = \"1h\"\n")
	if all, one := net.Disruptions[0].Elements, net.Disruptions[1].Elements; len(all) != 3 || len(one) != 1 || net.Elements[one[0]].Name != "rail.ab.2" {
		t.Errorf("%v, %v", all, one)
	}
}

// Paths beyond what a single track can do are a warning that speaks of the line.
func TestPathsBeyondTheTrack(t *testing.T) {
	s, f := tryRead(t, strings.Replace(caspian, "24 trains/day", "60/day", 1)) // 40 minutes a section
	Compile("test", []Epoch{{Scenario: s}}, f)
	want := "rail.ab.paths: is 60 a day, but the line lets 36 trains pass at most, one at a time in a section"
	if got := strings.Join(faultTexts(f, true), "\n"); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant %s", got, want)
	}
}
