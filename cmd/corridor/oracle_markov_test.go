package main

import (
	"math"
	"testing"
)

// The answers of testdata/exact that no closed formula gives come from the chain of
// states of the queue, solved here without the engine: the stationary law by the
// elimination of Grassmann, Taksar and Heyman (1985), which subtracts nothing and so
// loses no digit, and the law at a time by uniformisation (Jensen 1953).

// move is a change of state and its rate.
type move[S comparable] struct {
	to   S
	rate float64
}

type arc struct {
	to   int
	rate float64
}

// chain is a Markov chain in continuous time on finitely many states.
type chain[S comparable] struct {
	states []S
	arcs   [][]arc
}

// explore finds the states that can be reached, nearest first: what can follow on one
// another then has numbers close to one another.
func explore[S comparable](start S, moves func(S) []move[S]) *chain[S] {
	c := &chain[S]{states: []S{start}}
	index := map[S]int{start: 0}
	for i := 0; i < len(c.states); i++ {
		var arcs []arc
		for _, m := range moves(c.states[i]) {
			if m.rate == 0 || m.to == c.states[i] {
				continue
			}
			to, known := index[m.to]
			if !known {
				to = len(c.states)
				index[m.to] = to
				c.states = append(c.states, m.to)
			}
			arcs = append(arcs, arc{to, m.rate})
		}
		c.arcs = append(c.arcs, arcs)
	}
	return c
}

// on makes a chain on given states; moves out of them are left out.
func on[S comparable](states []S, moves func(S) []move[S]) *chain[S] {
	c := &chain[S]{states: states, arcs: make([][]arc, len(states))}
	index := map[S]int{}
	for i, s := range states {
		index[s] = i
	}
	for i, s := range states {
		for _, m := range moves(s) {
			if to, known := index[m.to]; known && to != i && m.rate > 0 {
				c.arcs[i] = append(c.arcs[i], arc{to, m.rate})
			}
		}
	}
	return c
}

// stationary returns the probabilities of the states in the long run. The rates stand
// in a band around the diagonal, which elimination from the last state on does not widen.
func (c *chain[S]) stationary() []float64 {
	n, band := len(c.states), 0
	for i, arcs := range c.arcs {
		for _, a := range arcs {
			band = max(band, i-a.to, a.to-i)
		}
	}
	rows := make([][]float64, n) // rows[i][j-i+band]
	for i, arcs := range c.arcs {
		rows[i] = make([]float64, 2*band+1)
		for _, a := range arcs {
			rows[i][a.to-i+band] += a.rate
		}
	}
	for k := n - 1; k > 0; k-- {
		low := max(0, k-band)
		from := rows[k][low-k+band : band]
		out := 0.0
		for _, rate := range from {
			out += rate
		}
		for i := low; i < k; i++ {
			share := rows[i][k-i+band] / out
			rows[i][k-i+band] = share
			if share == 0 {
				continue
			}
			to := rows[i][low-i+band:]
			for j, rate := range from {
				to[j] += share * rate
			}
		}
	}
	p := make([]float64, n)
	p[0] = 1
	total := 1.0
	for k := 1; k < n; k++ {
		for i := max(0, k-band); i < k; i++ {
			p[k] += p[i] * rows[i][k-i+band]
		}
		total += p[k]
	}
	for k := range p {
		p[k] /= total
	}
	return p
}

// mean returns the expectation of f.
func (c *chain[S]) mean(p []float64, f func(S) float64) float64 {
	sum := 0.0
	for i, s := range c.states {
		sum += p[i] * f(s)
	}
	return sum
}

// after returns the law a time later and its integral over that time: the chain is
// looked at at the points of a Poisson process that is faster than every state.
func (c *chain[S]) after(p []float64, time float64) (then, integral []float64) {
	fastest := 0.0
	for _, arcs := range c.arcs {
		out := 0.0
		for _, a := range arcs {
			out += a.rate
		}
		fastest = max(fastest, out)
	}
	then, integral = make([]float64, len(p)), make([]float64, len(p))
	if fastest == 0 {
		for i := range p {
			then[i], integral[i] = p[i], p[i]*time
		}
		return then, integral
	}
	points := fastest * time
	last := int(points + 12*math.Sqrt(points) + 40)
	rest := 1.0 // probability of more than k points
	for k := 0; k <= last; k++ {
		log, _ := math.Lgamma(float64(k) + 1)
		weight := math.Exp(float64(k)*math.Log(points) - points - log)
		rest = max(0, rest-weight)
		for i := range p {
			then[i] += weight * p[i]
			integral[i] += rest / fastest * p[i]
		}
		p = c.step(p, fastest)
	}
	return then, integral
}

// step is one point of the uniform chain.
func (c *chain[S]) step(p []float64, fastest float64) []float64 {
	next := make([]float64, len(p))
	for i, arcs := range c.arcs {
		stay := p[i]
		for _, a := range arcs {
			flow := p[i] * a.rate / fastest
			next[a.to] += flow
			stay -= flow
		}
		next[i] += stay
	}
	return next
}

// near wants two ways to one number to agree.
func near(t *testing.T, about string, got, want, share float64) {
	t.Helper()
	if !(math.Abs(got-want) <= share*math.Abs(want)) {
		t.Errorf("%s is %.10g, must be %.10g", about, got, want)
	}
}

// M/M/3 by the chain, by Erlang C and by running the chain from empty for a long time.
func TestChainAgainstErlang(t *testing.T) {
	const rate, lanes, most = 2.4, 3, 200
	c := explore(0, func(n int) []move[int] {
		out := []move[int]{{n - 1, float64(min(n, lanes))}}
		if n == 0 {
			out = nil
		}
		if n < most {
			out = append(out, move[int]{n + 1, rate})
		}
		return out
	})
	line := func(n int) float64 { return float64(max(0, n-lanes)) }
	want := rate * mmcWait(rate, 1, lanes)
	near(t, "queue of M/M/3", c.mean(c.stationary(), line), want, 1e-10)
	empty := make([]float64, len(c.states))
	empty[0] = 1
	later, integral := c.after(empty, 400)
	near(t, "queue of M/M/3 after long", c.mean(later, line), want, 1e-7)
	sum := 0.0
	for _, x := range integral {
		sum += x
	}
	near(t, "integral of the law", sum, 400, 1e-9)
}

// One state left at rate 2, the other at rate 1: the way to the balance is known.
func TestTransientOfTwoStates(t *testing.T) {
	c := explore(0, func(s int) []move[int] { return []move[int]{{1 - s, float64(2 - s)}} })
	p, integral := c.after([]float64{1, 0}, 0.7)
	near(t, "probability", p[0], 1.0/3+2.0/3*math.Exp(-2.1), 1e-12)
	near(t, "integral", integral[0], 0.7/3+2.0/9*(1-math.Exp(-2.1)), 1e-12)
}
