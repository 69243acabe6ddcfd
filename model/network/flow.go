package network

import "corridor/sim"

// Arrivals is the law by which a flow sends vehicles.
type Arrivals uint8

const (
	Poisson   Arrivals = iota // non-homogeneous Poisson, exact
	Renewal                   // gaps of a law in operational time (cumulative rate), mean 1
	Listed                    // at given times
	Saturated                 // one vehicle always ready at the first element
	Sent                      // trains and vessels: a ride sends them
)

// Flow is the demand of one class between two places.
type Flow struct {
	Name  string // "flow.exports-north"
	Title string
	Order int
	Class ClassID
	From  PlaceID // or None
	To    PlaceID // or None

	Arrivals  Arrivals
	Gap       sim.Law     // Renewal: gap between arrivals as a multiple of the mean gap
	Batch     sim.Law     // vehicles per arrival, rounded; zero Law: one
	Days      []DayVolume // expected arrivals by local day, in time order, whole horizon
	Patterns  []Pattern   // shapes of a day that DayVolume points to
	Variation float64     // coefficient of variation of the daily factor (gamma, mean 1)
	Times     []sim.Time  // Listed: ascending

	MaxWait sim.Time // longest expected wait at the elements ahead that it accepts; sim.Never: any
	Payload float64  // tonnes per vehicle
	Initial []Initial
	Routes  []RouteID
	Shares  []RouteShares // dated; the first holds from tick 0; one entry per route of Routes

	ValueOfTime float64 // currency units per hour of a unit, freight on board included
}

// DayVolume is the expectation of one local day of a flow.
type DayVolume struct {
	At      sim.Time // start of the day, or of the part of it inside the horizon
	Date    int32    // days since 1970-01-01 of the local date: the key of the day's luck
	Pattern int32    // index into Patterns
	Volume  float64  // expected arrivals (of batches) if the whole pattern had weight 1
}

// Pattern is how a day's volume spreads over the day: piecewise constant rates.
type Pattern []Piece

// Piece is one step of a Pattern: Share of the day's volume arrives evenly between
// From and To, both counted from DayVolume.At.
type Piece struct {
	From, To sim.Time
	Share    float64
}

// RouteShares are the shares of the routes of a flow in force from At on; they add
// up to one.
type RouteShares struct {
	At     sim.Time
	Weight []float64
}

// Initial is a queue that stands at tick 0: Count vehicles of the flow, waiting in
// the element at hop Hop of route Route.
type Initial struct {
	Route RouteID
	Hop   int32
	Count int32
}
