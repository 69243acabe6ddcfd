package value

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"corridor/sim"
)

// Law is a law of a time: "14m24s", or { mean = "14m24s", law = "erlang",
// shape = 3 }. The law is in ticks.
type Law struct{ Law sim.Law }

// Decode reads a time span (always the same) or a table.
func (l *Law) Decode(v any) error {
	law, err := readLaw(v, spanUnit())
	if err == nil {
		l.Law = law
	}
	return err
}

// Syntax describes laws.
func (l *Law) Syntax() Syntax {
	return Syntax{Name: "time law", Example: `{ mean = "14m24s", law = "erlang", shape = 3 }`,
		Types: []string{"string", "object"}, Pattern: (*Span)(nil).Syntax().Pattern}
}

// lawUnit reads one value of the quantity that a law is of.
type lawUnit struct {
	read func(v any) (float64, error)
}

// spanUnit is for laws of times, in ticks.
func spanUnit() lawUnit {
	return lawUnit{func(v any) (float64, error) {
		var s Span
		err := s.Decode(v)
		return float64(s.Time), err
	}}
}

// multipleUnit is for laws of multiples of mean.
func multipleUnit(mean float64) lawUnit {
	return lawUnit{func(v any) (float64, error) {
		x, ok := finite(v)
		if !ok || x < 0 {
			return 0, fmt.Errorf("is %s, must be a number not below 0", show(v))
		}
		return x / mean, nil
	}}
}

// countUnit is for laws of whole numbers of vehicles.
func countUnit() lawUnit {
	return lawUnit{func(v any) (float64, error) {
		n, ok := whole(v)
		if !ok || n < 1 || n > maxBatch {
			return 0, fmt.Errorf("is %s, must be a whole number from 1 to %d", show(v), maxBatch)
		}
		return float64(n), nil
	}}
}

// lawForm is one form of law: the keys it takes besides law and offset, and how it is
// made of them.
type lawForm struct {
	need []string // all of these
	one  []string // and exactly one of these
	make func(p *lawParameters) (sim.Law, error)
}

// lawForms is the list of laws.
func lawForms() map[string]lawForm {
	mean, shape, cv := []string{"mean"}, []string{"shape"}, []string{"cv"}
	either := []string{"cv", "shape"}
	return map[string]lawForm{
		"deterministic": {mean, nil, func(p *lawParameters) (sim.Law, error) { return sim.Constant(p.value("mean")) }},
		"exponential":   {mean, nil, func(p *lawParameters) (sim.Law, error) { return sim.Exponential(p.value("mean")) }},
		"erlang": {append(mean, shape...), nil, func(p *lawParameters) (sim.Law, error) {
			return sim.Erlang(p.count("shape"), p.value("mean"))
		}},
		"gamma": {mean, either, func(p *lawParameters) (sim.Law, error) {
			if p.has("shape") {
				return p.gammaOfShape()
			}
			return sim.Gamma(p.value("mean"), p.number("cv"))
		}},
		"lognormal": {append(mean, cv...), nil, func(p *lawParameters) (sim.Law, error) {
			return sim.Lognormal(p.value("mean"), p.number("cv"))
		}},
		"weibull": {mean, either, func(p *lawParameters) (sim.Law, error) {
			if p.has("shape") {
				return sim.Weibull(p.value("mean"), p.number("shape"))
			}
			return sim.WeibullCV(p.value("mean"), p.number("cv"))
		}},
		"triangular": {[]string{"min", "mode", "max"}, nil, func(p *lawParameters) (sim.Law, error) {
			if p.ordered("min", "max") && p.ordered("min", "mode") {
				p.ordered("mode", "max")
			}
			return sim.Triangular(p.value("min"), p.value("mode"), p.value("max"))
		}},
		"uniform": {[]string{"min", "max"}, nil, func(p *lawParameters) (sim.Law, error) {
			p.ordered("min", "max")
			return sim.Uniform(p.value("min"), p.value("max"))
		}},
		"normal": {append(mean, cv...), nil, func(p *lawParameters) (sim.Law, error) {
			return sim.Normal(p.value("mean"), p.number("cv"))
		}},
		"hyperexponential": {append(mean, cv...), nil, func(p *lawParameters) (sim.Law, error) {
			return sim.Hyperexponential(p.value("mean"), p.number("cv"))
		}},
		"empirical": {[]string{"values"}, []string{"weights"}, func(p *lawParameters) (sim.Law, error) {
			return sim.Empirical(p.values("values"), p.weights())
		}},
		"mixture": {[]string{"of"}, []string{"weights"}, func(p *lawParameters) (sim.Law, error) {
			laws, weights := p.laws("of"), p.weights()
			if weights == nil {
				weights = slices.Repeat([]float64{1}, len(laws))
			}
			return sim.Mixture(laws, weights)
		}},
	}
}

// readLaw reads one value (always the same) or a table.
func readLaw(v any, unit lawUnit) (sim.Law, error) {
	t, ok := v.(map[string]any)
	if !ok {
		x, err := unit.read(v)
		if err != nil {
			return sim.Law{}, fmt.Errorf("%w; or write a table such as { mean = …, law = \"exponential\" }", err)
		}
		return sim.Constant(x)
	}
	name := "deterministic"
	if word, given := t["law"]; given {
		name, _ = word.(string)
		if name == "" {
			return sim.Law{}, fmt.Errorf("law is %s, must be one of %s", show(word), listOf(lawForms()))
		}
	} else if _, table := t["values"]; table {
		name = "empirical"
	}
	form, known := lawForms()[name]
	if !known {
		return sim.Law{}, fmt.Errorf("law %q is not known; %s", name, DidYouMean(name, slices.Collect(maps.Keys(lawForms()))))
	}
	p := &lawParameters{table: t, unit: unit, all: form.check(name, t)}
	law, err := form.make(p)
	offset := 0.0
	if p.has("offset") {
		offset = p.value("offset")
	}
	if len(p.all) > 0 { // err only follows from them
		return sim.Law{}, p.all.joined()
	}
	if err == nil && p.has("offset") {
		law, err = sim.Shifted(law, offset)
	}
	return law, err
}

// check refuses unknown, missing and superfluous keys.
func (f lawForm) check(name string, t map[string]any) (all problems) {
	known := slices.Concat([]string{"law", "offset"}, f.need, f.one)
	all.add(onlyKeys(t, "the law "+name, known...))
	misspelt := map[string]bool{}
	for key := range t {
		if !slices.Contains(known, key) {
			misspelt[Suggest(key, known)] = true
		}
	}
	for _, key := range f.need {
		if _, ok := t[key]; !ok && !misspelt[key] {
			all.add(fmt.Errorf("the law %s needs %s", name, key))
		}
	}
	if len(f.one) == 2 {
		_, a := t[f.one[0]]
		_, b := t[f.one[1]]
		if a == b && !misspelt[f.one[0]] && !misspelt[f.one[1]] {
			all.add(fmt.Errorf("the law %s needs either %s or %s", name, f.one[0], f.one[1]))
		}
	}
	return all
}

// lawParameters reads the parameters of a law and keeps all errors. A parameter that is
// not there is 0: check has noted it.
type lawParameters struct {
	table map[string]any
	unit  lawUnit
	all   problems
}

func (p *lawParameters) has(key string) bool {
	_, ok := p.table[key]
	return ok
}

func (p *lawParameters) fail(key string, err error) {
	if p.has(key) {
		p.all.add(fmt.Errorf("%s: %w", key, err))
	}
}

// value reads a parameter in the unit of the law.
func (p *lawParameters) value(key string) float64 {
	x, err := p.unit.read(p.table[key])
	if err != nil {
		p.fail(key, err)
	}
	return x
}

// ordered refuses a first parameter that is above the second, in the planner's words.
func (p *lawParameters) ordered(low, high string) bool {
	x, err1 := p.unit.read(p.table[low])
	y, err2 := p.unit.read(p.table[high])
	if err1 == nil && err2 == nil && x > y {
		p.all.add(fmt.Errorf("%s is %s, above %s, which is %s", low, show(p.table[low]), high, show(p.table[high])))
		return false
	}
	return true
}

// number reads a parameter without unit.
func (p *lawParameters) number(key string) float64 {
	x, ok := finite(p.table[key])
	if !ok || x < 0 {
		p.fail(key, fmt.Errorf("is %s, must be a number not below 0", show(p.table[key])))
	}
	return x
}

// count reads a whole number from 1 on.
func (p *lawParameters) count(key string) int {
	n, ok := whole(p.table[key])
	if !ok || n < 1 || n > 10000 {
		p.fail(key, fmt.Errorf("is %s, must be a whole number from 1 to 10000", show(p.table[key])))
		return 1
	}
	return int(n)
}

func (p *lawParameters) list(key string) []any {
	list, ok := p.table[key].([]any)
	if !ok || len(list) == 0 {
		p.fail(key, fmt.Errorf("is %s, must be a list", show(p.table[key])))
	}
	return list
}

func (p *lawParameters) values(key string) []float64 {
	var out []float64
	for _, v := range p.list(key) {
		x, err := p.unit.read(v)
		if err != nil {
			p.fail(key, err)
		}
		out = append(out, x)
	}
	return out
}

func (p *lawParameters) laws(key string) []sim.Law {
	var out []sim.Law
	for _, v := range p.list(key) {
		law, err := readLaw(v, p.unit)
		if err != nil {
			p.fail(key, err)
			law = sim.Law{}
		}
		out = append(out, law)
	}
	return out
}

// weights reads the weights; none when not given.
func (p *lawParameters) weights() []float64 {
	if !p.has("weights") {
		return nil
	}
	var out []float64
	for _, v := range p.list("weights") {
		x, ok := finite(v)
		if !ok || x < 0 {
			p.fail("weights", fmt.Errorf("is %s, must be a number not below 0", show(v)))
		}
		out = append(out, x)
	}
	return out
}

func (p *lawParameters) gammaOfShape() (sim.Law, error) {
	shape := p.number("shape")
	if !(shape >= 1e-4 && shape <= 1e6) {
		return sim.Law{}, fmt.Errorf("shape is %v, must be between 0.0001 and 1000000", shape)
	}
	return sim.Gamma(p.value("mean"), 1/math.Sqrt(shape))
}
