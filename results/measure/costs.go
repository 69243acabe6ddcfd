package measure

import (
	"slices"
	"strings"
)

// Names of the measures of costs. They are sums over the period, not rates.
const (
	VehicleHoursAll = "vehicle_hours"
	HoursLost       = "hours_lost"
	Distance        = "distance"

	CostTime      = "cost_time"
	CostCargo     = "cost_cargo"
	CostOperating = "cost_operating"
	CostDistance  = "cost_distance"
	CostFees      = "cost_fees"
	CostDetention = "cost_detention"
	CostFuel      = "cost_fuel"
	CostTotal     = "cost_total"
	CostPerTonne  = "cost_per_tonne"
	CostLost      = "cost_lost"

	FuelQueues  = "fuel_queues"
	FuelDriving = "fuel_driving"
	CO2Queues   = "co2_queues"
	CO2Driving  = "co2_driving"
)

// costs are the rows of what is paid and burnt.
var costs = slices.Concat([]Measure{
	{Name: VehicleHoursAll, Title: "vehicle hours", Unit: Hours, Decimals: 1,
		Definition: "hours of all vehicles, trains and vessels too, from the moment they want to travel to their end", Source: causeSource},
	{Name: HoursLost, Title: "vehicle hours lost", Unit: Hours, Better: Lower, Decimals: 1,
		Definition: "hours of these spent waiting: in line, blocked, outside, interrupted, in a virtual queue, for a slot or for a departure", Source: causeSource},
	{Name: Distance, Title: "distance", Unit: Kilometres, Decimals: 0,
		Definition: "length of the roads that vehicles have left", Source: "sum of the lengths, each when a vehicle leaves the road"},

	{Name: CostTime, Title: "time of vehicles", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "value of the time of vehicles and crews", Source: "vehicle hours x value_of_time of the class"},
	{Name: CostCargo, Title: "time of freight", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "value of the time of freight on board", Source: "vehicle hours x mean payload of the flow x cargo_value_of_time of the class"},
	{Name: CostOperating, Title: "operation by the hour", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "operating costs that pass with time", Source: "vehicle hours x cost_per_hour of the class"},
	{Name: CostDistance, Title: "operation by distance", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "operating costs that pass with distance, fuel with a price of its own excluded", Source: "distance x cost_per_km of the class"},
	{Name: CostFees, Title: "fees and tolls", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "fees paid", Source: "sum of the fees in force when a vehicle leaves the element or ends the passage, each rounded to a thousandth"},
	{Name: CostDetention, Title: "detention", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "charges for time beyond what is free at a crossing, or on a journey", Source: "hours beyond the free time, counted when the passage or the journey ends x rate of detention of the class"},
	{Name: CostFuel, Title: "fuel", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "fuel burnt in queues and driving", Source: "litres x fuel_price of the class"},
	{Name: CostTotal, Title: "all costs", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "what users of the corridor pay and lose, fees included, which others receive", Source: "sum of the items above"},
	{Name: CostPerTonne, Title: "cost of a tonne", Unit: MoneyPerTonne, Better: Lower, Decimals: 2,
		Definition: "all costs for each tonne that reached the end of its route in the period", Source: "all costs / tonnes delivered"},
	{Name: CostLost, Title: "lost by waiting", Unit: Money, Better: Lower, Decimals: 0,
		Definition: "part of all costs that passes while vehicles wait: time of vehicles and freight, operation by the hour, fuel in queues", Source: "sum over the causes below"},
}, lost(), []Measure{
	{Name: FuelQueues, Title: "fuel in queues", Unit: Litres, Better: Lower, Decimals: 0,
		Definition: "fuel burnt in line or blocked, not while parked for a slot or in a virtual queue", Source: "hours in line or blocked x idle_fuel x idling of the class"},
	{Name: FuelDriving, Title: "fuel driving", Unit: Litres, Better: Lower, Decimals: 0,
		Definition: "fuel burnt on roads", Source: "distance x fuel of the class"},
	{Name: CO2Queues, Title: "CO2 in queues", Unit: TonnesUnit, Better: Lower, Decimals: 2,
		Definition: "carbon dioxide of the fuel burnt in queues", Source: "fuel in queues x co2 of the class"},
	{Name: CO2Driving, Title: "CO2 driving", Unit: TonnesUnit, Better: Lower, Decimals: 1,
		Definition: "carbon dioxide of the fuel burnt driving", Source: "fuel driving x co2 of the class"},
})

const causeSource = "sum of the ticks of all vehicles by cause, charged when a wait or stay ends, and at the end of the run"

// table is the table of measures. It is never written to.
var table = slices.Concat(traffic, costs, freight)

// LostBy returns the measure of what is lost by a cause of delay, whose measure of time
// is given: "lost_lane" for "time_lane".
func LostBy(time string) string { return "lost_" + strings.TrimPrefix(time, "time_") }

// lost are the rows of what is lost by each cause.
func lost() []Measure {
	var rows []Measure
	known := slices.Concat(traffic, freight)
	for _, name := range []string{TimeDischarge, TimeLane, TimeOpening, TimeBlocked, TimeOutside, TimeBreakdown, TimeStaff, TimeQuota, TimeMetering, TimeInterrupted, TimeVirtual, TimeSlot, TimeDeparture} {
		i := slices.IndexFunc(known, func(m Measure) bool { return m.Name == name })
		rows = append(rows, Measure{Name: LostBy(name), Title: "lost: " + known[i].Title, Unit: Money, Better: Lower, Decimals: 0,
			Definition: "part of what is lost by waiting that passes in " + name, Source: "hours x (value_of_time + payload x cargo_value_of_time + cost_per_hour + price of the fuel burnt)"})
	}
	return rows
}

// Cost reports whether a measure is one of costs: these stand in a file of their own.
func (m Measure) Cost() bool {
	return slices.ContainsFunc(costs, func(c Measure) bool { return c.Name == m.Name })
}
