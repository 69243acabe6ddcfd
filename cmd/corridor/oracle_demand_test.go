package main

import "math"

// yearly is the integral of a volume that grows by a rate from a level on, over days, in
// years of 365.2425 days, and the level that it reaches.
func yearly(level, rate, days float64) (sum, reached float64) {
	reached = level * math.Pow(1+rate, days/365.2425)
	return (reached - level) / math.Log(1+rate) * 365.2425, reached
}

// lindley returns the waits in one lane with a fixed time of service, by Lindley's recursion.
func lindley(times []float64, service float64) (mean float64) {
	free := math.Inf(-1)
	for _, t := range times {
		begin := max(t, free)
		mean += (begin - t) / float64(len(times))
		free = begin + service
	}
	return mean
}

// demandOracles are volumes, growth and arrivals that were counted.
func demandOracles() []oracle {
	return []oracle{
		{"volume-tonnes", func() answers {
			drawn := 730485 / 365.2425 / 25 / (1 - 0.2)
			return answers{
				"flow.even planned_demand":       6000 / 20,
				"flow.even tonnes":               6000,
				"flow.even teu":                  6000 / 20 * 2,
				"flow.even ledger_tonnes_demand": 6000 * 10,
				"flow.even ledger_teu_left":      600 * 10,
				"flow.drawn planned_demand":      drawn,
				"flow.drawn demand":              drawn,
				"flow.drawn tonnes":              730485 / 365.2425,
				"flow.boxes planned_demand":      365.2425 * 12 / 365.2425 / 2 / 0.75,
				"flow.boxes teu":                 12,
			}
		}},
		{"growth-by-year", func() answers {
			_, level := yearly(100, 0.10, 183) // 2 July to the end of 2023
			a, level := yearly(level, 0.08, 366)
			b, level := yearly(level, 0.03, 365)
			c, _ := yearly(level, 0.03, 365)
			return answers{
				"flow.f planned_demand period 2024": a / 366,
				"flow.f planned_demand period 2025": b / 365,
				"flow.f planned_demand period 2026": c / 365,
				"flow.f planned_demand":             (a + b + c) / (366 + 365 + 365),
			}
		}},
		{"growth-futures", func() answers {
			a, level := yearly(100, 0.09, 366)
			b, _ := yearly(level, 0.04, 365)
			return answers{
				"flow.oil planned_demand period 2024": a / 366,
				"flow.oil planned_demand period 2025": b / 365,
				"flow.oil tonnes period 2025":         b / 365 * 24,
				"flow.same planned_demand":            100,
			}
		}},
		{"balance", func() answers {
			sum := 0.0
			for _, weight := range []float64{2, 2, 2, 2, 2, 1, 1} {
				sum += max(0, 100*0.75*weight/(12./7)-1000/20-20*0.5)
			}
			return answers{"flow.back planned_demand": sum / 7, "flow.back demand": sum / 7, "flow.back tonnes": 0, "flow.north tonnes": 75 * 20}
		}},
		{"recorded-days", func() answers {
			var times []float64
			for day, n := range []int{4, 0, 8, 2, 1} {
				for k := range n {
					times = append(times, float64(day)*24+24*(float64(k)+0.5)/float64(n))
				}
			}
			return answers{"flow.f planned_demand": 3, "flow.f demand": 3, "flow.f ledger_tonnes_demand": 150, "toll.q wait.mean": lindley(times, 7) * 3600}
		}},
		{"recorded-times", func() answers {
			return answers{"flow.f demand": 7, "toll.q arrivals": 7, "toll.q wait.mean": lindley([]float64{0, 0, 5, 390, 390, 390, 1425}, 10) * 60}
		}},
		{"demand-dated", func() answers {
			usual, strike, market := 10-2-1, 0.1, 1.5
			f := 240 * (float64(usual) + strike + strike*market + market) / 10
			return answers{"flow.f planned_demand": f, "flow.f demand": f, "flow.other planned_demand": 100, "disruption.strike disruptions": 365.2425 / 10}
		}},
		{"demand-random", func() answers {
			down := 12. / (12 + 24)
			return answers{"flow.f planned_demand": 100, "flow.f demand": 100 * (1 - down*(1-0.4)), "flow.other demand": 50}
		}},
		{"initial-tonnes", func() answers {
			return answers{"flow.f ledger_tonnes_initial": 40 * 18.5, "flow.f ledger_tonnes_left": 40 * 18.5, "flow.f ledger_tonnes_inside": 0,
				"flow.f ledger_teu_initial": 40 * 1.5, "flow.f tonnes": 20 * 18.5, "flow.f teu": 20 * 1.5}
		}},
	}
}
