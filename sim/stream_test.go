package sim

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// TestStreamGolden pins the first draws of named streams: results of every model
// depend on them.
func TestStreamGolden(t *testing.T) {
	base := NewBase(2024, 3, "post.samur", "service")
	s, later := base.Stream(17, 0), base.Stream(17, 1)
	got := fmt.Sprintf("%#016x %#016x %#016x | %v %v %v | %#016x %#016x | %#016x %#016x",
		s.Uint64(), s.Uint64(), later.Uint64(), s.Float64(), s.Exp(), s.Normal(),
		HashName("post.samur"), HashName(), Mix(1, 2), Mix(2, 1))
	want := "0x7d6eee8ff5a6aa22 0x0808537ce2d4df96 0x1fe5d891fd27fea6 | 0.029659524679108817 0.4945297873683508 0.45457160376076305 | " +
		"0xc67c8ded904e8419 0x3b7a31ecf73c6d6f | 0x899742f40178a1ea 0x6d0054fba5b9429d"
	if got != want {
		t.Errorf("draws are\n%s, want\n%s", got, want)
	}
}

func TestNamesDoNotRunTogether(t *testing.T) {
	seen := map[any]string{}
	for _, names := range [][]string{{}, {""}, {"ab", "c"}, {"a", "bc"}, {"abc"}, {"", "abc"}, {"abc", ""}} {
		for _, key := range []any{HashName(names...), NewBase(1, 0, names...)} {
			if other, ok := seen[key]; ok {
				t.Errorf("%q and %s have the same luck", names, other)
			}
			seen[key] = fmt.Sprintf("%q", names)
		}
	}
	for _, b := range []Base{NewBase(0, 1), NewBase(1, 1), NewBase(2, 0), NewBase(0, 2)} {
		if other, ok := seen[b]; ok {
			t.Errorf("a base is that of %s", other)
		}
		seen[b] = "another seed or replication"
	}
}

// grids are the ways in which streams are neighbours; the first draws over any of
// them must look as random as the draws along one stream.
var grids = []struct {
	name string
	draw func(i, j int) uint64
}{
	{"along a stream", func(i, j int) uint64 {
		s := NewBase(1, 0, "a").Stream(uint64(i), 0)
		return ahead(&s, j)
	}},
	{"keys, counted", func(i, j int) uint64 { return first(NewBase(uint64(i), 0, "a").Stream(uint64(j), 0)) }},
	{"keys, far apart", func(i, j int) uint64 { return first(NewBase(uint64(i), 0, "a").Stream(uint64(j)<<40, 0)) }},
	{"keys, steps of the counter", func(i, j int) uint64 {
		return first(NewBase(uint64(i), 0, "a").Stream(uint64(j)*weyl, 0))
	}},
	{"laps", func(i, j int) uint64 { return first(NewBase(1, 0, "a").Stream(uint64(i), uint32(j))) }},
	{"replications", func(i, j int) uint64 { return first(NewBase(1, j, "a").Stream(uint64(i), 0)) }},
	{"seeds", func(i, j int) uint64 { return first(NewBase(uint64(j), 0, "a").Stream(uint64(i), 0)) }},
	{"second draws of keys", func(i, j int) uint64 {
		s := NewBase(uint64(i), 0, "a").Stream(uint64(j), 0)
		return ahead(&s, 1)
	}},
	{"mixed keys", func(i, j int) uint64 { return Mix(uint64(i), uint64(j)) }},
}

func first(s Stream) uint64 { return s.Uint64() }

func ahead(s *Stream, j int) uint64 {
	for range j {
		s.Uint64()
	}
	return s.Uint64()
}

// unlikely is how small a probability must be to count: the file makes about a
// thousand tests with frozen seeds, and one in a hundred such files would fail.
const unlikely = 1e-5

// TestStreamsAreUniform tests, byte by byte, the draws of every grid.
func TestStreamsAreUniform(t *testing.T) {
	const rows, columns = 64, 512
	for _, g := range grids {
		var counts [8][256]float64
		for i := range rows {
			for j := range columns {
				for b := range 8 {
					counts[b][byte(g.draw(i, j)>>(8*b))]++
				}
			}
		}
		for b := range counts {
			checkChiSquare(t, fmt.Sprintf("%s, byte %d", g.name, b), counts[b][:], rows*columns/256.0)
		}
	}
}

// TestNeighboursAreIndependent tests pairs of neighbouring draws: their high bits, low
// bits, and the bits in which they differ.
func TestNeighboursAreIndependent(t *testing.T) {
	const rows, columns = 64, 512
	const pairs = rows * (columns - 1)
	for _, g := range grids {
		high, low := make([]float64, 1024), make([]float64, 1024)
		var flips [64]float64
		for i := range rows {
			last := g.draw(i, 0)
			for j := 1; j < columns; j++ {
				next := g.draw(i, j)
				high[last>>59<<5|next>>59]++
				low[last&31<<5|next&31]++
				for b := range flips {
					flips[b] += float64((last ^ next) >> b & 1)
				}
				last = next
			}
		}
		checkChiSquare(t, g.name+", high bits of neighbours", high, pairs/1024.0)
		checkChiSquare(t, g.name+", low bits of neighbours", low, pairs/1024.0)
		for b, n := range flips {
			if z := (n - pairs/2) / math.Sqrt(pairs/4); math.Abs(z) > 4.5 {
				t.Errorf("%s: bit %d differs between neighbours %.0f times in %d, %.1f standard errors off", g.name, b, n, pairs, z)
			}
		}
	}
}

func checkChiSquare(t *testing.T, name string, counts []float64, expected float64) {
	t.Helper()
	sum := 0.0
	for _, n := range counts {
		sum += (n - expected) * (n - expected) / expected
	}
	law := distuv.ChiSquared{K: float64(len(counts) - 1)}
	if p := law.Survival(sum); p < unlikely || p > 1-unlikely {
		t.Errorf("%s: chi-square %.1f for %d cells, probability %.2g", name, sum, len(counts), p)
	}
}

// TestStreamsDoNotOverlap looks for a draw that two streams share: among 10^7 random
// numbers of 64 bits none repeats but with probability 3·10^-6.
func TestStreamsDoNotOverlap(t *testing.T) {
	const streams, draws = 1 << 17, 8
	seen := make(map[uint64]struct{}, streams*draws)
	base := NewBase(5, 0, "overlap")
	for key := range uint64(streams / 2) {
		for lap := range uint32(2) {
			s := base.Stream(key, lap)
			for range draws {
				x := s.Uint64()
				if _, again := seen[x]; again {
					t.Fatalf("draw %#x of key %d, lap %d occurs twice", x, key, lap)
				}
				seen[x] = struct{}{}
			}
		}
	}
}

// TestOverlappingCountersDiffer puts two streams on the same counter.
func TestOverlappingCountersDiffer(t *testing.T) {
	base := NewBase(1, 0, "counter")
	a, b := base.Stream(1, 0), base.Stream(2, 0)
	b.at = a.at
	differing := 0
	const draws = 10_000
	for range draws {
		differing += bits.OnesCount64(a.Uint64() ^ b.Uint64())
	}
	if mean := float64(differing) / draws; math.Abs(mean-32) > 0.2 {
		t.Errorf("%.2f of 64 bits differ on average", mean)
	}
}

// TestAvalanche flips single bits of key, lap and seed words: each must change half of
// the first draw.
func TestAvalanche(t *testing.T) {
	const keys = 2000
	base := NewBase(9, 0, "avalanche")
	for bit := range 64 {
		byKey, byLap := 0, 0
		for i := range uint64(keys) {
			key := Mix(i, 77)
			plain := first(base.Stream(key, 5))
			byKey += bits.OnesCount64(plain ^ first(base.Stream(key^1<<bit, 5)))
			byLap += bits.OnesCount64(plain ^ first(base.Stream(key, 5^1<<(bit%32))))
		}
		// A mean of 2000 counts of variance 16 has a standard error of 0.09.
		for name, n := range map[string]int{"key": byKey, "lap": byLap} {
			if mean := float64(n) / keys; math.Abs(mean-32) > 0.5 {
				t.Errorf("bit %d of the %s changes %.2f bits", bit, name, mean)
			}
		}
	}
}

func TestFloat64Range(t *testing.T) {
	if x := unit(0); x != 0x1p-53 {
		t.Errorf("the smallest is %v", x)
	}
	if x := unit(math.MaxUint64); x != 1-0x1p-53 {
		t.Errorf("the largest is %v", x)
	}
}

// TestExpAndNormalLaws compares 10^6 draws of each with the law's quantiles, tails
// included, and their first moments.
func TestExpAndNormalLaws(t *testing.T) {
	const draws, cells = 1_000_000, 400
	exp := distuv.Exponential{Rate: 1}
	for _, c := range []struct {
		name string
		draw func(*Stream) float64
		cdf  func(float64) float64
		mean float64
		sd   float64
	}{
		{"exponential", (*Stream).Exp, exp.CDF, 1, 1},
		{"normal", (*Stream).Normal, distuv.UnitNormal.CDF, 0, 1},
		{"uniform", (*Stream).Float64, func(x float64) float64 { return x }, 0.5, math.Sqrt(1 / 12.0)},
	} {
		counts := make([]float64, cells)
		far, sum, squares := 0.0, 0.0, 0.0
		s := NewBase(11, 0, c.name).Stream(0, 0)
		for range draws {
			x := c.draw(&s)
			p := c.cdf(x)
			counts[min(int(p*cells), cells-1)]++
			if p > 0.9999 {
				far++
			}
			sum += x
			squares += (x - c.mean) * (x - c.mean)
		}
		checkChiSquare(t, c.name, counts, draws/cells)
		if math.Abs(far-100) > 40 {
			t.Errorf("%s: %.0f draws above the 0.9999 quantile, want about 100", c.name, far)
		}
		if z := (sum/draws - c.mean) / (c.sd / math.Sqrt(draws)); math.Abs(z) > 4 {
			t.Errorf("%s: mean is %.1f standard errors off", c.name, z)
		}
		if got := math.Sqrt(squares / draws); math.Abs(got/c.sd-1) > 0.006 {
			t.Errorf("%s: standard deviation %v, want %v", c.name, got, c.sd)
		}
	}
}

// TestZigguratTails reaches the draws beyond the last layer.
func TestZigguratTails(t *testing.T) {
	s := NewBase(12, 0, "tails").Stream(0, 0)
	const draws = 2_000_000
	exp, low, high := 0.0, 0.0, 0.0
	for range draws {
		if s.Exp() > exponentialEdge+0.7 {
			exp++
		}
		switch x := s.Normal(); {
		case x < -normalEdge-0.1:
			low++
		case x > normalEdge+0.1:
			high++
		}
	}
	wantExp := draws * math.Exp(-exponentialEdge-0.7)
	wantNormal := draws * distuv.UnitNormal.Survival(normalEdge+0.1)
	for _, c := range []struct{ got, want float64 }{{exp, wantExp}, {low, wantNormal}, {high, wantNormal}} {
		if math.Abs(c.got-c.want) > 4*math.Sqrt(c.want) {
			t.Errorf("%.0f draws in a tail, want about %.0f", c.got, c.want)
		}
	}
}

func BenchmarkStream(b *testing.B) {
	base := NewBase(1, 0, "bench")
	s := base.Stream(1, 0)
	b.Run("Uint64", func(b *testing.B) {
		for b.Loop() {
			s.Uint64()
		}
	})
	b.Run("Exp", func(b *testing.B) {
		for b.Loop() {
			s.Exp()
		}
	})
	b.Run("Normal", func(b *testing.B) {
		for b.Loop() {
			s.Normal()
		}
	})
	b.Run("new stream and Exp", func(b *testing.B) {
		for key := uint64(0); b.Loop(); key++ {
			s := base.Stream(key, 0)
			s.Exp()
		}
	})
}
