package sim

import (
	"math"
	"math/big"
)

// Tally adds up times: count, sum, sum of squares, smallest and largest. All are
// integers, 128 bits where needed, so that merging in any order gives the same bits.
// The zero value is empty. Up to 2^30 times of ten years fit.
type Tally struct {
	n        uint64
	sum      Sum
	squares  Sum
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
	t.sum.Add(int64(x))
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
	t.sum.Merge(o.sum)
	t.squares.Merge(o.squares)
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
func (t *Tally) SumSeconds() float64 { return t.sum.Float() / 1e6 }

// Mean returns the mean in seconds; 0 when empty.
func (t *Tally) Mean() float64 {
	if t.n == 0 {
		return 0
	}
	return t.sum.Float() / float64(t.n) / 1e6
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
