package value

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// GrowthRates are changes by the year: "8%/year" is 0.08, for all years or by calendar
// year.
type GrowthRates struct {
	Every   float64    // of all years, where ByYear is empty
	ByYear  []YearRate // ascending
	Earlier YearRate   // of the years before the first; Year 0: not written
	Later   YearRate   // of the years after the last
	Written bool
}

// YearRate is the growth in one calendar year.
type YearRate struct {
	Year int
	Rate float64
}

// Decode reads "8%/year" or { 2024 = "8%", 2025 = "5%", later = "3%" }.
func (g *GrowthRates) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok {
		rate, err := growthRate(v, "%/year")
		if err == nil {
			*g = GrowthRates{Every: rate, Written: true}
		}
		return err
	}
	x := GrowthRates{Written: true}
	var all problems
	for _, key := range sortedKeys(t) {
		rate, err := growthRate(t[key], "%")
		if err != nil {
			all.add(fmt.Errorf("%s: %w", key, err))
		}
		year, err := strconv.Atoi(key)
		switch {
		case key == "earlier":
			x.Earlier = YearRate{1, rate}
		case key == "later":
			x.Later = YearRate{1, rate}
		case err != nil || len(key) != 4 || year < 1900 || year > 2400:
			all.add(fmt.Errorf("%q is not a year from 1900 to 2400, \"earlier\" or \"later\"", key))
		default:
			x.ByYear = append(x.ByYear, YearRate{year, rate})
		}
	}
	if len(x.ByYear) == 0 && len(all) == 0 {
		all.add(fmt.Errorf("names no year; write { 2024 = \"8%%\", later = \"3%%\" }, or \"8%%/year\" for all years"))
	}
	if err := all.joined(); err != nil {
		return err
	}
	*g = x
	return nil
}

// growthRate reads a percentage above -100 and up to 1000 with an ending; in a table the
// key says the year.
func growthRate(v any, ending string) (float64, error) {
	text, ok := v.(string)
	if !ok {
		return 0, fmt.Errorf("is %s, growth is written as a text, such as \"8%s\"", show(v), ending)
	}
	tight := strings.ReplaceAll(strings.ToLower(text), " ", "")
	if ending == "%" {
		tight = strings.TrimSuffix(tight, "/year")
	}
	percent, ok := strings.CutSuffix(tight, ending)
	if !ok {
		return 0, fmt.Errorf("%q is not a growth such as \"8%s\"", text, ending)
	}
	negative := strings.HasPrefix(percent, "-")
	x, err := number(strings.TrimPrefix(strings.TrimPrefix(percent, "-"), "+"))
	if err != nil {
		return 0, fmt.Errorf("%q is not a growth such as \"8%s\": %w", text, ending, err)
	}
	if negative {
		x = -x
	}
	if x <= -100 || x > 1000 {
		return 0, fmt.Errorf("%q is out of range, growth lies above -100 and up to 1000 %%/year", text)
	}
	return x / 100, nil
}

const growthPattern = `^\s*[-+]?[0-9.eE+]+\s*%\s*/\s*year\s*$`

// Syntax describes growth.
func (g *GrowthRates) Syntax() Syntax {
	return Syntax{Name: "growth by year", Example: "8%/year", Types: []string{"string", "object"}, Pattern: growthPattern}
}

// Equal tells whether two are the same for every year.
func (g GrowthRates) Equal(h GrowthRates) bool {
	return g.Every == h.Every && slices.Equal(g.ByYear, h.ByYear) && g.Earlier == h.Earlier && g.Later == h.Later
}

// None tells whether there is no growth in any year.
func (g GrowthRates) None() bool { return g.Equal(GrowthRates{}) }

// In returns the growth in a calendar year; false when nothing is said of it.
func (g GrowthRates) In(year int) (float64, bool) {
	if len(g.ByYear) == 0 {
		return g.Every, true
	}
	i, found := slices.BinarySearchFunc(g.ByYear, year, func(y YearRate, year int) int { return y.Year - year })
	switch {
	case found:
		return g.ByYear[i].Rate, true
	case i == 0:
		return g.Earlier.Rate, g.Earlier.Year != 0
	case i == len(g.ByYear):
		return g.Later.Rate, g.Later.Year != 0
	}
	return 0, false
}

// Growth is the growth of a flow: rates, or the name of a table that has them for
// several futures.
type Growth struct {
	Name    string // "growth.transit", or ""
	Rates   GrowthRates
	Written bool
}

// Decode reads rates or "growth.NAME".
func (g *Growth) Decode(v any) error {
	if text, ok := v.(string); ok && strings.HasPrefix(text, "growth.") {
		*g = Growth{Name: text, Written: true}
		return nil
	}
	var rates GrowthRates
	if err := rates.Decode(v); err != nil {
		return err
	}
	*g = Growth{Rates: rates, Written: true}
	return nil
}

// Syntax describes growth.
func (g *Growth) Syntax() Syntax {
	return Syntax{Name: "growth", Example: "8%/year", Types: []string{"string", "object"}, Pattern: growthPattern + `|^growth\.`}
}
