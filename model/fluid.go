package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// Fluid is the deterministic queue beside the simulated one: vehicles as a liquid
// that flows at the expected rates through lanes and roads of the planned capacity.
// It knows no chance, so that below capacity it is empty where the simulation
// queues; above capacity the two agree. It is the cheapest check of the engine and
// the warning for overload.
type Fluid struct {
	Elements []FluidElement // by ElementID
}

// FluidElement is one element, by day of Plan.Bins.
type FluidElement struct {
	Queue    []float64 // vehicles waiting, mean over the day
	QueueMax []float64 // most vehicles waiting at the end of a step of the day
}

// FluidQueue computes the fluid from tick 0 on. Rates and capacities are held over
// one step (an hour in dated runs); what has left an element arrives at the next one
// after its driving time, rounded to steps. Elements mix what waits in them, and
// there is no blocking: waiting rooms are taken as unlimited. A flow whose expected
// wait on its way is beyond the longest one it accepts pauses, as in the simulation.
func FluidQueue(net *network.Network, plan *network.Plan) *Fluid {
	f := newFluid(net, plan)
	for from := sim.Time(0); from < plan.Until; from += f.step {
		f.advance(from, min(from+f.step, plan.Until))
	}
	return f.out
}

// stream is the liquid of one hop of one route.
type stream struct {
	element network.ElementID
	class   network.ClassID
	trip    int            // a ride: steps that its carrier is under way
	takes   network.Amount // a ride: what one takes of its carrier, with the mean load
	units   float64        // that are expected here for one that sets out
	queue   float64        // vehicles waiting
	held    float64        // of a road: waiting until it opens
	delay   []float64      // ring by step: vehicles that arrive at the next hop then
}

type fluid struct {
	net  *network.Network
	plan *network.Plan
	prep *prepared
	step sim.Time
	out  *Fluid

	routes [][]stream
	turns  []int // by route: entry of Turns in force
	flows  []fluidFlow
	lanes  []int // by element: entry of Lanes in force
	duty   []int // by pool: entry of Steps in force
	params []int // by element: entry of Serving or Driving in force
	closed []int // by element: next entry of Traffic.Closed, the present one included; nil: there are none
	tick   int
	day    int
	limits []fluidLanes
	work   []float64 // by element: ticks of lane (or headway) time waiting to be worked off
	queued []float64 // by element: vehicles that wait for it
	share  []float64 // by element: share of the queue worked off in the step
	before []float64 // by element: vehicles waiting at the start of the step
	now    []float64 // by element: vehicles waiting at its end
	given  []float64 // by element: work that may be done in the step
}

// fluidFlow walks along the days of a flow.
type fluidFlow struct {
	day, shares, listed int
	chooser             chooser
}

func newFluid(net *network.Network, plan *network.Plan) *fluid {
	p, err := prepare(net, plan)
	if err != nil {
		panic(err)
	}
	n := len(net.Elements)
	f := &fluid{net: net, plan: plan, prep: p, step: fluidStep(net, plan), out: &Fluid{Elements: make([]FluidElement, n)},
		turns: make([]int, len(net.Routes)), flows: make([]fluidFlow, len(net.Flows)), lanes: make([]int, n), params: make([]int, n),
		work: make([]float64, n), share: make([]float64, n), before: make([]float64, n), now: make([]float64, n), given: make([]float64, n)}
	f.limits, f.queued, f.duty = newFluidLanes(net, plan), make([]float64, n), make([]int, len(net.Pools))
	if slices.ContainsFunc(net.Elements, func(e network.Element) bool { return e.Traffic != nil && len(e.Traffic.Closed) > 0 }) {
		f.closed = make([]int, n)
	}
	days := len(plan.Bins.Days) - 1
	for i := range f.out.Elements {
		f.out.Elements[i] = FluidElement{make([]float64, days), make([]float64, days)}
	}
	for _, r := range net.Routes {
		class := net.Flows[r.Flow].Class
		var row []stream
		for i, h := range r.Hops {
			s := stream{element: h.Element, class: class, units: r.UnitsAt(i), trip: f.trip(h.Element)}
			if f.limits[h.Element].ride != nil {
				s.takes = net.ExpectedUnit(&r, i)
			}
			longest := max(1, s.trip)
			for _, p := range net.Elements[h.Element].Driving {
				longest = max(longest, f.steps(p.Time[class]))
			}
			s.delay = make([]float64, longest+1)
			row = append(row, s)
			class = net.ClassAt(&r, i)
		}
		f.routes = append(f.routes, row)
	}
	for i := range net.Flows {
		f.flows[i].chooser = newChooser(p, &net.Flows[i])
		for _, in := range net.Flows[i].Initial {
			f.routes[in.Route][in.Hop].queue += float64(in.Count)
			f.now[net.Routes[in.Route].Hops[in.Hop].Element] += float64(in.Count)
		}
	}
	return f
}

// steps is a driving time in steps, at least one.
func (f *fluid) steps(t sim.Time) int {
	if t == sim.Never {
		return 1
	}
	return max(1, int((t+f.step/2)/f.step))
}

// fluidStep is an hour in dated runs and for long steady-state ones, less for short
// ones.
func fluidStep(net *network.Network, plan *network.Plan) sim.Time {
	if net.Clock.Dated {
		return sim.Hour
	}
	return max(sim.Second, min(sim.Hour, plan.Until/2000))
}

// advance moves the liquid from one step to the next.
func (f *fluid) advance(from, to sim.Time) {
	f.gather(from, to)
	f.enter(from, to)
	copy(f.before, f.now)
	f.sumUp()
	for e := range f.share {
		f.share[e] = 1
		if ride := f.limits[e].ride; ride != nil {
			f.share[e] = ride.share(to)
			continue
		}
		if f.work[e] > f.given[e] {
			f.share[e] = f.given[e] / f.work[e]
		}
		if l := &f.limits[e]; l.groups != nil {
			f.share[e] = l.divide(from, to, f.given[e])
		}
		rationed := f.limits[e].ration(f.queued[e], f.share[e])
		for c := range f.limits[e].share {
			f.limits[e].share[c] *= rationed / max(f.share[e], 1e-12)
		}
		f.share[e] = rationed
	}
	f.flowOut()
	f.record(from, to)
	f.tick++
}

// sumUp adds up what waits at each element.
func (f *fluid) sumUp() {
	clear(f.work)
	clear(f.queued)
	clear(f.now)
	for e := range f.limits {
		clear(f.limits[e].work)
		if ride := f.limits[e].ride; ride != nil {
			clear(ride.queued[:])
		}
	}
	for _, row := range f.routes {
		for i := range row {
			s := &row[i]
			work := float64(s.queue * f.cost(s.element, s.class))
			f.work[s.element] += work
			f.queued[s.element] += s.queue
			if l := &f.limits[s.element]; l.groups != nil {
				l.work[s.class] += work
			} else if l.ride != nil {
				for m, x := range s.takes {
					l.ride.queued[m] += float64(s.queue * float64(x))
				}
			}
		}
	}
}

// gather reads the capacities of the step and lets arrive what was under way.
func (f *fluid) gather(from, to sim.Time) {
	for p := range f.duty {
		for steps := f.net.Pools[p].Steps; f.duty[p]+1 < len(steps) && steps[f.duty[p]+1].At <= from; {
			f.duty[p]++
		}
	}
	for i := range f.net.Elements {
		e := &f.net.Elements[i]
		f.given[i] = 0
		if e.Station == network.Road {
			f.gatherRoad(i, from, to)
			continue
		}
		for f.params[i]+1 < len(e.Serving) && e.Serving[f.params[i]+1].At <= from {
			f.params[i]++
		}
		f.given[i] = f.limits[i].laneTime(from, to)
		f.limits[i].reset(from)
		for f.lanes[i]+1 < len(e.Lanes) && e.Lanes[f.lanes[i]+1].At <= to {
			f.lanes[i]++
		}
	}
	f.openRoads(from)
	for r, row := range f.routes {
		turns := f.turn(r, from)
		for h := range row {
			s := &row[h]
			slot := f.tick % len(s.delay)
			amount := s.delay[slot]
			s.delay[slot] = 0
			switch {
			case amount == 0:
			case turns != nil:
				f.pour(row, turns.Next[h], amount/s.units)
			case h+1 < len(row):
				f.come(&row[h+1], float64(float64(amount/s.units)*row[h+1].units))
			}
		}
	}
}

// turn moves on to what is expected on a route at a time, nil where everybody passes
// every hop once.
func (f *fluid) turn(r int, now sim.Time) *network.Turns {
	list := f.net.Routes[r].Turns
	for f.turns[r]+1 < len(list) && list[f.turns[r]+1].At <= now {
		f.turns[r]++
	}
	if list == nil {
		return nil
	}
	return &list[f.turns[r]]
}

// pour spreads liquid, counted as it set out, over the hops it goes to; the end of the
// route keeps none.
func (f *fluid) pour(row []stream, steps []network.Step, amount float64) {
	for _, s := range steps {
		if int(s.Hop) < len(row) {
			f.come(&row[s.Hop], float64(float64(amount*s.Share)*row[s.Hop].units))
		}
	}
}

// cost is the lane or headway time, in ticks, that one vehicle needs.
func (f *fluid) cost(e network.ElementID, class network.ClassID) float64 {
	if el := &f.net.Elements[e]; el.Station == network.Road {
		return float64(el.Driving[f.params[e]].Headway[class])
	}
	return float64(f.prep.means[e][f.params[e]][class])
}

// enter lets the demand of the step come to the first hop of its routes.
func (f *fluid) enter(from, to sim.Time) {
	for i := range f.net.Flows {
		flow := &f.net.Flows[i]
		amount := f.expected(i, from, to)
		if amount == 0 {
			continue
		}
		weights := f.weights(i, from)
		for k, r := range flow.Routes {
			share := 1.0
			if len(flow.Routes) > 1 {
				share = weights[k]
			}
			row, turns := f.routes[r], f.turn(int(r), from)
			if share == 0 || len(row) == 0 || flow.MaxWait != sim.Never && f.wait(row, turns, from) > flow.MaxWait {
				continue
			}
			if turns != nil {
				f.pour(row, turns.Begin, float64(share*amount))
			} else {
				f.come(&row[0], float64(share*amount))
			}
		}
	}
}

// expected is the number of vehicles of a flow expected in [from, to). A saturated
// flow has no rate and takes no part.
func (f *fluid) expected(i int, from, to sim.Time) float64 {
	flow := &f.net.Flows[i]
	w := &f.flows[i]
	sum := 0.0
	for ; w.listed < len(flow.Times) && flow.Times[w.listed] < to; w.listed++ {
		sum++
	}
	for d := w.day; d < len(flow.Days) && flow.Days[d].At < to; d++ {
		v := &flow.Days[d]
		for _, p := range flow.Patterns[v.Pattern] {
			a, b := max(from, v.At+p.From), min(to, v.At+p.To)
			if b > a {
				sum += float64(float64(v.Volume*p.Share) * (float64(b-a) / float64(p.To-p.From)))
			}
		}
		if d+1 < len(flow.Days) && flow.Days[d+1].At <= to {
			w.day = d + 1
		}
	}
	if !flow.Batch.IsZero() {
		sum = float64(sum * flow.Batch.Mean())
	}
	return sum
}

// wait is the wait of one who would set out at a time, from the work in line; a line
// counts as often as it is expected to be joined.
func (f *fluid) wait(row []stream, turns *network.Turns, now sim.Time) sim.Time {
	var sum sim.Time
	for h, s := range row {
		if turns != nil && turns.Visits[h] == 0 {
			continue
		}
		left := f.work[s.element] * (1 - f.share[s.element])
		switch f.net.Elements[s.element].Station {
		case network.Road:
			w := f.onRoad(s.element, now, left)
			if w == sim.Never {
				return w
			}
			sum += w
			continue
		case network.Rides:
			if ride := f.limits[s.element].ride; ride != nil {
				sum += ride.awaits(1-f.share[s.element], now)
			}
			continue
		}
		w := f.clearing(s.element, s.class, now, left)
		if w == sim.Never {
			return w
		}
		if turns != nil {
			w = sim.Time(float64(w) * turns.Visits[h])
		}
		sum += w
	}
	return sum
}
