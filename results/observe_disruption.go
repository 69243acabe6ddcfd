package results

import (
	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// yearDays is the length of the year that rates refer to.
const yearDays = 365.2425

// disruptions puts how often each disruption came, how long it lasted, and how long it
// took until the lines it had made were gone.
func (o *observer) disruptions(out *model.Outcome) {
	for d := range o.net.Disruptions {
		for i := range o.periods {
			if o.periods[i].kind != Month {
				o.disruption(network.DisruptionID(d), &out.Disruptions[d], &o.periods[i])
			}
		}
	}
}

func (o *observer) disruption(d network.DisruptionID, rec *model.DisruptionRecord, p *period) {
	h := &o.scratch[0]
	h.Reset()
	count, recovering := 0.0, 0.0
	var lasted sim.Sum
	for y := p.year; y < p.until; y++ {
		x := &rec.Years[y]
		count += float64(x.Count)
		recovering += float64(x.Recovering)
		lasted.Merge(x.Lasted)
		h.Merge(&x.Recovery)
	}
	page := o.page(o.disruptionSubject(int(d)), p, AllClasses)
	page.value(measure.Disruptions, count/p.days*yearDays)
	page.ratio(measure.Lasted, lasted.Float()/second, count)
	if !o.net.Disruptions[d].Each {
		page.times(measure.RecoveryTime, h)
		page.ratio(measure.ShareRecovering, recovering, float64(h.N()))
	}
}
