package results

import "corridor/model/network"

// What is planned of flows that choose their route by time or cost holds at free-flow
// times: nobody knows beforehand how long the lines will be that they look at.

// findChosen finds the elements on some but not all routes of a flow that chooses.
func (p *planned) findChosen() {
	for f := range p.net.Flows {
		flow := &p.net.Flows[f]
		if flow.Choice == network.ByShares || len(flow.Routes) < 2 {
			continue
		}
		on := make([]int, len(p.elements))
		for k, r := range flow.Routes {
			for _, h := range p.net.Routes[r].Hops {
				if on[h.Element] == k { // on all routes before
					on[h.Element]++
				}
			}
		}
		for _, r := range flow.Routes {
			for _, h := range p.net.Routes[r].Hops {
				p.elements[h.Element].chosen = p.elements[h.Element].chosen || on[h.Element] < len(flow.Routes)
			}
		}
	}
}
