package model

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// randomRoads gives the roads of a random network everything that they may have.
func randomRoads(t *rapid.T) *town {
	town := randomTown(t)
	hour := func(label string, most int) sim.Time {
		return sim.Time(rapid.IntRange(0, most).Draw(t, label)) * sim.Hour
	}
	var roads []network.ElementID
	for i := range town.net.Elements {
		if e := &town.net.Elements[i]; e.Station == network.Road && rapid.Bool().Draw(t, "traffic") {
			roads = append(roads, network.ElementID(i))
			p := &e.Driving[0]
			p.PCU, p.Time = []float64{1, 2.5}, []sim.Time{p.Time[0], p.Time[0] * 2}
			p.OneFile = rapid.Bool().Draw(t, "file")
			if rapid.Bool().Draw(t, "delay") {
				p.Delay = network.Delay{Alpha: 0.5, Beta: 2}
			}
			if rapid.Bool().Draw(t, "change") {
				later := *p
				later.At, later.OneFile = 1+hour("change", 60), !p.OneFile
				e.Driving = append(e.Driving, later)
			}
			tr := town.traffic(network.ElementID(i), step(0, 10, 0, 10))
			for at := sim.Time(0); rapid.Bool().Draw(t, "step") && len(tr.Capacity) < 8; {
				at += 1 + hour("step", 20)
				taken := float64(rapid.IntRange(0, 10).Draw(t, "taken"))
				s := step(at, 10, taken, max(10-taken, 0.5))
				s.Least = 0.05
				tr.Capacity = append(tr.Capacity, s)
			}
			for at := sim.Time(0); rapid.Bool().Draw(t, "closes") && len(tr.Closed) < 4; {
				from := at + hour("closed", 20)
				at = from + 1 + hour("closed", 10)
				tr.Closed = append(tr.Closed, network.Span{From: from, To: at})
				at++
			}
			if rapid.Bool().Draw(t, "rests") {
				tr.Rests = []network.Rest{{Every: sim.Hour / 2, Lasts: sim.Hour / 3}, {}}
				tr.Nights = [][]network.Span{nil, {{From: 0, To: hour("night", 6)}, {From: 22 * sim.Hour, To: 30 * sim.Hour}}}
			}
		}
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "disruptions") {
		if len(roads) > 0 {
			d := network.Disruption{Name: "disruption." + string(rune('a'+i)), Elements: roads, Pace: rapid.SampledFrom([]float64{1, 0.5, 2}).Draw(t, "pace"),
				Every: must(sim.Exponential(10 * testHour)), Lasts: must(sim.Exponential(2 * testHour))}
			if d.Pace == 1 {
				d.Lanes = network.Unlimited
			}
			town.net.Disruptions = append(town.net.Disruptions, d)
		}
	}
	return town
}

// TestRandomRoads: whatever roads have, the books balance (Run fails otherwise), nobody
// enters a closed road, no more leave than the capacity lets, the fluid flows, and the
// outcome is the same for any number of workers.
func TestRandomRoads(t *testing.T) { rapid.Check(t, checkRoads) }

// FuzzRandomRoads looks further when asked to.
func FuzzRandomRoads(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkRoads)) }

func checkRoads(t *rapid.T) {
	town := randomRoads(t)
	town.plan.Workers = 1
	one := town.outcomes(t)
	town.plan.Workers = 3
	for i, o := range town.outcomes(t) {
		if !reflect.DeepEqual(one[i], o) {
			t.Fatalf("the records of replication %d differ between 1 and 3 workers", i)
		}
	}
	FluidQueue(&town.net, &town.plan)
	last := map[network.ElementID]Visit{}
	for _, v := range town.visits(t) {
		e := &town.net.Elements[v.Element]
		if e.Traffic == nil {
			continue
		}
		for _, s := range e.Traffic.Closed {
			if s.From <= v.Entered && v.Entered < s.To {
				t.Fatalf("%s is entered at %v, while it is closed", e.Name, v.Entered)
			}
		}
		if before, ok := last[v.Element]; ok && len(town.net.Disruptions) == 0 {
			needs := e.Driving[0].PCU[before.Class]
			if had := capacityBetween(e.Traffic.Capacity, before.Left, v.Left); had < needs-1e-6 {
				t.Fatalf("%s lets out %g pcu between %v and %v, where it can %g", e.Name, needs, before.Left, v.Left, had)
			}
		}
		last[v.Element] = v
	}
}

// capacityBetween is the integral of what is left, in pcu.
func capacityBetween(steps []network.CapacityStep, from, to sim.Time) float64 {
	sum := 0.0
	for i, s := range steps {
		end := to
		if i+1 < len(steps) {
			end = min(to, steps[i+1].At)
		}
		if begin := max(from, s.At); begin < end {
			sum += s.Left * (end - begin).Seconds() / 3600
		}
	}
	return sum
}
