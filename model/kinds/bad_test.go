package kinds

import (
	"slices"
	"strings"
	"testing"
)

// Faults of every table: what is written in place of what, and what is said, which is
// all that is said.
func TestFaults(t *testing.T) {
	const good = `
directions = ["up", "down"]
[run]
start = 2024-01-01
end = 2025-01-01
zone = "UTC"
[class.truck]
length = "18 m"
[place.a]
[place.b]
[profile.p]
hours = [1, 2]
[road.r]
from = "place.a"
to = "place.b"
length = "10 km"
speed = "50 km/h"
[toll.x]
lanes = 2
service = "1m"
[post.samur]
between = ["place.a", "place.b"]
[post.samur.up.control]
lanes = 2
service = "5m"
[flow.f]
class = "class.truck"
through = ["toll.x"]
volume = "1/day"
profile = "profile.p"
`
	if faults := faultsOf(t, good); len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{`["up", "down"]`, `["up", "up"]`, []string{`directions: is ["up" "up"]; write two different labels`, `post.samur.up: "up" is not a direction; known are backward, forward`}},
		{"end = 2025-01-01", "end = 2023-01-01", []string{"run.end: 2023-01-01 is not after the start, 2024-01-01"}},
		{"end = 2025-01-01", "end = 2300-01-01", []string{"longer than 200 years"}},
		{"end = 2025-01-01", "", []string{"run.end: is missing"}},
		{"end = 2025-01-01", "end = 2025-01-01\nduration = \"3d\"", []string{"run: has both dates and a duration"}},
		{"start = 2024-01-01\nend = 2025-01-01", "", []string{"run.duration: is missing"}},
		{"start = 2024-01-01\nend = 2025-01-01", "duration = \"10h\"\nwarmup = \"10h\"", []string{"run.warmup: is 10h, the whole duration of 10h or more"}},
		{"start = 2024-01-01\nend = 2025-01-01", "duration = \"0s\"", []string{"run.duration: is 0s; must be above 0"}},
		{"start = 2024-01-01\nend = 2025-01-01", "duration = \"10h\"\nlead_in = \"1h\"", []string{"run.lead_in: belongs to a run with dates"}},
		{`zone = "UTC"`, `zone = "Asia/Baki"`, []string{`run.zone: "Asia/Baki" is not a time zone; did you mean Asia/Baku?`}},
		{"length = \"18 m\"", "length = \"0 m\"", []string{"class.truck.length: is 0 m"}},
		{"[place.a]", "[place.a]\nat = [100.0, 0.0]", []string{"place.a.at: is [100 0]; write latitude and longitude"}},
		{"[place.a]", "[place.a]\nzone = \"Mars\"", []string{`place.a.zone: "Mars" is not a time zone`}},
		{"hours = [1, 2]", "hours = [1, 2, 3, 4, 5, 6, 7]", []string{"profile.p.hours: has 7 weights"}},
		{"hours = [1, 2]", "hours = [1, -2]", []string{"profile.p.hours.1: is -2; weights are not negative"}},
		{"hours = [1, 2]", "hours = [0, 0]", []string{"profile.p.hours: has zero weights only"}},
		{"hours = [1, 2]", "weekdays = [1, 2]", []string{"profile.p.weekdays: has 2 weights; write 7 of them"}},
		{"to = \"place.b\"\n", "to = \"place.bb\"\n", []string{`road.r.to: "place.bb" is not a place; did you mean place.b?`}},
		{"to = \"place.b\"\n", "to = \"place.a\"\n", []string{`road.r.to: is "place.a", which is where the road begins`}},
		{"to = \"place.b\"\n", "", []string{"road.r.from: from and to belong together"}},
		{"speed = \"50 km/h\"", "", []string{"road.r.speed: is missing"}},
		{"length = \"10 km\"\n", "", []string{"road.r.length: is missing"}},
		{"length = \"10 km\"\n", "time = \"1h\"\n", []string{"road.r.time: is given besides the speed"}},
		{"speed = \"50 km/h\"", "speed = { trck = \"50 km/h\" }", []string{`road.r.speed.trck: "trck" is not a class; did you mean truck?`}},
		{"length = \"10 km\"\n", "length = \"10 km\"\nstorage = \"5 m\"\n", []string{"road.r.storage: holds 5 m of lane, but class.truck takes 20 m"}},
		{"lanes = 2\nservice = \"1m\"", "service = \"1m\"", []string{"toll.x.lanes: is missing"}},
		{"lanes = 2\nservice = \"1m\"", "lanes = 1000000000\nservice = \"1m\"", []string{"toll.x.lanes: must be a whole number from 0 to 10000, is 1000000000", "toll.x.lanes: is missing"}},
		{"service = \"1m\"", "", []string{"toll.x.service: is missing: lanes need a service time"}},
		{"service = \"1m\"", "service = \"1m\"\non = \"road.q\"", []string{`toll.x.on: "road.q" is not a road; did you mean road.r?`, `flow.f.through.0: "toll.x" is not an element`}},
		{"service = \"1m\"", "service_by.lorry = \"1m\"", []string{`toll.x.service_by.lorry: "lorry" is not a class`, "flow.f.through.0: toll.x does not serve class.truck"}},
		{`["place.a", "place.b"]`, `["place.a"]`, []string{`post.samur.between: is ["place.a"], must be two different places`}},
		{"[post.samur.up.control]", "[post.samur.upp.control]", []string{`post.samur.upp: "upp" is not a direction; did you mean up?`}},
		{"[post.samur.up.control]", "[post.samur.up.contrl]", []string{`post.samur.up.contrl: "contrl" is not a stage of the post; did you mean control?`, "post.samur.up.control: is missing: the post has this stage"}},
		{"lanes = 2\nservice = \"5m\"", "service = \"5m\"", []string{"post.samur.up.control.lanes: is missing: the first stage needs lanes"}},
		{"service = \"5m\"", "service = \"5m\"\n[post.samur.up.control.group.g]\nservice = \"1m\"", []string{"post.samur.up.control.lanes: is written besides groups", "post.samur.up.control.group.g.lanes: is missing"}},
		{"lanes = 2\nservice = \"5m\"", "service = \"5m\"\n[post.samur.up.control.group.g]\nlanes = 1\n[post.samur.up.control.group.h]\nlanes = 1", []string{"post.samur.up.control.group.h.classes: is missing, as it is in group g"}},
		{"lanes = 2\nservice = \"5m\"", "service = \"5m\"\n[post.samur.up.control.group.g]\nlanes = 1\nclasses = [\"truck\", \"class.truck\"]\n[post.samur.up.control.group.h]\nlanes = 1\nclasses = [\"class.truck\"]", []string{`post.samur.up.control.group.g.classes.1: names "class.truck" again`}},
		{"[post.samur]", "[post.samur]\nrated = { bus = \"1/day\", per = \"direction\" }", []string{`post.samur.rated.bus: "bus" is not a class`}},
		{`class = "class.truck"`, `class = "class.trucks"`, []string{`flow.f.class: "class.trucks" is not a class; did you mean truck?`}},
		{"volume = \"1/day\"", "", []string{"flow.f.volume: is missing"}},
		{"volume = \"1/day\"", "volume = \"1/day\"\narrivals = \"saturated\"", []string{"flow.f.volume: has no meaning beside these arrivals", "flow.f.profile: has no meaning"}},
		{"volume = \"1/day\"\nprofile = \"profile.p\"", "arrivals = \"saturated\"\nbatch = 2\nbegins = 2024-02-01\nends = 2024-03-01\ngrowth = \"1%/year\"\ndaily_variation = 0.1", []string{"flow.f.batch: has no", "flow.f.begins: has no", "flow.f.ends: has no", "flow.f.growth: has no", "flow.f.daily_variation: has no"}},
		{"volume = \"1/day\"", "arrivals = { times = [\"1h\"] }\nbatch = 2\nbegins = 2024-01-01\nends = 2024-03-01\ngrowth = \"1%/year\"\ndaily_variation = 0.1", []string{"flow.f.growth: has no", "flow.f.daily_variation: has no", "flow.f.profile: has no"}},
		{"lanes = 2\nservice = \"1m\"", "lanes = 2\nservice = \"1m\"\nroom = 1\nfull = \"lose\"\n[flow.g]\nclass = \"class.truck\"\nthrough = [\"toll.x\"]\narrivals = \"saturated\"", []string{`flow.g.arrivals: saturated does not go with full = "lose" at toll.x`}},
		{"volume = \"1/day\"", "growth = \"900%/year\"", []string{"flow.f.volume: is missing"}},
		{"lanes = 2\nservice = \"1m\"", "lanes = 2\nservice = \"1m\"\nhours = []", []string{"toll.x.hours: is an empty list"}},
		{"volume = \"1/day\"", "volume = \"1/day\"\nbegins = 2024-05-01\nends = 2024-04-01", []string{"flow.f.ends: 2024-04-01 is not after its beginning"}},
		{"volume = \"1/day\"", "volume = \"1e6/day\"\ngrowth = \"1000%/year\"\n", nil},
		{"volume = \"1/day\"", "volume = { rate = \"1e6/day\", at = 2000-01-01 }\ngrowth = \"1000%/year\"\n", []string{"flow.f.growth: brings"}},
		{"profile = \"profile.p\"", "profile = \"profile.q\"", []string{`flow.f.profile: "profile.q" is not a profile; did you mean profile.p?`}},
		{"start = 2024-01-01\nend = 2025-01-01", "duration = \"9d\"", nil},
		{"profile = \"profile.p\"", "[flow.f.initial]\n\"toll.x\" = 5", nil},
		{"lanes = 2\nservice = \"1m\"", "lanes = 2\nservice = \"1m\"\nroom = 1\n[flow.g]\nclass = \"class.truck\"\nthrough = [\"toll.x\"]\narrivals = \"saturated\"\n[flow.g.initial]\n\"toll.x\" = 5", []string{"flow.g.initial.toll.x: 5 vehicles (flow.g) have no room: there are 1 waiting places and 2 manned lanes"}},
	} {
		text := strings.Replace(good, c.old, c.new, 1)
		if text == good {
			t.Fatalf("%q is not there", c.old)
		}
		faults := faultsOf(t, text)
		ok := len(faults) == len(c.want)
		for _, want := range c.want {
			ok = ok && slices.ContainsFunc(faults, func(f string) bool { return strings.Contains(f, want) })
		}
		if !ok {
			t.Errorf("%q for %q:\n got %s\nwant %s", c.new, c.old, strings.Join(faults, "\n     "), strings.Join(c.want, "\n     "))
		}
	}
}

// Dates and growth have no meaning in a run without dates.
func TestFaultsOfSteadyStateRuns(t *testing.T) {
	for line, want := range map[string]string{
		"growth = \"1%/year\"":                     "flow.trucks.growth: has no meaning in a run without dates",
		"begins = 2024-01-01":                      "flow.trucks.begins: the date 2024-01-01 has no meaning",
		"arrivals = { times = [2024-01-01] }":      "flow.trucks.arrivals.times: the date 2024-01-01 has no meaning",
		"[upgrade.u]\ndate = 2024-01-01\nset = {}": "upgrade.u: an upgrade needs a run with dates",
		"profile = \"profile.m\"\n[profile.m]\nmonths = [1,1,1,1,1,1,1,1,1,1,1,2]": "flow.trucks.profile: profile.m has months",
		"[toll.y]\nlanes = 1\nservice = \"1m\"\nclosed = \"2024-01-01\"":           "toll.y.closed: closed days need a run with dates",
	} {
		volume := "volume = \"1/day\"\n"
		if strings.HasPrefix(line, "arrivals") {
			volume = ""
		}
		faults := faultsOf(t, "[run]\nduration = \"9d\""+oneFlow+volume+line)
		if len(faults) != 1 || !strings.Contains(faults[0], want) {
			t.Errorf("%s:\n got %s\nwant %s", line, strings.Join(faults, "\n     "), want)
		}
	}
}

// All faults are found in one run.
func TestAllFaultsAtOnce(t *testing.T) {
	faults := faultsOf(t, "[run]\nstart = 2024-01-01\nend = 2023-01-01\nzone = \"Nowhere\"\n[class.truck]\n[road.r]\nfrom = \"place.x\"\nto = \"place.y\"\n[toll.t]\nservice = \"5\"\n[flow.f]\nclass = \"class.car\"\nfrom = \"place.x\"\nto = \"place.z\"")
	for _, path := range []string{"run.end", "run.zone", "road.r.from", "road.r.to", "road.r.length", "toll.t.service", "toll.t.lanes", "flow.f.class", "flow.f.volume", "flow.f.from", "flow.f.to"} {
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, path+":") }) {
			t.Errorf("no fault at %s in\n%s", path, strings.Join(faults, "\n"))
		}
	}
}
