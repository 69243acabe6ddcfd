package main

import "math"

// costOracles are costs of queues whose waits are known.
func costOracles() []oracle {
	return []oracle{
		{"costs-mm1", func() answers {
			const trucks, service, tonnes, litres = 115.2 * 300, 10.0, 20.0, 2.0
			wait := mmcWait(115.2/aDay, service, 1) * toHour
			inside := wait + service*toHour
			waited, present := trucks*wait, trucks*inside
			lost := waited * (15 + 0.1*tonnes + litres*1)
			return answers{
				"flow.f hours_lost":     waited,
				"flow.f vehicle_hours":  present,
				"flow.f cost_time":      present * 15,
				"flow.f cost_cargo":     present * 0.1 * tonnes,
				"flow.f cost_fuel":      waited * litres,
				"flow.f cost_lost":      lost,
				"flow.f lost_lane":      lost,
				"flow.f co2_queues":     waited * litres * 2.65 / 1000,
				"flow.f cost_detention": trucks * inside * math.Exp(-1/inside) * 6, // the mean excess of an exponential time
				"flow.f cost_fees":      trucks * 25,
			}
		}},
	}
}
