package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// CostSpec are the keys of a class that say what its vehicles cost and burn.
type CostSpec struct {
	ValueOfTime      value.HourMoney  `toml:"value_of_time" help:"Value of an hour of a vehicle and its crew, from the moment it wants to travel to its end."`
	CargoValueOfTime value.CargoMoney `toml:"cargo_value_of_time" help:"Value of an hour of a tonne on board, from the same moment on."`
	CostPerHour      value.HourMoney  `toml:"cost_per_hour" help:"Operating cost of an hour, from the same moment on: what is not in value_of_time already."`
	CostPerKm        value.KmMoney    `toml:"cost_per_km" help:"Operating cost of a kilometre on roads; without fuel where fuel_price is written."`
	Detention        *DetentionSpec   `toml:"detention" help:"What it costs to be held longer than a free time."`
	IdleFuel         value.HourFuel   `toml:"idle_fuel" help:"Fuel of an hour in line or blocked, the engine on."`
	Idling           float64          `toml:"idling" default:"1" range:"[0,1]" help:"Share of the time in line or blocked in which the engine is on."`
	Fuel             value.RoadFuel   `toml:"fuel" help:"Fuel of a distance driven."`
	FuelPrice        value.LitreMoney `toml:"fuel_price" help:"Price of a litre of fuel."`
	CO2              value.Carbon     `toml:"co2" help:"Carbon dioxide of a litre of fuel, such as 2.65 kg/l for diesel."`
}

// DetentionSpec is the table detention of a class.
type DetentionSpec struct {
	Free value.Span      `toml:"free" default:"0s" help:"Time that is free."`
	Rate value.HourMoney `toml:"rate" required:"true" help:"Charge of an hour beyond it; parts of an hour count as such."`
	Per  string          `toml:"per" default:"crossing" oneof:"crossing journey" help:"Whether the free time is granted at each crossing, from its first line to its last release, or once for the whole journey."`
}

// prices is the currency of the run and what others are worth in it.
type prices struct {
	network.Money
	rates map[string]float64
}

// readPrices reads the currency of the run and the table of exchange rates.
func (fr *frame) readPrices(s *Scenario, f *Faults) {
	fr.prices = prices{network.Money{Currency: s.Run.Currency, PriceYear: s.Run.PriceYear}, s.Currency}
	p := &fr.prices
	if p.Currency != "" && !value.IsCurrency(p.Currency) {
		f.Add("run.currency", fmt.Sprintf("is %q", p.Currency), "write the code of a currency: three capital letters, such as USD")
	}
	if p.Currency == "" {
		if p.PriceYear != 0 {
			f.Add("run.price_year", "has no meaning without a currency", `write currency = "USD" in [run], or take it away`)
		}
		if len(p.rates) > 0 {
			f.Add("currency", "says what currencies are worth, but the run has none", `write currency = "USD" in [run]`)
		}
		return
	}
	if p.PriceYear == 0 && fr.clock.Dated {
		p.PriceYear = fr.start.Year()
	}
	for _, name := range sortedKeys(p.rates) {
		switch path := "currency." + name; {
		case !value.IsCurrency(name):
			f.Add(path, fmt.Sprintf("%q is not a currency", name), "write three capital letters, such as AZN")
		case name == p.Currency:
			f.Add(path, "is the currency of the run itself", "take it away")
		}
	}
}

// amount is an amount in the currency of the run, 0 with a fault where it has no rate.
func (fr *frame) amount(path string, m value.Money, f *Faults) float64 {
	if !m.Written || m.Currency == fr.prices.Currency {
		return m.Amount
	}
	if fr.prices.Currency == "" {
		f.addOnce(path, fmt.Sprintf("is an amount in %s, but the run has no currency", m.Currency), fmt.Sprintf("write currency = %q in [run]", m.Currency))
		return 0
	}
	rate, ok := fr.prices.rates[m.Currency]
	if !ok {
		f.addOnce(path, fmt.Sprintf("is an amount in %s, but the run counts in %s", m.Currency, fr.prices.Currency),
			fmt.Sprintf("write in [currency] what one %s is worth in %s, such as %s = 0.588, or write the amount in %s", m.Currency, fr.prices.Currency, m.Currency, fr.prices.Currency))
		return 0
	}
	return float64(m.Amount * rate)
}

// costs are those of a class, nil where none are written.
func (fr *frame) costs(path string, s *CostSpec, f *Faults) *network.Costs {
	s.check(path, f)
	c := network.Costs{
		Time:   fr.amount(path+".value_of_time", s.ValueOfTime.Money, f),
		Cargo:  fr.amount(path+".cargo_value_of_time", s.CargoValueOfTime.Money, f),
		Hour:   fr.amount(path+".cost_per_hour", s.CostPerHour.Money, f),
		Km:     fr.amount(path+".cost_per_km", s.CostPerKm.Money, f),
		Litre:  fr.amount(path+".fuel_price", s.FuelPrice.Money, f),
		Idle:   float64(s.IdleFuel.Litres * s.Idling),
		Drive:  s.Fuel.PerKm,
		Carbon: s.CO2.PerLitre,
	}
	if d := s.Detention; d != nil {
		c.Free, c.Journey = d.Free.Time, d.Per == "journey"
		c.Held = fr.amount(path+".detention.rate", d.Rate.Money, f)
	}
	if c == (network.Costs{}) {
		return nil
	}
	return &c
}

// check notes keys that do nothing without others.
func (s *CostSpec) check(path string, f *Faults) {
	burns := s.IdleFuel.Written || s.Fuel.Written
	for _, x := range []struct {
		key     string
		written bool
		needed  bool
		other   string
	}{
		{"fuel_price", s.FuelPrice.Written, burns, `fuel = "32 l/100km" or idle_fuel = "2.5 l/h"`},
		{"co2", s.CO2.Written, burns, `fuel = "32 l/100km" or idle_fuel = "2.5 l/h"`},
		{"idling", s.Idling != 1, s.IdleFuel.Written, `idle_fuel = "2.5 l/h"`},
	} {
		if x.written && !x.needed {
			f.Add(path+"."+x.key, "has no meaning without fuel that is burnt", "write "+x.other+", or take it away")
		}
	}
}

// fees are those of a key for all classes or by class, nil where nothing is written.
func (c *Compiler) fees(path string, fees *value.ByClass[value.Fee, *value.Fee]) *network.Fees {
	return c.feesOf(path, fees.Written, fees.Of, fees.For, 1)
}

// kmFees are the fees of a distance.
func (c *Compiler) kmFees(path string, fees *value.ByClass[value.KmFee, *value.KmFee], length sim.Millimetres) *network.Fees {
	of := map[string]value.Fee{}
	for class, fee := range fees.Of {
		of[class] = fee.Fee
	}
	one := func(class string) (value.Fee, bool) {
		fee, ok := fees.For(class)
		return fee.Fee, ok
	}
	return c.feesOf(path, fees.Written, of, one, length.Metres()/1000)
}

func (c *Compiler) feesOf(path string, written bool, of map[string]value.Fee, one func(string) (value.Fee, bool), times float64) *network.Fees {
	if !written {
		return nil
	}
	for _, class := range sortedKeys(of) {
		c.class(path+"."+class, class)
	}
	out := c.noFees()
	for id, class := range c.classNames {
		fee, ok := one(class)
		if !ok {
			continue
		}
		at := path
		if _, own := of[class]; own {
			at += "." + class
		}
		amount := float64(c.amount(at, fee.Money, c.Faults) * times)
		if fee.PerTonne {
			out.PerTonne[id] = amount
		} else {
			out.Unit[id] = amount
		}
	}
	return out
}

// noFees are fees of nothing.
func (fr *frame) noFees() *network.Fees {
	n := len(fr.classNames)
	return &network.Fees{Unit: make([]float64, n), PerTonne: make([]float64, n)}
}

// sumFees adds up fees, nil where all are.
func sumFees(all ...*network.Fees) *network.Fees {
	var sum *network.Fees
	for _, fees := range all {
		switch {
		case fees == nil:
		case sum == nil:
			sum = fees
		default:
			both := network.Fees{}
			for c := range sum.Unit {
				both.Unit = append(both.Unit, sum.Unit[c]+fees.Unit[c])
				both.PerTonne = append(both.PerTonne, sum.PerTonne[c]+fees.PerTonne[c])
			}
			sum = &both
		}
	}
	return sum
}

// appendFees adds fees when they differ from those in force.
func (fr *frame) appendFees(list []network.Fees, at sim.Time, fees *network.Fees) []network.Fees {
	if fees == nil {
		if len(list) == 0 {
			return nil
		}
		fees = fr.noFees()
	}
	if n := len(list); n > 0 && slices.Equal(list[n-1].Unit, fees.Unit) && slices.Equal(list[n-1].PerTonne, fees.PerTonne) {
		return list
	}
	return append(list, network.Fees{At: at, Unit: fees.Unit, PerTonne: fees.PerTonne})
}

// unpaid warns of a route that passes only a part of what a fee is for.
func (fb *flowBuilder) unpaid(path string, hops []network.Hop) {
	for i := range hops {
		place, ok := fb.stage[hops[i].Element]
		if !ok || hops[i].Segment != network.None || fb.net.Segments[place.segment].Fees == nil {
			continue
		}
		fb.Warn(path, fmt.Sprintf("passes only a part of %s, so that nobody pays the fee of a whole passage", fb.net.Segments[place.segment].Name),
			"write a fee at the stage, or lead the flow through all of it")
		return
	}
}
