package scenarios

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the tests produce as what they expect")

// golden compares a text with a file, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (run the test with -update if the new text is right)\n-want +got\n%s", name, diff)
	}
}

// faultsOf reads and compiles a scenario and returns all its faults.
func faultsOf(fsys fs.FS, name string, opts Options) []Fault {
	f, faults := Read(fsys, name, opts)
	if f != nil {
		_, _, faults = f.Compile()
	}
	return faults
}

// lines writes faults one below the other.
func lines(faults []Fault) string {
	var b strings.Builder
	for _, f := range faults {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

// Every file of testdata/bad stands beside the faults that it must give.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.toml")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d bad files, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			faults := faultsOf(os.DirFS("testdata/bad"), name, Options{})
			if !Fatal(faults) {
				t.Error("no fault was found")
			}
			golden(t, strings.TrimSuffix(file, ".toml")+".want", lines(faults))
		})
	}
}

// Faults that no file can show.
func TestFaultsOfFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"folder/x.toml": {Data: []byte("title = 'x'")},
		"large.toml":    {Data: []byte("title = '" + strings.Repeat("x", largest) + "'")},
		"deep.toml":     {Data: []byte("x = " + strings.Repeat("[", 3<<20))},
		"long-key.toml": {Data: []byte(strings.Repeat("a.", 1<<20) + "a = 1")},
		"bom.toml":      {Data: []byte("\ufefftitel = 'x'")},
	}
	for _, c := range []struct{ name, want string }{
		{"folder", "folder: is a folder, not a scenario; name a .toml file in it\n"},
		{"gone.toml", "gone.toml: there is no file \"gone.toml\"; `corridor list` shows the shipped scenarios\n"},
		{"oen-lane.toml", "oen-lane.toml: there is no file \"oen-lane.toml\"; did you mean the shipped scenario \"one-lane.toml\"?\n"},
		{"large.toml", "large.toml: is larger than 4 MB; a scenario is a text of some kilobytes\n"},
		{"deep.toml", "deep.toml:1: tables and lists lie more than 64 deep in one another; a scenario needs seven levels at most\n"},
		{"long-key.toml", "long-key.toml:1: tables and lists lie more than 64 deep in one another; a scenario needs seven levels at most\n"},
	} {
		if got := lines(faultsOf(fsys, c.name, Options{})); got != c.want {
			t.Errorf("%s:\n got %s want %s", c.name, got, c.want)
		}
	}
	if got := lines(faultsOf(fsys, "bom.toml", Options{})); !strings.Contains(got, `did you mean "title"?`) {
		t.Errorf("a byte order mark must not matter: %s", got)
	}
}
