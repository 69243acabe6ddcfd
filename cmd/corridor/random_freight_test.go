package main

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"corridor/model"
	"corridor/scenarios"
)

// TestRandomFreight: whatever the numbers of trains, ferries and terminals, and with too
// little of everything, the ledger balances (Run fails otherwise), gridlock ends a run in
// order, and nothing depends on the number of workers.
func TestRandomFreight(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		set := randomFreight(r)
		var hashes [2][]uint64
		for i, workers := range []int{1, 2} {
			file, faults := scenarios.Read(disk{}, "../../scenarios/testdata/good/freight.toml", scenarios.Options{Set: set})
			if file == nil || scenarios.Fatal(faults) {
				r.Fatalf("%v\n%v", set, faults)
			}
			net, plan, faults := file.Compile()
			if scenarios.Fatal(faults) {
				r.Fatalf("%v\n%v", set, faults)
			}
			plan.Workers = workers
			err := model.Run(context.Background(), net, plan, model.Options{}, func(o *model.Outcome) bool {
				hashes[i] = append(hashes[i], o.Hash)
				return true
			})
			if err != nil {
				r.Fatalf("%v\n%v", set, err)
			}
		}
		if !reflect.DeepEqual(hashes[0], hashes[1]) {
			r.Errorf("one worker %x, two workers %x", hashes[0], hashes[1])
		}
	})
}

// randomFreight draws values of keys.
func randomFreight(r *rapid.T) []string {
	set := []string{"run.end=2024-01-17", "upgrade.more.date=2024-01-10", `run.lead_in="2d"`}
	number := func(key string, least, most int) int {
		n := rapid.IntRange(least, most).Draw(r, key)
		set = append(set, fmt.Sprintf("%s=%d", key, n))
		return n
	}
	choose := func(key string, values ...string) {
		set = append(set, key+"="+rapid.SampledFrom(values).Draw(r, key))
	}
	number("terminal.baku.cranes.room", 0, 5)
	number("terminal.baku.cranes.lanes", 1, 3)
	number("terminal.alat.tracks", 1, 2)
	number("terminal.aktau.berths", 1, 2)
	number("terminal.aktau.tracks", 1, 2)
	number("terminal.khorgos.tracks", 1, 2)
	number("train.alat.wagons", 2, 30)
	number("train.alat.away", 0, number("train.alat.trains", 1, 3))
	number("train.steppe.away", 0, number("train.steppe.trains", 1, 3))
	number("train.steppe.room", 1, 300)
	number("ferry.caspian.away", 0, number("ferry.caspian.vessels", 1, 3))
	number("ferry.caspian.vehicles", 1, 40)
	number("rail.alat.sections", 1, 4)
	number("rail.steppe.trains", 1, 3)
	choose("train.alat.departs", `"2/day"`, `"5/week"`, `{ every = "7h" }`, `["06:00", "06:01"]`)
	choose("train.alat.empty", "true", "false")
	choose("train.steppe.time_out", `"1h"`, `"3d"`)
	choose("train.steppe.full", `"block"`, `"lose"`)
	choose("ferry.caspian.time_out", `"30m"`, `"2d"`)
	choose("terminal.baku.transfer.load.room", `3`, `"unlimited"`)
	choose("rail.alat.track", `"single"`)
	choose("flow.goods.volume", `"10/day"`, `"90/day"`)
	choose("flow.goods.payload", `"0 t"`, `"7 t"`, `"19 t"`)
	choose("flow.back.payload", `"0 t"`, `"60 t"`)
	choose("flow.goods.initial", "{}", `{ "terminal.baku.cranes" = 1 }`)
	return set
}
