package kinds

import (
	"fmt"
	"math"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const terminalHelp = "A place where freight changes what it moves in: cranes, tracks, berths, batches."

// TerminalSpec is a table [terminal.NAME].
//
//	wagon ──> [ cranes ] ──> [ transfer: becomes trucks, batch ] ──> truck, truck, truck
//	trains end on its tracks, vessels at its berths, and stay until their freight has gone on
//
// A transfer is a link of its place for routes, which are free to take it; one that
// changes nothing for a flow is not passed. Of the freight that becomes another class
// nothing is lost: a wagon of 60 t becomes three trucks of 20 t, and three trucks of 20 t
// become one wagon: the first of them wait until it is full. An empty unit becomes one
// empty unit. With a batch, so many units of the new class leave together. A train that finds no track waits outside.
type TerminalSpec struct {
	Title    string                   `toml:"title" help:"Name for people."`
	At       string                   `toml:"at" required:"true" help:"Place where it stands: place.NAME."`
	Tracks   value.Places             `toml:"tracks" unit:"trains" running:"true" help:"Trains that can stand here at the end of their way (default: any number)."`
	Berths   value.Places             `toml:"berths" unit:"vessels" running:"true" help:"Vessels that can lie here at the end of their way (default: any number)."`
	Cranes   *CranesSpec              `toml:"cranes" help:"Cranes, or whatever else does the transfer; without them it takes no time."`
	Transfer map[string]*TransferSpec `toml:"transfer" help:"One change of class that freight can have here."`
}

// CranesSpec is a table [terminal.NAME.cranes].
type CranesSpec struct {
	LaneSpec
	Lift value.Mass `toml:"lift" running:"true" help:"Freight that one cycle moves; a unit takes as many cycles as the payload of its class needs (default: one cycle for each unit that comes)."`
}

// TransferSpec is a table [terminal.NAME.transfer.NAME].
type TransferSpec struct {
	Title   string       `toml:"title" help:"Name for people."`
	From    string       `toml:"from" required:"true" help:"Class of the units that come: class.NAME."`
	To      string       `toml:"to" required:"true" help:"Class of the units that go on: class.NAME."`
	Batch   value.Places `toml:"batch" unit:"units" running:"true" help:"Units of the new class that leave together, at least (default: each goes on at once)."`
	Fee     value.Fees   `toml:"fee" running:"true" help:"What a unit of the new class pays when it goes on: \"20 USD\", or \"2.5 USD/t\" for each tonne on board."`
	TimeOut value.Span   `toml:"time_out" running:"true" help:"Units leave at the latest so long after the first freight in them, or the first unit of their batch, came: not full, or fewer than the batch (default: never)."`
	Room    value.Places `toml:"room" unit:"units" running:"true" help:"Units that may wait for the batch (default: any number)."`
}

// mostLifts is how many cycles one unit may take.
const mostLifts = 200

// Check notes what is wrong with the table by itself.
func (t *TerminalSpec) Check(path string, f *Faults) {
	if t.Cranes != nil {
		t.Cranes.check(path+".cranes", f)
		if len(t.Cranes.Channel) > 0 {
			f.Add(path+".cranes.channel", "a terminal has no channels", "write service_by for classes")
		}
		if !t.Cranes.Lanes.Written {
			f.Add(path+".cranes.lanes", "is missing", "write how many cranes there are, such as lanes = 2")
		}
	}
	for _, name := range sortedKeys(t.Transfer) {
		x, at := t.Transfer[name], path+".transfer."+name
		switch {
		case x == nil:
		case x.From != "" && x.From == x.To:
			f.Add(at+".to", fmt.Sprintf("is %q, the class that comes", x.To), "a transfer makes another class of it")
		case x.Batch.Limited && x.Room.Limited && x.Room.N < x.Batch.N && !x.TimeOut.Written:
			f.Add(at+".room", fmt.Sprintf("is %d, but the batch is %d: it never leaves", x.Room.N, x.Batch.N), "write more room, or a time_out")
		}
	}
	if len(t.Transfer) == 0 && t.Cranes == nil && !t.Tracks.Limited && !t.Berths.Limited {
		f.Add(path, "has nothing", "write ["+path+".transfer.NAME] with the classes from and to, or tracks, or berths")
	}
	if len(t.Transfer) == 0 && t.Cranes != nil {
		f.Add(path+".transfer", "is missing: the cranes have nothing to do", "write ["+path+".transfer.NAME] with the classes from and to")
	}
}

// stop is a place with tracks or berths.
type stop struct {
	place network.PlaceID
	what  string
}

// Compile makes the cranes, the tracks, the berths and a chain for each transfer.
func (t *TerminalSpec) Compile(path string, c *Compiler) {
	at := c.place(path+".at", t.At)
	if at == network.None {
		c.unsure = true
		return
	}
	title := titled(t.Title, path)
	t.stop(path, title, "tracks", byRail, t.Tracks, at, c)
	t.stop(path, title, "berths", byWater, t.Berths, at, c)
	var cranes *draft
	from := make([]bool, len(c.classNames))
	for _, name := range sortedKeys(t.Transfer) {
		if x := t.Transfer[name]; x != nil {
			if id, ok := c.class(path+".transfer."+name+".from", x.From); ok {
				from[id] = true
			}
		}
	}
	if t.Cranes != nil {
		cranes = t.cranes(path+".cranes", title, at, from, c)
	}
	for _, name := range sortedKeys(t.Transfer) {
		if x := t.Transfer[name]; x != nil {
			x.compile(path+".transfer."+name, path, title+", "+titled(x.Title, name), at, cranes, c)
		}
	}
}

// stop makes the element that trains or vessels come to at the end of their way.
func (t *TerminalSpec) stop(path, title, what, mode string, places value.Places, at network.PlaceID, c *Compiler) {
	if !places.Limited {
		return
	}
	key := stop{at, what}
	if other := c.ending[key]; other != nil {
		c.Add(path+"."+what, fmt.Sprintf("%s has %s already", c.places[at].Name, other.element.Name), "write them all there")
		return
	}
	law, _ := sim.Constant(0)
	p := network.ServiceParams{Time: make([][]sim.Law, len(c.classList)), Room: network.Unlimited, Full: network.Block}
	for id, is := range c.ofMode(mode) {
		if is {
			p.Time[id] = []sim.Law{law}
		}
	}
	e := network.Element{Name: path + "." + what, Kind: "terminal", Spec: path, Title: title + ", " + what, Station: network.Service,
		From: at, To: at, Zone: c.zoneAt(at), Booking: network.None}
	d := c.add(&draft{path: path, element: e, lanes: plainPlan(int(places.N), value.RoundTheClock()), serving: p})
	c.ending[key] = d
	c.chains = append(c.chains, &chain{name: e.Name, spec: path, title: e.Title, from: network.None, to: network.None,
		stages: [][]*draft{{d}}, mode: mode, part: true})
}

// cranes makes their element: as many cycles as the payload of a class needs.
func (t *TerminalSpec) cranes(path, title string, at network.PlaceID, from []bool, c *Compiler) *draft {
	spec := &t.Cranes.LaneSpec
	times := c.serviceTimes(path, spec, from)
	for id, laws := range times {
		if laws == nil || t.Cranes.Lift.Tonnes == 0 {
			continue
		}
		n := math.Max(1, math.Ceil(c.classList[id].Payload/t.Cranes.Lift.Tonnes-1e-9))
		if n > mostLifts {
			c.addOnce(path+".lift", fmt.Sprintf("is %g t: %s needs %.0f cycles", t.Cranes.Lift.Tonnes, c.classList[id].Name, n), fmt.Sprintf("at most %d are simulated; write a larger lift and a longer cycle", mostLifts))
			n = 1
		}
		for range int(n) - 1 {
			times[id] = append(times[id], laws[0])
		}
	}
	e := network.Element{Name: path, Kind: "terminal", Spec: path[:len(path)-len(".cranes")], Title: title, From: at, To: at, Zone: c.zoneAt(at)}
	d := c.service(path, e, spec, lanePlan{spec.Lanes.N, spec.Staffed, c.calendar(calendarAt{path, &spec.CalendarSpec})}, times)
	c.chains = append(c.chains, &chain{name: path, spec: e.Spec, title: title, from: network.None, to: network.None,
		stages: [][]*draft{{d}}, part: true})
	return d
}

// compile makes the element of a transfer and its chain, cranes first.
func (x *TransferSpec) compile(path, spec, title string, at network.PlaceID, cranes *draft, c *Compiler) {
	from, ok1 := c.class(path+".from", x.From)
	to, ok2 := c.class(path+".to", x.To)
	if !ok1 || !ok2 || from == to {
		c.unsure = true
		return
	}
	if a, b := &c.classList[from], &c.classList[to]; a.Mode == network.AsUnit && b.TEU > 0 && a.TEU > b.TEU {
		c.addOnce(path+".to", fmt.Sprintf("one unit of %s is %g TEU, more than the %g that one of %s takes", a.Name, float64(a.TEU)/1000, float64(b.TEU)/1000, b.Name),
			"write a class that takes more")
	}
	r := &rideDraft{from: make([]bool, len(c.classList)), into: to, size: network.Unlimited,
		params: network.RideParams{Most: network.AnyAmount(), Enough: network.AnyAmount(), TimeOut: sim.Never}}
	r.from[from] = true
	r.params.Enough[network.Units] = 1
	if x.Batch.Limited {
		r.params.Enough[network.Units] = int64(x.Batch.N)
	}
	if x.TimeOut.Written {
		r.params.TimeOut = x.TimeOut.Time
	}
	d := c.rides(path, c.fees(path+".fee", &x.Fee.ByClass), network.Element{Name: path, Kind: "terminal", Spec: spec, Title: title, From: at, To: at, Zone: c.zoneAt(at)}, x.Room.Limit(), "block", r)
	ch := &chain{name: path, spec: spec, title: title, from: at, to: at}
	if cranes != nil {
		ch.stages = append(ch.stages, []*draft{cranes})
	}
	ch.stages = append(ch.stages, []*draft{d})
	c.chains = append(c.chains, ch)
}
