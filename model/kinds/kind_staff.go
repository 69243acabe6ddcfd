package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

const staffHelp = "A number of officers that the lanes of several stages share."

// StaffSpec is a table [staff.NAME].
//
//	                ┌──> lanes of a stage     staff = "staff.NAME", officers = 1
//	officers on ────┼──> lanes of another
//	    duty        └──> …
//
// It is no element: nobody passes it. Lanes that name it serve while enough of its
// officers are free, whatever they are manned with themselves. Its hours are local to
// the zone that is written, or of the run.
type StaffSpec struct {
	Title    string  `toml:"title" help:"Name for people."`
	Officers int     `toml:"officers" required:"true" range:"[0,10000]" unit:"officers" running:"true" help:"Officers on the list."`
	Zone     string  `toml:"zone" help:"Time zone of its hours by its IANA name, such as Asia/Baku (default: of the run)."`
	Staffed  float64 `toml:"staffed" default:"1" range:"[0,1]" running:"true" help:"Share of the officers that is on duty; a fraction of one is on duty for that share of each opening, around its middle."`
	CalendarSpec
}

// poolDraft is a pool of officers as it is at one moment.
type poolDraft struct {
	name, title, zone string
	officers          lanePlan
}

// Check has nothing to say: the keys stand for themselves.
func (s *StaffSpec) Check(string, *Faults) {}

// Compile keeps the pool.
func (s *StaffSpec) Compile(path string, c *Compiler) {
	cal := c.calendar(calendarAt{path, &s.CalendarSpec})
	c.pools = append(c.pools, poolDraft{path, titled(s.Title, path), c.writtenZone(path, s.Zone, c.runZone), lanePlan{s.Officers, s.Staffed, cal}})
}

// pool returns the id of "staff.NAME"; None without a fault for "".
func (c *Compiler) pool(path, name string) network.PoolID {
	if name == "" {
		return network.None
	}
	known := c.specNames("staff")
	if i, ok := slices.BinarySearch(known, name); ok {
		return network.PoolID(i)
	}
	c.Add(path, fmt.Sprintf("%q is not a table of staff", name), value.DidYouMean(name, known))
	return network.None
}

// pools lays out who is on duty.
func (b *builder) pools() {
	for i, p := range b.states[0].pools {
		var plans []datedPlan
		for _, s := range b.states {
			if i < len(s.pools) && s.pools[i].name == p.name {
				plans = append(plans, datedPlan{s.at, s.pools[i].officers})
			}
		}
		steps := laneSteps(b.daysIn(p.zone), b.plan.Until, plans)
		b.warnNeverOpen(p.name, plans, steps)
		b.net.Pools = append(b.net.Pools, network.Pool{Name: p.name, Title: p.title, Order: b.states[0].order(p.name), Steps: steps})
	}
}
