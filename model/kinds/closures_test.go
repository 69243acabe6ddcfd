package kinds

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

func TestWithout(t *testing.T) {
	const h = sim.Hour
	day := []network.LaneStep{{At: 0, Built: 3}, {At: 8 * h, Manned: 3, Built: 3, Open: true}, {At: 12 * h, Manned: 4, Built: 6, Open: true, News: true}, {At: 20 * h, Built: 6}}
	for _, c := range []struct {
		name       string
		windows    []span
		lanes      int32
		want, rest string
	}{
		{"nothing", nil, 2, "[{0s 0 3 false false} {8h 3 3 true false} {12h 4 6 true true} {20h 0 6 false false}]", "[{0s 0} {8h 0} {12h 0} {20h 0}]"},
		{"all, over an upgrade", []span{{10 * h, 14 * h}}, allLanes,
			"[{0s 0 3 false false} {8h 3 3 true false} {10h 0 3 false false} {12h 0 6 false true} {14h 4 6 true false} {20h 0 6 false false}]",
			"[{0s 0} {8h 0} {10h 2147483647} {12h 2147483647} {14h 0} {20h 0}]"},
		{"all, from one edge to another", []span{{8 * h, 12 * h}}, allLanes,
			"[{0s 0 3 false false} {12h 4 6 true true} {20h 0 6 false false}]", "[{0s 0} {8h 2147483647} {12h 0} {20h 0}]"},
		{"two lanes, over night", []span{{9 * h, 10 * h}, {18 * h, 22 * h}}, 2,
			"[{0s 0 3 false false} {8h 3 3 true false} {9h 1 3 true false} {10h 3 3 true false} {12h 4 6 true true} {18h 2 6 true false} {20h 0 6 false false}]",
			"[{0s 0} {8h 0} {9h 0} {10h 0} {12h 0} {18h 0} {20h 2} {22h 0}]"},
		{"more than there are", []span{{8 * h, 13 * h}}, 4,
			"[{0s 0 3 false false} {8h 0 3 true false} {12h 0 6 true true} {13h 4 6 true false} {20h 0 6 false false}]",
			"[{0s 0} {8h 1} {12h 0} {13h 0} {20h 0}]"},
	} {
		left, rest := without(day, losses(c.windows, c.lanes))
		var said []string
		for _, l := range rest {
			said = append(said, fmt.Sprintf("{%v %d}", l.at, l.lanes))
		}
		if fmt.Sprint(left) != c.want || fmt.Sprint(said) != c.rest {
			t.Errorf("%s:\n got %v\nwant %s\nrest %v\nwant %s", c.name, left, c.want, said, c.rest)
		}
	}
	if got, want := fmt.Sprint(day), "[{0s 0 3 false false} {8h 3 3 true false} {12h 4 6 true true} {20h 0 6 false false}]"; got != want {
		t.Errorf("the steps themselves are changed: %s", got)
	}
}

// The lanes of the groups of a hall are the lanes of the hall, whatever is lost: a loss
// of so many is borne once.
func TestGroupsBearALossOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		steps := func(name string) []network.LaneStep {
			var list []network.LaneStep
			for at := range 10 {
				n := rapid.Int32Range(0, 4).Draw(r, name)
				list = append(list, network.LaneStep{At: sim.Time(at), Manned: n, Built: 4, Open: true})
			}
			return list
		}
		a, b := steps("a"), steps("b")
		var sum []network.LaneStep
		for i := range a {
			sum = append(sum, network.LaneStep{At: a[i].At, Manned: a[i].Manned + b[i].Manned, Built: 8, Open: true})
		}
		e := &network.Element{Lanes: sum, Hall: &network.Hall{Groups: []network.LaneGroup{{Lanes: a}, {Lanes: b}}}}
		from := rapid.IntRange(0, 8).Draw(r, "from")
		to := rapid.IntRange(from+1, 9).Draw(r, "to")
		lost := rapid.Int32Range(1, 9).Draw(r, "lost")
		closeLanes(e, []span{{sim.Time(from), sim.Time(to)}}, lost)
		for at := range sim.Time(10) {
			want := sum[at].Manned
			if sim.Time(from) <= at && at < sim.Time(to) {
				want = max(0, want-lost)
			}
			one, two := mannedAt(e.Hall.Groups[0].Lanes, at), mannedAt(e.Hall.Groups[1].Lanes, at)
			if mannedAt(e.Lanes, at) != want || one+two != want {
				r.Fatalf("at %d: %d lanes, of them %d and %d, want %d", at, mannedAt(e.Lanes, at), one, two, want)
			}
		}
	})
}

// mannedAt is the number of lanes manned at a tick.
func mannedAt(steps []network.LaneStep, at sim.Time) (n int32) {
	for _, s := range steps {
		if s.At <= at {
			n = s.Manned
		}
	}
	return n
}

func TestSlowed(t *testing.T) {
	const h = sim.Hour
	steps := slowed(nil, []span{{2 * h, 6 * h}, {8 * h, 9 * h}}, 0.5)
	if got, want := fmt.Sprint(steps), "[{0s 1} {2h 0.5} {6h 1} {8h 0.5} {9h 1}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(slowed(steps, []span{{0, 3 * h}, {6 * h, 8 * h}}, 0.5)), "[{0s 0.5} {2h 0.25} {3h 0.5} {9h 1}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
