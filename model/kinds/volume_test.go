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

// between adds up the expected arrivals of a flow in [from, to).
func between(f *network.Flow, from, to sim.Time) float64 {
	sum := 0.0
	for _, d := range f.Days {
		for _, p := range f.Patterns[d.Pattern] {
			a, b := max(from, d.At+p.From), min(to, d.At+p.To)
			if a < b {
				sum += d.Volume * p.Share * float64(b-a) / float64(p.To-p.From)
			}
		}
	}
	return sum
}

const oneFlow = `
[class.truck]
[toll.lane]
lanes = 1
service = "1m"
[flow.trucks]
class = "class.truck"
through = ["toll.lane"]
max_wait = "none"
`

func flowOf(t *testing.T, run, flow string) (*network.Flow, network.Plan) {
	t.Helper()
	net, plan := compile(t, "[run]\n"+run+oneFlow+flow)
	return &net.Flows[0], plan
}

// Growth compounds continuously, and every day has its exact mean: any span of whole
// days holds the integral of the closed form.
func TestGrowthIsIntegratedExactly(t *testing.T) {
	for _, percent := range []float64{8, -3, 0, 200, -99} {
		f, plan := flowOf(t, "start = 2024-01-01\nend = 2034-01-01", fmt.Sprintf("volume = { rate = \"471/day\", at = 2023-07-01 }\ngrowth = \"%v%%/year\"", percent))
		rate := math.Log1p(percent / 100)
		years := func(t sim.Time) float64 { return (float64(t)/float64(sim.Day) + 184) / 365.2425 } // since July 2023
		for _, span := range [][2]sim.Time{{0, sim.Day}, {0, 366 * sim.Day}, {1000 * sim.Day, 1001 * sim.Day}, {0, plan.Until}} {
			want := 471 * float64(span[1]-span[0]) / float64(sim.Day)
			if rate != 0 {
				want = 471 * 365.2425 * (math.Exp(rate*years(span[1])) - math.Exp(rate*years(span[0]))) / rate
			}
			if got := between(f, span[0], span[1]); math.Abs(got/want-1) > 1e-11 {
				t.Errorf("%v %%: %v to %v brings %v, want %v", percent, span[0], span[1], got, want)
			}
		}
	}
}

// Profiles have a time-weighted mean of 1: a week, and a Gregorian cycle of years,
// bring what the volume says, however it is spread.
func TestProfilesKeepTheVolume(t *testing.T) {
	profile := "[profile.p]\nhours = [1, 2, 3, 0, 5, 1]\nweekdays = [1, 1, 1, 1, 2, 3, 0]\n"
	f, _ := flowOf(t, "duration = \"28d\"", "volume = \"100/day\"\nprofile = \"profile.p\"\n"+profile)
	if got := between(f, 0, 7*sim.Day); math.Abs(got-700) > 1e-9 {
		t.Errorf("a week brings %v, want 700", got)
	}
	if got, want := between(f, 5*sim.Day, 6*sim.Day), 100*3.0/9*7; math.Abs(got-want) > 1e-9 {
		t.Errorf("a Saturday brings %v, want %v", got, want)
	}
	if got, want := between(f, 8*sim.Hour, 12*sim.Hour), 100*(3.0/12)*(7.0/9); math.Abs(got-want) > 1e-9 {
		t.Errorf("Monday from 8 to 12 brings %v, want %v", got, want)
	}
	if got := between(f, 12*sim.Hour, 16*sim.Hour); got != 0 {
		t.Errorf("Monday from 12 to 16 brings %v, want none", got)
	}
	months := "[profile.m]\nmonths = [1.1, 1.05, 1, 1, 1, 0.95, 0.85, 0.85, 0.9, 0.9, 0.8, 1.4]\n"
	f, plan := flowOf(t, "start = 2000-01-01\nend = 2200-01-01", "volume = \"100/day\"\nprofile = \"profile.m\"\n"+months)
	if got, want := between(f, 0, plan.Until), 100*float64(plan.Until)/float64(sim.Day); math.Abs(got/want-1) > 1e-5 {
		t.Errorf("200 years bring %v, want %v", got, want)
	}
}

// Each hour keeps its rate when the clocks change, and the hours of the profile are
// those that the clock shows.
func TestProfilesWhenClocksChange(t *testing.T) {
	hours := strings.Repeat("1, ", 2) + "13, " + strings.Repeat("1, ", 21)
	f, _ := flowOf(t, "start = 2024-03-30\nend = 2024-11-01\nzone = \"Europe/Berlin\"", "volume = \"36/day\"\nprofile = \"profile.p\"\n[profile.p]\nhours = ["+hours+"]")
	dayOf := func(number int) float64 {
		d := f.Days[number]
		sum := 0.0
		for _, p := range f.Patterns[d.Pattern] {
			sum += d.Volume * p.Share
		}
		return sum
	}
	for number, want := range map[int]float64{0: 36, 1: 23, 2: 36, 211: 49, 212: 36} { // 31 March is day 1, 27 October day 211
		if got := dayOf(number); math.Abs(got-want) > 1e-9 {
			t.Errorf("day %d brings %v, want %v", number, got, want)
		}
	}
	if n := len(f.Patterns); n != 3 {
		t.Errorf("%d patterns, want 3: usual, 23 hours, 25 hours", n)
	}
}

// Days begin at local midnight of the place a flow comes from; what is outside of the
// horizon or of the life of the flow is cut.
func TestDaysAreCut(t *testing.T) {
	f, plan := flowOf(t, "start = 2024-01-01\nend = 2024-01-03T06:00:00\nlead_in = \"6h\"", "volume = \"24/day\"\nbegins = 2023-12-31T20:00:00\nends = 2024-01-03")
	var got []string
	for _, d := range f.Days {
		got = append(got, fmt.Sprint(d.At, " ", value.Civil(d.Date).Format("02"), " ", d.Volume, f.Patterns[d.Pattern]))
	}
	want := "[2h 31 24 [{0s 4h 0.16666666666666666}] 6h 01 24 [{0s 1d 1}] 1d6h 02 24 [{0s 1d 1}]]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
	if plan.From != 6*sim.Hour || plan.Until != 60*sim.Hour {
		t.Errorf("plan from %v until %v", plan.From, plan.Until)
	}
}

// Batches divide the rate of arrivals, not the number of vehicles.
func TestBatchesDivideTheRate(t *testing.T) {
	f, _ := flowOf(t, "duration = \"10d\"", "volume = \"300/day\"\nbatch = { law = \"geometric\", mean = 3 }")
	if got := between(f, 0, 10*sim.Day); math.Abs(got-1000) > 1e-9 {
		t.Errorf("%v batches, want 1000", got)
	}
	if f.Days[3].Date != 3 || f.MaxWait != sim.Never {
		t.Errorf("day 3 has the key %d, longest wait %v", f.Days[3].Date, f.MaxWait)
	}
}

func TestGivenTimes(t *testing.T) {
	f, _ := flowOf(t, "start = 2024-01-01\nend = 2024-01-03\nlead_in = \"1d\"", "arrivals = { times = [\"10m\", \"0s\", 2024-01-02T08:00:00, \"9d\"] }")
	if got, want := fmt.Sprint(f.Times), "[1d 1d10m 2d8h]"; got != want || len(f.Days) != 0 {
		t.Errorf("%s, want %s", got, want)
	}
}

// A new volume holds at its upgrade, new growth goes on from the volume reached, and
// what is not touched goes on as before.
func TestVolumesGoOnOverUpgrades(t *testing.T) {
	text := func(flow string) string { return "[run]\nstart = 2024-01-01\nend = 2027-01-01" + oneFlow + flow }
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text("volume = \"100/day\"\ngrowth = \"10%/year\""))},
		from(t, "2025-01-01", "slower", text("volume = \"100/day\"\ngrowth = \"0%/year\"")),
		from(t, "2025-07-01", "more", text("volume = \"300/day\"\ngrowth = \"0%/year\"")),
		from(t, "2026-01-01", "grows", text("volume = \"300/day\"\ngrowth = \"5%/year\"")))
	f := &net.Flows[0]
	days := func(n int) sim.Time { return sim.Time(n) * sim.Day }
	reached := 100 * math.Pow(1.1, 366/365.2425)
	for _, c := range []struct {
		day  int
		want float64
	}{{365, 100 * math.Pow(1.1, 365.5/365.2425)}, {366, reached}, {500, reached}, {366 + 181, 300}, {731, 300 * math.Pow(1.05, 0.5/365.2425)}, {1000, 300 * math.Pow(1.05, 269.5/365.2425)}} {
		if got := between(f, days(c.day), days(c.day+1)); math.Abs(got/c.want-1) > 1e-7 {
			t.Errorf("day %d brings %v, want %v", c.day, got, c.want)
		}
	}
}

// An upgrade before the start sets the volume of its own date.
func TestVolumesOfUpgradesBeforeTheStart(t *testing.T) {
	text := func(flow string) string { return "[run]\nstart = 2024-01-01\nend = 2025-01-01" + oneFlow + flow }
	year := 365.2425
	grown := 100 * math.Pow(1.1, 730/year) * (math.Pow(1.1, 366/year) - 1) / (math.Log(1.1) * 366 / year) // 126.9
	for _, c := range []struct {
		name string
		net  func() (*network.Network, network.Plan)
		want float64 // mean of 2024, a day
	}{
		{"volume and growth", func() (*network.Network, network.Plan) {
			return compileEpochs(t, Epoch{Scenario: read(t, text("volume = \"50/day\""))},
				from(t, "2022-01-01", "count", text("volume = \"100/day\"\ngrowth = \"10%/year\"")))
		}, grown},
		{"growth ends on the way", func() (*network.Network, network.Plan) {
			return compileEpochs(t, Epoch{Scenario: read(t, text("volume = \"50/day\""))},
				from(t, "2022-01-01", "count", text("volume = \"100/day\"\ngrowth = \"10%/year\"")),
				from(t, "2023-01-01", "halt", text("volume = \"100/day\"\ngrowth = \"0%/year\"")))
		}, 100 * math.Pow(1.1, 365/year)},
		{"growth only", func() (*network.Network, network.Plan) {
			return compileEpochs(t, Epoch{Scenario: read(t, text("volume = \"100/day\""))},
				from(t, "2022-01-01", "grow", text("volume = \"100/day\"\ngrowth = \"10%/year\"")))
		}, grown},
	} {
		net, plan := c.net()
		if got := between(&net.Flows[0], 0, plan.Until) / 366; math.Abs(got/c.want-1) > 1e-6 {
			t.Errorf("%s: %v a day, want %v", c.name, got, c.want)
		}
	}
}

// An upgrade in the middle of a day leaves one entry for the day, so that its luck
// stays one.
func TestUpgradeInsideADay(t *testing.T) {
	text := func(volume string) string {
		return "[run]\nstart = 2024-01-01\nend = 2024-01-05\nzone = \"UTC\"\n[place.a]\nzone = \"Asia/Baku\"\n[place.b]\n[road.ab]\nfrom = \"place.a\"\nto = \"place.b\"\ntime = \"1h\"\n" +
			"[class.truck]\n[flow.trucks]\nclass = \"class.truck\"\nfrom = \"place.a\"\nto = \"place.b\"\nvolume = \"" + volume + "\""
	}
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text("24/day"))}, from(t, "2024-01-03", "more", text("48/day")))
	f := &net.Flows[0]
	for i, d := range f.Days {
		if i > 0 && d.Date != f.Days[i-1].Date+1 {
			t.Errorf("entry %d is day %d after %d", i, d.Date, f.Days[i-1].Date)
		}
	}
	if got := between(f, 0, 4*sim.Day); math.Abs(got-2*24-2*48) > 1e-9 {
		t.Errorf("%v vehicles, want 144", got)
	}
}
