package value

import (
	"fmt"

	"corridor/sim"
)

// Portion is a share from 0 to 1 that may be left out.
type Portion struct {
	Share   float64
	Written bool
}

// Decode reads a number from 0 to 1.
func (p *Portion) Decode(v any) error {
	x, ok := finite(v)
	if !ok || x < 0 || x > 1 {
		return fmt.Errorf("must be a number from 0 to 1, is %s", show(v))
	}
	*p = Portion{x, true}
	return nil
}

// Syntax describes shares.
func (p *Portion) Syntax() Syntax {
	return Syntax{Name: "share", Example: "0.5", Types: []string{"number"}}
}

// Toll is what a way costs: a time that it is worth, or money.
type Toll struct {
	Time    sim.Time
	Money   float64
	Written bool
}

// Decode reads a time span, or a number up to a billion.
func (t *Toll) Decode(v any) error {
	if x, ok := finite(v); ok {
		if x < 0 || x > 1e9 {
			return fmt.Errorf("is %s, must be a number from 0 to 1000000000 in the currency of the run", show(v))
		}
		*t = Toll{Money: x, Written: true}
		return nil
	}
	var s Span
	if err := s.Decode(v); err != nil {
		return fmt.Errorf("must be a time that it is worth, such as \"45m\", or a number in the currency of the run, is %s", show(v))
	}
	*t = Toll{Time: s.Time, Written: true}
	return nil
}

// Syntax describes tolls.
func (t *Toll) Syntax() Syntax {
	return Syntax{Name: "time that it is worth, or money", Example: "45m", Types: []string{"string", "number"}, Pattern: (*Span)(nil).Syntax().Pattern}
}
