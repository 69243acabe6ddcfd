package value

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Names is a text or a list of texts.
type Names []string

// Decode reads "profile.x" or ["profile.x", "profile.y"].
func (n *Names) Decode(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	out := make(Names, 0, len(list))
	var all problems
	for _, x := range list {
		text, ok := x.(string)
		if !ok || text == "" {
			all.add(fmt.Errorf("is %s, must be a name or a list of names", show(x)))
		}
		out = append(out, text)
	}
	if err := all.joined(); err != nil {
		return err
	}
	*n = out
	return nil
}

// Syntax describes names.
func (n *Names) Syntax() Syntax {
	return Syntax{Name: "name or list of names", Example: "profile.day", Types: []string{"string", "array"}}
}

// HolidayNames names one or several sets of days.
type HolidayNames struct{ Names }

// Syntax describes names of sets of days.
func (n *HolidayNames) Syntax() Syntax {
	return Syntax{Name: "name or list of names", Example: "holidays.azerbaijan", Types: []string{"string", "array"}}
}

// Settings are paths and the values they are set to.
type Settings map[string]any

// Decode reads a table of paths.
func (s *Settings) Decode(v any) error {
	t, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("is %s, must be a table of paths and values: { \"post.samur.northbound.control.lanes\" = 8 }", show(v))
	}
	*s = t
	return nil
}

// Syntax describes settings.
func (s *Settings) Syntax() Syntax {
	return Syntax{Name: "paths and values", Example: `{ "post.samur.northbound.control.lanes" = 8 }`, Types: []string{"object"}}
}

// Quantity is a number in the unit of a measure, or a text with a unit of its own.
type Quantity struct {
	Value   float64 // time spans in seconds, rates by the day, shares of 1, masses in tonnes
	Unit    QuantityUnit
	Written bool
}

// QuantityUnit is what a Quantity was written in.
type QuantityUnit uint8

// Units of quantities.
const (
	Bare    QuantityUnit = iota // in the unit of the measure
	Seconds                     // "4h"
	PerDay                      // "275/day"
	Ratio                       // "8%"
	Tonnes                      // "18.7 t"
)

// Decode reads a number, "4h", "275/day", "8%" or "18.7 t".
func (q *Quantity) Decode(v any) error {
	if x, ok := finite(v); ok {
		*q = Quantity{x, Bare, true}
		return nil
	}
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("is %s, must be a number, a time span, a rate, a percentage or a mass", show(v))
	}
	if percent, ok := strings.CutSuffix(strings.TrimSpace(text), "%"); ok {
		x, err := number(strings.TrimSpace(percent))
		if err != nil {
			return fmt.Errorf("%q is not a percentage: %w", text, err)
		}
		*q = Quantity{x / 100, Ratio, true}
		return nil
	}
	var span Span
	if span.Decode(v) == nil {
		*q = Quantity{span.Time.Seconds(), Seconds, true}
		return nil
	}
	var rate Rate
	if rate.Decode(v) == nil {
		*q = Quantity{rate.PerDay(), PerDay, true}
		return nil
	}
	var mass Mass
	if mass.Decode(v) == nil {
		*q = Quantity{mass.Tonnes, Tonnes, true}
		return nil
	}
	return fmt.Errorf("%q is not a number, a time span (\"4h\"), a rate (\"275/day\"), a percentage (\"8%%\") or a mass (\"18.7 t\")", text)
}

// Syntax describes quantities.
func (q *Quantity) Syntax() Syntax {
	return Syntax{Name: "quantity", Example: "4h", Types: []string{"number", "string"}}
}

// Pointer returns the value, nil when not written.
func (q Quantity) Pointer() *float64 {
	if !q.Written {
		return nil
	}
	return &q.Value
}

// ByClass is one value for all classes, or one for each.
type ByClass[T any, P interface {
	*T
	Value
}] struct {
	All     T // for classes that Of does not name
	HasAll  bool
	Of      map[string]T
	Written bool
}

// Speeds and Spans are given for all classes or by class.
type (
	Speeds struct{ ByClass[Speed, *Speed] }
	Spans  struct{ ByClass[Span, *Span] }
)

// Decode reads a value, or a table of values by class.
func (b *ByClass[T, P]) Decode(v any) error {
	x := ByClass[T, P]{Written: true}
	t, ok := v.(map[string]any)
	if !ok {
		x.HasAll = true
		if err := P(&x.All).Decode(v); err != nil {
			return err
		}
		*b = x
		return nil
	}
	if len(t) == 0 {
		return fmt.Errorf("is an empty table, must be a value or name classes")
	}
	x.Of = map[string]T{}
	var all problems
	for _, class := range sortedKeys(t) {
		var one T
		if err := P(&one).Decode(t[class]); err != nil {
			all.add(fmt.Errorf("%s: %w", class, err))
		}
		x.Of[class] = one
	}
	if err := all.joined(); err != nil {
		return err
	}
	*b = x
	return nil
}

// Syntax describes the value, or a table of it.
func (b *ByClass[T, P]) Syntax() Syntax {
	s := P(&b.All).Syntax()
	s.Name += ", or one for each class"
	s.Types = append(s.Types, "object")
	return s
}

// For returns the value of a class by its bare name.
func (b *ByClass[T, P]) For(class string) (T, bool) {
	if x, ok := b.Of[class]; ok {
		return x, true
	}
	return b.All, b.HasAll
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

// onlyKeys refuses keys of a table that are not known.
func onlyKeys(t map[string]any, what string, known ...string) error {
	var all problems
	for _, key := range sortedKeys(t) {
		if !slices.Contains(known, key) {
			all.add(fmt.Errorf("%q is not a key of %s; %s", key, what, DidYouMean(key, known)))
		}
	}
	return all.joined()
}

// problems are all that is wrong with the parts of one value.
type problems []error

func (p *problems) add(err error) {
	if err != nil {
		*p = append(*p, err)
	}
}

// joined is one error that says each once, nil when there is none.
func (p problems) joined() error {
	var texts []string
	for _, err := range p {
		if err != nil && !slices.Contains(texts, err.Error()) {
			texts = append(texts, err.Error())
		}
	}
	if len(texts) == 0 {
		return nil
	}
	const most = 20
	if n := len(texts); n > most {
		texts = append(texts[:most], fmt.Sprintf("and %d more", n-most))
	}
	return errors.New(strings.Join(texts, "; also: "))
}
