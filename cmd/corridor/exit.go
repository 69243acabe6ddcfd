package main

import (
	"errors"
	"fmt"
)

// code is how the program ends, for scripts and continuous integration.
type code int

const (
	fine        code = 0
	failed      code = 1 // the run could not be done or its results not written
	usage       code = 2 // the command line is wrong
	faulty      code = 3 // the scenario is wrong
	missed      code = 4 // an expectation of the scenario was missed
	differs     code = 5 // results differ from the baseline
	interrupted code = 130
)

// codes is the table of exit codes, the worst last: a batch ends with the worst code
// of its files.
func codes() []struct {
	code    code
	meaning string
} {
	return []struct {
		code    code
		meaning string
	}{
		{fine, "everything is fine"},
		{missed, "an expectation of the scenario was missed"},
		{differs, "results differ from the baseline (reserved)"},
		{faulty, "the scenario has faults"},
		{usage, "the command line is wrong"},
		{failed, "the run failed, or its results could not be written"},
		{interrupted, "interrupted; finished replications are kept"},
	}
}

// worse returns the worse of two codes.
func worse(a, b code) code {
	worst := fine
	for _, row := range codes() {
		if row.code == a || row.code == b {
			worst = row.code
		}
	}
	return worst
}

// ending is an error that knows its exit code. An empty text prints nothing: all has
// been said.
type ending struct {
	code   code
	text   string
	faults []string // of the scenario; they have been printed
}

func (e ending) Error() string { return e.text }

// end is how a command over many files ends whose errors have been printed.
func end(worst code) error {
	if worst == fine {
		return nil
	}
	return ending{code: worst}
}

func endf(c code, format string, args ...any) error {
	return ending{code: c, text: fmt.Sprintf(format, args...)}
}

// codeOf is the exit code of an error; what does not know its own is a failed run.
func codeOf(err error) code {
	var e ending
	switch {
	case err == nil:
		return fine
	case errors.As(err, &e):
		return e.code
	}
	return failed
}
