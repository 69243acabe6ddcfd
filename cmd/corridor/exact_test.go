package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"corridor/model"
	"corridor/results"
	"corridor/scenarios"
	"corridor/sim"
)

// Every scenario in testdata/exact has an answer that is known without simulating. It
// stands in the comments of the file, one number a line:
//
//	# exact: SUBJECT CODE VALUE [class NAME] [period NAME] [within SHARE%]
//
// with names, codes and units as in summary.json.

// Numbers that are the same in every replication must equal the answer to this share.
const exactShare = 1e-6

// usualWithin is how wide an interval may be, as a share of the answer, when a line
// does not say so: a wider one would hold nearly any answer.
const usualWithin = 0.05

// exactLevel is the level of the intervals: nearly 300 answers are asked, so that one of
// 95 % would miss several of them by chance.
const exactLevel = 0.999

// exact is one answer.
type exact struct {
	key    results.Key
	code   string
	value  float64
	within float64
}

func TestExact(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "exact", "*.toml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios with known answers: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".toml"), func(t *testing.T) {
			answers := readExact(t, name)
			s := summaryOf(t, name)
			if !s.Balanced {
				t.Error("the ledger does not balance")
			}
			for _, a := range answers {
				a.compare(t, s)
			}
		})
	}
}

// summaryOf runs a scenario the way the command does, without files and charts.
func summaryOf(t *testing.T, name string) *results.Summary {
	file, faults := scenarios.Read(disk{}, filepath.ToSlash(name), scenarios.Options{})
	if file == nil || scenarios.Fatal(faults) {
		t.Fatalf("%v", faults)
	}
	net, plan, faults := file.Compile()
	if scenarios.Fatal(faults) {
		t.Fatalf("%v", faults)
	}
	summariser := results.NewSummariser(net, plan, model.FluidQueue(net, &plan))
	err := model.Run(context.Background(), net, plan, model.Options{}, func(o *model.Outcome) bool {
		summariser.Add(o)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	s := summariser.Summary()
	if s.Replications != plan.Replications {
		t.Fatalf("%d of %d replications finished", s.Replications, plan.Replications)
	}
	return s
}

// compare wants the answer inside the interval, and the interval tight.
func (a exact) compare(t *testing.T, s *results.Summary) {
	for _, subject := range s.Subjects {
		if subject.Name == a.key.Subject && a.key.Class == results.AllClasses {
			a.key.Class = subject.Class // a flow has its own class only
		}
	}
	got := s.Get(a.key)
	about := fmt.Sprintf("%s %s (%s, %s)", a.key.Subject, a.code, a.key.Class, a.key.Period)
	switch {
	case got.N != s.Replications:
		t.Errorf("%s: observed in %d of %d replications", about, got.N, s.Replications)
	case got.HalfWidth == 0:
		if math.Abs(got.Mean-a.value) > exactShare*math.Abs(a.value) {
			t.Errorf("%s is %.9g, must be %.9g", about, got.Mean, a.value)
		}
	default:
		half := a.halfWidth(got)
		if math.Abs(got.Mean-a.value) > half {
			t.Errorf("%s is %.6g ± %.2g, must be %.6g", about, got.Mean, half, a.value)
		}
		if half > a.within*math.Abs(a.value) {
			t.Errorf("%s: ± %.2g says little about %.6g, must be within %g %%", about, half, a.value, 100*a.within)
		}
	}
}

// halfWidth carries the interval from the level of the results to exactLevel. What a
// quantile owes to the classes of its histogram stays as it is.
func (a exact) halfWidth(e results.Estimate) float64 {
	histogram := 0.0
	if strings.HasPrefix(a.key.Stat, "p") {
		histogram = e.Mean / 128
	}
	wider := sim.StudentT(exactLevel, e.N-1) / sim.StudentT(results.Level, e.N-1)
	return (e.HalfWidth-histogram)*wider + histogram
}

// readExact reads the answers of a scenario.
func readExact(t *testing.T, name string) []exact {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []exact
	for line := range strings.Lines(string(text)) {
		if words, ok := strings.CutPrefix(line, "# exact:"); ok {
			a, err := parseExact(strings.Fields(words))
			if err != nil {
				t.Fatalf("%q: %v", strings.TrimSpace(line), err)
			}
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		t.Fatal("has no line \"# exact: SUBJECT CODE VALUE\"")
	}
	return out
}

func parseExact(words []string) (exact, error) {
	if len(words) < 3 || len(words)%2 == 0 {
		return exact{}, fmt.Errorf("must be SUBJECT CODE VALUE and pairs of words")
	}
	name, stat, _ := strings.Cut(words[1], ".")
	a := exact{key: results.Key{Subject: words[0], Period: "run", Class: results.AllClasses, Measure: name, Stat: stat},
		code: words[1], within: usualWithin}
	var err error
	if a.value, err = strconv.ParseFloat(words[2], 64); err != nil {
		return exact{}, err
	}
	for i := 3; i < len(words); i += 2 {
		switch word := words[i+1]; words[i] {
		case "class":
			a.key.Class = word
		case "period":
			a.key.Period = word
		case "within":
			percent, err := strconv.ParseFloat(strings.TrimSuffix(word, "%"), 64)
			if err != nil {
				return exact{}, err
			}
			a.within = percent / 100
		default:
			return exact{}, fmt.Errorf("%q is none of class, period and within", words[i])
		}
	}
	return a, nil
}
