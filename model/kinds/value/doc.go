// Package value is how single values of a scenario are written: spans of time, lengths,
// rates, dates, hours, laws, money. Each is a type that reads itself from what TOML
// holds and says how it is written:
//
//	"14m24s", 8, { mean = "20 t", law = "normal", cv = 0.2 } ──Decode──> Span, Lanes, Load
//	Syntax ──> the reference page, the editor's schema
//
// It is a leaf: it knows no table, no element and no scenario. The structs that have
// these types as fields, and what they mean together, are package kinds; package
// scenarios finds by reflection which field is a Value and calls it.
//
// # Units
//
// Numbers lose their units here and nowhere else. Times are ticks, distances
// millimetres, as in package sim; other quantities have the unit that their field says.
// A bare number is refused where a unit is needed: 90 could be seconds or minutes.
// Amounts of money keep their currency, as its worth is written elsewhere.
//
// What was not written is the zero of its type. Where zero means something, a field
// Written tells them apart.
//
// # Errors
//
// An error says what is wrong with what stands there and what would be right ("is 90, a
// time span is written as a text with its unit, such as \"14m24s\""). It does not say
// where: the path and the line are added by who decodes. A value of several parts names
// all that is wrong at once, each once (problems); a word that is nearly a known one gets
// a suggestion (suggest.go).
//
// # Days
//
// A date without an offset is local to a zone that is named elsewhere, so that Date.In
// takes it. Of what happens over days, only what is written is kept here: which hours of
// which weekday, which days of the year. Package kinds lays it out over the days of a
// run. The numbering of days and the moment at which one begins (days.go) serve both.
//
// # A new value
//
// A new one is a type with Decode and Syntax, a line in TestValues and, if planners meet
// it in many places, one in Units. Decode sets the value only when all of it is right.
//
// # Rejected
//
// One type for all quantities, with a table of units, would be shorter, but every table
// had to say which units it takes, and to check again what a field of type Length cannot
// get wrong. Plain numbers with the unit in the key (service_minutes = 14.4) need no
// decoder at all, and mix minutes with hours as soon as somebody copies a line.
package value
