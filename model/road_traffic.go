package model

import (
	"math"

	"corridor/model/network"
	"corridor/sim"
)

// traffic is what only some roads have: capacity that others use, closures, disruptions,
// times that grow with the flow, rests.
//
// Who rests on the road is in no file: it passes and is passed, and comes to the end when
// it is due there. Files of the road beyond those of the classes hold vehicles of all
// classes: one those that keep one file, one those that have rested and are at the end.
type traffic struct {
	*network.Traffic
	r *road

	step   int     // entry of Capacity in force
	closed int     // next entry of Closed, the present one included
	paced  int     // next entry of Pace
	pace   float64 // by plan
	shut   bool    // nobody may enter: by plan
	lost   bool    // nobody may enter: at random
	slowed float64 // at random: share of the whole capacity and of speed

	count   hourCount
	factor  float64 // volume–delay: time over time at free flow
	looked  int64   // quarter hour and …
	at      int     // … entry of Capacity for which it holds, or none
	resting timers
	noted   []*diversion // that take notes when it opens or closes
}

func newTraffic(r *road) *traffic {
	return &traffic{Traffic: r.el.Traffic, r: r, pace: 1, slowed: 1, factor: 1, at: none,
		count: hourCount{classes: len(r.w.net.Classes), n: make([]int32, quarters*len(r.w.net.Classes))}}
}

// shared and rested are the files of all classes.
func (t *traffic) shared() *file { return &t.r.files[len(t.r.files)-2] }
func (t *traffic) rested() *file { return &t.r.files[len(t.r.files)-1] }

// admits tells whether anybody may enter.
func (t *traffic) admits() bool { return !t.shut && !t.lost }

// serves and noteFor are for diversions.
func (r *road) serves(int16) bool { return r.traffic.admits() }

func (r *road) noteFor(d *diversion) { r.traffic.noted = append(r.traffic.noted, d) }

func (t *traffic) tell() {
	for _, d := range t.noted {
		d.note()
	}
}

// enter lets a vehicle drive: in its file, or by itself when it will rest.
func (t *traffic) enter(id VehicleID) {
	r := t.r
	v := &r.w.vehicles.all[id]
	drive := t.driving(v.class)
	t.count.add(r.w.now, v.class)
	if t.RestsOn(network.ClassID(v.class)) {
		m := &r.w.vehicles.more[id]
		m.before = m.driven
		end, rested := t.trip(v.class, r.w.now, drive, &m.driven, sim.Never)
		if m.paused = rested; rested > 0 {
			v.started, m.due = end, end
			t.resting.add(&r.w.vehicles, id)
			return
		}
	}
	f, earliest := &r.files[v.class], sim.Time(0)
	if r.par.OneFile {
		f, earliest = t.shared(), r.latest
	} else {
		earliest = f.last
	}
	v.started = max(r.w.now+drive, earliest)
	r.latest = max(r.latest, v.started)
	f.last = v.started
	r.join(f, id)
}

// driving is the time it takes a class that enters now.
func (t *traffic) driving(class int16) sim.Time {
	free := t.r.par.Time[class]
	if t.r.par.Delay.Alpha != 0 {
		t.look()
	}
	share := t.factor / float64(t.pace*t.slowed)
	if share == 1 {
		return free
	}
	return sim.Time(float64(float64(free)*share) + 0.5)
}

// look works out the volume–delay factor, which holds for a quarter hour or until the
// capacity changes.
func (t *traffic) look() {
	t.seek(t.r.w.now)
	now := int64(t.r.w.now / quarter)
	if t.looked == now && t.at == t.step {
		return
	}
	t.looked, t.at = now, t.step
	c := &t.Capacity[t.step]
	flow := c.Taken + t.count.flow(t.r.w.now, t.r.pcu)
	d := &t.r.par.Delay
	t.factor = 1
	if whole := float64(c.Whole * t.slowed); flow > 0 && whole > 0 && !math.IsInf(whole, 1) {
		t.factor += float64(d.Alpha * sim.Pow(flow/whole, d.Beta))
	}
}

// Of the capacity.

// seek moves on to the entry of Capacity in force.
func (t *traffic) seek(now sim.Time) {
	for t.step+1 < len(t.Capacity) && t.Capacity[t.step+1].At <= now {
		t.step++
	}
}

// left: the next may follow when the road has let out the vehicle that is gone.
func (t *traffic) left(id VehicleID) {
	w := t.r.w
	if w.resting {
		w.vehicles.more[id].paused = 0
	}
	t.r.freeAt = t.discharged(w.now, t.r.pcu[w.vehicles.all[id].class])
}

// given is what the road has for the corridor in a step.
func (t *traffic) given(step int) float64 { return t.Capacity[step].LeftOf(t.slowed) }

// discharged is when so many pcu that follow each other from now on have left the road;
// Never when it has nothing left for them.
func (t *traffic) discharged(now sim.Time, pcu float64) sim.Time {
	t.seek(now)
	work := float64(pcu * float64(sim.Hour))
	for i := t.step; ; i++ {
		left := t.given(i)
		if math.IsInf(left, 1) || work <= 0 {
			return now
		}
		last := i+1 == len(t.Capacity)
		if last && left <= 0 {
			return sim.Never
		}
		if last || work <= float64(left*float64(t.Capacity[i+1].At-now)) {
			return now + sim.Time(work/left+0.5)
		}
		work -= float64(left * float64(t.Capacity[i+1].At-now))
		now = t.Capacity[i+1].At
	}
}

// owed is how many pcu a road that is to be free at a time has still to let out.
func (t *traffic) owed(now, free sim.Time) float64 {
	t.seek(now)
	work := 0.0
	for i := t.step; now < free; i++ {
		end := free
		if i+1 < len(t.Capacity) {
			end = min(end, t.Capacity[i+1].At)
		}
		work += float64(t.given(i) * float64(end-now))
		now = end
	}
	return work / float64(sim.Hour)
}

// Of closures and disruptions.

// next is when a dated list changes something.
func (t *traffic) next() sim.Time {
	at := sim.Never
	if t.closed < len(t.Closed) {
		if at = t.Closed[t.closed].From; t.shut {
			at = t.Closed[t.closed].To
		}
	}
	if t.paced < len(t.Pace) {
		at = min(at, t.Pace[t.paced].At)
	}
	return at
}

// control applies what is due, and tells when something is next.
func (t *traffic) control() sim.Time {
	if t.next() <= t.r.w.now {
		t.apply()
	}
	return t.next()
}

func (t *traffic) apply() {
	now := t.r.w.now
	for t.paced < len(t.Pace) && t.Pace[t.paced].At <= now {
		t.pace = t.Pace[t.paced].Pace
		t.paced++
		t.r.w.recordControl(t.r.id, int64(float64(t.pace*1e6))|1<<43)
	}
	for t.closed < len(t.Closed) && t.Closed[t.closed].From <= now {
		if t.shut = now < t.Closed[t.closed].To; t.shut {
			break
		}
		t.closed++
	}
	t.r.w.recordControl(t.r.id, int64(t.closed)<<1|1<<44)
	t.at = none
	t.tell()
}

// disturb closes the road to those who would enter, or slows them and takes from its
// capacity. Who stands at the end waits for what is still owed to the one before it.
func (r *road) disturb(lost int32, slowed float64, _ network.Closing) {
	t := r.traffic
	r.integrate()
	r.w.recordControl(r.id, int64(lost)<<32|int64(float64(slowed*1e6)))
	t.lost = lost != 0
	t.tell()
	if slowed != t.slowed {
		owed := 0.0
		if r.freeAt > r.w.now {
			owed = t.owed(r.w.now, r.freeAt)
		}
		t.slowed, t.at = slowed, none
		if owed > 0 && !math.IsInf(owed, 1) {
			r.freeAt = t.discharged(r.w.now, owed)
		}
	}
	r.arm()
	r.w.freed(r.id)
}

// cease: there are no services on a road.
func (r *road) cease(network.Closing) {}

// reopens is how long somebody who comes now waits until anybody may enter, by plan.
func (t *traffic) reopens() sim.Time {
	if !t.shut {
		return 0
	}
	return t.Closed[t.closed].To - t.r.w.now
}

// expected is the wait of somebody who comes now: until the road opens, and longer than
// driving until all who are before it have left.
func (t *traffic) expected(class int16, ahead int32) sim.Time {
	wait, now := t.reopens(), t.r.w.now
	all := t.discharged(now, float64(float64(t.r.n+ahead)*t.r.pcu[class]))
	if all == sim.Never {
		return all
	}
	return wait + max(0, all-now-wait-t.r.par.Time[class])
}

// Of the flow.

const (
	quarter  = 15 * sim.Minute
	quarters = 5 // of an hour, and the one being counted
)

// hourCount counts who entered, by quarter hours from tick 0 on.
type hourCount struct {
	classes int
	now     int64   // the quarter hour being counted
	n       []int32 // by quarter hour (a ring), class
}

func (h *hourCount) add(now sim.Time, class int16) {
	h.turn(now)
	h.n[int(h.now%quarters)*h.classes+int(class)]++
}

// turn begins the quarter hours up to now.
func (h *hourCount) turn(now sim.Time) {
	q := int64(now / quarter)
	if q-h.now >= quarters {
		clear(h.n)
		h.now = q
	}
	for h.now < q {
		h.now++
		clear(h.n[int(h.now%quarters)*h.classes:][:h.classes])
	}
}

// flow is the pcu that entered in the last four full quarter hours.
func (h *hourCount) flow(now sim.Time, pcu []float64) float64 {
	h.turn(now)
	sum := 0.0
	for class, each := range pcu {
		n := int32(0)
		for back := int64(1); back < quarters; back++ {
			if q := h.now - back; q >= 0 {
				n += h.n[int(q%quarters)*h.classes+class]
			}
		}
		sum += float64(float64(n) * each)
	}
	return sum
}
