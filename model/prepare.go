package model

import (
	"slices"
	"strconv"

	"corridor/model/network"
	"corridor/sim"
)

// prepared is what all replications of a run share: the network and tables derived
// from it once. Nothing in it changes afterwards.
type prepared struct {
	net  *network.Network
	plan *network.Plan

	hops      []hop
	begin     []int32              // by route: first entry of hops
	ways      []int32              // of all forks: entries of hops
	names     []uint64             // by element: hash of its name
	manner    []manner             // by element
	turning   bool                 // routes have forks or channels
	wide      bool                 // vehicles need a record more
	freighted bool                 // vehicles of one flow carry different freight, or become others
	means     [][][]sim.Time       // by element, entry of Serving, class: mean service time
	lanes     []forecast           // by element
	duty      []forecast           // by pool
	mostLanes [][]int32            // by element, entry of Lanes: most lanes ever manned from there on
	visits    [][]bool             // by element, class: some route brings the class there
	crossed   [][]bool             // by segment, class
	saturated bool                 // some flow is always ready
	dayLaws   []sim.Law            // by flow: factor of a day
	charging  bool                 // something costs
	classed   bool                 // and some units change their class
	charges   []charges            // by hop; nil unless charging
	held      []holding            // by class; nil unless charging
	free      [][]network.FreeTime // by route; nil where nobody chooses
	needed    [][]int32            // by route: permits
	resting   bool                 // some drivers rest on roads
	pcu       []float64            // by class

	hourly     []sim.Time // when lines are looked at
	hourOfWeek [][]uint8  // by element, entry of hourly

	yearOfDay []int32    // by day record: its year record
	dayFrom   []sim.Time // by day record: its start
	yearFrom  []sim.Time // by year record
}

// manner is which station an element becomes.
type manner uint8

const (
	asService manner = iota // alike lanes before one line
	asHall
	asRoad
	asVirtual
	asGate
	asRide
)

// mannerOf is the one place that decides it.
func mannerOf(e *network.Element) manner {
	switch e.Station {
	case network.Road:
		return asRoad
	case network.Virtual:
		return asVirtual
	case network.Gate:
		return asGate
	case network.Rides:
		return asRide
	}
	if e.Hall != nil {
		return asHall
	}
	return asService
}

func prepare(net *network.Network, plan *network.Plan) (*prepared, error) {
	p := &prepared{net: net, plan: plan}
	p.hops, p.begin, p.ways = flatten(net)
	for i := range p.hops {
		p.turning = p.turning || p.hops[i].fork != none || p.hops[i].channels != 0
	}
	for i := range net.Segments {
		p.turning = p.turning || len(net.Segments[i].Shares) > 0
	}
	p.freighted = slices.ContainsFunc(net.Flows, func(f network.Flow) bool { return f.Drawn() })
	p.freighted = p.freighted || slices.ContainsFunc(net.Elements, func(e network.Element) bool { return e.Station == network.Rides })
	p.wide = p.turning || p.freighted
	for i := range net.Elements {
		e := &net.Elements[i]
		p.names = append(p.names, sim.HashName(e.Name))
		m := mannerOf(e)
		p.manner = append(p.manner, m)
		p.wide = p.wide || m != asService && m != asRoad
		p.means = append(p.means, meanTimes(e))
		p.lanes = append(p.lanes, newForecast(e.Lanes, plan.Until))
		p.mostLanes = append(p.mostLanes, mostManned(e.Lanes))
	}
	for i := range net.Classes {
		p.pcu = append(p.pcu, net.Classes[i].PCU)
	}
	for i := range net.Pools {
		p.duty = append(p.duty, newForecast(net.Pools[i].Steps, plan.Until))
	}
	p.markVisits()
	p.prepareCharges()
	p.classed = p.charging && slices.ContainsFunc(net.Routes, func(r network.Route) bool { return r.Classes != nil })
	p.markPartings()
	p.free, p.needed = freeTimes(net), needed(net)
	p.resting = p.rests()
	p.wide = p.wide || p.resting
	for i := range net.Flows {
		law, err := sim.Gamma(1, net.Flows[i].Variation)
		if err != nil {
			return nil, err
		}
		p.dayLaws = append(p.dayLaws, law)
		p.saturated = p.saturated || net.Flows[i].Arrivals == network.Saturated
	}
	p.yearOfDay, p.dayFrom = []int32{0}, []sim.Time{0}
	for d, y := range plan.Bins.Year {
		p.yearOfDay = append(p.yearOfDay, y+1)
		p.dayFrom = append(p.dayFrom, plan.Bins.Days[d])
	}
	p.hourly = hourlyLooks(plan)
	p.hourOfWeek = weekHours(net, p.hourly)
	p.yearFrom = []sim.Time{0}
	for _, y := range plan.Bins.Years {
		p.yearFrom = append(p.yearFrom, y.From)
	}
	return p, nil
}

// markVisits notes which classes come to which elements and segments.
func (p *prepared) markVisits() {
	table := func(n int) [][]bool {
		t := make([][]bool, n)
		for i := range t {
			t[i] = make([]bool, len(p.net.Classes))
		}
		return t
	}
	p.visits, p.crossed = table(len(p.net.Elements)), table(len(p.net.Segments))
	for _, r := range p.net.Routes {
		class := p.net.Flows[r.Flow].Class
		for i, h := range r.Hops {
			p.visits[h.Element][class] = true
			class = p.net.ClassAt(&r, i)
			p.visits[h.Element][class] = true // what units become there, they are there too
			if h.Segment != network.None {
				p.crossed[h.Segment][class] = true
			}
		}
	}
}

// rests tells whether some class rests on a road that it passes.
func (p *prepared) rests() bool {
	for i := range p.net.Elements {
		t := p.net.Elements[i].Traffic
		for c, comes := range p.visits[i] {
			if comes && t != nil && t.RestsOn(network.ClassID(c)) {
				return true
			}
		}
	}
	return false
}

func meanTimes(e *network.Element) [][]sim.Time {
	var out [][]sim.Time
	for i := range e.Serving {
		row := make([]sim.Time, len(e.Serving[i].Time))
		for c := range row {
			row[c] = sim.Time(e.Serving[i].LaneTicks(network.ClassID(c)))
		}
		out = append(out, row)
	}
	return out
}

// mostManned is, for every step and beyond the last, the most lanes manned from the
// one before it on.
func mostManned(steps []network.LaneStep) []int32 {
	out := make([]int32, len(steps)+1)
	for i := len(steps); i > 0; i-- {
		s := steps[i-1]
		n := s.Manned
		if !s.Open {
			n = 0
		}
		if i < len(steps) {
			n = max(n, out[i+1])
		}
		out[i] = n
	}
	return out
}

// bases names the streams of the stages of an element.
func (w *World) bases(id network.ElementID, stages int) []sim.Base {
	out := make([]sim.Base, stages)
	for i := range out {
		stage := strconv.Itoa(i)
		if names := w.net.Elements[id].Stages; i < len(names) {
			stage = names[i]
		}
		out[i] = sim.NewBase(w.seed, w.replication, w.net.Elements[id].Name, "service", stage)
	}
	return out
}

// newOutcome lays out all records. The first day and the first year of each take
// what is not counted and are cut off in the end.
func newOutcome(p *prepared, replication int) (*Outcome, []ClassRecord) {
	o := &Outcome{Replication: replication,
		Elements:    make([]ElementRecord, len(p.net.Elements)),
		Segments:    make([]PassageRecord, len(p.net.Segments)),
		Flows:       make([]FlowRecord, len(p.net.Flows)),
		Disruptions: make([]DisruptionRecord, len(p.net.Disruptions)),
	}
	days, years, classes := len(p.dayFrom), len(p.yearFrom), len(p.net.Classes)
	all := make([]ClassRecord, len(o.Elements)*classes) // one block: World.record finds its way by arithmetic
	for i := range o.Elements {
		e := &o.Elements[i]
		e.Days = make([]DayRecord, days)
		e.Weeks = make([][]HourRecord, years)
		for y := range e.Weeks {
			e.Weeks[y] = make([]HourRecord, hoursOfWeek)
		}
		if p.manner[i] == asRide {
			e.Trips = make([]TripYear, years)
		}
		e.Classes = all[i*classes : (i+1)*classes]
		for c, comes := range p.visits[i] {
			if comes {
				e.Classes[c] = ClassRecord{Days: make([]ClassDay, days), Wait: make([]sim.Histogram, years), Gone: make([][Exits]int64, years)}
				m := p.manner[i]
				if m == asRide {
					e.Classes[c].Turns = make([]TurnYear, years)
				}
				if m != asService && m != asRoad {
					e.Classes[c].Delay = make([][Causes]int64, years)
				}
			}
		}
	}
	for i := range o.Segments {
		o.Segments[i].Classes = make([]PassageClass, len(p.net.Classes))
		for c, comes := range p.crossed[i] {
			if comes {
				o.Segments[i].Classes[c] = PassageClass{make([]sim.Histogram, years), make([]int32, years), make([]PassageDay, days)}
			}
		}
	}
	for i := range o.Flows {
		o.Flows[i].Years = make([]FlowYear, years)
	}
	p.splitClasses(o)
	for i := range o.Disruptions {
		o.Disruptions[i].Years = make([]DisruptionYear, years)
	}
	o.Pools = make([]PoolRecord, len(p.net.Pools))
	for i := range o.Pools {
		o.Pools[i].Years = make([]PoolYear, years)
	}
	o.Permits = make([]PermitRecord, len(p.net.Permits))
	for i := range o.Permits {
		o.Permits[i].Years = make([]PermitYear, years)
	}
	return o, all
}

// cut drops the records of what is not counted.
func (o *Outcome) cut() {
	for i := range o.Elements {
		e := &o.Elements[i]
		e.Days, e.Weeks = e.Days[1:], e.Weeks[1:]
		if e.Trips != nil {
			e.Trips = e.Trips[1:]
		}
		for c := range e.Classes {
			if k := &e.Classes[c]; k.Days != nil {
				k.Days, k.Wait, k.Gone = k.Days[1:], k.Wait[1:], k.Gone[1:]
				if k.Delay != nil {
					k.Delay = k.Delay[1:]
				}
				if k.Turns != nil {
					k.Turns = k.Turns[1:]
				}
			}
		}
	}
	for i := range o.Segments {
		for c := range o.Segments[i].Classes {
			if k := &o.Segments[i].Classes[c]; k.Time != nil {
				k.Time, k.Still, k.Days = k.Time[1:], k.Still[1:], k.Days[1:]
			}
		}
	}
	for i := range o.Flows {
		o.Flows[i].Years = o.Flows[i].Years[1:]
	}
	for i := range o.Disruptions {
		o.Disruptions[i].Years = o.Disruptions[i].Years[1:]
	}
	for i := range o.Pools {
		o.Pools[i].Years = o.Pools[i].Years[1:]
	}
	for i := range o.Permits {
		o.Permits[i].Years = o.Permits[i].Years[1:]
	}
}
