package kinds

import (
	"fmt"

	"corridor/model/network"
	"corridor/sim"
)

// check notes what is wrong with lanes by themselves.
func (l *LaneSpec) check(path string, f *Faults) {
	l.checkRules(path, f)
	if l.Lanes.Written && l.serviceless() {
		f.Add(path+".service", "is missing: lanes need a service time", `write service = "14m24s" or service_by.CLASS = …`)
	}
}

// serviceless tells whether no service time is written; Check has noted it.
func (l *LaneSpec) serviceless() bool { return l.Service.Law.IsZero() && len(l.ServiceBy) == 0 }

// serviceLaw returns the law of a class, the zero law when it is not served. Lanes
// without any serve everybody at once, so that one fault does not bring others.
func (l *LaneSpec) serviceLaw(class string) (law sim.Law) {
	if by, ok := l.ServiceBy[class]; ok {
		return by.Law
	}
	if l.serviceless() {
		law, _ = sim.Constant(0)
		return law
	}
	return l.Service.Law
}

// serviceTimes returns the laws by class; nil for those not served or not admitted.
func (c *Compiler) serviceTimes(path string, l *LaneSpec, admitted []bool) [][]sim.Law {
	for _, class := range sortedKeys(l.ServiceBy) {
		if id, ok := c.class(path+".service_by."+class, class); ok && !admitted[id] {
			c.Add(path+".service_by."+class, fmt.Sprintf("class %s does not come to these lanes", class), "add it to their classes or take this away")
		}
	}
	times := make([][]sim.Law, len(c.classNames))
	for id, class := range c.classNames {
		if law := l.serviceLaw(class); admitted[id] && !law.IsZero() {
			times[id] = []sim.Law{law}
		}
	}
	return times
}

// everybody is one law for all classes.
func (c *Compiler) everybody(law sim.Law) [][]sim.Law {
	times := make([][]sim.Law, len(c.classNames))
	for id := range times {
		times[id] = []sim.Law{law}
	}
	return times
}

// service makes the draft of lanes that serve.
func (c *Compiler) service(path string, e network.Element, l *LaneSpec, plan lanePlan, times [][]sim.Law) *draft {
	e.Station = network.Service
	full := network.Block
	if l.Full == "lose" {
		full = network.Lose
	}
	e.Booking, e.Rows = network.None, int32(l.Rows)
	return c.add(&draft{element: e, path: path, lanes: plan, fees: c.fees(path+".fee", &l.Fee.ByClass), hall: c.hall(path, l), reset: l.QuotaReset.At,
		ruled:   len(l.ruleKeys()) > 0 || l.Room.Length > 0,
		serving: network.ServiceParams{Time: times, Room: l.Room.Limit(), Full: full, Hall: c.rules(path, l)}})
}
