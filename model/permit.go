package model

import (
	"slices"

	"corridor/model/network"
)

// permits are the permits of one kind that are left. One is taken by whoever sets out on
// a route that needs it, or changes to one; it is not given back.
type permits struct {
	w     *World
	plan  *network.Permit
	rec   *PermitRecord
	used  int64 // since the last reset
	reset int   // next entry of plan.Resets
	stock int   // entry of plan.Stock in force
}

func (w *World) newPermits() {
	for i := range w.net.Permits {
		w.permits = append(w.permits, permits{w: w, plan: &w.net.Permits[i], rec: &w.out.Permits[i]})
	}
}

// left tells whether there is one. Nothing happens at a reset by itself, so that it is
// enough to look at the dates when somebody asks.
func (p *permits) left() bool {
	for p.reset < len(p.plan.Resets) && p.plan.Resets[p.reset] <= p.w.now {
		p.used = 0
		p.reset++
	}
	for p.stock+1 < len(p.plan.Stock) && p.plan.Stock[p.stock+1].At <= p.w.now {
		p.stock++
	}
	return p.used < p.plan.Stock[p.stock].N
}

func (p *permits) take() {
	p.used++
	p.rec.Years[p.w.year].Used++
}

// needed lists, by route, the permits that it needs.
func needed(net *network.Network) [][]int32 {
	all := make([][]int32, len(net.Routes))
	for i := range net.Permits {
		for r := range net.Routes {
			if net.Needs(&net.Permits[i], &net.Routes[r]) {
				all[r] = append(all[r], int32(i))
			}
		}
	}
	return all
}

// permitsBeyond are the permits that one route needs and another does not.
func (w *World) permitsBeyond(from, to network.RouteID) []int32 {
	return slices.DeleteFunc(slices.Clone(w.needed[to]), func(p int32) bool { return slices.Contains(w.needed[from], p) })
}

// lacking is the first permit for a route of which none is left, nil for none.
func (w *World) lacking(route network.RouteID) *permits {
	for _, p := range w.needed[route] {
		if !w.permits[p].left() {
			return &w.permits[p]
		}
	}
	return nil
}

// issue takes the permits for a route.
func (w *World) issue(route network.RouteID) {
	for _, p := range w.needed[route] {
		w.permits[p].take()
	}
}

// withoutPermit is the route of a vehicle that got no permit: one that needs none that
// is used up, if it may take another; else None, and it stays at home.
func (s *source) withoutPermit(id VehicleID, p *permits) network.RouteID {
	p.rec.Years[s.w.year].Missed++
	if p.plan.Divert && len(s.flow.Routes) > 1 {
		if route := s.choose(id, s.w.permitted); route != network.None {
			return route
		}
	}
	s.count(id, false)
	y := &s.w.out.Flows[s.id].Years[s.w.year]
	y.Gone[NoPermit]++
	s.w.book(&y.Freight.Gone[NoPermit], id)
	s.w.vehicles.give(id)
	return network.None
}

// permitted tells whether there are permits for a route.
func (w *World) permitted(route network.RouteID) bool { return w.lacking(route) == nil }
