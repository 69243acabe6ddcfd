package results

import (
	"strings"
	"testing"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
)

// Who is diverted, and who gets no permit, is counted by reason, by year and in the
// ledger; permits have a file and a table of their own.
func TestDivertedAndPermits(t *testing.T) {
	net, plan := ruled(t)
	net.Permits = []network.Permit{{Name: "permit.transit", Title: "Transit permits", Flows: []bool{true}, Divert: true}}
	net.Flows[0].Diverts = []network.Divert{{Name: "flow.f.divert.d", Closed: true, Queue: 5}}
	s := NewSummariser(net, plan, nil)
	for r := range plan.Replications {
		out := ruledOutcome(net, r)
		for y := range out.Flows[0].Years {
			f := &out.Flows[0].Years[y]
			f.Gone[model.NoPermit], f.Demand, f.Entered = 6, f.Demand+6, f.Entered+6
			f.Diverted = [model.Diversions]int64{model.AtClosed: 8, model.AtQueue: 10, model.ForPermit: 2}
		}
		out.Permits = []model.PermitRecord{{Years: []model.PermitYear{{Used: 40, Missed: 8}, {Used: 50, Missed: 8}}}}
		s.Add(out)
	}
	sum := s.Summary()
	if !sum.Balanced {
		t.Error("the ledger does not balance")
	}
	for _, c := range []struct {
		subject, period, name string
		want                  float64
	}{
		{Corridor, "2024", measure.NoPermit, 3},
		{Corridor, Run, measure.LedgerNoPermit, 12},
		{Corridor, "2024", measure.DivertedClosed, 4},
		{Corridor, "2025", measure.DivertedQueue, 5},
		{Corridor, "2025", measure.DivertedPermit, 1},
		{Corridor, Run, measure.LedgerDivertedQueue, 20},
		{"permit.transit", "2024", measure.PermitsUsed, 40},
		{"permit.transit", Run, measure.PermitsMissed, 16},
	} {
		if got := sum.Get(Key{c.subject, c.period, AllClasses, c.name, ""}); got.N != 2 || got.Mean != c.want {
			t.Errorf("%s of %s in %s: %+v, want %v", c.name, c.subject, c.period, got, c.want)
		}
	}
	files := map[string]string{}
	for _, f := range sum.CSV() {
		files[f.Name] = string(f.Data)
	}
	if want := "permit.transit,all,,year,2025,permits_used,,permits,2,50,0\n"; !strings.Contains(files["permits.csv"], want) {
		t.Errorf("permits.csv has no row %q:\n%s", want, files["permits.csv"])
	}
	tables := map[string]Table{}
	for _, x := range sum.Tables() {
		tables[x.ID] = x
	}
	if d, p := tables["diverted"].Rows, tables["permits"].Rows; len(d) != 3 || len(p) != 2 || p[1][2] != "50" {
		t.Errorf("tables: diverted %v, permits %v", d, p)
	}
}
