package sim

import "math"

// Interval returns the mean of xs, one number per replication, and the half-width of
// its confidence interval at the given level (0.95 for 95 %) by Student's t. Fewer
// than two numbers tell nothing about their spread: the half-width is then +Inf, and
// the mean of none is 0.
func Interval(xs []float64, level float64) (mean, halfwidth float64) {
	n := float64(len(xs))
	if n == 0 {
		return 0, math.Inf(1)
	}
	for _, x := range xs {
		mean += x / n
	}
	if n == 1 {
		return mean, math.Inf(1)
	}
	squares := 0.0
	for _, x := range xs {
		squares += float64((x - mean) * (x - mean))
	}
	if squares == 0 {
		return mean, 0
	}
	return mean, float64(StudentT(level, len(xs)-1) * math.Sqrt(squares/(n-1)/n))
}

// StudentT returns the t that a Student variable of the given degrees of freedom
// exceeds in size with probability 1-level; level is between 0 and 1.
func StudentT(level float64, degrees int) float64 {
	if !(level > 0 && level < 1) || degrees < 1 {
		return math.Inf(1)
	}
	low, high := 0.0, 1.0
	for studentShare(high, degrees) < level && high < 1e16 {
		high += high
	}
	for middle := (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2 {
		if studentShare(middle, degrees) < level {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// studentShare returns the probability that a Student variable is not above t in
// size (Abramowitz and Stegun 26.7.3 and 26.7.4).
func studentShare(t float64, degrees int) float64 {
	nu := float64(degrees)
	hypotenuse := nu + float64(t*t)
	sine, cosine2 := t/math.Sqrt(hypotenuse), nu/hypotenuse
	if degrees%2 == 0 {
		return float64(sine * oddOverEven(cosine2, 1, degrees/2))
	}
	sum := arcTangent(t / math.Sqrt(nu))
	if degrees > 1 {
		cosine := math.Sqrt(cosine2)
		sum += float64(float64(sine*cosine) * oddOverEven(cosine2, 2, degrees/2))
	}
	return float64(sum * (2 / math.Pi))
}

// oddOverEven returns the first terms of 1 + k/(k+1)·x + k(k+2)/((k+1)(k+3))·x² + …
func oddOverEven(x, k float64, terms int) float64 {
	sum, term := 0.0, 1.0
	for range terms {
		sum += term
		term = float64(float64(term*x) * (k / (k + 1)))
		k += 2
	}
	return sum
}

// arcTangent halves the angle until its series is short.
func arcTangent(x float64) float64 {
	const halvings = 6
	for range halvings {
		x /= 1 + math.Sqrt(1+float64(x*x))
	}
	x2 := float64(x * x)
	series := 1.0/9 - x2/11
	for i := 7.0; i > 0; i -= 2 {
		series = 1/i - float64(x2*series)
	}
	return float64(float64(x*series) * (1 << halvings))
}
