package main

import (
	"fmt"
	"math"
)

// choiceOracles are scenarios in which vehicles choose routes, change them, or need
// permits: formulas, and vehicles counted one by one.
func choiceOracles() []oracle {
	return []oracle{
		{"choice-logit", func() answers {
			slow, quick := math.Exp(-2*2), 0.5*math.Exp(-2*1.75)
			a := answers{"road.quick.forward throughput": 1440 * quick / (slow + quick)}
			a["road.slow.forward throughput"] = 1440 - a["road.quick.forward throughput"]
			a["road.slow.forward planned_demand"] = a["road.slow.forward throughput"]
			return a
		}},
		{"divert-rail", func() answers {
			road, all := 0.0, 0.0
			for h := 7*24 + 1; h < 35*24+1; h++ { // one an hour, on the hour
				all++
				if h/24%7 == 0 {
					road++
				}
			}
			return answers{"flow.f ledger_diverted_closed": road, "road.ab throughput": road / 28, "train.t throughput": (all - road) / 28}
		}},
		{"choice-least-time", leastTimeAnswers},
		{"choice-least-cost", func() answers {
			bridge, ferry := 0.0, 0.0
			for h := 1; h < 30*24; h++ {
				if h < 10*24 {
					ferry++
				} else {
					bridge++
				}
			}
			return answers{"toll.ferry arrivals": ferry / 30, "toll.bridge arrivals": bridge / 30,
				"toll.ferry planned_demand": 24 * 10 / 30, "toll.bridge planned_demand": 24 * 20 / 30}
		}},
		{"published-at-once", func() answers { return publishedAnswers(0) }},
		{"published-later", func() answers { return publishedAnswers(1) }},
		{"divert-closed", func() answers {
			changed := 0.0
			for h := 1; h < 10*24; h++ { // sets out at h, is at the fork two hours later
				if at := h + 2; at >= 4*24+6 && at < 7*24 {
					changed++
				}
			}
			return answers{"flow.f ledger_diverted_closed": changed, "flow.f diverted_closed": changed / 10, "toll.other arrivals": changed / 10}
		}},
		{"divert-queue", func() answers {
			p := birthDeath(4, func(int) float64 { return 1.0 / 3 }, func(int) float64 { return 0.5 })
			return answers{"flow.f diverted_queue": 480 * p[4], "toll.near throughput": 480 * (1 - p[4]),
				"toll.near wait.mean": over(p, line(1)) / (1.0 / 3 * (1 - p[4])) * minute}
		}},
		{"permit-day", func() answers {
			used := 10 * 10.0
			return answers{"flow.lorries no_permit": 14, "flow.lorries throughput": 10, "flow.cars throughput": 24, "permit.p permits_used": used,
				"permit.p permits_missed": 240 - used, "flow.lorries ledger_no_permit": 240 - used, "flow.lorries ledger_demand": 240}
		}},
		{"permit-year", permitYears},
	}
}

// leastTimeAnswers follows the vehicles of ten days, one every six minutes.
func leastTimeAnswers() answers {
	var busyUntil [2]int // minutes
	var begins [2][]int  // of services, in order of coming
	var waited, counted [2]int
	const warmup, end = 24 * 60, 11 * 24 * 60
	for now := 6; now < end; now += 6 {
		inLine := func(booth int) (n int) {
			for _, at := range begins[booth] {
				if at > now {
					n++
				}
			}
			return n
		}
		booth := 0
		if 10*inLine(0)+10 >= 10*inLine(1)+10+30 { // of equals "far" comes first
			booth = 1
		}
		at := max(now, busyUntil[booth])
		begins[booth] = append(begins[booth], at)
		busyUntil[booth] = at + 10
		if now >= warmup {
			waited[booth] += min(at, end) - now
			counted[booth]++
		}
	}
	return answers{"toll.near throughput": 144, "toll.near utilisation": 1, "toll.far throughput": 96,
		"toll.near wait.mean": float64(waited[0]) / float64(counted[0]) * minute, "toll.far wait.mean": float64(waited[1])}
}

// publishedAnswers: vehicles go to one of two booths for some hours, then to the other.
func publishedAnswers(delay float64) answers {
	vehicles := 60 * (1 + delay) // of one spell
	wait := 0.5 * (vehicles - 1) / 2 * minute
	each := 720.0 * (240 - 4) / 240
	return answers{"toll.a wait.mean": wait, "toll.b wait.mean": wait, "toll.a arrivals": each, "toll.b arrivals": each}
}

// permitYears counts the lorries of two years, one every hour from the first on.
func permitYears() answers {
	missed := map[int]float64{}
	used := map[int]float64{}
	for h := 1; h < (365+366)*24; h++ {
		year, stock := 2023, 4800.0
		if h >= 365*24 {
			year = 2024
		}
		if h >= (365+31)*24 {
			stock = 2400
		}
		if used[year] < stock {
			used[year]++
		} else {
			missed[year]++
		}
	}
	a := answers{"flow.g throughput period 2024": 24, "toll.other arrivals period 2024": missed[2024] / 366}
	for year, days := range map[int]float64{2023: 365, 2024: 366} {
		period := fmt.Sprintf(" period %d", year)
		a["permit.p permits_used"+period] = used[year]
		a["permit.p permits_missed"+period] = missed[year]
		a["flow.f diverted_no_permit"+period] = missed[year] / days
	}
	return a
}
