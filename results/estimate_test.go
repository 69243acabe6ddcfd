package results

import (
	"math"
	"slices"
	"testing"

	"corridor/sim"

	"pgregory.net/rapid"
)

// TestEstimateIsTheInterval: the same as the engine's own interval, for any numbers.
func TestEstimateIsTheInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 2, 40).Draw(t, "xs")
		var e estimator
		got := e.estimate(xs)
		mean, half := sim.Interval(xs, Level)
		scale := 1e-9 * (1 + math.Abs(mean) + half)
		if got.N != len(xs) || math.Abs(got.Mean-mean) > scale || math.Abs(got.HalfWidth-half) > scale {
			t.Fatalf("got %+v, want %v ± %v", got, mean, half)
		}
	})
}

// TestCumulative: a distribution rises from zero or its share of zeros to one.
func TestCumulative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h sim.Histogram
		for _, x := range rapid.SliceOfN(rapid.Int64Range(0, 1e12), 1, 300).Draw(t, "times") {
			h.Add(sim.Time(x))
		}
		line := cumulative(&h, "", unit{"s", 1})
		if !slices.IsSorted(line.X) || !slices.IsSorted(line.Share) {
			t.Fatalf("it falls: %+v", line)
		}
		if end := last(line.Share); end < 0.995 || end > 1 {
			t.Fatalf("it ends at %v", end)
		}
	})
}

func TestQuantile(t *testing.T) {
	for _, c := range []struct{ p, want float64 }{{0, 1}, {0.05, 1.2}, {0.5, 3}, {0.95, 4.8}, {1, 5}} {
		near(t, "quantile", quantile([]float64{1, 2, 3, 4, 5}, c.p), c.want, 1e-12)
	}
	near(t, "of one", quantile([]float64{7}, 0.95), 7, 0)
}

func TestWords(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 0.004: "0.004", 0.25: "0.25", 3: "3", 12.34: "12.3", 99.97: "100", 1234: "1234", 12345.6: "12\u00a0346", -0.5: "-0.5"} {
		if got := number(x); got != want {
			t.Errorf("%v: got %q, want %q", x, got, want)
		}
	}
	for _, c := range []struct {
		e    Estimate
		u    unit
		want string
	}{
		{Estimate{N: 20, Mean: 14508, HalfWidth: 432}, unit{"h", 1.0 / 3600}, "4.03 ± 0.12 h"},
		{Estimate{N: 20, Mean: 0.9031, HalfWidth: 0.0042}, percentUnit(), "90.31 ± 0.42 %"},
		{Estimate{N: 20, Mean: 5, HalfWidth: 0}, plain(), "5"},
		{Estimate{N: 20, Mean: 5, HalfWidth: 1e-7}, plain(), "5"},
		{Estimate{N: 1, Mean: 5.5}, plain(), "5.5"},
		{Estimate{}, plain(), "–"},
		{Estimate{N: 3, Mean: 154513.4, HalfWidth: 1804}, plain(), "154\u00a0513 ± 1804"},
	} {
		if got := plusMinus(c.e, c.u); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.e, got, c.want)
		}
	}
}
