package kinds

import (
	"slices"

	"corridor/model/network"
)

// hallOf returns the hall of a service, and makes one of a single group of lanes, with
// the rules of a plain service, where there is none.
func hallOf(e *network.Element) *network.Hall {
	for i := range e.Serving {
		if e.Serving[i].Hall == nil {
			e.Serving[i].Hall = plainRules()
		}
	}
	if e.Hall == nil {
		e.Hall = &network.Hall{Staff: network.None,
			Groups: []network.LaneGroup{{Classes: servedClasses(e.Serving), Lanes: slices.Clone(e.Lanes)}}}
	}
	return e.Hall
}
