package sim

import "math"

// Functions that laws and intervals need once per law or interval, not per draw.

// gammaFunction returns Γ(x) for x from 1 to 40 (Stirling's series at x+n, brought
// back by the recurrence; Abramowitz and Stegun 6.1.37).
func gammaFunction(x float64) float64 {
	divisor := 1.0
	for ; x < 20; x++ {
		divisor = float64(divisor * x)
	}
	z := 1 / x
	z2 := float64(z * z)
	series := 1.0/12 - float64(z2*(1.0/360-float64(z2*(1.0/1260-float64(z2*(1.0/1680-float64(z2*(1.0/1188))))))))
	power := float64(Pow(x, x) * Exp(float64(series*z)-x))
	return float64(math.Sqrt(2*math.Pi/x)*power) / divisor
}

// normalDensity returns the density of the standard normal law.
func normalDensity(x float64) float64 {
	return Exp(float64(-0.5*float64(x*x))) / math.Sqrt(2*math.Pi)
}

// normalAbove returns the probability that a standard normal draw exceeds x, for x
// of 0 or less (series of Abramowitz and Stegun 26.2.11).
func normalAbove(x float64) float64 {
	x = -x
	if x > 9 {
		return 1
	}
	sum, term := 0.0, x
	for i := 3.0; term > float64(sum*0x1p-60); i += 2 {
		sum += term
		term = float64(float64(term*x)*x) / i
	}
	return 0.5 + float64(normalDensity(x)*sum)
}
