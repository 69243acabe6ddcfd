package sim

import (
	"math"
	"testing"
)

// near compares with a figure given to so many decimals.
func near(t *testing.T, name string, got, want float64, decimals int) {
	t.Helper()
	if unit := math.Pow10(-decimals); math.Abs(got-want) > 0.51*unit {
		t.Errorf("%s is %v, want %v", name, got, want)
	}
}

// TestMultiServerTable holds the waits in minutes of two border posts.
func TestMultiServerTable(t *testing.T) {
	for _, c := range []struct {
		servers          int
		service          float64
		load, wait, mean float64
	}{
		{11, 11.3143, 0.70, 0.2017, 0.69}, {11, 11.3143, 0.80, 0.3881, 2.00}, {11, 11.3143, 0.90, 0.6539, 6.73}, {11, 11.3143, 0.95, 0.8171, 16.81},
		{7, 20.16, 0.70, 0.3007, 2.89}, {7, 20.16, 0.80, 0.4859, 7.00}, {7, 20.16, 0.90, 0.7200, 20.73}, {7, 20.16, 0.95, 0.8545, 49.22},
	} {
		offered := float64(c.servers) * c.load
		near(t, "share that waits", ErlangC(c.servers, offered), c.wait, 4)
		near(t, "mean wait", MMcWait(offered/c.service, 1/c.service, c.servers), c.mean, 2)
	}
}

// TestValueOfALane holds the waits in minutes as lanes are added.
func TestValueOfALane(t *testing.T) {
	for i, want := range []float64{16.81, 4.03, 1.60, 0.72} {
		rate := 1330.0 / 1440
		wait := MMcWait(rate, 1/11.3143, 11+i)
		near(t, "mean wait", wait, want, 2)
		near(t, "vehicle-hours a day", wait*1330/60, []float64{372.6, 89.3, 35.4, 16.0}[i], 1)
	}
	for i, want := range []float64{20.73, 5.11, 1.83} {
		near(t, "mean wait", MMcWait(450.0/1440, 1/20.16, 7+i), want, 2)
	}
}

func TestErlangB(t *testing.T) {
	// The definition, term by term.
	for _, c := range []struct {
		servers int
		load    float64
	}{{1, 0.5}, {3, 2}, {10, 12}, {50, 40}} {
		sum, term := 1.0, 1.0
		for k := 1; k <= c.servers; k++ {
			term *= c.load / float64(k)
			sum += term
		}
		if got := ErlangB(c.servers, c.load); math.Abs(got/(term/sum)-1) > 1e-13 {
			t.Errorf("%d servers, load %v: %v, want %v", c.servers, c.load, got, term/sum)
		}
	}
	if ErlangB(0, 3) != 1 || ErlangC(3, 3) != 1 {
		t.Error("without spare servers not everybody is lost or waits")
	}
}

func TestSingleServer(t *testing.T) {
	near(t, "M/M/1", MG1Wait(0.9, 1, 1), 9, 12)
	near(t, "M/M/1 as M/M/c", MMcWait(0.9, 1, 1), 9, 12)
	near(t, "M/D/1", MG1Wait(0.9, 1, 0), 4.5, 12)
	near(t, "M/D/1 as M/D/c", MDcWait(0.9, 1, 1), 4.5, 9)
	near(t, "M/D/1, time in minutes", MDcWait(0.05, 10, 1), 5, 9)
	for name, wait := range map[string]float64{"M/M/c": MMcWait(3, 1, 3), "M/G/1": MG1Wait(2, 1, 1), "M/D/c": MDcWait(2, 1, 2)} {
		if !math.IsInf(wait, 1) {
			t.Errorf("%s without spare capacity waits %v", name, wait)
		}
	}
	if got := MDcWait(0, 1, 2); got != 0 {
		t.Errorf("nobody waits %v", got)
	}
}

// TestMDcAgainstItsChain solves the number in the system, seen once per service time,
// as a Markov chain: everybody in service then has left, and a Poisson number has come.
func TestMDcAgainstItsChain(t *testing.T) {
	for _, c := range []struct {
		servers int
		load    float64 // per server
	}{{1, 0.5}, {2, 0.7}, {2, 0.9}, {5, 0.8}, {11, 0.9}} {
		const states = 400
		offered := float64(c.servers) * c.load
		arrivals := make([]float64, states)
		for n, p := 0, math.Exp(-offered); n < states; n++ {
			arrivals[n] = p
			p *= offered / float64(n+1)
		}
		p := make([]float64, states)
		p[0] = 1
		for range 3000 {
			next := make([]float64, states)
			for from, share := range p {
				rest := max(from-c.servers, 0)
				for n := 0; rest+n < states && share > 1e-300; n++ {
					next[rest+n] += share * arrivals[n]
					if n > 60 {
						break
					}
				}
			}
			p = next
		}
		waiting := 0.0
		for n, share := range p {
			waiting += share * max(float64(n-c.servers), 0)
		}
		want := waiting / offered // Little's law, service time 1
		if got := MDcWait(offered, 1, c.servers); math.Abs(got/want-1) > 1e-6 {
			t.Errorf("M/D/%d at load %v: wait %v, want %v", c.servers, c.load, got, want)
		}
	}
}
