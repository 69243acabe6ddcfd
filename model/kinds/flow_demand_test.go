package kinds

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// Growth by calendar year compounds by date: each day is the integral of the product of
// powers, whatever the zone the years begin in, and equal rates are one rate.
func TestGrowthByYearIsIntegratedExactly(t *testing.T) {
	const year = 365.2425
	f, plan := flowOf(t, "start = 2024-01-01\nend = 2027-01-01\nzone = \"Asia/Baku\"", `volume = { rate = "471/day", at = 2022-03-01 }
growth = { earlier = "4%", 2023 = "-7%", 2024 = "30%", 2025 = "0%", later = "5%" }`)
	level := 471 * math.Pow(1.04, 306/year) * math.Pow(0.93, 365/year) // 1 March 2022 to the end of 2023
	day := 0
	for _, c := range []struct{ days, rate float64 }{{366, 0.3}, {365, 0}, {365, 0.05}} {
		for d := range int(c.days) {
			from := level * math.Pow(1+c.rate, float64(d)/year)
			want := from
			if c.rate != 0 {
				want = from * (math.Pow(1+c.rate, 1/year) - 1) / math.Log1p(c.rate) * year
			}
			at := sim.Time(day) * sim.Day
			if got := between(f, at, at+sim.Day); math.Abs(got/want-1) > 1e-11 {
				t.Fatalf("day %d brings %v, want %v", day, got, want)
			}
			day++
		}
		level *= math.Pow(1+c.rate, c.days/year)
	}
	if end := sim.Time(day) * sim.Day; end != plan.Until {
		t.Errorf("%v of %v", end, plan.Until)
	}
	same, _ := flowOf(t, "start = 2024-01-01\nend = 2027-01-01", "volume = \"100/day\"\ngrowth = { 2024 = \"8%\", later = \"8%\" }")
	one, _ := flowOf(t, "start = 2024-01-01\nend = 2027-01-01", "volume = \"100/day\"\ngrowth = \"8%/year\"")
	if a, b := between(same, 0, plan.Until), between(one, 0, plan.Until); math.Abs(a/b-1) > 1e-12 {
		t.Errorf("equal rates bring %v, one rate %v", a, b)
	}
}

// An upgrade of the future that is chosen goes on from the volume reached.
func TestGrowthOfTablesChanges(t *testing.T) {
	text := func(base string) string {
		return "[run]\nstart = 2024-01-01\nend = 2026-01-01" + oneFlow + "volume = \"100/day\"\ngrowth = \"growth.g\"\n[growth.g]\nbase = \"" + base + "\"\n"
	}
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text("10%/year"))}, from(t, "2025-01-01", "slower", text("0%/year")))
	years := func(growth string) string {
		return "[run]\nstart = 2024-01-01\nend = 2026-01-01" + oneFlow + "volume = \"100/day\"\ngrowth = " + growth
	}
	again, _ := compileEpochs(t, Epoch{Scenario: read(t, years(`{ 2024 = "10%", later = "1%" }`))}, from(t, "2025-01-01", "slower", years(`{ 2025 = "0%" }`)))
	want := 100 * math.Pow(1.1, 366/365.2425)
	for _, n := range []*network.Network{net, again} {
		if got := between(&n.Flows[0], 500*sim.Day, 501*sim.Day); math.Abs(got/want-1) > 1e-12 {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// recordedFlow compiles a flow of recorded arrivals.
func recordedFlow(t *testing.T, run, keys, text, more string) (*network.Flow, *Faults) {
	t.Helper()
	s := read(t, "[run]\n"+run+oneFlow+"recorded = { file = \"x.csv\", "+keys+" }\n"+more)
	r := s.Flow["trucks"].Recorded
	r.Name, r.Text = "x.csv", text
	f := &Faults{}
	net, _ := Compile("test", []Epoch{{Scenario: s}}, f)
	return &net.Flows[0], f
}

// Every recorded day brings exactly its count, on days of 23 and 25 hours too, at the
// hours of the profile.
func TestRecordedDaysAreReproduced(t *testing.T) {
	var text strings.Builder
	text.WriteString("n;day\n")
	count := func(number int32) int { return int(number*7919) % 23 }
	first := int32(19783) // 1 March 2024
	for d := first; d < first+275; d++ {
		fmt.Fprintf(&text, "%d;%s\n", count(d), value.Civil(d).Format("02.01.2006"))
	}
	hours := "profile = \"profile.p\"\n[profile.p]\nhours = [" + strings.Repeat("0, ", 11) + "1, 3" + strings.Repeat(", 0", 11) + "]"
	f, faults := recordedFlow(t, "start = 2024-03-01\nend = 2024-12-01\nzone = \"Europe/Berlin\"", `date = "day", count = "n", separator = ";", format = "DD.MM.YYYY"`, text.String(), hours)
	if faults.Fatal() {
		t.Fatal(faults.List())
	}
	berlin, _ := LoadZone("Europe/Berlin")
	days := localDays(berlin, value.StartOfDay(berlin, first), 276*sim.Day)
	i := 0
	for _, d := range days[:275] {
		n, early := 0, 0
		for ; i < len(f.Times) && f.Times[i] < d.to; i++ {
			n++
			if f.Times[i] < d.from {
				t.Fatalf("%v is not on its day", f.Times[i])
			}
			d.each(11*sim.Hour, 12*sim.Hour, func(a, b sim.Time) {
				if a <= f.Times[i] && f.Times[i] < b {
					early++
				}
			})
		}
		if want := count(d.number); n != want || math.Abs(float64(early)-float64(want)/4) > 0.51 {
			t.Errorf("%s: %d came, %d of them from 11 to 12; %d were counted", dateText(d.number), n, early, want)
		}
	}
	if i != len(f.Times) || f.Arrivals != network.Listed {
		t.Errorf("%d of %d", i, len(f.Times))
	}
}

// Time stamps come as they are, in their zone; what is outside of the run is said.
func TestRecordedTimesAreReproduced(t *testing.T) {
	f, faults := recordedFlow(t, "start = 2024-01-01\nend = 2024-01-02", `time = "at", count = "n", zone = "Asia/Baku"`,
		"\ufeffat,n\n2024-01-01T03:59:59,4\n2024-01-01 04:00,2\n2024-01-01T12:00:00+01:00,1\n2024-01-02 04:00,1\n", "")
	if got, want := fmt.Sprint(f.Times), "[0s 0s 11h]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := faultTexts(faults, true); len(got) != 1 || !strings.Contains(got[0], "5 of 8 recorded arrivals are outside of the run") {
		t.Error(got)
	}
}

// A local time that the clock shows twice is refused, like one that it never shows.
func TestRecordedTimesWhenClocksChange(t *testing.T) {
	for at, once := range map[string]bool{"2024-10-27T02:30": false, "2024-10-27T01:59": true, "2024-10-27T03:00": true, "2024-10-27T02:30:00+01:00": true,
		"2024-03-31T02:00": false, "2024-03-31T03:00": true} {
		_, faults := recordedFlow(t, "start = 2024-01-01\nend = 2025-01-01", `time = "at", zone = "Europe/Berlin"`, "at\n"+at+"\n", "")
		if got := !faults.Fatal(); got != once {
			t.Errorf("%s: %v", at, faults.List())
		}
	}
}

// A fault of a row names file and line, also when the reader cannot go on.
func TestFaultsOfRecords(t *testing.T) {
	for text, want := range map[string]string{
		"at\n2024-01-01 10:00\n2024-01-01 09:00\n": "x.csv:3: flow.trucks.recorded: 2024-01-01 09:00 stands after 2024-01-01 10:00 of line 2; sort the rows, the earliest first",
		"at\n":                       "x.csv:1: flow.trucks.recorded: has no rows; write one row for each vehicle, or for each day",
		"at,at\n2024-01-01,2024\n":   "x.csv:1: flow.trucks.recorded: has two columns \"at\"; give each column a name of its own",
		"at,n\n2024-01-01 10:00\n":   "x.csv:2: flow.trucks.recorded: has 1 columns, the first line has 2; write a value, or nothing, between the separators for every column",
		"time\n2024-01-01 10:00\n":   "x.csv:1: flow.trucks.recorded: has no column \"at\", which time names; known are time",
		"at\n2024-01-01 10:00\n\"\n": "x.csv:3: flow.trucks.recorded: is not CSV: extraneous or missing \" in quoted-field in column 3; write texts with quotes in them in quotes, and such quotes twice",
	} {
		_, faults := recordedFlow(t, "start = 2024-01-01\nend = 2024-01-02", `time = "at"`, text, "")
		got := faultTexts(faults, false)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

// No bytes make the reader panic, and what it accepts is in order.
func FuzzRecords(f *testing.F) {
	f.Add("at,n\n2024-01-01 10:00,3\n2024-01-02,0\n", ",", "")
	f.Add("at;n\n01.02.2024;3\n", ";", "DD.MM.YYYY")
	f.Fuzz(func(t *testing.T, text, separator, format string) {
		spec := &RecordedSpec{Time: "at", Separator: separator, Format: format, Name: "x.csv", Text: text}
		if spec.Separator != "," && spec.Separator != ";" && spec.Separator != "tab" {
			return
		}
		faults := &Faults{}
		if !spec.check("flow.f.recorded", faults) {
			return
		}
		zone, _ := LoadZone("Asia/Baku")
		rows := (&recordReader{RecordedSpec: spec, Faults: faults, zone: zone}).rows()
		for i := range rows {
			if i > 0 && !rows[i-1].at.Before(rows[i].at) || rows[i].n < 0 {
				t.Errorf("%v", rows)
			}
		}
		if len(rows) == 0 && !faults.Fatal() {
			t.Error("nothing is read and nothing is said")
		}
	})
}

const threeFlows = `
[class.truck]
payload = "20 t"
[place.a]
zone = "Asia/Baku"
[place.b]
zone = "Europe/Moscow"
[road.ab]
from = "place.a"
to = "place.b"
time = "1h"
[flow.north]
class = "class.truck"
from = "place.a"
to = "place.b"
volume = "100/day"
growth = "8%/year"
empty = 0.1
[flow.south]
class = "class.truck"
from = "place.b"
to = "place.a"
volume = "120/day"
profile = "profile.p"
[profile.p]
hours = [1, 3]
`

// A balance is exact on every day of the place it begins in, though the others have days
// of their own, and goes over from one direction to the other with growth.
func TestBalanceOfEveryDay(t *testing.T) {
	net, plan := compile(t, "[run]\nstart = 2024-01-01\nend = 2029-01-01\nzone = \"Asia/Baku\""+threeFlows+`
[flow.back]
class = "class.truck"
from = "place.b"
to = "place.a"
profile = "profile.p"
balance = { of = "flow.north", minus = "flow.south" }
[flow.forth]
class = "class.truck"
from = "place.a"
to = "place.b"
batch = 2
balance = { of = "flow.south", minus = "flow.north" }
`)
	back, forth, north, south := &net.Flows[0], &net.Flows[1], &net.Flows[2], &net.Flows[3]
	check := func(f *network.Flow, batch float64, offset sim.Time, sign float64) {
		t.Helper()
		for at := offset; at+sim.Day <= plan.Until; at += sim.Day {
			want := max(0, sign*(0.9*between(north, at, at+sim.Day)-between(south, at, at+sim.Day)))
			if got := batch * between(f, at, at+sim.Day); math.Abs(got-want) > 1e-9 {
				t.Fatalf("at %v %v come, want %v", at, got, want)
			}
		}
	}
	check(back, 1, sim.Hour, 1) // midnight in Moscow
	check(forth, 2, 0, -1)
	if len(back.Days) == 0 || len(forth.Days) == 0 || back.KG != 0 || back.Empty != 1 {
		t.Errorf("%d days back, %d forth, %d kg", len(back.Days), len(forth.Days), back.KG)
	}
	day := back.Days[len(back.Days)-2]
	if got, want := between(back, day.At, day.At+12*sim.Hour), between(back, day.At, day.At+sim.Day)/4; math.Abs(got-want) > 1e-9 {
		t.Errorf("%v before noon, want %v", got, want)
	}
}

// A planned change of demand cuts the pattern where it begins and ends and nothing else.
func TestPlannedChangesOfDemand(t *testing.T) {
	net, _ := compile(t, "[run]\nstart = 2024-01-01\nend = 2024-01-11\nzone = \"Asia/Baku\""+threeFlows+`
[disruption.storm]
flows = "flow.south"
demand = 0.25
on = { from = 2024-01-03T06:00:00, until = 2024-01-04T18:00:00 }
[disruption.night]
flows = ["flow.south"]
demand = 0
hours = "Thu 00:00-06:00"
`)
	south := &net.Flows[1]
	zero := sim.Hour // midnight in Moscow
	for _, c := range []struct {
		from, to int
		want     float64
	}{{0, 48, 240}, {48, 54, 15}, {54, 60, 15. / 4}, {60, 72, 90. / 4}, {72, 78, 0}, {78, 84, 15. / 4}, {84, 90, 45. / 4}, {90, 96, 45}, {96, 216, 600}} {
		if got := between(south, zero+sim.Time(c.from)*sim.Hour, zero+sim.Time(c.to)*sim.Hour); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("from %d to %d %v come, want %v", c.from, c.to, got, c.want)
		}
	}
	if d := net.Disruptions[1]; len(d.Lasting) != 1 || d.Demand != 0.25 || !d.Planned {
		t.Errorf("%+v", d)
	}
}

// Freight becomes vehicles by the mean load of loaded ones and the share of empty ones.
func TestVolumesOfFreight(t *testing.T) {
	for flow, want := range map[string]float64{
		"volume = \"500 t/day\"": 25, "volume = \"0.5 kt / day\"\nempty = 0.5": 50, "volume = \"1.2 Mt/year\"": 1.2e6 / 365.2425 / 20,
		"volume = \"300 TEU/month\"": 300 * 12 / 365.2425 / 1.5, "volume = \"7 TEU/week\"\nempty = 0.2": 1 / 1.5 / 0.8,
		"volume = \"500 t/day\"\nload = { law = \"uniform\", min = \"10 t\", max = \"15 t\" }": 40, "volume = \"500 t/day\"\ncommodity = \"commodity.c\"": 20,
		"volume = \"500 t/day\"\ncommodity = \"commodity.c\"\nload = \"10 t\"": 50, "volume = \"500 t/day\"\npayload = \"50 t\"\ncommodity = \"commodity.c\"": 10,
		"volume = \"30/day\"\nempty = 0.5": 30, "volume = { rate = \"500 t/day\", at = 2024-01-01 }": 25,
	} {
		net, _ := compile(t, strings.Replace("[run]\nstart = 2024-01-01\nend = 2024-01-02"+oneFlow, "[class.truck]", "[class.truck]\npayload = \"20 t\"\nteu = 1.5\n[commodity.c]\nload = \"25 t\"", 1)+flow)
		if got := between(&net.Flows[0], 0, sim.Day); math.Abs(got/want-1) > 1e-12 {
			t.Errorf("%s: %v a day, want %v", flow, got, want)
		}
	}
}

// TestChangedBesideFerries: a disruption of demand and a balance mean the flows that they
// name, whatever trains and vessels stand before them by name.
func TestChangedBesideFerries(t *testing.T) {
	net, _ := compile(t, `
[run]
start = 2025-01-01
end = 2025-01-11
[class.truck]
[class.vessel]
mode = "water"
[place.a]
[place.b]
[sea.ab]
from = "place.a"
to = "place.b"
time = "5h"
[ferry.f]
class = "class.vessel"
from = "place.a"
to = "place.b"
over = ["sea.ab"]
classes = ["class.truck"]
vehicles = 10
departs = "4/day"
[flow.a]
class = "class.truck"
from = "place.a"
to = "place.b"
volume = "10/day"
[flow.b]
class = "class.truck"
from = "place.a"
to = "place.b"
volume = "20/day"
[flow.c]
class = "class.truck"
from = "place.b"
to = "place.a"
balance = { of = "flow.b", minus = "flow.a" }
[disruption.d]
flows = "flow.b"
demand = 0.6
on = "2025-01-05/2025-01-06"
`)
	for _, f := range net.Flows {
		want := map[string][2]float64{"flow.a": {10, 10}, "flow.b": {20, 12}, "flow.c": {10, 2}}[f.Name]
		for d, v := range f.Days {
			sum := 0.0
			for _, p := range f.Patterns[v.Pattern] {
				sum += v.Volume * p.Share
			}
			at := 0
			if d == 4 || d == 5 {
				at = 1
			}
			if math.Abs(sum-want[at]) > 1e-9 {
				t.Errorf("%s: %g on day %d, want %g", f.Name, sum, d+1, want[at])
			}
		}
	}
}
