package kinds

import (
	"fmt"

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
		{"growth", s.given() || s.Balance != nil, s.Growth.Written && !s.Growth.Rates.none()},
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
