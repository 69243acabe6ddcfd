package kinds

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"corridor/model/kinds/value"
	"corridor/sim"
)

// curve is how a volume grows: at a rate of its own from each step on, the first before
// it too. Steps begin with the calendar years of the flow's zone.
type curve []curveStep

type curveStep struct {
	from  sim.Time
	rate  float64 // by the year of 365.2425 days
	level float64 // volume at from, as a multiple of that at the first step
}

// none tells whether it stays as it is.
func (c curve) none() bool { return len(c) == 0 || len(c) == 1 && c[0].rate == 0 }

// at is the step in force at a tick.
func (c curve) at(t sim.Time) int {
	i, found := slices.BinarySearchFunc(c, t, func(s curveStep, t sim.Time) int { return int(max(-1, min(1, s.from-t))) })
	if !found {
		i--
	}
	return max(0, i)
}

// factor is the volume at a tick as a multiple of that at the anchor.
func (c curve) factor(anchor, t sim.Time) float64 {
	if len(c) == 0 {
		return 1
	}
	if len(c) == 1 {
		return sim.Pow(1+c[0].rate, float64(t-anchor)/value.MeanYear)
	}
	return c.level(t) / c.level(anchor)
}

func (c curve) level(t sim.Time) float64 {
	s := &c[c.at(t)]
	return float64(s.level * sim.Pow(1+s.rate, float64(t-s.from)/value.MeanYear))
}

// each calls f for the parts of [from, to) with one rate each.
func (c curve) each(from, to sim.Time, f func(from, to sim.Time, rate float64)) {
	for i := c.at(from); from < to; i++ {
		end := to
		if i+1 < len(c) {
			end = min(to, c[i+1].from)
		}
		f(from, end, c[i].rate)
		from = end
	}
}

// curve lays growth out from the anchor of a volume, or from when it comes into force, to
// the end of the run.
func (b *builder) curve(path, local string, g value.GrowthRates, anchor, began sim.Time) curve {
	if len(g.ByYear) == 0 {
		return curve{{rate: g.Every, level: 1}}
	}
	zone := b.zoneOf(local)
	year := func(t sim.Time) int { return b.clock.Time(t).In(zone).Year() }
	first, last := year(min(anchor, began)), year(max(anchor, b.plan.Until-1))
	var out curve
	var missing []string
	for y := first; y <= last; y++ {
		rate, ok := g.In(y)
		if !ok {
			missing = append(missing, strconv.Itoa(y))
		}
		s := curveStep{from: b.clock.Tick(value.StartOfDay(zone, value.DayNumber(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)))), rate: rate, level: 1}
		if n := len(out); n > 0 {
			s.level = out.level(s.from)
		}
		out = append(out, s)
	}
	if len(missing) > 0 {
		b.addOnce(path, fmt.Sprintf("says nothing of %s; the volume is of %s and the run ends in %d", strings.Join(missing, ", "), b.clock.Time(anchor).In(zone).Format(time.DateOnly), last),
			fmt.Sprintf("write %s = \"…%%\", or a rate for the years that are \"earlier\" or \"later\" than those written", missing[0]))
	}
	return out
}

// growth is the growth of the flow: its own, else that of its commodity, and where it is
// written; there is none in a steady-state run.
func (fb *flowBuilder) growth(s *state, spec *FlowSpec) (value.GrowthRates, string) {
	g, path := spec.Growth, fb.path+".growth"
	if name, c := fb.commodity(s, spec); c != nil && !g.Written {
		g, path = c.Growth, name+".growth"
	}
	return fb.ratesOf(path, s, g)
}

// ratesOf are the rates of what is written at a path, and where they are.
func (b *builder) ratesOf(path string, s *state, g value.Growth) (value.GrowthRates, string) {
	rates := g.Rates
	if g.Name != "" {
		rates, path = b.future(s, g.Name, path)
	}
	if !rates.None() && !b.clock.Dated {
		b.addOnce(path, "has no meaning in a run without dates", "write start and end in [run], or leave it out")
		return value.GrowthRates{}, path
	}
	return rates, path
}

// future is the growth of a table in the future that [run] chooses.
func (b *builder) future(s *state, name, path string) (value.GrowthRates, string) {
	spec := s.scenario.Growth[strings.TrimPrefix(name, "growth.")]
	if spec == nil {
		var known []string
		for _, k := range sortedKeys(s.scenario.Growth) {
			known = append(known, "growth."+k)
		}
		b.addOnce(path, fmt.Sprintf("%q is not a table of growth", name), value.DidYouMean(name, known))
		return value.GrowthRates{}, path
	}
	choice := b.states[0].scenario.Run.Growth
	rates := map[string]value.GrowthRates{"low": spec.Low, "base": spec.Base, "high": spec.High}[choice]
	path = name + "." + choice
	if !rates.Written {
		b.addOnce(path, fmt.Sprintf("is missing, but [run] chooses growth = %q", choice), fmt.Sprintf("write %s = \"8%%/year\" there", choice))
	}
	return rates, path
}

// commodity is that of the flow, nil when it names none.
func (fb *flowBuilder) commodity(s *state, spec *FlowSpec) (string, *CommoditySpec) {
	if spec.Commodity == "" {
		return "", nil
	}
	name, ok := strings.CutPrefix(spec.Commodity, "commodity.")
	if c := s.scenario.Commodity[name]; ok && c != nil {
		return spec.Commodity, c
	}
	var known []string
	for _, k := range sortedKeys(s.scenario.Commodity) {
		known = append(known, "commodity."+k)
	}
	fb.addOnce(fb.path+".commodity", fmt.Sprintf("%q is not a commodity", spec.Commodity), value.DidYouMean(spec.Commodity, known))
	return "", nil
}
