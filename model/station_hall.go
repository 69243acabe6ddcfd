package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// hall is a service with rules: lines by class or by lane, lanes that are known one by
// one, officers, breakdowns, quotas, patience.
//
//	             ┌── balks
//	enter --> [ lines ] --begin--> [ lane ] --done--> advance
//	             │ gives up           │ preempted, sent back: to the head of the line
//	             └── turned back      └ interrupted: stays, and is resumed
//
// Who may begin is decided in one place (ready): a lane of a group that is manned,
// sound and not taken, the class that ranks lowest among those the group serves, first
// come first served within it; nobody while a meter, the quota or the officers forbid
// it. Everything that could let somebody begin ends in serve, so that whenever nothing
// is going on nobody waits for a lane that could take him; a newcomer who finds one may
// therefore take it at once.
//
// A hall whose rules are all switched off does what a service does, to the tick and to
// the hash; a test compares the two. It is a station of its own because a plain queue
// should not pay for rules that it does not have.
//
// The rest of it: hall_lines.go (lines, patience), hall_lanes.go (lanes, interruptions),
// hall_control.go (calendar, limits, reasons of waiting), hall_expected.go (the wait of
// somebody who sets out).
type hall struct {
	// What every vehicle meets.
	w      *World
	par    *network.ServiceParams // in force
	rule   *network.HallRules     // in force
	pool   *pool                  // nil: lanes need no officers
	groups []group
	lanes  []lane
	lines  []hallLine
	busy   running
	free   []uint64 // bit set of the lanes that are sound and have nobody in them

	waiting int32
	held    int32 // lanes whose vehicle is done and blocked
	stopped int32 // lanes whose service is interrupted
	able    int32 // lanes that can serve now
	quota   int32 // services that may still begin before the next reset, Unlimited
	meters  int32 // meters that let nobody begin
	most    int32 // longest line of the day so far
	joined  uint32

	since                                    sim.Time // of the integrals
	waited, served, holding, idle, available int64

	inLine   []int32 // by class
	rank     []uint8 // by class: the lowest is served first
	worst    uint8   // the highest of them
	called   bool    // those in line begin as soon as the releases of this instant are done
	odd      bool    // some line waits for something else than a lane
	pace     float64 // of running services: 1 as the laws say
	giving   timers  // those in line who will give up
	calendar hallCalendar

	// The rest.
	id                network.ElementID
	el                *network.Element
	plan              *network.Hall
	rec               *ElementRecord
	mean              []sim.Time        // by class
	slowed            float64           // by disruptions
	lost              int32             // lanes lost to disruptions, whichever they are; Unlimited for all
	reaches           [][]network.Reach // by class; nil where all lanes serve the same classes
	swings            []*swing          // that bring lanes here, and take them away
	noted             []*diversion      // that take notes when lanes change
	draws             []sim.Base        // one for each stage that holds the lane
	patience, balking sim.Base
}

func newHall(w *World, id network.ElementID) *hall {
	el := &w.net.Elements[id]
	s := &hall{w: w, id: id, el: el, plan: el.Hall, rec: &w.out.Elements[id], draws: w.bases(id, stages(el)),
		patience: sim.NewBase(w.seed, w.replication, el.Name, "patience"),
		balking:  sim.NewBase(w.seed, w.replication, el.Name, "balking"),
		inLine:   make([]int32, len(w.net.Classes)), slowed: 1, quota: network.Unlimited}
	if el.Hall.Staff != network.None {
		s.pool = w.pools[el.Hall.Staff]
		s.pool.members = append(s.pool.members, s)
	}
	s.reaches = el.Hall.Reaches(w.plan.Until)
	s.build()
	s.control()
	s.arm()
	return s
}

func (s *hall) of(id VehicleID) (*vehicle, *more) {
	return &s.w.vehicles.all[id], &s.w.vehicles.more[id]
}

// balks draws whether a vehicle leaves rather than join the line.
func (s *hall) balks(id VehicleID) bool {
	share := 0.0
	for _, b := range s.rule.Balk {
		if s.waiting >= b.Line {
			share = b.Share
		}
	}
	if share == 0 || s.takes(s.w.vehicles.all[id].class) != none {
		return false
	}
	stream := s.balking.Stream(s.w.vehicles.all[id].key, s.w.lap(id))
	return stream.Float64() < share
}

// room: a place in line or a lane; whose service it would interrupt needs a place in
// line, too. A vehicle of a flow that is always ready takes no place in a line without
// end; it stands ready outside until a lane is free.
func (s *hall) room(id VehicleID) bool {
	class := s.w.vehicles.all[id].class
	endless := s.par.Room < 0 && s.rule.RoomLength < 0
	if s.place(class) && !(endless && s.w.alwaysReady(id)) {
		return true
	}
	return s.takes(class) != none || endless && s.victim(class) != none
}

// place tells whether a class finds a place in line.
func (s *hall) place(class int16) bool {
	return (s.par.Room < 0 || s.waiting < s.par.Room) &&
		(s.rule.RoomLength < 0 || s.tail()+s.w.space(class) <= s.rule.RoomLength)
}

// full: nobody is lost before the officers of this instant have been sent.
func (s *hall) full() network.Full {
	if s.pool != nil && s.pool.called() {
		return network.Block
	}
	return s.par.Full
}

// enter: begin at once, in place of somebody who ranks higher if need be, or join the
// line.
func (s *hall) enter(id VehicleID) {
	s.integrate()
	v, m := s.of(id)
	s.joined++
	m.seq, m.rest, m.served, m.again = s.joined, unknown, 0, 0
	if n := s.promised(v.class); n != none {
		s.begin(id, n)
	} else if n := s.victim(v.class); n != none {
		s.sendBack(n)
		s.begin(id, n)
	} else {
		s.join(id)
		s.w.changed(s.id)
	}
	s.arm()
}

// promised is the lane for whoever enters. Where there is no place in line, room has
// promised him one; the hall that he left may have called the pool since.
func (s *hall) promised(class int16) int32 {
	n := s.takes(class)
	if n == none && s.pool != nil && !s.place(class) && s.admits() && s.pool.free() >= s.plan.Officers {
		n = s.laneFor(class)
	}
	return n
}

// begin takes a lane; what is left of an interrupted service is resumed.
func (s *hall) begin(id VehicleID, n int32) {
	v, m := s.of(id)
	if m.rest == unknown {
		if m.again == 0 {
			v.started = s.w.now
			s.spend()
		}
		m.rest = s.draw(id, v, m)
	}
	s.occupy(n, id)
}

// draw is the lane time of a vehicle: one draw for each stage, made for this vehicle,
// element and stage alone. A service that begins anew is drawn anew.
func (s *hall) draw(id VehicleID, v *vehicle, m *more) sim.Time {
	laws := s.par.Time[v.class]
	if m.channel != noChannel && int(m.channel) < len(s.rule.ByChannel) {
		if by := s.rule.ByChannel[m.channel]; by != nil && by[v.class] != nil {
			laws = by[v.class]
		}
	}
	lap := s.w.lap(id) + uint32(m.again)<<24
	if len(laws) == 1 {
		stream := s.draws[0].Stream(v.key, lap)
		return laws[0].Time(&stream)
	}
	var sum, step sim.Time
	for i := range laws {
		stream := s.draws[i].Stream(v.key, lap)
		t := laws[i].Time(&stream)
		if i < len(s.rule.Together) && s.rule.Together[i] {
			step = max(step, t)
			continue
		}
		sum += step
		step = t
	}
	return sum + step
}

// handle: the calendar is due; control comes before the end of services, and these
// before giving up.
func (s *hall) handle() {
	s.integrate()
	switch now := s.w.now; {
	case s.calendar.at == now:
		s.control()
		s.resume()
	case len(s.busy) > 0 && s.busy[0].due == now:
		s.done()
	default:
		s.giveUp()
	}
}

// done: a service ends.
func (s *hall) done() {
	id := s.busy.pop(s.w.vehicles.all)
	v, m := s.of(id)
	l := &s.lanes[m.lane]
	l.runs = false
	m.served += s.w.now - l.since
	m.rest = 0
	v.ended = s.w.now
	s.held++
	if s.pool != nil && !s.plan.KeepsOff {
		s.pool.give(s)
	}
	s.w.recordDone(id, s.id)
	if s.w.advance(id) { // left has armed
		return
	}
	if s.pool != nil {
		s.serve() // the officers are free, if not the lane
	}
	s.arm()
}

// left: a vehicle that was done is gone, its lane is free.
func (s *hall) left(id VehicleID) {
	s.integrate()
	s.held--
	if s.pool != nil && s.plan.KeepsOff {
		s.pool.give(s)
	}
	s.vacate(s.w.vehicles.more[id].lane)
	s.resume()
}

// resume lets begin whoever may now, those held further up after those in line.
func (s *hall) resume() {
	s.moveUp()
	s.w.freed(s.id)
}

// moveUp lets begin whoever in line may now.
func (s *hall) moveUp() {
	s.integrate()
	s.serve()
	for _, x := range s.swings {
		x.free(s)
	}
	s.arm()
}

// giveUp: somebody's patience ends.
func (s *hall) giveUp() {
	id := s.giving.heap[0]
	s.unjoin(id)
	s.w.quit(id, s.id, Reneged)
	s.w.changed(s.id)
	s.arm()
}

// arm puts the earliest thing that will happen here into the calendar.
func (s *hall) arm() {
	at, rank := s.calendar.at, sim.RankControl
	if len(s.busy) > 0 && s.busy[0].due < at {
		at, rank = s.busy[0].due, sim.RankRelease
	}
	if due := s.giving.next(&s.w.vehicles); due < at {
		at, rank = due, sim.RankRenege
	}
	s.w.calendar.Set(int(s.id), at, rank) // Never clears
}

// integrate brings the integrals up to now; called before anything changes.
func (s *hall) integrate() {
	d := int64(s.w.now - s.since)
	if d == 0 {
		return
	}
	s.since = s.w.now
	serving := int32(len(s.busy))
	s.waited += int64(s.waiting) * d
	s.served += int64(serving) * d
	if s.held|s.stopped != 0 {
		s.holding += int64(s.held) * d
		s.idle += int64(s.stopped) * d
	}
	s.available += int64(s.usable(serving)) * d
	if s.odd || s.pool != nil && s.pool.free() < s.plan.Officers {
		s.blame(sim.Time(d))
	}
}

func (s *hall) close(day int) {
	s.integrate()
	r := &s.rec.Days[day]
	r.Waiting, r.Busy, r.Held, r.Manned = s.waited, s.served, s.holding, s.available
	r.Inside = s.waited + s.served + s.holding + s.idle
	r.WaitingMax = s.most
	s.waited, s.served, s.holding, s.idle, s.available = 0, 0, 0, 0, 0
	s.most = s.waiting
}

func (s *hall) inside() int32 { return s.waiting + int32(len(s.busy)) + s.held + s.stopped }

func (s *hall) standing() int32 { return s.waiting }

func (s *hall) line() (int32, sim.Millimetres) {
	return s.waiting, perRow(s.tail(), s.el.Rows)
}

// finish enters the vehicles still inside; those that are done stand in the line of an
// element further on.
func (s *hall) finish() {
	s.integrate()
	for i := range s.lines {
		for id := s.lines[i].head; s.lines[i].n > 0; id = s.lines[i].head {
			s.unjoin(id)
			s.w.recordStillThere(id, s.id, true)
		}
	}
	for n := range s.lanes {
		l := &s.lanes[n]
		switch m := s.w.vehicles.more; {
		case l.who == nobody:
		case l.runs:
			m[l.who].served += s.w.now - l.since
			s.w.recordStillThere(l.who, s.id, false)
		case l.stopped:
			m[l.who].delays[interrupted] += s.w.now - m[l.who].since
			m[l.who].told = true
			s.w.recordStillThere(l.who, s.id, true)
		}
	}
}
