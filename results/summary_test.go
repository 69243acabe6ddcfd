package results

import (
	"math"
	"testing"

	"corridor/results/measure"
	"corridor/sim"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// TestFiveVehicles: all numbers of one toll by hand.
func TestFiveVehicles(t *testing.T) {
	net, plan := oneToll(t)
	s := NewSummariser(net, plan, nil)
	s.Add(tollOutcome(&plan, 0, fiveVehicles()))
	sum := s.Summary()
	for _, c := range []struct {
		measure, stat string
		want          float64
	}{
		{measure.Wait, measure.Mean, 24},
		{measure.Wait, measure.P50, 30},
		{measure.ShareDelayed, "", 0.6},
		{measure.Queue, "", 120.0 / 600},
		{measure.QueueMax, "", 1},
		{measure.Utilisation, "", 0.5},
		{measure.Arrivals, "", 720},
		{measure.Throughput, "", 720},
		{measure.Service, "", 60},
		{measure.Sojourn, "", 84},
		{measure.Inside, "", 420.0 / 600},
		{measure.PlannedDemand, "", 720},
		{measure.PracticalCapacity, "", 1440},
		{measure.Load, "", 0.5},
		{measure.Lost, "", 0},
	} {
		e := sum.Get(Key{"toll.t", Run, AllClasses, c.measure, c.stat})
		if e.N != 1 || e.HalfWidth != 0 || len(e.Warnings) != 1 {
			t.Errorf("%s: one replication gives one observation with a warning and no interval, got %+v", c.measure, e)
		}
		tolerance := 1e-9
		if c.stat == measure.P50 {
			tolerance = c.want * quantileError
		}
		near(t, c.measure+" "+c.stat, e.Mean, c.want, tolerance)
		class := sum.Get(Key{"toll.t", Run, "car", c.measure, c.stat})
		if class.N == 1 && class.Mean != e.Mean {
			t.Errorf("%s: the only class has %v, all have %v", c.measure, class.Mean, e.Mean)
		}
	}
	if e := sum.Get(Key{"toll.t", Run, AllClasses, measure.MeasuredCapacity, ""}); e.N != 0 {
		t.Errorf("the lane was idle half of the day, yet there is a measured capacity: %+v", e)
	}
	near(t, "journey", sum.Get(Key{"flow.f", Run, "car", measure.JourneyTime, measure.Mean}).Mean, 84, 1e-9)
	near(t, "time in lanes", sum.Get(Key{Corridor, Run, AllClasses, measure.TimeLane, ""}).Mean, 120.0/3600*144, 1e-9)
	// Little's law holds to rounding: L = lambda W.
	near(t, "Little", 0.7, 720.0/86400*84, 1e-12)
	if !sum.Balanced {
		t.Error("the ledger does not balance")
	}
}

func TestIntervalOverReplications(t *testing.T) {
	net, plan := oneToll(t)
	plan.Replications = 3
	s := NewSummariser(net, plan, nil)
	const sec = sim.Second
	for i, w := range []sim.Time{10 * sec, 20 * sec, 60 * sec} {
		s.Add(tollOutcome(&plan, i, []served{{0, w}}))
	}
	e := s.Summary().Get(Key{"toll.t", Run, AllClasses, measure.Wait, measure.Mean})
	// Mean 30, standard deviation sqrt(700), t(0.975; 2) = 4.30265.
	near(t, "mean", e.Mean, 30, 1e-12)
	near(t, "half-width", e.HalfWidth, 4.302652729749*math.Sqrt(700)/math.Sqrt(3), 1e-6)
	q := s.Summary().Get(Key{"toll.t", Run, AllClasses, measure.Wait, measure.P95})
	if q.HalfWidth <= e.HalfWidth {
		t.Errorf("the half-width of a quantile, %v, is not widened by the histogram's error", q.HalfWidth)
	}
	// A replication without vehicles observes no wait, but an empty queue.
	s.Add(tollOutcome(&plan, 3, nil))
	e = s.Summary().Get(Key{"toll.t", Run, AllClasses, measure.Wait, measure.Mean})
	if e.N != 3 || len(e.Warnings) != 1 {
		t.Errorf("three of four replications saw a vehicle, got %+v", e)
	}
	if q := s.Summary().Get(Key{"toll.t", Run, AllClasses, measure.Queue, ""}); q.N != 4 {
		t.Errorf("every replication has a queue, got %+v", q)
	}
}

func TestNothingObserved(t *testing.T) {
	net, plan := oneToll(t)
	s := NewSummariser(net, plan, nil)
	s.Add(tollOutcome(&plan, 0, nil))
	for _, n := range s.Summary().Numbers {
		if math.IsNaN(n.Mean) || math.IsInf(n.Mean, 0) || math.IsNaN(n.HalfWidth) || math.IsInf(n.HalfWidth, 0) {
			t.Errorf("%+v", n)
		}
		if n.Measure == measure.Wait && n.N != 0 {
			t.Errorf("nobody came, yet somebody waited: %+v", n)
		}
	}
}

func TestBrokenLedgerIsSeen(t *testing.T) {
	net, plan := oneToll(t)
	s := NewSummariser(net, plan, nil)
	out := tollOutcome(&plan, 0, fiveVehicles())
	out.Flows[0].Inside = 1
	s.Add(out)
	if sum := s.Summary(); sum.Balanced || len(sum.Warnings) == 0 {
		t.Error("a vehicle too many was not noticed")
	}
}

// TestCapacities: planned numbers of a post with two groups, by hand.
func TestCapacities(t *testing.T) {
	sum := borderSummary(t, 3)
	for _, c := range []struct {
		subject, period, class, measure string
		want                            float64
	}{
		// 1 lane of 20 min: 72 trucks a day; 2 lanes from 2025: 144.
		{"post.p.northbound.control.group.trucks", "2024", AllClasses, measure.PracticalCapacity, 72},
		{"post.p.northbound.control.group.trucks", "2025", AllClasses, measure.PracticalCapacity, 144},
		{"post.p.northbound.control.group.trucks", "2024", AllClasses, measure.Load, 80.0 / 72},
		{"post.p.northbound.control.group.trucks", Run, AllClasses, measure.Load, 80.0 / 108},
		// 1 lane of 5 min for cars: 288.
		{"post.p.northbound", "2024", AllClasses, measure.PracticalCapacity, 72 + 288},
		{"post.p.northbound", "2024", "truck", measure.PracticalCapacity, 72},
		{"post.p.northbound", "2024", "car", measure.PracticalCapacity, 288},
		{"post.p.northbound", "2024", AllClasses, measure.Load, 80.0 / 72},
		{"post.p.northbound", "2024", AllClasses, measure.PlannedDemand, 280},
		{"post.p.northbound", Run, "truck", measure.RatedCapacity, 75},
		{"post.p.northbound", Run, "car", measure.RatedCapacity, 300},
		{"post.p.southbound", Run, AllClasses, measure.RatedCapacity, 75},
		{"post.p.southbound", Run, AllClasses, measure.PracticalCapacity, 96},
		// Headways of 2 s for 200 cars and 4 s for 80 trucks.
		{"road.r.northbound", Run, AllClasses, measure.Load, 720.0 / 86400},
		{"road.r.northbound", Run, AllClasses, measure.PracticalCapacity, 280 * 86400 / 720.0},
		// Trucks were never starved in the four days of the run.
		{"post.p.northbound.control.group.trucks", Run, AllClasses, measure.MeasuredCapacity, 80},
	} {
		e := sum.Get(Key{c.subject, c.period, c.class, c.measure, ""})
		if e.N != 3 {
			t.Errorf("%s %s %s %s: no observation", c.subject, c.period, c.class, c.measure)
		}
		near(t, c.subject+" "+c.period+" "+c.class+" "+c.measure, e.Mean, c.want, 1e-9*c.want)
	}
	if e := sum.Get(Key{"post.p.southbound", Run, AllClasses, measure.MeasuredCapacity, ""}); e.N != 0 {
		t.Errorf("southbound was never full, got %+v", e)
	}
	near(t, "fluid", sum.Get(Key{"post.p.northbound", "2024", AllClasses, measure.FluidQueue, ""}).Mean, 0.5, 1e-12)
}

func TestUnfinishedVehiclesAreSaid(t *testing.T) {
	sum := borderSummary(t, 3)
	e := sum.Get(Key{"post.p.southbound.control", "2025", AllClasses, measure.Wait, measure.Mean})
	if len(e.Warnings) != 1 { // 2 of 96 vehicles
		t.Errorf("2 %% still inside, yet no warning: %+v", e)
	}
	e = sum.Get(Key{"post.p.southbound.control", "2024", AllClasses, measure.Wait, measure.Mean})
	if len(e.Warnings) != 0 {
		t.Errorf("nobody of 2024 is inside, yet: %+v", e)
	}
}

func TestVerdicts(t *testing.T) {
	x := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		low, high   float64
		least, most *float64
		want        string
	}{
		{1, 2, nil, x(3), Pass},
		{1, 2, nil, x(1.5), Undecided},
		{1, 2, nil, x(0.5), Fail},
		{1, 2, x(0.5), nil, Pass},
		{1, 2, x(1.5), nil, Undecided},
		{1, 2, x(3), nil, Fail},
		{1, 2, x(0), x(3), Pass},
		{1, 2, x(1.5), x(1.8), Undecided},
		{2, 2, x(2), x(2), Pass},
	} {
		if got := within(c.low, c.high, c.least, c.most); got != c.want {
			t.Errorf("[%v, %v]: got %s, want %s", c.low, c.high, got, c.want)
		}
	}
	sum := borderSummary(t, 3)
	if len(sum.Verdicts) != 4 { // both directions of the post, the flow, the unknown
		t.Fatalf("got %d verdicts: %+v", len(sum.Verdicts), sum.Verdicts)
	}
	if v := sum.Verdicts[2]; v.Result != Pass || v.Subject != "flow.exports" {
		t.Errorf("%+v", v)
	}
	if v := sum.Verdicts[3]; v.Result != Undecided || v.Note == "" {
		t.Errorf("%+v", v)
	}
	if sum.Missed() {
		t.Error("nothing was missed for certain")
	}
}
