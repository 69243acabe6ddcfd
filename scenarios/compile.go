package scenarios

import (
	"slices"
	"strings"

	"corridor/model/kinds"
	"corridor/model/network"
)

// Compile turns the scenario into the network and the plan of a run. It returns all
// faults, those that Read returned included, sorted by file and line; the network is
// nil if one of them is fatal.
func (f *File) Compile() (*network.Network, network.Plan, []Fault) {
	found := Fatal(f.faults)
	epochs := slices.Clone(f.epochs)
	if found {
		epochs = epochs[:1] // later states repeat what is wrong with the first
	}
	var list kinds.Faults
	net, plan := kinds.Compile(f.name, epochs, &list)
	faults := sorted(append(slices.Clone(f.faults), f.locate(list.List())...))
	if Fatal(faults) || net == nil {
		return nil, network.Plan{}, faults
	}
	net.Inputs = sourcesOf(f.allInputs(), epochs[0].Scenario.Source)
	if f.opts.Seed != nil {
		plan.Seed = *f.opts.Seed
	}
	plan.Workers = f.opts.Workers
	return net, plan, faults
}

// locate finds the lines that the faults of compiling speak of. A fault that follows
// from one found earlier at the same path is left out.
func (f *File) locate(list []kinds.Fault) []Fault {
	var out []Fault
	base := f.faultsAtStart(list)
	for _, x := range list {
		if f.follows(x.Path) {
			continue
		}
		n := f.trees[0].nearest(x.Path)
		if base != nil && !base[x] {
			n = f.changed(x.Path, n)
		}
		out = append(out, Fault{File: n.file, Line: n.line, Path: x.Path, Problem: x.Problem, Advice: x.Advice, Warning: x.Warning})
	}
	return out
}

// faultsAtStart tells the faults of the state at the start from those that an upgrade
// brings; nil if there are no upgrades to blame.
func (f *File) faultsAtStart(list []kinds.Fault) map[kinds.Fault]bool {
	if len(list) == 0 || len(f.epochs) == 1 || Fatal(f.faults) {
		return nil
	}
	var first kinds.Faults
	kinds.Compile(f.name, f.epochs[:1], &first)
	base := map[kinds.Fault]bool{}
	for _, x := range first.List() {
		base[x] = true
	}
	return base
}

// changed returns the value at or below a path that an upgrade set first, or n.
func (f *File) changed(at string, n *node) *node {
	for _, tree := range f.trees[1:] {
		var found *node
		tree.nearest(at).walk(nil, func(_ path, x *node) {
			if found == nil && len(x.origin) > 0 && x.origin[0] == "upgrade" {
				found = x
			}
		})
		if found != nil {
			return found
		}
	}
	return n
}

// follows reports whether a path lies at, above or below a value that was refused.
func (f *File) follows(at string) bool {
	return at != "" && slices.ContainsFunc(f.doubtful, func(x string) bool {
		return x == at || strings.HasPrefix(x, at+".") || strings.HasPrefix(at, x+".")
	})
}
