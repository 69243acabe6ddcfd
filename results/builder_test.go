package results

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"corridor/model"
	"corridor/model/network"
	"corridor/sim"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, d)
	}
}

func constantLaw(t testing.TB, span sim.Time) sim.Law {
	t.Helper()
	law, err := sim.Constant(float64(span))
	if err != nil {
		t.Fatal(err)
	}
	return law
}

// lanes that are manned all the time.
func lanes(n int32) []network.LaneStep {
	return []network.LaneStep{{Manned: n, Built: n, Open: true}}
}

// oneToll is a steady-state network of one toll with one lane and a service of a
// minute, observed for ten minutes.
func oneToll(t testing.TB) (*network.Network, network.Plan) {
	net := &network.Network{
		Title: "Five vehicles", Name: "five", Digest: "d5",
		Clock:   network.Clock{Zone: time.UTC},
		Classes: []network.Class{{Name: "car", PCU: 1}},
		Elements: []network.Element{{Name: "toll.t", Kind: "toll", Spec: "toll.t", Title: "Toll T", From: network.None, To: network.None,
			Lanes: lanes(1), Serving: []network.ServiceParams{{Time: [][]sim.Law{{constantLaw(t, sim.Minute)}}, Room: network.Unlimited}}}},
		Routes: []network.Route{{Name: "flow.f", Hops: []network.Hop{{Element: 0, Segment: network.None}}}},
		Flows: []network.Flow{{Name: "flow.f", Title: "F", From: network.None, To: network.None, MaxWait: sim.Never, Routes: []network.RouteID{0},
			Arrivals: network.Listed, Times: []sim.Time{0, 30 * sim.Second, 60 * sim.Second, 200 * sim.Second, 230 * sim.Second}}},
	}
	return net, planOf(network.Plan{Until: 10 * sim.Minute, Replications: 1, Seed: 7}, []sim.Time{0, 10 * sim.Minute}, []string{"run"}, []string{"run"})
}

// planOf cuts days into months and years that are named by day.
func planOf(p network.Plan, edges []sim.Time, months, years []string) network.Plan {
	p.Bins.Days = edges
	index := func(bins []network.Bin, label string, d int) ([]network.Bin, int32) {
		if n := len(bins); n == 0 || bins[n-1].Label != label {
			bins = append(bins, network.Bin{Label: label, From: edges[d], FirstDay: int32(d)})
		}
		b := &bins[len(bins)-1]
		b.To = edges[d+1]
		b.Days++
		return bins, int32(len(bins) - 1)
	}
	for d := range len(edges) - 1 {
		var m, y int32
		p.Bins.Months, m = index(p.Bins.Months, months[d], d)
		p.Bins.Years, y = index(p.Bins.Years, years[d], d)
		p.Bins.Month, p.Bins.Year = append(p.Bins.Month, m), append(p.Bins.Year, y)
	}
	return p
}

// served is a vehicle at a station of one lane, by hand: it came, and was served for
// a minute from start on.
type served struct{ came, start sim.Time }

// tollOutcome is what a replication of oneToll records of some vehicles.
func tollOutcome(plan *network.Plan, replication int, vehicles []served) *model.Outcome {
	class := model.ClassRecord{Days: make([]model.ClassDay, 1), Wait: make([]sim.Histogram, 1)}
	day := model.DayRecord{Manned: int64(plan.Until)}
	var flow model.FlowYear
	for _, v := range vehicles {
		wait := v.start - v.came
		class.Wait[0].Add(wait)
		d := &class.Days[0]
		d.Arrived, d.Passed = d.Arrived+1, d.Passed+1
		if wait > 0 {
			d.Delayed++
		}
		d.Wait, d.Service = d.Wait+int64(wait), d.Service+int64(sim.Minute)
		day.Waiting += int64(wait)
		day.Busy += int64(sim.Minute)
		day.Inside += int64(wait + sim.Minute)
		day.WaitingMax = max(day.WaitingMax, 1)
		flow.Demand, flow.Entered, flow.Left = flow.Demand+1, flow.Entered+1, flow.Left+1
		flow.Journey.Add(wait + sim.Minute)
		flow.Cause[model.WaitLane].Add(int64(wait))
		flow.Cause[model.InService].Add(int64(sim.Minute))
	}
	return &model.Outcome{Replication: replication, Visits: uint64(len(vehicles)), Hash: uint64(replication) + 99,
		Elements: []model.ElementRecord{{Days: []model.DayRecord{day}, Classes: []model.ClassRecord{class}}},
		Flows:    []model.FlowRecord{{Years: []model.FlowYear{flow}}}}
}

// fiveVehicles come at 0, 30, 60, 200 and 230 seconds; they wait 0, 30, 60, 0 and 30.
func fiveVehicles() []served {
	const s = sim.Second
	return []served{{0, 0}, {30 * s, 60 * s}, {60 * s, 120 * s}, {200 * s, 200 * s}, {230 * s, 260 * s}}
}

// hostile is text that must stay text wherever it is printed.
const hostile = `<script>alert("x")</script> & 'q' ` + "\u202eevil\u200f \x1b[31mred"

// border is a dated network over the turn of a year: one post with two groups in one
// direction and one stage in the other, a road between, three flows.
func border(t testing.TB) (*network.Network, network.Plan) {
	zone := time.UTC
	zero := time.Date(2024, 12, 30, 0, 0, 0, 0, zone)
	truck, car := network.ClassID(1), network.ClassID(0)
	service := func(name, title, direction string, order int, n int32, classes []network.ClassID, span sim.Time) network.Element {
		laws := make([][]sim.Law, 2)
		for _, c := range classes {
			laws[c] = []sim.Law{constantLaw(t, span)}
		}
		return network.Element{Name: name, Kind: "post", Spec: "post.p", Direction: direction, Stage: "control", Title: title, Order: order,
			From: network.None, To: network.None, Lanes: lanes(n), Serving: []network.ServiceParams{{Time: laws, Room: network.Unlimited}}}
	}
	limit, low := 3600.0, 5.0
	net := &network.Network{
		Title: "Border " + hostile, Name: "border", Digest: "d1g357",
		Clock:   network.Clock{Zero: zero, Zone: zone, Dated: true},
		Classes: []network.Class{{Name: "car", Title: "Car", PCU: 1}, {Name: "truck", Title: "Truck", PCU: 2, Payload: 20}},
		Elements: []network.Element{
			service("post.p.northbound.control.group.cars", "P northbound, cars", "northbound", 2, 1, []network.ClassID{car}, 5*sim.Minute),
			service("post.p.northbound.control.group.trucks", "P northbound, trucks", "northbound", 3, 1, []network.ClassID{truck}, 20*sim.Minute),
			service("post.p.southbound.control", "P southbound "+hostile, "southbound", 4, 2, []network.ClassID{truck}, 30*sim.Minute),
			{Name: "road.r.northbound", Kind: "road", Spec: "road.r", Direction: "northbound", Title: "Road R northbound", Order: 1, Station: network.Road, From: network.None, To: network.None,
				Driving: []network.RoadParams{{Length: 5e6, Lanes: 1, Time: []sim.Time{sim.Hour, sim.Hour}, Headway: []sim.Time{2 * sim.Second, 4 * sim.Second}, Space: []sim.Millimetres{7e3, 2e4}, Storage: network.Unlimited, Capacity: 1800}}},
		},
		Segments: []network.Segment{
			{Name: "post.p.northbound", Spec: "post.p", Direction: "northbound", Title: "P northbound", Order: 2, Stages: [][]network.ElementID{{0, 1}}},
			{Name: "post.p.southbound", Spec: "post.p", Direction: "southbound", Title: "P southbound", Order: 4, Stages: [][]network.ElementID{{2}}},
		},
		Posts: []network.Post{{Name: "post.p", Title: "P", Segments: []network.SegmentID{0, 1}, Rated: []network.Rating{{Class: truck, PerDay: 150, Both: true}, {Class: car, PerDay: 300}}}},
		Routes: []network.Route{
			{Name: "flow.cars", Flow: 0, Hops: []network.Hop{{Element: 3, Segment: network.None}, {Element: 0, Segment: 0, Passage: 1}}},
			{Name: "flow.exports", Flow: 1, Hops: []network.Hop{{Element: 3, Segment: network.None}, {Element: 1, Segment: 0, Passage: 1}}},
			{Name: "flow.imports", Flow: 2, Hops: []network.Hop{{Element: 2, Segment: 1, Passage: 1}}},
		},
		Upgrades: []network.Upgrade{{Name: "upgrade.u", Title: "More " + hostile, At: 2 * sim.Day, Sets: []string{"post.p.northbound.control.group.trucks.lanes"}}},
		Expectations: []network.Expectation{
			{At: "post.p", Measure: "crossing_time", Stat: "p95", Max: &limit},
			{At: "flow.exports", Measure: "throughput", Min: &low},
			{At: "post.q", Measure: "wait", Max: &limit},
		},
		Sources: []network.Source{{For: "post.p", Text: "A ministry " + hostile, URL: "https://example.org/a?b=1&c=2", Kind: "official"}, {For: "flow", Text: "guess", URL: "javascript:alert(1)", Kind: "assumed"}},
		Inputs: []network.Input{
			{Path: "flow.exports.volume", Value: "60/day", Source: 1},
			{Path: "post.p.northbound.control.group.trucks.lanes", Value: "1", Source: 0},
			{Path: "road.r.length", Value: hostile, Source: network.None},
		},
	}
	edges := []sim.Time{0, sim.Day, 2 * sim.Day, 3 * sim.Day, 4 * sim.Day}
	pattern := []network.Pattern{{{From: 0, To: sim.Day, Share: 1}}}
	for i, f := range []struct {
		name    string
		class   network.ClassID
		volume  float64
		payload float64
	}{{"flow.cars", car, 200, 0}, {"flow.exports", truck, 80, 18.5}, {"flow.imports", truck, 48, 20}} {
		flow := network.Flow{Name: f.name, Title: f.name[5:], Order: 5 + i, Class: f.class, From: network.None, To: network.None, Patterns: pattern, KG: int32(1000 * f.payload), Routes: []network.RouteID{network.RouteID(i)}, MaxWait: sim.Day}
		for d := range 4 {
			flow.Days = append(flow.Days, network.DayVolume{At: edges[d], Date: int32(d), Volume: f.volume})
		}
		net.Flows = append(net.Flows, flow)
	}
	// The trucks northbound get a second lane with the year.
	net.Elements[1].Lanes = append(net.Elements[1].Lanes, network.LaneStep{At: 2 * sim.Day, Manned: 2, Built: 2, Open: true})
	plan := network.Plan{Until: 4 * sim.Day, Replications: 3, Seed: 11}
	return net, planOf(plan, edges, []string{"2024-12", "2024-12", "2025-01", "2025-01"}, []string{"2024", "2024", "2025", "2025"})
}

// borderOutcome invents a replication of border: figures that balance and differ from
// replication to replication.
func borderOutcome(net *network.Network, plan *network.Plan, replication int) *model.Outcome {
	r := int64(replication)
	out := &model.Outcome{Replication: replication, Hash: 1000 + uint64(r), Visits: 4 * (200*2 + 80*2 + 48)}
	for e := range net.Elements {
		rec := model.ElementRecord{Classes: make([]model.ClassRecord, len(net.Classes)), Days: make([]model.DayRecord, 4)}
		for _, route := range net.Routes {
			for _, h := range route.Hops {
				if int(h.Element) == e {
					rec.Classes[net.Flows[route.Flow].Class] = classRecord(int64(e), r, int32(net.Flows[route.Flow].Days[0].Volume))
				}
			}
		}
		for d := range rec.Days {
			manned := int64(laneCount(&net.Elements[e], plan.Bins.Days[d])) * int64(sim.Day)
			rec.Days[d] = model.DayRecord{Waiting: (int64(e)*10 + r) * int64(sim.Hour), WaitingMax: int32(e*3) + int32(r), Busy: manned * 8 / 10, Manned: manned, Inside: (int64(e)*30 + r) * int64(sim.Hour)}
		}
		if e == 1 { // never starved
			for d := range rec.Days {
				rec.Days[d].Busy = rec.Days[d].Manned
			}
		}
		out.Elements = append(out.Elements, rec)
	}
	for s := range net.Segments {
		rec := model.PassageRecord{Classes: make([]model.PassageClass, len(net.Classes))}
		for _, e := range net.Segments[s].Stages[0] {
			for c, k := range out.Elements[e].Classes {
				if k.Days == nil {
					continue
				}
				rec.Classes[c] = model.PassageClass{Time: make([]sim.Histogram, 2), Still: []int32{0, 2}}
				for y := range 2 {
					rec.Classes[c].Time[y].Merge(&k.Wait[y])
				}
			}
		}
		out.Segments = append(out.Segments, rec)
	}
	for f := range net.Flows {
		n := int64(net.Flows[f].Days[0].Volume) * 2
		years := make([]model.FlowYear, 2)
		for y := range years {
			years[y] = model.FlowYear{Demand: n + r, Suppressed: r, Entered: n, Left: n - 1}
			years[y].Freight.Demand.KG = (n + r) * int64(net.Flows[f].KG)
			years[y].Freight.Suppressed.KG = r * int64(net.Flows[f].KG)
			years[y].Freight.Left.KG = (n - 1) * int64(net.Flows[f].KG)
			years[y].Journey.AddN(sim.Hour+sim.Time(r)*sim.Minute, uint64(n-1))
			years[y].Cause[model.Driving].Add(n * int64(sim.Hour))
			years[y].Cause[model.WaitLane].Add(n * int64(10+r) * int64(sim.Minute))
		}
		out.Flows = append(out.Flows, model.FlowRecord{Years: years, Initial: 3, Inside: 5,
			InitialFreight: model.Freight{KG: 3 * int64(net.Flows[f].KG)}, InsideFreight: model.Freight{KG: 5 * int64(net.Flows[f].KG)}})
	}
	return out
}

func laneCount(e *network.Element, at sim.Time) int32 {
	n := int32(0)
	for _, l := range e.Lanes {
		if l.At <= at {
			n = l.Manned
		}
	}
	return n
}

// classRecord: so many vehicles a day, which wait in steps.
func classRecord(e, r int64, volume int32) model.ClassRecord {
	k := model.ClassRecord{Days: make([]model.ClassDay, 4), Wait: make([]sim.Histogram, 2)}
	for d := range k.Days {
		day := &k.Days[d]
		day.Arrived, day.Passed = volume, volume
		for i := range volume {
			wait := sim.Time(int64(i)*(e+1)+r*30) * sim.Second
			k.Wait[d/2].Add(wait)
			day.Wait += int64(wait)
			if wait > 0 {
				day.Delayed++
			}
		}
		day.Service = int64(volume) * int64(5*sim.Minute)
	}
	k.Days[3].Unended = 2
	return k
}

func borderSummary(t testing.TB, replications int) *Summary {
	t.Helper()
	net, plan := border(t)
	plan.Replications = replications
	fluid := &model.Fluid{Elements: make([]model.FluidElement, len(net.Elements))}
	for e := range fluid.Elements {
		fluid.Elements[e].Queue = []float64{0, float64(e), float64(2 * e), 0}
	}
	s := NewSummariser(net, plan, fluid)
	for i := range replications {
		s.Add(borderOutcome(net, &plan, i))
	}
	sum := s.Summary()
	sum.Version = "test"
	return sum
}
