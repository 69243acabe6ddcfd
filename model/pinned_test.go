package model

import (
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestPinnedRun holds the bits of a short run that uses every law, day factors,
// batches, blocking and a road. They are the same on every platform; `make test-long`
// runs this test on arm64 as well. A changed value breaks every baseline: it needs a
// line in the CHANGELOG.
func TestPinnedRun(t *testing.T) {
	town := newTown(24*20, 24, 2)
	laws := []sim.Law{
		must(sim.Exponential(0.1 * testHour)), must(sim.Erlang(3, 0.1*testHour)), must(sim.Gamma(0.1*testHour, 0.7)),
		must(sim.Gamma(0.1*testHour, 1.6)), must(sim.Lognormal(0.1*testHour, 0.8)), must(sim.Weibull(0.1*testHour, 1.3)),
		must(sim.Triangular(0, 0.1*testHour, 0.2*testHour)), must(sim.Uniform(0, 0.2*testHour)), must(sim.Normal(0.1*testHour, 0.5)),
		must(sim.Hyperexponential(0.1*testHour, 2)), must(sim.Empirical([]float64{0.05 * testHour, 0.15 * testHour}, []float64{1, 2})),
	}
	var ids []network.ElementID
	for i, l := range laws {
		ids = append(ids, town.service("toll."+string(rune('a'+i)), 2, int32(i%4), l))
	}
	ids = append(ids, town.road("road.z", sim.Hour, sim.Minute, 600_000, sim.Minute))
	f := town.flow("flow.f", 0, 8, ids...)
	f.Variation, f.Batch = 0.25, must(sim.Geometric(1.5))
	want := []uint64{0xc791000fef7ae6a1, 0xa2f8b84c8e3d16e8}
	for i, o := range town.run(t, 0) {
		if o.Hash != want[i] {
			t.Errorf("replication %d: hash %#x, pinned %#x", i, o.Hash, want[i])
		}
	}
}
