package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestFluidLimits: 48 vehicles a day come to four lanes of an hour. Officers for one
// lane, or a quota of 24, let half of them through: the queue grows by 24 a day.
func TestFluidLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		limit func(*town, *network.Hall, *network.HallRules)
		want  float64 // at the end of the tenth day
	}{
		{"none", func(*town, *network.Hall, *network.HallRules) {}, 0},
		{"officers", func(t *town, h *network.Hall, _ *network.HallRules) {
			t.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: 3, Open: true}}}}
			h.Staff, h.Officers = 0, 2
		}, 240},
		{"quota", func(t *town, h *network.Hall, r *network.HallRules) {
			r.Quota = 24
			for at := sim.Day; at < t.plan.Until; at += sim.Day {
				h.Resets = append(h.Resets, at)
			}
		}, 240},
	} {
		town := newTown(10*24, 0, 1)
		e := town.service("toll.q", 4, network.Unlimited, constant(testHour))
		h, rules := town.hall(e)
		c.limit(town, h, rules)
		town.flow("flow.f", 0, 2, e)
		fluid := FluidQueue(&town.net, &town.plan)
		got := fluid.Elements[e].QueueMax[len(fluid.Elements[e].QueueMax)-1]
		if math.Abs(got-c.want) > 2.5 {
			t.Errorf("%s: %.1f vehicles in the end, want %.0f", c.name, got, c.want)
		}
	}
}

// TestFluidWaitsForQuota: on the fifth day, at noon, with a quota of 24 a day.
func TestFluidWaitsForQuota(t *testing.T) {
	const day, now = sim.Day, 4*sim.Day + 12*sim.Hour
	var l fluidLanes
	for at := sim.Time(0); at < 10*day; at += day {
		l.periods = append(l.periods, network.Allowance{From: at, To: at + day, N: 24})
	}
	l.reset(now)
	if share := l.ration(40, 0.5); share != 0.5 || l.left != 4 {
		t.Errorf("half of 40 begin: share %v, %v left", share, l.left)
	}
	for queued, want := range map[float64]sim.Time{3: 0, 4: day / 2, 27: day / 2, 28: 3 * day / 2, 1000: 11 * day / 2} {
		if got := l.wait(now, queued); got != want {
			t.Errorf("behind %v: a wait of %v, want %v", queued, got, want)
		}
	}
	if share := l.ration(16, 1); share != 0.25 || l.left != 0 {
		t.Errorf("4 of 16 begin: share %v, %v left", share, l.left)
	}
}

// TestFluidGroups: two lanes of an hour for cars only and two for all. Of 72 trucks a day
// 48 are served, while cars never wait; officers for one lane let 24 vehicles through,
// and who needs no time at all passes.
func TestFluidGroups(t *testing.T) {
	for _, c := range []struct {
		name     string
		officers int32
		law      float64 // of trucks
		want     float64 // in the end of ten days
	}{
		{"lanes", 4, testHour, 240},
		{"officers", 1, testHour, 10 * (78 - 24)},
		{"no time", 4, 0, 0},
	} {
		town := newTown(10*24, 0, 1, "class.car", "class.truck")
		e := town.service("toll.q", 4, network.Unlimited, constant(testHour), constant(c.law))
		h, _ := town.hall(e)
		two := []network.LaneStep{{Manned: 2, Built: 2, Open: true}}
		h.Groups = []network.LaneGroup{{Classes: []bool{true, false}, Lanes: two}, {Classes: []bool{true, true}, Lanes: two}}
		town.net.Pools = []network.Pool{{Name: "staff.s", Steps: []network.LaneStep{{Manned: c.officers, Open: true}}}}
		h.Staff, h.Officers = 0, 1
		town.flow("flow.cars", 0, 0.25, e)
		town.flow("flow.trucks", 1, 3, e)
		fluid := FluidQueue(&town.net, &town.plan)
		got := fluid.Elements[e].QueueMax[9]
		if math.Abs(got-c.want) > 0.01*c.want+0.5 {
			t.Errorf("%s: %.1f vehicles in the end, want %.0f", c.name, got, c.want)
		}
	}
}
