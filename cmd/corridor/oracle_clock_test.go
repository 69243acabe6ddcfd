package main

// clockOracles are calendars and rules of the clock. What is served without a pause is
// counted; what comes at given times is followed by hand.
func clockOracles() []oracle {
	const aDayOf10 = aDay / 10 // vehicles of ten minutes a lane serves in a day
	return []oracle{
		{"day-profile", func() answers {
			d := dayOf{mean: 3.0 / 60}
			weights := [24]float64{4, 3, 2, 2, 3, 5, 8, 12, 15, 15, 14, 13, 13, 14, 14, 14, 15, 14, 12, 10, 8, 7, 6, 5}
			sum := 0.0
			for _, w := range weights {
				sum += w
			}
			for h, w := range weights {
				d.rates[h], d.lanes[h] = 1152*w/sum, 3
				if h >= 8 && h < 20 {
					d.lanes[h] = 4
				}
			}
			queue, wait, served := d.solve()
			return answers{"toll.q queue": queue, "toll.q wait.mean": wait * 3600, "toll.q utilisation": served / 3.5}
		}},
		{"closing-rules", func() answers {
			a := answers{}
			arrivals := []float64{11.5 * hour, 11*hour + 40}
			for toll, work := range map[string]string{"toll.finish": "finish", "toll.hold": "hold", "toll.back": "send back"} {
				p := oneLane(arrivals, hour, work, away{12 * hour, 32 * hour}, away{36 * hour, 56 * hour})
				a[toll+" sojourn"] = meanOf(p, inside) * minute
				if work != "send back" {
					a[toll+" wait.mean"] = meanOf(p, notServed(hour)) * minute
				}
			}
			// The first is finished, the second turns back at 12:00; two days.
			a["toll.away turned_back"] = 1 / 2.0
			a["toll.away throughput"] = 1 / 2.0
			a["toll.away wait.mean"] = (0 + 20) / 2.0 * minute
			return a
		}},
		{"hand-over", func() answers {
			p := oneLane([]float64{7*hour + 50, 8*hour + 10}, 20, "finish", away{8 * hour, 8.5 * hour}, away{20 * hour, 20.5 * hour})
			return answers{
				"toll.q throughput": aDayOf10 - 2*30/10,
				"toll.r wait.mean":  meanOf(p, notServed(20)) * minute,
				"toll.r sojourn":    meanOf(p, inside) * minute,
			}
		}},
		{"quota", func() answers { return answers{"toll.q throughput": 600} }},
		{"quota-listed", func() answers {
			// Three of five begin when they come. The others begin at 06:00 of the next day and half an hour later.
			return answers{
				"toll.q wait.mean":  ((30 - 10) + (30.5 - 11)) / 5 * hour * minute,
				"flow.f time_quota": ((30 - 10) + (30 - 11)) / 2.0,
				"flow.f time_lane":  0.5 / 2,
			}
		}},
		{"maintenance", func() answers {
			// Two weeks. Lost: 4 hours on each of two Sundays, two days, six hours.
			const days, anHour = 14.0, hour / 10
			return answers{
				"toll.closed throughput":   aDayOf10 - 2*4*anHour/days,
				"toll.one-lane throughput": 2*aDayOf10 - 2*4*anHour/days,
				"toll.slow throughput":     aDayOf10 - 2*4*anHour/2/days,
				"toll.dated throughput":    2*aDayOf10 - 2*aDayOf10/days,
				"toll.hours throughput":    aDayOf10 - 6*anHour/days,
			}
		}},
		{"holidays", func() answers {
			// Twenty days, three of them holidays, or three days of other hours.
			return answers{
				"toll.closed throughput":    17 * aDayOf10 / 20,
				"toll.short throughput":     (17*aDayOf10 + 3*6*hour/10) / 20,
				"toll.exception throughput": (17*aDayOf10 + 4*hour/10) / 20,
			}
		}},
		{"zone-of-a-post", func() answers {
			// Baku is four hours ahead: 08:00 there is 04:00.
			return answers{"post.p.forward.control wait.mean": (4 - 1) * hour * minute}
		}},
		{"swing-by-timetable", func() answers {
			// Half a day less ten minutes of clearance in either direction.
			moved := (12*hour - 10) / 10
			return answers{"toll.a throughput": aDayOf10 + moved, "toll.b throughput": aDayOf10 + moved}
		}},
		{"swing-by-line", func() answers {
			begin := []float64{0, 10, 20, 30, 40, 50, 60, 70, 70, 80, 80, 90, 90}
			return answers{"toll.b wait.mean": sum(begin) / 13 * minute}
		}},
		{"staff-stays", func() answers {
			// The second vehicle leaves a when b takes it, at 0:40, and is done at 0:20.
			return answers{"toll.c wait.mean": (40 - 15) * minute, "toll.g wait.mean": (20 - 15) * minute}
		}},
		{"metering", func() answers {
			// At a, of one minute, four pass before the line at b reaches two, at 3:30. The
			// fifth and sixth come to a free lane that may not begin until 21:30.
			a := []float64{0, 50, 100, 150, 21.5*60 - 5*60, 22.5*60 - 6*60}
			// Half a minute on, at b, of ten minutes: begun at 1:30, 11:30 … 51:30.
			b := []float64{0, 11.5 - 2.5, 21.5 - 3.5, 31.5 - 4.5, 41.5 - 23, 51.5 - 24}
			return answers{
				"toll.a wait.mean":     sum(a) / 6,
				"toll.b wait.mean":     sum(b) / 6 * minute,
				"flow.f time_metering": (21.5 - 5 + 21.5 - 6) * toHour,
			}
		}},
	}
}

func sum(all []float64) float64 {
	s := 0.0
	for _, x := range all {
		s += x
	}
	return s
}

// bookingOracles are electronic queues.
func bookingOracles() []oracle {
	const control = "post.p.forward.control"
	return []oracle{
		{"booking-punctual", func() answers {
			return answers{
				control + " wait.mean":      0,
				control + " utilisation":    100.8 / aDay * 10,
				"booking.x.queue wait.mean": slotted(100.8/aDay, 10) * minute,
			}
		}},
		{"booking-full", func() answers {
			// One asks every ten minutes, from 00:10 on, and is given the slot ten minutes later.
			return answers{control + " wait.mean": 0, control + " utilisation": 1, "booking.x.queue wait.mean": 10 * minute}
		}},
		{"booking-no-shows", func() answers {
			return answers{
				control + " throughput class truck": 0.1 * 144,
				control + " throughput class tir":   0.9 * 144,
				"flow.booked no_shows":              0.1 * 144,
			}
		}},
		{"booking-overbooked", func() answers {
			return answers{control + " throughput": 24 * 11 * 0.9, "flow.f no_shows": 24 * 11 * 0.1}
		}},
		{"booking-listed", func() answers {
			// Asked at 10:05 and 10:10: slots at 11:00 and 12:00. Walk-ins: the ends of the
			// windows before.
			return answers{
				"booking.early.queue wait.mean": (40 + 95) / 2.0 * minute,
				"booking.early.yard wait.mean":  15 * minute,
				"flow.early time_virtual":       (40 + 95) * toHour,
				"flow.early time_slot":          (15 + 15) * toHour,
				"flow.early journey_time.mean":  ((55 + 10) + (110 + 10)) / 2.0 * minute,
				"flow.late journey_time.mean":   ((55 + 20 + 10) + (110 + 20 + 10)) / 2.0 * minute,
				"booking.walk.yard wait.mean":   (55 + 110) / 2.0 * minute,
				"flow.walk journey_time.mean":   ((55 + 10) + (110 + 10)) / 2.0 * minute,
				"flow.missed journey_time.mean": (55 + 120 + 10) * minute,
				"flow.grace journey_time.mean":  (55 + 70 + 10) * minute,
			}
		}},
	}
}
