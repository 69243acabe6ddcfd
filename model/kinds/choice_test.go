package kinds

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corridor/model/network"
	"corridor/sim"
)

// forked is a corridor with two posts, one of two stages, behind one road.
const forked = `
[run]
start = 2024-12-30
end = 2025-03-03
zone = "Asia/Baku"
[class.truck]
[class.bus]
[place.a]
[place.b]
[place.c]
zone = "Europe/London"
[road.approach]
from = "place.a"
to = "place.b"
time = "2h"
[post.north]
between = ["place.b", "place.c"]
stages = ["papers", "control"]
[post.north.forward.papers]
lanes = 2
service = "10m"
[post.north.forward.control.group.trucks]
classes = ["class.truck"]
lanes = 1
service = "20m"
[post.north.forward.control.group.buses]
classes = ["class.bus"]
lanes = 1
service = "5m"
[post.north.backward.papers]
lanes = 2
service = "10m"
[post.north.backward.control]
lanes = 2
service = "10m"
[post.south]
between = ["place.b", "place.c"]
[post.south.forward.control]
lanes = 1
service = "90m"
[post.south.backward.control]
lanes = 1
service = "1h"
[flow.f]
class = "class.truck"
from = "place.a"
to = "place.c"
volume = "10/day"
`

func TestChoiceOfRoutes(t *testing.T) {
	net, _ := compileEpochs(t, from(t, "2024-12-30", "", forked+`
choice = "logit"
scale = 2
published = { every = "30m", delay = "1h" }
[flow.f.route.north]
via = ["post.north"]
[flow.f.route.south]
via = ["post.south"]
share = 0.5
[flow.f.divert.shut]
from = "north"
to = "south"
at = "post.north"
closed = true
queue = 7
after = "1h"
`), from(t, "2025-02-01", "cheap", forked+`
choice = "logit"
scale = 2
published = { every = "30m", delay = "1h" }
[flow.f.route.north]
via = ["post.north"]
[flow.f.route.south]
via = ["post.south"]
share = 0.7
cost = "30m"
[flow.f.divert.shut]
from = "north"
to = "south"
at = "post.north"
closed = true
queue = 7
after = "1h"
`))
	f := &net.Flows[0]
	if f.Choice != network.Logit || f.Scale != 2 || f.Known != (network.Known{Every: 30 * sim.Minute, Delay: sim.Hour}) {
		t.Errorf("%+v", f)
	}
	// half an hour and 1.5 h behind the same road; then half an hour more
	far := []float64{0.5 * sim.Exp(-2), 0.7 * sim.Exp(-3)}
	at := net.Clock.Tick(time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC))
	for i, w := range far {
		if s := f.Shares[i]; s.At != sim.Time(i)*at || max(s.Weight[1]-w/(1+w), w/(1+w)-s.Weight[1]) > 1e-12 {
			t.Errorf("planned share %d: %+v, want %v", i, s, w/(1+w))
		}
	}
	if got, want := fmt.Sprint(f.Base), fmt.Sprintf("[{0s [1 0.5]} {%v [1 0.7]}]", at); got != want {
		t.Errorf("weights %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(net.Routes[1].Costs), fmt.Sprintf("[{0s 0 0s} {%v 0 30m}]", at); got != want {
		t.Errorf("costs %s, want %s", got, want)
	}
	d := f.Diverts[0]
	var watched []string
	for _, e := range d.Watch {
		watched = append(watched, net.Elements[e].Name)
		if net.Elements[e].Hall == nil {
			t.Errorf("%s is no hall", net.Elements[e].Name)
		}
	}
	if got, want := fmt.Sprint(d.From, d.To, d.Common, len(d.Stages), d.Closed, d.Queue, d.After, watched), "0 1 1 2 true 7 1h [post.north.forward.control.group.trucks post.north.forward.papers]"; got != want {
		t.Errorf("divert %s, want %s", got, want)
	}
}

// Permits are whole again by the clock of what they are for.
func TestPermitResets(t *testing.T) {
	for per, want := range map[string]string{"year": "2025-01-01T04:00:00+04:00", "month": "2025-01-01T00:00:00+04:00", "day": "2024-12-31T00:00:00+04:00"} {
		at := "post.north.forward"
		if per == "year" {
			at = "post.north.backward" // begins in London
		}
		net, _ := compile(t, forked+"[flow.g]\nclass = \"class.bus\"\nfrom = \"place.c\"\nto = \"place.b\"\nvia = [\"post.north\"]\nvolume = \"1/day\"\n"+
			"[permit.p]\nstock = 5\nat = \""+at+"\"\nper = \""+per+"\"\n")
		p := net.Permits[0]
		if got := net.Clock.Time(p.Resets[0]).Format("2006-01-02T15:04:05-07:00"); got != want {
			t.Errorf("per %s the first reset is %s, want %s", per, got, want)
		}
		if n, want := len(p.Resets), map[string]int{"year": 1, "month": 3, "day": 62}[per]; n != want {
			t.Errorf("%d resets per %s, want %d", n, per, want)
		}
	}
}

func TestWarningsOfChoice(t *testing.T) {
	s, f := tryRead(t, forked+`
choice = "logit"
scale = 2
[flow.f.route.north]
via = ["post.north"]
[flow.f.route.south]
via = ["post.south"]
cost = 5
[permit.p]
at = "post.north.backward"
stock = 5
`)
	Compile("test", []Epoch{{Scenario: s}}, f)
	got := strings.Join(faultTexts(f, true), "\n")
	for _, want := range []string{"flow.f.route.south.cost: is money, but what time is worth", "permit.p: no vehicle needs it"} {
		if !strings.Contains(got, want) {
			t.Errorf("no warning %q in\n%s", want, got)
		}
	}
}

// What is planned of a ride is the way of the train and half the distance of its
// departures, which an upgrade may change.
func TestPlannedRide(t *testing.T) {
	const text = `
[run]
start = 2025-01-06
end = 2025-01-20
[class.wagon]
mode = "rail"
[class.train]
mode = "rail"
[place.a]
[place.b]
[rail.quick]
from = "place.a"
to = "place.b"
time = "8h"
[rail.slow]
from = "place.a"
to = "place.b"
time = "9h"
[train.quick]
class = "class.train"
from = "place.a"
to = "place.b"
over = ["rail.quick"]
classes = ["class.wagon"]
wagons = 50
oneway = true
departs = "4/day"
[train.slow]
class = "class.train"
from = "place.a"
to = "place.b"
over = ["rail.slow"]
classes = ["class.wagon"]
wagons = 50
oneway = true
departs = "when full"
time_out = "1h"
[flow.f]
class = "class.wagon"
from = "place.a"
to = "place.b"
volume = "48/day"
choice = "logit"
scale = 0.5
[flow.f.route.quick]
via = ["train.quick"]
[flow.f.route.slow]
via = ["train.slow"]
`
	net, _ := compileEpochs(t, from(t, "2025-01-06", "", text),
		from(t, "2025-01-13", "u", strings.Replace(text, "4/day", "24/day", 1)))
	f := &net.Flows[0]
	if len(f.Shares) != 2 || f.Shares[1].At != sim.Week {
		t.Fatalf("%+v", f.Shares)
	}
	for i, more := range []float64{2, -0.5} { // hours of the quick train: 8 + 3 or 8 + 0.5, against 9
		w := sim.Exp(-0.5 * more)
		if got, want := f.Shares[i].Weight[0], w/(1+w); max(got-want, want-got) > 1e-9 {
			t.Errorf("share %d is %v, want %v", i, got, want)
		}
	}
}
