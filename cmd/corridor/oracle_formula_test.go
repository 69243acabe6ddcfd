package main

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

// Closed formulas of queueing theory, written here a second time and not taken from
// package sim, so that neither the engine nor its own tests can lend them a mistake.
// Rates and times are in any one unit of time.

// erlangB is the share lost of M/G/c/c, as a plain sum (Erlang 1917).
func erlangB(lanes int, load float64) float64 {
	term, sum := 1.0, 1.0
	for k := 1; k <= lanes; k++ {
		term *= load / float64(k)
		sum += term
	}
	return term / sum
}

// erlangC is the share of M/M/c that waits (Erlang 1917).
func erlangC(lanes int, load float64) float64 {
	b, c := erlangB(lanes, load), float64(lanes)
	return c * b / (c - load*(1-b))
}

func mmcWait(rate, mean float64, lanes int) float64 {
	load := rate * mean
	return erlangC(lanes, load) * mean / (float64(lanes) - load)
}

// birthDeath returns the law of a number that goes up and down by one (M/M/c/K, balking,
// impatience: Cox and Smith, Queues, 1961).
func birthDeath(most int, up, down func(n int) float64) []float64 {
	p := make([]float64, most+1)
	p[0] = 1
	sum := 1.0
	for n := 1; n <= most; n++ {
		p[n] = p[n-1] * up(n-1) / down(n)
		sum += p[n]
	}
	for n := range p {
		p[n] /= sum
	}
	return p
}

// over is the expectation of f over a law on 0, 1, 2 …
func over(p []float64, f func(n int) float64) float64 {
	sum := 0.0
	for n := range p {
		sum += p[n] * f(n)
	}
	return sum
}

func line(lanes int) func(int) float64 {
	return func(n int) float64 { return float64(max(0, n-lanes)) }
}
func busy(lanes int) func(int) float64 { return func(n int) float64 { return float64(min(n, lanes)) } }

// traffic is one class: arrival rate, mean and second moment of the service time.
type traffic struct{ rate, mean, second float64 }

func exponential(rate, mean float64) traffic { return traffic{rate, mean, 2 * mean * mean} }
func fixed(rate, mean float64) traffic       { return traffic{rate, mean, mean * mean} }

// pollaczek is the mean wait of M/G/1 (Pollaczek 1930, Khinchine 1932).
func pollaczek(t traffic) float64 { return t.rate * t.second / 2 / (1 - t.rate*t.mean) }

// mixed is the traffic of several classes in one line.
func mixed(classes ...traffic) traffic {
	var all traffic
	for _, c := range classes {
		all.rate += c.rate
		all.mean += c.rate * c.mean
		all.second += c.rate * c.second
	}
	all.mean /= all.rate
	all.second /= all.rate
	return all
}

// cobham returns the mean waits of M/G/1 by class, first served first, without
// interruption (Cobham 1954).
func cobham(classes ...traffic) []float64 {
	var waits []float64
	all := mixed(classes...)
	residual, load := all.rate*all.second/2, 0.0
	for _, c := range classes {
		before := load
		load += c.rate * c.mean
		waits = append(waits, residual/(1-before)/(1-load))
	}
	return waits
}

// resumed returns the mean times of M/G/1 by class in which they are not served, when
// classes before interrupt and the remainder is done later (White and Christie 1958;
// Miller 1960).
func resumed(classes ...traffic) []float64 {
	var waits []float64
	residual, load := 0.0, 0.0
	for _, c := range classes {
		before := load
		load += c.rate * c.mean
		residual += c.rate * c.second / 2
		waits = append(waits, c.mean/(1-before)-c.mean+residual/(1-before)/(1-load))
	}
	return waits
}

// cobhamLanes is cobham for M/M/c with one law of service for all classes (Cobham 1954;
// Kella and Yechiali 1985).
func cobhamLanes(mean float64, lanes int, rates ...float64) []float64 {
	all := 0.0
	for _, r := range rates {
		all += r
	}
	unit := erlangC(lanes, all*mean) * mean / float64(lanes)
	var waits []float64
	load := 0.0
	for _, r := range rates {
		before := load
		load += r * mean / float64(lanes)
		waits = append(waits, unit/(1-before)/(1-load))
	}
	return waits
}

// resumedLanes is resumed for M/M/c with one law of service: the first classes together
// see M/M/c without the others, hence differences of their numbers inside.
func resumedLanes(mean float64, lanes int, rates ...float64) []float64 {
	var waits []float64
	all, inLine := 0.0, 0.0
	for _, r := range rates {
		all += r
		now := all * mmcWait(all, mean, lanes)
		waits = append(waits, (now-inLine)/r)
		inLine = now
	}
	return waits
}

// impatient is M/M/c with patience of any law, first come first served.
type impatient struct {
	gaveUp  float64 // share of all
	wait    float64 // of all, up to the begin of service or to leaving
	offered float64 // of those who would wait for ever
}

// patience solves it (Baccelli and Hebuterne 1981; in the form of Zeltyn and Mandelbaum
// 2005): bounded(x) is the integral from 0 to x of the probability that patience is
// longer, kinks are the points where it is not smooth.
func patience(rate, mean float64, lanes int, bounded func(x float64) float64, kinks ...float64) impatient {
	speed := float64(lanes) / mean
	end := 1.0
	for speed*end-rate*bounded(end) < 50 {
		end *= 1.5
	}
	integral := func(f func(x float64) float64) float64 {
		sum, from := 0.0, 0.0
		for _, to := range append(append([]float64{}, kinks...), end) {
			const pieces = 200
			step := (to - from) / pieces
			for i := range pieces {
				a := from + float64(i)*step
				sum += quad.Fixed(func(x float64) float64 {
					return f(x) * math.Exp(rate*bounded(x)-speed*x)
				}, a, a+step, 12, quad.Legendre{}, 0)
			}
			from = to
		}
		return sum
	}
	ways := 0.0 // states with a free lane, in units of the last of them
	term := 1.0
	for j := lanes - 1; j >= 0; j-- {
		ways += term
		term *= float64(j) / (rate * mean)
	}
	j := integral(func(float64) float64 { return 1 })
	all := ways + rate*j
	return impatient{
		gaveUp:  (1 + (rate-speed)*j) / all,
		wait:    rate * integral(bounded) / all,
		offered: rate * integral(func(x float64) float64 { return x }) / all,
	}
}

// outage is the mean time not served in M/G/1 whose lane fails at random while it works
// or not, up times exponential, the service then resumed (Avi-Itzhak and Naor 1963):
// who comes meets what is left of an outage and of a service, every unit of which takes
// 1 + failures x repair of time.
func outage(t traffic, failures, repair, repairSecond float64) float64 {
	longer := 1 + failures*repair
	met := failures*repairSecond/2/longer + t.rate*t.second/2*longer*longer
	return met/(1-t.rate*t.mean*longer) + t.mean*(longer-1)
}

// kaufman returns the shares lost when classes of offered loads each need some of the
// same officers, without waiting (Kaufman 1981, Roberts 1981).
func kaufman(officers int, loads []float64, needs []int) []float64 {
	q := make([]float64, officers+1)
	q[0] = 1
	sum := 1.0
	for n := 1; n <= officers; n++ {
		for i, need := range needs {
			if n >= need {
				q[n] += loads[i] * float64(need) * q[n-need] / float64(n)
			}
		}
		sum += q[n]
	}
	lost := make([]float64, len(needs))
	for i, need := range needs {
		for n := officers - need + 1; n <= officers; n++ {
			lost[i] += q[n] / sum
		}
	}
	return lost
}

// slotted is the mean wait until the next free slot when slots begin at regular times:
// half a slot more than M/D/1 (slotted line with Poisson arrivals; Bertsekas and
// Gallager, Data Networks, 1992, section 3.5).
func slotted(rate, slot float64) float64 { return slot/2 + pollaczek(fixed(rate, slot)) }

// Seven lanes at load 0.9, the usual size of a border post: Erlang's tables.
func TestFormulasAgainstTables(t *testing.T) {
	near(t, "wait of M/M/7 at load 0.9", mmcWait(6.3/20.16, 20.16, 7), 20.73, 3e-4)
	near(t, "B(5, 4)", erlangB(5, 4), 0.199067, 1e-5)
	near(t, "C(2, 1.5)", erlangC(2, 1.5), 9.0/14, 1e-12)
	near(t, "B of one officer each", kaufman(5, []float64{4}, []int{1})[0], erlangB(5, 4), 1e-12)
	near(t, "B of two officers each", kaufman(10, []float64{4}, []int{2})[0], erlangB(5, 4), 1e-12)
	for b := range 6 { // Hunt (1956)
		near(t, "stations with places between", buffered(b), float64(b+2)/float64(b+3), 1e-12)
	}
	near(t, "one class of Cobham's", cobham(exponential(0.8, 1))[0], 4, 1e-12)
	near(t, "Cobham's lanes with one lane", cobhamLanes(1, 1, 0.3, 0.4)[1], cobham(exponential(0.3, 1), exponential(0.4, 1))[1], 1e-12)
	near(t, "interrupting lanes with one lane", resumedLanes(1, 1, 0.3, 0.4)[1], resumed(exponential(0.3, 1), exponential(0.4, 1))[1], 1e-12)
}

// Impatience with exponential patience is a birth and death process (Palm 1957), and
// who is patient for ever waits as in M/M/c.
func TestPatienceAgainstPalm(t *testing.T) {
	const rate, mean, lanes, limit = 1.0, 4.0, 4, 10.0
	got := patience(rate, mean, lanes, func(x float64) float64 { return limit * (1 - math.Exp(-x/limit)) })
	p := palm(rate, mean, lanes, limit)
	near(t, "share that gives up", got.gaveUp, over(p, line(lanes))/limit/rate, 1e-9)
	near(t, "wait", got.wait, over(p, line(lanes))/rate, 1e-9)
	forever := patience(0.9, mean, lanes, func(x float64) float64 { return x })
	near(t, "wait of the patient", forever.wait, mmcWait(0.9, mean, lanes), 1e-9)
	// A lane and no patience at all: Erlang's loss formula.
	none := patience(rate, mean, lanes, func(x float64) float64 { return min(x, 1e-9) }, 1e-9)
	near(t, "share lost without patience", none.gaveUp, erlangB(lanes, rate*mean), 1e-6)
}

// palm is the number inside M/M/c+M.
func palm(rate, mean float64, lanes int, limit float64) []float64 {
	return birthDeath(400, func(int) float64 { return rate },
		func(n int) float64 { return busy(lanes)(n)/mean + line(lanes)(n)/limit })
}
