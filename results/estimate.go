package results

import (
	"math"

	"corridor/sim"
)

// Estimate is one number of the results, estimated from replications.
type Estimate struct {
	N         int      // replications that observed it; 0: no observation
	Mean      float64  // over these replications
	HalfWidth float64  // of the 95 % confidence interval; 0 when N < 2, which Interval tells apart
	Warnings  []string // why to read it with care
}

// Interval returns the ends of the 95 % confidence interval; false when fewer than
// two replications observed the number.
func (e Estimate) Interval() (low, high float64, ok bool) {
	return e.Mean - e.HalfWidth, e.Mean + e.HalfWidth, e.N >= 2
}

// Level of all confidence intervals.
const Level = 0.95

// quantileError is the largest relative error of a quantile of a sim.Histogram.
const quantileError = 1.0 / 128

// estimator computes intervals; it remembers the factors of Student's t.
type estimator struct {
	student map[int]float64 // by degrees of freedom
}

// estimate returns the mean of xs and the half-width of its interval.
func (e *estimator) estimate(xs []float64) Estimate {
	n := len(xs)
	if n == 0 {
		return Estimate{}
	}
	mean, same := 0.0, true
	for _, x := range xs {
		mean += x / float64(n)
		same = same && x == xs[0]
	}
	if same {
		return Estimate{N: n, Mean: xs[0]}
	}
	squares := 0.0
	for _, x := range xs {
		squares += float64((x - mean) * (x - mean))
	}
	return Estimate{N: n, Mean: mean, HalfWidth: float64(e.t(n-1) * math.Sqrt(squares/float64(n-1)/float64(n)))}
}

func (e *estimator) t(degrees int) float64 {
	if e.student == nil {
		e.student = map[int]float64{}
	}
	t, ok := e.student[degrees]
	if !ok {
		t = sim.StudentT(Level, degrees)
		e.student[degrees] = t
	}
	return t
}
