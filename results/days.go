package results

import (
	"slices"

	"corridor/model"
	"corridor/model/network"
)

// keptReplications is how many replications keep their daily values, for bands over
// time. More would not change what a band shows, and memory would follow them.
const keptReplications = 100

// daily is one value per day, of each of the first replications; a replication in
// which all were zero keeps nil.
type daily struct {
	runs [][]float32 // by replication
}

func (d *daily) add(values []float64) {
	if len(d.runs) == keptReplications {
		return
	}
	var row []float32
	if slices.ContainsFunc(values, func(x float64) bool { return x != 0 }) {
		row = make([]float32, len(values))
		for i, x := range values {
			row[i] = float32(x)
		}
	}
	d.runs = append(d.runs, row)
}

// ever reports whether any value was not zero.
func (d *daily) ever() bool {
	return slices.ContainsFunc(d.runs, func(row []float32) bool { return row != nil })
}

// longest is the largest value.
func (d *daily) longest() float64 {
	most := float32(0)
	for _, row := range d.runs {
		for _, x := range row {
			most = max(most, x)
		}
	}
	return float64(most)
}

// at collects the mean over days [first, last) of each replication into xs.
func (d *daily) at(first, last int, xs []float64) []float64 {
	xs = xs[:0]
	for _, row := range d.runs {
		sum := 0.0
		if row != nil {
			for _, x := range row[first:last] {
				sum += float64(x)
			}
		}
		xs = append(xs, sum/float64(last-first))
	}
	return xs
}

// nodeDays are the daily values of one node.
type nodeDays struct {
	queue      daily // vehicles waiting, time mean of the day
	throughput daily // vehicles that passed, of crossings only
}

// keepDays reads the daily values of one outcome.
func (o *observer) keepDays(days []nodeDays, out *model.Outcome) {
	values := make([]float64, len(o.plan.Bins.Days)-1)
	for i, n := range o.nodes {
		clear(values)
		for _, e := range n.elements {
			for d := range out.Elements[e].Days {
				values[d] += float64(out.Elements[e].Days[d].Waiting) / float64(o.plan.Bins.Days[d+1]-o.plan.Bins.Days[d])
			}
		}
		days[i].queue.add(values)
		if n.segment == network.None {
			continue
		}
		clear(values)
		if o.branching(n.segment) {
			for _, c := range out.Segments[n.segment].Classes {
				for d, day := range c.Days {
					values[d] += float64(day.Ended) / o.dayLength(d)
				}
			}
			days[i].throughput.add(values)
			continue
		}
		stages := o.net.Segments[n.segment].Stages
		for _, e := range stages[len(stages)-1] {
			for c := range out.Elements[e].Classes {
				for d, day := range out.Elements[e].Classes[c].Days {
					values[d] += float64(day.Passed) / o.dayLength(d)
				}
			}
		}
		days[i].throughput.add(values)
	}
}
