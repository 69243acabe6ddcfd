package model

import (
	"context"
	"fmt"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// The same queues as in package sim, through the whole of the model: source, ledger,
// causes, bins and hash included. The figure to look at is ns/vehicle.

func benchmarkTown(b *testing.B, town *town, e network.ElementID) {
	b.ReportAllocs()
	vehicles := int64(0)
	for b.Loop() {
		err := Run(context.Background(), &town.net, town.plan, Options{}, func(o *Outcome) bool {
			vehicles += o.Flows[0].Years[0].Left
			return true
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(vehicles), "ns/vehicle")
}

func BenchmarkMM1(b *testing.B) {
	town := newTown(24*2000, 0, 1)
	e := town.service("toll.q", 1, network.Unlimited, must(sim.Exponential(testHour/60)))
	town.flow("flow.f", 0, 54, e)
	benchmarkTown(b, town, e)
}

func BenchmarkMM11(b *testing.B) {
	town := newTown(24*2000, 0, 1)
	e := town.service("toll.q", 11, network.Unlimited, must(sim.Exponential(11*testHour/60)))
	town.flow("flow.f", 0, 54, e)
	benchmarkTown(b, town, e)
}

func BenchmarkTandem(b *testing.B) {
	town := newTown(24*400, 0, 1)
	var ids []network.ElementID
	for i := range 8 {
		lanes := int32(7 + i%5)
		ids = append(ids, town.service(fmt.Sprintf("toll.%d", i), lanes, network.Unlimited, must(sim.Lognormal(float64(lanes)*testHour/60, 0.8))))
	}
	town.flow("flow.f", 0, 54, ids...)
	benchmarkTown(b, town, ids[7])
}

func BenchmarkRoad(b *testing.B) {
	town := newTown(24*100, 0, 1)
	e := town.road("road.r", 2*sim.Hour, 3*sim.Second, network.Unlimited, 0)
	town.flow("flow.f", 0, 800, e)
	benchmarkTown(b, town, e)
}

// The same queue with the rules of a post switched on. BenchmarkHallOff has none of them;
// BenchmarkHallOn has two classes with priority, officers, patience, a quota, a meter and
// lanes that break down, none of which bind often.

func BenchmarkHallOff(b *testing.B) {
	town := newTown(24*2000, 0, 1)
	e := town.service("toll.q", 11, network.Unlimited, must(sim.Exponential(11*testHour/60)))
	town.hall(e)
	town.flow("flow.f", 0, 54, e)
	benchmarkTown(b, town, e)
}

func BenchmarkHallOn(b *testing.B) {
	town := newTown(24*2000, 0, 1)
	e := town.service("toll.q", 11, network.Unlimited, must(sim.Exponential(11*testHour/60)))
	hall, rule := town.hall(e)
	town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: 11, Built: 11, Open: true}}}}
	hall.Staff = 0
	rule.Patience[0] = must(sim.Exponential(100 * testHour))
	rule.Balk = []network.BalkStep{{Line: 200, Share: 0.5}}
	rule.Quota = 1600
	rule.Rank[0], rule.Preempt = 1, true
	for at := sim.Day; at < town.plan.Until; at += sim.Day {
		hall.Resets = append(hall.Resets, at)
	}
	hall.Watched = true
	town.net.Meters = []network.Meter{{Name: "meter.m", At: e, Watch: e, Stop: 100000, Go: 1}}
	town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Elements: []network.ElementID{e}, Each: true, Pace: 1,
		Every: must(sim.Exponential(2000 * testHour)), Lasts: must(sim.Exponential(testHour)), Work: network.Hold}}
	town.flow("flow.f", 0, 54, e)
	benchmarkTown(b, town, e)
}

// A road of 129 km and two lanes in each direction with 20,000 trucks a day, of 90 km/h
// and 2 passenger cars: as it is, and with others who use it, a volume–delay function and
// drivers who rest.

func (t *town) tollRoad() network.ElementID {
	e := t.road("road.r", sim.FromSeconds(129.0/90*3600), sim.FromSeconds(2*3600/4400.0), 258_000_000, 0)
	p := &t.net.Elements[e].Driving[0]
	p.Lanes, p.Capacity, p.PCU = 2, 4400, []float64{2}
	t.flow("flow.f", 0, 20000.0/24, e)
	return e
}

func BenchmarkTollRoad(b *testing.B) {
	town := newTown(24*20, 0, 1)
	benchmarkTown(b, town, town.tollRoad())
}

func BenchmarkTollRoadBusy(b *testing.B) {
	town := newTown(24*20, 0, 1)
	e := town.tollRoad()
	town.net.Elements[e].Driving[0].Delay = network.Delay{Alpha: 0.15, Beta: 4}
	tr := town.traffic(e)
	tr.Rests, tr.Nights = []network.Rest{{Every: sim.Hour, Lasts: 45 * sim.Minute}}, make([][]network.Span, 1)
	for at := sim.Time(0); at < town.plan.Until; at += sim.Hour {
		taken := float64(at / sim.Hour % 24 * 100)
		tr.Capacity = append(tr.Capacity, step(at, 4400, taken, 4400-taken))
	}
	benchmarkTown(b, town, e)
}
