package results

import (
	"fmt"
	"slices"

	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// monthly is a number of a subject over the months it was observed in.
func (s *Summary) monthly(subject, name, label string) Series {
	line := Series{Label: label}
	for _, p := range s.observer.monthsOf() {
		if e := s.get(subject, p.label, name, ""); e.N > 0 {
			line.At = append(line.At, s.observer.middle(p.first, p.last))
			line.Y = append(line.Y, e.Mean)
		}
	}
	return line
}

// steps is a number that changes on dates, drawn from month to month: each value at
// the beginning of its month, the last one again at the end of the run.
func (s *Summary) steps(subject, name, label string) Series {
	line := Series{Label: label}
	months := s.observer.monthsOf()
	for i, p := range months {
		e := s.get(subject, p.label, name, "")
		if e.N == 0 {
			continue
		}
		line.At, line.Y = append(line.At, s.observer.date(p.first)), append(line.Y, e.Mean)
		if i == len(months)-1 {
			line.At, line.Y = append(line.At, s.observer.date(p.last)), append(line.Y, e.Mean)
		}
	}
	return line
}

// evenDemand is the planned demand of an element without its season, at the middles
// of months.
func (s *Summary) evenDemand(e network.ElementID) Series {
	line := Series{Label: "planned demand, seasons evened out"}
	sum := make([]float64, len(s.Plan.Bins.Days)-1)
	for _, days := range s.observer.elements[e].demand {
		for d, x := range days {
			sum[d] += x / s.observer.dayLength(d)
		}
	}
	return s.sampled(line, sum)
}

// sampled draws daily values without their season at the middles of months.
func (s *Summary) sampled(line Series, daily []float64) Series {
	daily = evened(daily, s.observer.season())
	for _, p := range s.observer.monthsOf() {
		line.At = append(line.At, s.observer.middle(p.first, p.last))
		line.Y = append(line.Y, daily[(p.first+p.last)/2])
	}
	return line
}

// bottlenecks are the elements of a crossing that limit it: for each set of classes
// with lanes of their own, the element with the highest load.
func (s *Summary) bottlenecks(n *node) []network.ElementID {
	load := map[string]float64{}
	for _, l := range s.Limits {
		load[l.Element.Name] = l.Load
	}
	best := map[string]network.ElementID{}
	for _, e := range n.elements {
		classes := fmt.Sprint(s.observer.classes[e])
		b, seen := best[classes]
		if !seen || load[s.Network.Elements[e].Name] > load[s.Network.Elements[b].Name] {
			best[classes] = e
		}
	}
	var out []network.ElementID
	for _, e := range n.elements {
		if best[fmt.Sprint(s.observer.classes[e])] == e && len(s.observer.classes[e]) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// growthChart is volume against capacity at the element that limits a crossing.
func (s *Summary) growthChart(n *node, e network.ElementID) GrowthChart {
	sub := s.observer.elementSubject(int(e))
	c := GrowthChart{Head: s.head("growth", sub, "volume against capacity"), YLabel: "vehicles a day",
		Demand:    s.evenDemand(e),
		Carried:   s.monthly(sub.Name, measure.Throughput, "carried, monthly mean"),
		Practical: s.steps(sub.Name, measure.PracticalCapacity, "practical capacity"),
		Rated:     s.ratedSteps(n, e),
		Marks:     s.marks(e)}
	c.Low, c.High = s.interval(sub.Name, measure.Throughput)
	for _, l := range s.Limits {
		if since, ok := l.Since(); ok && l.Element.Name == sub.Name {
			c.Saturation = &Mark{since, "saturated from " + monthName(since)}
		}
	}
	return c
}

// ratedSteps is the nameplate of the classes that an element serves.
func (s *Summary) ratedSteps(n *node, e network.ElementID) Series {
	line := Series{Label: "rated capacity"}
	for _, p := range s.observer.monthsOf() {
		sum := 0.0
		rated := s.observer.rated(n.segment, &p)
		for _, c := range s.observer.classes[e] {
			sum += rated[c]
		}
		if sum > 0 {
			line.At, line.Y = append(line.At, s.observer.date(p.first)), append(line.Y, sum)
		}
	}
	if k := len(line.At); k > 0 {
		line.At, line.Y = append(line.At, s.observer.date(len(s.Plan.Bins.Days)-1)), append(line.Y, line.Y[k-1])
	}
	return line
}

// interval is the band of the 95 % interval over the months a number was observed in;
// nil without intervals.
func (s *Summary) interval(subject, name string) (low, high []float64) {
	if s.Replications < 2 {
		return nil, nil
	}
	for _, p := range s.observer.monthsOf() {
		if e := s.get(subject, p.label, name, ""); e.N > 0 {
			low, high = append(low, max(0, e.Mean-e.HalfWidth)), append(high, e.Mean+e.HalfWidth)
		}
	}
	return low, high
}

// corridorGrowth is the volume of all flows: planned, wanted and carried by year. It is in
// tonnes where vehicles become others on the way, of which there are more or fewer.
func (s *Summary) corridorGrowth() GrowthChart {
	sub := last(s.Subjects)
	sub.Title = "Whole corridor"
	c := GrowthChart{Head: s.head("growth", sub, "demand and what is carried"), YLabel: "vehicles a day",
		Carried: Series{Label: "carried, yearly mean"}, Marks: s.marks()}
	sum := make([]float64, len(s.Plan.Bins.Days)-1)
	carried, each := measure.Throughput, func(*network.Flow) float64 { return 1 }
	if s.observer.anywhere.turns {
		c.YLabel, carried, each = "tonnes a day", measure.Tonnes, (*network.Flow).MeanTonnes
	}
	for f, days := range s.observer.flows {
		flow := &s.Network.Flows[f]
		if carrying(flow) {
			continue
		}
		for d, x := range days {
			sum[d] += float64(x*each(flow)) / s.observer.dayLength(d)
		}
	}
	c.Demand = s.sampled(Series{Label: "planned demand, seasons evened out"}, sum)
	years := s.observer.parts()
	c.Carried.At = s.observer.middles(years)
	for _, p := range years {
		e := s.get(Corridor, p.label, carried, "")
		c.Carried.Y = append(c.Carried.Y, e.Mean)
		if s.Replications > 1 {
			c.Low, c.High = append(c.Low, max(0, e.Mean-e.HalfWidth)), append(c.High, e.Mean+e.HalfWidth)
		}
	}
	for _, l := range s.Limits {
		if since, ok := l.Since(); ok && c.Saturation == nil {
			c.Saturation = &Mark{since, fmt.Sprintf("%s saturated from %s", l.Title, monthName(since))}
		}
	}
	return c
}

// Runs up to so many days have their throughput drawn by day, or by week; longer ones
// by month.
const (
	dailyThroughput  = 92
	weeklyThroughput = 800
)

// throughputChart is what passed a crossing per day.
func (s *Summary) throughputChart(i int) ThroughputChart {
	n := &s.observer.nodes[i]
	c := ThroughputChart{Head: s.head("throughput", n.Subject, "vehicles passed per day"), YLabel: "vehicles a day",
		Rated:     s.steps(n.Name, measure.RatedCapacity, "rated capacity"),
		Practical: s.steps(n.Name, measure.PracticalCapacity, "practical capacity"),
		Marks:     s.marks(n.elements...)}
	d := &s.days[i].throughput
	days := len(s.Plan.Bins.Days) - 1
	b := newBand(len(d.runs))
	c.BandLabel = b.label
	step := 1
	c.Subtitle += ", daily counts"
	if days > dailyThroughput {
		step, c.Subtitle = 7, c.Subtitle+", mean of a week"
	}
	var spans []period
	for day := 0; day < days; day += step {
		spans = append(spans, period{first: day, last: min(day+step, days)})
	}
	if days > weeklyThroughput {
		c.Subtitle = s.setting() + ", daily counts, mean of a month"
		spans = s.observer.monthsOf()
	}
	var xs []float64
	for _, p := range spans {
		xs = d.at(p.first, p.last, xs)
		c.At = append(c.At, s.observer.middle(p.first, p.last))
		c.Mean = append(c.Mean, total(xs)/float64(len(xs)))
		slices.Sort(xs)
		if b.label != "" {
			c.Low, c.High = append(c.Low, quantile(xs, b.low)), append(c.High, quantile(xs, 1-b.low))
		}
	}
	return c
}

// Heat maps keep to this size so that cells stay readable.
const (
	heatColumns = 24
	heatRows    = 40
	heatFrame   = 95 // percent of utilisation from which a cell is framed
)

// heatMaps are the utilisation of services by month; of long runs by year, with the
// months of the last two years and of the two around the first saturation.
func (s *Summary) heatMaps() (HeatMap, []HeatMap) {
	months := s.observer.monthsOf()
	if len(months) <= heatColumns {
		return s.heatMap("utilisation", "utilisation by month", months), nil
	}
	whole := s.heatMap("utilisation", "utilisation by year", s.shown(heatColumns))
	end := len(months) - heatColumns
	var detail []HeatMap
	if first, ok := s.firstSaturation(); ok {
		at := slices.IndexFunc(months, func(p period) bool { return s.Plan.Bins.Days[p.last] > first })
		if from := min(max(0, at-heatColumns/2), end); at >= 0 && from < end-heatColumns/2 {
			detail = append(detail, s.heatMap("utilisation-saturation", "utilisation by month around the first saturation", months[from:from+heatColumns]))
		}
	}
	detail = append(detail, s.heatMap("utilisation-last", "utilisation by month, last two years", months[end:]))
	if len(whole.Rows) == 0 {
		return whole, nil
	}
	return whole, detail
}

// firstSaturation is the earliest tick at which a node becomes saturated.
func (s *Summary) firstSaturation() (sim.Time, bool) {
	first, ok := sim.Never, false
	for _, l := range s.Limits {
		for _, p := range l.Saturated {
			first, ok = min(first, s.Network.Clock.Tick(p.From)), true
		}
	}
	return first, ok
}

func (s *Summary) heatMap(id, title string, spans []period) HeatMap {
	h := HeatMap{Head: Head{ID: id, Title: "Whole corridor: " + title, Subtitle: s.setting() + ", time lanes served in percent of the time they were manned"}, Unit: "%", Frame: heatFrame}
	for _, p := range spans {
		h.Columns = append(h.Columns, p.label)
	}
	for _, sub := range s.usedServices() {
		var row []float64
		var has []bool
		for _, p := range spans {
			e := s.get(sub.Name, p.label, measure.Utilisation, "")
			row, has = append(row, 100*e.Mean), append(has, e.N > 0)
		}
		h.Rows, h.Value, h.Has = append(h.Rows, sub.Title), append(h.Value, row), append(h.Has, has)
	}
	return h
}

// usedServices are the services that were ever busy, in the order of the file; the
// busiest where there are too many to draw.
func (s *Summary) usedServices() []Subject {
	var some []Subject
	use := func(sub Subject) float64 { return s.get(sub.Name, Run, measure.Utilisation, "").Mean }
	for _, sub := range s.Subjects {
		if sub.Kind == ElementKind && use(sub) > 0 {
			some = append(some, sub)
		}
	}
	if len(some) > heatRows {
		slices.SortStableFunc(some, func(a, b Subject) int {
			switch x, y := use(a), use(b); {
			case x > y:
				return -1
			case x < y:
				return 1
			}
			return 0
		})
		some = some[:heatRows]
	}
	return inFileOrder(some)
}
