package main

// postOracles are posts: channels, stages that part and join, lanes that classes share,
// the strip between two posts, yards.
func postOracles() []oracle {
	const stage = "post.p.forward.control"
	return []oracle{
		{"joint-control", func() answers {
			// The longer of two exponential times of 2 and 3 minutes.
			const a, b = 1.0 / 2, 1.0 / 3
			t := traffic{288 / aDay, 1/a + 1/b - 1/(a+b), 2/(a*a) + 2/(b*b) - 2/((a+b)*(a+b))}
			return answers{
				"post.p.forward.customs wait.mean":   pollaczek(t) * minute,
				"post.p.forward.customs utilisation": t.rate * t.mean,
				"post.p.forward crossing_time.mean":  (pollaczek(t) + t.mean) * minute,
			}
		}},
		{"channel-service", func() answers {
			green, red := exponential(0.8*648/aDay, 1), exponential(0.2*648/aDay, 4)
			all := mixed(green, red)
			return answers{
				stage + " wait.mean":                pollaczek(all) * minute,
				stage + " utilisation":              all.rate * all.mean,
				"post.p.forward crossing_time.mean": (pollaczek(all) + all.mean) * minute,
			}
		}},
		{"channel-stage", func() answers {
			control := pollaczek(exponential(1008/aDay, 1))
			scan := pollaczek(exponential(0.4*720/aDay, 2.5))
			return answers{
				stage + " wait.mean":                            control * minute,
				"post.p.forward.scan wait.mean":                 scan * minute,
				"post.p.forward.scan arrivals":                  0.4 * 720,
				"post.p.forward crossing_time.mean class truck": (control + 1 + 0.4*(scan+2.5)) * minute,
				"post.p.forward crossing_time.mean class bus":   (control + 1) * minute,
			}
		}},
		{"stages-with-feedback", func() answers {
			// Of 10 who leave control, 2 go back, 5 leave the post, 3 go on to customs.
			const rate = 806.4 / aDay
			const visits = 1 / (1 - 0.2)
			documents := pollaczek(exponential(rate*visits, 1))
			control := mmcWait(rate*visits, 2, 2)
			customs := pollaczek(exponential(rate*visits*0.3, 3))
			return answers{
				"post.p.forward.documents wait.mean": documents * minute,
				"post.p.forward.documents arrivals":  rate * visits * aDay,
				stage + " wait.mean":                 control * minute,
				"post.p.forward.customs wait.mean":   customs * minute,
				"post.p.forward.customs arrivals":    rate * visits * 0.3 * aDay,
				"post.p.forward crossing_time.mean":  visits * (documents + 1 + control + 2 + 0.3*(customs+3)) * minute,
				"flow.f throughput":                  rate * aDay,
			}
		}},
		{"stages-with-detour", func() answers {
			control := mmcWait(1008/aDay, 2, 2)
			customs := pollaczek(exponential(0.5*576/aDay, 2.5))
			exit := pollaczek(exponential(1008/aDay, 1))
			return answers{
				stage + " wait.mean":                            control * minute,
				"post.p.forward.customs wait.mean":              customs * minute,
				"post.p.forward.customs arrivals":               288,
				"post.p.forward.exit wait.mean":                 exit * minute,
				"post.p.forward crossing_time.mean class truck": (control + 2 + 0.5*(customs+2.5) + exit + 1) * minute,
				"post.p.forward crossing_time.mean class bus":   (control + 2 + exit + 1) * minute,
			}
		}},
		{"shared-lanes", func() answers {
			bus, truck := sharedLanesWaits(504/aDay, 216/aDay, 2, 4)
			return answers{
				stage + " wait.mean class bus":   bus * minute,
				stage + " wait.mean class truck": truck * minute,
				stage + " queue":                 (504*bus + 216*truck) / aDay,
				stage + " utilisation":           (504*2 + 216*4) / aDay / 2,
			}
		}},
		{"neutral-strip", strip},
		{"strip-of-two-lanes", strip},
		{"yard-before-post", func() answers {
			p := birthDeath(6, func(int) float64 { return 0.9 }, busy(1))
			return answers{
				"flow.f lost":              0.9 * p[6] * aDay,
				"flow.f journey_time.mean": over(p, func(n int) float64 { return float64(n) }) / (0.9 * (1 - p[6])) * minute,
				stage + " utilisation":     1 - p[0],
			}
		}},
		{"yard-with-stay", func() answers {
			return answers{"flow.f lost": 96 * erlangB(5, 4), "flow.f throughput": 96 * (1 - erlangB(5, 4))}
		}},
	}
}

// buffered is the share of the time that the second of two alike exponential stations
// works, the first never idle, so many places between them: up to places + 2 are finished
// by the first and not by the second.
func buffered(places int) float64 {
	always := func(int) float64 { return 1 }
	return 1 - birthDeath(places+2, always, always)[0]
}

// staffOracles are pools of officers and lanes that fail or slow down.
func staffOracles() []oracle {
	return []oracle{
		{"staff-two-stations", func() answers {
			wait := mmcWait(1080/aDay, 2, 2) * minute
			return answers{"toll.a wait.mean": wait, "toll.b wait.mean": wait}
		}},
		{"staff-three-officers", func() answers {
			a, b := sharedStaffWaits(504/aDay, 288/aDay, 4)
			return answers{"toll.a wait.mean": a * minute, "toll.b wait.mean": b * minute}
		}},
		{"staff-loss", func() answers {
			lost := kaufman(5, []float64{2, 0.8}, []int{1, 2})
			return answers{"toll.a share_lost": lost[0], "toll.b share_lost": lost[1], "toll.b throughput": 288 * (1 - lost[1])}
		}},
		{"staff-listed", func() answers {
			// One officer: a from 0 to 10, b from 10 to 20, the second of a from 20 on.
			return answers{
				"toll.a wait.mean":  (0 + 20 - 3) / 2.0 * minute,
				"toll.b wait.mean":  (10 - 2) * minute,
				"flow.b time_staff": (10 - 2) * toHour,
				// three services in a day of 1440 minutes
				"staff.s utilisation": 3 * 10 / 1440.0,
				"staff.s officers":    1,
			}
		}},
		{"breakdown-lanes", func() answers {
			wait, works := failingLanes(864/aDay, 2, 2, 60, 10)
			return answers{"toll.q wait.mean": wait * minute, "toll.q sojourn": (wait + works/(864/aDay)) * minute}
		}},
		{"breakdown-station", func() answers {
			wait := outage(fixed(864/aDay, 1), 1.0/60, 10, 100)
			return answers{"toll.q wait.mean": wait * minute, "toll.q inside": 864 / aDay * (wait + 1)}
		}},
		{"slow-spells", func() answers {
			wait, served := slowed(864/aDay, 2, 2, 60, 20, 0.5)
			return answers{
				"toll.q wait.mean":   wait * minute,
				"toll.q queue":       wait * 864 / aDay,
				"toll.q utilisation": served / 2,
				"toll.q sojourn":     (wait + served/(864/aDay)) * minute,
			}
		}},
		{"breakdown-listed", func() answers {
			a := answers{}
			arrivals := []float64{9.5 * hour, 11 * hour}
			for toll, work := range map[string]string{"toll.finish": "finish", "toll.hold": "hold", "toll.back": "send back"} {
				p := oneLane(arrivals, hour, work, away{10 * hour, 12 * hour}, away{22 * hour, 24 * hour})
				a[toll+" sojourn"] = meanOf(p, inside) * minute
				if work != "send back" { // what was done in vain is service or not, as one likes
					a[toll+" wait.mean"] = meanOf(p, notServed(hour)) * minute
				}
			}
			a["flow.finish time_breakdown"] = 1 // the second one from 11 to 12
			return a
		}},
	}
}

// strip is a neutral strip with room for four vehicles between two controls that are
// never short of them.
func strip() answers {
	throughput := aDay / 10 * buffered(4)
	return answers{"post.b.forward.control throughput": throughput, "post.a.forward.control throughput": throughput}
}
