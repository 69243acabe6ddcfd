package kinds

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"corridor/model/network"
	"corridor/sim"
)

// onePost is a post whose stages are written below it, passed by cars and trucks.
func onePost(stages, tables string) string {
	return fmt.Sprintf(`
directions = ["up", "down"]
[run]
start = 2024-01-01
end = 2025-01-01
[class.car]
[class.truck]
[post.p]
stages = [%s]
[flow.cars]
class = "class.car"
through = ["post.p.up"]
volume = "10/day"
[flow.trucks]
class = "class.truck"
through = ["post.p.up"]
volume = "10/day"
%s`, stages, tables)
}

// lane is a stage with one lane.
func lane(stage, keys string) string {
	return fmt.Sprintf("[post.p.up.%s]\nlanes = 1\nservice = \"1m\"\n%s\n", stage, keys)
}

func route(t testing.TB, net *network.Network, name string) *network.Route {
	t.Helper()
	for i := range net.Routes {
		if net.Routes[i].Name == name {
			return &net.Routes[i]
		}
	}
	t.Fatalf("no route %q", name)
	return nil
}

// say writes what is expected on a route: where vehicles begin, how often they come to
// each hop, where they go from it.
func say(turns network.Turns) string {
	steps := func(list []network.Step) string {
		var out []string
		for _, s := range list {
			out = append(out, fmt.Sprintf("%d:%.4g", s.Hop, s.Share))
		}
		return strings.Join(out, " ")
	}
	text := steps(turns.Begin)
	for hop, v := range turns.Visits {
		text += fmt.Sprintf(" | %.4g > %s", v, steps(turns.Next[hop]))
	}
	return text
}

func TestTurns(t *testing.T) {
	const channels = "[post.p.up]\nchannels = { green = %v, red = %v }\n"
	share := func(green, red float64) string { return fmt.Sprintf(channels, green, red) }
	for _, c := range []struct{ name, stages, tables, truck, car string }{
		{"no turns", `"a", "b"`, lane("a", "") + lane("b", ""), "", ""},
		{"repeat: 1/(1-p)", `"a", "b"`, lane("a", "then = { a = 0.2 }") + lane("b", ""),
			"0:1 | 1.25 > 0:0.2 1:0.8 | 1 > 2:1", "same"},
		{"feedback over two stages", `"a", "b"`, lane("a", "") + lane("b", "then = { a = 0.2 }"),
			"0:1 | 1.25 > 1:1 | 1.25 > 0:0.2 2:0.8", "same"},
		{"detour of the red 5 %", `"a", "scan", "b"`, share(0.95, 0.05) + lane("a", "") + lane("scan", `only = ["red"]`) + lane("b", ""),
			"0:1 | 1 > 1:0.05 2:0.95 | 0.05 > 2:1 | 1 > 3:1", "same"},
		{"by class", `"a", "scan"`, share(0.95, 0.05) + "channels_by.car = { green = 1 }\n" + lane("a", "") + lane("scan", `only = ["red"]`),
			"0:1 | 1 > 1:0.05 2:0.95 | 0.05 > 2:1", "0:1 | 1 > 2:1 | 0 > 2:1"},
		{"the first stage is left out", `"scan", "a"`, share(0.95, 0.05) + lane("a", "") + lane("scan", `only = ["red"]`),
			"0:0.05 1:0.95 | 0.05 > 1:1 | 1 > 2:1", "same"},
		{"out", `"a", "b"`, lane("a", "then_by.car = { out = 0.25 }") + lane("b", ""),
			"0:1 | 1 > 1:1 | 1 > 2:1", "0:1 | 1 > 1:0.75 2:0.25 | 0.75 > 2:1"},
		// The red fifth comes twice, so that a third of those who leave the first stage are red.
		{"only the red come back", `"a", "scan"`, share(0.8, 0.2) + lane("a", "") + lane("scan", "only = [\"red\"]\nthen = { a = 0.5 }"),
			"0:1 | 1.2 > 1:0.3333 2:0.6667 | 0.4 > 0:0.5 2:0.5", "same"},
		{"everybody comes back to what some leave out", `"a", "scan", "b"`, share(0.8, 0.2) + lane("a", "") + lane("scan", `only = ["red"]`) + lane("b", "then = { a = 0.5 }"),
			"0:1 | 2 > 1:0.2 2:0.8 | 0.4 > 2:1 | 2 > 0:0.5 3:0.5", "same"},
	} {
		net, _ := compile(t, onePost(c.stages, c.tables))
		for flow, want := range map[string]string{"flow.trucks": c.truck, "flow.cars": c.car} {
			if want == "same" {
				want = c.truck
			}
			got := ""
			for _, turns := range route(t, net, flow).Turns {
				got += say(turns)
			}
			if got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", c.name, flow, got, want)
			}
		}
	}
}

// Two posts in a row: who leaves out the end of the first goes on to where the second
// begins for them, and each sorts by itself.
func TestTurnsOverTwoPosts(t *testing.T) {
	text := onePost(`"a", "scan"`, "[post.p.up]\nchannels = { green = 0.9, red = 0.1 }\n"+lane("a", "then = { out = 0.5, a = 0.25 }")+lane("scan", `only = ["red"]`))
	second := strings.NewReplacer("post.p.", "post.q.", "channels = { green = 0.9, red = 0.1 }", "channels = { blue = 0.25, red = 0.75 }", `["red"]`, `["blue"]`,
		"then = { out = 0.5, a = 0.25 }", "").Replace(text[strings.Index(text, "[post.p.up]"):])
	text = strings.Replace(text, "[\"post.p.up\"]", "[\"toll.t\", \"post.p.up\", \"post.q.up\"]", 1) +
		"[toll.t]\nlanes = 1\nservice = \"1m\"\n[post.q]\nstages = [\"scan\", \"a\"]\n" + second
	net, _ := compile(t, text)
	r := route(t, net, "flow.cars")
	var names []string
	for _, h := range r.Hops {
		names = append(names, fmt.Sprintf("%s %d %d %v", strings.TrimPrefix(net.Elements[h.Element].Name, "post."), h.Passage, h.Channels, h.Ways))
	}
	want := "toll.t 0 0 []|p.up.a 1 0 [1 3]|p.up.scan 1 2 []|q.up.scan 2 1 []|q.up.a 2 0 []"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("hops %s\nwant %s", got, want)
	}
	// From p.up.a a quarter comes back, half goes out, the rest of the red tenth to scan.
	want = "0:1 | 1 > 1:1 | 1.333 > 1:0.25 2:0.025 3:0.1812 4:0.5438 | 0.03333 > 3:0.25 4:0.75 | 0.25 > 4:1 | 1 > 5:1"
	if got := say(r.Turns[0]); got != want {
		t.Errorf("turns %s\nwant %s", got, want)
	}
	if len(net.Forks) != 1 || net.Forks[0].Name != "post.p.up.a" || r.Hops[1].Fork != 0 || r.Hops[2].Fork != network.None {
		t.Errorf("forks %+v", net.Forks)
	}
	if got := fmt.Sprint(net.Forks[0].Turns, net.Segments[0].Channels, net.Segments[0].Shares); got != "[{0s [[0.25 0.5] [0.25 0.5]]}] [green red] [{0s [[0.9 0.1] [0.9 0.1]]}]" {
		t.Error(got)
	}
}

// In a crossing vehicles are sorted once; out of the first post leads to the strip, out
// of the second to the end.
func TestTurnsInACrossing(t *testing.T) {
	text := onePost(`"a", "scan"`, "[post.p.up]\nchannels = { green = 0.9, red = 0.1 }\n"+lane("a", "then = { out = 0.5 }")+lane("scan", `only = ["red"]`)) +
		"[place.here]\n[place.there]\n[crossing.x]\nbetween = [\"place.here\", \"place.there\"]\nposts = [\"post.p\", \"post.q\"]\nstrip = \"1 km\"\n" +
		"[post.q]\nstages = [\"b\", \"c\"]\n[post.q.up]\n" + strings.ReplaceAll(lane("b", "then_by.car = { out = 0.2, b = 0.5 }")+lane("c", ""), "post.p", "post.q")
	through := strings.ReplaceAll(text, "through = [\"post.p.up\"]", "from = \"place.here\"\nto = \"place.there\"")
	net, _ := compile(t, through)
	r := route(t, net, "flow.cars")
	if got, want := say(r.Turns[0]), "0:1 | 1 > 1:0.05 2:0.95 | 0.05 > 2:1 | 1 > 3:1 | 2 > 3:0.5 4:0.3 5:0.2 | 0.6 > 5:1"; got != want {
		t.Errorf("turns %s\nwant %s", got, want)
	}
	if fmt.Sprint(r.Hops[0].Ways, r.Hops[1].Channels, r.Hops[3].Ways) != "[2] 2 [3 5]" || len(net.Segments) != 1 || len(net.Segments[0].Channels) != 2 {
		t.Errorf("hops %+v, segments %+v", r.Hops, net.Segments)
	}
	for _, c := range []struct{ old, new, want string }{
		{"from = \"place.here\"\nto = \"place.there\"", "through = [\"post.p.up\"]", "flow.cars: passes post.p.up.a alone"},
		{"[post.q.up]\n", "[post.q.up]\nchannels = { green = 0.5, red = 0.5 }\n", "post.q.up.channels: are others than those of post.p.up"},
		{"[post.q.up]\n", "[post.q.up]\nchannels = { green = 0.9, red = 0.1 }\n", ""},
	} {
		got := strings.Join(faultsOf(t, strings.Replace(through, c.old, c.new, 1)), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.new, got, c.want)
		}
	}
}

// The mean time in a lane is that of those who come there, as often as they come, in
// the mix of the moment.
func TestMeansByChannel(t *testing.T) {
	text := onePost(`"a", "papers", "scan"`, "[post.p.up]\nchannels = { green = 0.8, red = 0.2 }\n"+
		lane("a", "[post.p.up.a.channel.red]\nservice = \"3m\"")+
		"[post.p.up.papers]\nservice = \"0s\"\nchannel.red.service_by.truck = \"1m\"\n"+
		lane("scan", "only = [\"red\"]\nthen = { a = 0.5 }"))
	later := strings.Replace(text, "green = 0.8, red = 0.2", "green = 1.0, red = 0.0", 1)
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, text)}, from(t, "2024-01-11", "u", later))
	a := element(t, net, "post.p.up.a")
	if len(a.Serving) != 2 || a.Serving[1].At != 10*sim.Day || a.Hall == nil {
		t.Fatalf("%+v", a)
	}
	// 0.8 green once for 1m, 0.2 red twice for 3m, trucks 4m.
	for class, want := range []float64{(0.8*1 + 0.4*3) / 1.2, (0.8*1 + 0.4*4) / 1.2} {
		if got := a.Serving[0].LaneTicks(network.ClassID(class)) / float64(sim.Minute); math.Abs(got-want) > 1e-12 {
			t.Errorf("class %d: mean %v, want %v", class, got, want)
		}
		if got := a.Serving[1].Mean[class]; got != float64(sim.Minute) {
			t.Errorf("class %d: later mean %v", class, got)
		}
	}
	if got := fmt.Sprint(a.Serving[0].Hall.ByChannel); got != "[[[] []] [[constant 1.8e+08 constant 0] [constant 1.8e+08 constant 6e+07]]]" {
		t.Errorf("laws by channel: %s", got)
	}
	scan := element(t, net, "post.p.up.scan")
	if scan.Hall != nil || scan.Serving[0].Mean != nil || len(scan.Serving) != 1 {
		t.Errorf("scan: %+v", scan)
	}
	r, s := route(t, net, "flow.cars"), net.Segments[0]
	if len(r.Turns) != 2 || r.Turns[1].At != 10*sim.Day || say(r.Turns[1]) != "0:1 | 1 > 2:1 | 0 > 0:0.5 2:0.5" {
		t.Errorf("turns %+v", r.Turns)
	}
	if len(s.Shares) != 2 || s.Shares[1].At != 10*sim.Day || len(net.Forks[0].Turns) != 1 {
		t.Errorf("segment %+v, forks %+v", s, net.Forks)
	}
}

// What is done together takes the longer of the two times.
func TestTogether(t *testing.T) {
	build := func(first, second string) *network.Element {
		net, _ := compile(t, onePost(`"a", "b", "c"`, "[post.p.up.a]\nlanes = 1\nservice = "+first+"\n[post.p.up.b]\ntogether = true\nservice = "+second+"\n[post.p.up.c]\nservice = \"1m\"\n"))
		return element(t, net, "post.p.up.a")
	}
	e := build(`"5m"`, `"3m"`)
	if p := e.Serving[0]; fmt.Sprint(p.Hall.Together) != "[false true false]" || p.LaneTicks(0) != float64(6*sim.Minute) {
		t.Errorf("%+v, %v", p, p.Hall.Together)
	}
	// Of two exponential times alike the longer takes 3/2 of one on average.
	law := `{ mean = "10m", law = "exponential" }`
	if got := build(law, law).Serving[0].LaneTicks(1) / float64(sim.Minute); math.Abs(got-16) > 4*0.0015*15 {
		t.Errorf("mean %v, want 16", got)
	}
	// One is always the longer: only rounding is left.
	if got := build(`{ law = "uniform", min = "20m", max = "30m" }`, `{ law = "uniform", min = "1m", max = "9m" }`).Serving[0].LaneTicks(1) / float64(sim.Minute); math.Abs(got-26) > 0.05 {
		t.Errorf("mean %v, want 26", got)
	}
}

// The solver agrees with gonum's.
func TestSolve(t *testing.T) {
	base := sim.NewBase(1, 0, "matrices")
	for n := 1; n <= 12; n++ {
		s := base.Stream(uint64(n), 0)
		a, b := make([][]float64, n), make([]float64, n)
		dense := mat.NewDense(n, n, nil)
		for i := range a {
			b[i] = s.Float64()
			for j := range n {
				a[i] = append(a[i], s.Float64()-0.5)
				dense.Set(i, j, a[i][j])
			}
		}
		var want mat.VecDense
		if err := want.SolveVec(dense, mat.NewVecDense(n, append([]float64{}, b...))); err != nil {
			t.Fatal(err)
		}
		for i, x := range solve(a, b) {
			if math.Abs(x-want.AtVec(i)) > 1e-9*(1+math.Abs(x)) {
				t.Errorf("n %d: x%d is %v, want %v", n, i, x, want.AtVec(i))
			}
		}
	}
}
