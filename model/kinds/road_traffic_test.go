package kinds

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

const roadHead = `[run]
start = 2024-03-30
end   = 2024-04-03
zone  = "Europe/Berlin"
[class.car]
[class.truck]
pcu = { level = 2, rolling = 3 }
[profile.p]
hours = [0, 1]
[road.r]
oneway = true
`

// roadOf compiles one road.
func roadOf(t *testing.T, text string) *network.Element {
	t.Helper()
	net, _ := compile(t, roadHead+text)
	return element(t, net, "road.r")
}

func TestHCM(t *testing.T) {
	for _, c := range []struct {
		standard string
		mph      float64
		want     float64
	}{
		{"freeway", 75, 2400}, {"freeway", 70, 2400}, {"freeway", 65, 2350}, {"freeway", 55, 2250},
		{"multilane", 70, 2300}, {"multilane", 65, 2300}, {"multilane", 60, 2200}, {"multilane", 45, 1900},
	} {
		if got := hcmLane(c.standard, c.mph*kmInMile); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s at %v mph: %v, want %v", c.standard, c.mph, got, c.want)
		}
	}
}

// inHours writes ticks as hours.
func inHours(t sim.Time) string { return fmt.Sprintf("%g", t.Seconds()/3600) }

func capacities(e *network.Element) string {
	var out []string
	for _, s := range e.Traffic.Capacity {
		out = append(out, fmt.Sprintf("%s:%g-%g=%g", inHours(s.At), s.Whole, s.Taken, s.Left))
	}
	return strings.Join(out, " ")
}

func closedHours(spans []network.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, inHours(s.From)+"-"+inHours(s.To))
	}
	return strings.Join(out, " ")
}

// TestBackgroundSteps: hours are local, also when the clocks change on 31 March; steps
// that change nothing are not kept.
func TestBackgroundSteps(t *testing.T) {
	const road = "time = \"1h\"\ncapacity = \"1000/h\"\n"
	for _, c := range []struct{ text, want string }{
		{road + "background = { rate = \"12000/day\" }", "0:1000-500=500"},
		{road + "background = { rate = \"12000/day\", profile = \"profile.p\", least = 0.2 }",
			"0:1000-0=1000 12:1000-1000=200 24:1000-0=1000 35:1000-1000=200 47:1000-0=1000 59:1000-1000=200 71:1000-0=1000 83:1000-1000=200"},
		{road + "lanes = 2\nbackground = { rate = \"2400/day\" }\n[road.r.works.w]\non = \"04-01\"\nlanes = 1\n[road.r.works.x]\non = { from = 2024-04-01T12:00:00, until = 2024-04-02T12:00:00 }\nshare = 0.5",
			"0:1000-100=900 47:500-100=400 59:250-100=150 71:500-100=400 83:1000-100=900"},
	} {
		if got := capacities(roadOf(t, c.text)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestWorks: lanes and speed go and come back.
func TestWorks(t *testing.T) {
	e := roadOf(t, "length = \"60 km\"\nlanes = 2\nspeed = \"60 km/h\"\n[road.r.works.w]\non = \"2024-04-01\"\nlanes = 1\nspeed = \"30 km/h\"\n[road.r.works.never]\non = \"2025-04-01\"\nlanes = 1")
	var got []string
	for _, p := range e.Driving {
		got = append(got, fmt.Sprintf("%s: %d lanes %s h %d km", inHours(p.At), p.Lanes, inHours(p.Time[0]), p.Storage/1e6))
	}
	if want := "[0: 2 lanes 1 h 120 km 47: 1 lanes 2 h 60 km 71: 2 lanes 1 h 120 km]"; fmt.Sprint(got) != want {
		t.Errorf("got %v\nwant %s", got, want)
	}
	if got, want := capacities(e), "0:4400-0=4400 47:2200-0=2200 71:4400-0=4400"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestClosures: dates, days of every year over New Year's Eve, moments, disruptions.
func TestClosures(t *testing.T) {
	const road = "time = \"1h\"\n"
	for _, c := range []struct{ closed, more, want string }{
		{`"2024-03-31"`, "", "24-47"},
		{`["12-15/03-30", "04-02"]`, "", "0-24 71-95"},
		{`["11-01/02-01", { from = 2024-04-01T06:00:00, until = 2024-04-01T08:00:00 }]`, "", "53-55"},
		{`"04-01"`, "[disruption.d]\nat = \"road.r\"\non = { from = 2024-04-01T22:00:00, until = 2024-04-02T02:00:00 }", "47-73"},
	} {
		e := roadOf(t, road+"closed = "+c.closed+"\n"+c.more)
		if got := closedHours(e.Traffic.Closed); got != c.want {
			t.Errorf("%s: got %s, want %s", c.closed, got, c.want)
		}
	}
}

// TestRoadPace: planned disruptions slow who enters and take from the whole capacity, as
// works do; those of a
// crossing do not fall on its strip, and a plain road stays one.
func TestRoadPace(t *testing.T) {
	const slow = "[disruption.d]\nat = \"road.r\"\non = \"2024-04-01\"\npace = 0.5\n[disruption.e]\nat = \"road.r\"\nhours = \"Tue 00:00-12:00\"\npace = 0.5"
	e := roadOf(t, "time = \"1h\"\ncapacity = \"1000/h\"\nbackground = { rate = \"2400/day\" }\n"+slow)
	if got, want := capacities(e), "0:1000-100=900 47:500-100=400 83:1000-100=900"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	var pace []string
	for _, p := range e.Traffic.Pace {
		pace = append(pace, fmt.Sprintf("%s:%g", inHours(p.At), p.Pace))
	}
	if got, want := fmt.Sprint(pace), "[0:1 47:0.5 83:1]"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(e.Traffic.Lasting) != 2 || len(e.Lasting()) != 2 {
		t.Errorf("%+v", e.Traffic.Lasting)
	}
	if plain := roadOf(t, "time = \"1h\"\n"); plain.Traffic != nil {
		t.Errorf("a plain road has traffic: %+v", plain.Traffic)
	}
}

// TestSeasons: the months of a random disruption, over New Year.
func TestSeasons(t *testing.T) {
	for _, c := range []struct{ months, want string }{
		{`"nov-mar"`, "0-47"}, {`"apr"`, "47-95"}, {`["march", "Apr-Jun"]`, "0-95"}, {`"may"`, ""},
	} {
		net, _ := compile(t, roadHead+"time = \"1h\"\n[disruption.d]\nat = \"road.r\"\nevery = \"1d\"\nlasts = \"1h\"\nmonths = "+c.months)
		if got := closedHours(net.Disruptions[0].Seasons); got != c.want {
			t.Errorf("%s: got %s, want %s", c.months, got, c.want)
		}
		if net.Disruptions[0].Seasons == nil {
			t.Errorf("%s: no season at all", c.months)
		}
	}
}

// TestNights are local to each road; classes without have none.
func TestNights(t *testing.T) {
	net, _ := compile(t, strings.Replace(roadHead, "[class.truck]", "[class.truck]\nnight = \"22:00-06:00\"\nrest = { every = \"4h30m\", lasts = \"45m\" }", 1)+"time = \"1h\"\n[place.a]\n[place.b]\nzone = \"Asia/Baku\"\n[road.s]\nfrom = \"place.a\"\nto = \"place.b\"\ntime = \"1h\"")
	for name, want := range map[string]string{
		"road.r": "0-6 22-29 45-53 69-77 93-95", "road.s.backward": "0-3 19-27 43-51 67-75 91-95",
	} {
		tr := element(t, net, name).Traffic
		if got := closedHours(tr.Nights[1]); !strings.HasPrefix(got, want[:len(want)-3]) {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
		if tr.RestsOn(0) || !tr.RestsOn(1) || tr.Rests[1] != (network.Rest{Every: 9 * sim.Hour / 2, Lasts: 45 * sim.Minute}) {
			t.Errorf("%s: %+v", name, tr.Rests)
		}
	}
}

// TestBackgroundOverUpgrades: what is not set anew goes on from where it was.
func TestBackgroundOverUpgrades(t *testing.T) {
	text := func(growth, rate string) string {
		return "[run]\nstart = 2024-01-01\nend = 2026-01-01\n[class.car]\n[road.r]\noneway = true\ntime = \"1h\"\ncapacity = \"1000/h\"\nbackground = { rate = \"" + rate + "\", growth = \"" + growth + "\" }\n"
	}
	at := func(steps []network.CapacityStep, t sim.Time) float64 {
		taken := 0.0
		for _, s := range steps {
			if s.At <= t {
				taken = s.Taken
			}
		}
		return taken
	}
	upgrade := func(before, after string) []network.CapacityStep {
		net, _ := compileEpochs(t, Epoch{Scenario: read(t, before)}, from(t, "2025-01-01", "u", after))
		return element(t, net, "road.r").Traffic.Capacity
	}
	steps := upgrade(text("100%/year", "2400/day"), text("0%/year", "2400/day"))
	if first, later := at(steps, 0), at(steps, 700*sim.Day); math.Abs(first-100) > 0.2 || math.Abs(later-100*math.Pow(2, 366/365.2425)) > 0.2 {
		t.Errorf("growth ends: %v, then %v", first, later)
	}
	steps = upgrade(text("100%/year", "2400/day"), text("100%/year", "1200/day"))
	if last, next := at(steps, 365*sim.Day), at(steps, 366*sim.Day+sim.Hour); math.Abs(last-200) > 0.5 || math.Abs(next-50) > 0.1 {
		t.Errorf("a new rate: %v, then %v", last, next)
	}
}
