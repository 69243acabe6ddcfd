//go:build long

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

// emulator finds what runs programs of another processor here, and that processor.
// Nothing is skipped: where it is missing the long tests fail.
func emulator(t *testing.T) (command, arch string) {
	t.Helper()
	arch, qemu := "arm64", "qemu-aarch64"
	if runtime.GOARCH == "arm64" {
		arch, qemu = "amd64", "qemu-x86_64"
	}
	for _, name := range []string{qemu + "-static", qemu} {
		if path, err := exec.LookPath(name); err == nil {
			return path, arch
		}
	}
	t.Fatalf("%s is missing: results on %s cannot be compared; install qemu-user-static", qemu, arch)
	return "", ""
}

func build(t *testing.T, arch string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOARCH="+arch, "CGO_ENABLED=0")
	cmd.Dir = projectRoot
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %v: %v\n%s", args, err, out)
	}
}

// TestPinnedOnOtherProcessor runs the pinned draws and the pinned run, and all that
// holds sim and model to bits, on another processor.
func TestPinnedOnOtherProcessor(t *testing.T) {
	qemu, arch := emulator(t)
	for _, c := range []struct{ pkg, tests string }{
		{"sim", "Golden|Pinned|Exact"},
		{"model", "Pinned"},
	} {
		t.Run(c.pkg, func(t *testing.T) {
			binary := filepath.Join(t.TempDir(), "tests")
			build(t, arch, "test", "-c", "-o", binary, "./"+c.pkg)
			cmd := exec.Command(qemu, binary, "-test.v", "-test.run", c.tests)
			cmd.Dir = filepath.Join(projectRoot, c.pkg)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			} else if !bytes.Contains(out, []byte("--- PASS:")) {
				t.Errorf("no test was run:\n%s", out)
			}
		})
	}
}

// TestFilesOnOtherProcessor runs whole scenarios on both processors: CSV and JSON must
// agree to the byte.
func TestFilesOnOtherProcessor(t *testing.T) {
	qemu, arch := emulator(t)
	dir := t.TempDir()
	other := filepath.Join(dir, "corridor-"+arch)
	build(t, arch, "build", "-o", other, "./cmd/corridor")
	for _, c := range [][]string{
		{"one-lane", "--replications", "2"},
		{"two-posts", "--replications", "2", "--set", "run.duration=100d", "--set", "run.warmup=10d"},
		{"north-south", "--replications", "1", "--set", "run.end=2022-07-01"},
		{"freight", "--set", "flow.goods.arrivals=poisson", "--set", "class.truck.payload=18.7 t"},
	} {
		t.Run(c[0], func(t *testing.T) {
			here, there := filepath.Join(dir, c[0]+"-here"), filepath.Join(dir, c[0]+"-there")
			for out, command := range map[string][]string{here: {"corridor"}, there: {qemu, other}} {
				args := append(append(command[1:len(command):len(command)], "run", "-q", "--out", out), c...)
				if text, err := exec.Command(command[0], args...).CombinedOutput(); err != nil {
					t.Fatalf("%v: %v\n%s", command, err, text)
				}
			}
			for _, name := range []string{"summary.json", "elements.csv", "crossings.csv", "flows.csv", "corridor.csv", "ledger.csv", "days.csv"} {
				a, errA := os.ReadFile(filepath.Join(here, name))
				b, errB := os.ReadFile(filepath.Join(there, name))
				if err := errors.Join(errA, errB); err != nil {
					t.Error(err)
				} else if string(a) != string(b) {
					t.Errorf("%s differs between %s and %s", name, runtime.GOARCH, arch)
				}
			}
		})
	}
}

// TestNoFusedInstructions: where numbers come about that must be the same on every
// processor, no product may be fused with a sum; float64(a*b) forbids it.
func TestNoFusedInstructions(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "corridor-arm64")
	build(t, "arm64", "build", "-o", binary, "./cmd/corridor")
	out, err := exec.Command("go", "tool", "objdump", "-s", `^corridor/(sim|model|scenarios|results)(/(kinds|kinds/value|network|measure))?\.`, binary).Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(out, []byte("corridor/sim.(*Calendar)")) {
		t.Fatal("nothing was disassembled")
	}
	fused := regexp.MustCompile(`FN?M(ADD|SUB)[DS]`)
	for _, line := range bytes.Split(out, []byte("\n")) {
		if fused.Match(line) {
			t.Errorf("%s", line)
		}
	}
}
