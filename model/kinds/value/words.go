package value

import (
	"slices"
	"strings"
)

// Word is one law or one quantity for the reference.
type Word struct {
	Name    string // "erlang", "time span"
	Keys    string // keys of a law, units of a quantity
	Example string // as it stands on the right of a key
	Help    string // one sentence
}

// Laws describes the laws of a time in the order of their names: what lawForms reads.
func Laws() []Word {
	notes := map[string][2]string{
		"deterministic":    {`"14m24s"`, "Always the same; what a bare time span means."},
		"exponential":      {`{ mean = "14m24s", law = "exponential" }`, "Without memory: the law of most textbook queues, cv 1."},
		"erlang":           {`{ mean = "14m24s", law = "erlang", shape = 3 }`, "Sum of so many exponential phases, a whole number: cv 1/√shape."},
		"gamma":            {`{ mean = "14m24s", law = "gamma", cv = 0.5 }`, "Erlang with a shape of any size, given by the shape or by the coefficient of variation."},
		"lognormal":        {`{ mean = "14m24s", law = "lognormal", cv = 1.2 }`, "Long tail: a few take very much longer."},
		"weibull":          {`{ mean = "14m24s", law = "weibull", shape = 2 }`, "Given by the shape or by the coefficient of variation."},
		"triangular":       {`{ law = "triangular", min = "5m", mode = "10m", max = "30m" }`, "Three guesses of somebody who knows: least, most frequent and greatest."},
		"uniform":          {`{ law = "uniform", min = "5m", max = "15m" }`, "Everything between two times alike."},
		"normal":           {`{ mean = "14m24s", law = "normal", cv = 0.2 }`, "Bell curve, cut off at 0."},
		"hyperexponential": {`{ mean = "14m24s", law = "hyperexponential", cv = 2.0 }`, "Many short and some very long ones: cv 1 or more."},
		"empirical":        {`{ law = "empirical", values = ["5m", "10m", "40m"], weights = [5, 3, 1] }`, "Measured values, drawn by their weights (default: alike)."},
		"mixture":          {`{ law = "mixture", of = ["5m", { mean = "1h", law = "exponential" }], weights = [9, 1] }`, "One of several laws, drawn by their weights (default: alike)."},
	}
	var words []Word
	for _, name := range sortedKeys(lawForms()) {
		form := lawForms()[name]
		keys := slices.Clone(form.need)
		if len(form.one) == 2 {
			keys = append(keys, form.one[0]+" or "+form.one[1])
		} else if len(form.one) == 1 {
			keys = append(keys, form.one[0]+" (optional)")
		}
		words = append(words, Word{name, strings.Join(keys, ", "), notes[name][0], notes[name][1]})
	}
	return words
}

// Units describes how quantities are written.
func Units() []Word {
	return []Word{
		{"time span", "w, d, h, m, s, ms, us", `"2h30m"`, "From large to small, each with its unit; m is minutes."},
		{"rate", "second, minute, hour, day, week, month, year", `"275/day"`, "So many in a period; s, min, h and d are understood too, and \"vehicles\" or \"pcu\" before the stroke. A year has 365.2425 days, a month a twelfth of it."},
		{"growth", "%/year", `"8%/year"`, "Compounds continuously; may be negative."},
		{"length", "km, m, cm, mm", `"129 km"`, "A distance or the length of a vehicle."},
		{"speed", "km/h, m/s", `"90 km/h"`, "Above 0 and at most 2000 km/h."},
		{"mass", "t, kg", `"18.7 t"`, "Tonnes are metric."},
		{"date", "", `2024-01-01`, "With a time of day 2024-01-01T08:00:00; local to the place it is about, unless it has an offset of its own."},
		{"opening hours", "Mon, Tue, Wed, Thu, Fri, Sat, Sun", `["Mon-Fri 08:00-20:00", "Sat 22:00-02:00"]`, "Local time; what ends before it begins ends on the next day; a day that is not named is closed."},
		{"closed days", "", `["2024-03-21", "2024-12-30/2025-01-02"]`, "Whole local days, the last one included."},
		{"share", "", `0.64`, "A number from 0 to 1; decimals are written with a point."},
	}
}
