package model

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"corridor/model/network"
	"corridor/sim"
)

// TestHallWithoutRules: a hall whose rules are all switched off does what a service does,
// to the tick: in random networks every service may become one, and nothing changes.
func TestHallWithoutRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		town := randomTown(t)
		before := town.outcomes(t)
		for e := range town.net.Elements {
			if town.net.Elements[e].Station == network.Service && rapid.Bool().Draw(t, "hall") {
				town.hall(network.ElementID(e))
			}
		}
		after := town.outcomes(t)
		for i := range before {
			for e := range after[i].Elements {
				for c := range after[i].Elements[e].Classes {
					after[i].Elements[e].Classes[c].Delay = nil
				}
			}
			if !reflect.DeepEqual(before[i], after[i]) {
				t.Fatalf("replication %d differs:\n%s", i, cmp.Diff(before[i], after[i], cmp.AllowUnexported(sim.Histogram{}, sim.Sum{})))
			}
		}
	})
}
