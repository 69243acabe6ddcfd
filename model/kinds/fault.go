package kinds

import "fmt"

// Fault is one thing wrong with a scenario, or one warning about it.
type Fault struct {
	Path    string // "post.samur.northbound.control.lanes"
	Problem string // what is wrong: "must be at least 0, is -1"
	Advice  string // what would be right; may be empty
	Warning bool   // the scenario runs all the same
}

// Faults collects what is wrong; checks go on after the first.
type Faults struct{ list []Fault }

// Add notes a fault at a path. The problem says what is wrong and names the value;
// the advice says what would be right.
func (f *Faults) Add(path, problem, advice string) {
	f.list = append(f.list, Fault{Path: path, Problem: problem, Advice: advice})
}

// Warn notes something that runs but deserves a look.
func (f *Faults) Warn(path, problem, advice string) {
	f.list = append(f.list, Fault{Path: path, Problem: problem, Advice: advice, Warning: true})
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
	return s
}
