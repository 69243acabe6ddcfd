package value

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"corridor/sim"
)

// number reads a decimal number that is finite and not negative.
func number(text string) (float64, error) {
	plain := text != "" && strings.Trim(text, "0123456789.eE+-") == "" && strings.ContainsAny(text, "0123456789")
	x, err := strconv.ParseFloat(text, 64)
	switch {
	case strings.HasPrefix(text, "-") && plain:
		return 0, fmt.Errorf("must not be negative, is %s", text)
	case plain && math.IsInf(x, 0):
		return 0, fmt.Errorf("%s is too large", text)
	case !plain || err != nil:
		return 0, fmt.Errorf("%q is not a number such as 12 or 0.5", text)
	}
	return x, nil
}

// measured reads a number with a unit: "129 km". The number may stand right before
// the unit. units maps each unit to its size; what and example are for messages.
func measured(v any, what, example string, units map[string]float64, least, most float64) (float64, error) {
	text, ok := v.(string)
	if !ok {
		return 0, fmt.Errorf("is %s, a %s is written as a text with its unit, such as %q", show(v), what, example)
	}
	text = strings.TrimSpace(text)
	digits, unit := splitUnit(text)
	x, err := number(digits)
	if err != nil {
		return 0, fmt.Errorf("%q is not a %s such as %q: %w", text, what, example, err)
	}
	size, ok := units[unit]
	if !ok {
		if unit == "" {
			return 0, fmt.Errorf("%q has no unit; a %s is written like %q", text, what, example)
		}
		return 0, fmt.Errorf("%q has the unit %q, a %s has one of %s, such as %q", text, unit, what, listOf(units), example)
	}
	if x = float64(x * size); x < least || x > most {
		return 0, fmt.Errorf("%q is out of range, a %s is written like %q", text, what, example)
	}
	return x, nil
}

// splitUnit parts "129 km" into "129" and "km".
func splitUnit(text string) (digits, unit string) {
	i := 0
	for i < len(text) && strings.IndexByte("0123456789.+-", text[i]) >= 0 ||
		i > 0 && i+1 < len(text) && (text[i] == 'e' || text[i] == 'E') && strings.IndexByte("0123456789+-", text[i+1]) >= 0 {
		i++
	}
	return text[:i], strings.TrimSpace(text[i:])
}

// show writes a value of TOML for a message.
func show(v any) string {
	switch x := v.(type) {
	case string:
		return strconv.Quote(x)
	case map[string]any:
		return "a table"
	case []any:
		return "a list"
	}
	return fmt.Sprint(v)
}

// finite reads a bare number of TOML.
func finite(v any) (float64, bool) {
	switch x := v.(type) {
	case int64:
		return float64(x), true
	case int:
		return float64(x), true
	case float64:
		return x, !math.IsNaN(x) && !math.IsInf(x, 0)
	}
	return 0, false
}

// whole reads a bare whole number of TOML.
func whole(v any) (int64, bool) {
	switch x := v.(type) {
	case int64:
		return x, true
	case int:
		return int64(x), true
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return int64(x), true
		}
	}
	return 0, false
}

// Span is a length of time: "14m24s".
type Span struct {
	Time    sim.Time
	Written bool
}

// Decode reads "90s", "14m24s", "2h30m", "3d", "1w", "250ms"; a bare number is
// refused.
func (s *Span) Decode(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("is %s, a time span is written as a text with its unit, such as \"14m24s\"", show(v))
	}
	t, err := sim.ParseTime(text)
	if err != nil {
		return err
	}
	*s = Span{t, true}
	return nil
}

// Syntax describes time spans.
func (s *Span) Syntax() Syntax {
	return Syntax{Name: "time span", Example: "14m24s", Types: []string{"string"},
		Pattern: `^\s*([0-9]*\.?[0-9]+\s*(us|µs|ms|s|m|h|d|w)\s*)+$`}
}

// Length is a distance: "129 km", "18 m".
type Length struct {
	Millimetres sim.Millimetres
	Written     bool
}

// Decode reads a length in km, m, cm or mm up to 1,000,000 km.
func (l *Length) Decode(v any) error {
	x, err := measured(v, "length", "129 km", map[string]float64{"km": 1e6, "m": 1e3, "cm": 10, "mm": 1}, 0, 1e12)
	if err == nil {
		*l = Length{sim.Millimetres(math.Floor(x + 0.5)), true}
	}
	return err
}

// Syntax describes lengths.
func (l *Length) Syntax() Syntax {
	return Syntax{Name: "length", Example: "129 km", Types: []string{"string"}, Pattern: `^\s*[0-9.eE+]+\s*(km|m|cm|mm)\s*$`}
}

// Speed is a speed: "90 km/h", "25 m/s".
type Speed struct {
	KmH     float64
	Written bool
}

// Decode reads a speed in km/h or m/s above 0 and up to 2000 km/h.
func (s *Speed) Decode(v any) error {
	x, err := measured(v, "speed", "90 km/h", map[string]float64{"km/h": 1, "kmh": 1, "m/s": 3.6}, 1e-3, 2000)
	if err == nil {
		*s = Speed{x, true}
	}
	return err
}

// Syntax describes speeds.
func (s *Speed) Syntax() Syntax {
	return Syntax{Name: "speed", Example: "90 km/h", Types: []string{"string"}, Pattern: `^\s*[0-9.eE+]+\s*(km/h|kmh|m/s)\s*$`}
}

// Over returns the time a distance takes, to the nearest tick.
func (s Speed) Over(l sim.Millimetres) sim.Time {
	return sim.FromSeconds(float64(float64(l)/1e6*3600) / s.KmH)
}

// Mass is a weight: "18.7 t", "20000 kg".
type Mass struct {
	Tonnes  float64
	Written bool
}

// Decode reads a mass in t or kg up to 100,000 t.
func (m *Mass) Decode(v any) error {
	x, err := measured(v, "mass", "18.7 t", map[string]float64{"t": 1, "kg": 1e-3}, 0, 1e5)
	if err == nil {
		*m = Mass{x, true}
	}
	return err
}

// Syntax describes masses.
func (m *Mass) Syntax() Syntax {
	return Syntax{Name: "mass", Example: "18.7 t", Types: []string{"string"}, Pattern: `^\s*[0-9.eE+]+\s*(t|kg)\s*$`}
}
