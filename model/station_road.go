package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// road is one direction of a road: free-flow time by class, a discharge headway at
// its end, room for so many metres of vehicles. What only some roads have is its traffic.
//
//	enter --> [ driving: one file for each class ] --due--> [ end ] --headway--> advance
//
// Vehicles of one class keep their order, so that only the head of each file needs
// to be looked at and only the first of all stands in the calendar. Whoever is due
// first leaves first; the next may follow a headway later. A vehicle that the element
// ahead refuses closes the road until it is let in. Room freed at the end is felt at
// the entry after the backward wave has run along the road, if one is given.
type road struct {
	w   *World
	id  network.ElementID
	el  *network.Element
	par *network.RoadParams
	rec *ElementRecord
	pcu []float64 // by class

	traffic *traffic // nil: nothing but what stands here

	param  int       // next entry of el.Driving
	change sim.Time  // when a dated list changes something
	files  []file    // one for each class; with traffic, two for all
	latest sim.Time  // with traffic: due time of the last of all files
	exit   VehicleID // stands at the end, blocked; or nobody
	n      int32     // vehicles on it
	filled sim.Millimetres
	freeAt sim.Time // earliest next exit
	wave   ring     // room under way to the entry
	reach  sim.Time // when the last of it arrives

	stand   int32 // vehicles due and not gone, as of the last exit
	most    int32
	since   sim.Time
	present int64
	holding int64
}

// file is the vehicles of one class on the road.
type file struct {
	line
	last sim.Time  // due time of the last that entered: nobody overtakes its own class
	next VehicleID // first not yet counted as standing
	left int32     // how many are not yet counted
}

func newRoad(w *World, id network.ElementID) *road {
	el := &w.net.Elements[id]
	r := &road{w: w, id: id, el: el, rec: &w.out.Elements[id],
		files: make([]file, len(w.net.Classes)), exit: nobody}
	if el.Traffic != nil {
		r.files = append(r.files, file{}, file{})
		r.traffic = newTraffic(r)
	}
	r.control()
	r.arm()
	return r
}

func (r *road) room(id VehicleID) bool {
	if r.traffic != nil && !r.traffic.admits() {
		return false
	}
	if r.par.Storage < 0 {
		return true
	}
	return r.filled+r.par.Space[r.w.vehicles.all[id].class] <= r.par.Storage
}

func (r *road) full() network.Full { return r.par.Full }

func (r *road) standing() int32 {
	r.count()
	return r.stand
}

// line: those who stand at the end, side by side on its lanes.
func (r *road) line() (int32, sim.Millimetres) {
	r.count()
	if r.stand == 0 {
		return 0, 0
	}
	all, tail := r.w.vehicles.all, sim.Millimetres(0)
	for c := range r.files {
		f := &r.files[c]
		if c >= len(r.pcu) {
			for id, n := f.head, f.n-f.left; n > 0; id, n = all[id].next, n-1 {
				tail += r.w.space(all[id].class)
			}
			continue
		}
		tail += sim.Millimetres(f.n-f.left) * r.w.space(int16(c))
	}
	if r.exit != nobody {
		tail += r.w.space(all[r.exit].class)
	}
	return r.stand, perRow(tail, r.par.Lanes)
}

// enter: drive.
func (r *road) enter(id VehicleID) {
	r.integrate()
	v := &r.w.vehicles.all[id]
	r.n++
	r.filled += r.par.Space[v.class]
	if r.traffic != nil {
		r.traffic.enter(id)
		r.arm()
		return
	}
	f := &r.files[v.class]
	v.started = max(r.w.now+r.par.Time[v.class], f.last)
	f.last = v.started
	r.join(f, id)
	if f.n == 1 {
		r.arm()
	}
}

// join puts a vehicle at the end of a file.
func (r *road) join(f *file, id VehicleID) {
	f.push(r.w.vehicles.all, id)
	if f.left == 0 {
		f.next = id
	}
	f.left++
}

// first returns the file whose head is due first, or -1.
func (r *road) first() int {
	best, due := -1, sim.Never
	for c := range r.files {
		if f := &r.files[c]; f.n > 0 {
			if at := r.w.vehicles.all[f.head].started; at < due {
				best, due = c, at
			}
		}
	}
	return best
}

// handle: a dated change, room that reaches the entry, somebody who has rested, or an
// exit.
func (r *road) handle() {
	r.integrate()
	if r.change == r.w.now {
		r.control()
		r.arm()
		r.w.freed(r.id)
		return
	}
	if r.wave.n > 0 && r.wave.head().at == r.w.now {
		r.filled -= r.par.Space[r.wave.pop().class]
		r.arm()
		r.w.freed(r.id)
		return
	}
	if r.traffic != nil && r.traffic.resting.next(&r.w.vehicles) == r.w.now {
		r.traffic.arrive()
		r.arm()
		return
	}
	r.count()
	f := &r.files[r.first()]
	if f.left == f.n { // due this very moment: it leaves, but has never stood
		r.stand++
		f.next = r.w.vehicles.all[f.head].next
		f.left--
	}
	id := f.pop(r.w.vehicles.all)
	v := &r.w.vehicles.all[id]
	v.ended = r.w.now
	r.w.recordWait(v, r.id, v.ended-v.started, 0)
	r.standDays(v)
	r.exit = id
	if !r.w.advance(id) { // else left has armed
		r.arm()
	}
}

// left: the vehicle at the end is gone; the next may follow a headway later.
func (r *road) left(id VehicleID) {
	r.integrate()
	class := r.w.vehicles.all[id].class
	r.exit = nobody
	r.stand--
	r.n--
	if r.traffic == nil {
		r.freeAt = r.w.now + r.par.Headway[class]
	} else {
		r.traffic.left(id)
	}
	if r.par.Wave > 0 && r.par.Storage >= 0 {
		r.reach = max(r.reach, r.w.now+r.par.Wave) // a wave made faster does not overtake
		r.wave.push(release{r.reach, class})
	} else {
		r.filled -= r.par.Space[class]
	}
	r.arm()
}

// control applies every dated change that is due.
func (r *road) control() {
	for r.param < len(r.el.Driving) && r.el.Driving[r.param].At <= r.w.now {
		r.take(&r.el.Driving[r.param])
		r.param++
		r.measure()
		r.w.recordControl(r.id, int64(r.param))
	}
	r.change = sim.Never
	if r.param < len(r.el.Driving) {
		r.change = r.el.Driving[r.param].At
	}
	if r.traffic != nil {
		r.change = min(r.change, r.traffic.control())
	}
}

// take puts parameters in force. Where files are joined or parted, nobody who enters from
// then on overtakes those who are on the road.
func (r *road) take(p *network.RoadParams) {
	if t := r.traffic; t != nil {
		t.factor, t.at = 1, none
		if r.par != nil && r.par.OneFile && !p.OneFile {
			for c := range r.files {
				r.files[c].last = max(r.files[c].last, r.latest+1)
			}
		}
	}
	r.par = p
	if r.pcu = p.PCU; r.pcu == nil {
		r.pcu = r.w.pcu
	}
}

// measure adds up the room taken anew, after a change of what a vehicle takes.
func (r *road) measure() {
	r.filled = 0
	all := r.w.vehicles.all
	for c := range r.files {
		if f := &r.files[c]; c < len(r.pcu) {
			r.filled += sim.Millimetres(f.n) * r.par.Space[c]
		} else {
			for id, n := f.head, f.n; n > 0; id, n = all[id].next, n-1 {
				r.filled += r.par.Space[all[id].class]
			}
		}
	}
	if r.traffic != nil {
		for _, id := range r.traffic.resting.heap {
			r.filled += r.par.Space[all[id].class]
		}
	}
	if r.exit != nobody {
		r.filled += r.par.Space[all[r.exit].class]
	}
	for i := range r.wave.n {
		r.filled += r.par.Space[r.wave.at(i).class]
	}
}

// arm puts the earliest thing that will happen here into the calendar.
func (r *road) arm() {
	at, rank := r.change, sim.RankControl
	if r.wave.n > 0 && r.wave.head().at < at {
		at, rank = r.wave.head().at, sim.RankRelease
	}
	if r.traffic != nil {
		if due := r.traffic.resting.next(&r.w.vehicles); due < at {
			at, rank = due, sim.RankRelease
		}
	}
	if r.exit == nobody {
		if c := r.first(); c >= 0 {
			if due := max(r.w.vehicles.all[r.files[c].head].started, r.freeAt); due < at {
				at, rank = due, sim.RankRelease
			}
		}
	}
	if at == sim.Never {
		r.w.calendar.Clear(int(r.id))
		return
	}
	r.w.calendar.Set(int(r.id), at, rank)
}

// count counts as standing whoever was due before now and is not gone.
func (r *road) count() {
	all := r.w.vehicles.all
	for c := range r.files {
		f := &r.files[c]
		for f.left > 0 && all[f.next].started < r.w.now {
			r.stand++
			f.next = all[f.next].next
			f.left--
		}
	}
	r.most = max(r.most, r.stand)
}

// standDays adds the time a vehicle stood to the days it stood in.
func (r *road) standDays(v *vehicle) {
	if v.ended > v.started {
		r.w.spread(r.rec, v.started, v.ended)
	}
}

func (r *road) integrate() {
	d := int64(r.w.now - r.since)
	if d == 0 {
		return
	}
	r.since = r.w.now
	r.present += int64(r.n) * d
	if r.exit != nobody {
		r.holding += d
	}
}

func (r *road) close(day int) {
	r.integrate()
	r.count()
	rec := &r.rec.Days[day]
	rec.Inside, rec.Held, rec.WaitingMax = r.present, r.holding, r.most
	r.present, r.holding, r.most = 0, 0, r.stand
}

// expected is what the discharge of all who are on the road, and further up, takes
// longer than driving along it.
func (r *road) expected(class int16, ahead int32) sim.Time {
	if r.traffic != nil {
		return r.traffic.expected(class, ahead)
	}
	return max(0, sim.Time(r.n+ahead)*r.par.Headway[class]-r.par.Time[class])
}

func (r *road) inside() int32 { return r.n }

func (r *road) runs() bool {
	if r.wave.n > 0 || r.n > 0 && r.exit == nobody {
		return true
	}
	return r.traffic != nil && (!r.traffic.admits() || len(r.traffic.resting.heap) > 0)
}

func (r *road) finish() {
	r.integrate()
	all := r.w.vehicles.all
	for c := range r.files {
		f := &r.files[c]
		for id, n := f.head, f.n; n > 0; id, n = all[id].next, n-1 {
			v := &all[id]
			if v.started < r.w.now {
				r.w.recordStillStanding(id, r.id)
				r.w.spread(r.rec, v.started, r.w.now)
			} else {
				r.w.recordStillDriving(id, r.id)
			}
		}
	}
	if r.traffic != nil {
		for _, id := range r.traffic.resting.heap {
			r.w.recordStillDriving(id, r.id)
		}
	}
}
