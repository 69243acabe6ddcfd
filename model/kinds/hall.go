package kinds

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
)

// hallOf returns the hall of a service, and makes one of a single group of lanes, with
// the rules of a plain service, where there is none.
func hallOf(e *network.Element) *network.Hall {
	classes := 0
	for i := range e.Serving {
		p := &e.Serving[i]
		classes = len(p.Time)
		if p.Hall == nil {
			p.Hall = &network.HallRules{RoomLength: network.Unlimited, Quota: network.Unlimited,
				Rank: make([]uint8, classes), Patience: make([]sim.Law, classes)}
		}
	}
	if e.Hall != nil {
		return e.Hall
	}
	served := make([]bool, classes)
	for _, p := range e.Serving {
		for class, laws := range p.Time {
			served[class] = served[class] || laws != nil
		}
	}
	e.Hall = &network.Hall{Staff: network.None,
		Groups: []network.LaneGroup{{Classes: served, Lanes: slices.Clone(e.Lanes)}}}
	return e.Hall
}
