package results

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// Charts returns the data of every chart of the run. A chart that would show nothing
// is left out; a steady-state run has distributions only, because its time has no
// date.
func (s *Summary) Charts() Charts {
	c := Charts{Waits: s.distributions()}
	if !s.Network.Clock.Dated || s.Replications == 0 {
		return c
	}
	for _, i := range s.queueing() {
		c.Queues = append(c.Queues, s.queueChart(i))
	}
	c.Utilisation, c.UtilisationDetail = s.heatMaps()
	c.Lines = s.linesMap()
	c.Railway, c.Loads = s.railwayMap(), s.loadsMap()
	for i, n := range s.observer.nodes {
		if n.Kind != CrossingKind {
			continue
		}
		for _, e := range s.bottlenecks(&n) {
			if !s.observer.carriers[e] {
				c.Growth = append(c.Growth, s.growthChart(&n, e))
			}
		}
		c.Throughput = append(c.Throughput, s.throughputChart(i))
	}
	c.Growth = append(c.Growth, s.corridorGrowth())
	c.Costs = s.lostChart()
	return c
}

// head makes the head of a chart about a subject.
func (s *Summary) head(id string, sub Subject, title string) Head {
	return Head{ID: id + "-" + sub.Name, Title: sub.Title + ": " + title, Subtitle: s.setting()}
}

// setting says how the numbers of a chart came about.
func (s *Summary) setting() string {
	plural := "s"
	if s.Replications == 1 {
		plural = ""
	}
	return fmt.Sprintf("%d replication%s, seed %d", s.Replications, plural, s.Plan.Seed)
}

// marks are the upgrades within the run that concern these elements: they change the
// table that wrote one of them, or a flow that passes one. Without elements, all.
func (s *Summary) marks(elements ...network.ElementID) []Mark {
	var marks []Mark
	for _, u := range s.Network.Upgrades {
		if u.At > s.Plan.From && u.At < s.Plan.Until && (elements == nil || s.concerns(&u, elements)) {
			label := u.Title
			if label == "" {
				label = u.Name
			}
			marks = append(marks, Mark{s.Network.Clock.Time(u.At), label})
		}
	}
	return marks
}

func (s *Summary) concerns(u *network.Upgrade, elements []network.ElementID) bool {
	var tables []string
	for _, e := range elements {
		tables = append(tables, s.Network.Elements[e].Spec+".")
	}
	for _, r := range s.Network.Routes {
		if slices.ContainsFunc(r.Hops, func(h network.Hop) bool { return slices.Contains(elements, h.Element) }) {
			tables = append(tables, s.Network.Flows[r.Flow].Name+".")
		}
	}
	return slices.ContainsFunc(u.Sets, func(path string) bool {
		return slices.ContainsFunc(tables, func(table string) bool { return strings.HasPrefix(path, table) })
	})
}

// mostDailyPoints is the longest run in days whose charts have a point per day; longer
// ones have a point per week.
const mostDailyPoints = 1100

// stride is the length of the steps of charts over time, in days.
func (s *Summary) stride() int {
	if len(s.Plan.Bins.Days)-1 <= mostDailyPoints {
		return 1
	}
	return 7
}

func (s *Summary) queueChart(i int) QueueChart {
	n, d := &s.observer.nodes[i], &s.days[i].queue
	c := QueueChart{Head: s.head("queue", n.Subject, "vehicles waiting"), YLabel: "vehicles waiting",
		OneRunLabel: "one run (replication 0)", Marks: s.marks(n.elements...)}
	step, days := s.stride(), len(s.Plan.Bins.Days)-1
	c.Subtitle += ", daily means"
	if step > 1 {
		c.Subtitle += ", mean of a week"
	}
	b := newBand(len(d.runs))
	c.BandLabel, c.InnerLabel = b.label, b.innerLabel
	if b.label == "" {
		c.OneRunLabel = ""
	}
	if len(d.runs) < s.Replications {
		c.Subtitle += fmt.Sprintf(", bands of the first %d", len(d.runs))
	}
	var xs []float64
	for first := 0; first < days; first += step {
		end := min(first+step, days)
		xs = d.at(first, end, xs)
		c.At = append(c.At, s.observer.middle(first, end))
		c.add(xs, b)
		if q, ok := s.observer.fluidQueue(s.observer.span(first, end), n.elements...); ok {
			c.Fluid = append(c.Fluid, q)
		}
	}
	if s.AtLeast(Key{n.Name, Run, AllClasses, "", ""}) {
		c.Warning = "vehicles were still waiting at the end of the run"
	}
	return c
}

// add draws one point from the values of the replications, which it sorts.
func (c *QueueChart) add(xs []float64, b band) {
	if b.label != "" {
		c.OneRun = append(c.OneRun, xs[0])
	}
	slices.Sort(xs)
	c.Median = append(c.Median, quantile(xs, 0.5))
	if b.label != "" {
		c.Low, c.High = append(c.Low, quantile(xs, b.low)), append(c.High, quantile(xs, 1-b.low))
	}
	if b.innerLabel != "" {
		c.InnerLow, c.InnerHigh = append(c.InnerLow, quantile(xs, 0.25)), append(c.InnerHigh, quantile(xs, 0.75))
	}
}

// band is what a band over replications shows.
type band struct {
	low               float64 // probability of its lower edge
	label, innerLabel string
}

func newBand(replications int) band {
	switch {
	case replications < 2:
		return band{}
	case replications < bandReplications:
		return band{0, fmt.Sprintf("minimum–maximum of %d replications", replications), ""}
	}
	return band{0.05, "5–95 % of replications", "25–75 %"}
}

// quantile of sorted values, interpolated between the two nearest (type 7 of Hyndman
// and Fan).
func quantile(sorted []float64, p float64) float64 {
	at := float64(p * float64(len(sorted)-1))
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}

// distributions are the crossing times of crossings and the waiting times of other
// nodes that queue, for a few years.
func (s *Summary) distributions() []DistributionChart {
	var all []DistributionChart
	queueing := s.queueing()
	for i := range s.observer.nodes {
		n := &s.observer.nodes[i]
		what, name := "crossing time", measure.CrossingTime
		if n.segment == network.None {
			what, name = "waiting time", measure.Wait
			if !slices.Contains(queueing, i) {
				continue
			}
		}
		u := s.unitOver(n.Name, name, measure.P95)
		c := DistributionChart{Head: s.head("times", n.Subject, "distribution of the "+what), XLabel: what + ", " + longUnit(u)}
		c.Subtitle += ", all vehicles of all replications"
		for _, p := range s.shown(4) {
			h := &sim.Histogram{}
			for y := p.year; y < p.until; y++ {
				h.Merge(&s.times[i][y])
			}
			if h.N() > 0 && h.Max() > 0 {
				c.Lines = append(c.Lines, cumulative(h, p.label, u))
			}
			if s.AtLeast(Key{n.Name, p.label, AllClasses, "", ""}) {
				inside := s.get(n.Name, p.label, measure.ShareInside, "").Mean
				c.Warning = fmt.Sprintf("%s of the vehicles of %s were still inside at the end and count with their age", percent(inside), p.label)
			}
		}
		if len(c.Lines) > 0 {
			all = append(all, c)
		}
	}
	return all
}

// unitOver chooses a unit for the times of a subject over the years shown: hours for
// everything from an hour and a half to a month.
func (s *Summary) unitOver(subject, name, stat string) unit {
	most := 0.0
	for _, p := range s.shown(4) {
		most = max(most, s.get(subject, p.label, name, stat).Mean)
	}
	if most > 72*3600 && most < 30*86400 {
		return unit{"h", 1.0 / 3600}
	}
	return timeUnit(most)
}

func longUnit(u unit) string {
	return map[string]string{"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}[u.Name]
}

// cumulative is the distribution of a histogram up to its 99.5 % quantile, thinned to
// what an eye can see.
func cumulative(h *sim.Histogram, label string, u unit) DistributionLine {
	line := DistributionLine{Label: label}
	const step = 0.005
	passed, drawn, before := uint64(0), -1.0, 0.0
	h.Each(func(low, high sim.Time, n uint64) {
		passed += n
		share := float64(passed) / float64(h.N())
		if (share >= drawn+step && drawn < 0.995) || (passed == h.N() && drawn < 0.995) {
			at := high
			if low == 0 {
				at = 0
			} else { // up to this bin the line is flat, or as high as the ones left out
				line.X, line.Share = append(line.X, low.Seconds()*u.Factor), append(line.Share, before)
			}
			line.X, line.Share = append(line.X, at.Seconds()*u.Factor), append(line.Share, share)
			drawn = share
		}
		before = share
	})
	return line
}

// monthsOf lists the months of the run.
func (l *layout) monthsOf() []period {
	var months []period
	for _, p := range l.periods {
		if p.kind == Month {
			months = append(months, p)
		}
	}
	return months
}

// times of the middles of some periods.
func (l *layout) middles(some []period) []time.Time {
	at := make([]time.Time, len(some))
	for i, p := range some {
		at[i] = l.middle(p.first, p.last)
	}
	return at
}
