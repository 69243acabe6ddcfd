package value

import (
	"fmt"
	"slices"
	"strings"
)

// PCU is how many passenger cars a vehicle counts for, on all terrains or by terrain.
type PCU struct {
	All float64
	By  map[string]float64
}

// terrains are the words for the ground a road lies on.
func terrains() []string { return []string{"level", "rolling", "mountainous"} }

// Decode reads a number above 0 and up to 100, or { level = 2, rolling = 3 }.
func (p *PCU) Decode(v any) error {
	const form = "more than 0 and at most 100"
	t, ok := v.(map[string]any)
	if !ok {
		x, ok := finite(v)
		if !ok {
			return notANumber(v)
		}
		if !(x > 0 && x <= 100) {
			return fmt.Errorf("must be %s, is %v", form, show(v))
		}
		*p = PCU{All: x}
		return nil
	}
	all := problems{onlyKeys(t, "passenger cars by terrain", terrains()...)}
	by := map[string]float64{}
	for _, terrain := range sortedKeys(t) {
		x, ok := finite(t[terrain])
		if !ok || !(x > 0 && x <= 100) {
			all.add(fmt.Errorf("%s must be %s, is %s", terrain, form, show(t[terrain])))
		}
		by[terrain] = x
	}
	if len(by) == 0 {
		all.add(fmt.Errorf("names no terrain; write { level = 2, rolling = 3 }"))
	}
	if err := all.joined(); err != nil {
		return err
	}
	*p = PCU{By: by}
	return nil
}

// notANumber says so as it is said of bare numbers.
func notANumber(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("must be a number, is %s", show(v))
	}
	if _, err := number(text); err != nil {
		return fmt.Errorf("must be a number, is the text %q", text)
	}
	return fmt.Errorf("must be a number, is the text %q; write it without quotes: %s", text, text)
}

// Syntax describes passenger-car equivalents.
func (p *PCU) Syntax() Syntax {
	return Syntax{Name: "passenger cars, or by terrain", Example: "{ level = 2, rolling = 3 }", Types: []string{"number", "object"}}
}

// On is the number on a terrain, false where it is not written.
func (p PCU) On(terrain string) (float64, bool) {
	if p.By == nil {
		return p.All, true
	}
	x, ok := p.By[terrain]
	return x, ok
}

// Level is the number on level terrain, or on the first terrain that is written.
func (p PCU) Level() float64 {
	for _, terrain := range terrains() {
		if x, ok := p.On(terrain); ok {
			return x
		}
	}
	return 1
}

// Season is some months of every year, January is 0; none: all of them.
type Season []int

// Decode reads "nov-apr", "jun", or a list of these.
func (s *Season) Decode(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	out := Season{}
	var all problems
	for _, x := range list {
		text, _ := x.(string)
		first, last, isSpan := strings.Cut(text, "-")
		if !isSpan {
			last = first
		}
		from, to := month(first), month(last)
		if from < 0 || to < 0 {
			all.add(fmt.Errorf("is %s, months are written like \"nov-apr\" or \"jun\"", show(x)))
			continue
		}
		for m := from; ; m = (m + 1) % 12 {
			out = append(out, m)
			if m == to {
				break
			}
		}
	}
	if len(list) == 0 {
		all.add(fmt.Errorf("is an empty list, months are written like \"nov-apr\""))
	}
	if err := all.joined(); err != nil {
		return err
	}
	slices.Sort(out)
	*s = slices.Compact(out)
	return nil
}

// month reads "nov" or "November", below 0 when it is none.
func month(word string) int {
	names := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	w := strings.ToLower(strings.TrimSpace(word))
	return slices.IndexFunc(names, func(name string) bool { return w == name || w == name[:3] })
}

// Syntax describes months.
func (s *Season) Syntax() Syntax {
	return Syntax{Name: "months", Example: "nov-apr", Types: []string{"string", "array"}, Pattern: `^\s*[A-Za-z]+\s*(-\s*[A-Za-z]+\s*)?$`}
}
