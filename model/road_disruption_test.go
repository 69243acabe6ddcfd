package model

import (
	"math"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestRoadDisrupted: every 10 hours nobody enters for one; or those who do take twice as
// long, and half as many leave.
func TestRoadDisrupted(t *testing.T) {
	for _, c := range []struct {
		lanes   int32
		pace    float64
		blocked float64 // hours
		left    int     // before 11:00
		drive   sim.Time
	}{{network.Unlimited, 1, 600 * 0.5, 6000, sim.Minute}, {0, 0.5, 0, 6290, 2 * sim.Minute}} {
		town := newTown(20, 0, 1)
		a := town.road("road.a", 0, 0, network.Unlimited, 0)
		b := town.road("road.b", sim.Minute, 6*sim.Second, network.Unlimited, 0)
		town.traffic(b, step(0, 600, 0, 600))
		town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Elements: []network.ElementID{b}, Lanes: c.lanes, Pace: c.pace,
			Every: constant(10 * testHour), Lasts: constant(testHour)}}
		town.listed("flow.f", 0, even(0, 6600, 6*sim.Second), a, b)
		visits := town.visitsTo(t, b)
		left := 0
		for _, v := range visits {
			if v.Left < 11*sim.Hour {
				left++
			}
			if v.Entered == 10*sim.Hour+30*sim.Minute && v.Started-v.Entered != c.drive {
				t.Errorf("pace %v: drives %v, must be %v", c.pace, v.Started-v.Entered, c.drive)
			}
		}
		if left < c.left-5 || left > c.left+5 {
			t.Errorf("pace %v: %d have left, must be about %d", c.pace, left, c.left)
		}
		blocked := 0.0
		for _, v := range town.visitsTo(t, a) {
			blocked += (v.Left - v.Started).Seconds() / 3600
		}
		if math.Abs(blocked-c.blocked) > 1 {
			t.Errorf("pace %v: %.1f h before it, must be %.1f", c.pace, blocked, c.blocked)
		}
		o := town.run(t, 1)[0]
		if d := o.Disruptions[0].Years[0]; d.Count != 1 || d.Lasted.Float() != testHour {
			t.Errorf("%+v", d)
		}
	}
}

// TestRoadDisruptedBesideOthers: half of 1000 an hour is lost, others take 400 all the
// same, or all but the least share: a fifth of what is there.
func TestRoadDisruptedBesideOthers(t *testing.T) {
	for _, c := range []struct{ taken, left, want float64 }{{400, 600, 100}, {900, 200, 100}, {0, 1000, 500}} {
		town := newTown(12, 0, 1)
		b := town.road("road.b", sim.Second, 6*sim.Second, network.Unlimited, 0)
		s := step(0, 1000, c.taken, c.left)
		s.Least = 0.2
		town.traffic(b, s)
		town.net.Disruptions = []network.Disruption{{Name: "disruption.d", Elements: []network.ElementID{b}, Pace: 0.5,
			Every: constant(10 * testHour), Lasts: constant(testHour)}}
		town.listed("flow.f", 0, even(0, 20_000, sim.Second), b)
		left := 0.0
		for _, v := range town.visitsTo(t, b) {
			if v.Left >= 10*sim.Hour && v.Left < 11*sim.Hour {
				left++
			}
		}
		if math.Abs(left-c.want) > 2 {
			t.Errorf("beside %g: %g leave while it is disrupted, must be %g", c.taken, left, c.want)
		}
	}
}

// TestInSeason: the clock to the next disruption goes on in its season only.
func TestInSeason(t *testing.T) {
	seasons := []network.Span{{From: 10, To: 20}, {From: 30, To: 40}}
	for _, c := range [][3]sim.Time{{0, 5, 15}, {0, 9, 19}, {0, 10, 30}, {15, 7, 32}, {35, 4, 39}, {35, 5, sim.Never}, {50, 0, sim.Never}} {
		if got := inSeason(seasons, c[0], c[1]); got != c[2] {
			t.Errorf("from %d on, %d: %d, must be %d", c[0], c[1], got, c[2])
		}
	}
	if got := inSeason(nil, 3, 4); got != 7 {
		t.Errorf("all year: %d, must be 7", got)
	}
}
