package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// hallLine is one line of a hall: of one class, or before one lane. It keeps how long it
// has been waiting for each reason, so that nobody in it needs to be touched when the
// reason changes.
type hallLine struct {
	head, tail VehicleID
	n          int32
	why        reason
	told       bool                  // something is in the books
	books      [interrupted]sim.Time // by reason, those of lines only
}

// lineOf is the line that a vehicle joins.
func (s *hall) lineOf(v *vehicle, m *more) *hallLine {
	if s.plan.PerLane {
		return &s.lines[m.lane]
	}
	return &s.lines[v.class]
}

// join puts a newcomer at the end of its line; from now on it may lose patience.
func (s *hall) join(id VehicleID) {
	v, m := s.of(id)
	if s.plan.PerLane {
		m.lane = s.shortest()
	}
	s.append(id, v, m)
	if s.rule.Patience == nil || s.rule.Patience[v.class].IsZero() {
		return
	}
	stream := s.patience.Stream(v.key, s.w.lap(id))
	m.due = s.w.now + s.rule.Patience[v.class].Time(&stream)
	s.giving.add(&s.w.vehicles, id)
}

func (s *hall) append(id VehicleID, v *vehicle, m *more) {
	l := s.lineOf(v, m)
	v.next, m.prev = nobody, nobody
	if l.n == 0 {
		l.head = id
	} else {
		s.w.vehicles.all[l.tail].next, m.prev = id, l.tail
	}
	l.tail = id
	s.count(l, v, m, 1)
}

// rejoin puts a vehicle that has been in a lane back into its line, where it stood; it
// does not lose patience any more.
func (s *hall) rejoin(id VehicleID) {
	v, m := s.of(id)
	l := s.lineOf(v, m)
	all, more := s.w.vehicles.all, s.w.vehicles.more
	m.prev, v.next = nobody, nobody
	if l.n > 0 {
		v.next = l.head
	}
	for v.next != nobody && more[v.next].seq < m.seq {
		m.prev, v.next = v.next, all[v.next].next
	}
	if m.prev == nobody {
		l.head = id
	} else {
		all[m.prev].next = id
	}
	if v.next == nobody {
		l.tail = id
	} else {
		more[v.next].prev = id
	}
	s.count(l, v, m, 1)
}

// unjoin takes a vehicle out of its line, wherever it stands.
func (s *hall) unjoin(id VehicleID) {
	v, m := s.of(id)
	l := s.lineOf(v, m)
	if id == l.head {
		l.head = v.next
	} else {
		s.w.vehicles.all[m.prev].next = v.next
	}
	if id == l.tail {
		l.tail = m.prev
	} else {
		s.w.vehicles.more[v.next].prev = m.prev
	}
	s.count(l, v, m, -1)
	s.giving.remove(&s.w.vehicles, id)
}

// count counts a vehicle into a line (1) or out of it (-1). What it waits for each
// reason is what the books of the line show when it goes, less what they showed when it
// came.
func (s *hall) count(l *hallLine, v *vehicle, m *more, by int32) {
	l.n += by
	s.inLine[v.class] += by
	s.waiting += by
	s.most = max(s.most, s.waiting)
	if l.told {
		m.told = true
		for r := range l.books {
			m.delays[r] -= sim.Time(by) * l.books[r]
		}
	}
}

// shortest is the lane, of those that can serve, with the fewest vehicles in it and
// before it; the lowest of equals. When none can serve, of all that are built.
func (s *hall) shortest() int32 {
	best, least := int32(0), int32(1<<30)
	for n := range s.lanes {
		if able := s.mans(int32(n)); !able && (s.able > 0 || n >= s.built()) {
			continue
		}
		count := s.lines[n].n
		if s.lanes[n].who != nobody {
			count++
		}
		if count < least {
			best, least = int32(n), count
		}
	}
	return best
}

// regroup leads those who stand before a lane that cannot serve any more to the others,
// first come first served.
func (s *hall) regroup() {
	if !s.plan.PerLane || s.able == 0 {
		return
	}
	for {
		first := nobody
		for n := range s.lines {
			if head := s.lines[n].head; s.lines[n].n > 0 && !s.mans(int32(n)) &&
				(first == nobody || s.w.vehicles.more[head].seq < s.w.vehicles.more[first].seq) {
				first = head
			}
		}
		if first == nobody {
			return
		}
		s.move(first)
	}
}

// move leads one vehicle to the end of the shortest line; its patience runs on.
func (s *hall) move(id VehicleID) {
	v, m := s.of(id)
	impatient := m.place != none
	s.unjoin(id)
	m.lane = s.shortest()
	s.append(id, v, m)
	if impatient {
		s.giving.add(&s.w.vehicles, id)
	}
}

// next is who begins in a lane of a group, or before a lane of its own: of the classes
// that rank lowest, whoever came first; nobody when all lines are empty. Newcomers are
// left out while they may not begin.
func (s *hall) next(g *group, n int32) VehicleID {
	admits := s.admits()
	if s.plan.PerLane {
		if l := &s.lines[n]; l.n > 0 && (admits || s.begun(l.head)) {
			return l.head
		}
		return nobody
	}
	best, rank := nobody, uint8(0)
	for c := range s.lines {
		l := &s.lines[c]
		if l.n == 0 || !g.plan.Classes[c] || !admits && !s.begun(l.head) {
			continue
		}
		if r := s.rank[c]; best == nobody || r < rank || r == rank && s.w.vehicles.more[l.head].seq < s.w.vehicles.more[best].seq {
			best, rank = l.head, r
		}
	}
	return best
}

// begun tells whether a vehicle in line has been in a lane before.
func (s *hall) begun(id VehicleID) bool {
	m := &s.w.vehicles.more[id]
	return m.rest != unknown || m.again > 0
}

// turnBack sends away everybody in line who has not been served in part, when the post
// closes.
func (s *hall) turnBack() {
	for i := range s.lines {
		for id := s.lines[i].head; id != nobody && s.lines[i].n > 0; {
			next := s.w.vehicles.all[id].next
			if !s.begun(id) {
				s.unjoin(id)
				s.w.quit(id, s.id, TurnedBack)
			}
			id = next
		}
	}
	s.w.changed(s.id)
}

// tail is the length of the line, all rows together.
func (s *hall) tail() sim.Millimetres { return s.w.lengthOf(s.inLine) }

// lengthOf is the length of a line of so many of each class.
func (w *World) lengthOf(line []int32) sim.Millimetres {
	sum := sim.Millimetres(0)
	for c, n := range line {
		sum += sim.Millimetres(n) * w.space(int16(c))
	}
	return sum
}

// space is the length of line that a vehicle of a class takes.
func (w *World) space(class int16) sim.Millimetres {
	c := &w.net.Classes[class]
	return c.Length + c.Gap
}

// perRow is what each row takes of a length of line.
func perRow(tail sim.Millimetres, rows int32) sim.Millimetres {
	if rows <= 1 {
		return tail
	}
	return tail / sim.Millimetres(rows)
}

// quotaWait is the time until the quota has let through so many and one more; beyond the
// last reset of the run, until its end.
func (s *hall) quotaWait(ahead int32) sim.Time {
	if ahead < s.quota {
		return 0
	}
	if s.rule.Quota == 0 {
		return sim.Never
	}
	k := s.calendar.reset + int((ahead-s.quota)/s.rule.Quota)
	if k >= len(s.plan.Resets) {
		return s.w.plan.Until - s.w.now
	}
	return s.plan.Resets[k] - s.w.now
}

// spend counts a service that begins against the quota.
func (s *hall) spend() {
	if s.quota == network.Unlimited {
		return
	}
	if s.quota--; s.quota == 0 {
		s.judge()
	}
}
