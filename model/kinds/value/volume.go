package value

import (
	"fmt"
	"strings"

	"corridor/sim"
)

// Volume is the traffic of a flow: a rate, and the date at which it holds.
type Volume struct {
	Rate Rate
	Unit VolumeUnit
	At   Date // not written: start of the run, or of the upgrade that sets it
}

// VolumeUnit is what the rate of a volume counts.
type VolumeUnit uint8

// Units of volumes.
const (
	InVehicles VolumeUnit = iota
	InTonnes
	InTEU
)

const volumeForm = `"275/day", "1.2 Mt/year", "800 kt/year", "500 t/day" or "300 TEU/month"`

// Decode reads "275/day", "1.2 Mt/year", "300 TEU/month" or { rate = …, at = 2023-07-01 }.
func (x *Volume) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok {
		return x.rate(v)
	}
	all := problems{onlyKeys(t, "a volume", "rate", "at")}
	var y Volume
	if rate, ok := t["rate"]; !ok {
		all.add(fmt.Errorf("has no rate; write rate = \"275/day\""))
	} else if err := y.rate(rate); err != nil {
		all.add(fmt.Errorf("rate: %w", err))
	}
	if at, ok := t["at"]; ok {
		if err := y.At.Decode(at); err != nil {
			all.add(fmt.Errorf("at: %w", err))
		}
	}
	if err := all.joined(); err != nil {
		return err
	}
	*x = y
	return nil
}

// rate reads a rate of vehicles, or of tonnes or TEU, whose unit stands before the
// stroke.
func (x *Volume) rate(v any) error {
	text, ok := v.(string)
	before, period, stroke := strings.Cut(text, "/")
	digits, word := splitUnit(strings.TrimSpace(before))
	size := map[string]float64{"t": 1, "kt": 1e3, "Mt": 1e6, "TEU": 1}[word]
	if ok = ok && stroke; !ok || size == 0 {
		if near, known := map[string]string{"mt": "Mt", "MT": "Mt", "KT": "kt", "Kt": "kt", "T": "t", "teu": "TEU", "tonnes": "t", "tons": "t"}[word]; known && ok {
			return fmt.Errorf("%q has the unit %q; did you mean %q? A volume is written like %s", text, word, near, volumeForm)
		}
		return x.Rate.Decode(v)
	}
	y := Volume{Unit: InTonnes}
	if word == "TEU" {
		y.Unit = InTEU
	}
	if err := y.Rate.Decode(digits + "/" + period); err != nil {
		return fmt.Errorf("%q: %w", text, err)
	}
	if y.Rate.N = float64(y.Rate.N * size); y.Rate.PerDay() > 1e9 {
		return fmt.Errorf("%q is out of range, a volume is at most 1000000000 t or TEU a day", text)
	}
	*x = y
	return nil
}

// Syntax describes volumes.
func (x *Volume) Syntax() Syntax {
	return Syntax{Name: "volume", Example: "275/day", Types: []string{"string", "object"},
		Pattern: `^\s*[0-9.eE+]+\s*(vehicles|pcu|t|kt|Mt|TEU)?\s*/\s*(s|second|min|minute|h|hour|d|day|week|month|year)\s*$`}
}

// Load is the freight on board of a loaded vehicle: a mass, or a law on masses. Zero: not
// written.
type Load struct {
	Law     sim.Law // in kg; zero: always KG
	KG      int32
	Written bool
}

// Decode reads "22 t" (always the same) or { mean = "20 t", law = "normal", cv = 0.2 }.
func (l *Load) Decode(v any) error {
	law, err := readLaw(v, lawUnit{func(v any) (float64, error) {
		var m Mass
		err := m.Decode(v)
		return float64(Kilograms(m.Tonnes)), err
	}})
	if err != nil {
		return err
	}
	if _, table := v.(map[string]any); !table {
		*l = Load{KG: int32(law.Mean()), Written: true}
		return nil
	}
	*l = Load{Law: law, Written: true}
	return nil
}

// Syntax describes loads.
func (l *Load) Syntax() Syntax {
	return Syntax{Name: "mass or law", Example: "22 t", Types: []string{"string", "object"}, Pattern: (*Mass)(nil).Syntax().Pattern}
}

// Kilograms is a mass to the whole kilogram; Mass has at most 100,000 t.
func Kilograms(tonnes float64) int32 { return int32(float64(tonnes*1000) + 0.5) }
