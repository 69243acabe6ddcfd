package main

import (
	"math"
	"testing"
)

// priorityByChain is M/M/c at rates first and second, the first class served first, with
// or without interruption; it returns the mean waits.
func priorityByChain(first, second, mean float64, lanes int, preempt bool) (one, two float64) {
	type state struct{ lane1, lane2, line1, line2 int }
	const most = 90
	c := explore(state{}, func(s state) (out []move[state]) {
		add := func(rate float64, to state) {
			if to.line1+to.line2 <= most {
				out = append(out, move[state]{to, rate})
			}
		}
		// next fills lanes from the line, and with interruption takes them from the second class.
		next := func(s state) state {
			for s.line1 > 0 && s.lane1+s.lane2 < lanes {
				s.line1, s.lane1 = s.line1-1, s.lane1+1
			}
			for preempt && s.line1 > 0 && s.lane2 > 0 {
				s.line1, s.lane1, s.line2, s.lane2 = s.line1-1, s.lane1+1, s.line2+1, s.lane2-1
			}
			for s.line2 > 0 && s.lane1+s.lane2 < lanes {
				s.line2, s.lane2 = s.line2-1, s.lane2+1
			}
			return s
		}
		add(first, next(state{s.lane1, s.lane2, s.line1 + 1, s.line2}))
		add(second, next(state{s.lane1, s.lane2, s.line1, s.line2 + 1}))
		if s.lane1 > 0 {
			add(float64(s.lane1)/mean, next(state{s.lane1 - 1, s.lane2, s.line1, s.line2}))
		}
		if s.lane2 > 0 {
			add(float64(s.lane2)/mean, next(state{s.lane1, s.lane2 - 1, s.line1, s.line2}))
		}
		return out
	})
	p := c.stationary()
	one = c.mean(p, func(s state) float64 { return float64(s.line1) }) / first
	two = c.mean(p, func(s state) float64 { return float64(s.line2) }) / second
	return one, two
}

func TestPrioritiesByChain(t *testing.T) {
	one, two := priorityByChain(0.3, 0.4, 2, 2, false)
	want := cobhamLanes(2, 2, 0.3, 0.4)
	near(t, "first class", one, want[0], 1e-7)
	near(t, "second class", two, want[1], 1e-7)
	one, two = priorityByChain(0.3, 0.4, 2, 2, true)
	want = resumedLanes(2, 2, 0.3, 0.4)
	near(t, "interrupting class", one, want[0], 1e-7)
	near(t, "interrupted class", two, want[1], 1e-7)
}

// Patience of two exponential phases, by the chain of the phases of all in line, shows
// that the formula holds for other laws than the exponential one.
func TestPatienceInPhases(t *testing.T) {
	const rate, limit, longest = 0.9, 3.0, 8 // two phases of 1.5; the lane takes 1
	type state struct {
		busy bool
		line string // of each in line, first to last, the phase: a, then b
	}
	c := explore(state{}, func(s state) (out []move[state]) {
		if !s.busy {
			return append(out, move[state]{state{true, ""}, rate})
		}
		if len(s.line) < longest {
			out = append(out, move[state]{state{true, s.line + "a"}, rate})
		}
		if s.line == "" {
			out = append(out, move[state]{state{}, 1})
		} else {
			out = append(out, move[state]{state{true, s.line[1:]}, 1})
		}
		for i, phase := range s.line {
			after := s.line[:i] + "b" + s.line[i+1:]
			if phase == 'b' {
				after = s.line[:i] + s.line[i+1:]
			}
			out = append(out, move[state]{state{true, after}, 2 / limit})
		}
		return out
	})
	queue := c.mean(c.stationary(), func(s state) float64 { return float64(len(s.line)) })
	// The integral of the probability that two phases last longer, exp(-y)(1+y) with y = 2x/limit.
	got := patience(rate, 1, 1, func(x float64) float64 {
		y := 2 * x / limit
		return limit / 2 * (2 - math.Exp(-y)*(2+y))
	})
	near(t, "line with patience of two phases", rate*got.wait, queue, 2e-3) // the chain has places for eight
}
