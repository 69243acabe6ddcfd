package results

import (
	"context"
	"math"
	"testing"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// summarise runs a network and folds its outcomes.
func summarise(t *testing.T, net *network.Network, plan network.Plan) *Summary {
	t.Helper()
	s := NewSummariser(net, plan, model.FluidQueue(net, &plan))
	if err := model.Run(context.Background(), net, plan, model.Options{}, func(o *model.Outcome) bool { s.Add(o); return true }); err != nil {
		t.Fatal(err)
	}
	return s.Summary()
}

// TestSimulatedSingleServer: M/M/1 at load 0.5, from the model to the summary. The
// seed is fixed, so the test passes or fails for good.
func TestSimulatedSingleServer(t *testing.T) {
	net, _ := oneToll(t)
	law, err := sim.Exponential(float64(sim.Minute))
	if err != nil {
		t.Fatal(err)
	}
	net.Elements[0].Serving[0].Time[0][0] = law
	f := &net.Flows[0]
	f.Arrivals, f.Times, f.Patterns = network.Poisson, nil, []network.Pattern{{{From: 0, To: sim.Day, Share: 1}}}
	const days = 40
	edges := []sim.Time{sim.Day}
	for d := range days {
		f.Days = append(f.Days, network.DayVolume{At: sim.Time(d) * sim.Day, Date: int32(d), Volume: 720})
		if d > 0 {
			edges = append(edges, sim.Time(d+1)*sim.Day)
		}
	}
	labels := make([]string, days)
	for i := range labels {
		labels[i] = Run
	}
	plan := planOf(network.Plan{From: sim.Day, Until: days * sim.Day, Replications: 8, Seed: 5}, edges, labels, labels)
	sum := summarise(t, net, plan)
	for _, c := range []struct {
		measure, stat string
		want          float64
	}{
		{measure.Wait, measure.Mean, 60},
		{measure.ShareDelayed, "", 0.5},
		{measure.Queue, "", 0.5},
		{measure.Inside, "", 1},
		{measure.Utilisation, "", 0.5},
		{measure.Throughput, "", 720},
		{measure.Sojourn, "", 120},
		// P(wait <= x) = 1 - rho exp(-(mu - lambda) x).
		{measure.Wait, measure.P95, 120 * math.Log(10)},
	} {
		e := sum.get("toll.t", Run, c.measure, c.stat)
		// The 99.9 % interval is 5.41/2.36 times the 95 % one with eight replications.
		near(t, c.measure+c.stat, e.Mean, c.want, 2.3*e.HalfWidth)
		if e.HalfWidth > 0.1*c.want {
			t.Errorf("%s %s: half-width %v of %v", c.measure, c.stat, e.HalfWidth, c.want)
		}
	}
	if !sum.Balanced {
		t.Error(sum.Warnings)
	}
	if c := sum.Charts(); len(c.Waits) != 1 || len(c.Queues) != 0 {
		t.Errorf("a steady-state run has a distribution and no chart over dates, got %d and %d", len(c.Waits), len(c.Queues))
	}
}

// TestSimulatedBorder: a dated network, where planned, simulated and fluid meet.
func TestSimulatedBorder(t *testing.T) {
	net, plan := border(t)
	sum := summarise(t, net, plan)
	for f, want := range []float64{200, 80, 48} {
		flow := &net.Flows[f]
		e := sum.Get(Key{flow.Name, Run, sum.observer.className(flow.Class), measure.Demand, ""})
		near(t, flow.Name, e.Mean, want, 5*math.Sqrt(want/float64(4*plan.Replications)))
	}
	trucks := sum.get("post.p.northbound.control.group.trucks", "2024", measure.MeasuredCapacity, "")
	if trucks.N > 0 {
		near(t, "measured capacity", trucks.Mean, 72, 1)
	}
	ledger := func(name string) float64 { return sum.get(Corridor, Run, name, "").Mean }
	in := ledger(measure.LedgerInitial) + ledger(measure.LedgerDemand)
	out := ledger(measure.LedgerLeft) + ledger(measure.LedgerLost) + ledger(measure.LedgerSuppressed) + ledger(measure.LedgerInside)
	near(t, "ledger", in, out, 1e-9)
	c := sum.Charts()
	if len(c.Queues) == 0 || len(c.Growth) != 4 || len(c.Throughput) != 2 || len(c.Utilisation.Rows) != 3 || len(c.Utilisation.Columns) != 2 {
		t.Errorf("charts: %d queues, %d of growth, %d of throughput, %d × %d cells", len(c.Queues), len(c.Growth), len(c.Throughput), len(c.Utilisation.Rows), len(c.Utilisation.Columns))
	}
}
