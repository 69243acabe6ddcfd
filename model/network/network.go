package network

import (
	"time"

	"corridor/sim"
)

// Ids are positions in the slices of a Network. A bare int is never an id.
type (
	ClassID   int16
	PlaceID   int32
	ElementID int32
	SegmentID int32
	RouteID   int32
	FlowID    int32

	PoolID       int32
	DisruptionID int32
	BookingID    int32
	ForkID       int32
)

// None is the absent id of any kind.
const None = -1

// Unlimited is the absent limit of a number of places, vehicles or millimetres.
const Unlimited = -1

// Network is one compiled scenario.
type Network struct {
	Title    string
	Name     string // the scenario's short name, from its file name
	Clock    Clock
	Classes  []Class
	Places   []Place
	Elements []Element // by name
	Segments []Segment // by name
	Routes   []Route   // by flow, then name
	Flows    []Flow    // by name
	Posts    []Post    // by name; nameplate figures and the segments they speak of

	Forks       []Fork       // by name
	Pools       []Pool       // by name
	Disruptions []Disruption // by name
	Swings      []Swing      // by name
	Meters      []Meter      // by name
	Bookings    []Booking    // by name
	Lines       []Line       // by name
	Permits     []Permit     // by name

	Money        Money
	Upgrades     []Upgrade // by date, then name
	Expectations []Expectation
	Sources      []Source
	Inputs       []Input // every number of the scenario, with the source that covers it
	Digest       string  // of the compiled form: equal for a shuffled file
}

// Class is a vehicle class.
type Class struct {
	Name    string
	Title   string
	Order   int
	Length  sim.Millimetres // bumper to bumper
	Gap     sim.Millimetres // to the next vehicle in a standing queue
	PCU     float64         // passenger-car equivalents on level terrain
	Payload float64         // tonnes that a loaded vehicle carries
	TEU     int32           // thousandths of a TEU that a loaded vehicle carries
	Mode    Mode
	Costs   *Costs // nil where none are written
	Rest    Rest   // on roads
}

// Place is a point of the map where links meet.
type Place struct {
	Name  string
	Title string
	Order int
	Lat   float64
	Lon   float64
	HasAt bool // whether Lat and Lon are given
	Zone  string
}

// Kind of station that an element becomes in a replication.
type Station uint8

const (
	Service Station = iota // queue, lanes, service time
	Road                   // free-flow time, discharge headway, storage
	Virtual                // a queue that stands nowhere: vehicles wait for their slot
	Gate                   // a yard before which slots begin
	Rides                  // freight gathers, and goes on together
)

// Element is the plan of one station: one stage of a post in one direction for one
// group of classes, one direction of a road, one direction of a toll plaza.
type Element struct {
	Name      string   // "post.samur.northbound.control"
	Kind      string   // "post"
	Spec      string   // "post.samur": the table that wrote it
	Direction string   // "northbound", or "" where there is one only
	Stage     string   // "control", or ""
	Stages    []string // names of the stages that hold a lane, in order; they key the luck of each. May be absent
	Title     string   // for people; never empty
	Order     int
	Station   Station
	From, To  PlaceID        // or None
	Zone      string         // time zone of its calendar
	Location  *time.Location // the same, for the hours of its week; nil: of the clock

	Lanes   []LaneStep      // not Road: every change of manned lanes over the horizon
	Serving []ServiceParams // not Road: dated; the first holds from tick 0
	Driving []RoadParams    // Road only: dated; the first holds from tick 0
	Traffic *Traffic        // Road only: what it has beyond these; nil: nothing
	Hall    *Hall           // Service only: what it has beyond alike lanes; nil: nothing
	Booking BookingID       // Virtual and Gate only
	Ride    *Ride           // Rides only; Serving has its room
	Rows    int32           // rows in which vehicles stand in line; 0 is 1
	Fees    []Fees          // dated; nil: nothing is paid here
	Length  sim.Millimetres // not Road: of a section of single track
}

// LaneStep says how many lanes serve from At until the next step. It already holds
// opening hours, staffing and upgrades.
type LaneStep struct {
	At     sim.Time
	Manned int32 // lanes that may start a service
	Built  int32 // lanes that exist
	Open   bool  // false: closed by its calendar; vehicles then wait "for opening"
	News   bool  // an upgrade begins here: nobody who sets out earlier reckons with it
}

// ServiceParams are the parameters of a service in force from At on.
type ServiceParams struct {
	At   sim.Time
	Time [][]sim.Law // by class: the stages that hold the lane, one law each; nil: class not served here
	Room int32       // waiting places, Unlimited, or 0 for none
	Full Full
	Mean []float64  // by class: mean ticks in the lane for the mix of channels; nil: the sum of the means of Time
	Hall *HallRules // nil without Element.Hall
}

// LaneTicks is the mean time in ticks that a vehicle of a class holds a lane, 0 where the
// class is not served.
func (p *ServiceParams) LaneTicks(c ClassID) float64 {
	if p.Mean != nil {
		return p.Mean[c]
	}
	sum := 0.0
	for _, law := range p.Time[c] {
		sum += law.Mean()
	}
	return sum
}

// Full says what happens to a vehicle that finds no room.
type Full uint8

const (
	Block Full = iota // it waits where it is, holding what it holds
	Lose              // it leaves the model, counted as lost
)

// RoadParams are the parameters of one direction of a road in force from At on.
type RoadParams struct {
	At      sim.Time
	Length  sim.Millimetres
	Lanes   int32
	Time    []sim.Time        // by class: free-flow travel time; sim.Never: class not admitted
	Headway []sim.Time        // by class: least time between this vehicle's exit and the next one's; 0: no limit
	Space   []sim.Millimetres // by class: room one vehicle takes on one lane
	Storage sim.Millimetres   // lane-length that may be filled, Unlimited for none
	Wave    sim.Time          // delay until room freed at the exit is felt at the entry
	Full    Full
	Delay   Delay // zero: none
	OneFile bool  // nobody overtakes anybody

	Capacity float64   // pcu per hour, of the whole road; 0: unlimited
	PCU      []float64 // by class, on the terrain; nil: as the classes say
}

// Segment is a stretch of consecutive elements whose passage is measured as one:
// a crossing is the segment from joining the first line of a post to its last release.
type Segment struct {
	Name      string // "post.samur.northbound"
	Spec      string
	Direction string
	Title     string
	Order     int
	Stages    [][]ElementID // elements by stage, in the order they are passed
	Channels  []string      // into which vehicles are sorted when they begin it; may be none
	Shares    []ChannelShares
	Fees      []Fees // dated; paid when a passage ends; nil: nothing
}

// Post keeps what is said of a border post as a whole.
type Post struct {
	Name     string // "post.samur"
	Title    string
	Order    int
	Segments []SegmentID
	Rated    []Rating
}

// Rating is a nameplate figure: text compared with results, never used by the engine.
type Rating struct {
	At     sim.Time // in force from this tick on
	Class  ClassID
	PerDay float64 // vehicles per day
	Both   bool    // both directions together; else each direction
}

// Hop is one element of a route.
type Hop struct {
	Element  ElementID
	Segment  SegmentID // or None
	Passage  int32     // counts the passages of segments of the route from 1 on; 0 without segment
	Channels uint32    // bit set of the channels that come here; 0: all
	Ways     []int32   // by way of the fork after this hop: the hop that it leads to; nil: there is no fork
	Fork     ForkID    // where vehicles part after this hop, if there are ways
}

// Route is a sequence of elements that vehicles of one flow pass. Some may leave out
// hops (channels) or come back to earlier ones (forks); Turns says how many do.
type Route struct {
	Name   string // "flow.exports-north" or "flow.exports-north.route.tagirkent"
	Flow   FlowID
	Hops   []Hop
	Length sim.Millimetres
	Turns  []Turns     // dated; nil: everybody passes every hop once
	Costs  []RouteCost // dated; nil: nothing

	Classes []ClassID // by hop: what units are when they leave it; nil: of the flow all the way
	Units   []float64 // by hop, and at the end: units expected there for one that sets out, where their number changes; nil: 1
}

// Turns is what is expected on a route from At on.
type Turns struct {
	At     sim.Time
	Begin  []Step    // where vehicles begin
	Visits []float64 // by hop: how often a vehicle comes there
	Next   [][]Step  // by hop: where vehicles go next
}

// Step is a share of the vehicles that begin a route or leave a hop and the hop they go
// to, the number of hops for the end of the route.
type Step struct {
	Hop   int32
	Share float64
}

// Upgrade is a dated change, kept for charts and tables; its effect is already in
// the dated lists of the elements and flows it touches.
type Upgrade struct {
	Name   string
	Title  string
	At     sim.Time
	Sets   []string // the paths it sets, sorted
	Cost   float64  // once, on its date, in the currency of the run
	Yearly float64  // by the year, from its date on
}

// Expectation is a pass/fail question to the results, as written.
type Expectation struct {
	At      string // element, segment or flow
	Measure string
	Stat    string
	Min     *float64 // in the unit of the measure
	Max     *float64
}

// Source says where a number comes from.
type Source struct {
	For  string // a path or the beginning of one
	Text string
	URL  string
	Kind string // measured | official | press | derived | assumed
}

// Input is one number or text a planner wrote, with the source that covers it.
type Input struct {
	Path   string
	Value  string // as written
	Source int    // index into Sources, or None
}
