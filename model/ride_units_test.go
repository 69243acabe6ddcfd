package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestWagonToTrucks: wagons of 60 t become three trucks of 20 t each; nothing is lost, and
// every one of them counts its own time.
func TestWagonToTrucks(t *testing.T) {
	town := newTown(24*20, 48, 3, "class.truck", "class.wagon")
	town.net.Classes[0].Payload, town.net.Classes[1].Payload = 20, 60
	crane := town.service("terminal.t", 2, network.Unlimited, must(sim.Exponential(testHour)))
	e, ride := town.ride("terminal.t.transfer", network.None)
	ride.Into, ride.Params[0].TimeOut = 0, 0
	road := town.road("road.r", 2*sim.Hour, sim.Minute, 400_000, 0)
	f := town.flow("flow.f", 1, 1.5, crane, e, road)
	f.KG = 60_000
	town.net.Routes[0].Classes = []network.ClassID{1, 0, 0}
	town.net.Routes[0].Units = []float64{1, 1, 3}
	for _, o := range town.run(t, 0) {
		y, turns := o.Flows[0].Years[0], o.Elements[e].Classes
		if y.Made != 3*y.Became || turns[0].Turns[0].Made != y.Made || turns[1].Turns[0].Became != y.Became {
			t.Errorf("%d wagons became %d trucks", y.Became, y.Made)
		}
		if n := float64(y.Left); math.Abs(n/(3*1.5*24*20)-1) > 0.1 {
			t.Errorf("%v trucks have come", n)
		}
	}
}

// TestTrucksToWagonToTrucks: a truck of 20 t every hour; three fill a wagon of 60 t, whose
// first has then waited two hours. A train takes it in five hours, and it becomes three
// trucks again, each with its own journey: 2, 1 and 0 hours and five.
func TestTrucksToWagonToTrucks(t *testing.T) {
	town := newTown(24*10, 0, 1, "class.train", "class.truck", "class.wagon")
	town.net.Classes[1].Payload, town.net.Classes[2].Payload = 20, 60
	line := town.road("rail.r", 5*sim.Hour, 0, network.Unlimited, 0)
	in, into := town.ride("terminal.a.transfer", network.None)
	train := town.carriers("flow.train", 0, line)
	e, ride := town.ride("train.t", train)
	out, back := town.ride("terminal.b.transfer", network.None)
	into.Into, into.Params[0].Enough, into.Params[0].Most = 2, units(1), network.AnyAmount()
	ride.Params[0].Most = units(1)
	back.Into, back.Params[0].Enough = 1, units(1)
	f := evenly(town.flow("flow.f", 1, 1, in, e, out))
	f.KG = 20_000
	town.net.Routes[1].Classes = []network.ClassID{2, 2, 1}
	town.net.Routes[1].Units = []float64{1, 1. / 3, 1. / 3}
	o := town.run(t, 0)[0]
	y := &o.Flows[1].Years[0]
	trips := o.Elements[e].Trips[0]
	if trips.Loaded[network.Units] != trips.Trips || trips.Loaded[network.Tonnes] != 60_000*trips.Trips || trips.Trips < 75 {
		t.Errorf("%+v, want a wagon of 60 t in each train", trips)
	}
	if mean := y.Journey.Mean() / 3600; y.Left < 225 || y.Left%3 != 0 || math.Abs(mean-6) > 1e-9 {
		t.Errorf("%d trucks have come after %.6f h, want 6", y.Left, mean)
	}
	if p := y.Journey.Max(); p != 7*sim.Hour {
		t.Errorf("the longest journey takes %v, want 7 h: consignments keep the time when they set out", p)
	}
	if c := o.Elements[in].Classes; c[1].Turns[0].Became != 239 || c[2].Turns[0].Made != 80 {
		t.Errorf("%d trucks became %d wagons", c[1].Turns[0].Became, c[2].Turns[0].Made)
	}
}

// TestFilledForSoLong: a wagon of 60 t that may be filled for 90 minutes leaves with the two
// trucks that have come by then.
func TestFilledForSoLong(t *testing.T) {
	town := newTown(24*10, 0, 1, "class.truck", "class.wagon")
	town.net.Classes[0].Payload, town.net.Classes[1].Payload = 20, 60
	e, into := town.ride("terminal.a.transfer", network.None)
	into.Into, into.Params[0].Enough, into.Params[0].TimeOut = 1, units(1), 90*sim.Minute
	evenly(town.flow("flow.f", 0, 1, e)).KG = 20_000
	town.net.Routes[0].Classes = []network.ClassID{1}
	o := town.run(t, 0)[0]
	y := &o.Flows[0].Years[0]
	if y.Left != 119 || math.Abs(y.Journey.Mean()/3600-1) > 1e-9 {
		t.Errorf("%d wagons, journeys of %.4f h, want 119 and 1 h", y.Left, y.Journey.Mean()/3600)
	}
	if wait := o.Elements[e].Classes[1].Wait[0].Quantile(0.5); wait < 89*sim.Minute || wait > 91*sim.Minute {
		t.Errorf("wagons wait %v, want 90 minutes", wait)
	}
}

// TestBatchTakesItsLast: two trucks that leave together come from wagons of one and of
// three; where one waits, there is room for the three, though only three may wait.
func TestBatchTakesItsLast(t *testing.T) {
	town := newTown(48, 0, 1, "class.truck", "class.wagon")
	town.net.Classes[0].Payload = 20
	crane := town.service("terminal.t", 1, network.Unlimited, constant(60e6))
	e, ride := town.ride("terminal.t.transfer", network.None)
	ride.Into, ride.Params[0].Enough = 0, units(2)
	town.net.Elements[e].Serving[0].Room = 3
	for i, kg := range []int32{20_000, 60_000} {
		f := town.listed("flow."+string(rune('a'+i)), 1, []sim.Time{sim.Time(i+1) * sim.Hour}, crane, e)
		f.KG = kg
		town.net.Routes[i].Classes = []network.ClassID{1, 0}
	}
	o := town.run(t, 1)[0]
	if a, b := o.Flows[0].Years[0].Left, o.Flows[1].Years[0].Left; a != 1 || b != 3 || len(o.Gridlocks) > 0 {
		t.Errorf("%d and %d trucks left, want 1 and 3; gridlocks: %+v", a, b, o.Gridlocks)
	}
}

// TestPackedComesOutAgain: trucks of 8 t, seven of which fill a wagon, are trucks again where
// it is unloaded, each at once and by itself, though two would fit into one.
func TestPackedComesOutAgain(t *testing.T) {
	town := newTown(24*10, 0, 1, "class.truck", "class.wagon")
	town.net.Classes[0].Payload, town.net.Classes[1].Payload = 20, 60
	in, into := town.ride("terminal.a.transfer", network.None)
	out, back := town.ride("terminal.b.transfer", network.None)
	into.Into, into.Params[0].Enough = 1, units(1)
	back.Into, back.Params[0].Enough = 0, units(1)
	evenly(town.flow("flow.f", 0, 1, in, out)).KG = 8_000
	town.net.Routes[0].Classes = []network.ClassID{1, 0}
	o := town.run(t, 0)[0]
	if y, trucks := &o.Flows[0].Years[0], &o.Elements[out].Classes[0]; y.Left != 238 || trucks.Turns[0].Made != 238 || trucks.Wait[0].Max() != 0 {
		t.Errorf("%d of 238 trucks have come; they waited %v at most", y.Left, trucks.Wait[0].Max())
	}
}

// TestContainersByTheirSize: a container of 2 TEU keeps its size on a wagon of 4, though the
// truck that brought it had none: two of them fill it, whatever they weigh.
func TestContainersByTheirSize(t *testing.T) {
	town := newTown(24*10, 0, 1, "class.truck", "class.box", "class.wagon")
	for i, payload := range []float64{20, 30, 60} {
		town.net.Classes[i].Payload, town.net.Classes[i].TEU = payload, int32(2000*i)
	}
	boxed, box := town.ride("terminal.a.boxed", network.None)
	loaded, load := town.ride("terminal.a.loaded", network.None)
	box.Into, box.Params[0].Enough, load.Into, load.Params[0].Enough = 1, units(1), 2, units(1)
	evenly(town.flow("flow.f", 0, 1, boxed, loaded)).KG = 20_000
	town.net.Routes[0].Classes = []network.ClassID{1, 2}
	if y := &town.run(t, 0)[0].Flows[0].Years[0]; y.Left != 119 {
		t.Errorf("%d wagons, want 119 of two containers each", y.Left)
	}
}

// TestFluidOfTrucksFromWagons: 1.5 wagons an hour become 4.5 trucks, of which a road lets out
// three: after twenty days 720 stand in the fluid, too.
func TestFluidOfTrucksFromWagons(t *testing.T) {
	town := newTown(24*20, 0, 1, "class.truck", "class.wagon")
	town.net.Classes[0].Payload, town.net.Classes[1].Payload = 20, 60
	e, ride := town.ride("terminal.t.transfer", network.None)
	ride.Into, ride.Params[0].Enough = 0, units(1)
	road := town.road("road.r", sim.Hour, 20*sim.Minute, network.Unlimited, 0)
	town.flow("flow.f", 1, 1.5, e, road).KG = 60_000
	town.net.Routes[0].Classes = []network.ClassID{0, 0}
	town.net.Routes[0].Units = []float64{1, 3, 3}
	if q := FluidQueue(&town.net, &town.plan).Elements[road].QueueMax[19]; math.Abs(q-720) > 10 {
		t.Errorf("%.1f trucks stand in the fluid, want 720", q)
	}
}
