package model

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// randomRules turns services of a random town into halls with rules, and adds officers,
// disruptions, swings, meters, bookings, channels and forks.
func randomRules(t *rapid.T) *town {
	town := randomTown(t)
	minutes := func(what string, most int) sim.Time {
		return sim.Time(rapid.IntRange(0, most).Draw(t, what)) * sim.Minute
	}
	var halls []network.ElementID
	for i := range town.net.Elements {
		if e := network.ElementID(i); town.net.Elements[i].Station == network.Service && rapid.Float64().Draw(t, "hall") < 0.8 {
			halls = append(halls, e)
			town.randomHall(t, e)
		}
	}
	if len(halls) > 0 {
		town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{
			{Manned: int32(rapid.IntRange(0, 4).Draw(t, "officers")), Open: true},
			{At: 20 * sim.Hour, Manned: int32(rapid.IntRange(1, 4).Draw(t, "officers")), Open: true}}}}
		town.net.Disruptions = []network.Disruption{
			{Name: "disruption.a", Elements: halls, Pace: rapid.SampledFrom([]float64{0.5, 1}).Draw(t, "pace"),
				Lanes: int32(rapid.IntRange(-1, 1).Draw(t, "lost")), Work: network.Closing(rapid.IntRange(0, 2).Draw(t, "work")),
				Every: must(sim.Exponential(8 * testHour)), Lasts: must(sim.Exponential(testHour))},
			{Name: "disruption.b", Elements: halls[:1], Each: true, Pace: 1, Work: network.Closing(rapid.IntRange(0, 2).Draw(t, "work")),
				Every: must(sim.Exponential(5 * testHour)), Lasts: must(sim.Exponential(2 * testHour))}}
	}
	if len(halls) > 1 {
		town.net.Swings = []network.Swing{{Name: "swing.a", Elements: [2]network.ElementID{halls[0], halls[1]}, Lanes: 1,
			Clearance: minutes("clearance", 20), Every: 30 * sim.Minute, Longer: int32(rapid.IntRange(1, 3).Draw(t, "longer"))}}
		town.net.Meters = []network.Meter{{Name: "meter.a", At: halls[0], Watch: halls[1], Stop: int32(rapid.IntRange(1, 4).Draw(t, "stop"))}}
	}
	town.randomBooking(t)
	town.randomTurns(t)
	return town
}

func (town *town) randomHall(t *rapid.T, e network.ElementID) {
	hall, rule := town.hall(e)
	el := &town.net.Elements[e]
	yes := func(what string) bool { return rapid.Float64().Draw(t, what) < 0.4 }
	if yes("staffed") {
		hall.Staff, hall.KeepsOff = 0, rapid.Bool().Draw(t, "keeps off")
	}
	if yes("per lane") {
		hall.PerLane = true
	} else {
		rule.Rank = []uint8{uint8(rapid.IntRange(0, 1).Draw(t, "rank")), uint8(rapid.IntRange(0, 1).Draw(t, "rank"))}
		rule.Preempt = rapid.Bool().Draw(t, "preempt")
		if yes("groups") {
			more := slices.Clone(el.Lanes)
			hall.Groups = append(hall.Groups, network.LaneGroup{Classes: []bool{true, false}, Lanes: more})
			el.Lanes = slices.Clone(el.Lanes)
			for i := range el.Lanes {
				el.Lanes[i].Manned *= 2
				el.Lanes[i].Built *= 2
			}
		}
	}
	if yes("patience") {
		rule.Patience[1] = must(sim.Exponential(0.5 * testHour))
	}
	if yes("balk") {
		rule.Balk = []network.BalkStep{{Line: 1, Share: 0.3}, {Line: 4, Share: 1}}
	}
	if yes("quota") {
		rule.Quota = int32(rapid.IntRange(0, 12).Draw(t, "a day"))
		hall.Resets = []sim.Time{sim.Day, 2 * sim.Day, 3 * sim.Day}
	}
	if yes("length") {
		el.Serving[0].Room, rule.RoomLength, el.Rows = network.Unlimited, 60_000, 2
	}
	if yes("pace") {
		hall.Pace = []network.PaceStep{{At: 10 * sim.Hour, Pace: 2}, {At: 30 * sim.Hour, Pace: 0.3}}
	}
	rule.Closing = network.Closing(rapid.IntRange(0, 3).Draw(t, "closing"))
}

// randomBooking leads one flow through a booking.
func (town *town) randomBooking(t *rapid.T) {
	if !rapid.Bool().Draw(t, "booking") {
		return
	}
	b := network.Booking{Name: "booking.b", Overbooking: 0.3, WalkIns: []float64{0.2, 0.2}, NoShows: 0.1, Late: 0.2,
		LateBy: must(sim.Exponential(testHour)), EarlyBy: must(sim.Exponential(testHour)), Lead: sim.Hour, Grace: 10 * sim.Minute}
	window := sim.Time(rapid.IntRange(1, 6).Draw(t, "window")) * 20 * sim.Minute
	for at := sim.Time(0); at < town.plan.Until; at += window {
		b.Slots = append(b.Slots, network.Slot{At: at, N: int32(rapid.IntRange(0, 3).Draw(t, "slots"))})
	}
	town.net.Bookings = []network.Booking{b}
	first := network.ElementID(len(town.net.Elements))
	times := [][]sim.Law{{constant(0)}, {constant(0)}}
	lanes := []network.LaneStep{{Manned: 1, Built: 1, Open: true}}
	room := int32(rapid.IntRange(-1, 5).Draw(t, "yard"))
	town.net.Elements = append(town.net.Elements,
		network.Element{Name: "f.queue", Kind: "booking", Station: network.Virtual, Lanes: lanes, Serving: []network.ServiceParams{{Time: times, Room: network.Unlimited}}},
		network.Element{Name: "f.yard", Kind: "booking", Station: network.Gate, Lanes: lanes, Serving: []network.ServiceParams{{Time: times, Room: room}}})
	r := &town.net.Routes[0]
	r.Hops = append([]network.Hop{{Element: first, Segment: network.None}, {Element: first + 1, Segment: network.None}}, r.Hops...)
}

// randomTurns makes the route of the last flow one segment with channels and a fork.
func (town *town) randomTurns(t *rapid.T) {
	if !rapid.Bool().Draw(t, "turns") {
		return
	}
	hops := town.net.Routes[len(town.net.Routes)-1].Hops
	town.net.Segments = []network.Segment{{Name: "post.s", Channels: []string{"green", "red"},
		Shares: []network.ChannelShares{{Shares: [][]float64{{0.7, 0.3}, {0.2, 0.8}}}}}}
	for i := range hops {
		hops[i].Segment, hops[i].Passage = 0, 1
		hops[i].Channels = uint32(rapid.IntRange(0, 3).Draw(t, "channels"))
		town.net.Segments[0].Stages = append(town.net.Segments[0].Stages, []network.ElementID{hops[i].Element})
	}
	last := len(hops) - 1
	hops[last].Channels = 0
	hops[last].Ways = []int32{0, int32(len(hops))}
	town.net.Forks = []network.Fork{{Name: "post.s.last", Turns: []network.ForkTurns{{Shares: [][]float64{{0.4, 0.1}, {0.2, 0}}}}}}
}

// TestRandomRules: whatever the rules, the books balance (Run fails otherwise), quotas
// and rooms are kept, and the outcome is the same for any number of workers.
func TestRandomRules(t *testing.T) { rapid.Check(t, checkRules) }

// FuzzRandomRules looks further when asked to.
func FuzzRandomRules(f *testing.F) { f.Fuzz(rapid.MakeFuzz(checkRules)) }

func checkRules(t *rapid.T) {
	town := randomRules(t)
	town.plan.Workers = 1
	one := town.outcomes(t)
	for _, o := range one {
		town.checkLimits(t, o)
	}
	town.plan.Workers = 3
	for i, o := range town.outcomes(t) {
		if !reflect.DeepEqual(one[i], o) {
			t.Fatalf("the records of replication %d differ between 1 and 3 workers", i)
		}
	}
	town.checkQuotas(t)
}

// checkLimits: no line is longer than its room, but for those sent back to it, whose
// place is kept; no more lanes are taken than there are.
func (town *town) checkLimits(t *rapid.T, o *Outcome) {
	for e, r := range o.Elements {
		el := &town.net.Elements[e]
		if el.Hall == nil {
			continue
		}
		for d, day := range r.Days {
			length := int64(town.plan.Bins.Days[d+1] - town.plan.Bins.Days[d])
			built := int64(0)
			for _, s := range el.Lanes {
				built = max(built, int64(s.Built))
			}
			if len(town.net.Swings) > 0 {
				built++
			}
			if day.Busy+day.Held > built*length {
				t.Fatalf("%s: more lanes taken on day %d than there are", el.Name, d)
			}
			if p := el.Serving[0]; p.Room >= 0 && int64(day.WaitingMax) > int64(p.Room)+built {
				t.Fatalf("%s: %d in line on day %d, there is room for %d and %d lanes", el.Name, day.WaitingMax, d, p.Room, built)
			}
		}
	}
}

// checkQuotas counts the services that begin between two resets.
func (town *town) checkQuotas(t *rapid.T) {
	begun := make([]map[int]int32, len(town.net.Elements))
	err := Run(context.Background(), &town.net, town.plan, Options{Visit: func(v Visit) {
		hall := town.net.Elements[v.Element].Hall
		if hall == nil || len(hall.Resets) == 0 {
			return
		}
		i, found := slices.BinarySearch(hall.Resets, v.Started)
		if found {
			i++
		}
		if begun[v.Element] == nil {
			begun[v.Element] = map[int]int32{}
		}
		begun[v.Element][i]++
		if n, quota := begun[v.Element][i], town.net.Elements[v.Element].Serving[0].Hall.Quota; n > quota {
			t.Fatalf("%s: service %d begins before reset %d, the quota is %d", town.net.Elements[v.Element].Name, n, i, quota)
		}
	}}, func(*Outcome) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
}

// TestNoAllocationInHalls: with all rules on, and all that acts on halls, a World
// allocates nothing once it has grown.
func TestNoAllocationInHalls(t *testing.T) {
	town := newTown(24*400, 0, 1, "class.car", "class.truck")
	e := town.service("post.p", 4, network.Unlimited, must(sim.Exponential(0.1*testHour)))
	hall, rule := town.hall(e)
	other := town.service("post.q", 4, 20, must(sim.Exponential(0.1*testHour)))
	town.hall(other)
	town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: 7, Open: true}}}}
	hall.Staff, town.net.Elements[other].Hall.Staff = 0, 0
	rule.Rank, rule.Preempt = []uint8{0, 1}, true
	rule.Patience[1] = must(sim.Exponential(2 * testHour))
	rule.Balk = []network.BalkStep{{Line: 30, Share: 0.5}}
	town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Elements: []network.ElementID{e}, Each: true, Pace: 1,
		Every: must(sim.Exponential(50 * testHour)), Lasts: must(sim.Exponential(testHour)), Work: network.Hold},
		{Name: "disruption.e", Elements: []network.ElementID{e, other}, Lanes: 1, Pace: 0.5,
			Every: must(sim.Exponential(50 * testHour)), Lasts: must(sim.Exponential(testHour)), Work: network.SendBack}}
	town.net.Meters = []network.Meter{{Name: "meter.m", At: e, Watch: other, Stop: 15, Go: 10}}
	town.net.Swings = []network.Swing{{Name: "swing.s", Elements: [2]network.ElementID{e, other}, Lanes: 1, Every: sim.Hour, Longer: 5, Clearance: sim.Minute}}
	queue, yard := town.booking(network.Booking{Name: "booking.b", WalkIns: []float64{0.2, 0.2}, NoShows: 0.1, Late: 0.2,
		LateBy: must(sim.Exponential(testHour)), EarlyBy: must(sim.Exponential(testHour)), Lead: sim.Hour}, 100, 30)
	for c := range 2 {
		f := town.flow(fmt.Sprintf("flow.%d", c), network.ClassID(c), 12, queue, yard, e, other)
		f.MaxWait = 20 * sim.Day
		town.sorted(f, 2)
	}
	town.allocatesNothing(t)
}
