package results

import (
	"fmt"
	"strings"

	"corridor/model/network"
	"corridor/results/measure"
)

// Outcomes of an expectation.
const (
	Pass      = "pass"
	Fail      = "fail"
	Undecided = "undecided"
)

// Verdict is the answer to one expectation at one subject.
type Verdict struct {
	Expectation network.Expectation
	Subject     string // where it was judged; a post is judged in each direction
	Result      string // Pass, Fail or Undecided
	Estimate    Estimate
	Note        string // why it is undecided, or what to know
}

// Missed reports whether an expectation of the scenario was missed for certain.
func (s *Summary) Missed() bool {
	for _, v := range s.Verdicts {
		if v.Result == Fail {
			return true
		}
	}
	return false
}

// judge evaluates the expectations of the scenario over the whole run.
func (s *Summary) judge() []Verdict {
	var all []Verdict
	for _, x := range s.Network.Expectations {
		subjects := s.meant(x.At)
		if len(subjects) == 0 {
			all = append(all, Verdict{x, x.At, Undecided, Estimate{}, "there is no such element, crossing, flow or disruption"})
		}
		for _, subject := range subjects {
			all = append(all, s.judgeAt(x, subject))
		}
	}
	return all
}

// meant returns the subjects of a path: itself, or the crossings or elements of the
// table it names.
func (s *Summary) meant(path string) []Subject {
	var crossings, elements []Subject
	for _, sub := range s.Subjects {
		switch {
		case sub.Name == path:
			return []Subject{sub}
		case !strings.HasPrefix(sub.Name, path+"."):
		case sub.Kind == CrossingKind:
			crossings = append(crossings, sub)
		case sub.Kind == ElementKind:
			elements = append(elements, sub)
		}
	}
	if len(crossings) > 0 {
		return crossings
	}
	return elements
}

func (s *Summary) judgeAt(x network.Expectation, subject Subject) Verdict {
	v := Verdict{Expectation: x, Subject: subject.Name, Result: Undecided}
	m, ok := measure.Find(x.Measure)
	if !ok {
		v.Note = "there is no such measure"
		return v
	}
	stat, ok := m.Stat(x.Stat)
	if !ok {
		v.Note = fmt.Sprintf("%s has no stat %q", m.Name, x.Stat)
		return v
	}
	v.Estimate = s.Get(Key{subject.Name, Run, subject.Class, m.Name, stat})
	if v.Estimate.N == 0 {
		v.Note = "no observation"
		return v
	}
	low, high, ok := v.Estimate.Interval()
	if !ok {
		v.Note = "one observation: judged without an interval"
	}
	v.Result = within(low, high, x.Min, x.Max)
	if s.AtLeast(Key{subject.Name, Run, subject.Class, m.Name, stat}) && m.Unit == measure.Seconds {
		v.Note = "at least: vehicles were still inside at the end"
		if m.Name == measure.RecoveryTime {
			v.Note = "at least: recoveries were still going on at the end"
		}
		if v.Result == Pass && x.Max != nil {
			v.Result = Undecided
		}
	}
	return v
}

// within tells whether the interval from low to high lies within the limits, outside
// of them, or neither.
func within(low, high float64, least, most *float64) string {
	switch {
	case least != nil && high < *least, most != nil && low > *most:
		return Fail
	case least != nil && low < *least, most != nil && high > *most:
		return Undecided
	}
	return Pass
}
