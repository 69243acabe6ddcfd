package sim_test

import (
	"context"
	"fmt"

	"corridor/sim"
)

// The queue M/M/1 at load 0.9: one server, Poisson arrivals once a minute, exponential
// service of 54 seconds. Theory says that the mean wait is 8.1 minutes.
func Example() {
	gap, _ := sim.Exponential(float64(60 * sim.Second))
	service, _ := sim.Exponential(float64(54 * sim.Second))
	const source, server = 0, 1

	run := func(_ context.Context, replication int) (sim.Histogram, error) {
		arrivals := sim.NewBase(2024, replication, "arrivals").Stream(0, 0)
		luck := sim.NewBase(2024, replication, "service")
		calendar := sim.NewCalendar(2)
		calendar.Set(source, gap.Time(&arrivals), sim.RankArrive)
		var line []sim.Time // since when; the first one is being served
		var wait sim.Histogram
		customer := uint64(0)
		serve := func(now sim.Time) {
			wait.Add(now - line[0])
			customer++
			stream := luck.Stream(customer, 0)
			calendar.Set(server, now+service.Time(&stream), sim.RankRelease)
		}
		for slot, now, _ := calendar.Peek(); now < 200*sim.Day; slot, now, _ = calendar.Peek() {
			switch slot {
			case source:
				calendar.Set(source, now+gap.Time(&arrivals), sim.RankArrive)
				if line = append(line, now); len(line) == 1 {
					serve(now)
				}
			case server:
				calendar.Clear(server)
				if line = line[1:]; len(line) > 0 {
					serve(now)
				}
			}
		}
		return wait, nil
	}

	var means []float64
	err := sim.Replicate(context.Background(), 20, 0, run, func(_ int, wait sim.Histogram) bool {
		means = append(means, wait.Mean()/60)
		return true
	})
	mean, half := sim.Interval(means, 0.95)
	fmt.Printf("wait %.2f ± %.2f minutes, exactly %.2f; error %v\n", mean, half, sim.MMcWait(1, 60.0/54, 1), err)
	// Output:
	// wait 8.05 ± 0.14 minutes, exactly 8.10; error <nil>
}
