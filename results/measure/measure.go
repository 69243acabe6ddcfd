package measure

import (
	"slices"
	"strings"
)

// Better says in which direction a measure improves.
type Better int8

// Directions of improvement.
const (
	Lower  Better = -1
	Either Better = 0
	Higher Better = 1
)

// String returns "lower", "higher" or "".
func (b Better) String() string { return [...]string{"lower", "", "higher"}[b+1] }

// Stats of a measure that is a distribution over vehicles.
const (
	Mean = "mean"
	P50  = "p50"
	P90  = "p90"
	P95  = "p95"
	P99  = "p99"
)

// Units of the measures. All numbers in files are in these; only tables for people
// convert seconds into minutes, hours or days.
const (
	Seconds        = "s"
	Vehicles       = "veh"
	VehiclesPerDay = "veh/day"
	VehicleHours   = "veh h/day"
	TonnesPerDay   = "t/day"
	Metres         = "m"
	PerYear        = "1/year"
	OfficersUnit   = "officers"
	TripsPerDay    = "trips/day"
	TrainsPerDay   = "trains/day"
	TEUPerDay      = "TEU/day"
	MetresPerDay   = "m/day"
	TonneKmPerDay  = "t km/day"
	Share          = "share" // 0 to 1

	Hours         = "veh h"
	Kilometres    = "veh km"
	Money         = "money" // in the currency of the run, at the prices of one year
	MoneyPerTonne = "money/t"
	Litres        = "l"
	TonnesAll     = "t"
)

// Measure is one row of the table.
type Measure struct {
	Name       string   // as files and scenarios write it
	Title      string   // for people
	Unit       string   // one of the units above
	Stats      []string // of a distribution over vehicles, else nil
	Better     Better
	Decimals   int    // at most so many are worth printing, in Unit
	Definition string // what is counted, over what
	Source     string // formula, or where the definition comes from
}

// Code returns the name of one number of the measure: "wait.p95" for a distribution,
// "queue" for a measure of one value.
func (m Measure) Code(stat string) string {
	if len(m.Stats) == 0 {
		return m.Name
	}
	return m.Name + "." + stat
}

// Stat returns the stat that is meant by the word a planner wrote: of a distribution
// one of its stats, the mean when the word is empty; of a measure of one value "",
// which "mean" may stand for. It is false when the measure has no such stat.
func (m Measure) Stat(word string) (string, bool) {
	if len(m.Stats) == 0 {
		return "", word == "" || word == Mean
	}
	if word == "" {
		word = Mean
	}
	return word, slices.Contains(m.Stats, word)
}

// Quantile returns the probability of a stat: 0.95 for "p95". It is false for the
// mean and for words that are no stat.
func Quantile(stat string) (float64, bool) {
	switch stat {
	case P50:
		return 0.50, true
	case P90:
		return 0.90, true
	case P95:
		return 0.95, true
	case P99:
		return 0.99, true
	}
	return 0, false
}

// Find returns the measure of a name.
func Find(name string) (Measure, bool) {
	i := slices.IndexFunc(table, func(m Measure) bool { return m.Name == name })
	if i < 0 {
		return Measure{}, false
	}
	return table[i], true
}

// All returns the table, in the order in which results print it.
func All() []Measure { return slices.Clone(table) }

// Names returns the names of all measures, in the order of the table.
func Names() []string {
	names := make([]string, len(table))
	for i, m := range table {
		names[i] = m.Name
	}
	return names
}

// Ledger reports whether a measure is a count of the ledger.
func (m Measure) Ledger() bool { return strings.HasPrefix(m.Name, "ledger_") }
