package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// weights returns the shares in which the liquid of a flow takes its routes: those in
// force, or those that it chooses by the waits in the fluid. It knows the present always.
func (f *fluid) weights(i int, now sim.Time) []float64 {
	flow, w := &f.net.Flows[i], &f.flows[i]
	list := flow.Shares
	if flow.Choice != network.ByShares {
		list = flow.Base
	}
	for w.shares+1 < len(list) && list[w.shares+1].At <= now {
		w.shares++
	}
	switch {
	case len(flow.Routes) == 1:
		return nil
	case flow.Choice == network.ByShares:
		return list[w.shares].Weight
	}
	c := &w.chooser
	for k, r := range flow.Routes {
		c.routes[k] = network.Prospect{Free: c.freeAt(k, now), Wait: f.wait(f.routes[r], f.turn(int(r), now), now),
			Cost: f.net.Routes[r].CostAt(now), Base: 1}
		if list != nil {
			c.routes[k].Base = list[w.shares].Weight[k]
		}
	}
	flow.Weigh(c.routes, c.weights)
	sum := 0.0
	for _, x := range c.weights {
		sum += x
	}
	for k := range c.weights {
		c.weights[k] /= sum
	}
	return c.weights
}
