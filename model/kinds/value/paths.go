package value

import (
	"fmt"
	"strings"

	"corridor/sim"
)

// Paths is how many trains a line has paths for.
type Paths struct {
	PerDay  float64
	Written bool
}

// Decode reads "20/day"; "trains" may stand before the stroke.
func (p *Paths) Decode(v any) error {
	var r Rate
	if err := r.Decode(withoutTrains(v)); err != nil {
		return err
	}
	if r.N == 0 || r.PerDay() > 10_000 {
		return fmt.Errorf("is %s, paths are more than 0 and at most 10000 a day, such as \"20/day\"", show(v))
	}
	*p = Paths{r.PerDay(), true}
	return nil
}

// withoutTrains leaves the word out.
func withoutTrains(v any) any {
	text, _ := v.(string)
	if before, unit, ok := strings.Cut(text, "/"); ok {
		return strings.TrimSuffix(strings.TrimSpace(before), "trains") + "/" + unit
	}
	return v
}

// Syntax describes paths.
func (p *Paths) Syntax() Syntax {
	return Syntax{Name: "paths", Example: "20/day", Types: []string{"string"},
		Pattern: `^\s*[0-9.eE+]+\s*(trains)?\s*/\s*(s|second|min|minute|h|hour|d|day|week|month|year)\s*$`}
}

// Gap is the least time from one train to the next.
func (p *Paths) Gap() sim.Time {
	if !p.Written {
		return 0
	}
	return sim.Time(float64(sim.Day)/p.PerDay + 0.5)
}
