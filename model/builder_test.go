package model

import (
	"context"
	"math"
	"testing"
	"time"

	"corridor/model/network"
	"corridor/sim"
)

// town builds small steady-state networks for tests: services and roads in the
// order they are added, flows that pass some of them.
type town struct {
	net  network.Network
	plan network.Plan
}

const testHour = float64(sim.Hour)

// must returns the law of a constructor that cannot fail here.
func must(l sim.Law, err error) sim.Law {
	if err != nil {
		panic(err)
	}
	return l
}

func constant(ticks float64) sim.Law { return must(sim.Constant(ticks)) }

func newTown(hours, warmup float64, replications int, classes ...string) *town {
	t := &town{}
	t.net.Clock = network.Clock{Zero: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), Zone: time.UTC}
	if len(classes) == 0 {
		classes = []string{"class.truck"}
	}
	for i, c := range classes {
		t.net.Classes = append(t.net.Classes, network.Class{Name: c, Title: c, Order: i, Length: 18000, Gap: 2000, PCU: 1, Payload: 10})
	}
	t.plan = network.Plan{From: sim.FromSeconds(warmup * 3600), Until: sim.FromSeconds((hours + warmup) * 3600), Replications: replications, Seed: 42}
	b := &t.plan.Bins
	for at := t.plan.From; at < t.plan.Until; at += sim.Day {
		b.Days = append(b.Days, at)
		b.Month = append(b.Month, 0)
		b.Year = append(b.Year, 0)
	}
	b.Days = append(b.Days, t.plan.Until)
	run := network.Bin{Label: "run", From: t.plan.From, To: t.plan.Until, Days: int32(len(b.Month))}
	b.Months, b.Years = []network.Bin{run}, []network.Bin{run}
	return t
}

// service adds a service; one law for all classes, or one for each.
func (t *town) service(name string, lanes int32, room int32, laws ...sim.Law) network.ElementID {
	times := make([][]sim.Law, len(t.net.Classes))
	for c := range times {
		times[c] = []sim.Law{laws[min(c, len(laws)-1)]}
	}
	t.net.Elements = append(t.net.Elements, network.Element{
		Name: name, Kind: "toll", Spec: name, Title: name, Station: network.Service, From: network.None, To: network.None,
		Lanes:   []network.LaneStep{{Manned: lanes, Built: lanes, Open: true}},
		Serving: []network.ServiceParams{{Time: times, Room: room}},
	})
	return network.ElementID(len(t.net.Elements) - 1)
}

// road adds a road on which every class takes the same time.
func (t *town) road(name string, drive, headway sim.Time, storage sim.Millimetres, wave sim.Time) network.ElementID {
	p := network.RoadParams{Lanes: 1, Storage: storage, Wave: wave}
	for _, c := range t.net.Classes {
		p.Time = append(p.Time, drive)
		p.Headway = append(p.Headway, headway)
		p.Space = append(p.Space, c.Length+c.Gap)
	}
	t.net.Elements = append(t.net.Elements, network.Element{
		Name: name, Kind: "road", Spec: name, Title: name, Station: network.Road, From: network.None, To: network.None,
		Driving: []network.RoadParams{p},
	})
	return network.ElementID(len(t.net.Elements) - 1)
}

// flow adds a Poisson flow; the caller may change it.
func (t *town) flow(name string, class network.ClassID, perHour float64, elements ...network.ElementID) *network.Flow {
	id := network.FlowID(len(t.net.Flows))
	t.net.Flows = append(t.net.Flows, network.Flow{
		Name: name, Title: name, Class: class, From: network.None, To: network.None, MaxWait: sim.Never,
		Routes:   []network.RouteID{network.RouteID(len(t.net.Routes))},
		Shares:   []network.RouteShares{{Weight: []float64{1}}},
		Patterns: []network.Pattern{{{From: 0, To: sim.Day, Share: 1}}},
	})
	r := network.Route{Name: name, Flow: id}
	for _, e := range elements {
		r.Hops = append(r.Hops, network.Hop{Element: e, Segment: network.None})
	}
	t.net.Routes = append(t.net.Routes, r)
	f := &t.net.Flows[id]
	for at, d := sim.Time(0), int32(0); at < t.plan.Until; at, d = at+sim.Day, d+1 {
		day := network.DayVolume{At: at, Date: d, Volume: perHour * 24}
		if end := t.plan.Until - at; end < sim.Day {
			f.Patterns = append(f.Patterns, network.Pattern{{From: 0, To: end, Share: float64(end) / float64(sim.Day)}})
			day.Pattern = int32(len(f.Patterns) - 1)
		}
		f.Days = append(f.Days, day)
	}
	return f
}

// run returns the outcomes.
func (t *town) run(tb testing.TB, workers int) []*Outcome {
	tb.Helper()
	var out []*Outcome
	t.plan.Workers = workers
	if err := Run(context.Background(), &t.net, t.plan, Options{}, func(o *Outcome) bool {
		out = append(out, o)
		return true
	}); err != nil {
		tb.Fatal(err)
	}
	return out
}

// meanWait is the mean wait at an element over all classes, in hours, by replication.
func meanWait(out []*Outcome, e network.ElementID, classes ...int) []float64 {
	var xs []float64
	for _, o := range out {
		n, wait := 0.0, 0.0
		for c, k := range o.Elements[e].Classes {
			if len(classes) > 0 && classes[0] != c {
				continue
			}
			for _, d := range k.Days {
				n += float64(d.Arrived)
				wait += float64(d.Wait)
			}
		}
		xs = append(xs, wait/n/testHour)
	}
	return xs
}

// throughput is what an element passes on per hour, by replication.
func throughput(out []*Outcome, e network.ElementID, hours float64) []float64 {
	var xs []float64
	for _, o := range out {
		n := 0.0
		for _, k := range o.Elements[e].Classes {
			for _, d := range k.Days {
				n += float64(d.Passed)
			}
		}
		xs = append(xs, n/hours)
	}
	return xs
}

// near fails unless the exact value lies in the 99.9 % interval of the replications
// and the interval is tighter than the share tight of it.
func near(tb testing.TB, what string, xs []float64, exact, tight float64) {
	tb.Helper()
	mean, half := sim.Interval(xs, 0.999)
	if math.Abs(mean-exact) > half {
		tb.Errorf("%s: %.5f ± %.5f, exact %.5f", what, mean, half, exact)
	}
	if half > tight*exact {
		tb.Errorf("%s: half-width %.5f is more than %.3f of %.5f", what, half, tight, exact)
	}
}

// hall gives a service rules, all switched off.
func (t *town) hall(e network.ElementID) (*network.Hall, *network.HallRules) {
	el := &t.net.Elements[e]
	classes := make([]bool, len(t.net.Classes))
	for c := range classes {
		classes[c] = el.Serving[0].Time[c] != nil
	}
	el.Hall = &network.Hall{Staff: network.None, Officers: 1, Groups: []network.LaneGroup{{Classes: classes, Lanes: el.Lanes}}}
	for i := range el.Serving {
		el.Serving[i].Hall = &network.HallRules{RoomLength: network.Unlimited, Quota: network.Unlimited,
			Rank: make([]uint8, len(t.net.Classes)), Patience: make([]sim.Law, len(t.net.Classes))}
	}
	return el.Hall, el.Serving[0].Hall
}

// booking adds a virtual queue and a yard of so many places, with n slots every hour.
func (t *town) booking(b network.Booking, places, n int32) (queue, yard network.ElementID) {
	queue = t.service(b.Name+".queue", 1, network.Unlimited, constant(0))
	yard = t.service(b.Name+".yard", 1, places, constant(0))
	t.net.Elements[queue].Station, t.net.Elements[yard].Station = network.Virtual, network.Gate
	for at := sim.Time(0); at < t.plan.Until; at += sim.Hour {
		b.Slots = append(b.Slots, network.Slot{At: at, N: n})
	}
	t.net.Bookings = []network.Booking{b}
	return queue, yard
}

// sorted makes the hops of a flow, from the given one on, a post with two channels: only
// the second comes to its last stage, and some repeat the first one.
func (t *town) sorted(f *network.Flow, from int) {
	t.net.Segments = []network.Segment{{Name: "post.s", Channels: []string{"green", "red"},
		Shares: []network.ChannelShares{{Shares: [][]float64{{0.6, 0.4}, {0.3, 0.7}}}}}}
	t.net.Forks = []network.Fork{{Name: "post.s.first", Turns: []network.ForkTurns{{Shares: [][]float64{{0.1}, {0.2}}}}}}
	hops := t.net.Routes[f.Routes[0]].Hops
	for i := from; i < len(hops); i++ {
		hops[i].Segment, hops[i].Passage = 0, 1
		t.net.Segments[0].Stages = append(t.net.Segments[0].Stages, []network.ElementID{hops[i].Element})
	}
	hops[from].Ways, hops[len(hops)-1].Channels = []int32{int32(from)}, 0b10
}

// ride adds a station where freight gathers for a flow of carriers (or for none), which
// the caller may change.
func (t *town) ride(name string, carrier network.FlowID) (network.ElementID, *network.Ride) {
	e := t.service(name, 0, network.Unlimited, constant(0))
	el := &t.net.Elements[e]
	el.Station, el.Lanes = network.Rides, nil
	el.Ride = &network.Ride{Carrier: carrier, Size: network.Unlimited, Partner: network.None, Into: network.None,
		Params: []network.RideParams{{Most: network.AnyAmount(), Enough: network.AnyAmount(), TimeOut: sim.Never}}}
	return e, el.Ride
}

// carriers adds the flow of the trains or vessels of a ride.
func (t *town) carriers(name string, class network.ClassID, elements ...network.ElementID) network.FlowID {
	f := t.flow(name, class, 0, elements...)
	f.Arrivals, f.Days = network.Sent, nil
	return network.FlowID(len(t.net.Flows) - 1)
}

// evenly makes a flow send a vehicle every so often.
func evenly(f *network.Flow) *network.Flow {
	f.Arrivals, f.Gap = network.Renewal, constant(1)
	return f
}

// timetable departs every so often, from the first departure on.
func (t *town) timetable(first, every sim.Time) (out []sim.Time) {
	for at := first; at < t.plan.Until; at += every {
		out = append(out, at)
	}
	return out
}

// units is an amount of whole units alone, nothing else being limited.
func units(n int64) network.Amount {
	a := network.AnyAmount()
	a[network.Units] = n
	return a
}
