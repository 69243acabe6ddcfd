package kinds

import (
	"strings"
	"testing"

	"corridor/model/network"
)

const priced = `
directions = ["up", "down"]
[run]
start = 2024-01-01
end = 2026-01-01
currency = "USD"
[currency]
AZN = 0.5
[class.car]
[class.truck]
payload = "20 t"
value_of_time = "15 USD/h"
cargo_value_of_time = "0.1 AZN/t/h"
cost_per_km = "0.5 USD/km"
fuel = "30 l/100km"
fuel_price = "1 USD/l"
detention = { rate = "5 USD/h" }
[road.r]
length = "100 km"
speed = "50 km/h"
fee = { truck = "4 USD" }
fee_per_km = "0.1 AZN/km"
[post.p]
stages = ["papers", "scan"]
[post.p.up]
fee = "10 USD"
[post.p.up.papers]
lanes = 1
service = "1m"
fee = "1 USD/t"
[post.p.up.scan]
service = "1m"
fee.truck = "3 USD"
[flow.f]
class = "class.truck"
through = ["road.r.up", "post.p.up"]
volume = "1/day"
[flow.part]
class = "class.truck"
through = ["post.p.up.papers", "road.r.down"]
payload = "0 t"
volume = "1/day"
`

// TestPlannedCosts: 100 km of 0.8 USD, 4 + 5 USD of the road, 20 + 3 USD of the stages and
// 10 USD of the post; an hour is worth 15 USD and 20 t of 0.05 USD.
func TestPlannedCosts(t *testing.T) {
	later := strings.NewReplacer(`fee = "10 USD"`, "", `length = "100 km"`, `length = "50 km"`, `fee.truck = "3 USD"`, `fee.truck = "8 USD"`).Replace(priced)
	net, _ := compileEpochs(t, Epoch{Scenario: read(t, priced)}, from(t, "2025-01-01", "u", later))
	if net.Money != (network.Money{Currency: "USD", PriceYear: 2024}) {
		t.Errorf("money: %+v", net.Money)
	}
	if got, want := net.MoneyAt(&net.Routes[0], 0), 80+4+5+20+3+10.; got != want {
		t.Errorf("the route costs %v, must be %v", got, want)
	}
	change := net.Segments[0].Fees[1].At
	if got, want := net.MoneyAt(&net.Routes[0], change), 40+4+2.5+20+8+0.; got != want {
		t.Errorf("the route costs %v later, must be %v", got, want)
	}
	if got := net.Flows[0].ValueOfTime; got != 16 {
		t.Errorf("an hour is worth %v", got)
	}
	if got, want := net.MoneyAt(&net.Routes[1], 0), 80+4+5+3+10.; got != want { // its stage is all of the post
		t.Errorf("the route of the others costs %v, must be %v", got, want)
	}
	if costs := net.Classes[1].Costs; costs.Free != 0 || costs.Journey || costs.Held != 5 || net.Classes[0].Costs != nil {
		t.Errorf("costs: %+v of trucks, %+v of cars", costs, net.Classes[0].Costs)
	}
}

// TestUnpaid: who passes a part of a post does not pay the fee of all of it, and is told.
func TestUnpaid(t *testing.T) {
	f := &Faults{}
	text := strings.ReplaceAll(priced, `"post.p.up.papers", "road.r.down"`, `"road.r.down", "post.p.up.papers"`)
	text = strings.Replace(text, "[post.p.up.scan]\n", "[post.p.up.scan]\nlanes = 1\n", 1)
	Compile("test", []Epoch{{Scenario: read(t, text)}}, f)
	if got := faultTexts(f, true); len(got) != 1 || !strings.Contains(got[0], "flow.part: passes only a part of post.p.up, so that nobody pays the fee") {
		t.Errorf("warnings: %q", got)
	}
}
