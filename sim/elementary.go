package sim

import "math"

// Exp, Log and Pow in plain double arithmetic, each product rounded on its own, so
// that they give the same bits on every platform. The method is P. T. P. Tang's
// (table-driven exponential and logarithm, ACM TOMS 1989 and 1990), with 128 table
// entries; the errors stated are checked against 200-bit arithmetic.

const (
	tableBits = 7
	tableSize = 1 << tableBits

	// shifter pushes the fraction of a number below 2^50 in size out of the mantissa:
	// the integer is then in its low 51 bits.
	shifter = 0x1.8p52

	lowHalf = 1<<27 - 1 // mantissa bits dropped to make a product of halves exact
	topBits = 1<<26 - 1 // mantissa bits dropped before multiplying with a short factor
)

// Exp returns e to the power of x, to within 0.51 units in the last place (1 where
// the result is below 2^-1022).
func Exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.8:
		return math.Inf(1)
	case x < -745.2:
		return 0
	}
	return expSum(x, 0)
}

// expSum returns e^(x+low) for |x| < 750 and |low| far below 1.
func expSum(x, low float64) float64 {
	shifted := float64(x*(tableSize/ln2)) + shifter
	k := int64(math.Float64bits(shifted)<<13) >> 13 // nearest integer of x·128/ln 2 …
	t := shifted - shifter                          // … and as a float
	r := x - float64(t*expStepHigh) - float64(t*expStepLow) + low
	r2 := float64(r * r)
	e := &expTable[k&(tableSize-1)]
	tail := e.low + r + float64(r2*(0.5+float64(r*(1.0/6)))) + float64(float64(r2*r2)*(1.0/24+float64(r*(1.0/120))))
	power := k >> tableBits
	if power > -1000 && power < 1000 {
		scale := math.Float64frombits(math.Float64bits(e.high) + uint64(power)<<52)
		return scale + float64(scale*tail)
	}
	return ldexp(e.high+float64(e.high*tail), power)
}

// ldexp returns x·2^power in two steps, each within the exponents of a float64.
func ldexp(x float64, power int64) float64 {
	half := power / 2
	x = float64(x * math.Float64frombits(uint64(1023+half)<<52))
	return float64(x * math.Float64frombits(uint64(1023+power-half)<<52))
}

// Log returns the natural logarithm of x, to within 0.51 units in the last place:
// NaN below 0, -Inf at 0.
func Log(x float64) float64 {
	switch {
	case x != x || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case x > math.MaxFloat64:
		return x
	}
	high, _ := logSum(x)
	return high
}

// logSum returns the logarithm of a positive finite x as a sum of two numbers, good
// to about 66 bits.
func logSum(x float64) (high, low float64) {
	const oneBelow = 0x3fe6000000000000 // 0.6875: mantissas are taken from [0.6875, 1.375)
	bits := math.Float64bits(x)
	power := int64(0)
	if bits < 1<<52 {
		bits = math.Float64bits(float64(x * 0x1p54))
		power = -54
	}
	power += int64(bits-oneBelow) >> 52
	e := &logTable[(bits-oneBelow)>>(52-tableBits)&(tableSize-1)]
	bits -= (bits - oneBelow) & (0xfff << 52)

	// r + rest = z/c - 1 exactly, 1/c having ten bits.
	z := math.Float64frombits(bits)
	zHigh := math.Float64frombits(bits &^ topBits)
	rHigh := float64(zHigh*e.inverse) - 1
	rLow := float64((z - zHigh) * e.inverse)
	r := rHigh + rLow
	rest := rHigh - r + rLow

	// The sum power·ln 2 + log c + r - r²/2 in two words …
	k := float64(power)
	t1 := float64(k*ln2High) + e.high
	t2, c2 := twoSum(t1, r)
	head := math.Float64frombits(math.Float64bits(r) &^ lowHalf)
	t3, c3 := twoSum(t2, float64(-0.5*float64(head*head)))
	c4 := float64(-0.5 * float64((r-head)*(r+head)))

	// … and the rest of the series of log(1+r), small enough for one.
	r2 := float64(r * r)
	p := 1.0/7 - float64(r*(1.0/8)) + float64(r2*(1.0/9-float64(r*(1.0/10))))
	p = 1.0/5 - float64(r*(1.0/6)) + float64(r2*p)
	p = 1.0/3 - float64(r*(1.0/4)) + float64(r2*p)
	small := float64(float64(r2*r) * p)

	return fastTwoSum(t3, c2+c3+c4+rest+float64(k*ln2Low)+e.low+small)
}

// twoSum returns a+b rounded, and its rounding error.
func twoSum(a, b float64) (sum, err float64) {
	sum = a + b
	part := sum - a
	return sum, a - (sum - part) + (b - part)
}

// fastTwoSum is twoSum where |a| is not below |b|.
func fastTwoSum(a, b float64) (sum, err float64) {
	sum = a + b
	return sum, a - sum + b
}

// Pow returns x to the power of y for x not below 0, to within 0.51 units in the
// last place (1 where the result is below 2^-1022). Pow(x, 0) is 1 and Pow(0, y) is 0
// or, for negative y, +Inf; a negative x gives NaN.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case x != x || y != y || x < 0:
		return math.NaN()
	case x == 0 || x > math.MaxFloat64:
		if (x == 0) == (y > 0) {
			return 0
		}
		return math.Inf(1)
	}
	high, low := logSum(x)
	product := float64(y * high)
	switch {
	case product > 709.8:
		return math.Inf(1)
	case product < -745.2:
		return 0
	}
	// The rounding error of the product, by Dekker's halves.
	yHead := math.Float64frombits(math.Float64bits(y) &^ lowHalf)
	hHead := math.Float64frombits(math.Float64bits(high) &^ lowHalf)
	yTail, hTail := y-yHead, high-hHead
	err := float64(yHead*hHead) - product + float64(yHead*hTail) + float64(yTail*hHead) + float64(yTail*hTail)
	return expSum(product, err+float64(y*low))
}
