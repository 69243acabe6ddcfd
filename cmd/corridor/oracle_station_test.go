package main

import "testing"

// Stations whose answers come from their chain of states. Lines without end are cut where
// what lies beyond has a probability below 1e-9.

// scan calls found for every number of vehicles of the other kind that stand before the
// first one of a kind whose share is given, among so many whose kind nobody has looked
// at yet; found gets that number, those left behind, and the probability. With none of
// the kind, left is -1.
func scan(unknown int, share float64, found func(others, left int, p float64)) {
	p := 1.0
	for j := range unknown {
		found(j, unknown-j-1, p*share)
		p *= 1 - share
	}
	found(unknown, -1, p)
}

// sharedLanes: one lane for buses, one lane for all, one line, first come first served
// among those a lane can take, service exponential by class; a bus prefers its own lane.
// Those of the line who were passed over are trucks; nobody has looked at the others yet,
// who are buses or trucks as they come (Visschers, Adan and Weiss 2012).
type sharedLanes struct {
	all            int // in the lane for all: 0 nobody, 1 a bus, 2 a truck
	own            bool
	trucks, others int // in line: passed over, and behind them
}

func sharedLanesWaits(bus, truck, busTime, truckTime float64) (busWait, truckWait float64) {
	const most = 70
	share := bus / (bus + truck)
	c := explore(sharedLanes{}, func(s sharedLanes) (out []move[sharedLanes]) {
		add := func(rate float64, all int, own bool, trucks, others int) {
			if trucks+others <= most {
				out = append(out, move[sharedLanes]{sharedLanes{all, own, trucks, others}, rate})
			}
		}
		switch { // a bus comes
		case !s.own:
			add(bus, s.all, true, s.trucks, 0)
		case s.all == 0:
			add(bus, 1, true, 0, 0)
		default:
			add(bus, s.all, true, s.trucks, s.others+1)
		}
		switch { // a truck comes
		case s.all == 0:
			add(truck, 2, s.own, 0, 0)
		case s.own:
			add(truck, s.all, true, s.trucks, s.others+1)
		default:
			add(truck, s.all, false, s.trucks+1, 0)
		}
		if s.all != 0 { // the lane for all is done
			done := 1 / busTime
			if s.all == 2 {
				done = 1 / truckTime
			}
			switch {
			case s.trucks > 0:
				add(done, 2, s.own, s.trucks-1, s.others)
			case s.others > 0:
				add(done*share, 1, s.own, 0, s.others-1)
				add(done*(1-share), 2, s.own, 0, s.others-1)
			default:
				add(done, 0, s.own, 0, 0)
			}
		}
		if s.own { // the lane for buses is done
			scan(s.others, share, func(passed, left int, p float64) {
				add(p/busTime, s.all, left >= 0, s.trucks+passed, max(0, left))
			})
		}
		return out
	})
	p := c.stationary()
	busWait = c.mean(p, func(s sharedLanes) float64 { return share * float64(s.others) }) / bus
	truckWait = c.mean(p, func(s sharedLanes) float64 { return float64(s.trucks) + (1-share)*float64(s.others) }) / truck
	return busWait, truckWait
}

// shortestLine is the mean wait of two exponential lanes with a line each; who comes joins
// the shorter one and stays (Kingman 1961, by the chain).
func shortestLine(rate, mean float64) float64 {
	type lanes struct{ long, short int }
	sorted := func(a, b int) lanes { return lanes{max(a, b), min(a, b)} }
	const most = 90
	c := explore(lanes{}, func(s lanes) (out []move[lanes]) {
		if s.long < most {
			out = append(out, move[lanes]{sorted(s.long, s.short+1), rate})
		}
		if s.long > 0 {
			out = append(out, move[lanes]{sorted(s.long-1, s.short), 1 / mean})
		}
		if s.short > 0 {
			out = append(out, move[lanes]{sorted(s.long, s.short-1), 1 / mean})
		}
		return out
	})
	return c.mean(c.stationary(), func(s lanes) float64 { return line(1)(s.long) + line(1)(s.short) }) / rate
}

// sharedStaff: two stations of two lanes each with the same three officers, exponential
// service, the longest waiting first among those that have a lane. Whoever was passed
// over is of the station whose lanes are full.
type sharedStaff struct {
	a, b           int // in service
	passed, others int
}

func sharedStaffWaits(rateA, rateB, mean float64) (waitA, waitB float64) {
	const most = 70
	share := rateA / (rateA + rateB)
	c := explore(sharedStaff{}, func(s sharedStaff) (out []move[sharedStaff]) {
		add := func(rate float64, a, b, passed, others int) {
			if passed+others <= most {
				out = append(out, move[sharedStaff]{sharedStaff{a, b, passed, others}, rate})
			}
		}
		if s.a+s.b == 3 {
			add(rateA+rateB, s.a, s.b, s.passed, s.others+1)
			// The station with one lane at work is done: only its own kind can follow.
			full, one := share, 1-share
			if s.b == 2 {
				full, one = one, full
			}
			scan(s.others, one, func(passed, left int, p float64) {
				if left >= 0 {
					add(p/mean, s.a, s.b, s.passed+passed, left)
				} else if s.a == 2 {
					add(p/mean, 2, 0, s.passed+passed, 0)
				} else {
					add(p/mean, 0, 2, s.passed+passed, 0)
				}
			})
			switch { // the station with two lanes at work is done
			case s.passed > 0:
				add(2/mean, s.a, s.b, s.passed-1, s.others)
			case s.others > 0:
				add(2/mean*full, s.a, s.b, 0, s.others-1)
				add(2/mean*one, s.b, s.a, 0, s.others-1)
			default:
				add(2/mean, 1, 1, 0, 0)
			}
			return out
		}
		if s.a == 2 { // and no other at work
			add(rateA, 2, 0, s.passed+1, 0)
		} else {
			add(rateA, s.a+1, s.b, s.passed, 0)
		}
		if s.b == 2 {
			add(rateB, 0, 2, s.passed+1, 0)
		} else {
			add(rateB, s.a, s.b+1, s.passed, 0)
		}
		for _, of := range []struct{ n, a, b int }{{s.a, s.a - 1, s.b}, {s.b, s.a, s.b - 1}} {
			if of.n == 2 && s.passed > 0 {
				add(2/mean, s.a, s.b, s.passed-1, 0)
			} else if of.n > 0 {
				add(float64(of.n)/mean, of.a, of.b, 0, 0)
			}
		}
		return out
	})
	p := c.stationary()
	waiting := func(full int, share float64, at func(s sharedStaff) int) float64 {
		return c.mean(p, func(s sharedStaff) float64 {
			n := share * float64(s.others)
			if at(s) == full {
				n += float64(s.passed)
			}
			return n
		})
	}
	waitA = waiting(2, share, func(s sharedStaff) int { return s.a }) / rateA
	waitB = waiting(2, 1-share, func(s sharedStaff) int { return s.b }) / rateB
	return waitA, waitB
}

// failing: alike exponential lanes, each of which fails by itself, at work or not, keeps
// the vehicle in it and goes on when it is repaired.
type failing struct{ works, idle, held, down, line int }

// failingLanes returns the mean time that a vehicle is not served, and the mean number at
// work.
func failingLanes(rate, mean float64, lanes int, up, repair float64) (wait, works float64) {
	const most = 260
	c := explore(failing{idle: lanes}, func(s failing) (out []move[failing]) {
		add := func(rate float64, works, idle, held, down, line int) {
			if rate > 0 && s.line+line <= most {
				to := failing{s.works + works, s.idle + idle, s.held + held, s.down + down, s.line + line}
				out = append(out, move[failing]{to, rate})
			}
		}
		if s.idle > 0 {
			add(rate, 1, -1, 0, 0, 0)
		} else {
			add(rate, 0, 0, 0, 0, 1)
		}
		if s.line > 0 {
			add(float64(s.works)/mean, 0, 0, 0, 0, -1)
			add(float64(s.down)/repair, 1, 0, 0, -1, -1)
		} else {
			add(float64(s.works)/mean, -1, 1, 0, 0, 0)
			add(float64(s.down)/repair, 0, 1, 0, -1, 0)
		}
		add(float64(s.works)/up, -1, 0, 1, 0, 0)
		add(float64(s.idle)/up, 0, -1, 0, 1, 0)
		add(float64(s.held)/repair, 1, 0, -1, 0, 0)
		return out
	})
	p := c.stationary()
	works = c.mean(p, func(s failing) float64 { return float64(s.works) })
	wait = c.mean(p, func(s failing) float64 { return float64(s.held + s.line) }) / rate
	return wait, works
}

// slowed is M/M/c in a random environment: all lanes work at a pace now and then (Yechiali
// and Naor 1971). It returns the mean wait in line and the mean number served.
func slowed(rate, mean float64, lanes int, usual, slow, pace float64) (wait, served float64) {
	type state struct {
		n    int
		slow bool
	}
	const most = 500
	c := explore(state{}, func(s state) (out []move[state]) {
		speed, lasts := 1/mean, usual
		if s.slow {
			speed, lasts = pace/mean, slow
		}
		if s.n < most {
			out = append(out, move[state]{state{s.n + 1, s.slow}, rate})
		}
		if s.n > 0 {
			out = append(out, move[state]{state{s.n - 1, s.slow}, busy(lanes)(s.n) * speed})
		}
		return append(out, move[state]{state{s.n, !s.slow}, 1 / lasts})
	})
	p := c.stationary()
	wait = c.mean(p, func(s state) float64 { return line(lanes)(s.n) }) / rate
	served = c.mean(p, func(s state) float64 { return busy(lanes)(s.n) })
	return wait, served
}

// roomInMetres is one exponential lane before which so many metres of line have room for
// trucks and cars of given lengths with gaps; it returns the shares turned away and the
// mean line.
func roomInMetres(truck, car, mean, room, truckLength, carLength float64) (lostTruck, lostCar, queue float64) {
	type state struct {
		busy bool
		line string
	}
	left := func(s state) float64 {
		free := room
		for _, v := range s.line {
			if v == 't' {
				free -= truckLength
			} else {
				free -= carLength
			}
		}
		return free
	}
	c := explore(state{}, func(s state) (out []move[state]) {
		switch {
		case !s.busy:
			return append(out, move[state]{state{true, ""}, truck + car})
		case s.line == "":
			out = append(out, move[state]{state{}, 1 / mean})
		default:
			out = append(out, move[state]{state{true, s.line[1:]}, 1 / mean})
		}
		if left(s) >= truckLength {
			out = append(out, move[state]{state{true, s.line + "t"}, truck})
		}
		if left(s) >= carLength {
			out = append(out, move[state]{state{true, s.line + "c"}, car})
		}
		return out
	})
	p := c.stationary()
	full := func(length float64) float64 {
		return c.mean(p, func(s state) float64 {
			if s.busy && left(s) < length {
				return 1
			}
			return 0
		})
	}
	return full(truckLength), full(carLength), c.mean(p, func(s state) float64 { return float64(len(s.line)) })
}

func TestStationsAgainstFormulas(t *testing.T) {
	// Lanes that hardly ever fail, or fail so briefly that nobody notices, are M/M/c.
	wait, works := failingLanes(0.7, 2, 2, 1e12, 1)
	near(t, "wait before lanes that never fail", wait, mmcWait(0.7, 2, 2), 1e-9)
	near(t, "lanes at work", works, 1.4, 1e-9)
	// One lane that fails is Avi-Itzhak and Naor's.
	wait, _ = failingLanes(0.6, 1, 1, 30, 5)
	near(t, "time not served with one failing lane", wait, outage(exponential(0.6, 1), 1.0/30, 5, 50), 1e-7)
	wait, _ = slowed(0.7, 2, 2, 60, 20, 1)
	near(t, "wait at full pace", wait, mmcWait(0.7, 2, 2), 1e-9)
	// A pace that changes all the time is its mean.
	wait, _ = slowed(0.6, 2, 2, 3e-7, 1e-7, 0.5)
	near(t, "wait at a mean pace", wait, mmcWait(0.6, 2/0.875, 2), 1e-5)
	// Metres that hold exactly n cars are n places.
	_, lost, queue := roomInMetres(0, 0.9, 1, 40, 20, 10)
	p := birthDeath(5, func(int) float64 { return 0.9 }, busy(1))
	near(t, "share lost of four places", lost, p[5], 1e-12)
	near(t, "line of four places", queue, over(p, line(1)), 1e-12)
	// The shorter of two lines is worse than one line and better than the toss of a coin.
	one, shorter, coin := mmcWait(0.75, 2, 2), shortestLine(0.75, 2), pollaczek(exponential(0.375, 2))
	if !(one < shorter && shorter < coin) {
		t.Errorf("waits %g in one line, %g in the shorter, %g at random", one, shorter, coin)
	}
	// Hardly any truck: the buses have two lanes. Hardly any bus: the trucks have one.
	bus, _ := sharedLanesWaits(0.7, 1e-12, 2, 2)
	near(t, "wait of buses alone", bus, mmcWait(0.7, 2, 2), 1e-7)
	_, truck := sharedLanesWaits(1e-12, 0.35, 2, 2)
	near(t, "wait of trucks alone", truck, pollaczek(exponential(0.35, 2)), 1e-7)
	// Alone, a station has its two lanes; three officers are then enough.
	a, _ := sharedStaffWaits(0.7, 1e-12, 2)
	near(t, "wait of one station alone", a, mmcWait(0.7, 2, 2), 1e-7)
	a, b := sharedStaffWaits(0.3, 0.3, 4)
	near(t, "waits of two equal stations", a, b, 1e-7)
	if one := mmcWait(0.6, 4, 3); !(a > one) {
		t.Errorf("wait %g with three officers and two lanes each, %g in one hall", a, one)
	}
}
