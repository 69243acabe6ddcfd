package kinds

// A spec is one table as a planner writes it: exported fields, decoded by package
// scenarios from TOML through their tags. The tags are the only description of a key;
// decoding, range faults, `corridor kinds`, the reference page and the JSON Schema
// all read them:
//
//	toml:"lanes"        the key; toml:"*" on a map: every other key is a table of it,
//	                    named by the planner; toml:"-": not a key
//	help:"…"            one sentence for a planner
//	unit:"vehicles"     unit of a bare number, for the reference
//	default:"…"         the text as a planner would write it; decoded when the key is absent
//	range:"[0,10000]"   closed limits of a bare number, checked while decoding; "(0,1]" is half open
//	oneof:"block lose"  allowed words; "hold|send back" where one has a space
//	governs:"scale"     keys beside it that mean nothing while its word is misspelt
//	required:"true"     a fault when absent
//	running:"true"      may be changed by a dated upgrade
//
// Fields are bool, int, float64, string, slices and map[string]… of these, structs
// and pointers to structs (tables), or a value.Value. A pointer or a value that was
// not written stays nil or zero. The keys of an embedded struct are keys of the table
// itself.

// Spec is one kind of element as written.
type Spec interface {
	Check(path string, f *Faults)
	Compile(path string, c *Compiler)
}
