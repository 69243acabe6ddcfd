package kinds

import (
	"fmt"
	"math"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

// arrivals fills the days, or the given times.
func (fb *flowBuilder) arrivals() {
	from, to := fb.life()
	switch fb.flow.Arrivals {
	case network.Saturated:
		return
	case network.Listed:
		fb.times(from, to)
		return
	}
	switch {
	case fb.spec.Recorded != nil:
		fb.recorded(from, to)
		return
	case fb.spec.Balance != nil: // when the flows that it balances are there
		return
	}
	regimes := fb.regimes()
	if !fb.flow.Batch.IsZero() {
		for i := range regimes {
			regimes[i].perDay /= fb.flow.Batch.Mean()
		}
	}
	m := dayMaker{from: from, to: to, regimes: regimes, flow: &fb.flow, changed: fb.demand[fb.id]}
	m.days(fb.daysIn(fb.zone()))
}

// regimes returns how the volume goes on from epoch to epoch. A new volume without a
// date of its own holds at the moment of its upgrade, before the simulation too; new
// growth goes on from the volume reached.
func (fb *flowBuilder) regimes() []regime {
	var out []regime
	var last regime
	var before *FlowSpec
	var grew value.GrowthRates
	for i, s := range slices.Concat(fb.past, fb.states) {
		spec := s.scenario.Flow[fb.name]
		if spec == nil {
			continue
		}
		r := regime{at: s.at, perDay: fb.perDay(&spec.Volume), anchor: fb.plan.From}
		rates, path := fb.growth(s, spec)
		if spec.Volume.At.Written {
			r.anchor = fb.tick(fb.path+".volume.at", spec.Volume.At)
		}
		if before != nil {
			switch same := before.Volume == spec.Volume; {
			case same && grew.Equal(rates):
				r.perDay, r.anchor = last.perDay, last.anchor
			case same:
				r.perDay, r.anchor = last.volumeAt(s.began), s.began
			case !spec.Volume.At.Written:
				r.anchor = s.began
			}
		}
		r.growth = fb.curve(path, fb.zone(), rates, r.anchor, s.began)
		if i >= len(fb.past) {
			r.shape = fb.shape(s, spec)
			fb.finite(&r)
			out = append(out, r)
		}
		before, last, grew = spec, r, rates
	}
	return out
}

// finite refuses growth to more than can be simulated.
func (fb *flowBuilder) finite(r *regime) {
	if r.perDay == 0 { // is missing, or nobody comes
		return
	}
	peak := math.Max(r.volumeAt(r.at), r.volumeAt(fb.plan.Until))
	for _, s := range r.growth {
		if r.at < s.from && s.from < fb.plan.Until {
			peak = math.Max(peak, r.volumeAt(s.from))
		}
	}
	if !(peak <= 1e9) {
		fb.Add(fb.path+".growth", fmt.Sprintf("brings %.3g vehicles a day in the course of the run", peak), "at most 1000000000 a day can be simulated; write less growth or a shorter run")
		r.growth = nil
	}
}

// shape multiplies the profiles of the flow in one epoch.
func (fb *flowBuilder) shape(s *state, spec *FlowSpec) shape {
	return fb.shapeOf(fb.path+".profile", s, spec.Profile)
}

// shapeOf multiplies profiles in one epoch.
func (b *builder) shapeOf(path string, s *state, profiles value.Names) shape {
	out := flat()
	for i, name := range profiles {
		p := s.profile(name)
		if p == nil {
			var known []string
			for _, k := range sortedKeys(s.scenario.Profile) {
				known = append(known, "profile."+k)
			}
			at := path
			if len(profiles) > 1 {
				at += fmt.Sprintf(".%d", i)
			}
			b.addOnce(at, fmt.Sprintf("%q is not a profile", name), value.DidYouMean(name, known))
			continue
		}
		if len(p.Months) > 0 && !b.clock.Dated {
			b.addOnce(path, name+" has months, which a run without dates has not", "write start and end in [run], or take a profile without months")
			continue
		}
		if p.sound() {
			out = out.times(p)
		}
	}
	return out
}
