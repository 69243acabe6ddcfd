package model

import (
	"slices"
	"strconv"

	"corridor/model/network"
	"corridor/sim"
)

// disruption takes lanes away from halls, or slows them, and brings them back; it closes
// roads, or slows them. Planned ones are in the calendars already; here they stop
// services, if that is their rule, and are watched until their queues have gone.
type disruption struct {
	w            *World
	plan         *network.Disruption
	rec          *DisruptionRecord
	slot         int
	units        []*unit
	every, lasts sim.Base
}

// disturbed is a station that disruptions fall on.
type disturbed interface {
	disturb(lost int32, slowed float64, work network.Closing) // by random ones: lanes lost in all, pace of the others
	cease(work network.Closing)                               // what is done in lanes that a planned one has just taken
}

// unit is what fails by itself: one lane, all elements together, or, when planned, the
// elements whose calendars have it at the same times.
type unit struct {
	*disruption
	elements []network.ElementID
	lane     int32            // the only one, or none
	key      uint64           // of its luck
	windows  []network.Window // still to come, when planned

	n     uint32 // how often it has failed
	down  bool
	since sim.Time
	at    sim.Time // when that changes

	before     []int32  // by element: its line when it failed
	recovering bool     // it works again, the queues have not gone
	over       sim.Time // since when
	failed     sim.Time // when it failed first, of what is being recovered from
}

func newDisruption(w *World, id network.DisruptionID, slot int) *disruption {
	plan := &w.net.Disruptions[id]
	d := &disruption{w: w, plan: plan, rec: &w.out.Disruptions[id], slot: slot,
		every: sim.NewBase(w.seed, w.replication, plan.Name, "every"),
		lasts: sim.NewBase(w.seed, w.replication, plan.Name, "lasts")}
	switch {
	case plan.Planned:
		d.plannedUnits(id)
	case plan.Each:
		d.laneUnits()
	default:
		d.add(&unit{elements: plan.Elements, lane: none})
	}
	for _, u := range d.units {
		u.at = u.begins()
	}
	d.thin()
	d.arm()
	return d
}

func (d *disruption) add(u *unit) {
	u.disruption = d
	d.units = append(d.units, u)
	if u.lane != none {
		return
	}
	u.before = make([]int32, len(u.elements))
	for _, e := range u.elements {
		d.w.watchers[e] = append(d.w.watchers[e], u)
	}
}

// plannedUnits groups the elements by when they have it.
func (d *disruption) plannedUnits(id network.DisruptionID) {
	for _, e := range d.plan.Elements {
		var windows []network.Window
		for _, x := range d.w.net.Elements[e].Lasting() {
			if x.Of == id {
				windows = append(windows, x)
			}
		}
		i := slices.IndexFunc(d.units, func(u *unit) bool { return slices.Equal(u.windows, windows) })
		if i < 0 {
			i = len(d.units)
			d.units = append(d.units, &unit{lane: none, windows: windows})
		}
		d.units[i].elements = append(d.units[i].elements, e)
	}
	known := func(u *unit) bool { return slices.Equal(u.windows, d.plan.Lasting) }
	if len(d.plan.Lasting) > 0 && !slices.ContainsFunc(d.units, known) { // of demand alone
		d.units = append(d.units, &unit{lane: none, windows: d.plan.Lasting})
	}
	units := d.units
	d.units = nil
	for _, u := range units {
		d.add(u)
	}
}

func (d *disruption) laneUnits() {
	for _, e := range d.plan.Elements {
		for _, g := range d.w.stations[e].(*hall).groups {
			for n := g.first; n < g.end; n++ {
				key := sim.HashName(d.w.net.Elements[e].Name, g.plan.Name, strconv.Itoa(int(n-g.first)))
				d.add(&unit{elements: []network.ElementID{e}, lane: n, key: key})
			}
		}
	}
}

// handle: units fail, or work again.
func (d *disruption) handle() {
	for _, u := range d.units {
		switch {
		case u.at > d.w.now:
		case u.down:
			u.end()
		default:
			u.begin()
		}
	}
	d.arm()
}

func (d *disruption) arm() {
	at := sim.Never
	for _, u := range d.units {
		at = min(at, u.at)
	}
	d.w.calendar.Set(d.slot, at, sim.RankControl)
}

// begins is when it fails next.
func (u *unit) begins() sim.Time {
	if !u.plan.Planned {
		return inSeason(u.plan.Seasons, u.w.now, u.draw(&u.plan.Every, u.every)-u.w.now)
	}
	if len(u.windows) == 0 {
		return sim.Never
	}
	return u.windows[0].From
}

// inSeason is when a clock that goes on in seasons only, at all times where there are
// none, has gone on for so long.
func inSeason(seasons []network.Span, now, left sim.Time) sim.Time {
	if seasons == nil {
		return now + left
	}
	for _, s := range seasons {
		if s.To <= now {
			continue
		}
		begin := max(now, s.From)
		if left < s.To-begin {
			return begin + left
		}
		left -= s.To - begin
	}
	return sim.Never
}

// draw is a time from now on, keyed by who fails for which time.
func (u *unit) draw(law *sim.Law, base sim.Base) sim.Time {
	stream := base.Stream(u.key, u.n)
	return u.w.now + max(1, law.Time(&stream))
}

// begin: a lane that is not built yet, or has gone over to another hall, does not fail.
func (u *unit) begin() {
	if u.lane != none && !u.w.stations[u.elements[0]].(*hall).there(u.lane) {
		u.n++
		u.at = u.begins()
		return
	}
	u.down, u.since = true, u.w.now
	if u.plan.Planned {
		u.at = u.windows[0].To
		u.windows = u.windows[1:]
	} else {
		u.at = u.draw(&u.plan.Lasts, u.lasts)
		u.n++
	}
	if !u.recovering {
		u.failed = u.since
		for i := range u.before {
			u.before[i] = u.w.before(u.elements[i])
		}
	}
	u.rec.Years[u.w.year].Count++
	u.apply()
}

func (u *unit) end() {
	u.down = false
	u.at = u.begins()
	u.lasted()
	if u.lane == none && len(u.elements) > 0 && !u.recovering {
		u.recovering, u.over = true, u.w.now
	}
	u.apply()
	u.look(network.None)
}

// lasted records how long it has lasted since it began, or since counting began.
func (u *unit) lasted() *DisruptionYear {
	y := &u.rec.Years[u.w.yearAt(u.since)]
	y.Lasted.Add(u.w.counted(u.since, u.w.now))
	return y
}

// apply does to the stations what has begun or ended.
func (u *unit) apply() {
	for _, e := range u.elements {
		s := u.w.stations[e].(disturbed)
		switch {
		case u.lane != none:
			s.(*hall).fail(u.lane, u.down, u.plan.Work)
		case !u.plan.Planned:
			lost, slowed := u.w.disturbance(e)
			work := u.plan.Work
			if !u.down {
				work = network.Finish
			}
			s.disturb(lost, slowed, work)
		case u.down && u.plan.Work != network.Finish:
			s.cease(u.plan.Work)
		}
	}
}

// disturbance adds up what takes lanes from an element at present, and slows it.
func (w *World) disturbance(e network.ElementID) (lost int32, slowed float64) {
	slowed = 1
	for _, a := range w.actors {
		d, ok := a.(*disruption)
		if !ok || d.plan.Planned || d.plan.Each || !d.units[0].down || !slices.Contains(d.plan.Elements, e) {
			continue
		}
		slowed = float64(slowed * d.plan.Pace)
		if d.plan.Lanes == network.Unlimited || lost == network.Unlimited {
			lost = network.Unlimited
		} else {
			lost += d.plan.Lanes
		}
	}
	return lost, slowed
}

// look is told that a line has changed: have the queues gone? A disruption that begins
// before they have is part of what is being recovered from.
func (u *unit) look(network.ElementID) {
	if !u.recovering || u.down {
		return
	}
	for i, e := range u.elements {
		if u.w.before(e) > u.before[i] {
			return
		}
	}
	u.recovering = false
	u.recovered()
}

func (u *unit) recovered() *DisruptionYear {
	y := &u.rec.Years[u.w.yearAt(u.failed)]
	y.Recovery.Add(u.w.now - u.over)
	return y
}

// finish enters what is still going on, with its age.
func (d *disruption) finish() {
	for _, u := range d.units {
		if u.down {
			u.lasted().Unended++
		}
		if u.recovering {
			u.recovered().Recovering++
		}
	}
}
