package kinds

import (
	"fmt"
	"strings"
	"testing"
)

func TestMeter(t *testing.T) {
	net, _ := compile(t, week+twoWays+`
[meter.samur]
title = "Gate"
at = "post.samur.north.papers"
watch = "post.samur.north.control"
stop = 40
go = 30
`)
	m := net.Meters[0]
	if got, want := fmt.Sprint(m.Name, m.Title, m.At, m.Watch, m.Stop, m.Go), "meter.samurGate1 0 40 30"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if at, watch := net.Elements[1].Hall, net.Elements[0].Hall; at == nil || at.Watched || watch == nil || !watch.Watched {
		t.Errorf("at %+v, watch %+v", at, watch)
	}
}

func TestFaultsOfMeters(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"at = \"toll.plaza\"\nwatch = \"post.samur.north.control\"\nstop = 30\ngo = 30", "meter.m.go: is 30, not below stop, which is 30"},
		{"at = \"toll.plaza\"\nwatch = \"toll.plaza\"\nstop = 30\ngo = 20", "meter.m.watch: is toll.plaza, whose own lanes stop"},
		{"at = \"toll.plaza\"\nwatch = \"toll.plazza\"\nstop = 30\ngo = 20", `meter.m.watch: "toll.plazza" is not an element; did you mean toll.plaza?`},
		{"at = \"post.samur.north\"\nwatch = \"toll.plaza\"\nstop = 30\ngo = 20", `meter.m.at: "post.samur.north" stands for several elements`},
	} {
		faults := faultsOf(t, week+twoWays+"[meter.m]\n"+c.keys)
		if len(faults) != 1 || !strings.HasPrefix(faults[0], c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, strings.Join(faults, "\n     "), c.want)
		}
	}
}

// TestMetersInARing: lanes that stop for each other may stop for good.
func TestMetersInARing(t *testing.T) {
	meter := func(name, at, watch string) string {
		return fmt.Sprintf("[meter.%s]\nat = %q\nwatch = %q\nstop = 9\ngo = 3\n", name, at, watch)
	}
	const papers, control, plaza = "post.samur.north.papers", "post.samur.north.control", "toll.plaza"
	for _, c := range []struct {
		meters string
		want   bool
	}{
		{meter("a", papers, control), false},
		{meter("a", papers, control) + meter("b", control, plaza) + meter("c", papers, plaza), false},
		{meter("a", papers, control) + meter("b", control, papers), true},
		{meter("a", papers, control) + meter("b", control, plaza) + meter("c", plaza, papers), true},
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, week+twoWays+c.meters)}}, f)
		got := strings.Count(strings.Join(faultTexts(f, true), "\n"), "nobody ever begins again")
		if f.Fatal() || got > 1 || (got == 1) != c.want {
			t.Errorf("%s%d warnings of a ring, want one: %v", c.meters, got, c.want)
		}
	}
}
