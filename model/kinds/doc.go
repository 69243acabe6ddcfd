// Package kinds is the written tense of the corridor: the tables of a scenario as a
// planner writes them, the check of each, and their compilation into a
// network.Network that every replication shares.
//
//	tables ──decode──> Scenario ──Check──> faults
//	                      │ one for the start, one from each upgrade on (Epoch)
//	                      └──Compile──> drafts and chains ──join──> network, plan
//
// # Tables
//
// Every table is a struct whose tags are the only description of its keys (spec.go);
// decoding, the reference page and the editor's schema read them. A leaf with a
// syntax of its own ("14m24s", "275/day", "129 km") is a Value of package value, where
// numbers lose their units. What a value says of days (hours, periods, months,
// timetables) is laid out over the days of a zone here: calendar.go, periods.go,
// departures.go.
//
// # Kinds
//
// A kind of element is a table that makes stations: [post.NAME], [road.NAME],
// [toll.NAME]. It is one file kind_x.go and one line in Kinds. Its Compile writes to
// a Compiler two things: drafts, which become elements, and chains, which are what
// routes are made of: a direction of a post with its stages, a direction of a road
// with its plazas. A kind that stands on others comes after them in the list: a
// crossing joins the chains of two posts to one of its own, a yard or a booking puts
// elements before a chain.
//
// Some kinds make no element, as nobody passes them: staff, disruption, swing, meter and
// permit speak of the elements of others. They keep a draft of themselves, which the builder
// lays out once elements have ids; what they touch becomes a hall (hallOf). Closures
// with dates are taken off the calendars there and then (closures.go).
//
// A road is plain unless something is written that a plain one has not: then it has
// traffic as well, dated lists of what others leave of its capacity, of closures and of
// hours in which drivers rest (road_traffic.go, road_rest.go).
//
// # Freight
//
// A train and a ferry (carrier_spec.go) make an element of each direction, where freight
// gathers, and a flow of the trains or vessels themselves, whose one route goes over the
// chains that they name: lines, legs, posts of their mode, at the end the tracks or berths
// of a terminal. Chains of lines and legs are for them only. A transfer of a terminal is a
// chain from its place to the same place that changes the class (rides.go). Routes are
// searched over place and class (routes.go); what units are at each hop, and how many, is
// kept with the route (becoming.go).
//
// # Halls and turns
//
// A stage is a line before alike lanes, unless a rule is written (kind_rules.go):
// priority, patience, a quota, channels with service times of their own, groups of
// lanes that share the line. Then its element is a hall, at all times. The stages of a
// direction are passed in their order, unless vehicles are sorted into channels that
// leave stages out ("only") or are sent elsewhere after one ("then", post_channels.go).
// How often they are then expected at each stage is solved exactly (post_courses.go) and
// kept with the route, for planned demand, mean service times and the fluid queue.
//
// # Change
//
// A dated upgrade is not a rule that the engine would follow: package scenarios hands
// over the complete scenario as it is from each date on, each is compiled by itself,
// and where a parameter of an element differs from the one before, the dated list of
// that element gets an entry. What cannot change while vehicles are inside (places,
// routes, which lanes serve which classes) lacks the tag running, and its change is a
// fault. Opening hours, staffing and changes of lanes together become one list of
// lane steps.
//
// # Demand
//
// What flows bring becomes expected vehicles by local day (volume.go): freight is
// divided by the mean load of loaded vehicles and the share of those (flow_freight.go),
// growth is a curve with a rate for each calendar year (growth.go), planned disruptions
// cut the patterns of the days (flow_changes.go). When all flows have routes, rides are
// tied to the flows of their trains and vessels, and only then follows what looks at other
// flows: planned shares of those that choose, initial queues, and balances, from the days
// of the others (flow_balance.go). Recorded arrivals become given times; package
// scenarios reads the bytes, records.go what they mean, and its faults name file and line.
//
// # Time
//
// The rules of time zones are part of the project (zones.go), never the machine's.
// Days, hours of profiles, opening hours and closed days are local: of the place a
// flow, a road or a direction of a post comes from; of the place where a plaza, or a
// post in a crossing, stands; of the run where there is no place. A run without dates
// has days of 24 hours from its first tick on, and its first day is a Monday.
//
// A calendar is joined from the tables around lanes or officers (calendar_spec.go),
// then laid out day by day (calendar.go, lane_steps.go). Of one day, the first of these
// says the hours: its exception, closed days, holidays, the weekday. Hours that run past
// midnight belong to the day they begin on; only a day that is closed as a whole cuts
// them short. While shifts change, lanes are open but none is manned: nobody begins, and
// waiting counts as waiting for opening. Dated closures are taken away from the finished
// steps (closures.go).
//
// # Faults
//
// Nothing stops at the first fault: checks and compilation go on as if what is
// missing were harmless, so that all faults of a file are seen in one run, and what
// would only follow from another fault is kept quiet.
//
// # Rejected
//
// Compiling the start once and applying each upgrade to the compiled network would be
// faster, but every key would need its own rule of how it changes an element, and a
// rule that forgets a case gives silently wrong numbers. Compiling whole states and
// comparing them has one rule for all keys, those of future kinds included.
package kinds
