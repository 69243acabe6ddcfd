package scenarios

import (
	"errors"
	"slices"
	"strings"
)

// sourceFile is one file of a scenario, parsed.
type sourceFile struct {
	place  place
	root   *node
	remove *node // its key "remove", or nil
}

// collector reads a file and all it extends, each file once: what is extended comes
// before what extends it.
type collector struct {
	files  []sourceFile
	texts  []NamedText
	size   int     // of all texts, in bytes
	open   []place // files whose extends are being read, for rings
	faults []Fault
}

// collect reads the file at a place; by is the node that asked for it, or nil.
func (c *collector) collect(p place, by *node) {
	text, p, err := load(p)
	if err != nil {
		c.refuse(p, by, err)
		return
	}
	if i := slices.IndexFunc(c.open, p.same); i >= 0 {
		c.refuse(p, by, ring(append(slices.Clone(c.open[i:]), p)))
		return
	}
	if slices.ContainsFunc(c.files, func(f sourceFile) bool { return f.place.same(p) }) {
		return
	}
	if c.size += len(text); c.size > largest {
		c.refuse(p, by, wrong("a scenario is a text of some kilobytes", "makes the scenario larger than 4 MB"))
		return
	}
	c.texts = append(c.texts, NamedText{p.name, string(text)})
	root, faults := parse(p.name, text)
	if c.faults = append(c.faults, faults...); len(faults) > 0 {
		return
	}
	c.open = append(c.open, p)
	if n := root.table["extends"]; n != nil {
		for _, name := range c.names(n) {
			c.collect(p.beside(name.text), name)
		}
	}
	c.open = c.open[:len(c.open)-1]
	file := sourceFile{p, root, root.table["remove"]}
	root.drop("extends")
	root.drop("remove")
	c.files = append(c.files, file)
}

// refuse notes why a file cannot be used, where it is asked for.
func (c *collector) refuse(p place, by *node, err error) {
	f := faultAt(p.name, 0, "", err)
	var at notUTF8
	switch {
	case errors.As(err, &at) && by == nil:
		f.Line = at.line
	case by != nil:
		f.File, f.Line, f.Path = by.file, by.line, "extends"
		if !strings.Contains(f.Problem, p.name) {
			f.Problem = p.name + " " + f.Problem
		}
	}
	c.faults = append(c.faults, f)
}

// ring refuses files that extend one another, by name.
func ring(places []place) error {
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.name
	}
	if len(names) == 2 {
		return wrong("take the name out", "%s extends itself", names[0])
	}
	return wrong("take one of the names out", "the files extend one another in a ring: %s", strings.Join(names, " extends "))
}

// names returns the texts of a key that holds a text or a list of texts.
func (c *collector) names(n *node) []*node {
	list := []*node{n}
	if n.kind == listNode {
		list = n.list
	}
	for _, name := range list {
		if text, ok := name.value.(string); !ok || text == "" {
			c.faults = append(c.faults, Fault{File: name.file, Line: name.line, Path: "extends",
				Problem: "must be the name of a file or a list of names, is " + name.describe(), Advice: `write for example "western-route.toml"`})
			return nil
		}
	}
	return list
}
