package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestLines: without a terminal a line is printed after a tenth of the work or ten
// seconds, and never two within a second.
func TestLines(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps int
		each  time.Duration
		want  int
	}{
		{"too short for a line", 50, 10 * time.Millisecond, 0},
		{"every tenth", 100, 500 * time.Millisecond, 9},
		{"every ten seconds", 10_000, 20 * time.Millisecond, 20},
		{"slow steps", 3, time.Minute, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var stderr bytes.Buffer
				p := (&door{stderr: &stderr}).progress("x")
				for i := range c.steps {
					time.Sleep(c.each)
					p.report(float64(i+1) / float64(c.steps))
				}
				p.finish()
				if got := strings.Count(stderr.String(), "\n"); got < c.want || got > c.want+1 {
					t.Errorf("%d lines, want %d\n%s", got, c.want, stderr.String())
				}
			})
		})
	}
}

func TestQuietShowsNoProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var stderr bytes.Buffer
		p := (&door{stderr: &stderr, quiet: true}).progress("x")
		time.Sleep(time.Minute)
		p.report(0.5)
		p.finish()
		if stderr.Len() > 0 {
			t.Error(stderr.String())
		}
	})
}

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		gone time.Duration
		done float64
		want string
	}{
		{time.Minute, 0.25, ", about 3m0s left"},
		{time.Minute, 0.999, ", about 1s left"},
		{time.Second, 0.001, ""},
		{time.Minute, 1, ""},
	} {
		if got := left(c.gone, c.done); got != c.want {
			t.Errorf("%v %v: %q, want %q", c.gone, c.done, got, c.want)
		}
	}
}
