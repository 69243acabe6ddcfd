package results

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"corridor/sim"
)

// How numbers are written for people.

// number writes three significant digits, or all digits before the point.
func number(x float64) string {
	switch a := math.Abs(x); {
	case a == 0:
		return "0"
	case a >= 99.95:
		return grouped(x, 0)
	case a >= 9.995:
		return strings.TrimSuffix(grouped(x, 1), ".0")
	case a >= 0.01:
		return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0"), ".")
	}
	return strconv.FormatFloat(x, 'g', 2, 64)
}

// grouped writes a number with gaps that do not break between thousands: "12 345".
func grouped(x float64, decimals int) string {
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
		if strings.Trim(s, "0.") == "" {
			sign = ""
		}
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if len(whole) > 4 {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "\u00a0" + whole[i:]
		}
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// percent writes a share: "84 %", "0.3 %".
func percent(x float64) string {
	if x != 0 && math.Abs(x) < 0.0995 {
		return strconv.FormatFloat(100*x, 'f', 1, 64) + " %"
	}
	return strconv.FormatFloat(100*x, 'f', 0, 64) + " %"
}

// unit is how a number is shown: its value times Factor, followed by Name.
type unit struct {
	Name   string
	Factor float64
}

// timeUnit chooses the unit in which the largest of some times, in seconds, reads
// well.
func timeUnit(largest float64) unit {
	switch {
	case largest < 90:
		return unit{"s", 1}
	case largest < 90*60:
		return unit{"min", 1.0 / 60}
	case largest < 72*3600:
		return unit{"h", 1.0 / 3600}
	}
	return unit{"d", 1.0 / 86400}
}

// lengthUnit chooses the unit in which the longest of some lengths, in metres, reads well.
func lengthUnit(longest float64) unit {
	if longest < 10e3 {
		return unit{"m", 1}
	}
	return unit{"km", 1e-3}
}

// plusMinus writes an estimate: "4.03 ± 0.12 h". The half-width has two significant
// digits, the mean as many decimals as it; without an interval the mean alone, and
// "–" without an observation.
func plusMinus(e Estimate, u unit) string {
	if e.N == 0 {
		return "–"
	}
	mean, half := e.Mean*u.Factor, e.HalfWidth*u.Factor
	text := number(mean)
	if e.N > 1 && half > 0 {
		d := decimals(half)
		if math.Abs(mean) >= 1000 {
			d = min(d, 1)
		}
		if h := grouped(half, d); strings.Trim(h, "0.") != "" {
			text = grouped(mean, d) + " ± " + h
		}
	}
	if u.Name == "" {
		return text
	}
	return text + " " + u.Name
}

// decimals is how many decimals show two significant digits of x, three at most.
func decimals(x float64) int {
	return min(max(1-int(math.Floor(math.Log10(x))), 0), 3)
}

// plain is the unit of what needs none; percentUnit shows shares.
func plain() unit       { return unit{"", 1} }
func percentUnit() unit { return unit{"%", 100} }

// monthName writes a month: "March 2026".
func monthName(t time.Time) string { return t.Format("January 2006") }

// dateName writes a date as precisely as the length of the run makes sense of.
func (s *Summary) dateName(t time.Time) string {
	if len(s.Plan.Bins.Days) > 2*365 {
		return t.Format("2006-01")
	}
	return t.Format("2006-01-02")
}

// moment writes a tick of the run as people know it.
func (s *Summary) moment(t sim.Time) string {
	if s.Network.Clock.Dated {
		return s.Network.Clock.Time(t).Format("2006-01-02 15:04")
	}
	return t.String()
}

// horizon writes what was simulated.
func (s *Summary) horizon() string {
	if s.Network.Clock.Dated {
		from, to := s.Network.Clock.Time(s.Plan.From), s.Network.Clock.Time(s.Plan.Until)
		return fmt.Sprintf("%s to %s", from.Format("2006-01-02"), to.Format("2006-01-02"))
	}
	return fmt.Sprintf("steady state, %s after a warm-up of %s", s.Plan.Until-s.Plan.From, s.Plan.From)
}
