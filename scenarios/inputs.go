package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds"
	"corridor/model/network"
)

// An input is a number a planner wrote, a text or date that holds a quantity, or a file of
// numbers. Words, titles, references and coordinates are none.

// input is one of them with the path that a source speaks of: where it is written.
type input struct {
	at     path // the value it gives
	origin path // where it is written, nil for the command line
	text   string
}

// inputs lists the inputs of a state of the scenario.
func inputs(root *node, top *shape) []input {
	var list []input
	var visit func(n *node, s *shape, f *field, p path)
	visit = func(n *node, s *shape, f *field, p path) {
		switch {
		case s.kind == valueShape || s.kind == listShape && s.elem.kind != tableShape:
			list = append(list, quantities(n, s, f, p)...)
		case s.kind == tableShape && n.kind == tableNode:
			for _, key := range n.keys {
				if below := s.field(key); below != nil && !(len(p) == 0 && silent(key)) {
					visit(n.table[key], below.shape, below, p.with(key))
				}
			}
		case s.kind == namedShape && n.kind == tableNode:
			for _, key := range n.keys {
				visit(n.table[key], s.elem, f, p.with(key))
			}
		case s.kind == wholeShape || s.kind == numberShape:
			list = append(list, quantities(n, s, f, p)...)
		case s.kind == textShape && f.key == "file": // numbers all the same
			list = append(list, inputAt(n, p))
		}
	}
	visit(root, top, nil, nil)
	return list
}

// silent are top-level keys that hold no inputs of a run: what variants hold counts
// once they are applied, what upgrades hold is added from their own place.
func silent(key string) bool {
	return slices.Contains([]string{"format", "variant", "upgrade", "source"}, key)
}

// quantities lists the inputs in one value: itself, or the leaves of its table.
func quantities(n *node, s *shape, f *field, p path) []input {
	if f != nil && f.unit == "degrees" {
		return nil
	}
	if n.kind == tableNode {
		var list []input
		for _, key := range n.keys {
			list = append(list, quantities(n.table[key], s, f, p.with(key))...)
		}
		return list
	}
	if !quantity(n) {
		return nil
	}
	return []input{inputAt(n, p)}
}

func inputAt(n *node, p path) input {
	in := input{at: p, origin: p, text: n.written()}
	if n.origin != nil {
		in.origin = n.origin
	}
	if n.flag {
		in.origin = nil
	}
	return in
}

// quantity reports whether a leaf or a list holds a number: as such, as a date, or as
// a text with a digit outside its references.
func quantity(n *node) bool {
	if n.kind == listNode {
		return slices.ContainsFunc(n.list, func(e *node) bool { return e.kind == tableNode || quantity(e) })
	}
	switch v := n.value.(type) {
	case bool:
		return false
	case string:
		return strings.ContainsAny(v, "0123456789") && !strings.ContainsAny(v[:1], "abcdefghijklmnopqrstuvwxyz")
	}
	return true
}

// allInputs lists the inputs of a run without faults: those of the state at the start and, under
// their own paths, those of the upgrades.
func (f *File) allInputs() []input {
	root := f.trees[0]
	list := inputs(root, f.top)
	upgrades := root.table["upgrade"]
	if upgrades == nil || upgrades.kind != tableNode {
		return list
	}
	for _, name := range upgrades.keys {
		at := path{"upgrade", name}
		for _, key := range []string{"date", "cost", "yearly_cost"} {
			if n := root.at(at.with(key)); n != nil {
				list = append(list, quantities(n, nil, nil, at.with(key))...)
			}
		}
		for _, c := range f.settings(root, at) {
			list = append(list, quantities(c.value, nil, nil, c.value.origin)...)
		}
	}
	return list
}

// sourcesOf returns the inputs with the source that covers each: the one with the
// longest path that the input lies in, the last of several (a file that builds on
// another has the last word), or None.
func sourcesOf(list []input, sources []kinds.SourceSpec) []network.Input {
	var paths []path
	for _, s := range sources {
		p, err := parsePath(s.For)
		if err != nil {
			p = path{s.For}
		}
		paths = append(paths, p.flat())
	}
	out := make([]network.Input, len(list))
	for i, in := range list {
		best := network.None
		for k, p := range paths {
			if in.origin != nil && in.origin.flat().within(p) && (best < 0 || len(p) >= len(paths[best])) {
				best = k
			}
		}
		out[i] = network.Input{Path: in.at.String(), Value: in.text, Source: best}
	}
	return out
}

// checkSources refuses sources that speak of nothing.
func (f *File) checkSources(root *node) {
	list := root.table["source"]
	if list == nil || list.kind != listNode {
		return
	}
	for i, s := range list.list {
		what := s.child("for")
		if what == nil {
			continue
		}
		text, ok := what.value.(string)
		if !ok {
			continue
		}
		at := path{"source", fmt.Sprint(i), "for"}.String()
		if p, err := parsePath(text); err != nil {
			f.fault(what, at, err)
		} else if err := covers(root, p.flat()); err != nil {
			f.fault(what, at, err)
		}
	}
}

// covers finds what a source speaks of; the error names the nearest path.
func covers(root *node, p path) error {
	n := root
	for i, key := range p {
		if i == 3 && p[2] == "set" && setsAt(n, p[3:]) {
			return nil
		}
		if n.child(key) == nil {
			return noSuch(n.keys, p[:i], key)
		}
		n = n.child(key)
	}
	return nil
}

// setsAt reports whether the settings of a variant or an upgrade touch a path.
func setsAt(set *node, p path) bool {
	return slices.ContainsFunc(set.keys, func(key string) bool {
		q, err := parsePath(key)
		return err == nil && (q.within(p) || p.within(q) && set.table[key].at(p[len(q):]) != nil)
	})
}
