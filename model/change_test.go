package model

import (
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestAcceptedWaitKnowsTheCalendar: a closure of ten days is no reason to stay away for
// those who accept fourteen, and who accepts one hour does not set out in the night.
func TestAcceptedWaitKnowsTheCalendar(t *testing.T) {
	town := newTown(24*60, 0, 1)
	e := town.service("post.p", 4, network.Unlimited, constant(0.24*testHour))
	town.net.Elements[e].Lanes = []network.LaneStep{{Manned: 4, Built: 4, Open: true}, {At: 20 * sim.Day, Built: 4}, {At: 30 * sim.Day, Manned: 4, Built: 4, Open: true}}
	town.flow("flow.f", 0, 300./24, e).MaxWait = 14 * sim.Day
	if y := town.run(t, 1)[0].Flows[0].Years[0]; y.Suppressed != 0 {
		t.Errorf("%d of %d were suppressed", y.Suppressed, y.Demand)
	}

	town = newTown(24*20, 0, 1)
	e = town.service("post.p", 4, network.Unlimited, constant(0.1*testHour))
	el := &town.net.Elements[e]
	el.Lanes = nil
	for d := range 21 {
		at := sim.Time(d) * sim.Day
		el.Lanes = append(el.Lanes, network.LaneStep{At: at, Built: 4}, network.LaneStep{At: at + 8*sim.Hour, Manned: 4, Built: 4, Open: true},
			network.LaneStep{At: at + 20*sim.Hour, Built: 4})
	}
	town.flow("flow.f", 0, 10, e).MaxWait = sim.Hour
	for _, v := range town.visits(t) {
		if w := v.Started - v.Entered; w > sim.Hour+6*sim.Minute {
			t.Fatalf("came at %v and waited %v", v.Entered, w)
		}
	}
}

// TestStorageChangesForm: an upgrade that counts storage in vehicles instead of metres
// keeps the books of the road, in both directions.
func TestStorageChangesForm(t *testing.T) {
	metres := []sim.Millimetres{20_000}
	for name, change := range map[string]struct{ before, after sim.Millimetres }{
		"metres to vehicles": {400_000, 20 * 50_000}, "vehicles to metres": {20 * 50_000, 400_000}} {
		town := newTown(24*20, 0, 1)
		e := town.road("road.r", sim.Hour, sim.Minute, change.before, 5*sim.Minute)
		d := town.net.Elements[e].Driving
		later := d[0]
		later.At, later.Storage = 10*sim.Day, change.after
		if change.before > change.after {
			d[0].Space, later.Space = []sim.Millimetres{50_000}, metres
		} else {
			d[0].Space, later.Space = metres, []sim.Millimetres{50_000}
		}
		town.net.Elements[e].Driving = append(d, later)
		town.flow("flow.f", 0, 30, e) // more than twenty an hour that fit
		o := town.run(t, 1)[0]
		first, second := int32(0), int32(0)
		for i, day := range o.Elements[e].Classes[0].Days {
			if i < 10 {
				first += day.Passed
			} else {
				second += day.Passed
			}
			if most := 20 * int64(sim.Day); o.Elements[e].Days[i].Inside > most {
				t.Errorf("%s: %d vehicles on the road on day %d", name, o.Elements[e].Days[i].Inside/int64(sim.Day), i)
			}
		}
		if diff := first - second; diff < -60 || diff > 60 {
			t.Errorf("%s: %d vehicles in the first ten days, %d in the second", name, first, second)
		}
	}
}

// TestFasterWave: room under way by a slow wave is not overtaken by a faster one; the
// clock of the World would notice.
func TestFasterWave(t *testing.T) {
	town := newTown(48, 0, 1)
	e := town.road("road.r", 10*sim.Minute, sim.Minute, 400_000, 10*sim.Hour)
	d := town.net.Elements[e].Driving
	later := d[0]
	later.At, later.Wave = 24*sim.Hour, sim.Minute
	town.net.Elements[e].Driving = append(d, later)
	town.flow("flow.f", 0, 20, e)
	town.run(t, 1)
}

// TestQueueOfAFreeRoad: where nobody ever stands, the longest queue is none.
func TestQueueOfAFreeRoad(t *testing.T) {
	town := newTown(48, 0, 1)
	e := town.road("road.r", 10*sim.Minute, 0, network.Unlimited, 0)
	town.flow("flow.f", 0, 20, e)
	for _, d := range town.run(t, 1)[0].Elements[e].Days {
		if d.WaitingMax != 0 || d.Waiting != 0 {
			t.Fatalf("queue %d, longest %d", d.Waiting, d.WaitingMax)
		}
	}
}

// TestLongWaitsDoNotOverflow: 6,000 days of a post without lanes make more vehicle time
// than 63 bits hold; the books still balance.
func TestLongWaitsDoNotOverflow(t *testing.T) {
	town := newTown(24*6000, 0, 1)
	e := town.service("post.p", 0, network.Unlimited, constant(testHour))
	town.flow("flow.f", 0, 10./24, e)
	got := town.run(t, 1)[0].Flows[0].Years[0].Cause[WaitOpening].Float() / float64(sim.Day)
	if want := 10. * 6000 * 6000 / 2; got < 0.98*want || got > 1.02*want {
		t.Errorf("%.4g vehicle days, want about %.4g", got, want)
	}
}

// TestStageKeepsItsLuck: a further stage worked through in the same lane, which takes
// no time, changes nothing for the others.
func TestStageKeepsItsLuck(t *testing.T) {
	build := func(stages ...string) uint64 {
		town := newTown(240, 0, 1)
		e := town.service("post.p", 1, network.Unlimited, must(sim.Exponential(0.1*testHour)))
		el := &town.net.Elements[e]
		el.Stages = stages
		last := must(sim.Exponential(0.2 * testHour))
		laws := []sim.Law{el.Serving[0].Time[0][0], last}
		if len(stages) == 3 {
			laws = []sim.Law{laws[0], constant(0), last}
		}
		el.Serving[0].Time[0] = laws
		town.flow("flow.f", 0, 2, e)
		return town.run(t, 1)[0].Hash
	}
	if build("booth", "papers") != build("booth", "weighing", "papers") {
		t.Error("a stage between two others changed their luck")
	}
}

// TestUpgradesComeAsNews: nobody who sets out reckons with lanes that an upgrade will
// bring, so that the line before them is no longer than ever.
func TestUpgradesComeAsNews(t *testing.T) {
	for _, news := range []bool{true, false} {
		town := newTown(24*20, 0, 1)
		e := town.service("post.p", 1, network.Unlimited, constant(0.1*testHour))
		el := &town.net.Elements[e]
		el.Lanes = append(el.Lanes, network.LaneStep{At: 10 * sim.Day, Manned: 10, Built: 10, Open: true, News: news})
		town.flow("flow.f", 0, 20, e).MaxWait = 2 * sim.Hour
		most := int32(0)
		for _, d := range town.run(t, 1)[0].Elements[e].Days {
			most = max(most, d.WaitingMax)
		}
		if news && most > 22 || !news && most < 30 {
			t.Errorf("news %v: %d in line, two hours are 20", news, most)
		}
	}
}
