package scenarios

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// nodeKind is what a node is.
type nodeKind uint8

const (
	leafNode nodeKind = iota
	tableNode
	listNode
)

// node is one value of a scenario with the place where it is written. Tables keep the
// order of the text. A node is never changed once it hangs in a tree that was cloned.
type node struct {
	kind nodeKind
	file string
	line int // from 1; 0 for values that come from a flag

	keys   []string // table: in the order of the text
	table  map[string]*node
	list   []*node
	inline bool // table or list that is written as a value: { … }, [ … ]
	header bool // table that has a line of its own: [post.samur]

	value any    // leaf: string, int64, float64, bool or time.Time
	text  string // leaf, as written, strings without quotes

	origin path // where a variant or an upgrade wrote it; nil: where it stands
	flag   bool // written on the command line
}

func newTable(file string, line int) *node {
	return &node{kind: tableNode, file: file, line: line, table: map[string]*node{}}
}

// put sets a key of a table; a new key goes last.
func (n *node) put(key string, child *node) {
	if _, ok := n.table[key]; !ok {
		n.keys = append(n.keys, key)
	}
	n.table[key] = child
}

// drop removes a key of a table.
func (n *node) drop(key string) {
	delete(n.table, key)
	n.keys = slices.DeleteFunc(n.keys, func(k string) bool { return k == key })
}

// child returns the value of a key of a table, or an element of a list by its number.
func (n *node) child(key string) *node {
	switch n.kind {
	case tableNode:
		return n.table[key]
	case listNode:
		if i, err := strconv.Atoi(key); err == nil && i >= 0 && i < len(n.list) {
			return n.list[i]
		}
	}
	return nil
}

// at returns the node at a path, or nil.
func (n *node) at(p path) *node {
	for _, key := range p {
		if n = n.child(key); n == nil {
			return nil
		}
	}
	return n
}

// nearest returns the deepest node that lies on the way to a path written by the
// specs, which quote no keys and count elements as "source[2]" or "source.2".
func (n *node) nearest(text string) *node {
	for text != "" {
		key, rest := n.step(text)
		if key == "" {
			return n
		}
		n, text = n.child(key), rest
	}
	return n
}

// step finds the longest key of n that text begins with, and what follows it. A key
// ends where a dot or a bracket follows; it may be bare, quoted or in brackets.
func (n *node) step(text string) (key, rest string) {
	if text[0] == '"' {
		end := closingQuote(text)
		if k, err := strconv.Unquote(text[:end+1]); err == nil && n.child(k) != nil {
			return k, strings.TrimPrefix(text[end+1:], ".")
		}
	}
	for end := len(text); end > 0; end = strings.LastIndexAny(text[:end], ".[") {
		k := text[:end]
		if n.child(k) == nil {
			k = strings.TrimSuffix(strings.TrimPrefix(k, "["), "]")
		}
		if n.child(k) != nil {
			return k, strings.TrimPrefix(text[end:], ".")
		}
	}
	return "", text
}

// clone copies a tree; values are shared.
func (n *node) clone() *node {
	c := *n
	c.keys = slices.Clone(n.keys)
	c.table = maps.Clone(n.table)
	for key, child := range c.table {
		c.table[key] = child.clone()
	}
	c.list = slices.Clone(n.list)
	for i, child := range c.list {
		c.list[i] = child.clone()
	}
	return &c
}

// walk calls f for the node and everything below it, in the order of the text.
func (n *node) walk(p path, f func(p path, n *node)) {
	f(p, n)
	for _, key := range n.keys {
		n.table[key].walk(p.with(key), f)
	}
	for i, child := range n.list {
		child.walk(p.with(strconv.Itoa(i)), f)
	}
}

// plain returns the node as package toml would have decoded it.
func (n *node) plain() any {
	switch n.kind {
	case tableNode:
		m := make(map[string]any, len(n.table))
		for key, child := range n.table {
			m[key] = child.plain()
		}
		return m
	case listNode:
		l := make([]any, len(n.list))
		for i, child := range n.list {
			l[i] = child.plain()
		}
		return l
	}
	return n.value
}

// tables reports whether n is a list of tables written with double brackets.
func (n *node) tables() bool { return n.kind == listNode && !n.inline }

// written returns the value as a planner wrote it, strings without quotes at the top.
func (n *node) written() string {
	switch n.kind {
	case tableNode:
		parts := make([]string, len(n.keys))
		for i, key := range n.keys {
			parts[i] = quoteKey(key) + " = " + n.table[key].quoted()
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case listNode:
		parts := make([]string, len(n.list))
		for i, child := range n.list {
			parts[i] = child.quoted()
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return n.text
}

func (n *node) quoted() string {
	if s, ok := n.value.(string); ok {
		return strconv.Quote(s)
	}
	return n.written()
}

// describe says in words what stands at a node: `the text "three"`.
func (n *node) describe() string {
	switch n.kind {
	case tableNode:
		return "a table"
	case listNode:
		return "a list"
	}
	switch v := n.value.(type) {
	case string:
		return fmt.Sprintf("the text %q", shorten(v))
	case bool:
		return n.text
	case int64, float64:
		return "the number " + shorten(n.text)
	}
	return "the date " + n.text
}

// shorten keeps long texts out of messages.
func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}
