package model

import (
	"corridor/model/network"
	"corridor/sim"
)

// VehicleID is a place in the slab; it is used again after the vehicle has left, so
// it never serves as a key of luck.
type VehicleID int32

const nobody VehicleID = -1

// vehicle is one cache line. All times are ticks.
type vehicle struct {
	key     uint64   // who it is: flow, date, n-th of that day, place in its batch
	born    sim.Time // wanted to travel
	entered sim.Time // entered its element
	started sim.Time // service began; on a road: due at the end by free flow
	ended   sim.Time // ready to leave; while in line: the closed time of the station at entry
	passage sim.Time // joined the first line of the segment it is in
	hop     int32    // position in World.hops; its element, or None while outside
	day     int32    // day record of its arrival at the element
	next    VehicleID
	flow    int16
	class   int16
}

// slab holds all vehicles that are present; free places are chained through next.
type slab struct {
	all  []vehicle
	free VehicleID
	live int
}

func (s *slab) take() VehicleID {
	s.live++
	if s.free == nobody {
		s.all = append(s.all, vehicle{next: nobody})
		return VehicleID(len(s.all) - 1)
	}
	id := s.free
	s.free = s.all[id].next
	s.all[id] = vehicle{next: nobody}
	return id
}

func (s *slab) give(id VehicleID) {
	s.live--
	s.all[id].next = s.free
	s.free = id
}

// line is a first-in-first-out list of vehicles, chained through the slab.
type line struct {
	head, tail VehicleID
	n          int32
}

func (l *line) push(all []vehicle, id VehicleID) {
	all[id].next = nobody
	if l.n == 0 {
		l.head = id
	} else {
		all[l.tail].next = id
	}
	l.tail = id
	l.n++
}

func (l *line) pop(all []vehicle) VehicleID {
	id := l.head
	l.head = all[id].next
	l.n--
	return id
}

// hop is one entry of the flat table of all routes. A route starts with an entry
// without element (outside) and ends with another (arrived).
type hop struct {
	element network.ElementID
	segment network.SegmentID
	lap     uint16 // how often the route has passed this element before
	passage int32  // number of the passage of a segment on this route, 0 for none
}

// flatten lays the hops of all routes in one table and says where each begins.
func flatten(net *network.Network) (hops []hop, begin []int32) {
	for _, r := range net.Routes {
		begin = append(begin, int32(len(hops)))
		hops = append(hops, hop{element: network.None, segment: network.None})
		for i, h := range r.Hops {
			lap := uint16(0)
			for _, earlier := range r.Hops[:i] {
				if earlier.Element == h.Element {
					lap++
				}
			}
			hops = append(hops, hop{h.Element, h.Segment, lap, h.Passage})
		}
		hops = append(hops, hop{element: network.None, segment: network.None})
	}
	return hops, begin
}
