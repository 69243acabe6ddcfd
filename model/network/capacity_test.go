package network

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"corridor/sim"
)

// TestLaneRates: five lanes from 8 to 20, slow in between, officers who change at noon.
func TestLaneRates(t *testing.T) {
	const h = sim.Hour
	open := []LaneStep{{Manned: 5}, {At: 8 * h, Manned: 5, Open: true}, {At: 20 * h, Manned: 5}}
	shifts := []LaneStep{{Manned: 7, Open: true}, {At: 12 * h, Manned: 20, Open: true}}
	slow := []PaceStep{{Pace: 1}, {At: 14 * h, Pace: 0.5}, {At: 16 * h, Pace: 1}}
	timetable := []SwingStep{{At: 10 * h, To: 1}, {At: 18 * h, To: 0}}
	swing := func(x Swing) *Network { return &Network{Swings: []Swing{x}} }
	for _, c := range []struct {
		name string
		net  *Network
		hall *Hall
		id   ElementID
		want []LaneRate
	}{
		{"plain", &Network{}, nil, 0, []LaneRate{{0, 0}, {8 * h, 5}, {20 * h, 0}}},
		{"officers", &Network{Pools: []Pool{{Steps: shifts}}}, &Hall{Officers: 2}, 0, []LaneRate{{0, 0}, {8 * h, 3}, {12 * h, 5}, {20 * h, 0}}},
		{"nobody on duty", &Network{Pools: []Pool{{}}}, &Hall{Officers: 1}, 0, []LaneRate{{0, 0}, {8 * h, 0}, {20 * h, 0}}},
		{"slow", &Network{}, &Hall{Staff: None, Pace: slow}, 0, []LaneRate{{0, 0}, {8 * h, 5}, {14 * h, 2.5}, {16 * h, 5}, {20 * h, 0}}},
		{"lanes go over", swing(Swing{Elements: [2]ElementID{0, 1}, Lanes: 2, Clearance: h, At: timetable}), &Hall{Staff: None}, 0,
			[]LaneRate{{0, 0}, {8 * h, 7}, {10 * h, 5}, {19 * h, 7}, {20 * h, 0}}},
		{"lanes come over", swing(Swing{Elements: [2]ElementID{0, 1}, Lanes: 2, Clearance: h, At: timetable}), &Hall{Staff: None}, 1,
			[]LaneRate{{0, 0}, {8 * h, 5}, {11 * h, 7}, {18 * h, 5}, {20 * h, 0}}},
		{"by line they count for both", swing(Swing{Elements: [2]ElementID{0, 1}, Lanes: 2, Every: h, Longer: 3}), &Hall{Staff: None}, 1,
			[]LaneRate{{0, 0}, {8 * h, 7}, {20 * h, 0}}},
	} {
		c.net.Elements = []Element{{Lanes: open, Hall: c.hall}, {Lanes: open, Hall: c.hall}}
		if d := cmp.Diff(c.want, c.net.LaneRates(c.id)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func TestAllowances(t *testing.T) {
	const day = sim.Day
	rules := func(at sim.Time, quota int32) ServiceParams {
		return ServiceParams{At: at, Hall: &HallRules{Quota: quota}}
	}
	for _, c := range []struct {
		name    string
		serving []ServiceParams
		want    []Allowance
	}{
		{"none", []ServiceParams{rules(0, Unlimited)}, nil},
		{"one", []ServiceParams{rules(0, 9)}, []Allowance{{0, day, 9}, {day, 2 * day, 9}, {2 * day, 5 * day / 2, 9}}},
		{"from the next reset on", []ServiceParams{rules(0, Unlimited), rules(day-1, 5), rules(day+1, 7)},
			[]Allowance{{0, day, Unlimited}, {day, 2 * day, 5}, {2 * day, 5 * day / 2, 7}}},
	} {
		e := Element{Hall: &Hall{Resets: []sim.Time{0, day, 2 * day, 3 * day}}, Serving: c.serving}
		if d := cmp.Diff(c.want, e.Allowances(5*day/2)); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	if a := (&Element{}).Allowances(day); a != nil {
		t.Errorf("a plain service has a quota: %v", a)
	}
}

// TestCarried: two lanes for class 0 only, two for both, one for class 2 only.
func TestCarried(t *testing.T) {
	h := &Hall{Groups: []LaneGroup{{Classes: []bool{true, false, false}}, {Classes: []bool{true, true, false}}, {Classes: []bool{false, false, true}}}}
	for _, c := range []struct {
		name string
		work []float64
		want float64
	}{
		{"the special lanes are of no use to the others", []float64{1, 4, 0}, 0.5},
		{"all lanes of both are the limit", []float64{4, 1, 0}, 0.8},
		{"only the special class", []float64{8, 0, 0}, 0.5},
		{"apart", []float64{1, 1, 4}, 0.25},
		{"nobody", []float64{0, 0, 0}, math.Inf(1)},
	} {
		if got := h.Carried(c.work, []float64{2, 2, 1}); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestGroupRates: each group by its own calendar, at the pace of the hall.
func TestGroupRates(t *testing.T) {
	const h = sim.Hour
	n := &Network{Elements: []Element{{Hall: &Hall{Staff: None, Pace: []PaceStep{{Pace: 1}, {At: 9 * h, Pace: 0.5}}, Groups: []LaneGroup{
		{Lanes: []LaneStep{{Manned: 2, Open: true}}}, {Lanes: []LaneStep{{Manned: 4}, {At: 8 * h, Manned: 4, Open: true}}},
	}}}, {Hall: &Hall{Groups: []LaneGroup{{}}}}, {}}}
	want := [][]LaneRate{{{0, 2}, {9 * h, 1}}, {{0, 0}, {8 * h, 4}, {9 * h, 2}}}
	if d := cmp.Diff(want, n.GroupRates(0)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if n.GroupRates(1) != nil || n.GroupRates(2) != nil {
		t.Error("lanes alike are in groups")
	}
}

// TestReaches: one lane for class 0 only, three for classes 0 and 1, four for class 2 that
// are never manned.
func TestReaches(t *testing.T) {
	group := func(manned int32, open bool, classes ...bool) LaneGroup {
		return LaneGroup{Classes: classes, Lanes: []LaneStep{{Manned: manned, Open: open}}}
	}
	h := &Hall{Groups: []LaneGroup{group(1, true, true, false, false), group(3, true, true, true, false), group(4, false, false, false, true)}}
	want := [][]Reach{
		{{[]bool{true, false, false}, 4}, {[]bool{true, true, false}, 4. / 3}, {[]bool{true, true, false}, 1}},
		{{[]bool{false, true, false}, 4. / 3}},
		nil,
	}
	if d := cmp.Diff(want, h.Reaches(sim.Day)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if (&Hall{Groups: h.Groups[:1]}).Reaches(sim.Day) != nil {
		t.Error("lanes alike are told apart")
	}
	if n := len(choices([]int{0, 1, 2, 3, 4, 5, 6})); n != 8 {
		t.Errorf("%d choices of seven groups", n)
	}
}
