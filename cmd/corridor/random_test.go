package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"corridor/model"
	"corridor/model/network"
	"corridor/results"
	"corridor/scenarios"
	"corridor/sim"
)

// TestRandomScenarios: whatever stands in a scenario, with elements of all kinds and too
// little of everything, the ledgers balance (Run fails otherwise), gridlock ends a run in
// order, and nothing depends on the number of workers or on the order of the file.
// Each costs 40 ms, so that there are few unless -rapid.checks asks for more.
func TestRandomScenarios(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		defer func() { _ = checks.Value.Set(checks.DefValue) }()
		if err := checks.Value.Set("50"); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, checkScenario)
}

// FuzzRandomScenarios looks further when asked to.
func FuzzRandomScenarios(f *testing.F) {
	for seed := range byte(3) { // long enough for all that is drawn
		text := make([]byte, 1<<15)
		_, _ = rand.NewChaCha8([32]byte{seed}).Read(text)
		f.Add(text)
	}
	f.Fuzz(rapid.MakeFuzz(checkScenario))
}

func checkScenario(t *rapid.T) {
	text := randomScenario(t)
	net, plan := compiledText(t, text)
	one := outcomesOf(t, net, plan, 1)
	for _, o := range one {
		balances(t, net, o)
	}
	if rapid.IntRange(0, 3).Draw(t, "shuffled") == 3 { // which costs as much as all the rest
		top, tables, _ := strings.Cut(text, "\n[")
		shuffled := rapid.Permutation(strings.Split(tables, "\n[")).Draw(t, "tables")
		other, again := compiledText(t, top+"\n["+strings.Join(shuffled, "\n[")+"\n")
		if other.Digest != net.Digest {
			t.Fatal("another order of the tables makes another digest")
		}
		net, plan = other, again
		sumsUp(t, net, plan, one)
	}
	if three := outcomesOf(t, net, plan, 3); !reflect.DeepEqual(one, three) {
		t.Fatalf("another outcome with three workers:\n%s", text)
	}
}

// compiledText compiles a scenario that has no faults.
func compiledText(t *rapid.T, text string) (*network.Network, network.Plan) {
	fsys := fstest.MapFS{
		"random.toml": {Data: []byte(text)},
		"counts.csv":  {Data: []byte("day,trucks\n2024-03-28,3\n2024-03-29,30\n2024-03-30,0\n2024-03-31,90\n2024-04-01,20\n2024-04-02,1\n")},
	}
	file, faults := scenarios.Read(fsys, "random.toml", scenarios.Options{})
	if file == nil || scenarios.Fatal(faults) {
		t.Fatalf("%v\n%s", faults, text)
	}
	net, plan, faults := file.Compile()
	if net == nil || scenarios.Fatal(faults) {
		t.Fatalf("%v\n%s", faults, text)
	}
	return net, plan
}

// outcomesOf runs a scenario.
func outcomesOf(t *rapid.T, net *network.Network, plan network.Plan, workers int) (all []*model.Outcome) {
	plan.Workers = workers
	err := model.Run(context.Background(), net, plan, model.Options{}, func(o *model.Outcome) bool {
		all = append(all, o)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sumsUp makes a summary, as the command does.
func sumsUp(t *rapid.T, net *network.Network, plan network.Plan, all []*model.Outcome) {
	s := results.NewSummariser(net, plan, model.FluidQueue(net, &plan))
	for _, o := range all {
		s.Add(o)
	}
	if sum := s.Summary(); !sum.Balanced || sum.Replications != plan.Replications {
		t.Fatalf("balanced: %t, %d of %d replications", sum.Balanced, sum.Replications, plan.Replications)
	}
}

// balances finds again, from the records alone, that nothing went missing: units,
// kilograms and TEU of each flow, and the time of all causes.
func balances(t *rapid.T, net *network.Network, o *model.Outcome) {
	var lived, inside sim.Sum
	for f := range o.Flows {
		r := &o.Flows[f]
		units := r.Initial - r.Inside
		kg, teu := r.InitialFreight.KG-r.InsideFreight.KG, r.InitialFreight.TEU-r.InsideFreight.TEU
		for i := range r.Years {
			y := &r.Years[i]
			units += y.Demand + y.Made - y.Suppressed - y.Left - y.Became
			kg += y.Freight.Demand.KG - y.Freight.Suppressed.KG - y.Freight.Left.KG
			teu += y.Freight.Demand.TEU - y.Freight.Suppressed.TEU - y.Freight.Left.TEU
			for x := range y.Gone {
				units -= y.Gone[x]
				kg -= y.Freight.Gone[x].KG
				teu -= y.Freight.Gone[x].TEU
			}
			for c, ticks := range y.Cause {
				if c != int(model.Outside) {
					lived.Merge(ticks)
				}
			}
		}
		if units != 0 || kg != 0 || teu != 0 {
			t.Fatalf("%s: %d units, %d kg and %d/1000 TEU too many", net.Flows[f].Name, units, kg, teu)
		}
	}
	for e := range o.Elements {
		for _, d := range o.Elements[e].Days {
			inside.Add(d.Inside)
		}
	}
	if lived != inside {
		t.Fatalf("units lived %.0f ticks, and were in elements for %.0f", lived.Float(), inside.Float())
	}
}
