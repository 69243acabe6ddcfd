package model

import (
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

// TestForecast: two until noon, none until midnight, one until the run ends after two
// days; beyond that it goes on with the mean of both days, which is one.
func TestForecast(t *testing.T) {
	const h = sim.Hour
	f := newForecast([]network.LaneStep{{Manned: 2, Open: true}, {At: 12 * h, Manned: 2}, {At: 24 * h, Manned: 1, Open: true}}, 48*h)
	for work, want := range map[sim.Time]sim.Time{0: 0, 2 * h: h, 4 * h: 2*h + 12*h, 5 * h: 15 * h, 28 * h: 38 * h, 38 * h: 48 * h} {
		if got := f.clearing(0, 10*h, float64(work)); got != want {
			t.Errorf("%v of work: %v, want %v", work, got, want)
		}
	}
	nobody := newForecast([]network.LaneStep{{}}, 48*h)
	if got := nobody.clearing(0, h, 0); got != sim.Never {
		t.Errorf("nobody is ever there: %v", got)
	}
}

// TestForecastEndsAtNight: a run that ends while nobody is on duty is no end of duty.
func TestForecastEndsAtNight(t *testing.T) {
	var steps []network.LaneStep
	for at := sim.Time(0); at < 20*sim.Day; at += sim.Day {
		steps = append(steps, network.LaneStep{At: at, Manned: 6, Open: true}, network.LaneStep{At: at + 16*sim.Hour})
	}
	f := newForecast(steps, 20*sim.Day)
	// 96 officer hours on the last day, then four officers on average: 480 take five days
	if got, want := f.clearing(38, 19*sim.Day, float64(480*sim.Hour)), 5*sim.Day; got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
