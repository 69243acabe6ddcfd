package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// Cause is why a vehicle's time passes. Every tick of every vehicle between its
// birth and its end is charged to exactly one cause.
type Cause uint8

const (
	Driving      Cause = iota // on a road, until due at its end
	Discharge                 // standing at the end of a road, for its capacity or behind one that is blocked
	WaitLane                  // in line while at least one lane is manned
	WaitOpening               // in line while the station is closed or has no manned lane
	InService                 // in service
	Blocked                   // finished, held back by the element ahead
	Outside                   // ready to enter the first element of its route, which is full
	Breakdown                 // in line while a disruption has taken all lanes that could serve
	WaitStaff                 // in line while a lane is free, but no officer
	WaitQuota                 // in line while the quota of the day is used up
	Metered                   // in line while a meter lets nobody begin
	Interrupted               // in a lane, its service interrupted
	VirtualQueue              // elsewhere, until its slot
	WaitSlot                  // in a yard, until its slot begins or is left over
	Departure                 // where freight gathers, until a train, a vessel or the batch departs
	Riding                    // aboard a train or a vessel
	Resting                   // on a road, while the driver rests or may not drive by night
	Causes                    // number of causes
)

// String returns the name of the cause as results print it.
func (c Cause) String() string {
	return [...]string{"driving", "discharge", "lane", "opening", "service", "blocked", "outside",
		"breakdown", "staff", "quota", "metering", "interrupted", "virtual queue", "slot", "departure", "aboard", "rest"}[c]
}

// Exit is why a vehicle leaves the corridor before the end of its route.
type Exit uint8

const (
	TurnedAway Exit = iota // found no room
	Balked                 // did not join a line that was too long for it
	Reneged                // gave up in line
	TurnedBack             // was in line when the post closed
	NoShow                 // did not come for its slot
	NoPermit               // did not set out, as there was no permit left
	Exits                  // number of exits
)

// String returns the name of the exit as results print it.
func (x Exit) String() string {
	return [...]string{"turned away", "balked", "reneged", "turned back", "no-show", "no permit"}[x]
}

// Outcome is everything that is kept of one replication. All times are sums of
// ticks, so merging is exact in any order.
type Outcome struct {
	Replication int
	Elements    []ElementRecord    // by ElementID
	Segments    []PassageRecord    // by SegmentID
	Flows       []FlowRecord       // by FlowID
	Disruptions []DisruptionRecord // by DisruptionID
	Pools       []PoolRecord       // by PoolID
	Permits     []PermitRecord     // as in Network.Permits
	Gridlocks   []Gridlock
	Hash        uint64 // over all visit and control records
	Visits      uint64 // visits of a vehicle to an element that ended
}

// ElementRecord is what happened at one element.
type ElementRecord struct {
	Days    []DayRecord    // by day of Plan.Bins
	Weeks   [][]HourRecord // by year of Plan.Bins, then hour of the week in the element's zone, Monday 00:00 first
	Classes []ClassRecord  // by ClassID; Days is nil where the class never came
	Trips   []TripYear     // by year of Plan.Bins; nil but for rides
}

// HourRecord is what the line was like at the beginning of one hour of the week, over
// all weeks of a year.
type HourRecord struct {
	N        int32           // hours seen
	Waiting  int64           // sum of the vehicles waiting
	Tail     sim.Millimetres // sum of the length of the line, from its head to its tail
	Farthest sim.Millimetres // longest line seen
}

// DayRecord holds the time integrals of one element over one day. Waiting is in
// vehicle ticks, the others in lane ticks.
type DayRecord struct {
	Waiting    int64 // integral of vehicles waiting (in line, or standing at the end of a road)
	WaitingMax int32 // most vehicles waiting at once (a road: seen just before each exit)
	Tail       int32 // longest line at the beginning of an hour, in metres
	Upstream   int64 // integral of vehicles blocked further up for this element
	Busy       int64 // lanes serving
	Held       int64 // lanes held by a finished vehicle that cannot leave
	Manned     int64 // lanes manned and open
	Inside     int64 // integral of vehicles in the element
}

// ClassRecord is one class at one element.
type ClassRecord struct {
	Days  []ClassDay      // by day
	Wait  []sim.Histogram // by year of Plan.Bins: waiting time of the vehicles that arrived then
	Gone  [][Exits]int64  // by year: vehicles that left the corridor here, by why
	Delay [][Causes]int64 // by year: ticks of waiting by cause, charged when it ends; nil for plain services and roads
	Turns []TurnYear      // by year: units that became others here; nil but for rides
}

// TurnYear counts units of a class that became others where freight changes its class:
// one wagon of 60 t becomes three trucks of 20 t.
type TurnYear struct {
	Became int64 // were of this class, and are no more
	Made   int64 // are of this class since
}

// TripYear are the trips that departed from one ride in one year.
type TripYear struct {
	Trips     int64
	Late      int64          // of Trips: after their time, for want of a carrier
	Cancelled int64          // departures of the timetable that were not made: no carrier came, or too little waited
	Loaded    network.Amount // on board, all trips together
	Offered   network.Amount // what would have fitted, where it is limited; else 0
}

// ClassDay counts one class at one element on one day. The times belong to the
// vehicles that arrived on that day (cohort), whenever they were served; vehicles
// still inside at the end enter with their age.
type ClassDay struct {
	Arrived int32 // entered the element
	Passed  int32 // left it for the next one or the end of its route (on this day, whenever it arrived)
	Lost    int32 // left the corridor rather than enter: turned away, balked
	Quit    int32 // of Arrived: left the corridor from here: reneged, turned back, not come
	Delayed int32 // of Arrived: waited longer than zero
	Unended int32 // of Arrived: still inside at the end of the run
	Wait    int64 // ticks waited: in line for any cause, in a lane while interrupted; standing on a road
	Opening int64 // part of Wait while closed
	Service int64 // ticks in service, or driving
	Blocked int64 // ticks blocked
}

// PassageRecord is one segment: the crossing of a post in one direction.
type PassageRecord struct {
	Classes []PassageClass // by ClassID
}

// PassageClass is one class over one segment, by year of arrival at its first line.
type PassageClass struct {
	Time  []sim.Histogram // by year: time from joining the first line to the last release
	Still []int32         // by year: vehicles still inside at the end; entered in Time with their age
	Days  []PassageDay    // by day
}

// PassageDay counts the passages of one class on one day.
type PassageDay struct {
	Begun int32 // joined the first line
	Ended int32 // were released last
}

// FlowRecord is the ledger and the door-to-door time of one flow.
type FlowRecord struct {
	Years []FlowYear // by year of Plan.Bins
	// What stood in the model when counting began: initial queues and the survivors
	// of lead-in or warm-up.
	Initial int64
	Inside  int64 // still inside at the end, those waiting outside the first element included
	Outside int64 // of Inside: waiting outside the first element

	InitialFreight, InsideFreight Freight
}

// FlowYear is one year of one flow, in vehicles, and what they carry.
type FlowYear struct {
	Demand     int64             // vehicles that wanted to travel
	Suppressed int64             // of Demand: did not come, because the expected wait was beyond the longest accepted one
	Entered    int64             // Demand - Suppressed
	Left       int64             // reached the end of their route
	Became     int64             // became units of another class on the way
	Made       int64             // units they became
	Gone       [Exits]int64      // left the corridor before the end of their route, by why
	Diverted   [Diversions]int64 // took another route than the one they had chosen, by why; they stay
	Freight    FreightYear       // the same in kg and TEU
	Journey    sim.Histogram     // door-to-door time of those that left, by year of leaving
	Cause      [Causes]sim.Sum   // ticks by cause, of all vehicles of the flow, charged in this year
	Fees       sim.Sum           // thousandths of the currency unit, of elements left and passages ended in this year
	Distance   sim.Sum           // millimetres of roads left
	Detained   sim.Sum           // ticks beyond the free time of crossings, or of journeys

	ByClass []ClassUse // by ClassID: parts of Cause, Distance and Detained; nil where nothing costs, or units keep their class
}

// ClassUse is what a flow whose units change their class did as one of the classes.
type ClassUse struct {
	Cause              [Causes]sim.Sum
	Distance, Detained sim.Sum
}

// Lost is the number of vehicles that left the corridor before the end of their route.
func (y *FlowYear) Lost() int64 {
	sum := int64(0)
	for _, n := range y.Gone {
		sum += n
	}
	return sum
}

// DisruptionRecord is what one disruption did.
type DisruptionRecord struct {
	Years []DisruptionYear // by year of Plan.Bins in which it began
}

// DisruptionYear are the disruptions that began in one year; with Each, of single lanes.
// Recovery is the time from the end of a disruption until the lines of its elements,
// those held further up included, were all no longer than when it began; not kept with
// Each. One that begins before the last is recovered from counts as part of it.
type DisruptionYear struct {
	Count      int64
	Lasted     sim.Sum
	Recovery   sim.Histogram
	Unended    int64 // still going on at the end of the run
	Recovering int64 // still being recovered from at the end of the run; in Recovery with their age
}

// PoolRecord is what the officers of one pool did.
type PoolRecord struct {
	Years []PoolYear // by year of Plan.Bins
}

// PoolYear holds time integrals in officer ticks. Officers who serve on after their
// shift count as busy, not as on duty.
type PoolYear struct {
	Duty int64 // on duty
	Busy int64 // in lanes that serve, or kept with a vehicle that cannot leave
}

// PermitRecord is what became of the permits of one kind.
type PermitRecord struct {
	Years []PermitYear // by year of Plan.Bins
}

// PermitYear counts the permits of one year.
type PermitYear struct {
	Used   int64 // taken
	Missed int64 // vehicles that found none left
}

// Gridlock is a ring of elements that wait for each other and can never move again.
type Gridlock struct {
	Since    sim.Time // the latest "blocked since" of the ring
	Elements []network.ElementID
	Vehicles int
}
