package kinds

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"corridor/model/network"
	"corridor/sim"
)

// warn notes what runs but deserves a look, and initial queues that have no room.
func (b *builder) warn() {
	b.warnRated()
	b.checkInitial()
	if len(b.net.Flows) == 0 {
		b.Warn("flow", "there is none", "nothing will move; write a table [flow.NAME]")
		return
	}
	if b.Fatal() { // routes may be missing
		return
	}
	b.warnNeverServes()
	b.warnNobodyComes()
	b.warnHalls()
	b.warnMeters()
	b.warnFleets()
	made, used, reached := map[string]bool{}, map[string]bool{}, make([]bool, len(b.places))
	for _, e := range b.net.Elements {
		made[e.Spec] = true
	}
	for _, r := range b.net.Routes {
		for _, h := range r.Hops {
			e := &b.net.Elements[h.Element]
			used[e.Spec] = true
			for _, p := range []network.PlaceID{e.From, e.To} {
				if p != network.None {
					reached[p] = true
				}
			}
		}
	}
	for _, kind := range Kinds() {
		for _, spec := range b.states[0].specNames(kind.Name) {
			if made[spec] && !used[spec] {
				b.Warn(spec, "no flow passes it", "lead a flow through it, or take it away")
			}
		}
	}
	for i, p := range b.places {
		if !reached[i] {
			b.Warn(p.Name, "no flow comes to it", "lead a flow there, or take it away")
		}
	}
}

// warnNeverServes notes elements without a manned lane in the whole run that vehicles
// come to all the same.
func (b *builder) warnNeverServes() {
	callers := map[network.ElementID][]string{}
	for i := range b.net.Flows {
		f := &b.net.Flows[i]
		if f.Arrivals != network.Saturated && len(f.Days)+len(f.Times)+len(f.Initial) == 0 {
			continue
		}
		for r, id := range f.Routes {
			if !slices.ContainsFunc(f.Shares, func(s network.RouteShares) bool { return s.Weight[r] > 0 }) {
				continue
			}
			for _, h := range b.net.Routes[id].Hops {
				if known := callers[h.Element]; len(known) == 0 || known[len(known)-1] != f.Name {
					callers[h.Element] = append(known, f.Name)
				}
			}
		}
	}
	for i := range b.net.Elements {
		e, flows := &b.net.Elements[i], callers[network.ElementID(i)]
		manned := slices.ContainsFunc(e.Lanes, func(s network.LaneStep) bool { return s.Manned > 0 })
		if e.Station == network.Service && !manned && len(flows) > 0 {
			b.Warn(e.Name, fmt.Sprintf("never serves during the run; %s must pass it", strings.Join(flows, ", ")), "give it manned lanes and hours, or lead the flow elsewhere")
		}
	}
}

// warnNobodyComes notes elements that routes lead through and that no channel, and nobody
// who is sent there, ever comes to.
func (b *builder) warnNobodyComes() {
	passed, come := make([]bool, len(b.net.Elements)), make([]bool, len(b.net.Elements))
	for _, r := range b.net.Routes {
		for hop, h := range r.Hops {
			passed[h.Element] = true
			come[h.Element] = come[h.Element] || len(r.Turns) == 0 ||
				slices.ContainsFunc(r.Turns, func(t network.Turns) bool { return t.Visits[hop] > 0 })
		}
	}
	for i, is := range passed {
		if is && !come[i] {
			b.Warn(b.net.Elements[i].Name, "nobody ever comes to it", "give its channels a share, send somebody there, or take it away")
		}
	}
}

// warnNeverOpen notes lanes, or officers, that their calendar never lets begin.
func (b *builder) warnNeverOpen(path string, plans []datedPlan, steps []network.LaneStep) {
	if slices.ContainsFunc(steps, func(s network.LaneStep) bool { return s.Manned > 0 }) {
		return
	}
	for i := range plans {
		if n, rest := plans[i].plan.manned(); n > 0 || rest > 0 {
			b.Warn(path, "is never open during the run: "+plans[i].plan.String(), "write hours or exceptions that open it, or no lanes")
			return
		}
	}
}

// warnRated compares nameplate figures with what the lanes can do at the start. It
// says nothing while lanes are still to come, or when a later upgrade makes it fit.
func (b *builder) warnRated() {
	for _, post := range b.states[0].posts {
		for _, ch := range post.chains {
			rates := post.perDirection(len(b.classList))
			rated, practical, where := leastCapacity(ch, rates)
			if practical == 0 || fits(rated, practical) || b.fitsLater(ch.name, rates) {
				continue
			}
			b.Warn(post.name+".rated", fmt.Sprintf("rated for %.4g vehicles a day %s, but lanes, staff, hours and service times of %s make %.4g", rated, ch.direction, where.element.Name, practical),
				"check the lanes or the rated figures; the simulation goes by the lanes")
		}
	}
}

// fits tells whether a rated capacity is within half of the practical one.
func fits(rated, practical float64) bool { return math.Abs(rated/practical-1) <= 0.5 }

// fitsLater tells whether a direction comes near its rated figures in a later epoch.
func (b *builder) fitsLater(direction string, rates []float64) bool {
	return slices.ContainsFunc(b.states[1:], func(s *state) bool {
		return slices.ContainsFunc(s.chains, func(ch *chain) bool {
			if ch.name != direction {
				return false
			}
			rated, practical, _ := leastCapacity(ch, rates)
			return practical > 0 && fits(rated, practical)
		})
	})
}

// perDirection returns the rated figures by class, for one direction.
func (p *postDraft) perDirection(classes int) []float64 {
	rates := make([]float64, classes)
	for _, r := range p.rated {
		rates[r.Class] = r.PerDay
		if r.Both {
			rates[r.Class] /= 2
		}
	}
	return rates
}

// leastCapacity returns the smallest practical capacity of the stages of a chain, in
// vehicles a day of the mix of classes that is rated, and what of the rated figures
// comes there: lanes × staffed × open hours / mean service time.
func leastCapacity(ch *chain, rates []float64) (rated, practical float64, where *draft) {
	visits := make([][]float64, len(rates))
	for class := range rates {
		visits[class] = ch.visits(network.ClassID(class))
	}
	for i, stage := range ch.stages {
		for _, d := range stage {
			vehicles, work := 0.0, 0.0
			for class, laws := range d.serving.Time {
				if laws != nil && rates[class] > 0 {
					vehicles += rates[class]
					need := float64(rates[class] * (float64(d.cost(network.ClassID(class))) / float64(sim.Day)))
					if often := visits[class]; often != nil {
						need = float64(need * often[i])
					}
					work += need
				}
			}
			if work == 0 {
				continue
			}
			lanes := d.meanLanes()
			if can := lanes / work * vehicles; where == nil || can < practical {
				rated, practical, where = vehicles, can, d
			}
		}
	}
	return rated, practical, where
}

// meanLanes is the mean number of manned and open lanes, closed days apart.
func (d *draft) meanLanes() float64 {
	mean := func(p *lanePlan) float64 { return float64(float64(float64(p.lanes)*p.staffed) * p.openShare()) }
	sum := mean(&d.lanes)
	for i := range d.groups {
		sum += mean(&d.groups[i].lanes)
	}
	return sum
}

// checkInitial notes initial queues that do not fit.
func (b *builder) checkInitial() {
	count := make([]int64, len(b.net.Elements))
	space := make([]sim.Millimetres, len(b.net.Elements))
	flows := make([][]string, len(b.net.Elements))
	for i := range b.net.Flows {
		f := &b.net.Flows[i]
		for _, in := range f.Initial {
			id := b.net.Routes[in.Route].Hops[in.Hop].Element
			count[id] += int64(in.Count)
			if e := &b.net.Elements[id]; e.Station == network.Road {
				space[id] += sim.Millimetres(in.Count) * e.Driving[0].Space[f.Class]
			} else {
				space[id] += sim.Millimetres(in.Count) * b.standing(f.Class)
			}
			flows[id] = append(flows[id], f.Name)
		}
	}
	for id, n := range count {
		if n == 0 {
			continue
		}
		e := &b.net.Elements[id]
		path := flows[id][0] + ".initial." + e.Name
		if e.Station == network.Road {
			if most := e.Driving[0].Storage; most >= 0 && space[id] > most {
				b.Add(path, fmt.Sprintf("%d vehicles (%s) do not fit on the road", n, strings.Join(slices.Compact(flows[id]), ", ")), "write fewer of them or more storage")
			}
			continue
		}
		first := network.LaneStep{}
		if len(e.Lanes) > 0 {
			first = e.Lanes[0]
		}
		if room := e.Serving[0].Room; room >= 0 && n > int64(room)+int64(first.Manned) {
			b.Add(path, fmt.Sprintf("%d vehicles (%s) have no room: there are %d waiting places and %d manned lanes", n, strings.Join(slices.Compact(flows[id]), ", "), room, first.Manned), "write fewer of them or more room")
		}
		if length := lineLength(e); length >= 0 && space[id] > length+sim.Millimetres(first.Manned)*b.longestStanding() {
			b.Add(path, fmt.Sprintf("%d vehicles (%s) have no room: their line is %.0f m long", n, strings.Join(slices.Compact(flows[id]), ", "), length.Metres()), "write fewer of them or more room")
		}
	}
}
