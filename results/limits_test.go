package results

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// years makes the toll a dated one over some years, with volumes by day.
func years(t testing.TB, from, to int, volume func(day int) float64) (*network.Network, network.Plan) {
	net, _ := oneToll(t)
	net.Clock = network.Clock{Zero: time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Dated: true}
	f := &net.Flows[0]
	f.Arrivals, f.Times, f.Patterns = network.Poisson, nil, []network.Pattern{{{From: 0, To: sim.Day, Share: 1}}}
	var edges []sim.Time
	var months, labels []string
	end := time.Date(to, 1, 1, 0, 0, 0, 0, time.UTC)
	for day := net.Clock.Zero; !day.After(end); day = day.AddDate(0, 0, 1) {
		at := net.Clock.Tick(day)
		edges = append(edges, at)
		if day.Before(end) {
			f.Days = append(f.Days, network.DayVolume{At: at, Volume: volume(len(f.Days))})
			months, labels = append(months, day.Format("2006-01")), append(labels, day.Format("2006"))
		}
	}
	plan := network.Plan{Until: edges[len(edges)-1], Replications: 1}
	return net, planOf(plan, edges, months, labels)
}

// spans of the only node, as text.
func spansOf(net *network.Network, plan network.Plan) string {
	sum := NewSummariser(net, plan, nil)
	var parts []string
	for _, p := range sum.o.saturated(0) {
		parts = append(parts, fmt.Sprintf("%s/%s", p.From.Format("2006-01-02"), p.To.Format("2006-01-02")))
	}
	return strings.Join(parts, " ")
}

// TestSaturation: the lane serves 1440 vehicles a day.
func TestSaturation(t *testing.T) {
	growing := func(day int) float64 { return 1000 + float64(day) } // 1440 on day 440: 2021-03-16
	for _, c := range []struct {
		name   string
		volume func(int) float64
		change func(*network.Network)
		want   string
	}{
		{"below", func(int) float64 { return 1439 }, nil, ""},
		{"above throughout", func(int) float64 { return 1441 }, nil, "2020-01-01/2024-01-01"},
		{"growing", growing, nil, "2021-03-17/2024-01-01"},
		// Three months of thirteen at 1600, the others at 1300: 1369 in the mean.
		{"in the season only", func(d int) float64 { return 1300 + 300*float64(d/28%13/10) }, nil, ""},
		{"relieved for good", growing, func(n *network.Network) {
			n.Elements[0].Lanes = append(n.Elements[0].Lanes, network.LaneStep{At: 730 * sim.Day, Manned: 2, Built: 2, Open: true})
		}, "2021-03-17/2021-12-29"},
		{"a closed week is no saturation", func(int) float64 { return 1400 }, func(n *network.Network) {
			n.Elements[0].Lanes = append(n.Elements[0].Lanes,
				network.LaneStep{At: 730 * sim.Day, Built: 1}, network.LaneStep{At: 737 * sim.Day, Manned: 1, Built: 1, Open: true})
		}, ""},
	} {
		net, plan := years(t, 2020, 2024, c.volume)
		if c.change != nil {
			c.change(net)
		}
		got := spansOf(net, plan)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMoving(t *testing.T) {
	got := moving([]float64{1, 2, 3, 4, 5}, 3)
	for i, want := range []float64{2, 2, 3, 4, 4} {
		near(t, fmt.Sprint(i), got[i], want, 1e-12)
	}
	near(t, "window beyond the values", moving([]float64{1, 3}, 7)[0], 2, 1e-12)
}

func TestEvened(t *testing.T) {
	line := make([]float64, 40)
	for i := range line {
		line[i] = 100 + 2*float64(i) + 10*float64(i%7-3)
	}
	for i, x := range evened(line, 7) {
		near(t, fmt.Sprint("day ", i), x, 100+2*float64(i), 1e-9)
	}
}

// TestSharesOfRoutes: planned demand follows dated shares and is known before any run.
func TestSharesOfRoutes(t *testing.T) {
	net, plan := border(t)
	f := &net.Flows[1]
	f.Routes = []network.RouteID{1, 3}
	net.Routes = append(net.Routes, network.Route{Name: "flow.exports.route.z", Flow: 1, Hops: []network.Hop{{Element: 2, Segment: 1, Passage: 1}}})
	f.Shares = []network.RouteShares{{Weight: []float64{1, 0}}, {At: 2 * sim.Day, Weight: []float64{0.25, 0.75}}}
	s := NewSummariser(net, plan, nil)
	s.Add(borderOutcome(net, &plan, 0))
	sum := s.Summary()
	near(t, "2024", sum.Get(Key{"post.p.southbound", "2024", AllClasses, measure.PlannedDemand, ""}).Mean, 48, 1e-9)
	near(t, "2025", sum.Get(Key{"post.p.southbound", "2025", AllClasses, measure.PlannedDemand, ""}).Mean, 48+60, 1e-9)
	near(t, "flow", sum.Get(Key{"flow.exports", Run, "truck", measure.PlannedDemand, ""}).Mean, 80, 1e-9)
}

// TestAlwaysReady: a flow without a rate has no planned demand, and no load follows.
func TestAlwaysReady(t *testing.T) {
	net, plan := oneToll(t)
	net.Flows[0].Arrivals, net.Flows[0].Times = network.Saturated, nil
	s := NewSummariser(net, plan, nil)
	s.Add(tollOutcome(&plan, 0, fiveVehicles()))
	sum := s.Summary()
	if e := sum.Get(Key{"toll.t", Run, AllClasses, measure.Load, ""}); e.N != 0 {
		t.Errorf("load %+v", e)
	}
	near(t, "practical", sum.Get(Key{"toll.t", Run, AllClasses, measure.PracticalCapacity, ""}).Mean, 1440, 1e-9)
	if len(sum.Limits) != 0 {
		t.Errorf("limits %+v", sum.Limits)
	}
}

// emptyOutcome is a replication of years in which nobody came.
func emptyOutcome(plan *network.Plan) *model.Outcome {
	days, years := len(plan.Bins.Days)-1, len(plan.Bins.Years)
	return &model.Outcome{
		Elements: []model.ElementRecord{{Days: make([]model.DayRecord, days), Classes: make([]model.ClassRecord, 1)}},
		Flows:    []model.FlowRecord{{Years: make([]model.FlowYear, years)}}}
}

// TestEarlierSpells: a node that was saturated and is again, and one that was, are
// both named with their dates; a node saturated only to the end is not.
func TestEarlierSpells(t *testing.T) {
	at := func(year int) time.Time { return time.Date(year, 4, 1, 0, 0, 0, 0, time.UTC) }
	s := &Summary{Network: &network.Network{Clock: network.Clock{Dated: true, Zone: time.UTC}}, Limits: []Limit{
		{Title: "Samur", Saturated: []Span{{at(2022), at(2023), false}, {at(2030), at(2032), true}}},
		{Title: "Bilasuvar", Saturated: []Span{{at(2031), at(2032), true}}},
		{Title: "Khanoba", Saturated: []Span{{at(2026), at(2027), false}}},
		{Title: "Astara"},
	}}
	got := s.earlierSpells(false)
	if len(got) != 1 || !strings.HasPrefix(got[0], "Saturated for a time: Samur (2022") || !strings.Contains(got[0], "; Khanoba (2026") || strings.Contains(got[0], "Bilasuvar") {
		t.Errorf("%q", got)
	}
}
