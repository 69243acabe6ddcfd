package value

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"corridor/model/network"
	"corridor/sim"
)

// Room is a number of waiting places or a length of line; not written, it is unlimited.
type Room struct {
	Places  int32
	Length  sim.Millimetres // of each row, where the room is given so
	Limited bool            // by places or by length
}

// Decode reads a whole number from 0 to 10 million, "600 m" or "unlimited".
func (r *Room) Decode(v any) error {
	if v == "unlimited" {
		*r = Room{}
		return nil
	}
	if n, ok := whole(v); ok && n >= 0 && n <= 1e7 {
		*r = Room{Places: int32(n), Limited: true}
		return nil
	}
	text, ok := v.(string)
	if digits, unit := splitUnit(strings.TrimSpace(text)); !ok || digits == "" || unit == "" {
		return fmt.Errorf("must be a whole number of vehicles from 0 to 10000000, a length of the line (\"600 m\") or \"unlimited\", is %s", show(v))
	}
	var l Length
	if err := l.Decode(v); err != nil {
		return fmt.Errorf("%w; or write a whole number of vehicles or \"unlimited\"", err)
	}
	if l.Millimetres == 0 {
		return fmt.Errorf("%q is no room for a line; without waiting places write 0", text)
	}
	*r = Room{Length: l.Millimetres, Limited: true}
	return nil
}

// Syntax describes rooms.
func (r *Room) Syntax() Syntax {
	return Syntax{Name: "waiting places", Example: "75", Types: []string{"integer", "string"}, Pattern: `^unlimited$|` + (*Length)(nil).Syntax().Pattern}
}

// Limit is how many vehicles find room, whatever their length.
func (r Room) Limit() int32 {
	if !r.Limited || r.Length > 0 {
		return network.Unlimited
	}
	return r.Places
}

// Quota is how many services may begin in a day.
type Quota struct {
	PerDay  int32
	Written bool
}

// Decode reads "600/day": whole vehicles, of whole days.
func (q *Quota) Decode(v any) error {
	var r Rate
	if err := r.Decode(v); err != nil {
		return err
	}
	if r.Period != float64(sim.Day) || r.N != math.Trunc(r.N) || r.N < 1 {
		return fmt.Errorf("is %s, a quota is a whole number of vehicles from 1 on by the day, such as \"600/day\"", show(v))
	}
	*q = Quota{int32(r.N), true}
	return nil
}

// Syntax describes quotas.
func (q *Quota) Syntax() Syntax {
	return Syntax{Name: "vehicles a day", Example: "600/day", Types: []string{"string"}, Pattern: `^\s*[0-9]+\s*(vehicles)?\s*/\s*(d|day)\s*$`}
}

// Limit is how many may begin in a day, network.Unlimited where no quota is written.
func (q Quota) Limit() int32 {
	if !q.Written {
		return network.Unlimited
	}
	return q.PerDay
}

// TimeOfDay is what a clock shows: "06:00".
type TimeOfDay struct {
	At      sim.Time // from midnight
	Written bool
}

// Decode reads a time of day from 00:00 up to 23:59, as a text or as a time of TOML.
func (t *TimeOfDay) Decode(v any) error {
	if clock, ok := v.(time.Time); ok && clock.Year() == 0 && clock.Second()+clock.Nanosecond() == 0 {
		v = clock.Format("15:04")
	}
	text, ok := v.(string)
	hour, minute, colon := strings.Cut(text, ":")
	h, err1 := strconv.ParseUint(hour, 10, 8)
	m, err2 := strconv.ParseUint(minute, 10, 8)
	if !ok || !colon || err1 != nil || err2 != nil || h > 23 || m > 59 || len(minute) != 2 {
		return fmt.Errorf("is %s, a time of day is written like \"06:00\", up to \"23:59\"", show(v))
	}
	*t = TimeOfDay{sim.Time(h)*sim.Hour + sim.Time(m)*sim.Minute, true}
	return nil
}

// Syntax describes times of day.
func (t *TimeOfDay) Syntax() Syntax {
	return Syntax{Name: "time of day", Example: "06:00", Types: []string{"string"}, Pattern: `^[0-9]{1,2}:[0-9]{2}$`}
}

// Balk is what share of vehicles leaves rather than join a line of a length.
type Balk []network.BalkStep

// Decode reads { 10 = 0.5, 20 = 1 }: vehicles in line and the share that leaves.
func (b *Balk) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok || len(t) == 0 {
		return fmt.Errorf("is %s, must name lengths of the line and the share that leaves: { 10 = 0.5, 20 = 1 }", show(v))
	}
	var steps Balk
	var all problems
	for _, key := range sortedKeys(t) {
		line, err := strconv.ParseInt(key, 10, 32)
		if err != nil || line < 0 {
			all.add(fmt.Errorf("%q is not a number of vehicles in line", key))
		}
		share, ok := finite(t[key])
		if !ok || share < 0 || share > 1 {
			all.add(fmt.Errorf("%s: is %s, a share is a number from 0 to 1", key, show(t[key])))
		}
		steps = append(steps, network.BalkStep{Line: int32(line), Share: share})
	}
	slices.SortStableFunc(steps, func(x, y network.BalkStep) int { return cmp.Compare(x.Line, y.Line) })
	if len(all) == 0 {
		all.add(steps.rising())
	}
	if err := all.joined(); err != nil {
		return err
	}
	*b = steps
	return nil
}

// rising refuses steps that are there twice, or let fewer leave a longer line.
func (b Balk) rising() error {
	for i := 1; i < len(b); i++ {
		switch {
		case b[i].Line == b[i-1].Line:
			return fmt.Errorf("names a line of %d twice", b[i].Line)
		case b[i].Share < b[i-1].Share:
			return fmt.Errorf("the share falls from %v at %d vehicles to %v at %d; of a longer line not fewer leave", b[i-1].Share, b[i-1].Line, b[i].Share, b[i].Line)
		}
	}
	return nil
}

// Syntax describes them.
func (b *Balk) Syntax() Syntax {
	return Syntax{Name: "shares that leave by vehicles in line", Example: `{ 10 = 0.5, 20 = 1 }`, Types: []string{"object"}}
}

// Shares are shares by name.
type Shares map[string]float64

// Decode reads { green = 0.8, red = 0.2 }.
func (s *Shares) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok || len(t) == 0 {
		return fmt.Errorf("is %s, must name shares: { green = 0.8, red = 0.2 }", show(v))
	}
	out := Shares{}
	var all problems
	for _, name := range sortedKeys(t) {
		x, ok := finite(t[name])
		if !ok || x < 0 || x > 1 {
			all.add(fmt.Errorf("%s: is %s, a share is a number from 0 to 1", name, show(t[name])))
		}
		if name == "" || strings.Contains(name, ".") {
			all.add(fmt.Errorf("%q cannot be a name: a dot parts the keys of a path", name))
		}
		out[name] = x
	}
	if err := all.joined(); err != nil {
		return err
	}
	*s = out
	return nil
}

// Syntax describes shares.
func (s *Shares) Syntax() Syntax {
	return Syntax{Name: "shares", Example: `{ green = 0.8, red = 0.2 }`, Types: []string{"object"}}
}

// Sum adds the shares up in the order of their names.
func (s Shares) Sum() float64 {
	sum := 0.0
	for _, name := range sortedKeys(s) {
		sum += s[name]
	}
	return sum
}
