package scenarios

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Fault is one thing wrong with a scenario, or one warning about it, with the place
// in the text that it speaks of.
type Fault struct {
	File    string // file name as opened, or the flag that wrote the value ("--set")
	Line    int    // from 1; 0: the file as a whole
	Path    string // "post.samur.northbound.control.lanes"; may be empty
	Problem string // what is wrong
	Advice  string // what would be right; may be empty
	Warning bool   // the scenario runs all the same
}

// String returns "file:line: path: problem; advice".
func (f Fault) String() string {
	s := f.File
	if f.Line > 0 {
		s = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Warning {
		s += ": warning"
	}
	if f.Path != "" {
		s += ": " + f.Path
	}
	s += ": " + f.Problem
	if f.Advice != "" {
		s += "; " + f.Advice
	}
	return s
}

// trouble is an error that says what is wrong and what would be right.
type trouble struct{ problem, advice string }

func (t trouble) Error() string { return t.problem + "; " + t.advice }

// wrong makes a trouble; the arguments belong to the problem.
func wrong(advice, problem string, args ...any) error {
	return trouble{fmt.Sprintf(problem, args...), advice}
}

// faultAt places an error in a file.
func faultAt(file string, line int, at string, err error) Fault {
	f := Fault{File: file, Line: line, Path: at, Problem: err.Error()}
	var t trouble
	if errors.As(err, &t) {
		f.Problem, f.Advice = t.problem, t.advice
	}
	return f
}

// Fatal reports whether any of the faults is more than a warning.
func Fatal(faults []Fault) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return !f.Warning })
}

// sorted returns the faults by file, line and path, each once.
func sorted(faults []Fault) []Fault {
	faults = slices.Clone(faults)
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.Problem, b.Problem), cmp.Compare(a.Advice, b.Advice))
	})
	return slices.Compact(faults)
}
