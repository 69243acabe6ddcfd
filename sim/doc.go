// Package sim is the engine: a clock, a calendar of pending events, keyed random
// streams, laws to draw from, statistics that merge exactly, and replications in
// parallel. It knows no word of transport and imports nothing outside the standard
// library, so it can carry any queueing model:
//
//	for {
//		slot, at, _ := calendar.Peek()
//		if at >= end {
//			break
//		}
//		machine[slot].handle(at) // sets its slot anew, or clears it
//	}
//
// # Time
//
// Time counts microseconds in an int64. What is added up is therefore exact, and two
// events are simultaneous or they are not; a float clock would decide that by
// rounding errors that grow with the length of the run.
//
// # Calendar
//
// Calendar has a fixed number of slots with at most one pending event each, which is
// all that a state machine needs: its next event. Simultaneous events come in the
// order of their Rank, then of their slot, and never of their scheduling, so that an
// optimisation that saves an event changes no result. A heap of event records, the
// usual answer, was three times slower under load (records move, and cancelling
// leaves dead ones behind) and its ties follow insertion.
//
// # Randomness
//
// A draw belongs to what it is for, not to how many draws came before: Base is hashed
// once from a seed, a replication and names; Base.Stream gives the stream of one key
// at one lap. Adding an element to a model then shifts nobody else's luck, and two
// variants of one model share their luck without any book-keeping. One long generator
// per replication would be a nanosecond faster and lose both.
//
// # Equal numbers on every platform
//
// Compilers may fuse a product and a sum into one rounding, and math.Exp differs
// between processors. Here every product is rounded on its own, float64(a*b); Exp,
// Log and Pow are the package's own, with tables as literals. Only the four basic
// operations, square root and rounding down come from the machine. A test reads the
// syntax trees and refuses everything else.
//
// # Statistics
//
// Tally, Level and Histogram hold integers only, so that merging them in any order
// gives the same bits. Intervals come from replications (Interval), never from within
// one. The formulas of queueing.go are the exact answers that tests compare with.
package sim
