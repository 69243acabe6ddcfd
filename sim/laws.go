package sim

import (
	"fmt"
	"math"
)

// Bounds of what laws accept.
const (
	maxValue  = 1e18
	maxCV     = 100
	maxPhases = 10_000
)

// Constant is always x.
func Constant(x float64) (Law, error) {
	if err := checkValue("constant", "the value", x); err != nil {
		return Law{}, err
	}
	return constant(x), nil
}

func constant(x float64) Law { return Law{form: constantForm, mean: x, a: x} }

// Exponential has the given mean and cv 1.
func Exponential(mean float64) (Law, error) {
	if err := checkMean("exponential", mean); err != nil {
		return Law{}, err
	}
	return Law{form: exponentialForm, mean: mean, cv: 1, a: mean}, nil
}

// Erlang is the sum of k equal exponential phases; its cv is 1/√k. k is 1 to 10,000.
func Erlang(k int, mean float64) (Law, error) {
	if err := checkMean("erlang", mean); err != nil {
		return Law{}, err
	}
	if k < 1 || k > maxPhases {
		return Law{}, fmt.Errorf("erlang law: the shape must be a whole number from 1 to %d, not %d", maxPhases, k)
	}
	const few = 4 // up to here adding up phases is faster than the gamma sampler
	phases := float64(k)
	if k > few {
		return gammaOfShape(phases, mean), nil
	}
	return Law{form: erlangForm, mean: mean, cv: 1 / math.Sqrt(phases), a: mean / phases, b: phases}, nil
}

// Gamma has the given mean and coefficient of variation; cv 0 is a constant.
func Gamma(mean, cv float64) (Law, error) {
	if fixed, err := checkMeanCV("gamma", mean, cv); fixed || err != nil {
		return constantOr(mean, err)
	}
	return gammaOfShape(1/float64(cv*cv), mean), nil
}

// gammaOfShape: a is the scale, b and c are d and c of Stream.gamma. Shapes below 1
// are drawn from shape+1.
func gammaOfShape(shape, mean float64) Law {
	l := Law{form: gammaForm, mean: mean, cv: 1 / math.Sqrt(shape), a: mean / shape}
	if shape < 1 {
		l.form = smallGammaForm
		shape++
	}
	l.b = shape - 1.0/3
	l.c = 1 / math.Sqrt(float64(9*l.b))
	return l
}

// Lognormal has the given mean and coefficient of variation, both of the value
// itself, not of its logarithm; cv 0 is a constant.
func Lognormal(mean, cv float64) (Law, error) {
	if fixed, err := checkMeanCV("lognormal", mean, cv); fixed || err != nil {
		return constantOr(mean, err)
	}
	ratio := 1 + float64(cv*cv)
	return Law{form: lognormalForm, mean: mean, cv: cv, a: mean / math.Sqrt(ratio), b: math.Sqrt(Log(ratio))}, nil
}

// Weibull has the given mean and shape, 0.1 to 1000; shape 1 is exponential, larger
// shapes vary less.
func Weibull(mean, shape float64) (Law, error) {
	if err := checkMean("weibull", mean); err != nil {
		return Law{}, err
	}
	if !(shape >= minShape && shape <= maxShape) {
		return Law{}, fmt.Errorf("weibull law: the shape must be between %v and %v, not %v", minShape, maxShape, shape)
	}
	return Law{form: weibullForm, mean: mean, cv: weibullCV(shape), a: mean / gammaFunction(1+1/shape), b: 1 / shape}, nil
}

const minShape, maxShape = 0.1, 1000.0

// WeibullCV has the given mean and coefficient of variation, 0.01 to 100; cv 0 is a
// constant.
func WeibullCV(mean, cv float64) (Law, error) {
	if fixed, err := checkMeanCV("weibull", mean, cv); fixed || err != nil {
		return constantOr(mean, err)
	}
	if cv < 0.01 {
		return Law{}, fmt.Errorf("weibull law: the cv must be 0 or at least 0.01, not %v", cv)
	}
	low, high := minShape, maxShape // weibullCV falls with the shape
	for range 100 {
		middle := math.Sqrt(float64(low * high))
		if weibullCV(middle) > cv {
			low = middle
		} else {
			high = middle
		}
	}
	return Weibull(mean, high)
}

func weibullCV(shape float64) float64 {
	g := gammaFunction(1 + 1/shape)
	return math.Sqrt(gammaFunction(1+2/shape)/float64(g*g) - 1)
}

// Triangular lies between min and max, most likely at mode.
func Triangular(min, mode, max float64) (Law, error) {
	if err := checkRange("triangular", min, max); err != nil {
		return Law{}, err
	}
	if !(mode >= min && mode <= max) {
		return Law{}, fmt.Errorf("triangular law: the mode %v must lie between min %v and max %v", mode, min, max)
	}
	if min == max {
		return constant(min), nil
	}
	rise, fall := mode-min, max-mode
	mean := (min + mode + max) / 3
	variance := (float64(rise*rise) + float64(rise*fall) + float64(fall*fall)) / 18
	return Law{form: triangularForm, mean: mean, cv: math.Sqrt(variance) / mean, a: min, b: rise, c: fall}, nil
}

// Uniform is spread evenly between min and max.
func Uniform(min, max float64) (Law, error) {
	if err := checkRange("uniform", min, max); err != nil {
		return Law{}, err
	}
	if min == max {
		return constant(min), nil
	}
	mean, width := (min+max)/2, max-min
	return Law{form: uniformForm, mean: mean, cv: width / math.Sqrt(12) / mean, a: min, b: width}, nil
}

// Normal is a normal law of the given mean and cv whose draws below 0 are redrawn.
// Redrawing moves the mean up (by 2.8 % at cv 0.5); Law.Mean and Law.CV are those of
// what is drawn. cv 0 is a constant.
func Normal(mean, cv float64) (Law, error) {
	if fixed, err := checkMeanCV("normal", mean, cv); fixed || err != nil {
		return constantOr(mean, err)
	}
	// Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, 13.10.1.
	cutoff := -1 / cv
	sd := float64(cv * mean)
	hazard := normalDensity(cutoff) / normalAbove(cutoff)
	drawnMean := mean + float64(sd*hazard)
	shrink := 1 + float64(cutoff*hazard) - float64(hazard*hazard)
	return Law{form: normalForm, mean: drawnMean, cv: float64(sd*math.Sqrt(shrink)) / drawnMean, a: mean, b: sd}, nil
}

// Hyperexponential is one of two exponential phases, each bringing half of the mean;
// cv is 1 or more.
func Hyperexponential(mean, cv float64) (Law, error) {
	if _, err := checkMeanCV("hyperexponential", mean, cv); err != nil {
		return Law{}, err
	}
	if cv < 1 {
		return Law{}, fmt.Errorf("hyperexponential law: the cv must be at least 1, not %v", cv)
	}
	square := float64(cv * cv)
	short := float64((1 + math.Sqrt((square-1)/(square+1))) / 2) // probability of the shorter phase
	return Law{form: hyperexponentialForm, mean: mean, cv: cv, a: short, b: mean / 2 / short, c: mean / 2 / (1 - short)}, nil
}

// Geometric is the number of trials up to the first success: 1, 2, … with the given
// mean of at least 1.
func Geometric(mean float64) (Law, error) {
	if err := checkMean("geometric", mean); err != nil {
		return Law{}, err
	}
	switch {
	case mean < 1:
		return Law{}, fmt.Errorf("geometric law: it counts from 1, so the mean must be at least 1, not %v", mean)
	case mean == 1:
		return constant(1), nil
	}
	return Law{form: geometricForm, mean: mean, cv: math.Sqrt(1 - 1/mean), a: geometricRate(mean)}, nil
}

// geometricRate returns -log(1-1/mean): the geometric draw is an exponential one of
// this rate, rounded up. For large means by the series of 2·artanh(1/(2·mean-1)).
func geometricRate(mean float64) float64 {
	if mean < 2 {
		return Log(mean / (mean - 1))
	}
	z := 1 / (mean + mean - 1)
	z2 := float64(z * z)
	sum, term := 0.0, z
	for i := 1.0; term > float64(sum*0x1p-60); i += 2 {
		sum += term / i
		term = float64(term * z2)
	}
	return sum + sum
}

// Shifted is law plus offset, which must not make it negative.
func Shifted(law Law, offset float64) (Law, error) {
	if law.IsZero() {
		return Law{}, fmt.Errorf("shifted law: there is no law to shift")
	}
	if !(math.Abs(offset) <= maxValue) || law.min()+offset < 0 {
		return Law{}, fmt.Errorf("shifted law: an offset of %v would make values negative or too large", offset)
	}
	law.offset += offset
	return law, nil
}

// min returns the largest known lower bound.
func (l Law) min() float64 {
	x := 0.0
	switch l.form {
	case constantForm, uniformForm, triangularForm:
		x = l.a
	case empiricalForm:
		x = l.table.values[0]
	case geometricForm:
		x = 1
	case mixtureForm:
		x = l.table.laws[0].min()
		for _, part := range l.table.laws {
			x = min(x, part.min())
		}
	}
	return x + l.offset
}

func constantOr(mean float64, err error) (Law, error) {
	if err != nil {
		return Law{}, err
	}
	return constant(mean), nil
}

func checkValue(law, what string, x float64) error {
	switch {
	case x != x:
		return fmt.Errorf("%s law: %s is not a number", law, what)
	case x < 0:
		return fmt.Errorf("%s law: %s must not be negative, not %v", law, what, x)
	case x > maxValue:
		return fmt.Errorf("%s law: %s is %v, which is too large", law, what, x)
	}
	return nil
}

func checkMean(law string, mean float64) error {
	if mean == 0 {
		return fmt.Errorf("%s law: the mean must be above zero; for no time at all write a constant", law)
	}
	return checkValue(law, "the mean", mean)
}

// checkMeanCV tells whether the law does not vary at all.
func checkMeanCV(law string, mean, cv float64) (fixed bool, err error) {
	if err := checkMean(law, mean); err != nil {
		return false, err
	}
	if !(cv >= 0 && cv <= maxCV) {
		return false, fmt.Errorf("%s law: the cv must be between 0 and %v, not %v", law, maxCV, cv)
	}
	return cv == 0, nil
}

func checkRange(law string, min, max float64) error {
	if err := checkValue(law, "min", min); err != nil {
		return err
	}
	if err := checkValue(law, "max", max); err != nil {
		return err
	}
	if min > max {
		return fmt.Errorf("%s law: min %v is above max %v", law, min, max)
	}
	return nil
}
