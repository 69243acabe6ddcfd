package model

import (
	"fmt"
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// The engine against exact results. All times in hours.

func TestMMc(t *testing.T) {
	for _, c := range []struct {
		lanes int32
		load  float64
		hours float64
		tight float64
	}{{1, 0.5, 20000, 0.03}, {1, 0.8, 40000, 0.05}, {7, 0.7, 20000, 0.03}, {7, 0.9, 20000, 0.08}, {11, 0.8, 15000, 0.04}, {11, 0.95, 30000, 0.15}} {
		t.Run(fmt.Sprintf("%d lanes at load %g", c.lanes, c.load), func(t *testing.T) {
			mean := 0.2
			town := newTown(c.hours, 500, 20)
			e := town.service("toll.q", c.lanes, network.Unlimited, must(sim.Exponential(mean*testHour)))
			rate := c.load * float64(c.lanes) / mean
			town.flow("flow.f", 0, rate, e)
			out := town.run(t, 0)
			near(t, "mean wait", meanWait(out, e), sim.MMcWait(rate, 1/mean, int(c.lanes)), c.tight)
			near(t, "throughput", throughput(out, e, c.hours), rate, 0.01)
			var delayed, queue, busy []float64
			for _, o := range out {
				n, late, waiting, served := 0.0, 0.0, 0.0, 0.0
				for i, d := range o.Elements[e].Classes[0].Days {
					n += float64(d.Arrived)
					late += float64(d.Delayed)
					waiting += float64(o.Elements[e].Days[i].Waiting)
					served += float64(o.Elements[e].Days[i].Busy)
				}
				delayed = append(delayed, late/n)
				queue = append(queue, waiting/testHour/c.hours)
				busy = append(busy, served/testHour/c.hours/float64(c.lanes))
			}
			near(t, "share delayed", delayed, sim.ErlangC(int(c.lanes), c.load*float64(c.lanes)), 0.05)
			near(t, "queue (Little)", queue, rate*sim.MMcWait(rate, 1/mean, int(c.lanes)), c.tight*1.2)
			near(t, "utilisation", busy, c.load, 0.01)
		})
	}
}

func TestMG1AndMDc(t *testing.T) {
	const mean, load, hours = 0.1, 0.8, 15000.0
	rate := load / mean
	for name, c := range map[string]struct {
		law  sim.Law
		wait float64
	}{
		"lognormal, cv 1.5": {must(sim.Lognormal(mean*testHour, 1.5)), sim.MG1Wait(rate, mean, 1.5)},
		"Erlang 3":          {must(sim.Erlang(3, mean*testHour)), sim.MG1Wait(rate, mean, 1/math.Sqrt(3))},
		"constant":          {constant(mean * testHour), sim.MG1Wait(rate, mean, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			town := newTown(hours, 500, 20)
			e := town.service("toll.q", 1, network.Unlimited, c.law)
			town.flow("flow.f", 0, rate, e)
			near(t, "mean wait", meanWait(town.run(t, 0), e), c.wait, 0.08)
		})
	}
	t.Run("M/D/5", func(t *testing.T) {
		town := newTown(hours, 500, 20)
		e := town.service("toll.q", 5, network.Unlimited, constant(mean*testHour))
		town.flow("flow.f", 0, 5*rate, e)
		near(t, "mean wait", meanWait(town.run(t, 0), e), sim.MDcWait(5*rate, mean, 5), 0.05)
	})
}

// TestTwoClasses: two classes with their own service times share one lane; both wait
// as long as the Pollaczek-Khinchine formula says for the mixture.
func TestTwoClasses(t *testing.T) {
	const truck, car, trucks, cars, hours = 0.1, 0.02, 5.0, 15.0, 20000.0
	town := newTown(hours, 500, 20, "class.car", "class.truck")
	e := town.service("toll.q", 1, network.Unlimited, constant(car*testHour), must(sim.Exponential(truck*testHour)))
	town.flow("flow.cars", 0, cars, e)
	town.flow("flow.trucks", 1, trucks, e)
	out := town.run(t, 0)
	second := cars*car*car + trucks*2*truck*truck
	wait := second / 2 / (1 - cars*car - trucks*truck)
	near(t, "trucks", meanWait(out, e, 1), wait, 0.06)
	near(t, "cars", meanWait(out, e, 0), wait, 0.06)
}

// TestBlockingLines: saturated lines of exponential stations without room between
// them pass 2/3, 22/39 and 4024/7817 of the rate of one station.
func TestBlockingLines(t *testing.T) {
	for n, exact := range map[int]float64{2: 2. / 3, 3: 22. / 39, 4: 4024. / 7817} {
		t.Run(fmt.Sprint(n, " stations"), func(t *testing.T) {
			town := newTown(30000, 100, 20)
			var ids []network.ElementID
			for i := range n {
				ids = append(ids, town.service(fmt.Sprintf("toll.%d", i), 1, 0, must(sim.Exponential(testHour))))
			}
			town.flow("flow.f", 0, 0, ids...).Arrivals = network.Saturated
			near(t, "throughput", throughput(town.run(t, 0), ids[n-1], 30000), exact, 0.01)
		})
	}
}

// TestSaturated: a flow that is always ready keeps all lanes busy, also where the line
// has no end, and nobody piles up in it.
func TestSaturated(t *testing.T) {
	town := newTown(5000, 100, 20)
	e := town.service("toll.q", 3, network.Unlimited, must(sim.Exponential(testHour)))
	town.flow("flow.f", 0, 0, e).Arrivals = network.Saturated
	out := town.run(t, 0)
	near(t, "throughput", throughput(out, e, 5000), 3, 0.01)
	for _, o := range out {
		if n := o.Flows[0].Inside; n != 4 {
			t.Fatalf("%d vehicles inside, want three in the lanes and one ready", n)
		}
	}
}

// TestBuffer: two saturated exponential stations with b places between them pass
// (b+2)/(b+3) of the rate.
func TestBuffer(t *testing.T) {
	for _, b := range []int32{1, 2, 5, 10} {
		town := newTown(10000, 100, 20)
		first := town.service("toll.1", 1, 0, must(sim.Exponential(testHour)))
		second := town.service("toll.2", 1, b, must(sim.Exponential(testHour)))
		town.flow("flow.f", 0, 0, first, second).Arrivals = network.Saturated
		near(t, fmt.Sprint("throughput with ", b, " places"), throughput(town.run(t, 0), second, 10000), float64(b+2)/float64(b+3), 0.01)
	}
}

// TestLoss: M/M/c/c turns away the share of Erlang's loss formula.
func TestLoss(t *testing.T) {
	town := newTown(10000, 100, 20)
	e := town.service("toll.q", 4, 0, must(sim.Exponential(testHour)))
	town.net.Elements[e].Serving[0].Full = network.Lose
	town.flow("flow.f", 0, 3, e)
	var share []float64
	for _, o := range town.run(t, 0) {
		y := o.Flows[0].Years[0]
		share = append(share, float64(y.Lost())/float64(y.Demand))
	}
	near(t, "share lost", share, sim.ErlangB(4, 3), 0.03)
}

// TestRenewal: evenly spaced and Erlang arrivals at an exponential lane, by the root
// of the characteristic equation of GI/M/1.
func TestRenewal(t *testing.T) {
	const mean, rate = 1.0, 0.8
	for name, c := range map[string]struct {
		gap       sim.Law
		transform func(s float64) float64 // of the gap
	}{
		"even":     {constant(1), func(s float64) float64 { return math.Exp(-s / rate) }},
		"Erlang 2": {must(sim.Erlang(2, 1)), func(s float64) float64 { return math.Pow(2*rate/(2*rate+s), 2) }},
	} {
		t.Run(name, func(t *testing.T) {
			sigma := 0.5
			for range 200 {
				sigma = c.transform((1 - sigma) / mean)
			}
			town := newTown(100000, 1000, 20)
			e := town.service("toll.q", 1, network.Unlimited, must(sim.Exponential(mean*testHour)))
			f := town.flow("flow.f", 0, rate, e)
			f.Arrivals, f.Gap = network.Renewal, c.gap
			near(t, "mean wait", meanWait(town.run(t, 0), e), mean*sigma/(1-sigma), 0.05)
		})
	}
}

// TestRoad: Poisson arrivals at a road with a discharge headway wait like M/D/1.
func TestRoad(t *testing.T) {
	const headway, rate, hours = 0.01, 80.0, 4000.0
	town := newTown(hours, 100, 20)
	e := town.road("road.r", 2*sim.Hour, sim.FromSeconds(headway*3600), network.Unlimited, 0)
	town.flow("flow.f", 0, rate, e)
	out := town.run(t, 0)
	near(t, "mean wait", meanWait(out, e), sim.MG1Wait(rate, headway, 0), 0.05)
	var journey, queue []float64
	for _, o := range out {
		journey = append(journey, o.Flows[0].Years[0].Journey.Mean()/3600)
		sum := 0.0
		for _, d := range o.Elements[e].Days {
			sum += float64(d.Waiting)
		}
		queue = append(queue, sum/testHour/hours)
	}
	near(t, "journey", journey, 2+sim.MG1Wait(rate, headway, 0), 0.01)
	near(t, "standing", queue, rate*sim.MG1Wait(rate, headway, 0), 0.06)
}
