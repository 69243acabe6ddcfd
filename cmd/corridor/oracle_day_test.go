package main

import (
	"math"
	"testing"
)

// dayOf is M(t)/M/c(t) over a day that repeats: rates and lanes by the hour. When lanes
// close, what runs there is finished, so that the number served is a state of its own.
type dayOf struct {
	rates [24]float64 // an hour
	lanes [24]int
	mean  float64 // service, in hours
}

// solve returns the mean line over the day, the mean wait of all who come (whose waits
// add up to the time in line) and the mean number served.
func (d dayOf) solve() (queue, wait, served float64) {
	type state struct{ line, served int }
	const longest = 250
	most := 0
	for _, n := range d.lanes {
		most = max(most, n)
	}
	var states []state
	for l := range longest + 1 {
		for s := range most + 1 {
			states = append(states, state{l, s})
		}
	}
	var hours [24]*chain[state]
	for h := range hours {
		lanes := d.lanes[h]
		hours[h] = on(states, func(s state) (out []move[state]) {
			if s.served < lanes {
				out = append(out, move[state]{state{s.line, s.served + 1}, d.rates[h]})
			} else {
				out = append(out, move[state]{state{s.line + 1, s.served}, d.rates[h]})
			}
			done := float64(s.served) / d.mean
			if s.line > 0 && s.served <= lanes {
				return append(out, move[state]{state{s.line - 1, s.served}, done})
			}
			return append(out, move[state]{state{s.line, s.served - 1}, done})
		})
	}
	p := make([]float64, len(states))
	p[0] = 1
	for before := -1.0; ; before = queue {
		queue, served = 0, 0
		for h := range hours {
			opened := make([]float64, len(p)) // new lanes take from the line at once
			for i, s := range states {
				n := max(0, min(s.line, d.lanes[h]-s.served))
				opened[(s.line-n)*(most+1)+s.served+n] += p[i]
			}
			var sums []float64
			p, sums = hours[h].after(opened, 1)
			queue += hours[h].mean(sums, func(s state) float64 { return float64(s.line) }) / 24
			served += hours[h].mean(sums, func(s state) float64 { return float64(s.served) }) / 24
		}
		if math.Abs(queue-before) < 1e-10*queue {
			break
		}
	}
	all := 0.0
	for _, r := range d.rates {
		all += r / 24
	}
	return queue, queue / all, served
}

// A day without hours is M/M/c, and all work that comes is served.
func TestDayAgainstErlang(t *testing.T) {
	d := dayOf{mean: 0.05}
	for h := range 24 {
		d.rates[h], d.lanes[h] = 45, 3
	}
	_, wait, served := d.solve()
	near(t, "wait on an even day", wait, mmcWait(45, 0.05, 3), 1e-7)
	near(t, "served on an even day", served, 2.25, 1e-8)
	for h := range 24 {
		d.rates[h], d.lanes[h] = 30+float64(h), 2+h/12
	}
	_, _, served = d.solve()
	near(t, "served on a growing day", served, 41.5*0.05, 1e-8)
}

// away is a time in which a lane begins nothing, in minutes.
type away struct{ from, until float64 }

// passage is one vehicle at a lane.
type passage struct{ arrives, begins, ends float64 }

// oneLane passes vehicles through one lane, first come first served, with one fixed
// service time. What runs when the lane goes away is finished, held and resumed, or
// sent back to begin anew.
func oneLane(arrivals []float64, service float64, work string, gone ...away) []passage {
	var out []passage
	free := 0.0
	for _, a := range arrivals {
		p := passage{arrives: a, begins: max(a, free)}
		p.ends = p.begins + service
		for _, w := range gone {
			switch {
			case p.begins >= w.from && p.begins < w.until, p.begins < w.from && p.ends > w.from && work == "send back":
				p.begins, p.ends = w.until, w.until+service
			case p.begins < w.from && p.ends > w.from && work == "hold":
				p.ends += w.until - w.from
			}
		}
		free = p.ends
		out = append(out, p)
	}
	return out
}

// meanOf is the mean over the vehicles.
func meanOf(all []passage, f func(p passage) float64) float64 {
	sum := 0.0
	for _, p := range all {
		sum += f(p)
	}
	return sum / float64(len(all))
}

func inside(p passage) float64 { return p.ends - p.arrives }

// notServed is the time inside that is not service of the given length.
func notServed(service float64) func(p passage) float64 {
	return func(p passage) float64 { return inside(p) - service }
}

func TestOneLane(t *testing.T) {
	for work, want := range map[string]float64{"finish": 30, "hold": 50, "send back": 60} {
		near(t, work, oneLane([]float64{10}, 20, work, away{20, 40})[0].ends, want, 1e-12)
	}
}
