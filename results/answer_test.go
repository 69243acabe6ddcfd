package results

import (
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestHeldUp: a queue below capacity is explained by the element that blocks it.
func TestHeldUp(t *testing.T) {
	for _, c := range []struct {
		name     string
		upstream int64 // vehicles held for the post
		blocked  sim.Time
		want     bool
	}{{"held", 60, sim.Minute, true}, {"nobody held", 60, 0, false}, {"nobody waits for the next", 0, sim.Minute, false}} {
		net, plan := border(t)
		plan.Replications = 1
		s := NewSummariser(net, plan, nil)
		out := borderOutcome(net, &plan, 0)
		for d := range 4 {
			out.Elements[2].Days[d].Waiting = 100 * int64(sim.Day)
			out.Elements[0].Days[d].Upstream = c.upstream * int64(sim.Day)
			out.Elements[2].Classes[1].Days[d].Blocked = 48 * int64(c.blocked)
		}
		s.Add(out)
		got := strings.Join(s.Summary().Answer(), " ")
		if strings.Contains(got, "passes 48 of its 96 vehicles a day in 2025 because P northbound, cars holds it up.") != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// TestClosed: what is never manned and has demand stands first.
func TestClosed(t *testing.T) {
	net, plan := border(t)
	net.Elements[2].Lanes = []network.LaneStep{{Built: 2}}
	s := NewSummariser(net, plan, nil)
	s.Add(borderOutcome(net, &plan, 0))
	sum := s.Summary()
	if l := sum.Limits[0]; !l.Closed || l.Element.Name != "post.p.southbound.control" {
		t.Errorf("first: %+v", l)
	}
	if row := sum.limitsTable().Rows[0]; row[3] != "closed" {
		t.Errorf("row %q", row)
	}
	if got := sum.Answer()[0]; !strings.Contains(got, "is closed") {
		t.Errorf("answer %q", got)
	}
}

// TestCapped: a queue that no longer grows while demand is suppressed is held down.
func TestCapped(t *testing.T) {
	for _, suppressed := range []int64{0, 10} {
		net, plan := border(t)
		plan.Replications = 1
		s := NewSummariser(net, plan, nil)
		out := borderOutcome(net, &plan, 0)
		for d := range 4 {
			out.Elements[1].Days[d].Waiting = 100 * int64(sim.Day)
		}
		for y := range out.Flows[1].Years {
			out.Flows[1].Years[y].Suppressed = suppressed
		}
		s.Add(out)
		got := strings.Join(s.Summary().Answer(), " ")
		if strings.Contains(got, "held there by the longest wait that is accepted") != (suppressed > 0) {
			t.Errorf("suppressed %d: %s", suppressed, got)
		}
	}
}

// TestCumulativeSteps: between two values nothing happens.
func TestCumulativeSteps(t *testing.T) {
	var h sim.Histogram
	h.AddN(sim.Minute, 50)
	h.AddN(sim.Hour, 50)
	line := cumulative(&h, "run", unit{"s", 1})
	want := []float64{0, 0.5, 0.5, 1}
	if len(line.X) != len(want) {
		t.Fatalf("%+v", line)
	}
	for i := range want {
		near(t, "share", line.Share[i], want[i], 1e-12)
	}
	near(t, "end of the plateau", line.X[2], 3600, 3600*quantileError)
}
