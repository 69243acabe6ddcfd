package model

import (
	"math"
	"slices"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// Roads against what is known of them without simulating: cumulative curves, the
// volume–delay formula, the hours a driver needs.

// visitsTo returns the visits to an element, in the order in which they ended.
func (t *town) visitsTo(tb testing.TB, e network.ElementID) []Visit {
	tb.Helper()
	return slices.DeleteFunc(t.visits(tb), func(v Visit) bool { return v.Element != e })
}

// listed adds a flow whose vehicles come at given times.
func (t *town) listed(name string, class network.ClassID, times []sim.Time, elements ...network.ElementID) *network.Flow {
	f := t.flow(name, class, 1, elements...)
	f.Arrivals, f.Times, f.Days = network.Listed, times, nil
	return f
}

// even are n times from a beginning on, a gap apart.
func even(from sim.Time, n int, gap sim.Time) (times []sim.Time) {
	for i := range n {
		times = append(times, from+sim.Time(i)*gap)
	}
	return times
}

// traffic gives a road traffic; capacity in pcu per hour, its first step at 0.
func (t *town) traffic(e network.ElementID, steps ...network.CapacityStep) *network.Traffic {
	el := &t.net.Elements[e]
	el.Traffic = &network.Traffic{Capacity: steps}
	return el.Traffic
}

func step(at sim.Time, whole, taken, left float64) network.CapacityStep {
	return network.CapacityStep{At: at, Whole: whole, Taken: taken, Left: left}
}

// TestVickrey: 1800 an hour come for an hour, then 600 an hour, and 1200 an hour can
// leave. The queue is a triangle: 600 vehicles after an hour, gone after two, 600 vehicle
// hours, and who comes at t during the peak waits t/2.
func TestVickrey(t *testing.T) {
	const drive = 30 * sim.Minute
	town := newTown(24, 0, 1)
	e := town.road("road.r", drive, 3*sim.Second, network.Unlimited, 0)
	town.traffic(e, step(0, 1200, 0, 1200))
	town.listed("flow.f", 0, append(even(0, 1800, 2*sim.Second), even(sim.Hour, 1800, 6*sim.Second)...), e)
	total := 0.0
	for _, v := range town.visitsTo(t, e) {
		want := max(0, v.Entered/2)
		if v.Entered > sim.Hour {
			want = max(0, sim.Hour/2-(v.Entered-sim.Hour)/2)
		}
		got := v.Ended - v.Started
		if d := got - want; d < -3*sim.Second || d > 3*sim.Second {
			t.Fatalf("entered at %v: waits %v, must be %v", v.Entered, got, want)
		}
		total += got.Seconds() / 3600
	}
	if math.Abs(total-600) > 1 {
		t.Errorf("%.2f vehicle hours, must be 600", total)
	}
	o := town.run(t, 1)[0]
	hour := o.Elements[e].Weeks[0]
	// the last of the peak are due after an hour and a half; at 2:00 half of the queue is left
	if h := &hour[5*24+2]; // a Saturday
	math.Abs(float64(h.Waiting)-300) > 2 || math.Abs(h.Tail.Metres()-300*20) > 40 {
		t.Errorf("after two hours %d stand over %v m, must be 300 over 6000", h.Waiting, h.Tail.Metres())
	}
}

// TestTollRoad: 20,000 trucks a day on 129 km of two lanes wait as in M/D/1; when nobody
// leaves for an hour, 833 stand at its end, side by side over 8.3 km.
func TestTollRoad(t *testing.T) {
	town := newTown(24*3, 2, 10)
	e := town.tollRoad()
	const rate, headway = 20000.0 / 24, 2 / 4400.0
	out := town.run(t, 0)
	var waits, inside []float64
	for _, o := range out {
		waits = append(waits, o.Elements[e].Classes[0].Wait[0].Mean())
		sum := 0.0
		for _, d := range o.Elements[e].Days {
			sum += float64(d.Inside) / testHour
		}
		inside = append(inside, sum/72)
	}
	near(t, "mean wait in seconds", waits, sim.MG1Wait(rate, headway, 0)*3600, 0.02)
	near(t, "trucks on it", inside, rate*(129.0/90+sim.MG1Wait(rate, headway, 0)), 0.01)

	town = newTown(24, 0, 1)
	e = town.tollRoad()
	town.traffic(e, step(0, 4400, 0, 4400), step(10*sim.Hour, 4400, 4400, 0), step(11*sim.Hour, 4400, 0, 4400))
	f := &town.net.Flows[0]
	f.Arrivals, f.Times, f.Days = network.Listed, even(0, 20000, 4320*sim.Millisecond), nil
	h := town.run(t, 1)[0].Elements[e].Weeks[0][5*24+11]
	if math.Abs(float64(h.Waiting)-rate) > 2 || math.Abs(h.Tail.Metres()-rate*20/2) > 20 {
		t.Errorf("%d stand over %.0f m, must be 833 over 8333", h.Waiting, h.Tail.Metres())
	}
}

// TestCapacityLeft: vehicles that follow each other leave as the integral of what others
// leave them, through an hour in which that is nothing.
func TestCapacityLeft(t *testing.T) {
	town := newTown(24, 0, 1)
	e := town.road("road.r", 0, 3*sim.Second, network.Unlimited, 0)
	steps := []network.CapacityStep{step(0, 1200, 0, 1200), step(sim.Hour, 1200, 600, 600), step(2*sim.Hour, 1200, 1200, 0), step(3*sim.Hour, 1200, 200, 1000)}
	town.traffic(e, steps...)
	town.listed("flow.f", 0, even(0, 2500, 1), e)
	for n, v := range town.visitsTo(t, e) {
		var want float64 // hours
		switch k := float64(n); {
		case k <= 1200:
			want = k / 1200
		case k <= 1800:
			want = 1 + (k-1200)/600
		default:
			want = 3 + (k-1800)/1000
		}
		if k := float64(n); k == 1200 || k == 1800 {
			continue // at the border between two hours
		}
		if got := v.Left.Seconds() / 3600; math.Abs(got-want) > 2e-6 {
			t.Fatalf("vehicle %d leaves after %.7f h, must be %.7f", n, got, want)
		}
	}
}

// TestSpillback: 1200 an hour come to a road of 150 places that 600 an hour leave after
// driving 3 minutes: it is full when 1200 t - 600 (t - 0.05) = 150, after 0.2 h, and from
// then on vehicles stand at the end of the road before it. With a wave of 6 minutes the
// room of 60 fewer is felt by then: full after 0.1 h.
func TestSpillback(t *testing.T) {
	for _, c := range []struct {
		wave sim.Time
		full float64
	}{{0, 0.2}, {6 * sim.Minute, 0.125}} {
		town := newTown(24, 0, 1)
		const before = 10 * sim.Minute
		a := town.road("road.a", before, 0, network.Unlimited, 0)
		b := town.road("road.b", 3*sim.Minute, 6*sim.Second, 150*20_000, c.wave)
		town.traffic(b, step(0, 600, 0, 600))
		town.listed("flow.f", 0, even(0, 3000, 3*sim.Second), a, b)
		first := sim.Never
		for _, v := range town.visitsTo(t, a) {
			if v.Left > v.Ended {
				first = min(first, v.Ended)
			}
		}
		if got := (first - before).Seconds() / 3600; math.Abs(got-c.full) > 0.002 {
			t.Errorf("wave %v: the junction is reached after %.4f h, must be %.4f", c.wave, got, c.full)
		}
	}
}

// TestSpillbackGoesOn: the road before it, which has 250 places of which 200 are driven
// on, is full 50 / 600 hours later: then the next junction is reached, and not before.
func TestSpillbackGoesOn(t *testing.T) {
	town := newTown(24, 0, 1)
	z := town.road("road.1", 5*sim.Minute, 0, network.Unlimited, 0)
	a := town.road("road.2", 10*sim.Minute, 0, 250*20_000, 0)
	b := town.road("road.3", 3*sim.Minute, 6*sim.Second, 150*20_000, 0)
	town.listed("flow.f", 0, even(0, 3000, 3*sim.Second), z, a, b)
	for e, want := range map[network.ElementID]float64{a: 0.25 + 0.2, z: 0.25 + 0.2 + 50.0/600} {
		first := sim.Never
		for _, v := range town.visitsTo(t, e) {
			if v.Left > v.Ended {
				first = min(first, v.Ended)
			}
		}
		if got := first.Seconds() / 3600; math.Abs(got-want) > 0.002 {
			t.Errorf("the end of %s is reached after %.4f h, must be %.4f", town.net.Elements[e].Name, got, want)
		}
	}
}

// TestVolumeDelay: with even arrivals the time is that of the formula.
func TestVolumeDelay(t *testing.T) {
	for _, c := range []struct {
		gap               sim.Time
		pcu, taken, whole float64
		alpha, beta       float64
	}{
		{6 * sim.Second, 1, 0, 1700, 0.15, 4},
		{6 * sim.Second, 2, 900, 2400, 0.15, 4},
		{3 * sim.Second, 2.5, 0, 4400, 0.5, 2},
		{10 * sim.Second, 1, 1500, 1700, 1, 7.5},
		{10 * sim.Second, 1, 3000, 1700, 0.15, 4},
	} {
		town := newTown(24, 0, 1)
		e := town.road("road.r", sim.Hour, 0, network.Unlimited, 0)
		p := &town.net.Elements[e].Driving[0]
		p.PCU, p.Delay = []float64{c.pcu}, network.Delay{Alpha: c.alpha, Beta: c.beta}
		town.traffic(e, step(0, c.whole, c.taken, math.Inf(1)))
		town.listed("flow.f", 0, even(0, int(5*sim.Hour/c.gap), c.gap), e)
		flow := float64(c.pcu*float64(sim.Hour/c.gap)) + c.taken
		want := 1 + c.alpha*math.Pow(flow/c.whole, c.beta)
		for _, v := range town.visitsTo(t, e) {
			if got := (v.Started - v.Entered).Seconds() / 3600; v.Entered >= sim.Hour && math.Abs(got-want) > 1e-6*want {
				t.Fatalf("%+v: entered at %v: drives %.7f h, must be %.7f", c, v.Entered, got, want)
			}
		}
	}
}

// TestFlowOfTheHour: the flow is that of the last four full quarter hours.
func TestFlowOfTheHour(t *testing.T) {
	h := hourCount{classes: 2, n: make([]int32, quarters*2)}
	pcu := []float64{1, 2}
	for _, c := range []struct {
		at    sim.Time
		class int16
		want  float64
	}{
		{0, 0, 0}, {10 * sim.Minute, 1, 0}, {15 * sim.Minute, 0, 3}, {44 * sim.Minute, 1, 4}, {45 * sim.Minute, 1, 6},
		{60 * sim.Minute, 0, 8}, {75 * sim.Minute, 0, 6}, {104 * sim.Minute, 0, 6}, {5 * sim.Hour, 0, 0},
	} {
		if got := h.flow(c.at, pcu); got != c.want {
			t.Errorf("at %v: %v, must be %v", c.at, got, c.want)
		}
		h.add(c.at, c.class)
	}
}

// TestOneFile: where nobody overtakes, all leave in the order in which they came, the fast
// behind the slow; then as before, but nobody passes those who were there.
func TestOneFile(t *testing.T) {
	town := newTown(24, 0, 1, "class.car", "class.truck")
	e := town.road("road.r", 2*sim.Hour, 0, network.Unlimited, 0)
	town.traffic(e, step(0, 1, 0, math.Inf(1)))
	p := &town.net.Elements[e].Driving[0]
	p.Time = []sim.Time{sim.Hour, 2 * sim.Hour}
	p.OneFile = true
	later := *p
	later.At, later.OneFile = 5*sim.Hour, false
	town.net.Elements[e].Driving = append(town.net.Elements[e].Driving, later)
	town.listed("flow.cars", 0, even(10*sim.Minute, 60, 10*sim.Minute), e)
	town.listed("flow.trucks", 1, even(5*sim.Minute, 8, sim.Hour), e)
	visits := town.visitsTo(t, e)
	byEntry := slices.Clone(visits)
	slices.SortStableFunc(byEntry, func(a, b Visit) int { return int(a.Entered - b.Entered) })
	due := sim.Time(0)
	for i, v := range byEntry {
		want := v.Entered + p.Time[v.Class]
		if v.Entered < 5*sim.Hour {
			want = max(want, due)
			due = want
		} else if v.Class == 0 {
			want = max(want, due+1)
		}
		if v.Started != want {
			t.Errorf("%d of class %d entered at %v: due at %v, must be %v", i, v.Class, v.Entered, v.Started, want)
		}
		if v.Entered < 5*sim.Hour && visits[i] != v {
			t.Errorf("%d left out of order", i)
		}
	}
}

// TestClosed: nobody enters, who is on the road drives on.
func TestClosed(t *testing.T) {
	town := newTown(24, 0, 1)
	a := town.road("road.a", sim.Hour, 0, network.Unlimited, 0)
	b := town.road("road.b", sim.Hour, 0, network.Unlimited, 0)
	town.traffic(b, step(0, 1, 0, math.Inf(1))).Closed = []network.Span{{From: 3 * sim.Hour, To: 5 * sim.Hour}, {From: 6 * sim.Hour, To: 7 * sim.Hour}}
	town.listed("flow.f", 0, even(0, 60, 10*sim.Minute), a, b)
	for _, v := range town.visitsTo(t, b) {
		came := v.Started - 2*sim.Hour
		want := came + sim.Hour
		switch {
		case v.Entered != v.Started-sim.Hour:
			t.Errorf("drives %v", v.Started-v.Entered)
		case v.Entered >= 3*sim.Hour && v.Entered < 5*sim.Hour || v.Entered >= 6*sim.Hour && v.Entered < 7*sim.Hour:
			t.Errorf("enters at %v, while it is closed", v.Entered)
		case want < 3*sim.Hour && v.Entered != want:
			t.Errorf("enters at %v, must be %v", v.Entered, want)
		}
	}
	y := town.run(t, 1)[0].Flows[0].Years[0]
	// those that come every 10 minutes from 3:00 on wait until 5:00, from 6:00 on until 7:00
	if got := (y.Cause[Blocked].Float() + y.Cause[Discharge].Float()) / testHour; math.Abs(got-(13+3.5)) > 1e-9 {
		t.Errorf("%v h blocked, or behind somebody who is, must be 16.5", got)
	}
}

// busyRoads is a corridor whose roads have everything.
func busyRoads(hours float64) *town {
	town := newTown(hours, 0, 2, "class.car", "class.truck")
	until := town.plan.Until + sim.Day
	a := town.road("road.a", 2*sim.Hour, 30*sim.Second, 4_000_000, 6*sim.Minute)
	b := town.road("road.b", 3*sim.Hour, 45*sim.Second, network.Unlimited, 0)
	q := town.service("toll.q", 1, 20, must(sim.Exponential(testHour/100)))
	for _, e := range []network.ElementID{a, b} {
		p := &town.net.Elements[e].Driving[0]
		p.Time = []sim.Time{p.Time[0], p.Time[0] * 3 / 2}
		p.PCU, p.Delay = []float64{1, 2.5}, network.Delay{Alpha: 0.15, Beta: 4}
		tr := town.traffic(e)
		tr.Rests = []network.Rest{{}, {Every: 4 * sim.Hour, Lasts: 45 * sim.Minute}}
		tr.Nights = [][]network.Span{nil, nil}
		for at := sim.Time(0); at < until; at += sim.Day {
			for h := range sim.Time(24) {
				taken := float64((h * 37) % 150)
				tr.Capacity = append(tr.Capacity, step(at+h*sim.Hour, 200, taken, 200-taken))
			}
			tr.Nights[1] = append(tr.Nights[1], network.Span{From: at + 22*sim.Hour, To: at + 29*sim.Hour})
			tr.Closed = append(tr.Closed, network.Span{From: at + 12*sim.Hour, To: at + 13*sim.Hour})
		}
		tr.Pace = []network.PaceStep{{At: 0, Pace: 1}, {At: 50 * sim.Hour, Pace: 0.8}}
	}
	town.net.Elements[b].Driving[0].OneFile = true
	town.net.Disruptions = []network.Disruption{
		{Name: "disruption.d", Elements: []network.ElementID{a}, Lanes: network.Unlimited, Pace: 1, Every: must(sim.Exponential(100 * testHour)), Lasts: must(sim.Exponential(2 * testHour))},
		{Name: "disruption.e", Elements: []network.ElementID{b}, Pace: 0.6, Every: must(sim.Exponential(50 * testHour)), Lasts: must(sim.Exponential(5 * testHour))},
	}
	town.flow("flow.cars", 0, 30, a, q, b)
	town.flow("flow.trucks", 1, 15, a, b)
	return town
}

// TestBusyRoads: with everything at once the ledger balances (Run fails otherwise),
// nobody is on a road that has no room, and workers change nothing.
func TestBusyRoads(t *testing.T) {
	for seed := range uint64(6) {
		town := busyRoads(240)
		town.plan.Seed = seed
		one, three := town.run(t, 1), town.run(t, 3)
		for i := range one {
			if one[i].Hash != three[i].Hash {
				t.Errorf("seed %d: %x with one worker, %x with three", seed, one[i].Hash, three[i].Hash)
			}
			if one[i].Flows[1].Years[0].Cause[Resting].Float() == 0 {
				t.Error("nobody rests")
			}
		}
	}
}

func TestBusyRoadsAllocateNothing(t *testing.T) {
	busyRoads(24 * 301).allocatesNothing(t)
}

// TestPlainTraffic: traffic that does nothing leaves every visit as it is without.
func TestPlainTraffic(t *testing.T) {
	var hashes []uint64
	for _, with := range []bool{false, true} {
		town := newTown(500, 0, 1, "class.car", "class.truck")
		e := town.road("road.r", sim.Hour, 45*sim.Second, 2_000_000, 6*sim.Minute)
		town.net.Elements[e].Driving[0].Headway[1] = 90 * sim.Second
		town.net.Classes[1].PCU = 2
		if with {
			town.traffic(e, step(0, 80, 0, 80))
		}
		town.flow("flow.cars", 0, 30, e)
		town.flow("flow.trucks", 1, 15, e)
		hashes = append(hashes, town.run(t, 1)[0].Hash)
	}
	if hashes[0] != hashes[1] {
		t.Errorf("%x without, %x with traffic that does nothing", hashes[0], hashes[1])
	}
}
