package sim

import (
	"fmt"
	"math"
)

// Law is a probability law of a quantity that is never negative. It is a small value,
// safe to copy and to share; the constructors are in laws.go and tablelaws.go. The
// zero Law is absent (IsZero) and draws 0.
//
// Laws work in whatever unit their parameters have; laws meant for Law.Time take them
// in microseconds. Means and values may go up to 10^18, coefficients of variation up
// to 100.
type Law struct {
	form     lawForm
	mean, cv float64   // before the offset
	a, b, c  float64   // of the sampler; see the constructors
	offset   float64   // added to every draw
	table    *lawTable // of Empirical and Mixture
}

// lawForm is what the sampler does.
type lawForm uint8

const (
	absentForm lawForm = iota
	constantForm
	exponentialForm
	erlangForm
	gammaForm
	smallGammaForm
	lognormalForm
	weibullForm
	triangularForm
	uniformForm
	normalForm
	hyperexponentialForm
	empiricalForm
	mixtureForm
	geometricForm
)

// Sample returns a draw, taking from s as many random numbers as the law needs. It
// does not allocate.
func (l *Law) Sample(s *Stream) float64 {
	x := l.a
	switch l.form {
	case exponentialForm:
		x = float64(l.a * s.Exp())
	case erlangForm:
		x = s.Exp()
		for k := l.b; k > 1; k-- {
			x += s.Exp()
		}
		x = float64(l.a * x)
	case gammaForm:
		x = float64(l.a * s.gamma(l.b, l.c))
	case smallGammaForm: // Gamma(k) = Gamma(k+1)·U^(1/k), and -log U is exponential
		x = float64(float64(l.a*s.gamma(l.b, l.c)) * Exp(float64(-s.Exp()*float64(l.cv*l.cv))))
	case lognormalForm:
		x = float64(l.a * Exp(float64(l.b*s.Normal())))
	case weibullForm:
		x = float64(l.a * Pow(s.Exp(), l.b))
	case triangularForm:
		x = l.triangular(s.Float64())
	case uniformForm:
		x = l.a + float64(l.b*s.Float64())
	case normalForm:
		x = l.a + float64(l.b*s.Normal())
		for x < 0 {
			x = l.a + float64(l.b*s.Normal())
		}
	case hyperexponentialForm:
		scale := l.b
		if s.Float64() > l.a {
			scale = l.c
		}
		x = float64(scale * s.Exp())
	case empiricalForm:
		x = l.table.values[l.table.pick(s.Float64())]
	case mixtureForm:
		x = l.table.laws[l.table.pick(s.Float64())].Sample(s)
	case geometricForm:
		x = 1 + math.Floor(s.Exp()/l.a)
	}
	return l.offset + x
}

// Time returns a draw rounded to the nearest tick, for laws in microseconds. Draws
// beyond 2^60 microseconds are cut there: they never end.
func (l *Law) Time(s *Stream) Time {
	x := l.Sample(s)
	if x >= float64(horizon) {
		return horizon
	}
	return Time(x + 0.5)
}

// triangular inverts the distribution function: a is the lower end, b the rise to
// the mode, c the fall from there.
func (l *Law) triangular(u float64) float64 {
	width := l.b + l.c
	if area := float64(u * width); area < l.b {
		return l.a + math.Sqrt(float64(area*l.b))
	}
	return l.a + width - math.Sqrt(float64(float64((1-u)*width)*l.c))
}

// gamma returns a draw from the gamma law of shape d+1/3 and scale 1, with c =
// 1/√(9d) (Marsaglia and Tsang, ACM TOMS 26(3), 2000; shapes of 1 and above).
func (s *Stream) gamma(d, c float64) float64 {
	for {
		x := s.Normal()
		v := 1 + float64(c*x)
		if v <= 0 {
			continue
		}
		v = float64(float64(v*v) * v)
		u := s.Float64()
		x2 := float64(x * x)
		if u < 1-float64(0.0331*float64(x2*x2)) || Log(u) < float64(0.5*x2)+float64(d*(1-v+Log(v))) {
			return float64(d * v)
		}
	}
}

// IsZero tells whether the law is absent.
func (l Law) IsZero() bool { return l.form == absentForm }

// Mean returns the expectation.
func (l Law) Mean() float64 { return l.mean + l.offset }

// CV returns the coefficient of variation: standard deviation over mean, 0 for a
// mean of 0.
func (l Law) CV() float64 {
	if l.Mean() == 0 {
		return 0
	}
	return float64(l.cv*l.mean) / l.Mean()
}

// Fixed returns the only value of a law that does not vary, and whether it is one.
func (l Law) Fixed() (x float64, ok bool) {
	return l.a + l.offset, l.form == constantForm
}

// Max returns the largest value the law can take, +Inf where there is no bound.
func (l Law) Max() float64 {
	x := math.Inf(1)
	switch l.form {
	case absentForm, constantForm:
		x = l.a
	case uniformForm:
		x = l.a + l.b
	case triangularForm:
		x = l.a + l.b + l.c
	case empiricalForm:
		x = l.table.values[len(l.table.values)-1]
	case mixtureForm:
		x = 0
		for _, part := range l.table.laws {
			x = max(x, part.Max())
		}
	}
	return x + l.offset
}

// String describes the law completely, in the unit of its parameters: laws that draw
// differently have different texts.
func (l Law) String() string {
	text := ""
	switch l.form {
	case absentForm:
		return "no law"
	case constantForm:
		text = fmt.Sprintf("constant %v", l.a)
	case exponentialForm:
		text = fmt.Sprintf("exponential, mean %v", l.mean)
	case erlangForm:
		text = fmt.Sprintf("erlang of %v phases, mean %v", l.b, l.mean)
	case gammaForm, smallGammaForm:
		text = fmt.Sprintf("gamma, mean %v, cv %v", l.mean, l.cv)
	case lognormalForm:
		text = fmt.Sprintf("lognormal, mean %v, cv %v", l.mean, l.cv)
	case weibullForm:
		text = fmt.Sprintf("weibull, mean %v, shape %v", l.mean, 1/l.b)
	case triangularForm:
		text = fmt.Sprintf("triangular, from %v over %v to %v", l.a, l.a+l.b, l.a+l.b+l.c)
	case uniformForm:
		text = fmt.Sprintf("uniform, from %v to %v", l.a, l.a+l.b)
	case normalForm:
		text = fmt.Sprintf("normal, mean %v, deviation %v, redrawn below 0", l.a, l.b)
	case hyperexponentialForm:
		text = fmt.Sprintf("hyperexponential, mean %v, cv %v", l.mean, l.cv)
	case empiricalForm:
		text = fmt.Sprintf("empirical, values %v up to shares %v", l.table.values, l.table.upTo)
	case mixtureForm:
		text = fmt.Sprintf("mixture of %v up to shares %v", l.table.laws, l.table.upTo)
	case geometricForm:
		text = fmt.Sprintf("geometric, mean %v", l.mean)
	}
	if l.offset != 0 {
		text += fmt.Sprintf(", plus %v", l.offset)
	}
	return text
}
