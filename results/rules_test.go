package results

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// ruled is a post with all rules behind a booking, disrupted in two ways, over two years
// of two days each.
func ruled(t testing.TB) (*network.Network, network.Plan) {
	patience, err := sim.Exponential(float64(sim.Hour))
	if err != nil {
		t.Fatal(err)
	}
	atOnce, slot, hour := constantLaw(t, 0), constantLaw(t, 40*sim.Minute), constantLaw(t, sim.Hour)
	serving := func(law sim.Law) []network.ServiceParams {
		return []network.ServiceParams{{Time: [][]sim.Law{{law}}, Room: network.Unlimited}}
	}
	element := func(name, title string, station network.Station, law sim.Law) network.Element {
		return network.Element{Name: name, Spec: name, Title: title, Station: station,
			From: network.None, To: network.None, Lanes: lanes(1), Serving: serving(law)}
	}
	hop := func(e network.ElementID, s network.SegmentID) network.Hop {
		return network.Hop{Element: e, Segment: s, Passage: int32(s) + 1}
	}
	net := &network.Network{
		Title: "Rules", Name: "rules", Digest: "d4",
		Clock:   network.Clock{Zero: time.Date(2024, 12, 30, 0, 0, 0, 0, time.UTC), Zone: time.UTC, Dated: true},
		Classes: []network.Class{{Name: "truck", PCU: 2, Length: 18000, Gap: 2000}},
		Elements: []network.Element{
			element("booking.b.queue", "B, queue", network.Virtual, slot),
			element("booking.b.yard", "B, yard", network.Gate, atOnce),
			element("post.x.northbound.control", "X northbound", network.Service, hour),
			element("post.x.southbound.control", "X southbound", network.Service, hour),
		},
		Segments: []network.Segment{{Name: "post.x.northbound", Spec: "post.x", Title: "X northbound", Stages: [][]network.ElementID{{2}}}},
		Bookings: []network.Booking{{Name: "booking.b", WalkIns: []float64{0}, NoShows: 0.1}},
		Pools:    []network.Pool{{Name: "staff.x", Steps: []network.LaneStep{{Manned: 6, Open: true}}}},
		Meters:   []network.Meter{{Name: "meter.m", At: 2, Watch: 3}},
		Disruptions: []network.Disruption{
			{Name: "disruption.lanes", Title: "Lanes fail", Order: 2, Elements: []network.ElementID{3}, Each: true},
			{Name: "disruption.power", Title: "Power cut", Order: 1, Elements: []network.ElementID{2}, Work: network.Hold},
		},
		Routes: []network.Route{{Name: "flow.f", Hops: []network.Hop{hop(0, network.None), hop(1, network.None), hop(2, 0)}}},
		Flows: []network.Flow{{Name: "flow.f", Title: "F", From: network.None, To: network.None, MaxWait: sim.Never, Routes: []network.RouteID{0},
			Patterns: []network.Pattern{{{From: 0, To: sim.Day, Share: 1}}}}},
	}
	h := &net.Elements[2]
	h.Hall = &network.Hall{Staff: 0, Officers: 2, Resets: []sim.Time{sim.Day, 2 * sim.Day, 3 * sim.Day}, Groups: []network.LaneGroup{{}}}
	h.Lanes = lanes(4)
	h.Serving[0].Hall = &network.HallRules{RoomLength: network.Unlimited, Quota: 40, Rank: []uint8{0}, Patience: []sim.Law{patience},
		Balk: []network.BalkStep{{Line: 5, Share: 0.5}}, Closing: network.TurnAway}
	edges := []sim.Time{0, sim.Day, 2 * sim.Day, 3 * sim.Day, 4 * sim.Day}
	for d := range 4 {
		net.Flows[0].Days = append(net.Flows[0].Days, network.DayVolume{At: edges[d], Volume: 30})
	}
	plan := planOf(network.Plan{Until: 4 * sim.Day, Replications: 2, Seed: 3}, edges, []string{"2024-12", "2024-12", "2025-01", "2025-01"}, []string{"2024", "2024", "2025", "2025"})
	return net, plan
}

// ruledOutcome invents a replication: in each year 1 is turned away, 2 balk, 3 give up, 4
// are turned back and 5 do not come; hours are charged to each cause.
func ruledOutcome(net *network.Network, replication int) *model.Outcome {
	const hour = int64(sim.Hour)
	out := &model.Outcome{Replication: replication, Hash: uint64(replication), Segments: []model.PassageRecord{{Classes: make([]model.PassageClass, 1)}}}
	for range net.Elements {
		k := model.ClassRecord{Days: make([]model.ClassDay, 4), Wait: make([]sim.Histogram, 2), Gone: make([][model.Exits]int64, 2), Delay: make([][model.Causes]int64, 2)}
		for d := range k.Days {
			k.Days[d] = model.ClassDay{Arrived: 30, Passed: 20, Service: 20 * hour}
		}
		out.Elements = append(out.Elements, model.ElementRecord{Days: make([]model.DayRecord, 4), Classes: []model.ClassRecord{k}, Weeks: make([][]model.HourRecord, 2)})
		for y := range 2 {
			out.Elements[len(out.Elements)-1].Weeks[y] = make([]model.HourRecord, hoursOfWeek)
		}
	}
	queue, yard, post := &out.Elements[0].Classes[0], &out.Elements[1].Classes[0], &out.Elements[2].Classes[0]
	flow := model.FlowRecord{Years: make([]model.FlowYear, 2), Initial: 4, Inside: 4 + 2*(60-40-15)}
	for y := range 2 {
		flow.Years[y] = model.FlowYear{Demand: 60, Entered: 60, Left: 40, Gone: [model.Exits]int64{1, 2, 3, 4, 5}}
		post.Gone[y] = [model.Exits]int64{1, 2, 3, 4, 0}
		post.Days[2*y].Lost, post.Days[2*y].Quit = 3, 7
		queue.Gone[y][model.NoShow] = 5
		for c := range model.Causes {
			flow.Years[y].Cause[c].Add(int64(c+1) * hour)
		}
		post.Delay[y] = [model.Causes]int64{model.WaitLane: 10 * hour, model.WaitOpening: hour, model.Breakdown: 2 * hour, model.WaitStaff: 3 * hour,
			model.WaitQuota: 4 * hour, model.Metered: 5 * hour, model.Interrupted: 6 * hour}
		queue.Delay[y][model.VirtualQueue] = 7 * hour
		yard.Delay[y][model.WaitSlot] = 8 * hour
	}
	out.Flows = []model.FlowRecord{flow}
	out.Elements[0].Days[0].Waiting = 100 * int64(sim.Day)
	out.Elements[2].Days[0].Waiting = 10 * int64(sim.Day)
	ruledLines(&out.Elements[2], replication)
	power := model.DisruptionRecord{Years: make([]model.DisruptionYear, 2)}
	power.Years[0] = model.DisruptionYear{Count: 2, Recovering: 1}
	power.Years[0].Lasted.Add(3 * hour)
	power.Years[0].Recovery.Add(sim.Hour)
	power.Years[0].Recovery.Add(3 * sim.Hour)
	each := model.DisruptionRecord{Years: []model.DisruptionYear{{Count: 10}, {Count: 30}}}
	each.Years[1].Lasted.Add(15 * hour)
	out.Disruptions = []model.DisruptionRecord{each, power}
	out.Pools = []model.PoolRecord{{Years: []model.PoolYear{{Duty: 2 * 6 * 24 * hour, Busy: 2 * 3 * 24 * hour}, {Duty: 2 * 4 * 24 * hour, Busy: 2 * 3 * 24 * hour}}}}
	return out
}

// ruledLines: on Mondays at 07:00 of 2024 a line of 400 m, at 08:00 of 600 m, 200 m more
// in the second replication; nobody in 2025.
func ruledLines(rec *model.ElementRecord, replication int) {
	for i := range 48 {
		rec.Weeks[0][i].N = 1
		rec.Weeks[1][48+i].N = 1
	}
	for i, metres := range []sim.Millimetres{400, 600} {
		line := 1000 * (metres + 200*sim.Millimetres(replication))
		rec.Weeks[0][7+i] = model.HourRecord{N: 1, Waiting: int64(line / 20000), Tail: line, Farthest: line}
		rec.Days[0].Tail = int32(line / 1000)
	}
}

func ruledSummary(t testing.TB) *Summary {
	net, plan := ruled(t)
	s := NewSummariser(net, plan, nil)
	for r := range plan.Replications {
		s.Add(ruledOutcome(net, r))
	}
	return s.Summary()
}

// TestRuledNumbers: exits, delays, lengths, disruptions by hand.
func TestRuledNumbers(t *testing.T) {
	sum := ruledSummary(t)
	const queue, yard, post = "booking.b.queue", "booking.b.yard", "post.x.northbound.control"
	for _, c := range []struct {
		subject, period, measure, stat string
		want                           float64
	}{
		{post, "2024", measure.Lost, "", 0.5},
		{post, "2024", measure.Balked, "", 1},
		{post, "2024", measure.Reneged, "", 1.5},
		{post, Run, measure.TurnedBack, "", 2},
		{post, "2025", measure.Arrivals, "", 31.5},
		{post, Run, measure.ShareLost, "", 1 / 63.0},
		{post, Run, measure.ShareBalked, "", 2 / 63.0},
		{post, Run, measure.ShareReneged, "", 3 / 63.0},
		{queue, "2025", measure.NoShows, "", 2.5},
		{"post.x.northbound", Run, measure.Balked, "", 1},
		{"post.x.northbound", Run, measure.ShareReneged, "", 3 / 63.0},
		{Corridor, Run, measure.Lost, "", 0.5},
		{Corridor, Run, measure.NoShows, "", 2.5},
		{Corridor, Run, measure.LedgerLost, "", 2},
		{Corridor, Run, measure.LedgerBalked, "", 4},
		{Corridor, Run, measure.LedgerReneged, "", 6},
		{Corridor, Run, measure.LedgerTurnedBack, "", 8},
		{Corridor, Run, measure.LedgerNoShows, "", 10},
		{post, "2024", measure.TimeLane, "", 5},
		{post, "2024", measure.TimeOpening, "", 0.5},
		{post, "2024", measure.TimeBreakdown, "", 1},
		{post, "2024", measure.TimeStaff, "", 1.5},
		{post, "2024", measure.TimeQuota, "", 2},
		{post, "2024", measure.TimeMetering, "", 2.5},
		{post, "2024", measure.TimeInterrupted, "", 3},
		{queue, "2024", measure.TimeVirtual, "", 3.5},
		{yard, Run, measure.TimeSlot, "", 4},
		{Corridor, "2025", measure.TimeSlot, "", float64(model.WaitSlot+1) / 2},
		{Corridor, "2025", measure.TimeBreakdown, "", float64(model.Breakdown+1) / 2},
		{post, "2024", measure.Tail, "", (400 + 600 + 600 + 800) / 2.0 / 48},
		{post, Run, measure.Tail, "", (400 + 600 + 600 + 800) / 2.0 / 96},
		{post, "2024", measure.TailMax, "", 700},
		{"staff.x", "2024", measure.Officers, "", 6},
		{"staff.x", "2025", measure.Utilisation, "", 0.75},
		{"staff.x", Run, measure.Officers, "", 5},
		{"staff.x", Run, measure.Utilisation, "", 0.6},
		{post, "2024-12", measure.TailMax, "", 700},
		{post, "2025", measure.TailMax, "", 0},
		{"post.x.northbound", "2024", measure.Queue, "", 5},
		{"disruption.power", "2024", measure.Disruptions, "", 365.2425},
		{"disruption.power", Run, measure.Lasted, "", 1.5 * 3600},
		{"disruption.power", "2024", measure.RecoveryTime, measure.Mean, 2 * 3600},
		{"disruption.power", "2024", measure.ShareRecovering, "", 0.5},
		{"disruption.lanes", Run, measure.Disruptions, "", 10 * 365.2425},
		{"disruption.lanes", "2025", measure.Lasted, "", 1800},
	} {
		e := sum.get(c.subject, c.period, c.measure, c.stat)
		if e.N != 2 {
			t.Errorf("%s %s %s: %+v", c.subject, c.period, c.measure, e)
		}
		near(t, strings.Join([]string{c.subject, c.period, c.measure}, " "), e.Mean, c.want, 1e-9*max(1, c.want))
	}
	if !sum.Balanced {
		t.Error(sum.Warnings)
	}
}

// TestOnlyWhatCanHappen: numbers of rules are there where the rule is.
func TestOnlyWhatCanHappen(t *testing.T) {
	sum, plain := ruledSummary(t), borderSummary(t, 1)
	for _, c := range []struct {
		s             *Summary
		subject, name string
		want          bool
	}{
		{sum, "post.x.northbound.control", measure.Balked, true},
		{sum, "post.x.northbound.control", measure.NoShows, false},
		{sum, "post.x.northbound.control", measure.TimeSlot, false},
		{sum, "post.x.southbound.control", measure.Reneged, false},
		{sum, "post.x.southbound.control", measure.TimeLane, false},
		{sum, "post.x.southbound.control", measure.TimeBreakdown, true},
		{sum, "booking.b.queue", measure.NoShows, true},
		{sum, "booking.b.queue", measure.Tail, false},
		{sum, "booking.b.yard", measure.Tail, true},
		{sum, "post.x.northbound", measure.Lost, false},
		{sum, "disruption.power", measure.RecoveryTime, true},
		{sum, "disruption.lanes", measure.RecoveryTime, false},
		{plain, Corridor, measure.Lost, true},
		{plain, Corridor, measure.Balked, false},
		{plain, Corridor, measure.TimeLane, true},
		{plain, Corridor, measure.TimeQuota, false},
		{plain, Corridor, measure.LedgerNoShows, false},
		{plain, "post.p.southbound.control", measure.TimeLane, false},
		{plain, "post.p.southbound.control", measure.Lost, true},
		{plain, "post.p.southbound.control", measure.Tail, true},
	} {
		stat := ""
		if m, _ := measure.Find(c.name); len(m.Stats) > 0 {
			stat = measure.Mean
		}
		if _, ok := c.s.index[Key{c.subject, Run, AllClasses, c.name, stat}]; ok != c.want {
			t.Errorf("%s %s: there is such a number: %v", c.subject, c.name, ok)
		}
	}
}

// TestRuledFiles: tables and files of what only some corridors have.
func TestRuledFiles(t *testing.T) {
	sum := ruledSummary(t)
	text := tablesText(t, sum)
	golden(t, "tables-rules.txt", []byte(text))
	within100(t, text)
	for _, f := range sum.CSV() {
		switch f.Name {
		case "disruptions.csv":
			golden(t, f.Name, f.Data)
		case "hours.csv":
			want := "element,year,weekday,hour,queue,tail,tail_max\n" +
				"post.x.northbound.control,2024,Mon,7,25,500,500\npost.x.northbound.control,2024,Mon,8,35,700,700\n"
			if string(f.Data) != want {
				t.Errorf("hours.csv:\n%s", f.Data)
			}
		}
	}
	js := sum.json()
	if e := js.Disruptions["disruption.power"].Periods["2024"][AllClasses]["recovery_time.mean"]; e.N != 2 || len(e.Warnings) != 1 {
		t.Errorf("recovery in summary.json: %+v", e)
	}
	for _, words := range [][]string{{"Power cut", "50 %", "still going on"}, {"1 balked, 1.5 reneged, 2 turned back, 2.5 no-shows"}} {
		if !warned(sum, words...) {
			t.Errorf("no warning says %q: %q", words, sum.Warnings)
		}
	}
	for _, line := range sum.Answer() {
		if strings.Contains(line, "B, queue") && strings.Contains(line, "longest queue") {
			t.Errorf("a virtual queue stands nowhere: %s", line)
		}
	}
}

// TestLinesMap: the longest line by hour of the week, in the last year that has one.
func TestLinesMap(t *testing.T) {
	h := ruledSummary(t).Charts().Lines
	if h == nil || h.ID != "line-post.x.northbound.control" || !strings.HasSuffix(h.Title, "2024") || len(h.Rows) != 7 || len(h.Columns) != 24 {
		t.Fatalf("%+v", h)
	}
	near(t, "Monday 08:00", h.Value[0][8], 35, 1e-12)
	if !h.Has[0][8] || !h.Has[1][23] || h.Has[2][0] {
		t.Errorf("seen on the first two days of the year only: %v", h.Has)
	}
	if borderSummary(t, 1).Charts().Lines != nil {
		t.Error("nobody ever stood, yet there is a map of the line")
	}
}

// TestRecoveryIsJudged: an expectation of a recovery that was still going on.
func TestRecoveryIsJudged(t *testing.T) {
	sum := ruledSummary(t)
	limit := 5 * 3600.0
	v := sum.judgeAt(network.Expectation{At: "disruption.power", Measure: measure.RecoveryTime, Max: &limit}, sum.meant("disruption.power")[0])
	if v.Result != Undecided || !strings.Contains(v.Note, "recoveries") {
		t.Errorf("%+v", v)
	}
}

// TestRationed: four lanes of an hour; six officers, two for each lane, make three of
// them, 72 vehicles a day; the quota lets 40 through.
func TestRationed(t *testing.T) {
	for _, c := range []struct {
		quota, officers int32
		capacity, load  float64
	}{{40, 6, 40, 30 / 40.0}, {network.Unlimited, 6, 72, 30 / 72.0}, {network.Unlimited, 40, 96, 30 / 96.0}, {40, 3, 24, 30 / 24.0}, {network.Unlimited, 1, 0, 0}} {
		net, plan := ruled(t)
		net.Elements[2].Serving[0].Hall.Quota, net.Pools[0].Steps[0].Manned = c.quota, c.officers
		s := NewSummariser(net, plan, nil)
		s.Add(ruledOutcome(net, 0))
		sum := s.Summary()
		what := fmt.Sprint("quota ", c.quota, ", officers ", c.officers)
		for _, subject := range []string{"post.x.northbound.control", "post.x.northbound"} {
			near(t, what+" capacity "+subject, sum.get(subject, "2024", measure.PracticalCapacity, "").Mean, c.capacity, 1e-9)
			near(t, what+" load "+subject, sum.get(subject, "2024", measure.Load, "").Mean, c.load, 1e-9)
		}
	}
	sum := ruledSummary(t)
	near(t, "slots", sum.get("booking.b.queue", Run, measure.PracticalCapacity, "").Mean, 36, 1e-9)
	if e := sum.get("booking.b.yard", Run, measure.PracticalCapacity, ""); e.N != 0 {
		t.Errorf("a yard has no capacity: %+v", e)
	}
}

// TestCapacityOfGroups: four lanes of an hour, three of them for a class that nobody is
// of, so that 24 of the 30 vehicles a day can be served.
func TestCapacityOfGroups(t *testing.T) {
	net, plan := ruled(t)
	e := &net.Elements[2]
	h := e.Hall
	other, all := make([]bool, len(net.Classes)+1), make([]bool, len(net.Classes)+1)
	for c := range all {
		other[c], all[c] = c == len(net.Classes), true
	}
	h.Staff, e.Serving[0].Hall.Quota = network.None, network.Unlimited
	h.Groups = []network.LaneGroup{{Classes: other, Lanes: lanes(3)}, {Classes: all, Lanes: lanes(1)}}
	s := NewSummariser(net, plan, nil)
	s.Add(ruledOutcome(net, 0))
	sum := s.Summary()
	near(t, "capacity", sum.get("post.x.northbound.control", "2024", measure.PracticalCapacity, "").Mean, 24, 1e-9)
	near(t, "load", sum.get("post.x.northbound.control", "2024", measure.Load, "").Mean, 30/24.0, 1e-9)
}

// TestQuotaOfCutDays: a day of the quota that the run cuts off lets through no more than
// its part: the capacity is the quota.
func TestQuotaOfCutDays(t *testing.T) {
	net, plan := ruled(t)
	days := plan.Bins.Days
	net.Elements[2].Serving[0].Hall.Quota = 40
	net.Elements[2].Hall.Resets = nil
	for at := 20 * sim.Hour; at < days[len(days)-1]; at += sim.Day {
		net.Elements[2].Hall.Resets = append(net.Elements[2].Hall.Resets, at)
	}
	s := NewSummariser(net, plan, nil)
	s.Add(ruledOutcome(net, 0))
	near(t, "capacity", s.Summary().get("post.x.northbound.control", Run, measure.PracticalCapacity, "").Mean, 40, 1e-9)
}

// TestSimulatedRules: the five vehicles in a hall whose drivers wait 45 s at most. The
// third would wait for 60 s and gives up; the lane fails at 220 s for 70 s and keeps the
// service of the fourth, so that the fifth gives up as well.
func TestSimulatedRules(t *testing.T) {
	net, plan := oneToll(t)
	e := &net.Elements[0]
	e.Hall = &network.Hall{Staff: network.None, Groups: []network.LaneGroup{{Classes: []bool{true}, Lanes: e.Lanes}}}
	e.Serving[0].Hall = &network.HallRules{RoomLength: network.Unlimited, Quota: network.Unlimited, Rank: []uint8{0}, Patience: []sim.Law{constantLaw(t, 45*sim.Second)}}
	net.Disruptions = []network.Disruption{{Name: "disruption.d", Title: "D", Elements: []network.ElementID{0}, Work: network.Hold,
		Every: constantLaw(t, 220*sim.Second), Lasts: constantLaw(t, 70*sim.Second), Lanes: network.Unlimited, Pace: 1}}
	sum := summarise(t, net, plan)
	const day = 144.0 // ten minutes go into a day so often
	for _, c := range []struct {
		subject, measure, stat string
		want                   float64
	}{
		{"toll.t", measure.Reneged, "", 2 * day},
		{"toll.t", measure.ShareReneged, "", 0.4},
		{"toll.t", measure.Throughput, "", 3 * day},
		{"toll.t", measure.Wait, measure.Mean, (0 + 30 + 45 + 70 + 45) / 5.0},
		{"toll.t", measure.Queue, "", (30 + 45 + 45) / 600.0},
		{"toll.t", measure.TimeInterrupted, "", 70 / 3600.0 * day},
		{"toll.t", measure.TimeBreakdown, "", 45 / 3600.0 * day},
		{Corridor, measure.TimeLane, "", (30 + 45) / 3600.0 * day},
		{Corridor, measure.LedgerReneged, "", 2},
		{"disruption.d", measure.Lasted, "", 70},
		{"disruption.d", measure.Disruptions, "", 2 * day * 365.2425},
		{"disruption.d", measure.RecoveryTime, measure.Mean, 0},
	} {
		near(t, c.subject+" "+c.measure, sum.get(c.subject, Run, c.measure, c.stat).Mean, c.want, 1e-9)
	}
	if !sum.Balanced {
		t.Error(sum.Warnings)
	}
}
