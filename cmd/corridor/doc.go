// Command corridor is the door of the house: commands, flags, exit codes, files. It
// contains no knowledge of corridors, and nothing below it touches the system.
//
// The path of the data stands in one function, simulate in run.go:
//
//	text ──Read, Compile──> network, plan ──FluidQueue, Run──> outcomes
//	     ──Summariser──> summary ──Draw──> charts
//	     ──Write──> folder of results ──> tables or JSON on stdout
//
// # Streams and codes
//
// Results go to stdout; progress, notes, warnings, faults and errors go to stderr.
// Every error that ends the program is printed once, by run in root.go, and knows its
// exit code; exit.go has the table of codes, ordered by how bad they are.
//
// # Files
//
// A file appears under its name when all of it is on the disk. A folder of results is
// unfinished from its first file to its manifest; folder.go tells how a run replaces
// an older one. Writing into a new folder and swapping the two was rejected: a folder
// cannot be replaced in one step on every system, and planners keep notes in there.
//
// # Interruption
//
// The first signal ends the context. The model looks up at the end of each simulated
// day and gives back the replications that are finished; they are summarised and
// written without charts, which would take longer than the second that is promised.
// The second signal has its usual effect and kills.
//
// # Commands
//
// One file each, by cobra, which brings help, suggestions and shell completion. A
// smaller parser would start no faster: the program starts in a few milliseconds.
package main
