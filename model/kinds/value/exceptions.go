package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Exceptions are opening hours of single local days, in order and apart from each
// other.
type Exceptions []Exception

// Exception is what holds on a span of days.
type Exception struct {
	Days     [2]int32 // since 1970-01-01, both included
	Openings []Opening
}

const dayHoursForm = `"08:00-12:00", ["08:00-12:00", "14:00-18:00"] or "closed"`

// Decode reads a table of days and their hours: { "2024-12-31" = "08:00-12:00",
// "2025-01-01/2025-01-02" = "closed" }.
func (e *Exceptions) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf(`is %s, must be a table of days and their hours: { "2024-12-31" = "08:00-12:00", "2025-01-01/2025-01-02" = "closed" }`, show(v))
	}
	type keyed struct {
		Exception
		key string
	}
	var list []keyed
	var all problems
	for _, key := range sortedKeys(t) {
		days, err := closedDays(key)
		all.add(err)
		openings, hoursErr := dayHours(t[key])
		if hoursErr != nil {
			all.add(fmt.Errorf("%s: %w", key, hoursErr))
		}
		if err == nil {
			list = append(list, keyed{Exception{days, openings}, key})
		}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Compare(a.Days[0], b.Days[0]) })
	var out Exceptions
	var last keyed // of those so far, the one that ends last
	for i, x := range list {
		if i > 0 && x.Days[0] <= last.Days[1] {
			all.add(fmt.Errorf("%s is written twice, in %q and in %q; a day has one exception", daysText([2]int32{x.Days[0], x.Days[0]}), last.key, x.key))
		}
		if i == 0 || x.Days[1] > last.Days[1] {
			last = x
		}
		out = append(out, x.Exception)
	}
	if err := all.joined(); err != nil {
		return err
	}
	*e = out
	return nil
}

// dayHours reads the opening hours of one day; "closed" is none.
func dayHours(v any) ([]Opening, error) {
	if v == "closed" {
		return nil, nil
	}
	rules, ok := v.([]any)
	if !ok {
		rules = []any{v}
	}
	for _, rule := range rules {
		text, ok := rule.(string)
		if !ok || text == "" || len(rules) > 1 && text == "closed" {
			return nil, fmt.Errorf("is %s, the hours of a day are written like %s", show(rule), dayHoursForm)
		}
		if strings.ContainsFunc(text, unicode.IsLetter) { // a weekday
			return nil, fmt.Errorf("%q are not hours of a day such as %s", text, dayHoursForm)
		}
	}
	if len(rules) == 0 {
		return nil, fmt.Errorf("is an empty list, the hours of a day are written like %s", dayHoursForm)
	}
	var h Hours
	if err := h.Decode(v); err != nil {
		return nil, err
	}
	return h.Week[0], nil
}

// Syntax describes exceptions.
func (e *Exceptions) Syntax() Syntax {
	return Syntax{Name: "table of days and their hours", Example: `{ "2024-12-31" = "08:00-12:00", "2025-01-01/2025-01-02" = "closed" }`, Types: []string{"object"}}
}

// On returns the openings of a day, if there is an exception for it.
func (e Exceptions) On(day int32) ([]Opening, bool) {
	i, ok := slices.BinarySearchFunc(e, day, func(x Exception, day int32) int { return holding(x.Days, day) })
	if !ok {
		return nil, false
	}
	return e[i].Openings, true
}

// String writes exceptions as a planner would, the first few of many.
func (e Exceptions) String() string {
	var texts []string
	for _, x := range e {
		hours := "closed"
		if len(x.Openings) > 0 {
			hours = openingsText(x.Openings)
		}
		texts = append(texts, daysText(x.Days)+" "+hours)
	}
	return few(texts)
}

// openingsText writes the openings of a day.
func openingsText(list []Opening) string {
	var texts []string
	for _, o := range list {
		texts = append(texts, ClockText(o.From)+"-"+ClockText(o.To))
	}
	return strings.Join(texts, " and ")
}
