package chart

import (
	"math"
	"strconv"
	"strings"
)

// tick is a place on an axis and its label; below is the second line, of time axes.
type tick struct {
	at    float64
	label string
	below string
}

// scale maps values to pixels along one axis.
type scale struct {
	from, to   float64 // values at the two ends
	start, end float64 // pixels at the two ends
	log        bool
}

func (s scale) px(v float64) float64 {
	from, to := s.from, s.to
	if s.log {
		from, to, v = math.Log10(from), math.Log10(to), math.Log10(math.Max(v, s.from))
	}
	return s.start + (v-from)/(to-from)*(s.end-s.start)
}

// numberTicks covers [low, high], which must hold zero, with steps of 1, 2 or 5 times a
// power of ten, at most about six of them. The first tick is at or below low, the last
// at or above high; zero alone gets an axis to one.
func numberTicks(low, high float64) []tick {
	if low == high {
		return []tick{{at: 0, label: "0"}, {at: 1, label: "1"}}
	}
	step := roundStep((high - low) / 6)
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	decimals := decimalsOf(step)
	var out []tick
	for i := first; i <= last; i++ {
		out = append(out, tick{at: i * step, label: number(i*step, decimals)})
	}
	return out
}

// roundStep is the smallest of 1, 2 and 5 times a power of ten that is not below x.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if x <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// decimalsOf is how many decimals the multiples of a step need.
func decimalsOf(step float64) int {
	return max(0, int(-math.Floor(math.Log10(step)+1e-9)))
}

// thinSpace is the narrow no-break space.
const thinSpace = "\u202f"

// number writes a value with a narrow space between thousands from 10 000 on, as
// ISO 80000-1 has it: a comma or point would be a decimal sign to half of the readers.
func number(v float64, decimals int) string {
	if v == 0 {
		return "0"
	}
	if a := math.Abs(v); a >= 1e12 || decimals > 6 {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	whole, rest, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "−", whole[1:]
	}
	if len(whole) > 4 {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + thinSpace + whole[i:]
		}
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}

// amount writes a value with three digits or all of its whole ones.
func amount(v float64) string {
	a := math.Abs(v)
	switch {
	case a >= 100 || a == math.Trunc(a):
		return number(math.Round(v), 0)
	case a >= 10:
		return number(v, 1)
	}
	return number(v, 2)
}

// logTicks are 1, 2 and 5 times powers of ten within [low, high], or powers of ten
// only where that would be too many.
func logTicks(low, high float64) []tick {
	var out []tick
	bottom, top := math.Floor(math.Log10(low)), math.Ceil(math.Log10(high))
	for e := bottom; e <= top; e++ {
		for _, m := range []float64{1, 2, 5} {
			v := m * math.Pow(10, e)
			if high > low*1e5 && m > 1 || v < low*(1-1e-9) || v > high*(1+1e-9) {
				continue
			}
			out = append(out, tick{at: v, label: number(v, max(0, int(-e)))})
		}
	}
	return out
}
