package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// put writes files and returns their folder.
func put(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte("old"), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
}

// files lists what is in a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestFolderUnfinished: between the first file and the manifest the folder is
// unfinished, and a run after a crash still knows what the one before it left.
func TestFolderUnfinished(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.csv", "charts/b.svg", "mine.txt")
	manifest := []byte(`{"files": [{"name": "a.csv"}, {"name": "charts/b.svg"}]}`)
	if err := os.WriteFile(filepath.Join(dir, manifestFile), manifest, 0o666); err != nil {
		t.Fatal(err)
	}
	crashed, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := crashed.WriteFile("a.csv", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); slices.Contains(got, manifestFile) || !slices.Contains(got, "charts/b.svg") {
		t.Errorf("unfinished: %v", got)
	}
	again, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.csv", manifestFile} {
		if err := again.WriteFile(name, []byte("{}")); err != nil {
			t.Fatal(err)
		}
	}
	if err := again.finish(); err != nil {
		t.Fatal(err)
	}
	if got, want := files(t, dir), []string{"a.csv", manifestFile, "mine.txt"}; !slices.Equal(got, want) {
		t.Errorf("finished: %v, want %v", got, want)
	}
}

// TestFolderSweepsHalfFiles: what a killed run left half written goes.
func TestFolderSweepsHalfFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, ".report.html.77.part", "charts/.x.svg.77.part", "notes.part")
	hour := time.Now().Add(-time.Hour)
	for _, name := range []string{".report.html.77.part", "charts/.x.svg.77.part", "notes.part"} {
		if err := os.Chtimes(filepath.Join(dir, name), hour, hour); err != nil {
			t.Fatal(err)
		}
	}
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.WriteFile(manifestFile, []byte("{}")), f.finish()); err != nil {
		t.Fatal(err)
	}
	if got, want := files(t, dir), []string{manifestFile, "notes.part"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestFolderName(t *testing.T) {
	for _, c := range []struct {
		scenario string
		variants []string
		want     string
	}{
		{"north-south", nil, "north-south"},
		{"north-south", []string{"a", "b"}, "north-south+a+b"},
		{"коридор ə", nil, "коридор ə"},
		{"..", nil, "scenario"},
		{"", nil, "scenario"},
		{`a/b\c:d`, nil, "a_b_c_d"},
		{"x", []string{"../../etc"}, "x+.._.._etc"},
		{".hidden", nil, "hidden"},
	} {
		if got := folderName(c.scenario, c.variants); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.scenario, c.variants, got, c.want)
		}
	}
}

func TestWorse(t *testing.T) {
	for _, c := range []struct{ a, b, want code }{
		{fine, fine, fine}, {fine, missed, missed}, {faulty, missed, faulty}, {failed, faulty, failed}, {usage, failed, failed}, {interrupted, failed, interrupted},
	} {
		if got := worse(c.a, c.b); got != c.want {
			t.Errorf("%d %d: %d", c.a, c.b, got)
		}
		if got := worse(c.b, c.a); got != c.want {
			t.Errorf("%d %d: %d", c.b, c.a, got)
		}
	}
}
