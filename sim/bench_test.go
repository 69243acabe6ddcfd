package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"
)

// The four models by which the speed of the engine is judged, as bare state machines:
// W1 is M/M/1 and W2 M/M/11, both at load 0.9; W3 is a tandem of eight stations of 7 to
// 11 servers with lognormal service; W4 is the hold model with 100,000 pending events.

// bareTandem is a Poisson source and stations in a row, each with its own lanes and
// one line, first come first served. Slot 0 is the source, the others are lanes.
type bareTandem struct {
	calendar *Calendar
	gap      Law
	arrivals Stream
	born     uint64
	stations []bareStation
	station  []int32  // by slot
	serving  []uint64 // by slot: who
	events   int
}

type bareStation struct {
	service Law
	base    Base
	idle    []int32  // free lanes, by slot
	line    []waiter // a ring, its length a power of two
	head    int
	n       int
	wait    Histogram
}

type waiter struct {
	who   uint64
	since Time
}

func newBareTandem(seed uint64, gap Law, lanes []int, service []Law) *bareTandem {
	w := &bareTandem{gap: gap, arrivals: NewBase(seed, 0, "source").Stream(0, 0), station: []int32{0}, serving: []uint64{0}}
	for i, n := range lanes {
		s := bareStation{service: service[i], base: NewBase(seed, 0, "station", fmt.Sprint(i)), line: make([]waiter, 1<<16)}
		for range n {
			s.idle = append(s.idle, int32(len(w.station)))
			w.station = append(w.station, int32(i))
			w.serving = append(w.serving, 0)
		}
		w.stations = append(w.stations, s)
	}
	w.calendar = NewCalendar(len(w.station))
	w.calendar.Set(0, gap.Time(&w.arrivals), RankArrive)
	return w
}

// run handles so many events.
func (w *bareTandem) run(events int) {
	for range events {
		slot, now, _ := w.calendar.Peek()
		if slot == 0 {
			w.calendar.Set(0, now+w.gap.Time(&w.arrivals), RankArrive)
			w.born++
			w.arrive(now, 0, w.born)
			continue
		}
		k, who := int(w.station[slot]), w.serving[slot]
		s := &w.stations[k]
		if s.n > 0 {
			next := s.line[s.head&(len(s.line)-1)]
			s.head++
			s.n--
			w.start(now, s, int32(slot), next)
		} else {
			w.calendar.Clear(slot)
			s.idle = append(s.idle, int32(slot))
		}
		if k+1 < len(w.stations) {
			w.arrive(now, k+1, who)
		}
	}
	w.events += events
}

func (w *bareTandem) arrive(now Time, k int, who uint64) {
	s := &w.stations[k]
	if free := len(s.idle) - 1; free >= 0 {
		slot := s.idle[free]
		s.idle = s.idle[:free]
		w.start(now, s, slot, waiter{who, now})
		return
	}
	s.line[(s.head+s.n)&(len(s.line)-1)] = waiter{who, now}
	s.n++
}

func (w *bareTandem) start(now Time, s *bareStation, slot int32, v waiter) {
	s.wait.Add(now - v.since)
	stream := s.base.Stream(v.who, 0)
	w.serving[slot] = v.who
	w.calendar.Set(int(slot), now+s.service.Time(&stream), RankRelease)
}

const minute = float64(Minute)

func w1(seed uint64) *bareTandem {
	return newBareTandem(seed, must(Exponential(minute)), []int{1}, []Law{must(Exponential(0.9 * minute))})
}

func w2(seed uint64) *bareTandem {
	return newBareTandem(seed, must(Exponential(minute)), []int{11}, []Law{must(Exponential(9.9 * minute))})
}

var w3Lanes = []int{7, 8, 9, 10, 11, 9, 8, 7}

// w3 has service of the given law at load 0.9 everywhere.
func w3(seed uint64, law func(mean float64) (Law, error)) *bareTandem {
	var service []Law
	for _, n := range w3Lanes {
		service = append(service, must(law(0.9*float64(n)*minute)))
	}
	return newBareTandem(seed, must(Exponential(minute)), w3Lanes, service)
}

func lognormalService(mean float64) (Law, error) { return Lognormal(mean, 0.5) }

// w4 is the hold model: take the earliest event, give its slot a later one.
type w4 struct {
	calendar *Calendar
	step     Law
	stream   Stream
	now      Time
}

const w4Pending = 100_000

func newW4(seed uint64) *w4 {
	w := &w4{calendar: NewCalendar(w4Pending), step: must(Exponential(minute)), stream: NewBase(seed, 0, "hold").Stream(0, 0)}
	for slot := range w4Pending {
		w.calendar.Set(slot, w.step.Time(&w.stream), RankRelease)
	}
	return w
}

func (w *w4) run(events int) {
	for range events {
		slot, at, _ := w.calendar.Peek()
		w.now = at
		w.calendar.Set(slot, at+w.step.Time(&w.stream), RankRelease)
	}
}

// TestBareModelsAgainstTheory compares mean waits with exact formulas; the tolerance
// is the half-width of the 99.9 % interval over replications.
func TestBareModelsAgainstTheory(t *testing.T) {
	const replications, events = 12, 100_000
	for _, c := range []struct {
		name  string
		model func(seed uint64) *bareTandem
		want  []float64 // minutes, by station
	}{
		{"W1", w1, []float64{MMcWait(1, 1/0.9, 1)}},
		{"W2", w2, []float64{MMcWait(1, 1/9.9, 11)}},
		// By Burke's theorem every station of a tandem of M/M/c is one by itself.
		{"W3 with exponential service", func(seed uint64) *bareTandem { return w3(seed, Exponential) }, w3Waits()},
	} {
		means := make([][]float64, len(c.want))
		for seed := range uint64(replications) {
			w := c.model(seed)
			w.run(events / 5)
			for i := range w.stations {
				w.stations[i].wait.Reset()
			}
			w.run(events)
			for i := range w.stations {
				means[i] = append(means[i], w.stations[i].wait.Mean()/60)
			}
		}
		for i, want := range c.want {
			mean, half := Interval(means[i], 0.999)
			if math.Abs(mean-want) > half || half > 0.5*want {
				t.Errorf("%s, station %d: mean wait %.3f ± %.3f minutes, want %.3f", c.name, i, mean, half, want)
			}
		}
	}
}

func w3Waits() (waits []float64) {
	for _, n := range w3Lanes {
		waits = append(waits, MMcWait(1, 1/(0.9*float64(n)), n))
	}
	return waits
}

// TestTandemAgainstRecursion computes W3 a second time without calendar, station by
// station, by the recursion of Kiefer and Wolfowitz: the waits are equal to the tick.
func TestTandemAgainstRecursion(t *testing.T) {
	const entities = 20_000
	w := w3(7, lognormalService)
	for w.born < entities {
		w.run(1)
	}
	w.calendar.Clear(0)
	for _, at, _ := w.calendar.Peek(); at != Never; _, at, _ = w.calendar.Peek() {
		w.run(1)
	}

	visits := make([]waiter, entities)
	arrivals, now := NewBase(7, 0, "source").Stream(0, 0), Time(0)
	for i := range visits {
		now += w.gap.Time(&arrivals)
		visits[i] = waiter{uint64(i + 1), now}
	}
	for k := range w.stations {
		s := &w.stations[k]
		slices.SortStableFunc(visits, func(a, b waiter) int { return cmp.Compare(a.since, b.since) })
		free := make([]Time, w3Lanes[k])
		var wait Histogram
		for i, v := range visits {
			lane := 0
			for j := range free {
				if free[j] < free[lane] {
					lane = j
				}
			}
			begin := max(v.since, free[lane])
			wait.Add(begin - v.since)
			stream := s.base.Stream(v.who, 0)
			free[lane] = begin + s.service.Time(&stream)
			visits[i].since = free[lane]
		}
		if wait.SumSeconds() != s.wait.SumSeconds() || wait.Max() != s.wait.Max() || s.wait.N() != entities {
			t.Errorf("station %d: %d waits of %v s, at most %v; the recursion has %v s, at most %v",
				k, s.wait.N(), s.wait.SumSeconds(), s.wait.Max(), wait.SumSeconds(), wait.Max())
		}
	}
}

// TestHoldModel compares the speed of the clock with theory: 100,000 slots that come
// back once a minute on average.
func TestHoldModel(t *testing.T) {
	w := newW4(1)
	w.run(w4Pending)
	begin := w.now
	const holds = 500_000
	w.run(holds)
	rate := holds / (w.now - begin).Seconds() * 60
	if z := (rate - w4Pending) / w4Pending * math.Sqrt(holds); math.Abs(z) > 4 {
		t.Errorf("%.0f holds a minute, want %d", rate, w4Pending)
	}
}

func TestSteadyStateDoesNotAllocate(t *testing.T) {
	tandems := map[string]*bareTandem{"W1": w1(3), "W2": w2(3), "W3": w3(3, lognormalService)}
	for name, w := range tandems {
		w.run(200_000)
		if n := testing.AllocsPerRun(50, func() { w.run(1000) }); n != 0 {
			t.Errorf("%s: %v allocations per 1000 events", name, n)
		}
	}
	w := newW4(3)
	if n := testing.AllocsPerRun(50, func() { w.run(1000) }); n != 0 {
		t.Errorf("W4: %v allocations per 1000 holds", n)
	}
}

func BenchmarkModels(b *testing.B) {
	const step = 1000
	hold := newW4(1)
	for _, c := range []struct {
		name string
		run  func(int)
	}{
		{"W1", w1(1).run}, {"W2", w2(1).run}, {"W3", w3(1, lognormalService).run}, {"W4", hold.run},
	} {
		b.Run(c.name, func(b *testing.B) {
			c.run(300_000)
			b.ReportAllocs()
			for b.Loop() {
				c.run(step)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/step, "ns/event")
		})
	}
}
