// Package network is the planned tense of the corridor: the compiled, immutable
// description that every replication shares.
//
// A Network is plain data: integer ids instead of names, integer ticks instead of
// units, dated lists instead of rules ("from this tick on, so many lanes").
// Nothing here changes while a replication runs, and nothing here knows how a
// vehicle is moved; package kinds writes networks, package model lives in them.
//
// The pieces, in the order a vehicle meets them:
//
//	Flow ──choose──> Route ──hops──> Element (service, road, virtual queue, gate) … ──> Segment (a crossing)
//	                   │ forks and channels: where vehicles part
//
// A route may lead over rides (freight.go): units gather there and are carried by trains or
// vessels, which are a Flow of their own with a Route of their own, or become units of
// another class.
//
// A service may have a Hall: lanes in groups, officers, rules of the line. Beside the
// elements stand what acts on them: Pools of officers, Disruptions, Swings, Meters, and
// Bookings, which a virtual queue and a gate share.
//
// Elements and flows are stored in the order of their names, so that shuffling a
// scenario file changes no id and therefore no result; Order keeps the place in the
// file, for printing.
package network
