package scenarios

import (
	"fmt"
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
	checkExpectations(epochs[0].Scenario.Expect, net, &list)
	faults := collapsed(sorted(append(slices.Clone(f.faults), f.locate(list.List())...)))
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
	base, refused := f.faultsAtStart(list), follow(f.doubtful)
	for _, x := range list {
		if refused.follows(x.Path) {
			continue
		}
		if x.File != "" {
			out = append(out, Fault{File: x.File, Line: x.Line, Path: x.Path, Problem: x.Problem, Advice: x.Advice, Warning: x.Warning})
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

// refusedPaths are the paths of values that were refused (true) and all above them
// (false).
type refusedPaths map[string]bool

func follow(doubtful []string) refusedPaths {
	paths := refusedPaths{}
	for _, x := range doubtful {
		for end := len(x); end > 0; end = strings.LastIndexByte(x[:end], '.') {
			paths[x[:end]] = paths[x[:end]] || end == len(x)
		}
	}
	return paths
}

// follows reports whether a path lies at, above or below a value that was refused.
func (r refusedPaths) follows(at string) bool {
	if _, above := r[at]; above {
		return true
	}
	for end := len(at); end > 0; end = strings.LastIndexByte(at[:end], '.') {
		if r[at[:end]] {
			return true
		}
	}
	return false
}

// mostAlike is how many warnings of one sort are shown one by one.
const mostAlike = 20

// collapsed keeps the first warnings of each sort and counts the rest.
func collapsed(faults []Fault) []Fault {
	count, last := map[string]int{}, map[string]int{}
	var out []Fault
	for _, x := range faults {
		if x.Warning {
			if count[x.Problem]++; count[x.Problem] == mostAlike+1 {
				last[x.Problem] = len(out)
			} else if count[x.Problem] > mostAlike {
				continue
			}
		}
		out = append(out, x)
	}
	for problem, at := range last {
		out[at] = Fault{File: out[at].File, Warning: true, Problem: fmt.Sprintf("… and %d more: %s", count[problem]-mostAlike, problem)}
	}
	return out
}
