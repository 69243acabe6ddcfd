package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// path is a place in a scenario: the keys from the top, unquoted.
type path []string

// with returns the path one key deeper.
func (p path) with(key string) path { return append(slices.Clip(p), key) }

// String writes the path with dots; a key that holds a dot, a space or a quote is
// quoted, an element of an array of tables is a number.
func (p path) String() string {
	var b strings.Builder
	for i, key := range p {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(quoteKey(key))
	}
	return b.String()
}

// within reports whether p is q or lies in the table q.
func (p path) within(q path) bool { return len(p) >= len(q) && slices.Equal(p[:len(q)], q) }

// flat returns the path with the quoted path of a setting taken apart:
// upgrade.x.set."post.a.hours" and upgrade.x.set.post.a.hours are one to a source.
func (p path) flat() path {
	if len(p) < 4 || p[2] != "set" || p[0] != "upgrade" && p[0] != "variant" {
		return p
	}
	out := slices.Clone(p[:3])
	for _, key := range p[3:] {
		if q, err := parsePath(key); err == nil {
			out = append(out, q...)
		} else {
			out = append(out, key)
		}
	}
	return out
}

// quoteKey writes one key of a path as TOML would.
func quoteKey(key string) string {
	if key != "" && strings.IndexFunc(key, notBare) < 0 {
		return key
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range key {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unprintable(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// notBare reports whether a key with this character must be quoted in a path. Paths
// are more lenient than TOML: letters of any alphabet may stand bare.
func notBare(r rune) bool {
	return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// notPath refuses a text that should be a path.
func notPath(text string) error {
	return wrong("write keys with dots between them, such as post.samur.northbound.control.lanes, "+
		"and quote a key that holds a dot itself", "%q is not a path", shorten(text))
}

// parsePath reads a path as a planner writes it: keys with dots between them, a key
// bare, in "double" or in 'single' quotes.
func parsePath(s string) (path, error) {
	p, rest, err := scanPath(s)
	if err != nil || rest != "" {
		return nil, notPath(s)
	}
	return p, nil
}

// scanPath reads a path at the start of s and returns what follows it.
func scanPath(s string) (path, string, error) {
	var p path
	for {
		s = strings.TrimLeft(s, " \t")
		key, rest, err := scanKey(s)
		if err != nil {
			return nil, "", err
		}
		p = append(p, key)
		s = strings.TrimLeft(rest, " \t")
		if !strings.HasPrefix(s, ".") {
			return p, s, nil
		}
		s = s[1:]
	}
}

var errKey = errors.New("no key")

// scanKey reads one key, bare or quoted.
func scanKey(s string) (key, rest string, err error) {
	if s == "" {
		return "", "", errKey
	}
	if q := s[0]; q == '"' || q == '\'' {
		end := closingQuote(s)
		if end < 0 {
			return "", "", errKey
		}
		if q == '\'' {
			return s[1:end], s[end+1:], nil
		}
		v, err := parseValue(s[:end+1])
		text, ok := v.(string)
		if err != nil || !ok {
			return "", "", errKey
		}
		return text, s[end+1:], nil
	}
	n := strings.IndexFunc(s, notBare)
	switch {
	case n < 0:
		return s, "", nil
	case n == 0:
		return "", "", errKey
	}
	return s[:n], s[n:], nil
}

// closingQuote finds the quote that ends the one s begins with; -1 if there is none.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] == s[0]:
			return i
		}
	}
	return -1
}
