package value

import (
	"fmt"
	"math"
	"strings"

	"corridor/sim"
)

// Lengths of the units of rates. A year is the mean Gregorian one, 365.2425 days.
const (
	MeanYear  = 365.2425 * float64(sim.Day)
	meanMonth = MeanYear / 12
)

// ratePeriods are the units after the stroke of a rate, in ticks.
func ratePeriods() map[string]float64 {
	return map[string]float64{
		"s": float64(sim.Second), "second": float64(sim.Second),
		"min": float64(sim.Minute), "minute": float64(sim.Minute),
		"h": float64(sim.Hour), "hour": float64(sim.Hour),
		"d": float64(sim.Day), "day": float64(sim.Day),
		"week": float64(sim.Week), "month": meanMonth, "year": MeanYear,
	}
}

// Rate is so many in a period: "275/day", "1700/h".
type Rate struct {
	N       float64
	Period  float64 // ticks
	Written bool
}

const rateForm = "a number and one of /second, /minute, /hour, /day, /week, /month, /year"

// Decode reads a rate; "vehicles" or "pcu" may stand before the stroke. At most 10^9
// a day.
func (r *Rate) Decode(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("is %s, a rate is %s, such as \"275/day\"", show(v), rateForm)
	}
	before, unit, ok := strings.Cut(text, "/")
	if !ok {
		return fmt.Errorf("%q has no period, a rate is %s, such as \"275/day\"", text, rateForm)
	}
	period, ok := ratePeriods()[strings.ToLower(strings.TrimSpace(unit))]
	if !ok {
		return fmt.Errorf("%q has the period %q, a rate is %s", text, strings.TrimSpace(unit), rateForm)
	}
	before = strings.TrimSpace(before)
	for _, word := range []string{"vehicles", "pcu"} {
		before = strings.TrimSpace(strings.TrimSuffix(before, word))
	}
	n, err := number(before)
	if err != nil {
		return fmt.Errorf("%q is not a rate: %w", text, err)
	}
	x := Rate{n, period, true}
	if x.PerDay() > 1e9 {
		return fmt.Errorf("%q is out of range, a rate is at most 1000000000/day", text)
	}
	*r = x
	return nil
}

// Syntax describes rates.
func (r *Rate) Syntax() Syntax {
	return Syntax{Name: "rate", Example: "275/day", Types: []string{"string"},
		Pattern: `^\s*[0-9.eE+]+\s*(vehicles|pcu)?\s*/\s*(s|second|min|minute|h|hour|d|day|week|month|year)\s*$`}
}

// PerDay returns the rate by the day of 24 hours; 0 when it is not written.
func (r Rate) PerDay() float64 {
	if !r.Written {
		return 0
	}
	return float64(r.N * (float64(sim.Day) / r.Period))
}

// Capacity is a rate without end, or one that may be unlimited.
type Capacity struct {
	Rate      Rate
	Unlimited bool
}

// Decode reads "1700/h" or "unlimited".
func (c *Capacity) Decode(v any) error {
	if v == "unlimited" {
		*c = Capacity{Unlimited: true}
		return nil
	}
	var r Rate
	if err := r.Decode(v); err != nil {
		return fmt.Errorf("%w; or write \"unlimited\"", err)
	}
	if r.N == 0 {
		return fmt.Errorf("%s lets nobody pass; a capacity is above 0, or \"unlimited\"", show(v))
	}
	*c = Capacity{Rate: r}
	return nil
}

// Syntax describes capacities.
func (c *Capacity) Syntax() Syntax {
	s := c.Rate.Syntax()
	s.Name, s.Example, s.Pattern = "capacity", "1700/h", s.Pattern+`|^unlimited$`
	return s
}

// Rated are nameplate figures by class.
type Rated struct {
	ByClass map[string]Rate
	Both    bool // both directions together
}

// Decode reads { truck = "630/day", car = "730/day", per = "both directions" }.
func (r *Rated) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("is %s, rated figures are written by class: { truck = \"630/day\", per = \"both directions\" }", show(v))
	}
	x := Rated{ByClass: map[string]Rate{}}
	var all problems
	for _, key := range sortedKeys(t) {
		if key == "per" {
			if t[key] != "both directions" && t[key] != "direction" {
				all.add(fmt.Errorf("per is %s, must be \"both directions\" or \"direction\"", show(t[key])))
			}
			x.Both = t[key] == "both directions"
			continue
		}
		var rate Rate
		if err := rate.Decode(t[key]); err != nil {
			all.add(fmt.Errorf("%s: %w", key, err))
		}
		x.ByClass[key] = rate
	}
	if _, ok := t["per"]; !ok {
		all.add(fmt.Errorf("does not say whether the figures count both directions; add per = \"both directions\" or per = \"direction\""))
	}
	if err := all.joined(); err != nil {
		return err
	}
	*r = x
	return nil
}

// Syntax describes rated figures.
func (r *Rated) Syntax() Syntax {
	return Syntax{Name: "rated figures", Example: `{ truck = "630/day", per = "both directions" }`, Types: []string{"object"}}
}

// Lanes is a number of lanes.
type Lanes struct {
	N       int
	Written bool
}

// Decode reads a whole number from 0 to 10000.
func (l *Lanes) Decode(v any) error {
	n, ok := whole(v)
	if !ok || n < 0 || n > 10000 {
		return fmt.Errorf("must be a whole number from 0 to 10000, is %s", show(v))
	}
	*l = Lanes{int(n), true}
	return nil
}

// Syntax describes numbers of lanes.
func (l *Lanes) Syntax() Syntax {
	return Syntax{Name: "number of lanes", Example: "5", Types: []string{"integer"}}
}

// Storage is what fits on one direction of a road.
type Storage struct {
	Form   StorageForm
	Amount int64 // vehicles, or millimetres of lane
}

// StorageForm says how a storage is given.
type StorageForm uint8

// Forms of storage.
const (
	StorageByLength  StorageForm = iota // not written: length x lanes
	StorageUnlimited                    //
	StorageVehicles                     // so many vehicles of any class
	StorageLane                         // so many metres of lane
)

// Decode reads "20 vehicles", "12 km" or "unlimited".
func (s *Storage) Decode(v any) error {
	if v == "unlimited" {
		*s = Storage{Form: StorageUnlimited}
		return nil
	}
	x, err := measured(v, "storage", "20 vehicles", map[string]float64{"vehicles": 1, "vehicle": 1, "km": 1, "m": 1}, 0, 1e9)
	if err != nil {
		return fmt.Errorf("%w, \"12 km\" of lane or \"unlimited\"", err)
	}
	if strings.HasSuffix(strings.TrimSpace(v.(string)), "m") {
		var l Length
		if err := l.Decode(v); err != nil {
			return err
		}
		*s = Storage{StorageLane, int64(l.Millimetres)}
		return nil
	}
	if x != math.Trunc(x) || x < 1 {
		return fmt.Errorf("%q must be a whole number of vehicles, at least 1", v)
	}
	*s = Storage{StorageVehicles, int64(x)}
	return nil
}

// Syntax describes storages.
func (s *Storage) Syntax() Syntax {
	return Syntax{Name: "storage", Example: "20 vehicles", Types: []string{"string"}, Pattern: `^unlimited$|^\s*[0-9.eE+]+\s*(vehicles?|km|m)\s*$`}
}

// Wave is the speed of a backward wave; not written or "none": room is felt at once.
type Wave struct{ Speed Speed }

// Decode reads "18 km/h" or "none".
func (w *Wave) Decode(v any) error {
	if v == "none" {
		*w = Wave{}
		return nil
	}
	if err := w.Speed.Decode(v); err != nil {
		return fmt.Errorf("%w; or write \"none\"", err)
	}
	return nil
}

// Syntax describes waves.
func (w *Wave) Syntax() Syntax {
	s := w.Speed.Syntax()
	s.Example, s.Pattern = "18 km/h", s.Pattern+`|^none$`
	return s
}

// Limit is a longest time.
type Limit struct {
	Time    sim.Time // sim.Never: none
	Written bool
}

// Decode reads a time span or "none".
func (l *Limit) Decode(v any) error {
	if v == "none" {
		*l = Limit{sim.Never, true}
		return nil
	}
	var s Span
	if err := s.Decode(v); err != nil {
		return fmt.Errorf("%w; or write \"none\"", err)
	}
	*l = Limit(s)
	return nil
}

// Syntax describes limits.
func (l *Limit) Syntax() Syntax {
	s := (*Span)(nil).Syntax()
	s.Name, s.Example, s.Pattern = "longest time", "14d", s.Pattern+`|^none$`
	return s
}
