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

// TestPinnedRules does the same for the luck of halls and of what acts on them: patience,
// balking, services begun anew, disruptions, channels, forks, bookings.
func TestPinnedRules(t *testing.T) {
	town := newTown(24*20, 24, 2, "class.car", "class.truck")
	queue, yard := town.booking(network.Booking{Name: "booking.b", Overbooking: 0.1, WalkIns: []float64{0.3, 0.1}, NoShows: 0.1, Late: 0.2,
		LateBy: must(sim.Exponential(testHour)), EarlyBy: must(sim.Exponential(0.5 * testHour)), Lead: sim.Hour, Grace: 10 * sim.Minute}, 40, 12)
	a := town.service("post.a", 3, network.Unlimited, must(sim.Exponential(0.2*testHour)))
	b := town.service("post.b", 2, 10, must(sim.Lognormal(0.1*testHour, 0.8)))
	_, rule := town.hall(a)
	rule.Rank, rule.Preempt = []uint8{0, 1}, true
	rule.Patience[1] = must(sim.Exponential(testHour))
	rule.Balk = []network.BalkStep{{Line: 5, Share: 0.3}}
	town.hall(b)
	town.net.Disruptions = []network.Disruption{
		{Name: "disruption.a", Elements: []network.ElementID{a}, Each: true, Pace: 1, Work: network.SendBack, Every: must(sim.Exponential(20 * testHour)), Lasts: must(sim.Exponential(testHour))},
		{Name: "disruption.b", Elements: []network.ElementID{a, b}, Lanes: 1, Pace: 0.5, Work: network.Hold, Every: must(sim.Exponential(30 * testHour)), Lasts: must(sim.Exponential(testHour))}}
	for c := range 2 {
		town.sorted(town.flow("flow."+string(rune('a'+c)), network.ClassID(c), 5, queue, yard, a, b), 2)
	}
	want := []uint64{0x8fa24ab6950ae4c5, 0xc5afc446d6f302f2}
	for i, o := range town.run(t, 0) {
		if o.Hash != want[i] {
			t.Errorf("replication %d: hash %#x, pinned %#x", i, o.Hash, want[i])
		}
	}
}
