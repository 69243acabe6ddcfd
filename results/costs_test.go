package results

import (
	"bytes"
	"strings"
	"testing"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"

	"github.com/google/go-cmp/cmp"
)

// priced makes trucks of a network cost something.
func priced(net *network.Network) {
	net.Money = network.Money{Currency: "USD", PriceYear: 2024}
	for i := range net.Classes {
		net.Classes[i].Costs = &network.Costs{Time: 15, Cargo: 0.1, Hour: 3, Km: 0.5, Held: 6, Idle: 2, Drive: 0.3, Litre: 1, Carbon: 2.5}
	}
	for i := range net.Flows {
		net.Flows[i].KG = 20_000
	}
}

// spent is a replication of oneToll in which ten vehicles spent three hours: one in line,
// one in a yard before a slot, one in service.
func spent(plan *network.Plan, replication int) *model.Outcome {
	out := tollOutcome(plan, replication, fiveVehicles())
	var y model.FlowYear
	y.Demand, y.Entered, y.Left = 10, 10, 10
	y.Freight.Left.KG = 200_000
	for _, c := range []model.Cause{model.WaitLane, model.WaitSlot, model.InService} {
		y.Cause[c].Add(int64(sim.Hour))
	}
	y.Fees.Add(250_500)
	y.Distance.Add(100_000_000)
	y.Detained.Add(int64(sim.Hour) / 2)
	out.Flows[0].Years[0] = y
	return out
}

// TestCosts: 3 h at 15 + 20 x 0.1 + 3 USD; 250.5 USD of fees, 100 km, half an hour held; an
// hour of 2 l in line, which costs 22 USD with the fuel, and one in the yard, 20 USD.
func TestCosts(t *testing.T) {
	net, plan := oneToll(t)
	priced(net)
	s := NewSummariser(net, plan, nil)
	s.Add(spent(&plan, 0))
	sum := s.Summary()
	got := map[string]float64{}
	for _, n := range sum.Numbers {
		if m, _ := measure.Find(n.Measure); m.Cost() && n.Subject == "flow.f" && n.Mean != 0 {
			got[n.Measure] = n.Mean
		}
	}
	want := map[string]float64{
		measure.VehicleHoursAll: 3, measure.HoursLost: 2, measure.Distance: 100,
		measure.CostTime: 45, measure.CostCargo: 6, measure.CostOperating: 9, measure.CostDistance: 50, measure.CostFees: 250.5,
		measure.CostDetention: 3, measure.CostFuel: 32, measure.CostTotal: 395.5, measure.CostPerTonne: 395.5 / 200,
		measure.CostLost: 42, "lost_lane": 22,
		measure.FuelQueues: 2, measure.FuelDriving: 30, measure.CO2Queues: 0.005, measure.CO2Driving: 0.075,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", strings.ReplaceAll(d, "\u00a0", " "))
	}
}

// TestCostsElsewhere: units name currency and year; a summary without costs has none of
// it; without a currency there are hours and fuel.
func TestCostsElsewhere(t *testing.T) {
	for _, c := range []struct {
		name            string
		change          func(*network.Network)
		file, unit      string // in costs.csv, of its first row of all costs
		measures, table bool
	}{
		{"free", func(*network.Network) {}, "", "", false, false},
		{"priced", priced, "costs.csv", ",cost_total,,USD of 2024,", true, true},
		{"without a year", func(n *network.Network) { priced(n); n.Money.PriceYear = 0 }, "costs.csv", ",cost_per_tonne,,USD/t,", true, true},
		{"fuel only", func(n *network.Network) {
			n.Classes[0].Costs = &network.Costs{Idle: 2, Carbon: 2.5}
		}, "costs.csv", ",fuel_queues,,l,", true, false},
	} {
		net, plan := oneToll(t)
		c.change(net)
		s := NewSummariser(net, plan, nil)
		s.Add(spent(&plan, 0))
		sum := s.Summary()
		files := map[string]string{}
		for _, f := range sum.CSV() {
			files[f.Name] = string(f.Data)
		}
		if _, ok := files["costs.csv"]; ok != (c.file != "") || !strings.Contains(files["costs.csv"], c.unit) {
			t.Errorf("%s: costs.csv is\n%s", c.name, files["costs.csv"])
		}
		if strings.Contains(files["measures.csv"], "cost_total") != c.measures {
			t.Errorf("%s: measures.csv has costs: %v", c.name, !c.measures)
		}
		has := false
		for _, table := range sum.Tables() {
			has = has || table.ID == "costs"
		}
		if has != c.table {
			t.Errorf("%s: a table of costs: %v", c.name, has)
		}
		if strings.Contains(files["costs.csv"], "cost_total") && net.Money.Currency == "" {
			t.Errorf("%s: amounts without a currency", c.name)
		}
	}
}

// TestLostByCause: every cause that loses time has its measure of what is lost.
func TestLostByCause(t *testing.T) {
	for c, name := range causeMeasures() {
		if _, ok := measure.Find(measure.LostBy(name)); ok != model.Cause(c).Loses() {
			t.Errorf("%v: a measure of what is lost: %v", model.Cause(c), ok)
		}
	}
}

// TestUpgradesCost: what upgrades cost stands in tables, a file and the report.
func TestUpgradesCost(t *testing.T) {
	net, plan := border(t)
	net.Money = network.Money{Currency: "USD", PriceYear: 2024}
	net.Upgrades = []network.Upgrade{{Name: "upgrade.u", Title: "More lanes", At: 2 * sim.Day, Cost: 1.2e6, Yearly: 350e3}}
	sum := summarise(t, net, plan)
	want := "upgrade,title,date,currency,price_year,cost,yearly_cost\nupgrade.u,More lanes,2025-01-01,USD,2024,1200000,350000\n"
	found := ""
	for _, f := range sum.CSV() {
		if f.Name == "upgrades.csv" {
			found = string(f.Data)
		}
	}
	if found != want {
		t.Errorf("upgrades.csv is %q", found)
	}
	var page bytes.Buffer
	if err := WriteReport(&page, sum, nil, nil); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"What do the upgrades cost? USD of 2024", `<th class="right">once, USD of 2024</th>`, "1\u00a0200\u00a0000"} {
		if !strings.Contains(page.String(), text) {
			t.Errorf("the report lacks %q", text)
		}
	}
}

// TestLostChart: two years, two causes; the greater lies at the bottom, in thousands.
func TestLostChart(t *testing.T) {
	net, plan := ruled(t)
	priced(net)
	s := NewSummariser(net, plan, nil)
	for r := range 2 {
		out := ruledOutcome(net, r)
		for y := range out.Flows[0].Years {
			cause := &out.Flows[0].Years[y].Cause
			*cause = [model.Causes]sim.Sum{}
			cause[model.WaitLane].Add(int64(r+1) * 100 * int64(sim.Hour))
			cause[model.WaitStaff].Add(200 * int64(sim.Hour) * int64(y))
		}
		s.Add(out)
	}
	c := s.Summary().Charts().Costs
	if c == nil || len(c.Layers) != 2 {
		t.Fatalf("chart: %+v", c)
	}
	if d := cmp.Diff([]StackLayer{{"waiting for a lane", []float64{3.3, 3.3}}, {"waiting for an officer", []float64{0, 4.4}}}, c.Layers); d != "" || c.YLabel != "thousand USD of 2024" {
		t.Errorf("%s (-want +got):\n%s", c.YLabel, d)
	}
}
