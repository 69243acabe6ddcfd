package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// service is a line in front of lanes: a booth, a control, a toll plaza.
//
//	enter --> [ line ] --begin--> [ lane: stage, stage … ] --end--> advance
//	             room                 manned, open             (held while blocked)
//
// The lanes are alike, so that a lane is a number, not a thing. Nothing starts while
// as many lanes are taken as are manned; what runs when lanes close is finished.
type service struct {
	w   *World
	id  network.ElementID
	el  *network.Element
	par *network.ServiceParams // in force
	rec *ElementRecord

	step      int      // next entry of el.Lanes
	param     int      // next entry of el.Serving
	controlAt sim.Time // when the next dated change is due
	manned    int32    // lanes that may start a service now; 0 while closed
	held      int32    // lanes whose vehicle has ended and is blocked
	queue     line
	mean      []sim.Time // by class: mean service time
	inLine    []int32    // by class
	busy      running
	draws     []sim.Base // one for each stage that holds the lane
	most      int32      // longest line of the day so far

	since                    sim.Time // of the integrals
	waiting, served, holding int64
	available                int64
	closed                   sim.Time // time without a manned lane, up to since
}

func newService(w *World, id network.ElementID) *service {
	el := &w.net.Elements[id]
	s := &service{w: w, id: id, el: el, rec: &w.out.Elements[id], draws: w.bases(id, stages(el)), inLine: make([]int32, len(w.net.Classes))}
	s.control()
	s.arm()
	return s
}

// stages returns the largest number of stages any class passes in the element.
func stages(el *network.Element) int {
	n := 1
	for _, p := range el.Serving {
		for _, laws := range p.Time {
			n = max(n, len(laws))
		}
	}
	return n
}

// room: a waiting place or a lane. A vehicle of a flow that is always ready takes no
// place in a line without end; it stands ready outside until a lane is free.
func (s *service) room(id VehicleID) bool {
	if s.par.Room < 0 && !s.w.alwaysReady(id) || s.queue.n < s.par.Room {
		return true
	}
	return s.queue.n == 0 && s.taken() < s.manned
}

func (s *service) full() network.Full { return s.par.Full }

func (s *service) standing() int32 { return s.queue.n }

func (s *service) line() (int32, sim.Millimetres) {
	if s.queue.n == 0 {
		return 0, 0
	}
	return s.queue.n, perRow(s.w.lengthOf(s.inLine), s.el.Rows)
}

func (s *service) taken() int32 { return int32(len(s.busy)) + s.held }

// enter: begin at once, or join the line.
func (s *service) enter(id VehicleID) {
	s.integrate()
	if s.queue.n == 0 && s.taken() < s.manned {
		s.w.vehicles.all[id].ended = s.closed
		s.begin(id)
		s.arm()
		return
	}
	v := &s.w.vehicles.all[id]
	v.ended = s.closed
	s.queue.push(s.w.vehicles.all, id)
	s.inLine[v.class]++
	s.most = max(s.most, s.queue.n)
}

// begin starts the service: one draw for each stage, made for this vehicle, element
// and stage alone.
func (s *service) begin(id VehicleID) {
	v := &s.w.vehicles.all[id]
	var time sim.Time
	lap := s.w.lap(id)
	laws := s.par.Time[v.class]
	for i := range laws {
		stream := s.draws[i].Stream(v.key, lap)
		time += laws[i].Time(&stream)
	}
	s.w.recordWait(v, s.id, s.w.now-v.entered, s.closed-v.ended)
	v.started = s.w.now
	s.busy.push(s.w.vehicles.all, serving{s.w.now + time, id})
}

// handle: the calendar is due; control comes before the end of services.
func (s *service) handle() {
	s.integrate()
	if s.controlAt == s.w.now {
		s.control()
		s.serve()
		s.arm()
		s.w.freed(s.id)
		return
	}
	id := s.busy.pop(s.w.vehicles.all)
	s.w.vehicles.all[id].ended = s.w.now
	s.held++
	if !s.w.advance(id) { // else left has armed
		s.arm()
	}
}

// left: a vehicle that had ended is gone, its lane is free.
func (s *service) left(VehicleID) {
	s.integrate()
	s.held--
	s.serve()
	s.arm()
}

// serve starts as many of the line as there are free manned lanes.
func (s *service) serve() {
	for s.queue.n > 0 && s.taken() < s.manned {
		id := s.queue.pop(s.w.vehicles.all)
		s.inLine[s.w.vehicles.all[id].class]--
		s.begin(id)
	}
}

// control applies every dated change that is due: lanes, calendar, parameters.
func (s *service) control() {
	for s.step < len(s.el.Lanes) && s.el.Lanes[s.step].At <= s.w.now {
		l := &s.el.Lanes[s.step]
		s.manned = l.Manned
		if !l.Open {
			s.manned = 0
		}
		s.step++
		s.w.recordControl(s.id, int64(s.manned))
	}
	for s.param < len(s.el.Serving) && s.el.Serving[s.param].At <= s.w.now {
		s.par, s.mean = &s.el.Serving[s.param], s.w.means[s.id][s.param]
		s.param++
		s.w.recordControl(s.id, int64(s.param))
	}
	s.controlAt = s.nextControl()
}

func (s *service) nextControl() sim.Time {
	at := sim.Never
	if s.step < len(s.el.Lanes) {
		at = s.el.Lanes[s.step].At
	}
	if s.param < len(s.el.Serving) {
		at = min(at, s.el.Serving[s.param].At)
	}
	return at
}

// arm puts the earliest thing that will happen here into the calendar.
func (s *service) arm() {
	at, rank := s.controlAt, sim.RankControl
	if len(s.busy) > 0 && s.busy[0].due < at {
		at, rank = s.busy[0].due, sim.RankRelease
	}
	if at == sim.Never {
		s.w.calendar.Clear(int(s.id))
		return
	}
	s.w.calendar.Set(int(s.id), at, rank)
}

// integrate brings the integrals up to now; called before anything changes.
func (s *service) integrate() {
	d := int64(s.w.now - s.since)
	if d == 0 {
		return
	}
	s.since = s.w.now
	s.waiting += int64(s.queue.n) * d
	s.served += int64(len(s.busy)) * d
	s.holding += int64(s.held) * d
	s.available += int64(s.manned) * d
	if s.manned == 0 {
		s.closed += sim.Time(d)
	}
}

func (s *service) close(day int) {
	s.integrate()
	r := &s.rec.Days[day]
	r.Waiting, r.Busy, r.Held, r.Manned = s.waiting, s.served, s.holding, s.available
	r.Inside = s.waiting + s.served + s.holding
	r.WaitingMax = s.most
	s.waiting, s.served, s.holding, s.available = 0, 0, 0, 0
	s.most = s.queue.n
}

// expected is the time until the lanes have done the work in line, and that of those
// further up.
func (s *service) expected(class int16, ahead int32) sim.Time {
	work := int64(ahead) * int64(s.mean[class])
	for c, n := range s.inLine {
		work += int64(n) * int64(s.mean[c])
	}
	return s.w.lanes[s.id].clearing(max(s.step-1, 0), s.w.now, float64(work))
}

func (s *service) inside() int32 { return s.queue.n + s.taken() }

// runs: a service is running, or lanes will be manned that are not held.
// runs: somebody is served, or will be. Where no lane is manned any more until the end of
// the run, and nobody holds one, it is closed, which is no lock.
func (s *service) runs() bool {
	lanes := s.w.mostLanes[s.id][s.step]
	return len(s.busy) > 0 || lanes > s.held || lanes == 0 && s.held == 0
}

func (s *service) finish() {
	s.integrate()
	all := s.w.vehicles.all
	for id, n := s.queue.head, s.queue.n; n > 0; id, n = all[id].next, n-1 {
		s.w.recordStillWaiting(id, s.id, s.w.now-all[id].entered, s.closed-all[id].ended)
	}
	for _, b := range s.busy {
		s.w.recordStillServed(b.who, s.id)
	}
}
