package kinds

import (
	"os"
	"testing"
)

func TestScratch(t *testing.T) {
	for _, n := range []string{"eleven-lanes", "one-lane", "two-posts", "opening-hours", "overload"} {
		text, err := os.ReadFile("../../scenarios/" + n + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		f := &Faults{}
		s, ff := tryRead(t, string(text))
		net, plan := Compile("x", []Epoch{{Scenario: s}}, f)
		t.Log(n, ff.List(), f.List(), len(net.Elements), len(net.Flows), net.Digest[:8], plan.From, plan.Until, len(plan.Bins.Days))
		for _, e := range net.Elements {
			t.Log(e.Name, e.Title, e.Lanes[:min(len(e.Lanes), 4)], len(e.Lanes))
		}
		for _, fl := range net.Flows {
			t.Log(fl.Name, len(fl.Days), fl.Patterns, fl.MaxWait)
		}
		t.Log(net.Routes)
	}
}
