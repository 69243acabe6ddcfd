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

// more is what only halls, bookings, forks and rests need to know of a vehicle: a record of its
// own, so that the others keep within one cache line.
type more struct {
	onward  int32 // hop it goes to next
	laps    uint16
	channel uint8 // risk channel of the segment it is in or goes to; noChannel outside
	again   uint8 // how often its service was begun anew, 255 stands for more

	slot  int32     // window that it has booked, or none
	lane  int32     // lane it is in, or none
	place int32     // in the heap of timers that holds it, or none
	prev  VehicleID // ahead of it in line

	seq     uint32    // order of joining its element
	told    bool      // there is something in delays
	kg, teu int32     // freight on board: kilograms, thousandths of a TEU; where freighted is set
	load    int32     // units aboard, of a carrier; else consignments packed in it
	aboard  VehicleID // the first of them
	carrier VehicleID // that it is aboard of, or nobody

	due    sim.Time // when it gives up, or is let through
	rest   sim.Time // lane time still to come, or unknown
	served sim.Time // lane time so far
	since  sim.Time // interrupted since
	driven sim.Time // since the driver rested
	before sim.Time // the same, when it entered the road it is on
	paused sim.Time // rest on the road it is on
	delays [reasons]sim.Time
}

// none is the absent slot, lane or place; noChannel the absent channel; unknown the
// lane time that is not drawn yet.
const (
	none      = -1
	noChannel = 255
	unknown   = -1
)

// blank is what is known of a newcomer.
func blank() more {
	return more{channel: noChannel, slot: none, lane: none, place: none, carrier: nobody}
}

// slab holds all vehicles that are present; free places are chained through next.
type slab struct {
	all    []vehicle
	more   []more // by the same id; empty unless wide
	wide   bool
	unused VehicleID
	live   int
}

func (s *slab) take() VehicleID {
	s.live++
	if s.unused == nobody {
		s.all = append(s.all, vehicle{next: nobody})
		if s.wide {
			s.more = append(s.more, blank())
		}
		return VehicleID(len(s.all) - 1)
	}
	id := s.unused
	s.unused = s.all[id].next
	s.all[id] = vehicle{next: nobody}
	if s.wide {
		s.more[id] = blank()
	}
	return id
}

func (s *slab) give(id VehicleID) {
	s.live--
	s.free(id)
}

// free gives back a place whose vehicle is not live.
func (s *slab) free(id VehicleID) {
	s.all[id].next = s.unused
	s.unused = id
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
	element  network.ElementID
	segment  network.SegmentID
	passage  int32  // number of the passage of a segment on this route, 0 for none
	channels uint32 // bit set of the channels that come here; 0: all
	fork     int32  // ForkID, or none
	ways     int32  // of the fork: first entry in World.ways
	lap      uint16 // how often the route has passed this element before
	choosy   bool   // some vehicles balk at its line
	parting  bool   // some vehicles may change to another route after it
}

// flatten lays the hops of all routes in one table, says where each begins, and where
// the ways of forks lead in it.
func flatten(net *network.Network) (hops []hop, begin, ways []int32) {
	outside := hop{element: network.None, segment: network.None, fork: none}
	for _, r := range net.Routes {
		first := int32(len(hops))
		begin = append(begin, first)
		hops = append(hops, outside)
		for i, h := range r.Hops {
			x := hop{element: h.Element, segment: h.Segment, passage: h.Passage, channels: h.Channels, fork: none}
			for _, p := range net.Elements[h.Element].Serving {
				x.choosy = x.choosy || p.Hall != nil && len(p.Hall.Balk) > 0
			}
			for _, earlier := range r.Hops[:i] {
				if earlier.Element == h.Element {
					x.lap++
				}
			}
			if len(h.Ways) > 0 {
				x.fork, x.ways = int32(h.Fork), int32(len(ways))
				for _, to := range h.Ways {
					ways = append(ways, first+1+to)
				}
			}
			hops = append(hops, x)
		}
		hops = append(hops, outside)
	}
	return hops, begin, ways
}
