package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestTimetable: one unit every hour from 1:00 on and a train of two places every two
// hours from 2:00 on: who comes at 1:00, 3:00, … waits an hour, who comes at 2:00, 4:00, …
// is just in time. With one place in each, the line grows by one every two hours.
func TestTimetable(t *testing.T) {
	for _, places := range []int64{2, 1} {
		town := newTown(48, 0, 1, "class.train", "class.wagon")
		line := town.road("rail.r", 3*sim.Hour, 0, network.Unlimited, 0)
		train := town.carriers("flow.train", 0, line)
		e, ride := town.ride("train.t", train)
		ride.Departures = town.timetable(2*sim.Hour, 2*sim.Hour)
		ride.Params[0].Most = units(places)
		evenly(town.flow("flow.wagons", 1, 1, e))
		var waits, aboard []sim.Time
		for _, v := range town.visits(t) {
			if v.Element == e {
				waits = append(waits, v.Started-v.Entered)
				aboard = append(aboard, v.Ended-v.Started)
			}
		}
		for i, w := range waits {
			want := sim.Time((i+1)%2) * sim.Hour // places enough
			if places == 1 {
				want = sim.Time(i+1) * sim.Hour
			}
			if w != want || aboard[i] != 3*sim.Hour {
				t.Fatalf("%d places: unit %d waits %v and rides %v, want %v and 3h", places, i, w, aboard[i], want)
			}
		}
		if n := len(waits); n < 20 {
			t.Fatalf("%d places: %d units have come", places, n)
		}
	}
}

// TestFullWithTimeOut: a convoy of n leaves when n wait: with rate r, the i-th of them
// waits for n-i more, (n-1)/(2r) in the mean. With a time-out so short that no second
// one comes, everybody waits for the time-out.
func TestFullWithTimeOut(t *testing.T) {
	const n, rate = 5, 2.0
	town := newTown(24*400, 24, 20)
	e, ride := town.ride("terminal.t", network.None)
	ride.Params[0].Enough = units(n)
	town.flow("flow.f", 0, rate, e)
	near(t, "wait for a full convoy", meanWait(town.run(t, 0), e), (n-1)/(2*rate), 0.02)

	ride.Params[0].TimeOut = sim.Minute
	town.net.Flows[0] = *evenly(&town.net.Flows[0])
	for _, o := range town.run(t, 0) {
		if w := meanWait([]*Outcome{o}, e)[0]; math.Abs(w-1./60) > 1e-4 {
			t.Fatalf("wait %.5f h, want a minute", w)
		}
	}
}

// TestTimeOutOfPoisson: a batch that leaves at its time-out T has the first one waiting T
// and Poisson(rT) others that wait T/2 in the mean: (T + rT·T/2)/(1 + rT).
func TestTimeOutOfPoisson(t *testing.T) {
	const rate, hours = 2.0, 3.0
	town := newTown(24*400, 24, 20)
	e, ride := town.ride("terminal.t", network.None)
	ride.Params[0].TimeOut = sim.FromSeconds(hours * 3600)
	town.flow("flow.f", 0, rate, e)
	near(t, "wait for the time-out", meanWait(town.run(t, 0), e), (hours+rate*hours*hours/2)/(1+rate*hours), 0.02)
}

// TestOneVessel: one vessel of ten places that takes two hours there, one hour to turn
// around and two hours back, empty, and always finds more than it takes: ten units every
// five hours, and a vessel is under way two hours of every five.
func TestOneVessel(t *testing.T) {
	town := newTown(240, 0, 1, "class.vessel", "class.truck")
	leg := town.road("sea.s", 2*sim.Hour, 0, network.Unlimited, 0)
	vessel := town.carriers("flow.vessel", 0, leg)
	e, ride := town.ride("ferry.f", vessel)
	ride.Size = 1
	ride.Params[0].Most, ride.Params[0].Enough, ride.Params[0].Turnaround = units(10), units(10), 3*sim.Hour
	evenly(town.flow("flow.trucks", 1, 4, e))
	o := town.run(t, 0)[0]
	// The first leaves at 2:30, when ten have come; the k-th at 2:30 + 5k.
	trips := o.Elements[e].Trips[0]
	if trips.Trips != 48 || trips.Loaded[network.Units] != 480 || trips.Offered != (network.Amount{480}) {
		t.Errorf("%+v, want 48 full trips", trips)
	}
	if y := o.Flows[0].Years[0]; y.Demand != 48 || y.Left != 48 {
		t.Errorf("vessels: %d sent, %d came back", y.Demand, y.Left)
	}
}

// TestShuttle: a vessel that sails to and fro, an hour each way, and leaves an hour after
// it has come, with nobody too: every four hours a trip each way.
func TestShuttle(t *testing.T) {
	town := newTown(400, 0, 1, "class.vessel", "class.truck")
	there := town.road("sea.s.east", sim.Hour, 0, network.Unlimited, 0)
	back := town.road("sea.s.west", sim.Hour, 0, network.Unlimited, 0)
	a, ra := town.ride("ferry.f.east", town.carriers("flow.f.east", 0, there))
	b, rb := town.ride("ferry.f.west", town.carriers("flow.f.west", 0, back))
	ra.Size, rb.Size, ra.Partner, rb.Partner = 1, 0, b, a
	for _, r := range []*network.Ride{ra, rb} {
		r.Params[0].TimeOut, r.Params[0].Empty = sim.Hour, true
	}
	town.flow("flow.trucks", 1, 2, a)
	o := town.run(t, 0)[0]
	for _, e := range []network.ElementID{a, b} {
		if n := o.Elements[e].Trips[0].Trips; n != 100 {
			t.Errorf("%d trips from %s in 400 hours, want 100", n, town.net.Elements[e].Name)
		}
	}
}

// TestWaitForFleets: two vessels in all, wherever they lay in the beginning, take eight
// hours there and back: one of them comes every four hours.
func TestWaitForFleets(t *testing.T) {
	town := newTown(24, 0, 1, "class.vessel", "class.truck")
	leg := town.road("sea.s", sim.Hour, 0, network.Unlimited, 0)
	a, ra := town.ride("ferry.f.east", town.carriers("flow.f.east", 0, leg))
	b, rb := town.ride("ferry.f.west", town.carriers("flow.f.west", 0, leg))
	ra.Size, rb.Size, ra.Partner, rb.Partner = 2, 0, b, a
	town.flow("flow.trucks", 1, 2, a, b)
	for _, r := range []*network.Ride{ra, rb} {
		r.Params[0].Most, r.Params[0].Enough = units(10), units(10)
	}
	p, err := prepare(&town.net, &town.plan)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(p, 0, nil, func() bool { return false })
	w.stations[a].(*ride).cycle, w.stations[b].(*ride).cycle = 3*sim.Hour, 5*sim.Hour
	for _, e := range []network.ElementID{a, b} {
		for ahead, want := range map[int32]sim.Time{9: 0, 10: 4 * sim.Hour, 35: 12 * sim.Hour} {
			if got := w.stations[e].expected(1, ahead); got != want {
				t.Errorf("%s: %d ahead wait %v, want %v", town.net.Elements[e].Name, ahead, got, want)
			}
		}
	}
}

// TestAwayIsNotLocked: a line that is full while the only vessel lies at the other end, for
// more than a day, is no gridlock.
func TestAwayIsNotLocked(t *testing.T) {
	town := newTown(24*5, 0, 1, "class.vessel", "class.truck")
	there := town.road("sea.s.east", sim.Hour, 0, network.Unlimited, 0)
	back := town.road("sea.s.west", sim.Hour, 0, network.Unlimited, 0)
	a, ra := town.ride("ferry.f.east", town.carriers("flow.f.east", 0, there))
	b, rb := town.ride("ferry.f.west", town.carriers("flow.f.west", 0, back))
	ra.Size, rb.Size, ra.Partner, rb.Partner = 0, 1, b, a
	ra.Departures, rb.Departures = town.timetable(3*sim.Hour, sim.Day), []sim.Time{50 * sim.Hour}
	rb.Params[0].Empty = true
	town.net.Elements[a].Serving[0].Room = 2
	town.flow("flow.trucks", 1, 2, town.service("toll.q", 1, network.Unlimited, constant(60e6)), a)
	if o := town.run(t, 0)[0]; len(o.Gridlocks) != 0 || o.Elements[a].Trips[0].Trips != 1 {
		t.Errorf("gridlocks: %+v, %+v", o.Gridlocks, o.Elements[a].Trips[0])
	}
}

// TestLateAndCancelled: departures every hour, one vessel that is away for 90 minutes: of
// every three departures, the first is made, the second half an hour late, the third
// again in time when its vessel is there.
func TestLateAndCancelled(t *testing.T) {
	town := newTown(300, 0, 1, "class.vessel", "class.truck")
	leg := town.road("sea.s", sim.Hour, 0, network.Unlimited, 0)
	e, ride := town.ride("ferry.f", town.carriers("flow.vessel", 0, leg))
	ride.Size, ride.Departures = 1, town.timetable(0, sim.Hour)
	ride.Params[0].Empty, ride.Params[0].Turnaround = true, 30*sim.Minute
	town.flow("flow.trucks", 1, 2, e)
	// Away 0:00-1:30; the departure of 1:00 is made at 1:30, until 3:00; that of 2:00 is cancelled at 3:00.
	y := town.run(t, 0)[0].Elements[e].Trips[0]
	if y.Trips != 200 || y.Late != 100 || y.Cancelled != 99 && y.Cancelled != 100 {
		t.Errorf("%d trips, %d late, %d cancelled, want 200, 100, 100", y.Trips, y.Late, y.Cancelled)
	}
}

// TestTrackHeldUntilUnloaded: a train of three wagons comes every six hours to a terminal
// with one track and one crane that takes an hour a wagon and has no waiting places: the
// train holds the track for two hours, until the last wagon is in the crane.
func TestTrackHeldUntilUnloaded(t *testing.T) {
	town := newTown(240, 0, 1, "class.train", "class.wagon")
	line := town.road("rail.r", sim.Hour, 0, network.Unlimited, 0)
	track := town.service("terminal.t.tracks", 1, network.Unlimited, constant(0))
	crane := town.service("terminal.t", 1, 0, constant(testHour))
	e, ride := town.ride("train.t", town.carriers("flow.train", 0, line, track))
	ride.Params[0].Most, ride.Params[0].Enough = units(3), units(3)
	evenly(town.flow("flow.wagons", 1, 0.5, e, crane))
	held, trains := int64(0), int64(0)
	o := town.run(t, 0)[0]
	for _, d := range o.Elements[track].Days {
		held += d.Held
	}
	trains = o.Flows[0].Years[0].Left
	if trains < 39 || held < 2*trains*int64(sim.Hour) || held > 2*(trains+1)*int64(sim.Hour) {
		t.Errorf("%d trains held the track for %.1f hours, want 2 each", trains, float64(held)/testHour)
	}
}

// TestRingOfTrains: two trains, each on the only track of the terminal that the other
// one's freight must enter next: a gridlock, and it is reported.
func TestRingOfTrains(t *testing.T) {
	town := newTown(100, 0, 1, "class.train", "class.wagon")
	a := town.service("terminal.a", 1, 0, constant(testHour))
	b := town.service("terminal.b", 1, 0, constant(testHour))
	ab, rab := town.ride("train.ab", town.carriers("flow.ab", 0, b))
	ba, rba := town.ride("train.ba", town.carriers("flow.ba", 0, a))
	for _, r := range []*network.Ride{rab, rba} {
		r.Params[0].Enough = units(1)
	}
	// Freight that has come to b by train must first pass the track of a, and the other way round.
	town.flow("flow.1", 1, 0, ab, a).Initial = []network.Initial{{Route: 2, Hop: 0, Count: 1}}
	town.flow("flow.2", 1, 0, ba, b).Initial = []network.Initial{{Route: 3, Hop: 0, Count: 1}}
	o := town.run(t, 0)[0]
	if len(o.Gridlocks) == 0 {
		t.Error("no gridlock is reported")
	}
}

// TestNoAllocationInRides: trains, transfers and fleets allocate nothing once grown.
func TestNoAllocationInRides(t *testing.T) {
	town := newTown(24*400, 0, 1, "class.train", "class.truck", "class.wagon")
	town.net.Classes[1].Payload, town.net.Classes[2].Payload = 20, 60
	line := town.road("rail.r", 5*sim.Hour, 30*sim.Minute, network.Unlimited, 0)
	track := town.service("terminal.t.tracks", 2, network.Unlimited, constant(0))
	crane := town.service("terminal.t", 4, 10, must(sim.Exponential(0.2*testHour)))
	e, ride := town.ride("train.t", town.carriers("flow.train", 0, line, track))
	ride.Size = 6
	ride.Params[0].Most, ride.Params[0].Enough, ride.Params[0].TimeOut = units(20), units(20), 6*sim.Hour
	ride.Params[0].Turnaround = 7 * sim.Hour
	turn, into := town.ride("terminal.t.transfer", network.None)
	into.Into, into.Params[0].TimeOut = 1, 0
	f := town.flow("flow.f", 2, 8, e, crane, turn)
	f.KG = 55_000
	town.net.Routes[1].Classes = []network.ClassID{2, 2, 1}
	pack, packed := town.ride("terminal.a.transfer", network.None)
	town.net.Elements[pack].Serving[0].Room = 50
	packed.Into, packed.Params[0].Enough, packed.Params[0].TimeOut = 2, units(1), 2*sim.Hour
	town.flow("flow.g", 1, 6, pack, e, crane, turn).KG = 18_000
	town.net.Routes[2].Classes = []network.ClassID{2, 2, 2, 1}
	town.allocatesNothing(t)
}

// TestExpectedDeparture: who accepts a wait of four days comes to a convoy of five that is
// full after some hours, whatever its time-out; and to a ferry that takes 100 t and finds
// room for twenty trucks of 5 t, though five full ones would fill it.
func TestExpectedDeparture(t *testing.T) {
	town := newTown(24*20, 0, 1)
	e, convoy := town.ride("convoy", network.None)
	convoy.Params[0].Enough, convoy.Params[0].TimeOut = units(5), 5*sim.Day
	town.flow("flow.f", 0, 3, e).MaxWait = 4 * sim.Day
	if y := &town.run(t, 0)[0].Flows[0].Years[0]; y.Suppressed != 0 {
		t.Errorf("%d of %d do not come to the convoy", y.Suppressed, y.Demand)
	}

	town = newTown(24*20, 0, 1, "class.vessel", "class.truck")
	town.net.Classes[1].Payload = 20
	leg := town.road("sea.s", sim.Hour, 0, network.Unlimited, 0)
	e, ferry := town.ride("ferry.f", town.carriers("flow.vessel", 0, leg))
	ferry.Departures = town.timetable(6*sim.Hour, 6*sim.Hour)
	ferry.Params[0].Most[network.Tonnes] = 100_000
	f := evenly(town.flow("flow.f", 1, 3, e))
	f.KG, f.MaxWait = 5_000, 7*sim.Hour
	if y := &town.run(t, 0)[0].Flows[1].Years[0]; y.Suppressed > 15 { // before the first has sailed, full ones are reckoned with
		t.Errorf("%d of %d do not come to the ferry", y.Suppressed, y.Demand)
	}
}
