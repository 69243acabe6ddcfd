package sim

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

func TestStudentTAgainstOracle(t *testing.T) {
	for _, degrees := range []int{1, 2, 3, 4, 5, 9, 10, 19, 20, 99, 100, 1001} {
		for _, level := range []float64{0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999} {
			want := distuv.StudentsT{Sigma: 1, Nu: float64(degrees)}.Quantile((1 + level) / 2)
			if got := StudentT(level, degrees); math.Abs(got/want-1) > 1e-10 {
				t.Errorf("level %v, %d degrees: %v, want %v", level, degrees, got, want)
			}
		}
	}
	if !math.IsInf(StudentT(1, 5), 1) || !math.IsInf(StudentT(0.95, 0), 1) {
		t.Error("levels and degrees without meaning have a finite t")
	}
}

func TestInterval(t *testing.T) {
	xs := []float64{4.1, 3.9, 5.0, 4.4, 4.6}
	mean, half := Interval(xs, 0.95)
	wantMean, deviation := stat.MeanStdDev(xs, nil)
	wantHalf := 2.7764451051977987 * deviation / math.Sqrt(5)
	if math.Abs(mean-wantMean) > 1e-14 || math.Abs(half/wantHalf-1) > 1e-12 {
		t.Errorf("%v ± %v, want %v ± %v", mean, half, wantMean, wantHalf)
	}
	for _, c := range []struct {
		xs         []float64
		mean, half float64
	}{{nil, 0, math.Inf(1)}, {[]float64{7}, 7, math.Inf(1)}, {[]float64{0.1, 0.1, 0.1}, 0.1, 0}} {
		if mean, half := Interval(c.xs, 0.95); mean != c.mean || half != c.half {
			t.Errorf("%v: %v ± %v, want %v ± %v", c.xs, mean, half, c.mean, c.half)
		}
	}
}

// TestIntervalCoverage makes 4,000 intervals of 8 normal numbers: 90 % should hold
// the true mean.
func TestIntervalCoverage(t *testing.T) {
	const intervals = 4000
	held := 0.0
	base := NewBase(41, 0, "coverage")
	for i := range uint64(intervals) {
		s := base.Stream(i, 0)
		xs := make([]float64, 8)
		for j := range xs {
			xs[j] = 3 + 2*s.Normal()
		}
		if mean, half := Interval(xs, 0.9); math.Abs(mean-3) <= half {
			held++
		}
	}
	if share := held / intervals; math.Abs(share-0.9) > 4*math.Sqrt(0.09/intervals) {
		t.Errorf("%v of the intervals hold the mean, want 0.9", share)
	}
}
