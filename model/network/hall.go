package network

import "corridor/sim"

// Hall is what a service has beyond alike lanes in front of one line: lanes in groups
// that serve different classes, a line for each lane, officers from a pool, rules of
// admission. A service without one is the plain and fast case.
type Hall struct {
	Groups   []LaneGroup // which lanes serve which classes; at least one
	PerLane  bool        // every lane has a line of its own; a vehicle joins the shortest
	Staff    PoolID      // officers that serve in the lanes, or None
	Officers int32       // of them for each lane that serves
	KeepsOff bool        // officers are not free while a vehicle that is done stays in its lane
	Resets   []sim.Time  // when the quota begins anew, ascending
	Pace     []PaceStep  // dated: how fast the lanes work; nil: as the laws say
	Watched  bool        // a meter or a swing looks at its line
	Lasting  []Window    // planned disruptions, ascending
}

// MostGroups is how many groups of lanes a hall may have: a set of them is a word.
const MostGroups = 64

// LaneGroup are alike lanes of a hall. Lanes are taken in the order of the groups.
type LaneGroup struct {
	Name    string     // "" where there is one only
	Classes []bool     // by class: whether they serve it
	Lanes   []LaneStep // of this group alone; Element.Lanes holds the sum
}

// PaceStep is how fast lanes work from At on: 1 as the laws say, 0.5 half as fast, 0 not
// at all.
type PaceStep struct {
	At   sim.Time
	Pace float64
}

// Window is a stretch of time [From, To) in which a planned disruption is.
type Window struct {
	From, To sim.Time
	Of       DisruptionID
}

// Closing says what happens to running services when the last lane closes.
type Closing uint8

const (
	Finish   Closing = iota // they are finished
	Hold                    // they stay in their lanes and are resumed at the next opening
	SendBack                // they return to the head of the line and begin anew at the next opening
	TurnAway                // they are finished; who is in line leaves the corridor
)

// HallRules are the rules of a hall in force from the At of their ServiceParams on.
type HallRules struct {
	ByChannel  [][][]sim.Law   // by channel, class: laws in place of ServiceParams.Time; nil where the same
	Together   []bool          // by stage in the lane: done at the same time as the one before it
	RoomLength sim.Millimetres // room of the line, all its rows together; Unlimited for none
	Rank       []uint8         // by class: the lowest is served first; nil: first come first served
	Preempt    bool            // who ranks lower interrupts who ranks higher; what is interrupted is resumed
	Patience   []sim.Law       // by class: time in line after which a vehicle leaves the corridor; zero, or nil: for ever
	Balk       []BalkStep      // ascending by Line
	Quota      int32           // services that may begin between two resets, or Unlimited
	Closing    Closing
}

// BalkStep is the share of vehicles that leave the corridor rather than join a line of
// Line vehicles or more.
type BalkStep struct {
	Line  int32
	Share float64
}

// Pool is a number of officers, or of anything else that lanes of several halls share.
type Pool struct {
	Name  string // "staff.samur"
	Title string
	Order int
	Steps []LaneStep // officers on duty: Manned
}

// Disruption takes lanes away from halls, or slows them, at random moments; of roads it
// lets nobody enter, or slows who does and takes from their capacity.
type Disruption struct {
	Name     string // "disruption.scanner"
	Title    string
	Order    int
	Elements []ElementID // all at the same time
	Flows    []FlowID    // whose demand it changes
	Demand   float64     // to this share, which planned ones have in Flow.Days already
	Lasting  []Window    // of Flows, when planned
	Planned  bool        // its dates are known: they are in Element.Lanes and Hall.Pace already
	Every    sim.Law     // time from the end of one to the beginning of the next; of each lane, with Each
	Lasts    sim.Law     // how long one takes
	Seasons  []Span      // in which one may begin and the clock to the next goes on, ascending and apart; nil: always
	Each     bool        // every lane by itself, else all Elements at once
	Lanes    int32       // lanes that are lost, Unlimited for all
	Pace     float64     // how fast the others work, of 1
	Work     Closing     // what happens to services in lanes that are lost
}

// Swing moves lanes between two halls that face each other.
type Swing struct {
	Name      string // "swing.samur"
	Title     string
	Order     int
	Elements  [2]ElementID // the lanes serve in the first at the beginning
	Lanes     int32
	Clearance sim.Time    // in which the lanes serve nobody when they change
	At        []SwingStep // by timetable, ascending; else
	Every     sim.Time    // how often it is looked at the lines,
	Longer    int32       // and how much longer the other line must be
}

// SwingStep sends the lanes to one of the two halls.
type SwingStep struct {
	At sim.Time
	To uint8
}

// Meter lets nobody begin in one hall while too many stand before another.
type Meter struct {
	Name     string // "meter.astara"
	Title    string
	Order    int
	At       ElementID
	Watch    ElementID
	Stop, Go int32 // stops at Stop vehicles or more in the watched line, goes on at Go or fewer
}

// Booking is an electronic queue: vehicles wait elsewhere for a slot, then come to a
// yard, and pass when their slot begins.
type Booking struct {
	Name        string // "booking.samur"
	Title       string
	Order       int
	Slots       []Slot    // windows of slots, ascending
	Overbooking float64   // bookings beyond the slots, as a share of them
	WalkIns     []float64 // by class: share that comes without booking
	NoShows     float64   // share of bookings that nobody comes for
	Late        float64   // share that comes late
	LateBy      sim.Law   // after the beginning of the slot
	EarlyBy     sim.Law   // before the beginning of the slot, of the others
	Lead        sim.Time  // least time from booking to slot
	Grace       sim.Time  // how long after its window a booking still holds
}

// Slot is one window: from At up to the next one so many vehicles are let through. A
// window of none says that nobody is.
type Slot struct {
	At sim.Time
	N  int32
}

// Fork is where vehicles part after a hop.
type Fork struct {
	Name  string      // keys the luck: "post.samur.northbound.customs"
	Turns []ForkTurns // dated; the first holds from tick 0
}

// ForkTurns are the shares in force from At on, by class, then by way: Hop.Ways. The
// rest goes on to the next hop.
type ForkTurns struct {
	At     sim.Time
	Shares [][]float64
}

// ChannelShares are the shares of the channels of a segment in force from At on, by
// class, then by channel; they add up to one.
type ChannelShares struct {
	At     sim.Time
	Shares [][]float64
}
