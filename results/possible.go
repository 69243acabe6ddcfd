package results

import (
	"slices"

	"corridor/model"
	"corridor/model/network"
	"corridor/results/measure"
	"corridor/sim"
)

// possible is what can happen to vehicles at an element, or anywhere: the ways to leave
// the corridor early and the causes of delay that are worth a number there. Everywhere
// else these numbers are left out, so that a plain scenario has plain results.
type possible struct {
	exits  [model.Exits]bool
	causes [model.Causes]bool
	turns  bool // units become others
}

// exitMeasures are the measures of vehicles that left the corridor early, by model.Exit.
func exitMeasures() [model.Exits]string {
	return [model.Exits]string{
		model.TurnedAway: measure.Lost,
		model.Balked:     measure.Balked,
		model.Reneged:    measure.Reneged,
		model.TurnedBack: measure.TurnedBack,
		model.NoShow:     measure.NoShows,
	}
}

// ledgerExits are the same in the ledger.
func ledgerExits() [model.Exits]string {
	return [model.Exits]string{
		model.TurnedAway: measure.LedgerLost,
		model.Balked:     measure.LedgerBalked,
		model.Reneged:    measure.LedgerReneged,
		model.TurnedBack: measure.LedgerTurnedBack,
		model.NoShow:     measure.LedgerNoShows,
	}
}

// causeMeasures are the measures of delay by cause, by model.Cause.
func causeMeasures() [model.Causes]string {
	return [model.Causes]string{
		model.Driving:      measure.TimeDriving,
		model.Discharge:    measure.TimeDischarge,
		model.WaitLane:     measure.TimeLane,
		model.WaitOpening:  measure.TimeOpening,
		model.InService:    measure.TimeService,
		model.Blocked:      measure.TimeBlocked,
		model.Outside:      measure.TimeOutside,
		model.Breakdown:    measure.TimeBreakdown,
		model.WaitStaff:    measure.TimeStaff,
		model.WaitQuota:    measure.TimeQuota,
		model.Metered:      measure.TimeMetering,
		model.Interrupted:  measure.TimeInterrupted,
		model.VirtualQueue: measure.TimeVirtual,
		model.WaitSlot:     measure.TimeSlot,
		model.Departure:    measure.TimeDeparture,
		model.Riding:       measure.TimeAboard,
	}
}

// findPossible finds out what can happen at each element, and anywhere.
func (l *layout) findPossible() {
	l.at = make([]possible, len(l.net.Elements))
	for i := range l.at {
		e, p := &l.net.Elements[i], &l.at[i]
		p.exits[model.TurnedAway] = loses(e)
		switch {
		case e.Station == network.Virtual:
			p.causes[model.VirtualQueue] = true
			p.exits[model.NoShow] = l.net.Bookings[e.Booking].NoShows > 0
		case e.Station == network.Gate:
			p.causes[model.WaitSlot] = true
		case e.Station == network.Rides:
			p.causes[model.Departure] = true
			p.turns = e.Ride.Into != network.None
			l.anywhere.causes[model.Riding] = l.anywhere.causes[model.Riding] || e.Ride.Carrier != network.None
		case e.Hall != nil:
			p.inHall(e)
		}
	}
	for i := range l.net.Meters {
		l.at[l.net.Meters[i].At].causes[model.Metered] = true
	}
	for i := range l.net.Disruptions {
		d := &l.net.Disruptions[i]
		for _, e := range d.Elements {
			causes := &l.at[e].causes
			causes[model.Breakdown] = causes[model.Breakdown] || !d.Planned
			causes[model.Interrupted] = causes[model.Interrupted] || d.Work == network.Hold
		}
	}
	l.anywhere.exits[model.TurnedAway] = true
	for c := model.Driving; c <= model.Outside; c++ {
		l.anywhere.causes[c] = true
	}
	for i := range l.at {
		l.anywhere.merge(&l.at[i])
	}
}

// loses tells whether vehicles that find no room leave the corridor.
func loses(e *network.Element) bool {
	return slices.ContainsFunc(e.Serving, func(p network.ServiceParams) bool { return p.Full == network.Lose }) ||
		slices.ContainsFunc(e.Driving, func(p network.RoadParams) bool { return p.Full == network.Lose })
}

// inHall adds what the rules of a hall make possible.
func (p *possible) inHall(e *network.Element) {
	p.causes[model.WaitLane], p.causes[model.WaitOpening] = true, true
	p.causes[model.WaitStaff] = e.Hall.Staff != network.None
	for i := range e.Serving {
		rules := e.Serving[i].Hall
		var now possible
		now.exits[model.Balked] = len(rules.Balk) > 0
		now.exits[model.Reneged] = slices.ContainsFunc(rules.Patience, func(law sim.Law) bool { return !law.IsZero() })
		now.exits[model.TurnedBack] = rules.Closing == network.TurnAway
		now.causes[model.WaitQuota] = rules.Quota != network.Unlimited
		now.causes[model.Interrupted] = rules.Closing == network.Hold
		p.merge(&now)
	}
}

func (p *possible) merge(o *possible) {
	for x, can := range o.exits {
		p.exits[x] = p.exits[x] || can
	}
	for c, can := range o.causes {
		p.causes[c] = p.causes[c] || can
	}
	p.turns = p.turns || o.turns
}

// exits puts how many vehicles a day left the corridor early.
func (p page) exits(can *possible, gone *[model.Exits]float64) {
	for x, name := range exitMeasures() {
		if can.exits[x] {
			p.perDay(name, gone[x])
		}
	}
}

// delays puts the vehicle hours a day by cause.
func (p page) delays(can *possible, hours *[model.Causes]float64) {
	for c, name := range causeMeasures() {
		if can.causes[c] {
			p.perDay(name, hours[c])
		}
	}
}

// exitShares puts the shares of those that came.
func (p page) exitShares(can *possible, n *counts) {
	for _, s := range []struct {
		name string
		exit model.Exit
	}{{measure.ShareLost, model.TurnedAway}, {measure.ShareBalked, model.Balked}, {measure.ShareReneged, model.Reneged}} {
		if can.exits[s.exit] {
			p.ratio(s.name, n.gone[s.exit], n.came())
		}
	}
}

// among is what can happen at some elements.
func (l *layout) among(stages [][]network.ElementID) possible {
	var p possible
	for _, stage := range stages {
		for _, e := range stage {
			p.merge(&l.at[e])
		}
	}
	return p
}
