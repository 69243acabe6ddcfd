package main

import "math"

// freightOracles are trains, ferries and terminals: departures by timetable with limited
// places, departures when full, batches, lines limited by their paths, cranes.
func freightOracles() []oracle {
	const perDay = 24.0 // hours
	train := func(s departures) answers {
		return answers{
			"train.t wait.mean":         s.wait() * hour * minute,
			"train.t queue":             s.wait() * s.rate,
			"train.t inside":            (s.wait() + 3) * s.rate,
			"train.t.trains throughput": s.made * perDay / s.every,
			"flow.f journey_time.mean":  (s.wait() + 3) * hour * minute,
		}
	}
	return []oracle{
		{"freight-weather", func() answers {
			wait, trip := 0.0, 0.0
			for departs := 6.0; departs < 7*perDay; departs += 12 {
				for comes := departs - 11; comes <= departs; comes++ {
					wait += (departs - comes) / (7 * perDay)
				}
				trip += (5 + max(0, perDay-departs)) / 14
			}
			return answers{"ferry.f wait.mean": wait * hour * minute, "flow.f journey_time.mean": (wait + trip) * hour * minute,
				"ferry.f.vessels journey_time.mean": trip * hour * minute, "ferry.f trips": 2}
		}},
		{"freight-pack", func() answers {
			wait, _ := fullOrLate(1, 2, math.Inf(1))
			return answers{"flow.f journey_time.mean": (wait + 3) * hour * minute, "train.t throughput": perDay / 2, "flow.f throughput": perDay,
				"train.t trip_teu": perDay, "train.t trip_units": perDay / 2}
		}},
		{"freight-timetable", func() answers { return train(bulkService(20/perDay, 1, 12, 12, 1)) }},
		{"freight-bulk-arrivals", func() answers { return train(bulkService(18/perDay, 5, 12, 12, 1)) }},
		{"freight-least", func() answers { return train(bulkService(10/perDay, 1, 12, 15, 7)) }},
		{"freight-yard-lost", func() answers {
			carried := over(poisson(7, 200), func(n int) float64 { return float64(min(n, 8)) })
			return answers{"train.t share_lost": 1 - carried/7, "flow.f throughput": carried, "flow.f lost": 7 - carried}
		}},
		{"freight-when-full", func() answers {
			wait, size := fullOrLate(36/perDay, 8, 4)
			return answers{
				"ferry.f.forward wait.mean":          wait * hour * minute,
				"ferry.f.forward.vessels throughput": 36 / size,
				"flow.f journey_time.mean":           (wait + 12) * hour * minute,
			}
		}},
		{"freight-batch", func() answers {
			wait, size := fullOrLate(1, 5, math.Inf(1))
			return answers{"flow.f journey_time.mean": (wait + 3) * hour * minute, "train.t.trains throughput": 24 / size}
		}},
		{"freight-rail-paths", func() answers {
			wait := pollaczek(fixed(18/perDay, 1))
			return answers{"flow.f journey_time.mean": (wait + 2) * hour * minute, "flow.back journey_time.mean": (2 + 9.0/2) * hour * minute}
		}},
		{"freight-single-track", func() answers {
			t := fixed(2*9/perDay, 1)
			return answers{"rail.ab wait.mean": pollaczek(t) * hour * minute, "rail.ab utilisation": t.rate,
				"flow.west journey_time.mean": (pollaczek(t) + 1) * hour * minute}
		}},
		{"freight-single-sections", func() answers {
			wait := pollaczek(fixed(27/perDay, 2.0/3))
			return answers{"rail.ab.1 wait.mean": wait * hour * minute, "rail.ab.2 wait.mean": 0, "rail.ab.3 wait.mean": 0,
				"flow.east journey_time.mean": (wait + 2) * hour * minute}
		}},
		{"freight-crane-cycles", func() answers {
			t := traffic{36 / aDay, 30, 3*10*10 + 30*30}
			return answers{
				"terminal.a.cranes wait.mean":   pollaczek(t) * minute,
				"terminal.a.cranes utilisation": t.rate * t.mean,
				"flow.f throughput":             3 * 36,
				"flow.f journey_time.mean":      (pollaczek(t) + 30 + 60) * minute,
			}
		}},
		{"freight-cranes-of-two-classes", func() answers {
			wait := mmcWait(144/aDay, 15, 2)
			return answers{
				"terminal.a.cranes wait.mean class box":   wait * minute,
				"terminal.a.cranes wait.mean class wagon": wait * minute,
				"terminal.a.cranes utilisation":           144 / aDay * 15 / 2,
				"flow.boxes journey_time.mean":            (wait + 15 + 60) * minute,
			}
		}},
	}
}

// poisson is the law of a Poisson number, cut off.
func poisson(mean float64, most int) []float64 {
	p := make([]float64, most+1)
	p[0] = math.Exp(-mean)
	for n := 1; n <= most; n++ {
		p[n] = p[n-1] * mean / float64(n)
	}
	return p
}

// departures is what is found at those of a timetable.
type departures struct {
	rate, every float64 // arrivals, distance of departures
	left        float64 // units that stay behind, on average
	made        float64 // share that takes place
}

// wait is by Little's law: between departures the line grows evenly.
func (d departures) wait() float64 { return (d.left + d.rate*d.every/2) / d.rate }

// bulkService solves the Markov chain of the units that stay behind at fixed departures,
// which take up to most units, and take place when at least least wait; units come as a
// Poisson process of batches (Bailey 1954; Chaudhry and Templeton 1983).
func bulkService(rate float64, batch int, every float64, most, least int) departures {
	const states = 1200
	comes := poisson(rate/float64(batch)*every, 80)
	p := make([]float64, states)
	p[0] = 1
	d := departures{rate: rate, every: every}
	for change := 1.0; change > 1e-14; {
		next := make([]float64, states)
		d.left, d.made = 0, 0
		for n, x := range p {
			if x < 1e-30 {
				continue
			}
			for k, y := range comes {
				m := min(n+k*batch, states-1)
				if m >= least {
					d.made += x * y
					m -= min(m, most)
				}
				next[m] += x * y
			}
		}
		change = 0
		for n := range p {
			change += math.Abs(p[n] - next[n])
			d.left += float64(n) * next[n]
		}
		p = next
	}
	return d
}

// fullOrLate is the mean wait and the mean size of what leaves together when there are
// most units, or some time after the first: while the k-th is the last, k wait.
func fullOrLate(rate float64, most int, timeOut float64) (wait, size float64) {
	others := poisson(0, 500)
	if !math.IsInf(timeOut, 1) {
		others = poisson(rate*timeOut, 500)
	}
	reached := func(k int) float64 { // chance that k others come in time
		if math.IsInf(timeOut, 1) {
			return 1
		}
		below := 0.0
		for n := range k {
			below += others[n]
		}
		return 1 - below
	}
	size = 1
	for k := 1; k < most; k++ {
		wait += float64(k) / rate * reached(k)
		size += reached(k)
	}
	return wait / size, size
}
