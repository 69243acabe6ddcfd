package model

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// hallCalendar is how far a hall is in its dated lists.
type hallCalendar struct {
	at    sim.Time // when the next entry is due
	step  int      // next entry of Element.Lanes, which sums up the groups
	param int      // next entry of Element.Serving
	reset int      // next entry of Hall.Resets
	speed int      // next entry of Hall.Pace
	pace  float64
	open  bool // by its hours
}

// control applies every dated change that is due: lanes, parameters, quota, pace.
func (s *hall) control() {
	now, c := s.w.now, &s.calendar
	for c.step < len(s.el.Lanes) && s.el.Lanes[c.step].At <= now {
		c.step++
	}
	for i := range s.groups {
		s.controlGroup(&s.groups[i])
	}
	for c.param < len(s.el.Serving) && s.el.Serving[c.param].At <= now {
		s.take(&s.el.Serving[c.param])
		s.mean = s.w.means[s.id][c.param]
		c.param++
		s.w.recordControl(s.id, int64(c.param))
	}
	for c.reset < len(s.plan.Resets) && s.plan.Resets[c.reset] <= now {
		s.quota = s.rule.Quota
		c.reset++
	}
	if c.speed == 0 {
		c.pace = 1
	}
	for c.speed < len(s.plan.Pace) && s.plan.Pace[c.speed].At <= now {
		c.pace = s.plan.Pace[c.speed].Pace
		c.speed++
	}
	c.at = s.nextControl()
	s.setPace(float64(c.pace * s.slowed))
	s.judge()
	s.closing()
	s.regroup()
}

func (s *hall) controlGroup(g *group) {
	for g.step < len(g.plan.Lanes) && g.plan.Lanes[g.step].At <= s.w.now {
		l := &g.plan.Lanes[g.step]
		g.manned, g.built, g.open = l.Manned, l.Built, l.Open
		if !l.Open {
			g.manned = 0
		}
		g.step++
		s.w.recordControl(s.id, int64(g.manned))
	}
}

// take puts parameters in force. A quota that changes in the course of a day keeps what
// is used up.
func (s *hall) take(p *network.ServiceParams) {
	before := int32(network.Unlimited)
	if s.rule != nil {
		before = s.rule.Quota
	}
	s.par, s.rule = p, p.Hall
	if s.rank = s.rule.Rank; s.rank == nil {
		s.rank = make([]uint8, len(s.w.net.Classes))
	}
	s.worst = slices.Max(s.rank)
	if before == network.Unlimited || s.rule.Quota == network.Unlimited {
		s.quota = s.rule.Quota
	} else {
		s.quota = max(0, s.quota+s.rule.Quota-before)
	}
}

func (s *hall) nextControl() sim.Time {
	c, at := &s.calendar, sim.Never
	if c.step < len(s.el.Lanes) {
		at = s.el.Lanes[c.step].At
	}
	for i := range s.groups {
		if g := &s.groups[i]; g.step < len(g.plan.Lanes) {
			at = min(at, g.plan.Lanes[g.step].At)
		}
	}
	if c.param < len(s.el.Serving) {
		at = min(at, s.el.Serving[c.param].At)
	}
	if c.reset < len(s.plan.Resets) {
		at = min(at, s.plan.Resets[c.reset])
	}
	if c.speed < len(s.plan.Pace) {
		at = min(at, s.plan.Pace[c.speed].At)
	}
	return at
}

// closing does what is written for the moment at which the post closes by its hours; a
// hand-over, when nobody is in the booths for a while, is none.
func (s *hall) closing() {
	open := false
	for i := range s.groups {
		open = open || s.groups[i].open
	}
	if s.calendar.open && !open {
		switch s.rule.Closing {
		case network.TurnAway:
			s.turnBack()
		default:
			s.squeeze(s.rule.Closing)
		}
	}
	s.calendar.open = open
}

// judge works out how many lanes of each group can serve, and why each line waits when
// it does not wait for a lane.
func (s *hall) judge() {
	s.able = 0
	lost := s.lost
	for i := range s.groups {
		g := &s.groups[i]
		sound := int32(0)
		g.taken = 0
		for n := g.first; n < g.end; n++ {
			l := &s.lanes[n]
			if l.failed == 0 && s.there(n) {
				sound++
			}
			if l.failed == 0 && l.who != nobody && !l.stopped {
				g.taken++
			}
		}
		g.limit = 0
		if g.open && lost != network.Unlimited {
			manned := g.manned + g.swung
			g.limit = min(max(0, manned-lost), sound)
			lost -= min(lost, manned)
		}
		s.able += g.limit
	}
	s.odd = false
	for i := range s.lines {
		s.lines[i].why = s.whyWaits(i)
		s.odd = s.odd || s.lines[i].why != forLane
	}
	for _, d := range s.noted {
		d.note()
	}
}

func (s *hall) noteFor(d *diversion) { s.noted = append(s.noted, d) }

// serves tells whether some lane could serve a class.
func (s *hall) serves(class int16) bool {
	for i := range s.groups {
		if g := &s.groups[i]; g.limit > 0 && g.plan.Classes[class] {
			return true
		}
	}
	return false
}

// whyWaits is the reason of one line; officers are looked at when time passes, because
// they come and go elsewhere.
func (s *hall) whyWaits(line int) reason {
	manned, able := int32(0), int32(0)
	for i := range s.groups {
		if g := &s.groups[i]; s.plan.PerLane || g.plan.Classes[line] {
			able += g.limit
			if g.open {
				manned += g.manned + g.swung
			}
		}
	}
	switch {
	case manned == 0:
		return forOpening
	case able == 0:
		return forRepair
	case s.quota == 0:
		return forQuota
	case s.meters > 0:
		return forMeter
	}
	return forLane
}

// blame books a stretch of time on the reasons for which the lines waited in it.
func (s *hall) blame(d sim.Time) {
	short := s.pool != nil && s.pool.free() < s.plan.Officers
	for i := range s.lines {
		l := &s.lines[i]
		if l.n == 0 {
			continue
		}
		why := l.why
		if why == forLane && short && s.idles(i) {
			why = forStaff
		}
		if why != forLane {
			l.books[why] += d
			l.told = true
		}
	}
}

// idles tells whether a lane is free for a line.
func (s *hall) idles(line int) bool {
	for i := range s.groups {
		if g := &s.groups[i]; g.taken < g.limit && (s.plan.PerLane || g.plan.Classes[line]) {
			return true
		}
	}
	return false
}

// usable is how many lanes could be serving now.
func (s *hall) usable(serving int32) int32 {
	if !s.admits() {
		return min(s.able, serving+s.held)
	}
	if s.pool == nil {
		return s.able
	}
	more := max(0, s.pool.free())
	if s.plan.Officers > 1 {
		more /= s.plan.Officers
	}
	return min(s.able, serving+s.held+more)
}

// setPace lets running services go on at another pace.
func (s *hall) setPace(pace float64) {
	if pace == s.pace {
		return
	}
	if s.pace == 0 { // at the beginning
		s.pace = pace
		return
	}
	for n := range s.lanes {
		if l := &s.lanes[n]; l.runs && l.due != s.w.now {
			m := &s.w.vehicles.more[l.who]
			m.served += s.w.now - l.since
			m.rest = max(1, sim.Time(float64(float64(l.due-s.w.now)*s.pace)+0.5))
			l.since = s.w.now
			l.due = s.w.now + max(1, sim.Time(float64(m.rest)/pace+0.5))
		}
	}
	s.pace = pace
	for i := range s.busy {
		s.busy[i].due = s.lanes[s.w.vehicles.more[s.busy[i].who].lane].due
	}
	s.busy.sort(s.w.vehicles.all)
}

// What actors do to a hall; each ends by letting begin whoever may.

// disturb sets how many lanes are lost and how fast the others work, and does to the
// services in lanes that are lost what the rule says. Those still being finished because
// lanes have closed are left to end, unless all lanes are lost.
func (s *hall) disturb(lost int32, slowed float64, work network.Closing) {
	s.integrate()
	s.w.recordControl(s.id, int64(lost)<<32|int64(float64(slowed*1e6)))
	s.slowed = slowed
	s.setPace(float64(s.calendar.pace * slowed))
	s.lost = lost
	for i := range s.groups {
		if g := &s.groups[i]; lost != network.Unlimited {
			g.over = max(0, g.taken-g.limit)
		}
	}
	s.judge()
	s.squeeze(work)
	s.regroup()
	s.resume()
}

// cease does what the rule says to services in lanes that the calendar has just taken.
func (s *hall) cease(work network.Closing) {
	s.integrate()
	s.squeeze(work)
	s.resume()
}

// fail takes one lane away, or brings it back.
func (s *hall) fail(n int32, fails bool, work network.Closing) {
	s.integrate()
	s.w.recordControl(s.id, int64(n)<<1|1<<40)
	l := &s.lanes[n]
	if fails {
		s.stop(n, work)
		l.failed++
		s.free[n/64] &^= 1 << (n % 64)
	} else if l.failed--; l.failed == 0 && l.who == nobody {
		s.free[n/64] |= 1 << (n % 64)
	}
	s.judge()
	s.regroup()
	s.resume()
}

// meter is told that one more meter lets nobody begin (1), or one fewer (-1); who may
// begin then does so after the releases of this instant.
func (s *hall) meter(by int32) {
	s.integrate()
	s.w.recordControl(s.id, int64(by)|1<<41)
	s.meters += by
	s.judge()
	if s.meters == 0 {
		s.called = s.waiting > 0
		s.w.mark(s.id)
	}
}

// swing takes over so many lanes, or gives them away (below 0).
func (s *hall) swing(lanes int32) {
	s.integrate()
	s.w.recordControl(s.id, int64(lanes)|1<<42)
	s.groups[0].swung += lanes
	s.judge()
	s.regroup()
	s.resume()
}

// runs: a service is running, or one will begin whatever happens elsewhere.
func (s *hall) runs() bool {
	return len(s.busy) > 0 || s.hasLanes() && s.meters == 0 && !s.unstaffed()
}

// hasLanes tells whether lanes will be able to serve that are not held, or it is just
// closed until the end of the run.
func (s *hall) hasLanes() bool {
	lanes := s.w.mostLanes[s.id][s.calendar.step] + s.w.swings(s.id)
	return s.stopped > 0 || lanes > s.held || lanes == 0 && s.held == 0
}

// unstaffed tells whether no shift will bring enough officers as long as nobody gives up
// his.
func (s *hall) unstaffed() bool {
	return s.pool != nil && s.pool.busy > 0 && s.pool.mostDuty[s.pool.step]-s.pool.busy < s.plan.Officers
}
