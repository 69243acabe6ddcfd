// Package scenarios is the written tense of the corridor: it reads what planners write
// and hands over a compiled network. The shipped scenarios lie here too.
//
// The path of a text, in the order of the files:
//
//	text      text.go     bytes of a file: found, not too large, UTF-8
//	tree      parse.go    keys, values and their lines, in the order of the text
//	          extends.go  the files it extends, each once, before it
//	          change.go   merged, then remove, variants, --set: "set this path to that value"
//	specs     shape.go    what may stand where, read off the tags of package kinds
//	          decode.go   the tree decoded into the specs, every fault noted
//	          data.go     the files of counted arrivals read that flows name
//	          upgrade.go  the same once more as of each date at which something changes
//	network   compile.go  kinds.Compile; its faults find their lines again
//	          expect.go   the questions to the results checked
//	          inputs.go   every number with the source that covers it
//
// A scenario is a tree until the last moment. That is why one mechanism of change is
// enough: extends merges trees, a variant, a --set and a dated upgrade each set paths in
// a tree, and only then is anything decoded. A value keeps the file and line it was
// written in wherever it goes, so a fault in a number that an upgrade sets speaks of
// the upgrade's line.
//
// # All faults at once
//
// Nothing stops at the first fault. Only a text that cannot be taken apart ends the
// reading; a text has one fault of syntax at a time, because what follows is a guess.
// What compiling finds at a path that decoding has refused already is left out.
//
// # Two parsers
//
// BurntSushi/toml decides what a text means, but keeps the places of keys to itself and
// matches keys of structs whatever their case. The syntax tree of go-toml knows the
// places and little else. So the tree takes its values from the first and its order
// and lines from the second, and decoding is our own: exact case, unknown keys at any
// depth with the nearest spelling, ranges, words, defaults, all from the tags.
//
// # One description
//
// The tags of package kinds are the only description of a key. Decoding, the paths that
// --set may take, the JSON Schema for editors (schema.go) and the reference (reference.go, words.go)
// all walk over the same shape, so none of them can be out of date. The schema serves
// editors only: it knows no lines and no references between tables.
//
// # Rejected
//
// Decoding into structs with the parser and checking afterwards is shorter. It was
// rejected because unknown keys in lists of tables go unseen, type errors carry no
// column, a wrong value hides the next one, and a --set would need a second way into
// the structs by reflection.
package scenarios
