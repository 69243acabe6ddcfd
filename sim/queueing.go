package sim

import "math"

// Exact formulas of queues in the steady state, for tests and cross-checks. Rates
// are per any unit of time, times in the same unit; load is offered work in servers
// (arrival rate times mean service time). A queue that never settles has an infinite
// mean wait.

// ErlangB returns the share of arrivals lost in M/G/c/c, c servers and no waiting
// places (Erlang 1917; by the recursion in the number of servers).
func ErlangB(servers int, load float64) float64 {
	b := 1.0
	for k := 1; k <= servers; k++ {
		lb := float64(load * b)
		b = lb / (float64(k) + lb)
	}
	return b
}

// ErlangC returns the share of arrivals that must wait in M/M/c (Erlang 1917); 1 when
// the load is not below the number of servers.
func ErlangC(servers int, load float64) float64 {
	c := float64(servers)
	if load >= c {
		return 1
	}
	b := ErlangB(servers, load)
	return b / (1 - float64(load/c*(1-b)))
}

// MMcWait returns the mean wait before service in M/M/c.
func MMcWait(arrivalRate, serviceRate float64, servers int) float64 {
	spare := float64(float64(servers)*serviceRate) - arrivalRate
	if spare <= 0 {
		return math.Inf(1)
	}
	return ErlangC(servers, arrivalRate/serviceRate) / spare
}

// MG1Wait returns the mean wait before service in M/G/1 with the given mean and
// coefficient of variation of the service time (Pollaczek 1930, Khinchine 1932).
func MG1Wait(arrivalRate, meanService, cv float64) float64 {
	load := float64(arrivalRate * meanService)
	if load >= 1 {
		return math.Inf(1)
	}
	spread := (1 + float64(cv*cv)) / 2
	return float64(float64(load*meanService)*spread) / (1 - load)
}

// MDcWait returns the mean wait before service in M/D/c.
//
// Every c-th arrival meets the same server, so its wait is that of a single server
// with steps service - Erlang(c). Spitzer's identity (1956) then gives the mean as the
// sum over m of E[(N(m) - mc)⁺]/(m·rate), N(m) being the Poisson number of arrivals
// in m services: Pollaczek's and Crommelin's (1932) series with all terms positive.
// The number of terms grows as the inverse square of the spare capacity: loads up to
// 0.999 per server are practical.
func MDcWait(arrivalRate, service float64, servers int) float64 {
	load := float64(arrivalRate * service)
	if load >= float64(servers) {
		return math.Inf(1)
	}
	if load == 0 {
		return 0
	}
	sum := 0.0
	for m := 1.0; ; m++ {
		term := poissonExcess(float64(m*load), float64(m*float64(servers))) / m
		sum += term
		if term <= float64(sum*1e-17) {
			return sum / arrivalRate
		}
	}
}

// poissonExcess returns E[(N-k)⁺] for a Poisson N of mean a < k.
func poissonExcess(a, k float64) float64 {
	p := Exp(-a) // probability of k
	if k < 30 {
		for i := 1.0; i <= k; i++ {
			p = float64(p*a) / i
		}
	} else { // with Stirling's series for k! (Abramowitz and Stegun 6.1.41)
		z := 1 / k
		z2 := float64(z * z)
		series := float64(z * (1.0/12 - float64(z2*(1.0/360-float64(z2*(1.0/1260))))))
		p = Exp(k-a-float64(k*Log(k/a))-series) / math.Sqrt(float64(2*math.Pi*k))
	}
	sum := 0.0
	for n := 1.0; ; n++ {
		p = float64(p*a) / (k + n)
		term := float64(n * p)
		sum += term
		if term <= float64(sum*0x1p-56) {
			return sum
		}
	}
}
