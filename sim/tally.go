package sim

import (
	"math"
	"math/big"
	"math/bits"
)

// Tally adds up times: count, sum, sum of squares, smallest and largest. All are
// integers, 128 bits where needed, so that merging in any order gives the same bits.
// The zero value is empty. Up to 2^30 times of ten years fit.
type Tally struct {
	n        uint64
	sum      sum128
	squares  sum128
	min, max Time
}

// Add counts one time.
func (t *Tally) Add(x Time) {
	if t.n == 0 || x < t.min {
		t.min = x
	}
	if t.n == 0 || x > t.max {
		t.max = x
	}
	t.n++
	t.sum.add(int64(x))
	size := uint64(x)
	if x < 0 {
		size = -size
	}
	t.squares.addProduct(size, size)
}

// Merge adds everything that o counted.
func (t *Tally) Merge(o *Tally) {
	if o.n == 0 {
		return
	}
	if t.n == 0 {
		*t = *o
		return
	}
	t.min, t.max = min(t.min, o.min), max(t.max, o.max)
	t.n += o.n
	t.sum.merge(o.sum)
	t.squares.merge(o.squares)
}

// Reset empties the tally.
func (t *Tally) Reset() { *t = Tally{} }

// N returns how many times were counted.
func (t *Tally) N() uint64 { return t.n }

// Min returns the smallest time; 0 when empty.
func (t *Tally) Min() Time { return t.min }

// Max returns the largest time; 0 when empty.
func (t *Tally) Max() Time { return t.max }

// SumSeconds returns the sum in seconds.
func (t *Tally) SumSeconds() float64 { return t.sum.float() / 1e6 }

// Mean returns the mean in seconds; 0 when empty.
func (t *Tally) Mean() float64 {
	if t.n == 0 {
		return 0
	}
	return t.sum.float() / float64(t.n) / 1e6
}

// Deviation returns the sample standard deviation (divisor n-1) in seconds; 0 for
// fewer than two times.
func (t *Tally) Deviation() float64 {
	if t.n < 2 {
		return 0
	}
	// (n·Σx² - (Σx)²) / (n(n-1)) exactly: the two nearly cancel when times are alike.
	n := new(big.Int).SetUint64(t.n)
	above := new(big.Int).Mul(n, t.squares.big())
	above.Sub(above, new(big.Int).Mul(t.sum.big(), t.sum.big()))
	below := new(big.Int).Mul(n, new(big.Int).SetUint64(t.n-1))
	variance, _ := new(big.Rat).SetFrac(above, below).Float64()
	return math.Sqrt(variance) / 1e6
}

// sum128 is a signed 128-bit integer.
type sum128 struct {
	high int64
	low  uint64
}

func (s *sum128) add(x int64) {
	low, carry := bits.Add64(s.low, uint64(x), 0)
	s.low = low
	s.high += x>>63 + int64(carry)
}

// addProduct adds a·b.
func (s *sum128) addProduct(a, b uint64) {
	high, low := bits.Mul64(a, b)
	s.merge(sum128{int64(high), low})
}

func (s *sum128) merge(o sum128) {
	low, carry := bits.Add64(s.low, o.low, 0)
	s.low = low
	s.high += o.high + int64(carry)
}

// float returns the sum to within an ulp.
func (s sum128) float() float64 {
	if s.high == int64(s.low)>>63 {
		return float64(int64(s.low))
	}
	return float64(float64(s.high)*0x1p64) + float64(s.low)
}

func (s sum128) big() *big.Int {
	x := new(big.Int).Lsh(big.NewInt(s.high), 64)
	return x.Add(x, new(big.Int).SetUint64(s.low))
}

func (s sum128) negative() sum128 {
	low, borrow := bits.Sub64(0, s.low, 0)
	return sum128{-s.high - int64(borrow), low}
}
