package kinds

import (
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// windows lays periods out over a horizon in a zone whose days are given; they are in
// order and apart.
func windows(p value.Periods, days []localDay, tick func(value.Date) sim.Time, until sim.Time) []span {
	var all []span
	note := func(from, to sim.Time) {
		if from, to = max(0, from), min(to, until); from < to {
			all = append(all, span{from, to})
		}
	}
	for _, one := range p {
		if one.Yearly != [2]int{} {
			for i := range days {
				if inYear(one.Yearly, days[i].number) {
					note(days[i].from, days[i].to)
				}
			}
			continue
		}
		if len(one.Days) == 0 {
			note(tick(one.From), tick(one.Until))
			continue
		}
		set := value.NewDaySet(one.Days)
		for i := range days {
			if set.Has(days[i].number) {
				note(days[i].from, days[i].to)
			}
		}
	}
	return merged(all)
}

// inYear tells whether a day lies in a span of every year, over New Year's Eve as well.
func inYear(span [2]int, day int32) bool {
	date := value.Civil(day)
	d := int(date.Month())*100 + date.Day()
	if span[0] <= span[1] {
		return span[0] <= d && d <= span[1]
	}
	return d >= span[0] || d <= span[1]
}

// seasons lays months out over days, nil where they are all of the year.
func seasons(s value.Season, days []localDay) []network.Span {
	if len(s) == 0 || len(s) == 12 {
		return nil
	}
	var all []span
	for i := range days {
		if slices.Contains(s, days[i].month) {
			all = append(all, span{days[i].from, days[i].to})
		}
	}
	return planned(merged(all))
}

// planned are spans as the network keeps them; never nil.
func planned(spans []span) []network.Span {
	out := []network.Span{}
	for _, s := range spans {
		out = append(out, network.Span{From: s.from, To: s.to})
	}
	return out
}
