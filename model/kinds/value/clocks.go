package value

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"corridor/sim"
)

// Clocks are times of day, counted from midnight, in order.
type Clocks []sim.Time

const clocksForm = `["08:00", "20:00"]`

const mostClocks = 24

// Decode reads a time of day such as "08:00", or a list of up to 24.
func (c *Clocks) Decode(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	if len(list) == 0 {
		return fmt.Errorf("is an empty list, times of day are written like %s", clocksForm)
	}
	if len(list) > mostClocks {
		return fmt.Errorf("has %d times of day, at most %d may be written", len(list), mostClocks)
	}
	var out Clocks
	var all problems
	for _, x := range list {
		text, ok := x.(string)
		ok = ok && regexp.MustCompile(`^\s*[0-9]{1,2}:[0-9]{2}\s*$`).MatchString(text)
		at, valid := clock(strings.TrimSpace(text))
		switch {
		case !ok || !valid || at == sim.Day:
			all.add(fmt.Errorf("is %s, times of day from 00:00 to 23:59 are written like %s", show(x), clocksForm))
		case slices.Contains(out, at):
			all.add(fmt.Errorf("%s is written twice", ClockText(at)))
		default:
			out = append(out, at)
		}
	}
	if err := all.joined(); err != nil {
		return err
	}
	slices.Sort(out)
	*c = out
	return nil
}

// Syntax describes times of day.
func (c *Clocks) Syntax() Syntax {
	return Syntax{Name: "times of day", Example: clocksForm, Types: []string{"string", "array"},
		Pattern: `^\s*[0-9]{1,2}:[0-9]{2}\s*$`}
}

// String writes the times as a planner would.
func (c Clocks) String() string {
	var texts []string
	for _, at := range c {
		texts = append(texts, ClockText(at))
	}
	return few(texts)
}

// ClockText writes a time of day, also one after the next midnight.
func ClockText(t sim.Time) string {
	if t > sim.Day {
		t %= sim.Day
	}
	return fmt.Sprintf("%02d:%02d", t/sim.Hour, t%sim.Hour/sim.Minute)
}
