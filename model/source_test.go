package model

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// visits runs one replication and returns every visit.
func (t *town) visits(tb rapid.TB) []Visit {
	tb.Helper()
	t.plan.Replications = 1
	var all []Visit
	if err := Run(context.Background(), &t.net, t.plan, Options{Visit: func(v Visit) { all = append(all, v) }}, func(*Outcome) bool { return true }); err != nil {
		tb.Fatal(err)
	}
	return all
}

// daily returns the vehicles that arrived at element 0 on each day.
func daily(o *Outcome) []float64 {
	var xs []float64
	for _, d := range o.Elements[0].Classes[0].Days {
		xs = append(xs, float64(d.Arrived))
	}
	return xs
}

func mean(xs []float64) float64 {
	m, _ := sim.Interval(xs, 0.95)
	return m
}

// TestTimeVaryingArrivals: 12 hours at r and 12 hours at 10 an hour bring 12 r + 120 a
// day with a variance equal to the mean, however quiet the night. Drawing the next
// gap at the rate of the moment would lose most of it.
func TestTimeVaryingArrivals(t *testing.T) {
	for _, r := range []float64{0, 0.05, 1} {
		town := newTown(24*400, 0, 20)
		e := town.service("toll.q", 1000, network.Unlimited, constant(0))
		f := town.flow("flow.f", 0, (12*r+120)/24, e)
		night := 12 * r / (12*r + 120)
		f.Patterns[0] = network.Pattern{{From: 0, To: 12 * sim.Hour, Share: night}, {From: 12 * sim.Hour, To: sim.Day, Share: 1 - night}}
		var means, variances []float64
		for _, o := range town.run(t, 0) {
			xs := daily(o)
			m := mean(xs)
			v := 0.0
			for _, x := range xs {
				v += (x - m) * (x - m)
			}
			means = append(means, m)
			variances = append(variances, v/float64(len(xs)-1))
		}
		near(t, "daily mean", means, 12*r+120, 0.01)
		near(t, "daily variance", variances, 12*r+120, 0.1)
	}
}

// TestDailyVariation: a factor with coefficient of variation cv makes the variance of
// the daily counts m + (cv m)^2.
func TestDailyVariation(t *testing.T) {
	town := newTown(24*400, 0, 20)
	e := town.service("toll.q", 1000, network.Unlimited, constant(0))
	town.flow("flow.f", 0, 10, e).Variation = 0.25
	var means, variances []float64
	for _, o := range town.run(t, 0) {
		xs := daily(o)
		m := mean(xs)
		v := 0.0
		for _, x := range xs {
			v += (x - m) * (x - m)
		}
		means = append(means, m)
		variances = append(variances, v/float64(len(xs)-1))
	}
	near(t, "daily mean", means, 240, 0.02)
	near(t, "daily variance", variances, 240+60*60, 0.15)
}

// TestEvenArrivals come exactly one gap apart, across days, from the first gap on.
func TestEvenArrivals(t *testing.T) {
	town := newTown(72, 0, 1)
	e := town.service("toll.q", 1000, network.Unlimited, constant(0))
	f := town.flow("flow.f", 0, 1/0.7, e)
	f.Arrivals, f.Gap = network.Renewal, constant(1)
	all := town.visits(t)
	if len(all) != 102 { // the last at 71.4 h
		t.Fatalf("%d arrivals in 72 hours, one every 0.7", len(all))
	}
	for i, v := range all {
		if want := sim.FromSeconds(float64(i+1) * 0.7 * 3600); v.Entered < want-1 || v.Entered > want+1 {
			t.Fatalf("arrival %d at %v, want %v", i, v.Entered, want)
		}
	}
}

// TestListedArrivals come when they are listed.
func TestListedArrivals(t *testing.T) {
	town := newTown(24, 0, 1)
	e := town.service("toll.q", 1000, network.Unlimited, constant(0))
	f := town.flow("flow.f", 0, 0, e)
	f.Arrivals, f.Days = network.Listed, nil
	for i := range 200 {
		f.Times = append(f.Times, sim.Time(i/2)*sim.Minute)
	}
	all := town.visits(t)
	if len(all) != 200 {
		t.Fatalf("%d of 200 arrivals", len(all))
	}
	for i, v := range all {
		if v.Entered != f.Times[i] {
			t.Fatalf("arrival %d at %v, listed %v", i, v.Entered, f.Times[i])
		}
	}
}

// TestBatches: batches of geometric size (mean m) at one exponential lane wait
// (rho + m - 1) / (mu (1 - rho)) on average (the M^[X]/M/1 queue).
func TestBatches(t *testing.T) {
	const m, mu, rate = 3.0, 1.0, 0.25 // batches an hour
	rho := rate * m / mu
	town := newTown(60000, 1000, 20)
	e := town.service("toll.q", 1, network.Unlimited, must(sim.Exponential(testHour)))
	town.flow("flow.f", 0, rate, e).Batch = must(sim.Geometric(m))
	near(t, "mean wait", meanWait(town.run(t, 0), e), (rho+m-1)/(mu*(1-rho)), 0.08)
}

// TestShares: routes are chosen by the shares in force at the time.
func TestShares(t *testing.T) {
	town := newTown(24*100, 0, 20)
	a := town.service("a", 1000, network.Unlimited, constant(0))
	b := town.service("b", 1000, network.Unlimited, constant(0))
	f := town.flow("flow.f", 0, 10, a)
	town.net.Routes = append(town.net.Routes, network.Route{Name: "second", Hops: []network.Hop{{Element: b, Segment: network.None}}})
	f.Routes = []network.RouteID{0, 1}
	f.Shares = []network.RouteShares{{At: 0, Weight: []float64{0.3, 0.7}}, {At: 50 * sim.Day, Weight: []float64{1, 0}}}
	var early, late []float64
	for _, o := range town.run(t, 0) {
		n := [2][2]float64{}
		for e := range 2 {
			for d, day := range o.Elements[e].Classes[0].Days {
				n[d/50][e] += float64(day.Arrived)
			}
		}
		early = append(early, n[0][0]/(n[0][0]+n[0][1]))
		late = append(late, n[1][1])
	}
	near(t, "share of the first route", early, 0.3, 0.05)
	if mean(late) != 0 {
		t.Errorf("%v vehicles took a route with share 0", mean(late))
	}
}

// TestSuppression: a flow that accepts two hours of wait at a lane that is twice
// overloaded keeps the wait between two hours and one service more, and all that does not come is counted.
func TestSuppression(t *testing.T) {
	town := newTown(24*50, 48, 10)
	e := town.service("toll.q", 1, network.Unlimited, constant(0.1*testHour))
	town.flow("flow.f", 0, 20, e).MaxWait = 2 * sim.Hour
	out := town.run(t, 0)
	// The vehicle in service is not part of the expectation: up to one service more.
	if w := mean(meanWait(out, e)); w < 2 || w > 2.1 {
		t.Errorf("mean wait %.3f h, want 2 to 2.1", w)
	}
	var share []float64
	for _, o := range out {
		y := o.Flows[0].Years[0]
		share = append(share, float64(y.Suppressed)/float64(y.Demand))
	}
	near(t, "share suppressed", share, 0.5, 0.02)
}

// TestSuppressionBehindYard: the second stage of a crossing is the slow one and has
// room for ten only, so that its line stands before the first stage; whoever sets out
// looks at the whole line, and still waits no longer than accepted.
func TestSuppressionBehindYard(t *testing.T) {
	town := newTown(24*50, 48, 10)
	first := town.service("post.p.exit", 1, network.Unlimited, constant(0.02*testHour))
	second := town.service("post.p.entry", 1, 10, constant(0.1*testHour))
	town.flow("flow.f", 0, 20, first, second).MaxWait = 2 * sim.Hour
	town.net.Segments = []network.Segment{{Name: "post.p", Title: "p", Stages: [][]network.ElementID{{first}, {second}}}}
	town.net.Routes[0].Hops = []network.Hop{{Element: first, Segment: 0, Passage: 1}, {Element: second, Segment: 0, Passage: 1}}
	var crossing []float64
	for _, o := range town.run(t, 0) {
		crossing = append(crossing, o.Segments[0].Classes[0].Time[0].Mean()/3600)
	}
	if m := mean(crossing); m < 2 || m > 2.3 {
		t.Errorf("the crossing takes %.3f h, want 2 to 2.3", m)
	}
}

// TestInitialQueueAndOverload: 471 a day meet a post of 300 a day; after ten days
// 1,710 stand there, the fluid says the same, and the queue of 900 that stood at the
// start is worked off at 300 - 150 a day in six days.
func TestInitialQueueAndOverload(t *testing.T) {
	town := newTown(24*10, 0, 20)
	e := town.service("toll.q", 1, network.Unlimited, constant(24*testHour/300))
	town.flow("flow.f", 0, 471./24, e)
	var stock []float64
	for _, o := range town.run(t, 0) {
		stock = append(stock, float64(o.Flows[0].Inside))
	}
	near(t, "stock after ten days", stock, 1710, 0.05)
	fluid := FluidQueue(&town.net, &town.plan).Elements[e]
	if q := fluid.QueueMax[9]; q < 1700 || q > 1710.5 {
		t.Errorf("the fluid queue reaches %.1f, want 1710", q)
	}

	town = newTown(24*10, 0, 20)
	e = town.service("toll.q", 1, network.Unlimited, constant(24*testHour/300))
	f := town.flow("flow.f", 0, 150./24, e)
	f.Initial = []network.Initial{{Route: 0, Hop: 0, Count: 900}}
	for _, o := range town.run(t, 0) {
		if o.Flows[0].Initial != 900 {
			t.Fatalf("initial stock %d", o.Flows[0].Initial)
		}
		d := o.Elements[e].Days
		if d[3].WaitingMax < 350 || d[8].Waiting > int64(20*sim.Day) {
			t.Errorf("the queue of 900 is %d on the fourth day and %.1f on the ninth", d[3].WaitingMax, float64(d[8].Waiting)/float64(sim.Day))
		}
	}
}

// TestOpeningHours: open 12 of 24 hours with even arrivals, the line grows all night
// and is gone in the morning; waits are charged to the closing.
func TestOpeningHours(t *testing.T) {
	town := newTown(24*20, 0, 1)
	e := town.service("toll.q", 1, network.Unlimited, constant(0.25*testHour))
	el := &town.net.Elements[e]
	el.Lanes = nil
	for d := range 21 {
		at := sim.Time(d) * sim.Day
		el.Lanes = append(el.Lanes, network.LaneStep{At: at, Manned: 1, Built: 1, Open: true}, network.LaneStep{At: at + 12*sim.Hour, Manned: 1, Built: 1})
	}
	f := town.flow("flow.f", 0, 1, e)
	f.Arrivals, f.Gap = network.Renewal, constant(1)
	// At 24:00 twelve stand in line (12:00 to 23:00) and another comes; at 15 minutes
	// each the n-th of the night waits (12 - n) h + n/4 h, n = 0 … 11.
	for _, v := range town.visits(t) {
		if v.Entered < sim.Day {
			continue
		}
		hour := int(v.Entered % sim.Day / sim.Hour)
		wait := v.Started - v.Entered
		switch {
		case hour >= 12:
			if want := sim.Time(24-hour)*sim.Hour + sim.Time(hour-12)*sim.Hour/4; wait != want {
				t.Fatalf("came at %d h, waited %v, want %v", hour, wait, want)
			}
		case hour >= 4 && wait != 0:
			t.Fatalf("came at %d h, waited %v", hour, wait)
		}
	}
	for d, day := range town.run(t, 1)[0].Elements[e].Classes[0].Days {
		// The n-th of the night waits 12 - n hours for the opening: 78 hours in all.
		if d > 0 && d < 19 && day.Opening != int64(78*sim.Hour) {
			t.Errorf("day %d: %v charged to the closing", d, sim.Time(day.Opening))
		}
	}
}
