package model

import (
	"math/bits"

	"corridor/model/network"
	"corridor/sim"
)

// lane is one lane of a hall.
type lane struct {
	who     VehicleID // in it, or nobody
	due     sim.Time  // when its service ends
	since   sim.Time  // when it began or was resumed
	group   int16
	failed  int16 // disruptions that have taken this very lane
	runs    bool  // a service runs in it
	stopped bool  // its service is interrupted
}

// group is a group of alike lanes.
type group struct {
	plan       *network.LaneGroup
	first, end int32 // its lanes
	step       int   // next entry of plan.Lanes
	manned     int32 // by calendar; 0 while closed
	built      int32
	open       bool
	swung      int32 // lanes come over by a swing
	over       int32 // services that squeeze leaves to end, beyond the limit
	limit      int32 // lanes that can serve now
	taken      int32 // of them: with somebody in it, not interrupted
}

// build makes the lanes: as many as are ever there.
func (s *hall) build() {
	for i := range s.plan.Groups {
		g := group{plan: &s.plan.Groups[i], first: int32(len(s.lanes))}
		most := s.w.swings(s.id)
		for _, step := range g.plan.Lanes {
			most = max(most, step.Built+s.w.swings(s.id))
		}
		for range most {
			s.lanes = append(s.lanes, lane{who: nobody, group: int16(i)})
		}
		g.end = int32(len(s.lanes))
		s.groups = append(s.groups, g)
	}
	s.free = make([]uint64, len(s.lanes)/64+1)
	for n := range s.lanes {
		s.free[n/64] |= 1 << (n % 64)
	}
	s.lines = make([]hallLine, len(s.w.net.Classes))
	if s.plan.PerLane {
		s.lines = make([]hallLine, max(1, len(s.lanes)))
	}
}

// firstFree is the lowest lane of a group with nobody in it.
func (s *hall) firstFree(g *group) int32 {
	for n := g.first; n < g.end; {
		word := s.free[n/64] >> (n % 64)
		if word != 0 {
			if n += int32(bits.TrailingZeros64(word)); n < g.end {
				return n
			}
			return none
		}
		n = (n/64 + 1) * 64
	}
	return none
}

// admits tells whether newcomers may begin at all.
func (s *hall) admits() bool { return s.meters == 0 && s.quota != 0 }

// takes is the lane in which a newcomer of a class may begin at once.
func (s *hall) takes(class int16) int32 {
	if !s.admits() || s.called || s.pool != nil && !s.pool.ready(s) {
		return none
	}
	return s.laneFor(class)
}

// laneFor is the lane that is free for a class.
func (s *hall) laneFor(class int16) int32 {
	if s.plan.PerLane {
		if g := &s.groups[0]; g.taken >= g.limit {
			return none
		}
		if n := s.shortest(); s.lanes[n].who == nobody && s.lines[n].n == 0 {
			return n
		}
		return none
	}
	for i := range s.groups {
		if g := &s.groups[i]; g.taken < g.limit && g.plan.Classes[class] {
			if n := s.firstFree(g); n != none {
				return n
			}
		}
	}
	return none
}

// victim is the lane whose service a class may interrupt: of a vehicle that ranks
// highest, and of these the one that began last. Where more lanes or officers are taken
// than there are, nobody begins.
func (s *hall) victim(class int16) int32 {
	if !s.rule.Preempt || !s.admits() || s.called || s.pool != nil && s.pool.free() < 0 {
		return none
	}
	best, rank := int32(none), s.rank[class]
	if rank >= s.worst {
		return none
	}
	for n := range s.lanes {
		l := &s.lanes[n]
		g := &s.groups[l.group]
		if !l.runs || l.due == s.w.now || l.failed > 0 || g.taken > g.limit || !g.plan.Classes[class] {
			continue
		}
		r := s.rank[s.w.vehicles.all[l.who].class]
		if r > rank || best != none && r == rank && s.later(l, &s.lanes[best]) {
			best, rank = int32(n), r
		}
	}
	return best
}

func (s *hall) later(a, b *lane) bool {
	if a.since != b.since {
		return a.since > b.since
	}
	return s.w.vehicles.all[a.who].key > s.w.vehicles.all[b.who].key
}

// serve lets begin, one after the other, whoever may. Who gets officers is the pool's
// decision, after all releases of this instant.
func (s *hall) serve() {
	s.called = false
	if s.pool != nil {
		if s.waiting+s.stopped > 0 && s.pool.free() >= s.plan.Officers {
			if n, _ := s.ready(); n != none {
				s.pool.call()
				return
			}
		}
	} else {
		for s.serveOne() {
		}
	}
	for s.rule.Preempt && !s.plan.PerLane && s.waiting > 0 && s.preempt() {
	}
}

// preempt lets somebody in line begin in place of one who ranks higher. Newcomers do so
// when they enter; this is for those who could not: nobody was let begin then, or they
// were sent back themselves.
func (s *hall) preempt() bool {
	best, lane := nobody, int32(none)
	for c := range s.lines {
		if s.lines[c].n == 0 || best != nobody && s.rank[c] >= s.rank[s.w.vehicles.all[best].class] {
			continue
		}
		if n := s.victim(int16(c)); n != none {
			best, lane = s.lines[c].head, n
		}
	}
	if best == nobody {
		return false
	}
	s.sendBack(lane)
	s.unjoin(best)
	s.begin(best, lane)
	s.w.changed(s.id)
	return true
}

func (s *hall) serveOne() bool {
	n, id := s.ready()
	if n == none {
		return false
	}
	s.start(n, id)
	return true
}

// start lets somebody begin in a lane, or go on in it.
func (s *hall) start(n int32, id VehicleID) {
	if s.lanes[n].stopped {
		s.restart(n)
		return
	}
	s.unjoin(id)
	s.begin(id, n)
	s.w.changed(s.id)
}

// ready is who begins next and in which lane: interrupted services before others.
func (s *hall) ready() (int32, VehicleID) {
	for i := range s.groups {
		g := &s.groups[i]
		if g.taken >= g.limit {
			continue
		}
		for n := g.first; n < g.end && s.stopped > 0; n++ {
			if l := &s.lanes[n]; l.stopped && l.failed == 0 {
				return n, l.who
			}
		}
		if s.waiting == 0 {
			continue
		}
		if s.plan.PerLane {
			return s.readyLane(g)
		}
		if id := s.next(g, none); id != nobody {
			if n := s.firstFree(g); n != none {
				return n, id
			}
		}
	}
	return none, nobody
}

// readyLane is the lane with a line of its own whose head came first.
func (s *hall) readyLane(g *group) (int32, VehicleID) {
	best, who := int32(none), nobody
	for n := g.first; n < g.end; n++ {
		if s.lanes[n].who != nobody || s.lines[n].n == 0 || !s.mans(n) {
			continue
		}
		id := s.next(g, n)
		if id != nobody && (who == nobody || s.w.vehicles.more[id].seq < s.w.vehicles.more[who].seq) {
			best, who = n, id
		}
	}
	return best, who
}

// mans tells whether a lane can serve when lanes close from the highest down.
func (s *hall) mans(n int32) bool {
	g := &s.groups[s.lanes[n].group]
	if s.lanes[n].failed > 0 {
		return false
	}
	sound := int32(0)
	for i := g.first; i < n; i++ {
		if s.lanes[i].failed == 0 {
			sound++
		}
	}
	return sound < g.limit
}

// built is how many lanes there are.
func (s *hall) built() int {
	sum := int32(0)
	for i := range s.groups {
		sum += s.groups[i].built + s.groups[i].swung
	}
	return max(1, int(sum))
}

// occupy puts a vehicle into a lane and lets its service run.
func (s *hall) occupy(n int32, id VehicleID) {
	l := &s.lanes[n]
	l.who = id
	s.w.vehicles.more[id].lane = n
	s.free[n/64] &^= 1 << (n % 64)
	s.run(n)
}

// run lets the service in a lane run on from now.
func (s *hall) run(n int32) {
	l := &s.lanes[n]
	s.groups[l.group].taken++
	if s.pool != nil {
		s.pool.take(s)
	}
	l.since, l.runs, l.stopped = s.w.now, true, false
	l.due = s.w.now + s.stretched(s.w.vehicles.more[l.who].rest)
	s.busy.push(s.w.vehicles.all, serving{l.due, l.who})
}

// stretched is how long a lane time takes at the present pace.
func (s *hall) stretched(t sim.Time) sim.Time {
	if s.pace == 1 || t == 0 {
		return t
	}
	return max(1, sim.Time(float64(t)/s.pace+0.5))
}

// halt stops the service in a lane and keeps what is left of it.
func (s *hall) halt(n int32) {
	l := &s.lanes[n]
	m := &s.w.vehicles.more[l.who]
	m.served += s.w.now - l.since
	m.rest = l.due - s.w.now
	if s.pace != 1 {
		m.rest = max(1, sim.Time(float64(float64(m.rest)*s.pace)+0.5))
	}
	s.busy.remove(s.w.vehicles.all, l.who)
	l.runs = false
	if l.failed == 0 {
		s.groups[l.group].taken--
	}
	if s.pool != nil {
		s.pool.give(s)
	}
}

// interrupt stops a service; the vehicle stays in its lane.
func (s *hall) interrupt(n int32) {
	s.halt(n)
	s.lanes[n].stopped = true
	s.stopped++
	s.w.vehicles.more[s.lanes[n].who].since = s.w.now
}

// restart resumes an interrupted service.
func (s *hall) restart(n int32) {
	m := &s.w.vehicles.more[s.lanes[n].who]
	m.delays[interrupted] += s.w.now - m.since
	m.told = true
	s.stopped--
	s.run(n)
}

// sendBack stops a service and returns the vehicle to its line; it is resumed later.
func (s *hall) sendBack(n int32) {
	id := s.lanes[n].who
	s.halt(n)
	s.empty(n)
	s.rejoin(id)
	s.w.changed(s.id)
}

// startOver sends back a vehicle whose service will be begun anew.
func (s *hall) startOver(n int32) {
	id := s.lanes[n].who
	s.sendBack(n)
	m := &s.w.vehicles.more[id]
	m.rest = unknown
	m.again = min(m.again, 254) + 1
}

// vacate frees the lane of a vehicle that is done and gone.
func (s *hall) vacate(n int32) {
	if l := &s.lanes[n]; l.failed == 0 {
		s.groups[l.group].taken--
	}
	s.empty(n)
}

func (s *hall) empty(n int32) {
	l := &s.lanes[n]
	l.who = nobody
	if l.failed == 0 {
		s.free[n/64] |= 1 << (n % 64)
	}
}

// stop does to the running service of a lane that is lost what the rule says. What is due
// at this very moment is left to end.
func (s *hall) stop(n int32, work network.Closing) {
	if l := &s.lanes[n]; !l.runs || l.due == s.w.now {
		return
	}
	switch work {
	case network.Hold:
		s.interrupt(n)
	case network.SendBack:
		s.startOver(n)
	}
}

// there tells whether a lane is built, or has come over, at present.
func (s *hall) there(n int32) bool {
	g := &s.groups[s.lanes[n].group]
	return n-g.first < g.built+g.swung
}

// squeeze stops services, in the highest lanes first, until no more lanes are taken than
// can serve, and those over.
func (s *hall) squeeze(work network.Closing) {
	for i := range s.groups {
		g := &s.groups[i]
		for n := g.end - 1; n >= g.first && g.taken > g.limit+g.over; n-- {
			if s.lanes[n].failed == 0 {
				s.stop(n, work)
			}
		}
		g.over = 0
	}
}
