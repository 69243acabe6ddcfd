//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// started is the command in another process, simulating.
type started struct {
	*exec.Cmd
	stdout bytes.Buffer
	stderr bytes.Buffer
	read   chan struct{} // closed when all of stderr is read
}

// start runs a scenario in a folder of its own and returns when simulating has begun.
func start(t *testing.T, scenario string, args ...string) *started {
	t.Helper()
	s := &started{read: make(chan struct{})}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "long.toml"), []byte(scenario), 0o666); err != nil {
		t.Fatal(err)
	}
	s.Cmd = exec.Command("corridor", append([]string{"run", "long.toml"}, args...)...)
	s.Dir, s.Stdout = dir, &s.stdout
	pipe, err := s.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Process.Kill() })
	lines := bufio.NewReader(pipe)
	first, err := lines.ReadString('\n')
	if !strings.Contains(first, "simulating") {
		t.Fatalf("%q %v", first, err)
	}
	go func() {
		defer close(s.read)
		io.Copy(&s.stderr, lines)
	}()
	return s
}

// end waits for the process and returns its exit code, -1 if a signal ended it. A
// second is the promise; a busy machine gets more.
func (s *started) end(t *testing.T) int {
	t.Helper()
	begin := time.Now()
	<-s.read
	err := s.Wait()
	if gone := time.Since(begin); gone > 5*time.Second {
		t.Errorf("it took %v to end", gone)
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return s.ProcessState.ExitCode()
}

const manyReplications = `
title = "Many"
[run]
duration = "1000h"
replications = 10000
[class.truck]
[toll.lane]
lanes = 1
service = { mean = "1m", law = "exponential" }
[flow.trucks]
class = "class.truck"
through = ["toll.lane"]
volume = "48/hour"
`

func TestInterruptKeepsFinishedReplications(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			s := start(t, manyReplications, "--visits", "visits.csv")
			time.Sleep(1500 * time.Millisecond) // some replications are finished, not all
			s.Process.Signal(sig)
			if got := s.end(t); got != int(interrupted) {
				t.Errorf("exit code %d", got)
			}
			said := regexp.MustCompile(`corridor: interrupted; out/long holds the results of ([1-9]\d*) of 10000 replications, without charts`).FindStringSubmatch(s.stderr.String())
			if said == nil {
				t.Fatalf("stderr:\n%s", s.stderr.String())
			}
			if !strings.Contains(s.stdout.String(), "Interrupted: "+said[1]+" of 10000 replications.") {
				t.Errorf("stdout:\n%s", s.stdout.String())
			}
			for _, name := range []string{"manifest.json", "summary.json", "report.html", "elements.csv", "../../visits.csv"} {
				if _, err := os.Stat(filepath.Join(s.Dir, "out/long", name)); err != nil {
					t.Error(err)
				}
			}
			data, err := os.ReadFile(filepath.Join(s.Dir, "out/long/summary.json"))
			if err != nil || !bytes.Contains(data, []byte(`"replications": `+said[1]+",")) {
				t.Errorf("summary.json does not speak of %s replications (%v)", said[1], err)
			}
		})
	}
}

func TestInterruptBeforeTheFirst(t *testing.T) {
	s := start(t, strings.Replace(manyReplications, `"1000h"`, `"1000000h"`, 1), "--visits", "visits.csv")
	s.Process.Signal(os.Interrupt)
	if got := s.end(t); got != int(interrupted) {
		t.Errorf("exit code %d", got)
	}
	if !strings.Contains(s.stderr.String(), "corridor: interrupted before a replication of long was finished; nothing was written") {
		t.Errorf("stderr:\n%s", s.stderr.String())
	}
	if left, _ := os.ReadDir(s.Dir); len(left) != 1 || s.stdout.Len() > 0 {
		t.Errorf("left behind: %v, stdout %q", left, s.stdout.String())
	}
}

func TestInterruptedBatch(t *testing.T) {
	s := start(t, strings.Replace(manyReplications, `"1000h"`, `"1000000h"`, 1))
	s.Process.Kill()
	s.end(t)
	batch := exec.Command("corridor", "batch", "long.toml", "one-lane")
	batch.Dir = s.Dir
	var stderr bytes.Buffer
	batch.Stderr = &stderr
	if err := batch.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second)
	batch.Process.Signal(os.Interrupt)
	batch.Wait()
	if got := batch.ProcessState.ExitCode(); got != int(interrupted) {
		t.Errorf("exit code %d", got)
	}
	index, err := os.ReadFile(filepath.Join(s.Dir, "out/index.html"))
	if err != nil || !bytes.Contains(index, []byte("one-lane: not run")) {
		t.Errorf("index %q %v\n%s", index, err, stderr.String())
	}
}

// TestInterruptWithinADay: one day of this scenario takes minutes, and nobody waits for
// it.
func TestInterruptWithinADay(t *testing.T) {
	s := start(t, strings.NewReplacer(`"48/hour"`, `"999999999/day"`, `"1m"`, `"1us"`, `10000`, `1`).Replace(manyReplications))
	s.Process.Signal(os.Interrupt)
	if got := s.end(t); got != int(interrupted) {
		t.Errorf("exit code %d", got)
	}
}
