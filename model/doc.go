// Package model is the living corridor: replications of a network.Network, vehicle by
// vehicle, to the tick.
//
// A World is one replication. It holds stations (services and roads), sources (one
// for each flow) and the vehicles that are present, and it alone moves them:
//
//	source ──advance──> station ──advance──> station ──> … ──> end of the route
//	              │ no room: the vehicle stays where it is, holding what it
//	              │ holds, in the station's line of the blocked
//	              └──moveUp── when room comes free, first come, first served
//
// A station answers four questions and little else: room (would you take this
// vehicle?), enter (take it), handle (your slot in the calendar is due), left (a
// vehicle that had ended in you is gone). It never calls another station and contains
// no blocking; the World asks the next element for room, tells the old one that the
// vehicle left, then lets it enter the new one. Room is asked before the lane is
// given up, so that a route may lead back to the same element.
//
// The stations are the plain service (alike lanes before one line), the hall (a service
// with rules: priorities, patience, lanes that fail, officers, quotas), the road, the
// virtual queue, the yard before a slot, and the ride, where freight gathers and goes on
// together. A hall without rules does what a service
// does, to the tick; there are two because a plain queue should not pay for rules.
//
// Where a vehicle goes next is its route, unless a fork or its risk channel says
// otherwise (turns.go). What it does not find out by itself comes from actors: pools of
// officers, disruptions, swings, meters. They have slots of their own in the calendar,
// or are told when a line changes, and act on halls by a handful of calls that end in
// letting begin whoever may (hall_control.go).
//
// # Freight
//
// What moves is a unit: a truck, a wagon, a container, and also a train or a vessel. A
// unit that is aboard stays in the ride (station_ride.go), while its carrier, a vehicle
// of a flow of its own, drives over tracks, sections and sea legs that are ordinary
// elements. Nothing knows of trains but the ride and the end of a route, where the World
// hands a carrier back to its ride. The carrier stays in its last element until all its
// freight has gone on: a terminal that is full holds trains on the line. Where freight
// changes its class a unit may become several, which share its kilograms.
//
// # Order of simultaneous events
//
// The calendar has one slot for each station, one for each source and one for each
// actor; move-ups are a list of their own. Events of one tick happen in the order of sim.Rank (control <
// release < move up < renege < arrive < depart), then by name of element or flow, then
// by who the vehicle is; never by when something was scheduled. Officers go, among the
// move-ups, to whoever has waited longest. Hence a refusal
// becomes final, and a vehicle is lost at a full element, only after the releases
// and move-ups of that instant. Bins and the end of a run show the state before
// anything of their instant.
//
// # Where luck comes from
//
// Every draw is keyed by what it is for: the seed, the replication, the element and
// stage (or the flow and the purpose), and the vehicle. A vehicle is known by its
// flow, its date and its number on that date. A lane more or an element less shifts
// nobody else's luck, so that two scenarios share it wherever they agree.
//
// # Two books
//
// Records are written where something happens (record.go). A second, independent
// book (ledger.go) is compared with them at the end of every replication: no vehicle
// and no tick may be missing, or the run fails.
//
// # Rejected
//
// A goroutine or coroutine for each vehicle reads nicely, but costs several times as
// much and hides where a vehicle is: its place in the code cannot be printed, hashed
// or checked. The long story of a vehicle is its route, and a route is data. A
// calendar with one entry for each busy lane is larger and slower than one slot for
// each station that keeps its own lanes in order, and leaves stale entries behind
// whenever a timer is called off.
//
// # Hot files
//
// world.go, station_*.go, hall_*.go, source.go, vehicle.go and record*.go run for every
// vehicle: no map, no text, no allocation once the slab, the heaps and the rings have
// grown to the number of vehicles present. What only halls, bookings and forks need of a
// vehicle is a record beside the slab (more), which other networks do not have.
//
// A new kind of station is one file station_x.go and one line in newStation; a new actor
// is one file and one line in newActors.
package model
