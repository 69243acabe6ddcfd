package results

import (
	"corridor/model"
	"corridor/results/measure"
	"corridor/sim"
)

// staff puts how many officers of each pool were on duty, and what they did.
func (o *observer) staff(out *model.Outcome) {
	for p := range o.net.Pools {
		for i := range o.periods {
			period := &o.periods[i]
			if period.kind == Month {
				continue
			}
			duty, busy := 0.0, 0.0
			for y := period.year; y < period.until; y++ {
				duty += float64(out.Pools[p].Years[y].Duty)
				busy += float64(out.Pools[p].Years[y].Busy)
			}
			page := o.page(o.staffSubject(p), period, AllClasses)
			page.value(measure.Officers, duty/(period.days*float64(sim.Day)))
			page.ratio(measure.Utilisation, busy, duty)
		}
	}
}
