package sim

import (
	"math"
	"math/big"
	"testing"
)

// ulps returns how far x is from the exact value, in units of the last place of the
// exact value.
func ulps(x float64, exact *big.Float) float64 {
	_, power := math.Frexp(f64(exact))
	unit := math.Ldexp(1, max(power-53, -1074))
	return math.Abs(f64(quo(sub(num(x), exact), num(unit))))
}

// worst remembers the largest error and where it was.
type worst struct{ err, at, and float64 }

func (w *worst) see(err, at, and float64) {
	if !(err <= w.err) {
		*w = worst{err, at, and}
	}
}

func (w *worst) check(t *testing.T, name string, bound float64) {
	t.Helper()
	if !(w.err <= bound) {
		t.Errorf("%s is off by %.3f units in the last place at %v %v, want at most %v", name, w.err, w.at, w.and, bound)
	}
	t.Logf("%s: at most %.4f units", name, w.err)
}

func TestExpAccuracy(t *testing.T) {
	s := NewBase(1, 0, "exp").Stream(0, 0)
	var normal, small worst
	for i := range 6000 {
		x := (s.Float64() - 0.5) * 2 * []float64{708, 50, 1, 1e-3, 1e-9}[i%5]
		normal.see(ulps(Exp(x), bigExp(num(x))), x, 0)
	}
	for range 600 {
		x := -708 - 37*s.Float64()
		small.see(ulps(Exp(x), bigExp(num(x))), x, 0)
	}
	for _, x := range []float64{709.7, 709.782712893384, -708.3, 0x1p-60, -0x1p-1074, math.Ln2, -math.Ln2 / 2} {
		normal.see(ulps(Exp(x), bigExp(num(x))), x, 0)
	}
	normal.check(t, "Exp", 0.51)
	small.check(t, "Exp below 2^-1022", 1)
}

func TestLogAccuracy(t *testing.T) {
	s := NewBase(1, 0, "log").Stream(0, 0)
	var w worst
	for i := range 4000 {
		x := 1 + (s.Float64()-0.5)*[]float64{1.9, 0.02, 1e-4, 1e-10}[i%4]
		if i%8 > 4 {
			x = math.Ldexp(x, int(s.Uint64()%2000)-1000)
		}
		w.see(ulps(Log(x), bigLog(num(x))), x, 0)
	}
	for _, x := range []float64{math.SmallestNonzeroFloat64, 0x1.8p-1030, math.MaxFloat64, 1 - 0x1p-53, 1 + 0x1p-52, 2, 0.6875, 1.375} {
		w.see(ulps(Log(x), bigLog(num(x))), x, 0)
	}
	w.check(t, "Log", 0.51)
}

func TestPowAccuracy(t *testing.T) {
	s := NewBase(1, 0, "pow").Stream(0, 0)
	var normal, small worst
	for i := range 4000 {
		x := math.Ldexp(1+s.Float64(), int(s.Uint64()%60)-30)
		if i%4 == 0 {
			x = 1 + (s.Float64()-0.5)*1e-3 // growth over many years
		}
		y := (s.Float64() - 0.5) * 2 * min(700/math.Abs(math.Log(x)), 1e5)
		if i%2 == 0 {
			y /= 100
		}
		exact := bigExp(mul(num(y), bigLog(num(x))))
		normal.see(ulps(Pow(x, y), exact), x, y)
		if i%8 == 1 {
			y = (-708 - 37*s.Float64()) / math.Log(x)
			small.see(ulps(Pow(x, y), bigExp(mul(num(y), bigLog(num(x))))), x, y)
		}
	}
	normal.check(t, "Pow", 0.51)
	small.check(t, "Pow below 2^-1022", 1)
}

func TestElementarySpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Exp(0)", Exp(0), 1}, {"Exp(1000)", Exp(1000), inf}, {"Exp(-1000)", Exp(-1000), 0},
		{"Exp(709.79)", Exp(709.79), inf}, {"Exp(-745.14)", Exp(-745.14), 0},
		{"Exp(inf)", Exp(inf), inf}, {"Exp(-inf)", Exp(-inf), 0}, {"Exp(nan)", Exp(nan), nan},
		{"Log(1)", Log(1), 0}, {"Log(0)", Log(0), -inf}, {"Log(-1)", Log(-1), nan}, {"Log(inf)", Log(inf), inf}, {"Log(nan)", Log(nan), nan},
		{"Pow(2, 10)", Pow(2, 10), 1024}, {"Pow(10, 22)", Pow(10, 22), 1e22}, {"Pow(4, 0.5)", Pow(4, 0.5), 2},
		{"Pow(0, 2)", Pow(0, 2), 0}, {"Pow(0, -2)", Pow(0, -2), inf}, {"Pow(0, 0)", Pow(0, 0), 1},
		{"Pow(inf, 2)", Pow(inf, 2), inf}, {"Pow(inf, -2)", Pow(inf, -2), 0}, {"Pow(-2, 2)", Pow(-2, 2), nan},
		{"Pow(nan, 0)", Pow(nan, 0), 1}, {"Pow(1, nan)", Pow(1, nan), 1}, {"Pow(2, nan)", Pow(2, nan), nan},
		{"Pow(2, inf)", Pow(2, inf), inf}, {"Pow(2, -inf)", Pow(2, -inf), 0}, {"Pow(0.5, inf)", Pow(0.5, inf), 0},
		{"Pow(2, 1e300)", Pow(2, 1e300), inf}, {"Pow(2, -1074)", Pow(2, -1074), math.SmallestNonzeroFloat64},
	} {
		if c.got != c.want && !(c.got != c.got && c.want != c.want) {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}

// TestElementaryBits pins results, so that a platform that rounds differently shows.
func TestElementaryBits(t *testing.T) {
	hash := uint64(0)
	s := NewBase(1, 0, "bits").Stream(0, 0)
	for range 100_000 {
		x, y := s.Exp(), s.Normal()
		for _, r := range []float64{x, y, Exp(100 * y), Log(x), Pow(x, y), gammaFunction(1 + float64(10*s.Float64()))} {
			hash = Mix(hash, math.Float64bits(r))
		}
	}
	if want := uint64(0x3232d6f932e0ebea); hash != want {
		t.Errorf("hash %#x, want %#x: some result has other bits", hash, want)
	}
}

func BenchmarkElementary(b *testing.B) {
	var xs [1024]float64
	s := NewBase(1, 0, "bench").Stream(0, 0)
	for i := range xs {
		xs[i] = s.Exp()
	}
	for _, c := range []struct {
		name string
		f    func(float64) float64
	}{
		{"Exp", Exp}, {"math.Exp", math.Exp}, {"Log", Log}, {"math.Log", math.Log},
		{"Pow", func(x float64) float64 { return Pow(x, 0.7) }},
		{"math.Pow", func(x float64) float64 { return math.Pow(x, 0.7) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			sum, i := 0.0, 0
			for b.Loop() {
				sum += c.f(xs[i&1023])
				i++
			}
		})
	}
}
