package model

import (
	"sort"

	"corridor/model/network"
	"corridor/sim"
)

// forecast is what somebody who sets out knows of lanes, or of officers, in the time to
// come: openings, nights and closures up to the next upgrade, which nobody reckons with.
type forecast struct {
	steps []network.LaneStep
	area  []float64   // by step, and beyond the last: lane time manned before
	known []foresight // by step
}

// foresight is how far ahead of a step its calendar is known: up to the next upgrade
// that changes the lanes, or the end of the run.
type foresight struct {
	end   int      // first step that is not known
	at    sim.Time // its time
	lanes float64  // what is expected to go on from there: the mean of the week before
}

func newForecast(steps []network.LaneStep, until sim.Time) forecast {
	f := forecast{steps, make([]float64, len(steps)+1), make([]foresight, len(steps))}
	for i := range steps {
		end := until
		if i+1 < len(steps) {
			end = min(until, steps[i+1].At)
		}
		f.area[i+1] = f.area[i] + float64(lanesOf(&steps[i])*float64(max(0, end-steps[i].At)))
	}
	for begin := 0; begin < len(steps); {
		known := f.ahead(begin, until)
		for ; begin < known.end; begin++ {
			f.known[begin] = known
		}
	}
	return f
}

// ahead is what is known ahead of a step that is news, or the first.
func (f *forecast) ahead(begin int, until sim.Time) foresight {
	known := foresight{end: begin + 1, at: until}
	for known.end < len(f.steps) && !f.steps[known.end].News {
		known.end++
	}
	if known.end < len(f.steps) {
		known.at = min(until, f.steps[known.end].At)
	}
	from := max(f.steps[begin].At, known.at-sim.Week)
	if known.at > from {
		i := known.end - 1
		for f.steps[i].At > from {
			i--
		}
		before := f.area[i] + float64(lanesOf(&f.steps[i])*float64(from-f.steps[i].At))
		known.lanes = (f.area[known.end] - before) / float64(known.at-from)
	}
	return known
}

// clearing is the time from now on that the lanes need until they have done this much
// work (in ticks of one lane) and are manned. step is the one in force; sim.Never: no end
// in sight.
func (f *forecast) clearing(step int, now sim.Time, work float64) sim.Time {
	if work == 0 && lanesOf(&f.steps[step]) > 0 {
		return 0
	}
	known := &f.known[step]
	done := f.area[step] + float64(lanesOf(&f.steps[step])*float64(now-f.steps[step].At)) + work
	j := step + sort.Search(known.end-step, func(k int) bool { return f.area[step+k+1] > done })
	if j < known.end {
		return f.steps[j].At + sim.Time((done-f.area[j])/lanesOf(&f.steps[j])) - now
	}
	if known.lanes <= 0 {
		return sim.Never
	}
	return known.at + sim.Time((done-f.area[known.end])/known.lanes) - now
}

func lanesOf(s *network.LaneStep) float64 {
	if !s.Open {
		return 0
	}
	return float64(s.Manned)
}
