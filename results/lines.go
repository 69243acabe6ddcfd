package results

import (
	"corridor/model"
	"corridor/results/measure"
)

// Lines as they stood on every hour: how far they reached, and when in the week.

// tail puts the length of the line: its mean over the hours of the years of a period, and
// the longest of its days.
func (p page) tail(rec *model.ElementRecord, longest float64) {
	if p.period.kind != Month {
		sum, looks := 0.0, 0.0
		for y := p.period.year; y < p.period.until && rec.Weeks != nil; y++ {
			for i := range rec.Weeks[y] {
				sum += rec.Weeks[y][i].Tail.Metres()
				looks += float64(rec.Weeks[y][i].N)
			}
		}
		p.ratio(measure.Tail, sum, looks)
	}
	p.value(measure.TailMax, longest)
}
