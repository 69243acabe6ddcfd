package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
)

// Fault is one thing wrong with a scenario, or one warning about it.
type Fault struct {
	Path    string // "post.samur.northbound.control.lanes"
	Problem string // what is wrong: "must be at least 0, is -1"
	Advice  string // what would be right; may be empty
	Warning bool   // the scenario runs all the same
	File    string // of data beside the scenario that it speaks of; "" for the scenario
	Line    int    // in File
}

// Faults collects what is wrong; checks go on after the first.
type Faults struct {
	list  []Fault
	known map[string][]Fault // by path, of those that at has been asked for
	seen  int                // how many of the list are in known
}

// Add notes a fault at a path. The problem says what is wrong and names the value;
// the advice says what would be right.
func (f *Faults) Add(path, problem, advice string) {
	f.list = append(f.list, Fault{Path: path, Problem: problem, Advice: advice})
}

// Warn notes something that runs but deserves a look.
func (f *Faults) Warn(path, problem, advice string) {
	f.list = append(f.list, Fault{Path: path, Problem: problem, Advice: advice, Warning: true})
}

// at returns the faults at a path. Scenarios may have very many: each is looked at once.
func (f *Faults) at(path string) []Fault {
	if f.known == nil {
		f.known = map[string][]Fault{}
	}
	for _, x := range f.list[f.seen:] {
		f.known[x.Path] = append(f.known[x.Path], x)
	}
	f.seen = len(f.list)
	return f.known[path]
}

// addOnce notes a fault that several epochs may share.
func (f *Faults) addOnce(path, problem, advice string) {
	if !slices.Contains(f.at(path), Fault{Path: path, Problem: problem, Advice: advice}) {
		f.Add(path, problem, advice)
	}
}

// mostAdvised is how many faults may have advice that looks through all names.
const mostAdvised = 200

// didYouMean is advice for an unknown name among many; a scenario full of faults gets
// none, as it would take long.
func (f *Faults) didYouMean(word string, known func() []string) string {
	if len(f.list) > mostAdvised {
		return ""
	}
	return value.DidYouMean(word, known())
}

// List returns all faults and warnings in the order they were found.
func (f *Faults) List() []Fault { return f.list }

// Fatal reports whether any of them is more than a warning.
func (f *Faults) Fatal() bool {
	for _, x := range f.list {
		if !x.Warning {
			return true
		}
	}
	return false
}

// String returns "path: problem; advice".
func (f Fault) String() string {
	s := f.Problem
	if f.Path != "" {
		s = fmt.Sprintf("%s: %s", f.Path, s)
	}
	if f.Advice != "" {
		s += "; " + f.Advice
	}
	if f.File != "" {
		s = fmt.Sprintf("%s:%d: %s", f.File, f.Line, s)
	}
	return s
}

// listPath is the path of an entry of a list; of the only one, that of the list, which may
// be written without brackets.
func listPath(path string, i, n int) string {
	if n > 1 {
		return fmt.Sprintf("%s.%d", path, i)
	}
	return path
}
