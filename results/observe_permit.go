package results

import (
	"corridor/model"
	"corridor/results/measure"
)

// permits puts how many permits of each kind were used, and how many found none.
func (o *observer) permits(out *model.Outcome) {
	for i := range o.net.Permits {
		for k := range o.periods {
			period := &o.periods[k]
			if period.kind == Month {
				continue
			}
			used, missed := 0.0, 0.0
			for y := period.year; y < period.until; y++ {
				used += float64(out.Permits[i].Years[y].Used)
				missed += float64(out.Permits[i].Years[y].Missed)
			}
			page := o.page(o.permitSubject(i), period, AllClasses)
			page.value(measure.PermitsUsed, used)
			page.value(measure.PermitsMissed, missed)
		}
	}
}
