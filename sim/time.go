package sim

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Time is a point on the clock of a replication, or a span of it, in microseconds.
type Time int64

// Spans of time.
const (
	Microsecond Time = 1
	Millisecond      = 1000 * Microsecond
	Second           = 1000 * Millisecond
	Minute           = 60 * Second
	Hour             = 60 * Minute
	Day              = 24 * Hour
	Week             = 7 * Day
)

// Never is later than everything that happens.
const Never = Time(math.MaxInt64)

// horizon bounds what the clock can show: 2^60 microseconds, 36,500 years. Times at
// or beyond it never come.
const horizon = Time(1 << 60)

// Millimetres is a length.
type Millimetres int64

// Metres returns the length in metres.
func (m Millimetres) Metres() float64 { return float64(m) / 1000 }

// FromSeconds returns the time nearest to s seconds; ticks half way between go up.
// Values beyond 2^60 microseconds either way are cut there; NaN is 0.
func FromSeconds(s float64) Time {
	x := math.Floor(float64(s*1e6) + 0.5)
	switch {
	case x >= float64(horizon):
		return horizon
	case x <= -float64(horizon):
		return -horizon
	case x != x:
		return 0
	}
	return Time(x)
}

// Seconds returns the time in seconds.
func (t Time) Seconds() float64 { return float64(t) / 1e6 }

// timeUnits are the units of ParseTime, from large to small.
var timeUnits = [...]struct {
	name string
	span Time
}{
	{"w", Week}, {"d", Day}, {"h", Hour}, {"m", Minute}, {"s", Second}, {"ms", Millisecond}, {"us", Microsecond},
}

// String writes the time as ParseTime reads it: "3d2h", "2h14m24s", "1.5s", "250ms",
// "10us", "0s". Never is "never".
func (t Time) String() string {
	if t == Never {
		return "never"
	}
	if t == 0 {
		return "0s"
	}
	var b strings.Builder
	rest := uint64(t)
	if t < 0 {
		b.WriteByte('-')
		rest = -rest
	}
	if rest < uint64(Second) {
		unit, span := "us", uint64(Microsecond)
		if rest >= uint64(Millisecond) {
			unit, span = "ms", uint64(Millisecond)
		}
		writeDecimal(&b, rest, span, unit)
		return b.String()
	}
	for _, u := range timeUnits[1:4] {
		if whole := rest / uint64(u.span); whole > 0 {
			writeDecimal(&b, whole, 1, u.name)
			rest %= uint64(u.span)
		}
	}
	if rest > 0 {
		writeDecimal(&b, rest, uint64(Second), "s")
	}
	return b.String()
}

// writeDecimal writes ticks/span, span a power of ten, without trailing zeros.
func writeDecimal(b *strings.Builder, ticks, span uint64, unit string) {
	b.WriteString(strconv.FormatUint(ticks/span, 10))
	if part := ticks % span; part > 0 {
		digits := strconv.FormatUint(span+part, 10)[1:]
		b.WriteByte('.')
		b.WriteString(strings.TrimRight(digits, "0"))
	}
	b.WriteString(unit)
}

// ParseTime reads a span of time: numbers with units from large to small, such as
// "14m24s", "2h30m", "1.5h", "3d", "1w", "250ms", "10us"; spaces between the parts
// are allowed. The result is rounded to the nearest tick. A number without unit, a
// negative span and a span beyond 36,500 years are errors.
func ParseTime(s string) (Time, error) {
	rest := strings.TrimSpace(s)
	if rest == "" {
		return 0, fmt.Errorf("an empty text is not a time span; write for example 14m24s, 2h30m or 3d")
	}
	if rest[0] == '-' {
		return 0, fmt.Errorf("the time span %q is negative", s)
	}
	total, smallest := Time(0), -1
	for rest != "" {
		n := len(rest) - len(strings.TrimLeft(rest, "0123456789."))
		number, tail := rest[:n], strings.TrimLeft(rest[n:], " ")
		word := tail[:len(tail)-len(strings.TrimLeft(tail, "abcdefghijklmnopqrstuvwxyzµμABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
		part, unit, err := parsePart(s, number, word)
		if err != nil {
			return 0, err
		}
		if unit <= smallest {
			return 0, fmt.Errorf("the units of the time span %q do not go from large to small", s)
		}
		smallest = unit
		if total += part; total >= horizon {
			return 0, fmt.Errorf("the time span %q is longer than 36,500 years", s)
		}
		rest = strings.TrimLeft(tail[len(word):], " ")
	}
	return total, nil
}

// parsePart reads one number with its unit, given as an index into timeUnits.
func parsePart(whole, number, word string) (Time, int, error) {
	x, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, 0, fmt.Errorf("%q is not a time span; write for example 14m24s, 2h30m or 3d", whole)
	}
	if word == "" {
		return 0, 0, fmt.Errorf("the time span %q has a number without unit; the units are w, d, h, m, s, ms and us", whole)
	}
	if word == "µs" || word == "μs" {
		word = "us"
	}
	for i, u := range timeUnits {
		if u.name == word {
			return FromSeconds(float64(x * u.span.Seconds())), i, nil
		}
	}
	return 0, 0, fmt.Errorf("the time span %q has the unknown unit %q; the units are w, d, h, m, s, ms and us", whole, word)
}
