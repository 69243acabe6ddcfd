package kinds

import (
	"fmt"
	"strings"

	"corridor/model/network"
)

// given tells whether vehicles come by no rate.
func (s *FlowSpec) given() bool {
	return s.Arrivals.Form == network.Listed || s.Arrivals.Form == network.Saturated || s.Recorded != nil
}

// checkArrivals notes keys that do nothing beside the arrivals that are written.
func (s *FlowSpec) checkArrivals(path string, f *Faults) {
	saturated := s.Arrivals.Form == network.Saturated
	for _, x := range []struct {
		key     string
		idle    bool // has no meaning
		written bool
	}{
		{"volume", s.given() || s.Balance != nil, s.Volume.Rate.Written},
		{"growth", s.given() || s.Balance != nil, s.Growth.Name != "" || !s.Growth.Rates.None()},
		{"profile", s.given() && !s.Recorded.byDay(), len(s.Profile) > 0},
		{"daily_variation", s.given(), s.DailyVariation != 0},
		{"balance", s.given(), s.Balance != nil},
		{"recorded", s.Arrivals.Form != network.Poisson, s.Recorded != nil},
		{"begins", saturated, s.Begins.Written},
		{"ends", saturated, s.Ends.Written},
		{"batch", saturated || s.Recorded != nil, !s.Batch.Law.IsZero()},
		{"load", s.Balance != nil, s.Load.Written},
		{"empty", s.Balance != nil, s.Empty != 0},
		{"payload", s.Balance != nil, s.Payload.Written},
	} {
		if x.idle && x.written {
			f.addOnce(path+"."+x.key, "has no meaning beside these arrivals", fmt.Sprintf("leave out the %s, or let vehicles arrive by a law such as \"poisson\"", x.key))
		}
	}
}

// warnUnnamed notes commodities and tables of growth that no flow names, at any time.
func (b *builder) warnUnnamed() {
	used := map[string]bool{}
	for _, s := range b.states {
		for _, spec := range s.scenario.Flow {
			used[spec.Commodity], used[spec.Growth.Name] = true, true
			if c := s.scenario.Commodity[strings.TrimPrefix(spec.Commodity, "commodity.")]; c != nil {
				used[c.Growth.Name] = true
			}
		}
	}
	for _, s := range b.states {
		for _, d := range s.elements {
			if d.road != nil && d.road.Background != nil {
				used[d.road.Background.Growth.Name] = true
			}
		}
	}
	base := b.states[0].scenario
	for _, name := range sortedKeys(base.Commodity) {
		if !used["commodity."+name] {
			b.Warn("commodity."+name, "no flow carries it", "name it in a flow, or take it away")
		}
	}
	for _, name := range sortedKeys(base.Growth) {
		if !used["growth."+name] {
			b.Warn("growth."+name, "no flow grows by it", "name it in a flow or a commodity, or take it away")
		}
	}
}
