package main

import "math"

// roadOracles are capacities, times and closures of roads.
func roadOracles() []oracle {
	const mile = 1.609344
	freeway := func(kmh float64) float64 { return math.Min(2400, 2200+10*(kmh/mile-50)) }
	multilane := func(kmh float64) float64 { return math.Min(2300, 1900+20*(kmh/mile-45)) }
	bpr := func(alpha, beta float64) float64 { return 3600 * (1 + alpha*math.Pow((900+600*2)/3000.0, beta)) }
	return []oracle{
		{"road-standard", func() answers {
			return answers{
				"road.freeway practical_capacity":    2 * freeway(120) / 3 * 24,
				"road.freeway-55 practical_capacity": 2 * freeway(88.51392) / 2 * 24,
				"road.multilane practical_capacity":  2 * multilane(80.4672) / 2 * 24,
				"road.two-lane practical_capacity":   1700.0 / 5 * 24,
				"road.two-lane load":                 240 / (1700.0 / 5 * 24),
			}
		}},
		{"road-background", func() answers {
			growing := 24 * 1500.0
			for i := range 10000 { // the mean of the tenth of a day around each of many moments
				growing -= 6000 * math.Pow(2, (365+(float64(i)+0.5)/1000)/365.2425) / 10000
			}
			return answers{
				"road.half practical_capacity":    12*1500 + 12*(1500-1000),
				"road.full practical_capacity":    0.1 * 1500 * 24,
				"road.growing practical_capacity": growing,
				"road.half throughput":            12*1500 + 12*(1500-1000),
				"road.full throughput":            0.1 * 1500 * 24,
			}
		}},
		{"road-delay", func() answers {
			return answers{
				"flow.usual journey_time.mean": bpr(0.15, 4),
				"flow.steep journey_time.mean": bpr(0.5, 2),
				"road.usual wait.mean":         0,
				"road.usual load":              600 / ((3000.0 - 900) / 2),
			}
		}},
		{"road-one-file", func() answers {
			behind := math.Max(1.5+1, 1+2) - 1.5 // comes at 1.5, the truck ahead is there at 1 + 2
			return answers{
				"flow.cars journey_time.mean":   (behind + 1) / 2 * 3600,
				"flow.trucks journey_time.mean": 2 * 3600,
				"flow.free journey_time.mean":   3600,
			}
		}},
		{"road-works", func() answers {
			mean := (5*30 + 5*30*0.5*0.8) / 10.0 * 24
			return answers{
				"road.narrow practical_capacity": mean,
				"road.narrow throughput":         mean,
				"flow.one journey_time.mean":     30.0 / 30 * 3600,
				"flow.two journey_time.mean":     30.0 / 60 * 3600,
			}
		}},
		{"road-closed", func() answers {
			triangle := func(n float64) float64 { return n * (n + 1) / 2 }
			return answers{
				"flow.pass time_outside":        triangle(48) / 10,
				"flow.other time_outside":       triangle(12) / 10,
				"road.pass practical_capacity":  60 * 24 * 0.8,
				"road.other practical_capacity": 60 * 24 * 0.95,
				"disruption.snow lasted":        12 * 3600,
			}
		}},
		{"road-rest", func() answers {
			const drive, every, lasts = 10, 4.5, 0.75
			rests := math.Ceil(drive/every) - 1
			return answers{
				"flow.day journey_time.mean":     (drive + rests*lasts) * 3600,
				"flow.day time_rest":             rests * lasts / 2,
				"flow.day time_driving":          drive / 2.0,
				"flow.evening journey_time.mean": (4 + 8 + 4) * 3600,
				"flow.night journey_time.mean":   (7 + 4.5 + lasts + 3.5) * 3600,
				"road.long service":              (drive + rests*lasts) * 3600,
			}
		}},
		{"road-disrupted", func() answers {
			begun := 0.0
			for at := 10.0; at < 240; at += 11 {
				begun++
			}
			return answers{
				"disruption.rockfall disruptions": begun / 20 * 365.2425,
				"disruption.rockfall lasted":      3600,
				"road.slow throughput":            60 * 0.25 * 24,
			}
		}},
	}
}
