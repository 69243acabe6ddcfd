package scenarios

import (
	"fmt"
	"strings"

	"corridor/model/kinds/value"
)

// The one mechanism of change is "set this path to that value": variants, --set and
// dated upgrades all come through change.apply.

// change is one path and its new value.
type change struct {
	path  path
	value *node
}

// parseSetting reads "path=value" of the command line.
func parseSetting(text string, top *shape) (change, error) {
	p, rest, err := scanPath(text)
	value, ok := strings.CutPrefix(rest, "=")
	if err != nil || !ok {
		return change{}, wrong("write for example post.samur.northbound.control.lanes=8, and quote a key that holds a dot itself",
			"%q is not path=value", shorten(text))
	}
	n := valueNode(strings.TrimSpace(value), shapeAt(top, p))
	n.stamp("--set", p, true)
	return change{p, n}, nil
}

// valueNode reads a value that stands outside a file, on the command line or in a tag:
// a TOML value if it is one, else a text without its quotes. Where the shape s asks for
// a text, 2024 is a text too.
func valueNode(text string, s *shape) *node {
	root, faults := parse("", []byte("v = "+text))
	if len(faults) == 0 && len(root.keys) == 1 {
		n := root.table["v"]
		if _, isText := n.value.(string); isText || s == nil || s.kind != textShape {
			return n
		}
	}
	return &node{kind: leafNode, value: text, text: text}
}

// stamp marks a value as written by a change rather than where it will stand. A file
// name is given for values of the command line, which have no line.
func (n *node) stamp(file string, origin path, flag bool) {
	n.origin, n.flag = origin, flag
	if file != "" {
		n.file, n.line = file, 0
	}
	for _, key := range n.keys {
		n.table[key].stamp(file, origin.with(key), flag)
	}
	for _, child := range n.list {
		child.stamp(file, origin, flag)
	}
}

// shapeAt returns the shape at a path, nil if there is none or if it lies inside a value.
func shapeAt(s *shape, p path) *shape {
	for _, key := range p {
		if s = s.child(key); s == nil {
			return nil
		}
	}
	return s
}

// child returns the shape under a key, or nil.
func (s *shape) child(key string) *shape {
	switch s.kind {
	case tableShape:
		if f := s.field(key); f != nil {
			return f.shape
		}
	case namedShape, listShape:
		return s.elem
	}
	return nil
}

// apply sets the path in the tree and returns the field that the path belongs to.
func (c change) apply(root *node, top *shape) (*field, error) {
	n, s, owner := root, top, (*field)(nil)
	for i, key := range c.path {
		here, last := c.path[:i], i == len(c.path)-1
		f, next, err := step(n, s, here, key, last && c.value.kind == tableNode)
		if err != nil {
			return owner, err
		}
		if f != nil {
			owner = f
		}
		if last {
			n.put(key, c.value)
			break
		}
		if n.table[key] == nil {
			n.put(key, newTable(c.value.file, c.value.line))
		}
		n, s = n.table[key], next
	}
	return owner, nil
}

// step goes from table n of shape s one key down: the field that the key belongs to
// (nil inside maps and values) and the shape below. Planners' names must exist, unless
// a whole table is set (fresh).
func step(n *node, s *shape, here path, key string, fresh bool) (*field, *shape, error) {
	if n.kind != tableNode {
		return nil, nil, tooShort(n, s, here)
	}
	switch {
	case s == nil || s.kind == valueShape:
		return nil, nil, nil // inside a value, which knows its keys itself
	case s.kind == namedShape:
		if s.elem.isTable() && n.table[key] == nil && !fresh {
			return nil, nil, noSuch(n.keys, here, key)
		}
		return nil, s.elem, nil
	case s.kind != tableShape:
		return nil, nil, wrong("set the whole of it", "%s is not a table", here)
	}
	f := s.field(key)
	if f == nil || f == s.rest && n.table[key] == nil && !fresh {
		return nil, nil, noSuch(append(s.keys(), n.keys...), here, key)
	}
	return f, f.shape, nil
}

// tooShort explains that a path leads into something that is no table.
func tooShort(n *node, s *shape, here path) error {
	if n.kind == listNode {
		return wrong("set the whole list", "%s is a list", here)
	}
	if s != nil && s.kind == valueShape {
		return wrong(fmt.Sprintf("set %s itself", here), "%s is written as %s here and has no keys", here, n.describe())
	}
	return wrong(fmt.Sprintf("set %s itself", here), "%s is %s and has no keys", here, n.describe())
}

// noSuch explains that a table has no such key.
func noSuch(known []string, here path, key string) error {
	advice := "there are " + shorten(strings.Join(known, ", "))
	if near := value.Suggest(key, known); near != "" {
		advice = fmt.Sprintf("did you mean %s?", here.with(near))
	} else if len(known) == 0 {
		advice = "only what is written in the scenario can be named"
	}
	return wrong(advice, "there is no %s", here.with(key))
}

// remove takes a path out of the tree.
func remove(root *node, p path) error {
	n := root
	for i, key := range p {
		if n.kind != tableNode || n.table[key] == nil {
			return noSuch(n.keys, p[:i], key)
		}
		if i == len(p)-1 {
			n.drop(key)
			break
		}
		n = n.table[key]
	}
	return nil
}

// merge lays a file over what it extends: tables are merged key by key, lists of tables
// are appended, all else is replaced. A law, a volume or another value that is written
// as { … } replaces the old one whole: half of two laws is none.
func merge(base, over *node, s *shape) *node {
	switch {
	case base == nil || base.kind != over.kind:
		return over
	case over.tables() && base.tables():
		base.list = append(base.list, over.list...)
		return base
	case over.kind != tableNode || over.inline && s != nil && s.kind == valueShape:
		return over
	}
	base.file, base.line = over.file, over.line
	for _, key := range over.keys {
		var below *shape
		if s != nil {
			below = s.child(key)
		}
		base.put(key, merge(base.table[key], over.table[key], below))
	}
	return base
}
