package kinds

import (
	"fmt"
	"strings"
	"testing"

	"corridor/model/network"
)

// square is a town with two equally quick ways from a to d, a slower road between, a
// post and plazas.
const square = `
directions = ["up", "down"]
[run]
duration = "10d"
[class.car]
[class.truck]
[place.a]
[place.b]
[place.c]
[place.d]
[place.e]
[place.island]
[road.ab]
from = "place.a"
to = "place.b"
time = "1h"
[road.ac]
from = "place.a"
to = "place.c"
time = "1h"
[road.bd]
from = "place.b"
to = "place.d"
time = "1h"
[road.cd]
from = "place.c"
to = "place.d"
time = "1h"
[road.slow]
from = "place.a"
to = "place.d"
time = "5h"
oneway = true
[road.cars]
from = "place.a"
to = "place.d"
length = "10 km"
speed = "100 km/h"
classes = ["class.car"]
[toll.in]
on = "road.cd"
at = "entry"
lanes = 1
service = "0s"
[toll.out]
on = "road.cd"
lanes = 1
service = "0s"
[post.border]
between = ["place.d", "place.e"]
stages = ["exit", "entry"]
[post.border.up.exit]
lanes = 2
service = "5m"
[post.border.up.entry.group.cars]
classes = ["class.car"]
lanes = 1
service = "1m"
[post.border.up.entry.group.others]
lanes = 3
service = "2m"
`

func flow(class, rest string) string {
	return "[flow.f]\nclass = \"class." + class + "\"\nvolume = \"10/day\"\n" + rest
}

// hops lists the elements of a route; segments begin with < and end with >.
func hops(net *network.Network, r int) string {
	var names []string
	all := net.Routes[r].Hops
	for i, h := range all {
		name := net.Elements[h.Element].Name
		if h.Passage != 0 && (i == 0 || all[i-1].Passage != h.Passage) {
			name = "<" + name
		}
		if h.Passage != 0 && (i+1 == len(all) || all[i+1].Passage != h.Passage) {
			name += ">"
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestRoutes(t *testing.T) {
	for _, c := range []struct{ name, flow, want string }{
		{"cars take their road", flow("car", `from = "place.a"
to = "place.e"`), "road.cars.up <post.border.up.exit post.border.up.entry.group.cars>"},
		{"trucks cannot", flow("truck", `from = "place.a"
to = "place.e"`), "road.ab.up road.bd.up <post.border.up.exit post.border.up.entry.group.others>"},
		{"avoid a road", flow("truck", `from = "place.a"
to = "place.d"
avoid = ["road.ab"]`), "road.ac.up toll.in.up road.cd.up toll.out.up"},
		{"avoid a place", flow("truck", `from = "place.a"
to = "place.d"
avoid = ["place.b"]`), "road.ac.up toll.in.up road.cd.up toll.out.up"},
		{"via a place", flow("truck", `from = "place.a"
to = "place.d"
via = ["place.c"]`), "road.ac.up toll.in.up road.cd.up toll.out.up"},
		{"via a one-way road", flow("truck", `from = "place.a"
to = "place.d"
via = ["road.slow"]`), "road.slow"},
		{"via in their order, there and back", flow("truck", `from = "place.a"
to = "place.d"
via = ["place.c", "place.b"]`), "road.ac.up toll.in.up road.cd.up toll.out.up road.bd.down road.bd.up"},
		{"backwards, plazas change ends", flow("truck", `from = "place.d"
to = "place.a"
via = ["toll.in"]`), "toll.in.down road.cd.down toll.out.down road.ac.down"},
		{"given, with plazas", flow("truck", `through = ["road.cd.up"]`), "toll.in.up road.cd.up toll.out.up"},
		{"given, plazas named as well", flow("truck", `through = ["toll.in.up", "road.cd.up"]`), "toll.in.up road.cd.up toll.out.up"},
		{"a plaza alone", flow("truck", `through = ["toll.in.up"]`), "toll.in.up"},
		{"a post with one direction", flow("car", `through = ["post.border"]`), "<post.border.up.exit post.border.up.entry.group.cars>"},
		{"one stage is no crossing", flow("truck", `through = ["post.border.up.entry"]`), "post.border.up.entry.group.others"},
		{"stages one by one are", flow("truck", `through = ["post.border.up.exit", "post.border.up.entry"]`), "<post.border.up.exit post.border.up.entry.group.others>"},
		{"one group", flow("truck", `through = ["post.border.up.entry.group.others"]`), "post.border.up.entry.group.others"},
		{"there is a first and a second passage", flow("truck", `through = ["post.border", "post.border"]`),
			"<post.border.up.exit post.border.up.entry.group.others> <post.border.up.exit post.border.up.entry.group.others>"},
	} {
		net, _ := compile(t, square+c.flow)
		if got := hops(net, 0); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// By way of an element of two directions a route goes on, though it would be quicker there
// by another one, back over the element, and there again.
func TestRoutesGoOn(t *testing.T) {
	const posts = `
directions = ["up", "down"]
[run]
duration = "10d"
[class.truck]
[place.a]
[place.b]
[post.slow]
between = ["place.a", "place.b"]
[post.slow.up.control]
lanes = 1
service = "50m"
[post.slow.down.control]
lanes = 1
service = "1m"
[post.quick]
between = ["place.a", "place.b"]
[post.quick.up.control]
lanes = 1
service = "1m"
`
	for _, c := range []struct{ way, want string }{
		{`via = ["post.slow"]`, "<post.slow.up.control>"},
		{`via = ["post.slow", "post.quick"]`, "<post.quick.up.control> <post.slow.down.control> <post.quick.up.control>"},
	} {
		net, _ := compile(t, posts+flow("truck", "from = \"place.a\"\nto = \"place.b\"\n"+c.way))
		if got := hops(net, 0); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.way, got, c.want)
		}
	}
}

// Of equally quick routes, always the same one is taken, whatever the order of maps.
func TestTiesAreNotBrokenByChance(t *testing.T) {
	seen := map[string]int{}
	for range 50 {
		net, _ := compile(t, square+flow("truck", "from = \"place.a\"\nto = \"place.d\""))
		seen[hops(net, 0)+net.Digest]++
	}
	if len(seen) != 1 {
		t.Errorf("%d different networks in 50 repeats: %v", len(seen), seen)
	}
}

func TestRouteFaults(t *testing.T) {
	for _, c := range []struct{ flow, want string }{
		{"from = \"place.a\"\nto = \"place.island\"", "flow.f: no route leads from place.a to place.island; nothing leads on to place.island from place.a, place.b, place.c, place.d, place.e"},
		{"from = \"place.e\"\nto = \"place.a\"", "flow.f: no route leads from place.e to place.a; nothing leads on to place.a from place.e"},
		{"from = \"place.a\"\nto = \"place.d\"\nvia = [\"road.cars\"]", "flow.f: no route leads from place.a to place.d by way of road.cars; road.cars.up does not serve class.truck"},
		{"from = \"place.a\"\nto = \"place.e\"\navoid = [\"place.d\"]", "flow.f: no route leads from place.a to place.e; road.bd.up is to be avoided"},
		{"from = \"place.a\"\nto = \"place.d\"\nvia = [\"place.island\"]", "place.island cannot be reached; what can be reached before it: place.a"},
		{"from = \"place.a\"\nto = \"place.d\"\nvia = [\"road.abc\"]", "flow.f.via.0: \"road.abc\" is neither an element nor a place; did you mean road.ab?"},
		{"from = \"place.a\"\nto = \"place.dd\"", "flow.f.to: \"place.dd\" is not a place; did you mean place.d?"},
		{"through = [\"post.borderr.up\"]", "flow.f.through.0: \"post.borderr.up\" is not an element; did you mean post.border.up?"},
		{"through = [\"road.ab\"]", "flow.f.through.0: \"road.ab\" has two directions; write road.ab.up or road.ab.down"},
		{"through = [\"road.cars.up\"]", "flow.f.through.0: road.cars.up does not serve class.truck"},
		{"through = [\"post.border.up.entry.group.cars\"]", "does not serve class.truck"},
		{"from = \"place.a\"", "flow.f.to: is missing"},
		{"through = [\"road.slow\"]\n[flow.f.route.x]\nthrough = [\"road.slow\"]\nshare = 1.0", "flow.f.through: is written besides routes"},
		{"from = \"place.a\"\nto = \"place.d\"\n[flow.f.route.x]\nshare = 0.3\n[flow.f.route.y]\nvia = [\"place.c\"]\nshare = 0.6", "flow.f.route: the shares of the routes add up to 0.9; they must add up to 1"},
		{"through = [\"road.slow\"]\n[flow.f.initial]\n\"post.border.up\" = 3", "flow.f.initial.post.border.up: no route of the flow passes post.border.up"},
		{"through = [\"road.slow\"]\n[flow.f.initial]\n\"road.slo\" = 3", "\"road.slo\" is not an element; did you mean road.slow?"},
	} {
		faults := faultsOf(t, square+flow("truck", c.flow))
		if !strings.Contains(strings.Join(faults, "\n"), c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.flow, strings.Join(faults, "\n     "), c.want)
		}
	}
}

// An initial queue stands at the first element of what is named, on the route with
// the greatest share.
func TestInitialQueues(t *testing.T) {
	net, _ := compile(t, square+flow("truck", "from = \"place.a\"\nto = \"place.e\"\n[flow.f.route.x]\nshare = 0.3\n[flow.f.route.y]\nvia = [\"place.c\"]\nshare = 0.7\n[flow.f.initial]\n\"post.border.up\" = 9\n\"post.border.up.entry\" = 4"))
	if got, want := fmt.Sprint(net.Flows[0].Initial), "[{1 4 9} {1 5 4}]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := hops(net, 1), "road.ac.up toll.in.up road.cd.up toll.out.up <post.border.up.exit post.border.up.entry.group.others>"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
