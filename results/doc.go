// Package results turns the outcomes of replications into what planners get: a
// summary with intervals, tables for the terminal, CSV, JSON, chart data and one
// report page.
//
//	Outcome ──Summariser.Add──> sheet ──Summary──> Numbers ──> Tables, WriteJSON, csv files
//	                                          │                Charts, WriteReport
//	plan ──────foresee──────> planned demand, capacity, load ──┘
//
// # One replication is one observation
//
// Outcomes are folded one by one and forgotten. Of each replication every number (a
// measure of a subject in a period for a class) is kept as one float; an interval is
// Student's over these, never over vehicles, whose waits hang together. A quantile is
// the mean over replications of the quantile within each, and its interval is widened
// by what the histogram may be off. Memory grows with replications and periods, never
// with vehicles. Where a replication has nothing to observe (no vehicle came), it
// adds nothing; a number seen by nobody has N = 0, and no NaN exists anywhere.
//
// Running sums instead of the single values were rejected: they save little and lose
// the values that a comparison of two scenarios pairs by replication.
//
// # Subjects
//
// Elements are what is simulated, crossings are a post in one direction with all its
// stages, lines are those of a railway, flows are who travels, and the corridor is all of
// it. Trains and vessels have flows of their own, which no total counts: what they carry
// is the demand. A node, for tables
// and charts, is a crossing or an element that belongs to none. Everything is written
// in the order of names, so that shuffling a scenario changes no byte of a file; only
// tables and charts for people keep the order of the file.
//
// # Planned, simulated, fluid
//
// What is planned (demand, practical capacity, load and the date of saturation)
// follows from the compiled network without any simulation; it stands beside what was
// simulated and beside the fluid queue, and disagreement is a warning. Where nobody can plan
// (fleets, trains that depart when full, routes that are chosen by time) the simulated line
// decides: one that grows through the run is never called free (growing.go).
//
// # Units
//
// All numbers are in the units of package measure, times in seconds. Tables and
// charts for people convert them.
package results
