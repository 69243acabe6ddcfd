package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestInversion: even arrivals come when the integral of the rate passes whole numbers,
// whatever its steps, hours without any, and days of different volume; Poisson ones bring
// the integral of each stretch on average.
func TestInversion(t *testing.T) {
	pattern := network.Pattern{{From: 0, To: 6 * sim.Hour, Share: 0.05}, {From: 6 * sim.Hour, To: 7 * sim.Hour, Share: 0.4},
		{From: 9 * sim.Hour, To: 20 * sim.Hour, Share: 0.33}, {From: 20 * sim.Hour, To: sim.Day, Share: 0.22}}
	volume := func(day int) float64 { return 20 * math.Pow(1.05, float64(day)) }
	build := func(days, replications int) (*town, *network.Flow) {
		town := newTown(24*float64(days), 0, replications)
		f := town.flow("flow.f", 0, 1, town.service("toll.q", 1, network.Unlimited, constant(0)))
		f.Patterns = []network.Pattern{pattern}
		for d := range f.Days {
			f.Days[d].Volume = volume(d)
		}
		return town, f
	}
	integral := func(at sim.Time) (sum float64) {
		for d := range 40 {
			for _, p := range pattern {
				from, to := sim.Time(d)*sim.Day+p.From, sim.Time(d)*sim.Day+p.To
				if at > from {
					sum += volume(d) * p.Share * float64(min(at, to)-from) / float64(to-from)
				}
			}
		}
		return sum
	}
	town, f := build(40, 1)
	f.Arrivals, f.Gap = network.Renewal, constant(1)
	for i, v := range town.visits(t) {
		// Rounding to a tick moves the integral by less than a millionth here.
		if got := integral(v.Entered); math.Abs(got-float64(i+1)) > 1e-6 {
			t.Fatalf("vehicle %d comes at %v, when %v should have come", i+1, v.Entered, got)
		}
	}
	town, _ = build(3, 2000)
	var counts []float64
	for _, o := range town.run(t, 0) {
		for d := range 3 {
			counts = append(counts, float64(o.Elements[0].Classes[0].Days[d].Arrived)-volume(d))
		}
	}
	near(t, "arrivals beyond the integral", shifted(counts, 100), 100, 0.05)
}

// shifted adds to all, so that a share of an expected 0 means something.
func shifted(xs []float64, by float64) []float64 {
	for i := range xs {
		xs[i] += by
	}
	return xs
}
