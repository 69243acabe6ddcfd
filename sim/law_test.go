package sim

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func must(l Law, err error) Law {
	if err != nil {
		panic(err)
	}
	return l
}

// redrawnMoments integrates the density x·f(x) and x²·f(x) by Simpson's rule.
func redrawnMoments(mean, sd float64) (meanAndCV [2]float64) {
	const steps = 20_000
	d := distuv.Normal{Mu: mean, Sigma: sd}
	width := (mean + 12*sd) / steps
	first, second := 0.0, 0.0
	for i := range steps + 1 {
		x, weight := float64(i)*width, float64(2+i%2*2)
		if i == 0 || i == steps {
			weight = 1
		}
		p := weight * width / 3 * d.Prob(x) / d.Survival(0)
		first, second = first+x*p, second+x*x*p
	}
	return [2]float64{first, math.Sqrt(second-first*first) / first}
}

// lawCase is a law beside an oracle: its distribution function, mean and cv from
// elsewhere.
type lawCase struct {
	name     string
	law      Law
	cdf      func(x float64) float64 // nil: tested by its moments only
	mean, cv float64
}

func gammaOracle(mean, cv float64) func(float64) float64 {
	return distuv.Gamma{Alpha: 1 / (cv * cv), Beta: 1 / (cv * cv) / mean}.CDF
}

func lognormalOracle(mean, cv float64) func(float64) float64 {
	variance := math.Log1p(cv * cv)
	return distuv.LogNormal{Mu: math.Log(mean) - variance/2, Sigma: math.Sqrt(variance)}.CDF
}

func weibull(mean, shape float64) distuv.Weibull {
	return distuv.Weibull{K: shape, Lambda: mean / math.Gamma(1+1/shape)}
}

// redrawn is a normal law cut off at 0.
func redrawn(mean, sd float64) func(float64) float64 {
	d := distuv.Normal{Mu: mean, Sigma: sd}
	return func(x float64) float64 { return (d.CDF(x) - d.CDF(0)) / d.Survival(0) }
}

func lawCases() []lawCase {
	phases := func(x float64) float64 { // cv 2, mean 3
		short := (1 + math.Sqrt(3.0/5)) / 2
		return 1 - short*math.Exp(-2*short*x/3) - (1-short)*math.Exp(-2*(1-short)*x/3)
	}
	near, far := redrawnMoments(10, 2), redrawnMoments(10, 20)
	weibull1, weibull2 := weibull(5, 0.7), weibull(5, 3)
	mixed := must(Mixture([]Law{must(Exponential(1)), must(Constant(9)), must(Uniform(4, 8))}, []float64{5, 0, 15}))
	return []lawCase{
		{"constant", must(Constant(4.5)), nil, 4.5, 0},
		{"exponential", must(Exponential(864e6)), distuv.Exponential{Rate: 1 / 864e6}.CDF, 864e6, 1},
		{"erlang 1", must(Erlang(1, 2)), distuv.Exponential{Rate: 0.5}.CDF, 2, 1},
		{"erlang 3", must(Erlang(3, 2)), gammaOracle(2, 1/math.Sqrt(3)), 2, 1 / math.Sqrt(3)},
		{"erlang 20", must(Erlang(20, 2)), gammaOracle(2, 1/math.Sqrt(20)), 2, 1 / math.Sqrt(20)},
		{"gamma cv 0.3", must(Gamma(10, 0.3)), gammaOracle(10, 0.3), 10, 0.3},
		{"gamma cv 1.5", must(Gamma(10, 1.5)), gammaOracle(10, 1.5), 10, 1.5},
		{"gamma cv 5", must(Gamma(10, 5)), gammaOracle(10, 5), 10, 5},
		{"lognormal cv 0.5", must(Lognormal(7, 0.5)), lognormalOracle(7, 0.5), 7, 0.5},
		{"lognormal cv 2", must(Lognormal(7, 2)), lognormalOracle(7, 2), 7, 2},
		{"weibull shape 0.7", must(Weibull(5, 0.7)), weibull1.CDF, 5, weibull1.StdDev() / 5},
		{"weibull shape 3", must(Weibull(5, 3)), weibull2.CDF, 5, weibull2.StdDev() / 5},
		{"weibull cv 0.5", must(WeibullCV(5, 0.5)), nil, 5, 0.5},
		{"triangular", must(Triangular(2, 3, 7)), distuv.NewTriangle(2, 7, 3, nil).CDF, 4, math.Sqrt(42.0/36) / 4},
		{"triangular from its mode", must(Triangular(2, 2, 5)), distuv.NewTriangle(2, 5, 2, nil).CDF, 3, math.Sqrt(0.5) / 3},
		{"uniform", must(Uniform(1, 4)), distuv.Uniform{Min: 1, Max: 4}.CDF, 2.5, math.Sqrt(0.75) / 2.5},
		{"normal cv 0.2", must(Normal(10, 0.2)), redrawn(10, 2), near[0], near[1]},
		{"normal cv 2", must(Normal(10, 2)), redrawn(10, 20), far[0], far[1]},
		{"hyperexponential", must(Hyperexponential(3, 2)), phases, 3, 2},
		{"mixture", mixed, func(x float64) float64 { return -math.Expm1(-x)/4 + 0.75*min(max(x/4-1, 0), 1) }, 4.75, math.Sqrt(5.9375) / 4.75},
		{"empirical", must(Empirical([]float64{5, 1, 2}, []float64{1, 1, 2})), nil, 2.5, math.Sqrt(2.25) / 2.5},
		{"geometric", must(Geometric(2.5)), nil, 2.5, math.Sqrt(0.6)},
		{"shifted exponential", must(Shifted(must(Exponential(3)), 2)), func(x float64) float64 { return -math.Expm1(-max(x-2, 0) / 3) }, 5, 0.6},
	}
}

func TestLawMoments(t *testing.T) {
	for _, c := range lawCases() {
		if got := c.law.Mean(); math.Abs(got/c.mean-1) > 1e-9 {
			t.Errorf("%s: mean %v, want %v", c.name, got, c.mean)
		}
		if got := c.law.CV(); math.Abs(got-c.cv) > 1e-9*c.cv {
			t.Errorf("%s: cv %v, want %v", c.name, got, c.cv)
		}
	}
}

// TestLawsAgainstOracle draws 40,000 times and compares mean, spread and, by the
// Kolmogorov-Smirnov distance, the whole distribution.
func TestLawsAgainstOracle(t *testing.T) {
	const draws = 40_000
	for _, c := range lawCases() {
		s := NewBase(21, 0, "laws", c.name).Stream(0, 0)
		xs := make([]float64, draws)
		sum, squares, fourths := 0.0, 0.0, 0.0
		for i := range xs {
			xs[i] = c.law.Sample(&s)
			gap := xs[i] - c.mean
			sum, squares, fourths = sum+xs[i], squares+gap*gap, fourths+gap*gap*gap*gap
		}
		sd := c.cv * c.mean
		if gap := math.Abs(sum/draws - c.mean); gap > 4*sd/math.Sqrt(draws) {
			t.Errorf("%s: mean of draws is %v off", c.name, gap)
		}
		variance := squares / draws
		if gap := math.Abs(variance - sd*sd); gap > 4*math.Sqrt((fourths/draws-variance*variance)/draws) {
			t.Errorf("%s: variance of draws is %v, want %v", c.name, variance, sd*sd)
		}
		slices.Sort(xs)
		if xs[0] < 0 || xs[draws-1] > c.law.Max() {
			t.Errorf("%s: draws from %v to %v leave [0, %v]", c.name, xs[0], xs[draws-1], c.law.Max())
		}
		if c.cdf == nil {
			continue
		}
		distance := 0.0
		for i, x := range xs {
			p := c.cdf(x)
			distance = max(distance, p-float64(i)/draws, float64(i+1)/draws-p)
		}
		// 2.0/√n is passed by chance once in 1,500 times.
		if distance > 2.0/math.Sqrt(draws) {
			t.Errorf("%s: Kolmogorov-Smirnov distance %v", c.name, distance)
		}
	}
}

func TestDiscreteLaws(t *testing.T) {
	const draws = 100_000
	for _, c := range []struct {
		name string
		law  Law
		p    map[float64]float64
	}{
		{"empirical", must(Empirical([]float64{5, 1, 2, 7, 1}, []float64{1, 0.5, 2, 0, 0.5})), map[float64]float64{1: 0.25, 2: 0.5, 5: 0.25}},
		{"equal weights", must(Empirical([]float64{3, 1, 2}, nil)), map[float64]float64{1: 1 / 3.0, 2: 1 / 3.0, 3: 1 / 3.0}},
		{"geometric", must(Geometric(2.5)), map[float64]float64{1: 0.4, 2: 0.24, 3: 0.144, 4: 0.0864}},
		{"geometric from 0", must(Shifted(must(Geometric(1.25)), 10)), map[float64]float64{11: 0.8, 12: 0.16, 13: 0.032}},
	} {
		s := NewBase(22, 0, c.name).Stream(0, 0)
		counts := map[float64]float64{}
		for range draws {
			counts[c.law.Sample(&s)]++
		}
		for x, p := range c.p {
			if z := (counts[x] - draws*p) / math.Sqrt(draws*p*(1-p)); math.Abs(z) > 4 {
				t.Errorf("%s: %v drawn %.0f times, want about %.0f", c.name, x, counts[x], draws*p)
			}
		}
		if c.name != "geometric" && counts[7] > 0 {
			t.Errorf("%s: drew a value of weight 0", c.name)
		}
	}
}

// TestLawGolden pins the first draw of each law.
func TestLawGolden(t *testing.T) {
	golden := map[string]float64{
		"constant":                 4.5,
		"exponential":              2.7937942486820734e+08,
		"erlang 1":                 0.6467116316393688,
		"erlang 3":                 0.7083661477816299,
		"erlang 20":                2.2105450894893277,
		"gamma cv 0.3":             11.347309402564699,
		"gamma cv 1.5":             14.895350496306554,
		"gamma cv 5":               0.0057345124318051895,
		"lognormal cv 0.5":         8.037039408565292,
		"lognormal cv 2":           6.121770045405177,
		"weibull shape 0.7":        0.7873007619229214,
		"weibull shape 3":          3.8431623864084403,
		"weibull cv 0.5":           3.2987760924550873,
		"triangular":               5.190969076717267,
		"triangular from its mode": 3.7864651646421805,
		"uniform":                  3.5091110677910233,
		"normal cv 0.2":            11.057292962639794,
		"normal cv 2":              20.572929626397936,
		"hyperexponential":         0.5121204849905953,
		"mixture":                  4.56961881189101,
		"empirical":                5,
		"geometric":                1,
		"shifted exponential":      2.970067447459053,
	}
	for _, c := range lawCases() {
		s := NewBase(2024, 0, "golden").Stream(1, 0)
		if got := c.law.Sample(&s); got != golden[c.name] {
			t.Errorf("%q: %v,", c.name, got)
		}
	}
}

func TestLawTime(t *testing.T) {
	s := Stream{}
	for _, c := range []struct {
		x    float64
		want Time
	}{{0, 0}, {0.4, 0}, {0.6, 1}, {864e6, 864 * Second}, {1e18, 1e18}} {
		law := must(Constant(c.x))
		if got := law.Time(&s); got != c.want {
			t.Errorf("%v is %d ticks, want %d", c.x, got, c.want)
		}
	}
	far := must(Shifted(must(Exponential(1e18)), 1e18))
	for range 100 {
		if got := far.Time(&s); got < 1e18 || got > horizon {
			t.Fatalf("a draw far out is %d", got)
		}
	}
	var absent Law
	if !absent.IsZero() || absent.Time(&s) != 0 || absent.CV() != 0 || absent.Max() != 0 {
		t.Error("the absent law is not nothing")
	}
	if zero := must(Constant(0)); zero.IsZero() {
		t.Error("constant 0 is taken for absent")
	}
}

func TestFixed(t *testing.T) {
	for _, law := range []Law{
		must(Constant(3)), must(Gamma(3, 0)), must(Lognormal(3, 0)), must(WeibullCV(3, 0)), must(Normal(3, 0)), must(Uniform(3, 3)),
		must(Triangular(3, 3, 3)), must(Shifted(must(Geometric(1)), 2)), must(Empirical([]float64{3, 3}, nil)),
		must(Empirical([]float64{1, 3}, []float64{0, 1})), must(Mixture([]Law{must(Constant(3)), must(Constant(4))}, []float64{1, 0})),
	} {
		if x, ok := law.Fixed(); x != 3 || !ok || law.Mean() != 3 || law.CV() != 0 || law.Max() != 3 {
			t.Errorf("%v: fixed at %v %v, mean %v, cv %v, max %v", law, x, ok, law.Mean(), law.CV(), law.Max())
		}
	}
	if got := must(Mixture([]Law{must(Constant(0)), must(Constant(0))}, []float64{1, 1})); got.Mean() != 0 || got.CV() != 0 {
		t.Errorf("a mixture of nothing has mean %v and cv %v", got.Mean(), got.CV())
	}
	if _, ok := must(Exponential(3)).Fixed(); ok {
		t.Error("the exponential law is taken for fixed")
	}
}

func TestWeibullCVFindsItsShape(t *testing.T) {
	for _, cv := range []float64{0.01, 0.1, 0.5, 1, 2, 10, 100} {
		if got := must(WeibullCV(1, cv)).CV(); math.Abs(got/cv-1) > 1e-6 {
			t.Errorf("cv %v is met as %v", cv, got)
		}
	}
	for k := 1; k <= 40; k++ {
		x := 1 + float64(k)*0.97
		if got, want := gammaFunction(x), math.Gamma(x); math.Abs(got/want-1) > 2e-14 {
			t.Errorf("gamma(%v) = %v, want %v", x, got, want)
		}
	}
	for x := 0.0; x < 12; x += 0.1 {
		if got, want := normalAbove(-x), 1-0.5*math.Erfc(x/math.Sqrt2); math.Abs(got-want) > 3e-15 {
			t.Errorf("normal above -%v = %v, want %v", x, got, want)
		}
	}
}

// TestLawErrors reads the sentences a planner gets.
func TestLawErrors(t *testing.T) {
	second := func(_ Law, err error) error { return err }
	nan, one := math.NaN(), must(Constant(1))
	for want, err := range map[string]error{
		"constant law: the value must not be negative, not -1": second(Constant(-1)),
		"constant law: the value is not a number":              second(Constant(nan)),
		"constant law: the value is +Inf, which is too large":  second(Constant(math.Inf(1))),
		"exponential law: the mean must be above zero":         second(Exponential(0)),
		"erlang law: the mean must not be negative, not -2":    second(Erlang(2, -2)),
		"weibull law: the mean must not be negative, not -1":   second(Weibull(-1, 2)),
		"hyperexponential law: the mean is not a number":       second(Hyperexponential(nan, 2)),
		"geometric law: the mean must not be negative, not -1": second(Geometric(-1)),
		"mixture law: there are 1 laws but 2 weights":          second(Mixture([]Law{one}, []float64{1, 1})),
		"shifted law: an offset of -3 would make values negative": second(Shifted(must(Mixture([]Law{must(Constant(9)),
			must(Empirical([]float64{2, 5}, nil))}, []float64{1, 1})), -3)),
		"erlang law: the shape must be a whole number from 1 to 10000, not 0": second(Erlang(0, 2)),
		"gamma law: the cv must be between 0 and 100, not -1":                 second(Gamma(1, -1)),
		"gamma law: the mean is not a number":                                 second(Gamma(nan, 1)),
		"lognormal law: the cv must be between 0 and 100, not NaN":            second(Lognormal(1, nan)),
		"lognormal law: the mean is 2e+18, which is too large":                second(Lognormal(2e18, 1)),
		"weibull law: the shape must be between 0.1 and 1000, not 0":          second(Weibull(1, 0)),
		"weibull law: the cv must be 0 or at least 0.01, not 0.001":           second(WeibullCV(1, 0.001)),
		"triangular law: the mode 9 must lie between min 1 and max 3":         second(Triangular(1, 9, 3)),
		"triangular law: min 3 is above max 1":                                second(Triangular(3, 2, 1)),
		"uniform law: min must not be negative, not -1":                       second(Uniform(-1, 1)),
		"uniform law: max is not a number":                                    second(Uniform(1, nan)),
		"normal law: the cv must be between 0 and 100, not 101":               second(Normal(1, 101)),
		"hyperexponential law: the cv must be at least 1, not 0.5":            second(Hyperexponential(1, 0.5)),
		"geometric law: it counts from 1, so the mean must be at least 1":     second(Geometric(0.5)),
		"empirical law: there are no values":                                  second(Empirical(nil, nil)),
		"empirical law: there are 2 values but 1 weights":                     second(Empirical([]float64{1, 2}, []float64{1})),
		"empirical law: value 2 must not be negative, not -2":                 second(Empirical([]float64{1, -2}, nil)),
		"empirical law: weight 1 is NaN; weights are numbers from zero up":    second(Empirical([]float64{1}, []float64{nan})),
		"empirical law: all weights are zero":                                 second(Empirical([]float64{1}, []float64{0})),
		"mixture law: there are no laws to mix":                               second(Mixture(nil, nil)),
		"mixture law: law 2 is missing":                                       second(Mixture([]Law{one, {}}, []float64{1, 1})),
		"shifted law: there is no law to shift":                               second(Shifted(Law{}, 1)),
		"shifted law: an offset of -2 would make values negative":             second(Shifted(one, -2)),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error is %v, want %q", err, want)
		}
	}
}

// TestLawStringsTellLawsApart also serves digests of scenarios, which are taken over
// these texts.
func TestLawStringsTellLawsApart(t *testing.T) {
	seen := map[string]string{}
	for _, c := range lawCases() {
		text := c.law.String()
		if other, ok := seen[text]; ok && c.name != other {
			t.Errorf("%s and %s are both %q", c.name, other, text)
		}
		seen[text] = c.name
	}
	for want, law := range map[string]Law{
		"no law":                                        {},
		"gamma, mean 10, cv 0.3":                        must(Gamma(10, 0.3)),
		"exponential, mean 3, plus 2":                   must(Shifted(must(Exponential(3)), 2)),
		"erlang of 3 phases, mean 2":                    must(Erlang(3, 2)),
		"triangular, from 2 over 3 to 7":                must(Triangular(2, 3, 7)),
		"empirical, values [1 2] up to shares [0.25 1]": must(Empirical([]float64{2, 1}, []float64{3, 1})),
	} {
		if got := law.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSampleDoesNotAllocate(t *testing.T) {
	for _, c := range lawCases() {
		s := NewBase(1, 0, "alloc").Stream(0, 0)
		if n := testing.AllocsPerRun(1000, func() { c.law.Time(&s) }); n != 0 {
			t.Errorf("%s: %v allocations per draw", c.name, n)
		}
	}
}

func BenchmarkLaw(b *testing.B) {
	for _, c := range lawCases() {
		s := NewBase(1, 0, "bench").Stream(0, 0)
		b.Run(strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				c.law.Time(&s)
			}
		})
	}
}
