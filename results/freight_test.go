package results

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// transshipped is a dated corridor over two years of two days each: a wagon of 60 t every
// 96 minutes waits for a train of ten, which leaves at noon and at midnight, from the
// first noon on; it takes two hours and one in the sections of a single track and three on
// a double track. At the terminal every wagon becomes three trucks, which go on by road.
//
//	wagons ──> train.t ··aboard··> transfer ──> road.r
//	trains ──> rail.s.1 ──> rail.s.2 ──> rail.r
func transshipped(t testing.TB) (*network.Network, network.Plan) {
	const train, truck, wagon = network.ClassID(0), network.ClassID(1), network.ClassID(2)
	only := func(c network.ClassID, span sim.Time) []network.ServiceParams {
		laws := make([][]sim.Law, 3)
		laws[c] = []sim.Law{constantLaw(t, span)}
		return []network.ServiceParams{{Time: laws, Room: network.Unlimited}}
	}
	drive := func(length sim.Millimetres, span, headway sim.Time) []network.RoadParams {
		return []network.RoadParams{{Length: length, Lanes: 1, Time: []sim.Time{span, span, span}, Headway: []sim.Time{headway, headway, headway},
			Space: []sim.Millimetres{5e5, 2e4, 15e3}, Storage: network.Unlimited}}
	}
	element := func(name, kind string, station network.Station) network.Element {
		return network.Element{Name: name, Kind: kind, Spec: name, Title: name, Station: station, From: network.None, To: network.None}
	}
	net := &network.Network{
		Title: "Wagons and trucks", Name: "transshipped", Digest: "d6",
		Clock: network.Clock{Zero: time.Date(2024, 12, 30, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Dated: true},
		Classes: []network.Class{{Name: "class.train", Mode: network.ByRail}, {Name: "class.truck", PCU: 2, Payload: 20},
			{Name: "class.wagon", Payload: 60, TEU: 2000, Mode: network.ByRail}},
		Elements: []network.Element{
			element("rail.r.east", "rail", network.Road), element("rail.s.1", "rail", network.Service), element("rail.s.2", "rail", network.Service),
			element("road.r", "road", network.Road), element("terminal.t.transfer", "terminal", network.Rides), element("train.t", "train", network.Rides),
		},
		Lines: []network.Line{
			{Name: "rail.r.east", Title: "R eastbound", Direction: "east", Order: 2, Elements: []network.ElementID{0}, Limit: 0.07, Paths: []network.PathStep{{PerDay: 20}, {At: 2 * sim.Day, PerDay: 24}}},
			{Name: "rail.s", Title: "S", Order: 1, Elements: []network.ElementID{1, 2}, Limit: 0.75},
		},
		Routes: []network.Route{
			{Name: "flow.t", Flow: 0, Hops: []network.Hop{{Element: 1, Segment: network.None}, {Element: 2, Segment: network.None}, {Element: 0, Segment: network.None}}, Length: 100e6},
			{Name: "flow.wagons", Flow: 1, Hops: []network.Hop{{Element: 5, Segment: network.None}, {Element: 4, Segment: network.None}, {Element: 3, Segment: network.None}},
				Classes: []network.ClassID{wagon, truck, truck}, Units: []float64{1, 3, 3}},
		},
		Flows: []network.Flow{
			{Name: "flow.t", Title: "T", Order: 2, Class: train, From: network.None, To: network.None, MaxWait: sim.Never, Routes: []network.RouteID{0}, Arrivals: network.Sent},
			{Name: "flow.wagons", Title: "Wagons", Order: 1, Class: wagon, From: network.None, To: network.None, MaxWait: sim.Never, Routes: []network.RouteID{1}, KG: 60_000,
				Arrivals: network.Renewal, Gap: constantLaw(t, 1), Patterns: []network.Pattern{{{From: 0, To: sim.Day, Share: 1}}}},
		},
	}
	net.Elements[0].Driving, net.Elements[3].Driving = drive(70e6, 3*sim.Hour, sim.Hour), drive(50e6, 2*sim.Hour, 0)
	net.Elements[1].Serving, net.Elements[2].Serving = only(train, 2*sim.Hour), only(train, sim.Hour)
	net.Elements[1].Lanes, net.Elements[2].Lanes = lanes(1), lanes(1)
	net.Elements[1].Length, net.Elements[2].Length = 20e6, 10e6
	net.Elements[4].Serving, net.Elements[5].Serving = only(truck, 0), only(wagon, 0)
	most := network.Amount{10, math.MaxInt64, 700_000, math.MaxInt64}
	net.Elements[4].Ride = &network.Ride{Carrier: network.None, Size: network.Unlimited, Partner: network.None, Into: truck,
		Params: []network.RideParams{{Most: network.AnyAmount(), Enough: network.AnyAmount()}}}
	net.Elements[5].Ride = &network.Ride{Carrier: 0, Size: network.Unlimited, Partner: network.None, Into: network.None,
		Params: []network.RideParams{{Most: most, Enough: network.AnyAmount(), TimeOut: sim.Never}}}
	for at := sim.Day / 2; at < 4*sim.Day; at += sim.Day / 2 {
		net.Elements[5].Ride.Departures = append(net.Elements[5].Ride.Departures, at)
	}
	edges := []sim.Time{0, sim.Day, 2 * sim.Day, 3 * sim.Day, 4 * sim.Day}
	for d := range 4 {
		net.Flows[1].Days = append(net.Flows[1].Days, network.DayVolume{At: edges[d], Date: int32(d), Volume: 15})
	}
	plan := network.Plan{Until: 4 * sim.Day, Replications: 2, Seed: 5}
	return net, planOf(plan, edges, []string{"2024-12", "2024-12", "2025-01", "2025-01"}, []string{"2024", "2024", "2025", "2025"})
}

// TestTransshipped: everything follows by hand. At t hours t/1.6 wagons have come: 22 by
// the last departure of 2024, at 36 h, and 52 by the last of 2025, at 84 h.
func TestTransshipped(t *testing.T) {
	net, plan := transshipped(t)
	sum := summarise(t, net, plan)
	for _, c := range []struct {
		subject, period, class, measure string
		want                            float64
	}{
		{"train.t", "2024", AllClasses, measure.Trips, 3 / 2.},
		{"train.t", "2025", AllClasses, measure.Trips, 4 / 2.},
		{"train.t", Run, AllClasses, measure.Trips, 7 / 4.},
		{"train.t", Run, AllClasses, measure.TripsLateOf, 0},
		{"train.t", Run, AllClasses, measure.TripsMissOf, 0},
		{"train.t", "2024", AllClasses, measure.TripUnits, 22 / 2.},
		{"train.t", "2024", AllClasses, measure.OfferUnits, 30 / 2.},
		{"train.t", "2024", AllClasses, measure.TripTonnes, 22 * 60 / 2.},
		{"train.t", "2024", AllClasses, measure.OfferTonnes, 2100 / 2.},
		{"train.t", "2024", AllClasses, measure.TripTEU, 22 * 2 / 2.},
		{"train.t", "2024", AllClasses, measure.TripLoad, 22 / 30.},
		{"train.t", "2025", AllClasses, measure.TripLoad, 30 / 40.},
		{"train.t", "2024", AllClasses, measure.PlannedDemand, 15},
		{"train.t", "2024", AllClasses, measure.PracticalCapacity, 15},
		{"train.t", "2025", AllClasses, measure.PracticalCapacity, 20},
		{"train.t", "2025", AllClasses, measure.Load, 0.75},
		{"terminal.t.transfer", "2024", AllClasses, measure.PlannedDemand, 45},
		{"terminal.t.transfer", "2024", "wagon", measure.Became, 22 / 2.},
		{"terminal.t.transfer", "2024", "truck", measure.Made, 66 / 2.},
		{"rail.r.east", "2024", AllClasses, measure.LineTrains, 3 / 2.},
		{"rail.r.east", "2024", AllClasses, measure.LinePaths, 20},
		{"rail.r.east", Run, AllClasses, measure.LinePaths, 22},
		{"rail.r.east", "2025", AllClasses, measure.LineOfPaths, 2 / 24.},
		{"rail.r.east", "2024", AllClasses, measure.LineConsumed, 3 / 48.},
		{"rail.r.east", "2025", AllClasses, measure.LineConsumed, 4 / 48.},
		{"rail.r.east", "2025-01", AllClasses, measure.LineConsumed, 4 / 48.},
		{"rail.r.east", "2024", AllClasses, measure.LineRoom, 24 * 0.07},
		{"rail.s", "2024", AllClasses, measure.LineConsumed, 6 / 48.},
		{"rail.s", "2024", AllClasses, measure.LineTrains, 3 / 2.},
		{"rail.s", "2025", AllClasses, measure.LineConsumed, 8 / 48.},
		{Corridor, "2024", AllClasses, measure.TonnesRail, 22 * 60 / 2.},
		{Corridor, "2024", AllClasses, measure.TonneKmRail, 22 * 60 * 100 / 2.},
		{Corridor, "2024", AllClasses, measure.TonnesRoad, 66 * 20 / 2.},
		{Corridor, "2024", AllClasses, measure.TonneKmRoad, 66 * 20 * 50 / 2.},
		{Corridor, "2024", AllClasses, measure.ShareKmRail, 2 / 3.},
		{Corridor, Run, AllClasses, measure.TonnesSea, 0},
		{Corridor, Run, AllClasses, measure.LedgerMade, 156},
		{Corridor, Run, AllClasses, measure.LedgerBecame, 52},
		{Corridor, Run, "train", measure.LedgerDemand, 7},
		{Corridor, "2025", AllClasses, measure.PlannedDemand, 15},
		{Corridor, "2025", AllClasses, measure.TimeAboard, 30 * 6 / 2.},
		{Corridor, "2024", AllClasses, measure.Tonnes, 66 * 20 / 2.},
		{"terminal.t.transfer", "2024", AllClasses, measure.Sojourn, 0},
		{"train.t", "2024", "wagon", measure.Service, 6 * 3600},
		{"flow.t", "2024", "train", measure.PlannedDemand, 1.5},
		{"flow.t", "2025", "train", measure.Throughput, 2},
	} {
		e := sum.Get(Key{c.subject, c.period, c.class, c.measure, ""})
		if e.N != 2 {
			t.Errorf("%s %s %s: %+v", c.subject, c.period, c.measure, e)
		}
		near(t, strings.Join([]string{c.subject, c.period, c.measure}, " "), e.Mean, c.want, 1e-9*max(1, c.want))
	}
	wagons := sum.Get(Key{"flow.wagons", Run, "wagon", measure.LedgerDemand, ""}).Mean
	if all := sum.get(Corridor, Run, measure.LedgerDemand, "").Mean; all != wagons || all < 59 {
		t.Errorf("demand of the corridor %v, of the wagons %v: trains are no demand", all, wagons)
	}
	if !sum.Balanced {
		t.Error(sum.Warnings)
	}
}

// TestTrainsWherePathsAreCounted: three trains a day find a path in the first section of a
// single track; those that come the other way pass the second one first.
func TestTrainsWherePathsAreCounted(t *testing.T) {
	for _, paths := range []int32{3, 2} {
		net, plan := transshipped(t)
		net.Elements[1].Hall = &network.Hall{Staff: network.None}
		net.Elements[1].Serving[0].Hall = &network.HallRules{Quota: paths}
		net.Lines[1].Paths = []network.PathStep{{PerDay: float64(paths)}}
		out := &model.Outcome{}
		for _, passed := range []int32{0, 3, 8, 0, 0, 0} {
			rec := model.ElementRecord{Days: make([]model.DayRecord, 4), Classes: []model.ClassRecord{{}, {}, {}}}
			rec.Classes[0].Days = make([]model.ClassDay, 4)
			for d := range rec.Classes[0].Days {
				rec.Classes[0].Days[d].Passed, rec.Days[d].Busy = passed, int64(passed)*int64(sim.Hour)
			}
			out.Elements = append(out.Elements, rec)
		}
		for range net.Flows {
			out.Flows = append(out.Flows, model.FlowRecord{Years: make([]model.FlowYear, 2)})
		}
		s := NewSummariser(net, plan, nil)
		s.Add(out)
		sum := s.Summary()
		for name, want := range map[string]float64{measure.LineTrains: 3, measure.LineOfPaths: 3 / float64(paths), measure.LineConsumed: 8 / 24., measure.LineRoom: 18} {
			near(t, name, sum.get("rail.s", Run, name, "").Mean, want, 1e-9)
		}
		marked := "150 % !"
		if paths == 3 {
			marked = "100 %"
		}
		if table := sum.railwayTable(); table.Rows[0][4] != marked || strings.Contains(table.Note, "!") != (paths == 2) {
			t.Errorf("%d paths: %q, %q", paths, table.Rows[0], table.Note)
		}
	}
}

// TestRoadSeaRoad: trucks of 20 t drive 50 km to a ferry that sails 100 km, and 30 km
// beyond it: aboard they go by sea, and by road again afterwards.
func TestRoadSeaRoad(t *testing.T) {
	net, plan := transshipped(t)
	const truck = 1
	net.Classes[0].Mode = network.ByWater
	beyond := net.Elements[3]
	beyond.Name, beyond.Driving = "road.z", slices.Clone(beyond.Driving)
	beyond.Driving[0].Length = 30e6
	net.Elements = append(net.Elements, beyond)
	net.Elements[5].Serving[0].Time[truck] = []sim.Law{constantLaw(t, 0)}
	f, r := &net.Flows[1], &net.Routes[1]
	f.Class, f.KG = truck, 20_000
	*r = network.Route{Name: r.Name, Flow: r.Flow, Hops: []network.Hop{{Element: 3, Segment: network.None}, {Element: 5, Segment: network.None}, {Element: 6, Segment: network.None}}}
	sum := summarise(t, net, plan)
	// Two hours later than the wagons: in 2024 28 trucks leave the first road; 21 depart,
	// the last at 36 h, and leave the other road eight hours later.
	for name, want := range map[string]float64{
		measure.TonnesSea: 21 * 20 / 2., measure.TonneKmSea: 21 * 20 * 100 / 2., measure.TonnesRail: 0,
		measure.TonnesRoad: (28 + 21) * 20 / 2., measure.TonneKmRoad: (28*50 + 21*30) * 20 / 2.,
	} {
		near(t, name, sum.get(Corridor, "2024", name, "").Mean, want, 1e-9)
	}
}

// TestTimeWithoutLength: of what has a time but no length nobody knows tonne-kilometres:
// neither by its mode nor what share they are of all.
func TestTimeWithoutLength(t *testing.T) {
	for i, name := range []string{measure.TonneKmRail, measure.TonneKmRail, measure.TonneKmRoad} {
		net, plan := transshipped(t)
		e := &net.Elements[[]int{0, 2, 3}[i]]
		if e.Length = 0; e.Driving != nil {
			e.Driving[0].Length = 0
		}
		sum := summarise(t, net, plan)
		for _, x := range []string{measure.TonneKmRail, measure.TonneKmRoad, measure.ShareKmRail, measure.ShareKmRoad} {
			known := x != name && x != measure.ShareKmRail && x != measure.ShareKmRoad
			if got := sum.get(Corridor, Run, x, ""); got.N > 0 != known {
				t.Errorf("%s without length: %s %+v", e.Name, x, got)
			}
		}
		if w := strings.Join(sum.Warnings, "\n"); !strings.Contains(w, "there is a time but no length at: "+e.Name+"\n") {
			t.Errorf("%s: %s", e.Name, w)
		}
	}
}

// TestPlacesForAMix: 15 wagons of 60 t and 15 of 5 t a day need three trains of ten places
// by number, 1.4 by weight: twice a day two thirds of them find a place.
func TestPlacesForAMix(t *testing.T) {
	net, plan := transshipped(t)
	light := net.Flows[1]
	light.Name, light.KG, light.Routes = "flow.z", 5_000, []network.RouteID{2}
	net.Flows = append(net.Flows, light)
	net.Routes = append(net.Routes, network.Route{Name: "flow.z", Flow: 2, Hops: net.Routes[1].Hops[:1]})
	p := foresee(newLayout(net, &plan))
	o := p.look(5, 2, 4, 2)
	near(t, "load", o.load, 1.5, 1e-9)
	near(t, "practical capacity", o.capacity, 20, 1e-9)
}

// TestFreightFiles: files, tables and charts of trains and railways.
func TestFreightFiles(t *testing.T) {
	net, plan := transshipped(t)
	sum := summarise(t, net, plan)
	text := tablesText(t, sum)
	golden(t, "tables-freight.txt", []byte(text))
	within100(t, text)
	for _, f := range sum.CSV() {
		switch f.Name {
		case "trips.csv", "lines.csv":
			golden(t, f.Name, f.Data)
		case "elements.csv":
			rows, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll()
			if err != nil || slices.ContainsFunc(rows, func(r []string) bool { return strings.HasPrefix(r[5], "line_") || strings.HasPrefix(r[5], "trip") }) {
				t.Errorf("elements.csv: %v, or rows of trips.csv and lines.csv", err)
			}
		}
	}
	var b bytes.Buffer
	if err := sum.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back struct {
		Elements, Lines map[string]struct {
			Periods map[string]map[string]map[string]Estimate
		}
	}
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if _, ok := back.Lines["rail.r.east"].Periods["2024"]["all"]["line_trains"]; !ok || len(back.Elements["rail.r.east"].Periods) == 0 {
		t.Error("summary.json: a line and the element of the same name are mixed up")
	}
	c := sum.Charts()
	if c.Railway == nil || len(c.Railway.Rows) != 2 || c.Railway.Frame != 0 || c.Loads == nil || len(c.Loads.Rows) != 1 || math.Abs(c.Loads.Value[0][1]-75) > 1e-9 {
		t.Errorf("charts of the railway and of loads: %+v, %+v", c.Railway, c.Loads)
	}
	if g := last(c.Growth); g.YLabel != "tonnes a day" || math.Abs(g.Demand.Y[0]-15*60) > 1e-9 || math.Abs(g.Carried.Y[1]-90*20/2.) > 1e-9 {
		t.Errorf("volume of the corridor, in tonnes: %+v", g)
	}
	if answer := strings.Join(sum.Answer(), " "); strings.Contains(answer, "rail.") {
		t.Errorf("an answer about demand speaks of trains: %s", answer)
	}
	if w := strings.Join(sum.Warnings, "\n"); !strings.Contains(w, "R eastbound: trains use more of its capacity than the limit allows in 2025;") {
		t.Errorf("no warning about the line that is over its limit:\n%s", w)
	}
}

// TestTimetableNotKept: one train that is away for 30 hours cannot leave every twelve: it
// leaves at 12, at 42 instead of 36 and at 72 h, where it was owed since then.
func TestTimetableNotKept(t *testing.T) {
	net, plan := transshipped(t)
	ride := net.Elements[5].Ride
	ride.Size, ride.Params[0].Turnaround = 1, 24*sim.Hour
	net.Clock.Dated = false
	sum := summarise(t, net, plan)
	for name, want := range map[string]float64{measure.Trips: 3 / 4., measure.TripsLate: 1 / 4., measure.TripsMissed: 3 / 4., measure.TripsMissOf: 0.5, measure.TripsLateOf: 1 / 3.} {
		near(t, name, sum.get("train.t", Run, name, "").Mean, want, 1e-9)
	}
	if w := strings.Join(sum.Warnings, "\n"); !strings.Contains(w, "train.t: the timetable is not kept: 50 % of its departures are cancelled, 33 % of its trips leave late; late for want of a train, cancelled for want of one or of freight") {
		t.Error(w)
	}
	if got := sum.Answer()[0]; !strings.HasPrefix(got, "Most freight waits for train.t: mean wait ") {
		t.Error(got)
	}
}

// TestCancelledFor: what is said to be missing is what is missing.
func TestCancelledFor(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*network.Network)
		want   string
	}{
		{"nobody wants to go", func(n *network.Network) { n.Flows[1].Days = nil }, "train.t: no freight comes, and 100 % of its departures are cancelled"},
		{"too little", func(n *network.Network) {
			n.Elements[5].Ride.Params[0].Least[network.Units] = 9
		}, "29 % of its departures are cancelled, 0 % of its trips leave late; too little freight waits for them\n"},
		{"they go empty too", func(n *network.Network) {
			r := n.Elements[5].Ride
			r.Size, r.Params[0].Turnaround, r.Params[0].Empty = 1, 24*sim.Hour, true
		}, "50 % of its departures are cancelled, 33 % of its trips leave late, for want of a train\n"},
	} {
		net, plan := transshipped(t)
		c.change(net)
		w := strings.Join(summarise(t, net, plan).Warnings, "\n") + "\n"
		if !strings.Contains(w, c.want) {
			t.Errorf("%s: %s", c.name, w)
		}
	}
}

// TestOpenTime: a quota that is used up does not shorten the time there is; closing does.
func TestOpenTime(t *testing.T) {
	steps := []network.LaneStep{{Manned: 1, Open: true}, {At: 10, Manned: 1}, {At: 20, Manned: 2, Open: true}}
	near(t, "open", openTime(steps, 5, 30), 5+2*10, 0)
}

// TestNothingDeparts: a ride that never departs limits like a post that is never manned.
func TestNothingDeparts(t *testing.T) {
	net, plan := transshipped(t)
	net.Elements[5].Ride.Departures = []sim.Time{}
	sum := summarise(t, net, plan)
	if got := sum.Answer()[0]; got != "train.t is closed: nothing ever departs, and 15 wagons a day are planned to come." {
		t.Error(got)
	}
	net.Elements[5].Ride.Departures = nil
	net.Elements[5].Ride.Params[0].Enough = network.Amount{5, math.MaxInt64, math.MaxInt64, math.MaxInt64}
	sum = summarise(t, net, plan)
	for _, x := range []string{measure.PracticalCapacity, measure.Load, measure.FluidQueue, measure.TripsLate} {
		if e := sum.get("train.t", Run, x, ""); e.N > 0 {
			t.Errorf("without a timetable: %s %+v", x, e)
		}
	}
	if e := sum.Get(Key{"flow.t", Run, "train", measure.PlannedDemand, ""}); e.N > 0 {
		t.Errorf("without a timetable nobody knows how many trains there will be: %+v", e)
	}
	near(t, "trains of five", sum.get("train.t", Run, measure.TripUnits, "").Mean, 5*sum.get("train.t", Run, measure.Trips, "").Mean, 1e-9)
}

// TestNobodyTakesIt: a run in which nobody comes says so.
func TestNobodyTakesIt(t *testing.T) {
	net, plan := oneToll(t)
	net.Clock.Dated = true
	for i := range net.Flows {
		net.Flows[i].Days, net.Flows[i].Times = nil, nil
	}
	if got := summarise(t, net, plan).Answer(); len(got) != 1 || got[0] != "Nobody waits, and nothing that has a capacity is used." {
		t.Errorf("%q", got)
	}
}
