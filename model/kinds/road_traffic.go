package kinds

import (
	"fmt"
	"math"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// What a road has beyond its parameters is laid out here: works become parameters with
// dates, background traffic, closures and the hours in which drivers rest become dated
// lists. Disruptions come later and change these lists (kind_disruption.go).

// BackgroundSpec is a table [road.NAME.background].
type BackgroundSpec struct {
	Rate    value.Rate   `toml:"rate" required:"true" unit:"pcu" running:"true" help:"Passenger cars, or equivalents, that use the road in each direction without being simulated, such as \"12000/day\"."`
	At      value.Date   `toml:"at" running:"true" help:"Date at which the rate holds (default: start of the run, or of the upgrade that sets it)."`
	Growth  value.Growth `toml:"growth" running:"true" help:"Growth by the year, compounded from that date on."`
	Profile value.Names  `toml:"profile" running:"true" help:"How it spreads over the day, the week and the year: profile.NAME, or several that are multiplied."`
	Least   float64      `toml:"least" default:"0.05" range:"(0,1]" running:"true" help:"Share of the capacity that vehicles of flows have, however much background there is."`
}

// DelaySpec is a table [road.NAME.delay].
type DelaySpec struct {
	Law   string  `toml:"law" default:"bpr" oneof:"bpr" running:"true" help:"Function: time = free-flow time x (1 + alpha x (flow / capacity)^beta), of the Bureau of Public Roads."`
	Alpha float64 `toml:"alpha" default:"0.15" range:"(0,100]" running:"true" help:"How much longer the way takes at capacity, as a share."`
	Beta  float64 `toml:"beta" default:"4" range:"(0,20]" running:"true" help:"How steeply the time grows."`
}

// WorksSpec is a table [road.NAME.works.NAME].
type WorksSpec struct {
	On    value.Periods `toml:"on" required:"true" running:"true" help:"When: whole local days such as \"2026-05-01/2026-08-31\", days of every year such as \"05-01/08-31\", { from = …, until = … }, or a list of these."`
	Lanes int           `toml:"lanes" range:"[1,100]" unit:"lanes" running:"true" help:"Lanes that are left in each direction (default: all)."`
	Share float64       `toml:"share" range:"(0,1]" running:"true" help:"Share of the capacity of these lanes that is left."`
	Speed value.Speed   `toml:"speed" running:"true" help:"Speed limit."`
}

// checkTraffic notes what is wrong with the tables of a road.
func (r *RoadSpec) checkTraffic(path string, f *Faults) {
	for _, name := range sortedKeys(r.Works) {
		w, at := r.Works[name], path+".works."+name
		switch {
		case w == nil:
		case w.Lanes == 0 && w.Share == 0 && !w.Speed.Written:
			f.Add(at, "changes nothing", `write lanes = 1, share = 0.5 or speed = "50 km/h"`)
		case w.Lanes > r.Lanes:
			f.Add(at+".lanes", fmt.Sprintf("is %d, but the road has %d in each direction", w.Lanes, r.Lanes), "write how many of them are left")
		case w.Speed.Written && !r.Length.Written:
			f.Add(at+".speed", "needs the length of the road", `write length = "129 km"`)
		case w.Share > 0 && r.Capacity.Unlimited:
			f.Add(at+".share", "is a share of the capacity, but that is unlimited", "write a capacity, or take the share away")
		}
	}
}

// roadState is a road as it is from a tick on.
type roadState struct {
	at, until sim.Time
	*draft
}

// drive lays out the parameters of a road and its traffic.
func (b *builder) drive(e *network.Element, history []roadState) {
	var whole []rateStep
	worked := false
	for _, h := range history {
		windows := b.worksOf(e, h)
		edges := []sim.Time{h.at}
		for _, w := range windows {
			edges = append(edges, w.from, w.to)
		}
		slices.Sort(edges)
		for _, at := range slices.Compact(edges) {
			if at >= h.until {
				break
			}
			var active []*WorksSpec
			for i := range windows {
				if w := &windows[i]; w.from <= at && at < w.to {
					active = append(active, w.spec)
				}
			}
			p, share := h.driving, 1.0
			if h.road != nil {
				p, share = h.road.works(p, active)
			}
			e.Driving = appendDriving(e.Driving, at, p)
			whole = append(whole, rateStep{at, float64(limitOf(&p) * share)})
			worked = worked || share != 1 && p.Capacity > 0
		}
	}
	if worked {
		e.Traffic = &network.Traffic{Capacity: capacitySteps(whole, nil, nil)}
	}
	b.closures(e, history)
	b.background(e, whole)
	b.delays(e)
	b.rests(e)
}

// limitOf is the capacity of a road in pcu per hour.
func limitOf(p *network.RoadParams) float64 {
	if p.Capacity == 0 {
		return math.Inf(1)
	}
	return p.Capacity
}

// worksWindow is when some works are under way.
type worksWindow struct {
	span
	spec *WorksSpec
}

// worksOf lists the works of a road in one epoch.
func (b *builder) worksOf(e *network.Element, h roadState) []worksWindow {
	if h.road == nil {
		return nil
	}
	var out []worksWindow
	for _, name := range sortedKeys(h.road.Works) {
		if w := h.road.Works[name]; w != nil {
			for _, s := range b.within(h.path+".works."+name+".on", e.Zone, w.On, h.at, h.until) {
				out = append(out, worksWindow{s, w})
			}
		}
	}
	return out
}

// within lays periods out over a part of the horizon.
func (b *builder) within(path, zone string, p value.Periods, from, until sim.Time) []span {
	if len(p) > 0 && !b.clock.Dated {
		b.addOnce(path, "dates need a run with dates", "write start and end in [run], or take them away")
		return nil
	}
	tick := func(at value.Date) sim.Time { return b.clock.Tick(at.In(b.zoneOf(zone))) }
	var out []span
	for _, s := range windows(p, b.daysIn(zone), tick, until) {
		if s.from = max(s.from, from); s.from < s.to {
			out = append(out, s)
		}
	}
	return out
}

// trafficOf returns the traffic of a road, and makes one that leaves all of the capacity
// where there is none.
func trafficOf(e *network.Element) *network.Traffic {
	if e.Traffic == nil {
		var whole []rateStep
		for i := range e.Driving {
			whole = append(whole, rateStep{e.Driving[i].At, limitOf(&e.Driving[i])})
		}
		e.Traffic = &network.Traffic{Capacity: capacitySteps(whole, nil, nil)}
	}
	return e.Traffic
}

// closures notes when nobody may enter.
func (b *builder) closures(e *network.Element, history []roadState) {
	var all []span
	for _, h := range history {
		if h.road != nil {
			all = append(all, b.within(h.path+".closed", e.Zone, h.road.Closed, h.at, h.until)...)
		}
	}
	if len(all) > 0 {
		trafficOf(e).Closed = planned(merged(all))
	}
}

// delays: times that grow with the flow, and one file, need the traffic of a road.
func (b *builder) delays(e *network.Element) {
	for i := range e.Driving {
		if p := &e.Driving[i]; p.OneFile || p.Delay != (network.Delay{}) {
			trafficOf(e)
		}
	}
}

// rateStep is how much traffic uses a road from a tick on, in pcu per hour.
type rateStep struct {
	at   sim.Time
	rate float64
}

// background lays out what of the capacity is left beside traffic that is not simulated.
func (b *builder) background(e *network.Element, whole []rateStep) {
	var regimes []regime
	var least []rateStep
	var last regime
	var before *BackgroundSpec
	var grew value.GrowthRates
	for i, s := range slices.Concat(b.past, b.states) {
		d := s.drafts[e.Name]
		if d == nil || d.road == nil {
			continue
		}
		now := d.road.Background
		if now == nil {
			now = &BackgroundSpec{Least: 1}
		}
		path := d.path + ".background"
		rates, written := b.ratesOf(path+".growth", s, now.Growth)
		r := b.backgroundFrom(path, e.Zone, s, now, before, &last, grew.Equal(rates))
		r.growth = b.curve(written, e.Zone, rates, r.anchor, s.began)
		before, last, grew = now, r, rates
		if i < len(b.past) {
			continue
		}
		r.shape = b.shapeOf(path+".profile", s, now.Profile)
		b.notTooMuch(path, &r)
		regimes = append(regimes, r)
		least = append(least, rateStep{s.at, now.Least})
	}
	if slices.ContainsFunc(regimes, func(r regime) bool { return r.perDay > 0 }) {
		t := trafficOf(e)
		t.Capacity = capacitySteps(whole, b.rateSteps(e.Zone, regimes), least)
	}
}

// backgroundFrom is how the background goes on from an epoch on, as the volume of a flow
// does: what is not set anew goes on from what is reached; steady says that its growth is
// as before.
func (b *builder) backgroundFrom(path, zone string, s *state, now, before *BackgroundSpec, last *regime, steady bool) regime {
	r := regime{at: s.at, perDay: now.Rate.PerDay(), anchor: b.plan.From}
	switch same := before != nil && before.Rate == now.Rate && before.At == now.At; {
	case now.At.Written && !b.clock.Dated:
		b.addOnce(path+".at", fmt.Sprintf("the date %v has no meaning in a run without dates", now.At), "write start and end in [run], or leave the date out")
	case same && steady:
		r.perDay, r.anchor = last.perDay, last.anchor
	case same:
		r.perDay, r.anchor = last.volumeAt(s.began), s.began
	case now.At.Written:
		r.anchor = b.clock.Tick(now.At.In(b.zoneOf(zone)))
	case before != nil:
		r.anchor = s.began
	}
	return r
}

// warnBackground notes roads on which others leave no more than the least share, all the
// time.
func (b *builder) warnBackground() {
	for i := range b.net.Elements {
		e := &b.net.Elements[i]
		if e.Traffic != nil && !slices.ContainsFunc(e.Traffic.Capacity, func(s network.CapacityStep) bool { return s.Taken < s.Whole }) {
			b.Warn(e.Name, "is filled by its background at all times", "vehicles of flows have the least share only; write less background or more capacity")
		}
	}
}

// notTooMuch refuses growth beyond what a rate may be.
func (b *builder) notTooMuch(path string, r *regime) {
	if r.perDay > 0 && !(math.Max(r.volumeAt(r.at), r.volumeAt(b.plan.Until)) <= 1e9) {
		b.addOnce(path+".growth", "brings more than 1000000000 vehicles a day in the course of the run", "write less growth or a shorter run")
		r.growth = nil
	}
}

// rateSteps lays regimes out as rates.
func (b *builder) rateSteps(zone string, regimes []regime) []rateStep {
	var flow network.Flow
	m := dayMaker{from: 0, to: b.plan.Until, regimes: regimes, flow: &flow}
	m.days(b.daysIn(zone))
	out := []rateStep{{0, 0}}
	add := func(at sim.Time, rate float64) {
		if last := &out[len(out)-1]; last.at == at {
			last.rate = rate
		} else if last.rate != rate {
			out = append(out, rateStep{at, rate})
		}
	}
	for i := range flow.Days {
		d := &flow.Days[i]
		for _, p := range flow.Patterns[d.Pattern] {
			rate := float64(d.Volume*p.Share) / (float64(p.To-p.From) / float64(sim.Hour))
			add(max(0, d.At+p.From), rate)
			if to := d.At + p.To; to < b.plan.Until {
				add(to, 0)
			}
		}
	}
	return out
}

// appendCapacity adds a step that changes something.
func appendCapacity(steps []network.CapacityStep, s network.CapacityStep) []network.CapacityStep {
	if n := len(steps); n > 0 {
		last := steps[n-1]
		if last.At = s.At; last == s {
			return steps
		}
	}
	return append(steps, s)
}

// capacitySteps is what background traffic leaves of the capacity of a road, at least a
// share of it. Without background it is all.
func capacitySteps(whole, taken, least []rateStep) []network.CapacityStep {
	var edges []sim.Time
	for _, s := range slices.Concat(whole, taken, least) {
		edges = append(edges, s.at)
	}
	slices.Sort(edges)
	var out []network.CapacityStep
	all, used, kept := rateStep{}, rateStep{}, rateStep{rate: 1}
	for _, at := range slices.Compact(edges) {
		for ; len(whole) > 0 && whole[0].at <= at; whole = whole[1:] {
			all = whole[0]
		}
		for ; len(taken) > 0 && taken[0].at <= at; taken = taken[1:] {
			used = taken[0]
		}
		for ; len(least) > 0 && least[0].at <= at; least = least[1:] {
			kept = least[0]
		}
		s := network.CapacityStep{At: at, Whole: all.rate, Taken: used.rate, Least: kept.rate}
		if s.Left = s.Whole; s.Taken > 0 {
			s.Left = max(s.Whole-s.Taken, float64(s.Whole*s.Least))
		}
		out = appendCapacity(out, s)
	}
	return out
}

// slowedRoad multiplies whole capacities inside windows, which are in order and apart.
func slowedRoad(steps []network.CapacityStep, windows []span, pace float64) []network.CapacityStep {
	var edges []sim.Time
	for i := range steps {
		edges = append(edges, steps[i].At)
	}
	for _, w := range windows {
		edges = append(edges, w.from, w.to)
	}
	slices.Sort(edges)
	var out []network.CapacityStep
	var now network.CapacityStep
	for _, at := range slices.Compact(edges) {
		for ; len(steps) > 0 && steps[0].At <= at; steps = steps[1:] {
			now = steps[0]
		}
		s := now
		if s.At = at; within(&windows, at) {
			s.Whole, s.Left = float64(s.Whole*pace), s.LeftOf(pace)
		}
		out = appendCapacity(out, s)
	}
	return out
}
