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
	Load    sim.Law  // kg of a loaded vehicle, rounded; zero Law: always KG
	KG      int32    // kg of every loaded vehicle without a law
	TEU     int32    // thousandths of a TEU of a loaded vehicle
	Empty   float64  // share of vehicles that run empty
	Initial []Initial
	Routes  []RouteID
	Shares  []RouteShares // dated; the first holds from tick 0; one entry per route of Routes. Of a flow that chooses: what is planned with

	Choice      Choice
	Scale       float64       // Logit: by how much a weight falls with an hour, as a power of e
	Base        []RouteShares // Logit: dated weights where nothing else tells routes apart; nil: 1 each
	ValueOfTime float64       // currency units per hour of a unit, freight on board included; 0: not known
	Known       Known
	Diverts     []Divert // by name
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

// MeanKG is the expected freight of a loaded vehicle in kg.
func (f *Flow) MeanKG() float64 {
	if f.Load.IsZero() {
		return float64(f.KG)
	}
	return f.Load.Mean()
}

// MeanTonnes is the expected freight of a vehicle, empty ones included.
func (f *Flow) MeanTonnes() float64 { return float64((1-f.Empty)*f.MeanKG()) / 1000 }

// Drawn tells whether what a vehicle carries is drawn one by one.
func (f *Flow) Drawn() bool { return !f.Load.IsZero() || f.Empty > 0 && f.Empty < 1 }

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
