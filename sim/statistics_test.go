package sim

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

var compareAll = cmp.AllowUnexported(Tally{}, Level{}, Histogram{}, Sum{})

// TestTallyAgainstFloats also takes times so alike that floats lose their spread.
func TestTallyAgainstFloats(t *testing.T) {
	for name, xs := range map[string][]Time{
		"small":        {1 * Second, 2 * Second, 4 * Second},
		"below 0":      {-3 * Second, 5 * Second, -1, 0},
		"alike, large": {horizon - 1, horizon - 3, horizon - 5},
	} {
		var tally Tally
		var seconds []float64
		for _, x := range xs {
			tally.Add(x)
			seconds = append(seconds, (x - xs[0]).Seconds())
		}
		mean, deviation := stat.MeanStdDev(seconds, nil)
		mean += xs[0].Seconds()
		if got := tally.Mean(); math.Abs(got-mean) > 1e-15*math.Abs(mean) {
			t.Errorf("%s: mean %v, want %v", name, got, mean)
		}
		if got := tally.Deviation(); math.Abs(got/deviation-1) > 1e-12 {
			t.Errorf("%s: deviation %v, want %v", name, got, deviation)
		}
		if tally.N() != uint64(len(xs)) || tally.Min() != slices.Min(xs) || tally.Max() != slices.Max(xs) {
			t.Errorf("%s: n %d, from %v to %v", name, tally.N(), tally.Min(), tally.Max())
		}
		tally.Reset()
		if tally != (Tally{}) || tally.Mean() != 0 || tally.Deviation() != 0 {
			t.Errorf("%s: not empty after Reset", name)
		}
	}
	var one Tally
	one.Add(90 * Second)
	if one.SumSeconds() != 90 || one.Deviation() != 0 {
		t.Errorf("one time: sum %v, deviation %v", one.SumSeconds(), one.Deviation())
	}
}

func TestSum128(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s, other Sum
		want := s.big()
		for _, x := range rapid.SliceOf(rapid.Int64()).Draw(t, "terms") {
			s.Add(x)
			other.addProduct(uint64(x), 1<<62)
			s.Merge(other)
			s.Merge(other.negative())
			want.Add(want, Sum{x >> 63, uint64(x)}.big())
		}
		if s.big().Cmp(want) != 0 {
			t.Fatalf("sum %v, want %v", s.big(), want)
		}
		if exact, _ := want.Float64(); math.Abs(s.Float()-exact) > 1e-15*math.Abs(exact) {
			t.Fatalf("as float %v, want %v", s.Float(), exact)
		}
	})
}

func TestLevel(t *testing.T) {
	var l Level
	l.Set(10, 3)
	l.Add(20, 100)
	l.Add(25, -105)
	l.Set(25, 7) // held for no time: -2 does not count
	l.Advance(40)
	if l.Span() != 40 || l.Min() != 0 || l.Max() != 103 || l.Value() != 7 {
		t.Errorf("span %d, from %d to %d, now %d", l.Span(), l.Min(), l.Max(), l.Value())
	}
	if want := (3*10 + 103*5 + 7*15) / 40.0; l.Mean() != want || l.AreaSeconds() != 650e-6 {
		t.Errorf("mean %v, area %v, want mean %v", l.Mean(), l.AreaSeconds(), want)
	}
	if l.TimeAt(0) != 10 || l.TimeAt(3) != 10 || l.TimeAt(7) != 15 || l.TimeAt(64) != 5 || l.TimeAt(-1) != 5 {
		t.Error("times at values are wrong")
	}
	l.Reset(50)
	if l.Value() != 7 || l.Span() != 0 || l.Mean() != 0 {
		t.Errorf("after Reset: value %d, span %d, mean %v", l.Value(), l.Span(), l.Mean())
	}
	l.Set(60, -4)
	l.Advance(70)
	if want := (7*10 - 4*10) / 20.0; l.Mean() != want || l.Min() != -4 {
		t.Errorf("with negative values: mean %v, want %v; min %d", l.Mean(), want, l.Min())
	}
}

// TestMergingIsExact splits observations among several statistics in any way, merges
// those in any order and compares with one that saw everything, bit by bit.
func TestMergingIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const parts = 3
		var wholeTally Tally
		var wholeLevel Level
		var wholeHistogram Histogram
		var tallies [parts]Tally
		var levels [parts]Level
		var histograms [parts]Histogram
		now, owner := Time(0), 0
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			part := rapid.IntRange(0, parts-1).Draw(t, "part")
			x := Time(rapid.Int64Range(0, int64(maxTime)).Draw(t, "x") >> rapid.IntRange(0, 62).Draw(t, "shift"))
			wholeTally.Add(x)
			tallies[part].Add(x)
			wholeHistogram.Add(x)
			histograms[part].Add(x)

			// A level's time belongs to one part after the other.
			now += x >> 30
			value := int64(x & 127)
			wholeLevel.Set(now, value)
			levels[owner].Advance(now)
			owner = part
			levels[owner] = Level{value: value, since: now, span: levels[owner].span, area: levels[owner].area,
				min: levels[owner].min, max: levels[owner].max, at: levels[owner].at}
		}
		var tally Tally
		var level Level
		var histogram Histogram
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			tally.Merge(&tallies[i])
			level.Merge(&levels[i])
			histogram.Merge(&histograms[i])
		}
		level.value, level.since = wholeLevel.value, wholeLevel.since
		if diff := cmp.Diff(wholeTally, tally, compareAll); diff != "" {
			t.Fatal("tally: ", diff)
		}
		if diff := cmp.Diff(wholeLevel, level, compareAll); diff != "" {
			t.Fatal("level: ", diff)
		}
		if diff := cmp.Diff(wholeHistogram, histogram, compareAll); diff != "" {
			t.Fatal("histogram: ", diff)
		}
	})
}

func TestHistogramBins(t *testing.T) {
	next := Time(1)
	for bin := 1; bin <= binOf(maxTime); bin++ {
		low, high := binEdges(bin)
		if low != next || high <= low || binOf(low) != bin || binOf(high-1) != bin {
			t.Fatalf("bin %d is [%d, %d) after %d, and its ends are in bins %d and %d", bin, low, high, next, binOf(low), binOf(high-1))
		}
		if high-low > 1 && (high-low)*128 > low {
			t.Fatalf("bin [%d, %d) is wider than a 128th", low, high)
		}
		next = high
	}
	if next <= maxTime {
		t.Errorf("the bins end at %d", next)
	}
}

// TestHistogramQuantiles compares with sorting, for laws of very different spread.
func TestHistogramQuantiles(t *testing.T) {
	const n = 20_000
	for _, law := range []Law{
		must(Lognormal(3e9, 2)), must(Exponential(1e6)), must(Uniform(0, 300)), must(Gamma(4e12, 5)), must(Constant(864e6)),
		must(Mixture([]Law{must(Constant(0)), must(Exponential(6e8))}, []float64{0.3, 0.7})),
	} {
		s := NewBase(31, 0, law.String()).Stream(0, 0)
		var h Histogram
		xs := make([]Time, n)
		zeros := 0.0
		for i := range xs {
			xs[i] = law.Time(&s)
			h.Add(xs[i])
			if xs[i] == 0 {
				zeros++
			}
		}
		slices.Sort(xs)
		for _, p := range []float64{0.0001, 0.01, 0.1, 0.25, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 0.99999} {
			want := xs[int(math.Ceil(p*n))-1]
			got := h.Quantile(p)
			if 128*max(got-want, want-got) > want || want < 256 && got != want {
				t.Errorf("%v: quantile %v is %d, want %d", law, p, got, want)
			}
			over, _ := slices.BinarySearch(xs, want+1)
			exact := 1 - float64(over)/n
			low, high := binEdges(binOf(max(want, 1)))
			from, _ := slices.BinarySearch(xs, low)
			to, _ := slices.BinarySearch(xs, high)
			if share := h.ShareOver(want); math.Abs(share-exact) > float64(to-from)/n+1e-12 || want < 256 && math.Abs(share-exact) > 1e-12 {
				t.Errorf("%v: share over %d is %v, want %v", law, want, share, exact)
			}
		}
		if h.Quantile(0) != xs[0] || h.Quantile(1) != xs[n-1] || h.Min() != xs[0] || h.Max() != xs[n-1] {
			t.Errorf("%v: from %d to %d, want %d to %d", law, h.Min(), h.Max(), xs[0], xs[n-1])
		}
		if h.ShareZero() != zeros/n {
			t.Errorf("%v: share of zeros %v, want %v", law, h.ShareZero(), zeros/n)
		}
	}
}

func TestHistogramIsExactInSums(t *testing.T) {
	var h Histogram
	if h.Mean() != 0 || h.Quantile(0.5) != 0 || h.ShareOver(0) != 0 || h.ShareZero() != 0 || h.N() != 0 {
		t.Error("the empty histogram is not empty")
	}
	h.AddN(3*Second, 5)
	h.AddN(Second, 0)
	h.Add(0)
	h.Add(-5) // counts as 0
	h.Add(6 * Second)
	if h.N() != 8 || h.SumSeconds() != 21 || h.Mean() != 21/8.0 || h.ShareZero() != 0.25 || h.Min() != 0 || h.Max() != 6*Second {
		t.Errorf("n %d, sum %v, mean %v, zeros %v, from %v to %v", h.N(), h.SumSeconds(), h.Mean(), h.ShareZero(), h.Min(), h.Max())
	}
	total := uint64(0)
	last := Time(-1)
	h.Each(func(low, high Time, n uint64) {
		if low <= last || high <= low {
			t.Errorf("bin [%d, %d) after %d", low, high, last)
		}
		last = low
		total += n
	})
	if total != 8 {
		t.Errorf("the bins hold %d", total)
	}
	if h.ShareOver(0) != 0.75 || h.ShareOver(-1) != 1 || h.ShareOver(6*Second) != 0 {
		t.Errorf("shares over 0, below it and at the largest: %v, %v, %v", h.ShareOver(0), h.ShareOver(-1), h.ShareOver(6*Second))
	}
	h.Add(Never)
	if h.Max() != maxTime {
		t.Errorf("a time without end counts as %d", h.Max())
	}
}

// TestHistogramCountsBeyond32Bits fills one bin with more than it has room for.
func TestHistogramCountsBeyond32Bits(t *testing.T) {
	var a, b, both Histogram
	a.AddN(10, 1<<32-1)
	a.Add(10)
	b.AddN(10, 1<<40+7)
	b.Add(20)
	both.Merge(&b)
	both.Merge(&a)
	if both.N() != 1<<32+1<<40+8 || both.Quantile(0.5) != 10 || both.Max() != 20 {
		t.Errorf("n %d, median %d, max %d", both.N(), both.Quantile(0.5), both.Max())
	}
	if got, want := both.ShareOver(10), 1/float64(both.N()); math.Abs(got/want-1) > 1e-12 {
		t.Errorf("share over %v, want %v", got, want)
	}
	both.Reset()
	if both.at(10-both.first) != 0 || both.N() != 0 {
		t.Error("not empty after Reset")
	}
}

func TestStatisticsDoNotAllocate(t *testing.T) {
	var h Histogram
	var tally Tally
	var l Level
	random := rand.New(rand.NewPCG(1, 2))
	for range 2 { // the first time storage grows
		h.Reset()
		h.Add(1)
		h.Add(Week)
	}
	now := Time(0)
	if n := testing.AllocsPerRun(1000, func() {
		x := Time(random.Int64N(int64(Week)))
		h.Add(x)
		tally.Add(x)
		now += x
		l.Set(now, int64(x&15))
	}); n != 0 {
		t.Errorf("%v allocations per observation", n)
	}
}

func BenchmarkStatistics(b *testing.B) {
	law := must(Lognormal(6e8, 1))
	s := NewBase(1, 0, "bench").Stream(0, 0)
	var xs [4096]Time
	for i := range xs {
		xs[i] = law.Time(&s)
	}
	var h Histogram
	var tally Tally
	var l Level
	i := 0
	b.Run("Histogram", func(b *testing.B) {
		for b.Loop() {
			h.Add(xs[i&4095])
			i++
		}
	})
	b.Run("Tally", func(b *testing.B) {
		for b.Loop() {
			tally.Add(xs[i&4095])
			i++
		}
	})
	b.Run("Level", func(b *testing.B) {
		for b.Loop() {
			l.Set(Time(i), int64(xs[i&4095]&15))
			i++
		}
	})
	b.Run("Quantile", func(b *testing.B) {
		for b.Loop() {
			h.Quantile(0.95)
		}
	})
}
