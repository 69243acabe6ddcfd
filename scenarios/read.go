package scenarios

import (
	"fmt"
	"io/fs"
	slash "path"
	"slices"
	"strings"

	"corridor/model/kinds"
	"corridor/model/kinds/value"
)

// Options are what the command line says about a scenario besides its file.
type Options struct {
	Set          []string // "path=value", applied in this order, after the variants
	Variants     []string // names of variants, applied in this order
	Replications int      // 1..100000; 0: as written
	Seed         *uint64  // nil: as written
	Workers      int      // goroutines that run replications; 0: one per processor
}

// File is a scenario that was read: its tree as of the start and after each dated
// upgrade, decoded.
type File struct {
	name   string
	opts   Options
	texts  []NamedText
	top    *shape
	trees  []*node // as of the start, then after each date; parallel to epochs
	epochs []kinds.Epoch
	faults []Fault

	doubtful []string // paths where a default or an example stands for what was refused
}

// Text returns the files of the scenario as they were read, the scenario itself first.
func (f *File) Text() []NamedText { return f.texts }

// Read reads a scenario and decodes it. All faults found on the way are returned
// together, sorted by file and line; Compile finds those that lie in the meaning. The
// File is nil if the text could not be taken apart at all.
func Read(fsys fs.FS, name string, opts Options) (*File, []Fault) {
	c := &collector{}
	c.collect(place{fsys: fsys, name: name}, nil)
	if len(c.faults) > 0 {
		return nil, sorted(c.faults)
	}
	f := &File{name: strings.TrimSuffix(slash.Base(name), ".toml"), opts: opts, texts: c.texts, top: scenarioShape()}
	root := newTable(name, 1)
	for _, file := range c.files {
		f.removeAll(root, file.remove)
		root = merge(root, file.root, f.top)
	}
	f.checkVariants(root)
	f.applyVariants(root)
	f.applySettings(root)
	f.start(root)
	f.readData(c.files)
	f.upgrade(root)
	f.checkSources(root)
	f.faults = sorted(f.faults)
	return f, f.faults
}

// fault notes an error of a change at a node.
func (f *File) fault(n *node, at string, err error) {
	f.faults = append(f.faults, faultAt(n.file, n.line, at, err))
}

// removeAll takes out the paths that a file removes from what it extends.
func (f *File) removeAll(root, list *node) {
	if list == nil {
		return
	}
	if list.kind != listNode {
		f.fault(list, "remove", wrong("write ["+list.quoted()+"]", "must be a list of paths, is %s", list.describe()))
		return
	}
	for _, n := range list.list {
		text, ok := n.value.(string)
		p, err := parsePath(text)
		switch {
		case !ok:
			err = wrong("write it in quotes", "must be a path, is %s", n.describe())
		case err == nil:
			err = remove(root, p)
		}
		if err != nil {
			f.fault(n, "remove", err)
		}
	}
}

// settings returns the changes of a variant or an upgrade in the order of the text.
func (f *File) settings(root *node, at path) []change {
	set := root.at(at.with("set"))
	if set == nil || set.kind != tableNode {
		return nil // decoding says what is wrong
	}
	var list []change
	for _, key := range set.keys {
		n := set.table[key]
		p, err := parsePath(key)
		if err == nil && len(p) == 1 && n.kind == tableNode {
			err = wrong(fmt.Sprintf("write the whole path in quotes: \"%s.NAME.KEY\" = …", key), "is not the path of a value")
		}
		if err != nil {
			f.fault(n, at.with("set").with(key).String(), err)
			continue
		}
		value := n.clone()
		value.stamp("", at.with("set").with(key), false)
		list = append(list, change{p, value})
	}
	return list
}

// checkVariants applies every variant to a copy, so that a variant that is not asked
// for today has no faults tomorrow.
func (f *File) checkVariants(root *node) {
	variants := root.table["variant"]
	if variants == nil || variants.kind != tableNode {
		return
	}
	for _, name := range variants.keys {
		if slices.Contains(f.opts.Variants, name) {
			continue
		}
		trial := root.clone()
		f.changeAll(trial, path{"variant", name}, false)
		f.decode(trial)
	}
}

// applyVariants applies the variants that were asked for.
func (f *File) applyVariants(root *node) {
	var known []string
	if variants := root.table["variant"]; variants != nil {
		known = variants.keys
	}
	for _, name := range f.opts.Variants {
		if slices.Contains(known, name) {
			f.changeAll(root, path{"variant", name}, false)
			continue
		}
		flag := &node{file: "--variant"}
		f.fault(flag, "", noVariant(name, known))
	}
}

func noVariant(name string, known []string) error {
	advice := "there are " + strings.Join(known, ", ")
	if near := value.Suggest(name, known); near != "" {
		advice = fmt.Sprintf("did you mean %q?", near)
	} else if len(known) == 0 {
		advice = "the scenario has no variants"
	}
	return wrong(advice, "there is no variant %q", name)
}

// changeAll applies the settings of the variant or upgrade at a path; while running,
// only keys that allow it may change.
func (f *File) changeAll(root *node, at path, running bool) {
	for _, c := range f.settings(root, at) {
		owner, err := c.apply(root, f.top)
		if err == nil && running && (owner == nil || !owner.running) {
			err = f.fixed(c.path)
		}
		if err != nil {
			f.fault(c.value, c.value.origin.String(), err)
		}
	}
}

// fixed explains that a dated upgrade cannot change a path.
func (f *File) fixed(p path) error {
	var can []string
	if s := shapeAt(f.top, p[:len(p)-1]); s != nil {
		for _, x := range s.fields {
			if x.running {
				can = append(can, x.key)
			}
		}
	}
	advice := "set it in a variant"
	if len(can) > 0 {
		advice = fmt.Sprintf("an upgrade may change %s there, a variant everything", strings.Join(can, ", "))
	}
	return wrong(advice, "%s cannot change while running", p)
}

// applySettings applies --set and --replications.
func (f *File) applySettings(root *node) {
	for _, text := range f.opts.Set {
		c, err := parseSetting(text, f.top)
		flag := &node{file: "--set"}
		if err != nil {
			f.fault(flag, "", err)
		} else if _, err := c.apply(root, f.top); err != nil {
			f.fault(flag, c.path.String(), err)
		}
	}
	if n := f.opts.Replications; n != 0 {
		c := change{path{"run", "replications"}, valueNode(fmt.Sprint(n), nil)}
		c.value.stamp("--replications", c.path, true)
		if _, err := c.apply(root, f.top); err != nil {
			f.fault(c.value, c.path.String(), err)
		}
	}
}

// decode decodes a tree and keeps its faults.
func (f *File) decode(root *node) *kinds.Scenario {
	d := &decoder{top: f.top}
	s := d.scenario(root)
	f.faults = append(f.faults, d.faults...)
	f.doubtful = append(f.doubtful, d.doubtful...)
	return s
}

// start decodes the state at the start.
func (f *File) start(root *node) {
	s := f.decode(root)
	f.trees = []*node{root}
	f.epochs = []kinds.Epoch{{Scenario: s}}
}
