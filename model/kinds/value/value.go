package value

// Value is a leaf of a table with a syntax of its own ("14m24s", "1400/day", "129 km").
type Value interface {
	// Decode reads what TOML holds: string, int64, float64, bool, time.Time (any TOML
	// date or time; local ones carry the location that package toml gives them),
	// []any or map[string]any. The error says what would be right.
	Decode(v any) error
	// Syntax describes the value for the reference and the schema.
	Syntax() Syntax
}

// Syntax says how a Value is written.
type Syntax struct {
	Name    string   // "time span"
	Example string   // "14m24s"
	Types   []string // JSON types that TOML may hold: "string", "number", "integer", "object", "array", "boolean"
	Pattern string   // regular expression of the string form, or ""
}
