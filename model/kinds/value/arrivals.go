package value

import (
	"fmt"
	"math"
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// Arrivals is the law by which a flow sends vehicles.
type Arrivals struct {
	Form  network.Arrivals
	Gap   sim.Law // Renewal: multiple of the mean gap
	Spans []Span  // Listed: since the start of the run …
	Dates []Date  // … and at dates
}

// Decode reads "poisson", "even", "saturated", { law = "erlang", shape = 3 } or
// { times = [...] }.
func (a *Arrivals) Decode(v any) error {
	switch x := v.(type) {
	case string:
		return a.word(x)
	case map[string]any:
		if times, ok := x["times"]; ok {
			return problems{onlyKeys(x, "given times of arrival", "times"), a.times(times)}.joined()
		}
		return a.renewal(x)
	}
	return fmt.Errorf("is %s, must be \"poisson\", \"even\", \"saturated\", { law = … } or { times = […] }", show(v))
}

func (a *Arrivals) word(word string) error {
	switch word {
	case "poisson":
		*a = Arrivals{Form: network.Poisson}
	case "saturated":
		*a = Arrivals{Form: network.Saturated}
	case "even":
		gap, err := sim.Constant(1)
		*a = Arrivals{Form: network.Renewal, Gap: gap}
		return err
	default:
		return fmt.Errorf("%q is not known; %s", word, DidYouMean(word, []string{"poisson", "even", "saturated"}))
	}
	return nil
}

// renewal reads a law of the gaps. Its mean comes from the volume: values are
// multiples of each other, scaled to a mean of 1.
func (a *Arrivals) renewal(t map[string]any) error {
	if _, ok := t["mean"]; ok {
		return fmt.Errorf("mean: the mean gap follows from the volume of the flow; leave it out")
	}
	if _, ok := t["law"]; !ok {
		return fmt.Errorf("has no law; write \"poisson\", \"even\" or { law = \"erlang\", shape = 3 }")
	}
	relative, err := readLaw(withMean(t), multipleUnit(1))
	if err != nil {
		return err
	}
	m := relative.Mean()
	if !(m > 0) {
		return fmt.Errorf("the mean gap of the law is 0, it must be above 0")
	}
	gap, err := readLaw(withMean(t), multipleUnit(m))
	if err == nil {
		*a = Arrivals{Form: network.Renewal, Gap: gap}
	}
	return err
}

// withMean gives a mean of 1 to laws that take one.
func withMean(t map[string]any) map[string]any {
	name, _ := t["law"].(string)
	form, ok := lawForms()[name]
	if !ok || !slices.Contains(form.need, "mean") {
		return t
	}
	out := map[string]any{"mean": 1.0}
	for k, v := range t {
		out[k] = v
	}
	return out
}

func (a *Arrivals) times(v any) error {
	list, ok := v.([]any)
	if !ok {
		return fmt.Errorf("times is %s, must be a list of time spans or dates", show(v))
	}
	x := Arrivals{Form: network.Listed}
	var all problems
	for _, one := range list {
		var s Span
		if s.Decode(one) == nil {
			x.Spans = append(x.Spans, s)
			continue
		}
		var d Date
		if err := d.Decode(one); err != nil {
			all.add(fmt.Errorf("times: %s is neither a time span such as \"10m\" nor %s", show(one), dateForm))
		}
		x.Dates = append(x.Dates, d)
	}
	if err := all.joined(); err != nil {
		return err
	}
	*a = x
	return nil
}

// Syntax describes arrivals.
func (a *Arrivals) Syntax() Syntax {
	return Syntax{Name: "arrivals", Example: `{ law = "erlang", shape = 3 }`, Types: []string{"string", "object"},
		Pattern: `^(poisson|even|saturated)$`}
}

// Batch is a law of whole numbers from 1 on: vehicles that come at once.
type Batch struct{ Law sim.Law } // zero: one

const maxBatch = 10000

// Decode reads 3, { law = "geometric", mean = 3 } or { values = [1, 2], weights =
// [0.7, 0.3] }.
func (b *Batch) Decode(v any) error {
	t, ok := v.(map[string]any)
	if ok && t["law"] == "geometric" {
		if err := onlyKeys(t, "the law geometric", "law", "mean"); err != nil {
			return err
		}
		mean, ok := finite(t["mean"])
		if !ok || mean < 1 || mean > maxBatch || math.IsNaN(mean) {
			return fmt.Errorf("mean is %s, must be a number from 1 to %d", show(t["mean"]), maxBatch)
		}
		law, err := sim.Geometric(mean)
		if err == nil {
			b.Law = law
		}
		return err
	}
	if word, given := t["law"]; ok && given && word != "deterministic" && word != "empirical" {
		return fmt.Errorf("law is %s, a batch has a law on whole numbers: deterministic, geometric or empirical", show(word))
	}
	law, err := readLaw(v, countUnit())
	if err == nil {
		b.Law = law
	}
	return err
}

// Syntax describes batches.
func (b *Batch) Syntax() Syntax {
	return Syntax{Name: "batch", Example: "3", Types: []string{"integer", "object"}}
}
