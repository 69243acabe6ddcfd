package network

import (
	"time"

	"corridor/sim"
)

// Clock ties ticks to calendar time. Tick 0 is the start of what is simulated,
// lead-in included.
type Clock struct {
	Zero  time.Time      // calendar time of tick 0 (UTC)
	Zone  *time.Location // zone in which bins and reports are cut
	Dated bool           // false: a steady-state run; only differences of ticks have a meaning
}

// Time returns the calendar time of a tick in the reporting zone.
func (c Clock) Time(t sim.Time) time.Time {
	return c.Zero.Add(time.Duration(t) * time.Microsecond).In(c.Zone)
}

// Tick returns the tick of a calendar time, rounded down to the microsecond.
func (c Clock) Tick(t time.Time) sim.Time {
	return sim.Time(t.UnixMicro() - c.Zero.UnixMicro())
}

// Plan says what is run: how long, how often, with which luck.
type Plan struct {
	From, Until  sim.Time // what is counted is [From, Until); [0, From) is lead-in or warm-up
	Replications int
	Seed         uint64
	Workers      int // 0: one per processor
	Bins         Bins
}

// Bins are the time bins of every result: days, and the months and years they
// belong to. Bins are [from, to). A steady-state run has days of 24 hours from From
// on, one month and one year.
type Bins struct {
	Days   []sim.Time // edges, one more than there are days
	Month  []int32    // by day: index into Months
	Year   []int32    // by day: index into Years
	Months []Bin
	Years  []Bin
}

// Bin is a named span of days.
type Bin struct {
	Label    string // "2024-05", "2024", or "run"
	From, To sim.Time
	FirstDay int32
	Days     int32
}
