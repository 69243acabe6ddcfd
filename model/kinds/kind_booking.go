package kinds

import (
	"fmt"
	"math"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const bookingHelp = "An electronic queue: vehicles book a slot, wait elsewhere, and pass when it begins."

// BookingSpec is a table [booking.NAME].
//
//	──> ( queue: books a slot, waits elsewhere ) ──> [ yard: waits for the slot ] ──> post
//	──> ( queue: walks in                      ) ──>
//
// Two elements: booking.NAME.queue, which stands nowhere and has room for all, and
// booking.NAME.yard. A vehicle books the first window with a free slot that begins late
// enough, and comes to the yard when it begins, or early or late. In its window it
// passes at once. Slots that are not used by the end of their window are given to those
// who walked in or came too late, first come first served. Windows follow one another
// from the beginning of each opening; one that closing cuts short has slots for the
// part of it only, rounded down. A day's windows are local to the place before the
// post. What it stands before, and in which order, is told at yards.
type BookingSpec struct {
	Title       string             `toml:"title" help:"Name for people."`
	Before      string             `toml:"before" required:"true" help:"What it stands before: a direction of a post, of a crossing or of a road, such as post.x.northbound."`
	Slots       value.Rate         `toml:"slots" required:"true" help:"Vehicles that are let through: \"30/hour\"."`
	Window      value.Span         `toml:"window" help:"Length of a window, which must hold a whole number of slots (default: one slot)."`
	Hours       value.Hours        `toml:"hours" help:"Hours in which there are slots, local time (default: round the clock)."`
	Overbooking float64            `toml:"overbooking" default:"0" range:"[0,1]" help:"Bookings beyond the slots of a window, as a share of them."`
	WalkIns     float64            `toml:"walk_ins" default:"0" range:"[0,1]" help:"Share of the vehicles that come without booking."`
	WalkInsBy   map[string]float64 `toml:"walk_ins_by" range:"[0,1]" help:"The same by class, in place of walk_ins."`
	NoShows     float64            `toml:"no_shows" default:"0" range:"[0,1]" help:"Share of the bookings that nobody comes for."`
	Late        float64            `toml:"late" default:"0" range:"[0,1]" help:"Share of the others that come late."`
	LateBy      value.Law          `toml:"late_by" help:"How long after the beginning of their window these come."`
	EarlyBy     value.Law          `toml:"early_by" help:"How long before the beginning of their window the others come (default: not before)."`
	Lead        value.Span         `toml:"lead" default:"0s" help:"Least time from booking to the beginning of the window."`
	Grace       value.Span         `toml:"grace" default:"0s" help:"How long after its window a booking still holds."`
	Places      value.Places       `toml:"places" unit:"vehicles" help:"Vehicles that fit in the yard: a whole number, or \"unlimited\" (default)."`
}

// bookingDraft is a booking with what compiling has found out.
type bookingDraft struct {
	*BookingSpec
	path, zone string
	walkIns    []float64
}

// Most slots in a window, and most windows in a run.
const (
	mostSlots   = 1_000_000
	mostWindows = 5_000_000
)

// Check notes what is wrong with the table by itself.
func (s *BookingSpec) Check(path string, f *Faults) {
	n, whole := s.slots()
	switch {
	case !s.Slots.Written:
	case s.Slots.N == 0:
		f.Add(path+".slots", "lets nobody pass", `write how many are let through, such as slots = "30/hour"`)
	case s.Window.Written && s.Window.Time == 0:
		f.Add(path+".window", "is 0", "write a window that holds a slot or more, or leave it out")
	case n > mostSlots:
		f.Add(path+".window", fmt.Sprintf("holds %.0f slots", n), fmt.Sprintf("at most %d; write a shorter one", mostSlots))
	case !whole:
		f.Add(path+".window", fmt.Sprintf("of %v holds %.4g slots, not a whole number", s.Window.Time, n),
			fmt.Sprintf("write a multiple of %v, which is one slot, or another rate", sim.Time(s.slotTicks())))
	}
	if s.Late > 0 && s.LateBy.Law.IsZero() {
		f.Add(path+".late_by", "is missing", `write how late they come, such as late_by = { mean = "1h", law = "exponential" }`)
	}
	if s.Late == 0 && !s.LateBy.Law.IsZero() {
		f.Add(path+".late_by", "is written, but nobody comes late", "write the share that does, such as late = 0.1, or leave it out")
	}
}

// slotTicks is the time between two slots.
func (s *BookingSpec) slotTicks() float64 { return s.Slots.Period / s.Slots.N }

// slots is the number of slots in a window, and whether it is a whole one from 1 on.
func (s *BookingSpec) slots() (n float64, whole bool) {
	if !s.Window.Written {
		return 1, true
	}
	n = float64(s.Slots.N*float64(s.Window.Time)) / s.Slots.Period
	near := math.Floor(n + 0.5)
	return n, near >= 1 && math.Abs(n-near) <= 1e-9*near
}

// Compile makes the two elements.
func (s *BookingSpec) Compile(path string, c *Compiler) {
	out := bookingDraft{BookingSpec: s, path: path}
	for range c.classNames {
		out.walkIns = append(out.walkIns, s.WalkIns)
	}
	for _, class := range sortedKeys(s.WalkInsBy) {
		if id, ok := c.class(path+".walk_ins_by."+class, class); ok {
			out.walkIns[id] = s.WalkInsBy[class]
		}
	}
	ch := c.before(path+".before", s.Before)
	if ch == nil {
		return
	}
	if slices.ContainsFunc(ch.entry, func(d *draft) bool { return d.element.Station == network.Virtual }) {
		c.Add(path+".before", ch.name+" has a booking already", "write one booking for it")
	}
	out.zone = c.zoneAt(ch.from)
	c.bookings = append(c.bookings, out)
	queue, yard := s.queue(path, ch, c), s.yard(path, ch, c)
	ch.entry = append(ch.entry, queue, yard)
	c.chains = append(c.chains, &chain{name: path, spec: path, title: titled(s.Title, path), direction: ch.direction,
		from: network.None, to: network.None, stages: [][]*draft{{queue}, {yard}}})
}

// element is what the two have in common.
func (s *BookingSpec) element(path, part string, station network.Station, ch *chain, c *Compiler) network.Element {
	id, _ := slices.BinarySearch(c.specNames("booking"), path)
	return network.Element{Name: path + "." + part, Kind: "booking", Spec: path, Direction: ch.direction, Stage: part,
		Title: titled(s.Title, path) + ", " + part, Station: station, From: ch.from, To: ch.from, Zone: c.zoneAt(ch.from),
		Booking: network.BookingID(id)}
}

// queue is where vehicles wait for a slot: its planned capacity is that of one lane
// that takes the time between two slots for each of them.
func (s *BookingSpec) queue(path string, ch *chain, c *Compiler) *draft {
	law, _ := sim.Constant(0)
	if s.Slots.N > 0 {
		law, _ = sim.Constant(s.slotTicks())
	}
	return c.add(&draft{element: s.element(path, "queue", network.Virtual, ch, c), path: path,
		lanes:   plainPlan(1, s.Hours),
		serving: network.ServiceParams{Time: c.everybody(law), Room: network.Unlimited}})
}

// yard is where vehicles wait for their slot to begin; it limits nothing but its room.
func (s *BookingSpec) yard(path string, ch *chain, c *Compiler) *draft {
	law, _ := sim.Constant(0)
	return c.add(&draft{element: s.element(path, "yard", network.Gate, ch, c), path: path,
		lanes:   plainPlan(1, value.Hours{}),
		serving: network.ServiceParams{Time: c.everybody(law), Room: s.Places.Limit()}})
}

// bookings lays them out.
func (b *builder) bookings() {
	for _, s := range b.states[0].bookings {
		out := network.Booking{Name: s.path, Title: titled(s.Title, s.path), Order: b.states[0].order(s.path), Overbooking: s.Overbooking,
			WalkIns: s.walkIns, NoShows: s.NoShows, Late: s.Late, LateBy: orAtOnce(s.LateBy), EarlyBy: orAtOnce(s.EarlyBy),
			Lead: s.Lead.Time, Grace: s.Grace.Time}
		if _, whole := s.slots(); whole && s.Slots.N > 0 {
			out.Slots = b.slots(&s)
		}
		b.net.Bookings = append(b.net.Bookings, out)
	}
}

// orAtOnce is the law, or no time at all where none is written.
func orAtOnce(l value.Law) sim.Law {
	if !l.Law.IsZero() {
		return l.Law
	}
	law, _ := sim.Constant(0)
	return law
}

// slots lays out the windows of a booking.
func (b *builder) slots(s *bookingDraft) []network.Slot {
	days := b.daysIn(s.zone)
	w := windowMaker{length: s.slotTicks(), perTick: s.Slots.N / s.Slots.Period, n: 1, until: b.plan.Until}
	if s.Window.Written {
		n, _ := s.slots()
		w.length, w.n = float64(s.Window.Time), int32(n+0.5)
	}
	if windows := float64(b.plan.Until) / w.length; windows > mostWindows {
		b.Add(s.path+".window", fmt.Sprintf("makes %.0f windows in the run", windows), "write a longer one, such as window = \"1h\"")
		return nil
	}
	// from before the start on, so that windows begin where they always do
	for _, o := range openHours(s.Hours, days, span{days[0].from, days[len(days)-1].to}) {
		w.opening(o)
	}
	if !slices.ContainsFunc(w.slots, func(x network.Slot) bool { return x.N > 0 }) {
		b.Add(s.path+".hours", "no slot begins during the run", "write hours that are open during the run and long enough for a slot")
	}
	return w.slots
}

// windowMaker lays windows out.
type windowMaker struct {
	length  float64 // of a window, in ticks
	n       int32   // slots in a window
	perTick float64 // slots
	until   sim.Time
	slots   []network.Slot
}

// opening adds the windows of one opening and its end.
func (w *windowMaker) opening(o span) {
	begin := func(k int) sim.Time { return o.from + sim.Time(math.Floor(float64(float64(k)*w.length)+0.5)) }
	for k := 0; begin(k) < min(o.to, w.until); k++ {
		from, to := max(0, begin(k)), min(begin(k+1), o.to)
		if to <= 0 {
			continue
		}
		n := w.n
		if from > begin(k) || to < begin(k+1) {
			n = int32(float64(float64(to-from)*w.perTick) + 1e-9)
		}
		w.slots = append(w.slots, network.Slot{At: from, N: n})
	}
	if last := len(w.slots) - 1; last >= 0 && w.slots[last].N > 0 && o.to < w.until {
		w.slots = append(w.slots, network.Slot{At: o.to})
	}
}
