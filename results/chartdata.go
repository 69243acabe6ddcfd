package results

import "time"

// A chart is its data, built and tested here, and a drawing in package chart.
// Every data struct carries all text that appears in the drawing except tick labels.

// Charts is every chart of one run, in the order of the report.
type Charts struct {
	Queues      []QueueChart // one per crossing or station that ever queues
	Utilisation HeatMap      // node × month, node × year in long runs
	// UtilisationDetail is node × month around the years that matter, in long runs.
	UtilisationDetail []HeatMap
	Lines             *HeatMap            // day of the week × hour, of the longest line; nil: nobody ever stood
	Railway           *HeatMap            // railway line × month or year; nil: there is no railway
	Loads             *HeatMap            // train or ferry × year; nil: there is none
	Growth            []GrowthChart       // one per crossing and set of classes with lanes of its own, and one for the corridor
	Waits             []DistributionChart // one per crossing
	Throughput        []ThroughputChart   // one per crossing
	Costs             *StackChart         // what waiting costs; nil: nothing is lost, or the run has one year
}

// Head is what every chart carries.
type Head struct {
	ID       string // "queue-post.samur.northbound": file name without ending
	Title    string // what is shown, for people
	Subtitle string // replications, seed, what the band means
	Warning  string // "" or why to read with care; printed under the title
}

// Series is a line over time.
type Series struct {
	Label string
	At    []time.Time
	Y     []float64
}

// Mark is a vertical line at a date: an upgrade, a year of saturation.
type Mark struct {
	At    time.Time
	Label string
}

// QueueChart is the queue of one station or crossing over time: median, band and one
// run, with the fluid queue beside it.
type QueueChart struct {
	Head
	YLabel      string // "vehicles waiting"
	At          []time.Time
	Median      []float64
	Low, High   []float64 // 5–95 % with 20 replications or more, else minimum–maximum
	InnerLow    []float64 // 25–75 %, nil below 20 replications
	InnerHigh   []float64
	BandLabel   string
	InnerLabel  string
	OneRun      []float64
	OneRunLabel string
	Fluid       []float64 // nil where it was not computed
	Marks       []Mark
}

// HeatMap is a value per row and column; NaN-free: Has says which cells exist.
type HeatMap struct {
	Head
	Rows, Columns []string
	Value         [][]float64 // [row][column]
	Unit          string      // of the values: "%", or a word
	Has           [][]bool
	Frame         float64 // cells at or above it get a red frame; 0: none
}

// GrowthChart is volume against capacity over years, with the date of saturation.
type GrowthChart struct {
	Head
	YLabel     string    // "vehicles a day"
	Demand     Series    // what wants to travel, yearly or monthly means
	Carried    Series    // what was carried
	Low, High  []float64 // interval of Carried, at Carried.At; may be nil
	Practical  Series    // steps
	Rated      Series    // steps; empty where there is no nameplate
	Saturation *Mark     // first date at which demand exceeds practical capacity for good; nil: not within the horizon
	Marks      []Mark    // upgrades
}

// DistributionChart is the distribution of waiting times, one line per period.
type DistributionChart struct {
	Head
	XLabel string // "crossing time, hours"
	Lines  []DistributionLine
}

// DistributionLine is one cumulative distribution: Share[i] of the vehicles took at
// most X[i].
type DistributionLine struct {
	Label string
	X     []float64
	Share []float64
}

// ThroughputChart is what passed per day, with capacity lines.
type ThroughputChart struct {
	Head
	YLabel    string
	At        []time.Time
	Mean      []float64 // mean over replications of the daily (or monthly) throughput per day
	Low       []float64
	High      []float64
	BandLabel string
	Rated     Series
	Practical Series
	Marks     []Mark
}

// StackChart is columns of layers that lie on each other.
type StackChart struct {
	Head
	YLabel    string
	From, To  []time.Time  // of each column
	Layers    []StackLayer // from the bottom up
	Low, High []float64    // interval of the sum; may be nil
	Marks     []Mark
}

// StackLayer is one layer, column by column.
type StackLayer struct {
	Label string
	Y     []float64
}
