package sim

import (
	"math"
	"math/bits"
)

// Histogram counts times from 0 to 2^62 in bins whose width is at most a 128th of
// their lower end: 128 bins per octave, one per tick below 256 ticks. Count, sum,
// smallest, largest and the number of zeros are exact. All are integers, so that
// merging in any order gives the same bits. The zero value is empty; storage grows to
// the range of the times seen, 4 bytes per bin, and Reset keeps it.
type Histogram struct {
	n     uint64
	zeros uint64
	sum   Sum
	min   Time
	max   Time
	first int      // bin of counts[0]
	bins  []uint32 // counts, modulo 2^32
	over  map[int]uint64
}

const (
	octaveBits = 7
	fineBits   = octaveBits + 1 // below 2^fineBits ticks each has its bin
	maxTime    = Time(1) << 62
	growth     = 64 // bins are added in multiples of it
)

// binOf returns the bin of a time above 0.
func binOf(t Time) int {
	e := max(bits.Len64(uint64(t))-fineBits, 0)
	return e<<octaveBits + int(t>>e)
}

// binEdges returns the bin's times: low <= t < high.
func binEdges(bin int) (low, high Time) {
	if bin < 1<<fineBits {
		return Time(bin), Time(bin + 1)
	}
	e := bin>>octaveBits - 1
	low = Time(bin-e<<octaveBits) << e
	return low, low + 1<<e
}

// Add counts one time. Times below 0 count as 0, times beyond 2^62 as 2^62.
func (h *Histogram) Add(t Time) {
	i := binOf(t) - h.first
	if t <= 0 || h.n == 0 || uint(i) >= uint(len(h.bins)) || h.bins[i] == math.MaxUint32 {
		h.AddN(t, 1)
		return
	}
	h.min, h.max = min(h.min, t), max(h.max, t)
	h.n++
	h.sum.Add(int64(t))
	h.bins[i]++
}

// AddN counts a time n times.
func (h *Histogram) AddN(t Time, n uint64) {
	if n == 0 {
		return
	}
	t = min(max(t, 0), maxTime)
	h.widen(t, t)
	h.n += n
	if t == 0 {
		h.zeros += n
		return
	}
	if n == 1 {
		h.sum.Add(int64(t))
	} else {
		h.sum.addProduct(uint64(t), n)
	}
	h.count(binOf(t), n)
}

// widen takes smallest and largest of further times into account.
func (h *Histogram) widen(low, high Time) {
	if h.n == 0 {
		h.min, h.max = low, high
		return
	}
	h.min, h.max = min(h.min, low), max(h.max, high)
}

// count adds n to a bin. What does not fit in 32 bits goes to over.
func (h *Histogram) count(bin int, n uint64) {
	i := bin - h.first
	if uint(i) >= uint(len(h.bins)) {
		h.grow(bin)
		i = bin - h.first
	}
	total := uint64(h.bins[i]) + n
	h.bins[i] = uint32(total)
	if carry := total >> 32; carry != 0 {
		if h.over == nil {
			h.over = map[int]uint64{}
		}
		h.over[bin] += carry
	}
}

// grow extends the storage to include a bin.
func (h *Histogram) grow(bin int) {
	first, end := bin&^(growth-1), bin&^(growth-1)+growth
	if len(h.bins) > 0 {
		first, end = min(first, h.first), max(end, h.first+len(h.bins))
	}
	bins := make([]uint32, end-first)
	copy(bins[max(h.first-first, 0):], h.bins)
	h.first, h.bins = first, bins
}

// at returns the count of bins[i].
func (h *Histogram) at(i int) uint64 {
	n := uint64(h.bins[i])
	if h.over != nil {
		n += h.over[h.first+i] << 32
	}
	return n
}

// Merge adds everything that o counted.
func (h *Histogram) Merge(o *Histogram) {
	if o.n == 0 {
		return
	}
	h.widen(o.min, o.max)
	h.n += o.n
	h.zeros += o.zeros
	h.sum.Merge(o.sum)
	for i := range o.bins {
		if n := o.at(i); n > 0 {
			h.count(o.first+i, n)
		}
	}
}

// Reset empties the histogram and keeps its storage.
func (h *Histogram) Reset() {
	clear(h.bins)
	*h = Histogram{first: h.first, bins: h.bins}
}

// N returns how many times were counted.
func (h *Histogram) N() uint64 { return h.n }

// SumSeconds returns the sum in seconds.
func (h *Histogram) SumSeconds() float64 { return h.sum.Float() / 1e6 }

// Mean returns the mean in seconds; 0 when empty.
func (h *Histogram) Mean() float64 {
	if h.n == 0 {
		return 0
	}
	return h.sum.Float() / float64(h.n) / 1e6
}

// Min returns the smallest time, exactly; 0 when empty.
func (h *Histogram) Min() Time { return h.min }

// Max returns the largest time, exactly; 0 when empty.
func (h *Histogram) Max() Time { return h.max }

// Each calls f for every bin that is not empty, in the order of time: n times t with
// low <= t < high. Zeros come first, as [0, 1).
func (h *Histogram) Each(f func(low, high Time, n uint64)) {
	if h.zeros > 0 {
		f(0, 1, h.zeros)
	}
	for i := range h.bins {
		if n := h.at(i); n > 0 {
			low, high := binEdges(h.first + i)
			f(low, high, n)
		}
	}
}

// Quantile returns the time that a share p of the times does not exceed, interpolated
// within its bin. It differs from the same quantile of the times themselves by less
// than a 128th (0.8 %) of it; it is exact below 256 ticks, for p <= 0 (Min) and for
// p >= 1 (Max). 0 when empty.
func (h *Histogram) Quantile(p float64) Time {
	switch {
	case h.n == 0:
		return 0
	case !(p > 0):
		return h.min
	case p >= 1:
		return h.max
	}
	rank := float64(p * float64(h.n)) // times up to the quantile, that one included
	if rank <= float64(h.zeros) {
		return 0
	}
	passed := h.zeros
	for i := range h.bins {
		n := h.at(i)
		if n > 0 && rank <= float64(passed+n) {
			low, high := binEdges(h.first + i)
			share := (rank - float64(passed)) / float64(n)
			t := low + Time(math.Floor(float64(share*float64(high-low-1))+0.5))
			return min(max(t, h.min), h.max)
		}
		passed += n
	}
	return h.max
}

// ShareOver returns the share of the times above limit; 0 when empty. It is exact for
// limits below 256 ticks and below Min or from Max on; else off by at most part of
// the bin that holds the limit.
func (h *Histogram) ShareOver(limit Time) float64 {
	switch {
	case h.n == 0 || limit >= h.max:
		return 0
	case limit < h.min:
		return 1
	}
	over := 0.0
	for i := range h.bins {
		n := float64(h.at(i))
		low, high := binEdges(h.first + i)
		switch {
		case low > limit:
			over += n
		case high-1 > limit:
			over += float64(n * (float64(high-1-limit) / float64(high-low)))
		}
	}
	return over / float64(h.n)
}

// ShareZero returns the share of zeros, exactly; 0 when empty.
func (h *Histogram) ShareZero() float64 {
	if h.n == 0 {
		return 0
	}
	return float64(h.zeros) / float64(h.n)
}
