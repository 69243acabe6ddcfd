package sim

import (
	"math/big"
	"math/bits"
)

// Sum is a signed 128-bit integer: sums of ticks that no number of vehicles and years
// overflows, equal in any order. Two Sums are equal if == says so.
type Sum struct {
	high int64
	low  uint64
}

// Add adds one number.
func (s *Sum) Add(x int64) {
	low, carry := bits.Add64(s.low, uint64(x), 0)
	s.low = low
	s.high += x>>63 + int64(carry)
}

// addProduct adds a·b.
func (s *Sum) addProduct(a, b uint64) {
	high, low := bits.Mul64(a, b)
	s.Merge(Sum{int64(high), low})
}

// Merge adds another sum.
func (s *Sum) Merge(o Sum) {
	low, carry := bits.Add64(s.low, o.low, 0)
	s.low = low
	s.high += o.high + int64(carry)
}

// Float returns the sum to within an ulp.
func (s Sum) Float() float64 {
	if s.high == int64(s.low)>>63 {
		return float64(int64(s.low))
	}
	return float64(float64(s.high)*0x1p64) + float64(s.low)
}

func (s Sum) big() *big.Int {
	x := new(big.Int).Lsh(big.NewInt(s.high), 64)
	return x.Add(x, new(big.Int).SetUint64(s.low))
}

func (s Sum) negative() Sum {
	low, borrow := bits.Sub64(0, s.low, 0)
	return Sum{-s.high - int64(borrow), low}
}
