package value

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// Every law has a sentence and an example that is read as this law.
func TestLawsAreDescribed(t *testing.T) {
	for _, w := range Laws() {
		var x map[string]any
		if _, err := toml.Decode("v = "+w.Example, &x); err != nil {
			t.Fatalf("%s: %v", w.Name, err)
		}
		table, ok := x["v"].(map[string]any)
		if name := "deterministic"; !ok && w.Name != name || ok && table["law"] != w.Name {
			t.Errorf("%s: the example %s is another law", w.Name, w.Example)
		}
		var law Law
		if err := law.Decode(x["v"]); err != nil || !strings.HasSuffix(w.Help, ".") || w.Keys == "" {
			t.Errorf("%+v: %v", w, err)
		}
	}
}

// Every unit that is named is read.
func TestUnitsAreRead(t *testing.T) {
	values := map[string]struct {
		value  Value
		before string // what stands before a unit
	}{
		"time span": {new(Span), "2"}, "rate": {new(Rate), "2/"}, "growth": {new(Growth), "2"}, "length": {new(Length), "2 "},
		"speed": {new(Speed), "2 "}, "mass": {new(Mass), "2 "}, "date": {new(Date), ""}, "opening hours": {new(Hours), ""}, "closed days": {new(Closed), ""},
	}
	for _, w := range Units() {
		var x map[string]any
		if _, err := toml.Decode("v = "+w.Example, &x); err != nil {
			t.Fatalf("%s: %v", w.Name, err)
		}
		v, ok := values[w.Name]
		if !ok {
			if share, isShare := x["v"].(float64); w.Name != "share" || !isShare || share > 1 {
				t.Errorf("%s is no value", w.Name)
			}
			continue
		}
		if err := v.value.Decode(x["v"]); err != nil {
			t.Errorf("%s: %v", w.Name, err)
		}
		for _, unit := range strings.Split(w.Keys, ", ") {
			text := v.before + unit
			if w.Name == "opening hours" {
				text = unit + " 08:00-09:00"
			}
			if unit == "" {
				continue
			}
			if err := v.value.Decode(text); err != nil {
				t.Errorf("%s: %v", w.Name, err)
			}
		}
	}
}
