package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Names inside a folder of results.
const (
	manifestFile = "manifest.json"          // says that the folder is complete, and what it holds
	retiredFile  = "manifest.replaced.json" // manifest of the run whose files are being replaced
	partial      = ".*.part"                // pattern of files that are being written
)

// folder is where the results of one run go. Every file appears whole or not at all;
// manifest.json appears last, and a folder without it is unfinished. Files of an
// earlier run that the new one does not have are removed, if the earlier manifest
// lists them; nothing else is.
type folder struct {
	path    string
	written []string
	began   time.Time
}

// openFolder makes sure, before hours of work, that results can be written to a
// folder. It changes nothing; the first file creates the folder.
func openFolder(path string) (*folder, error) {
	at := path
	for {
		info, err := os.Stat(at)
		switch {
		case err == nil && !info.IsDir():
			return nil, fmt.Errorf("%s is a file, so results cannot go to the folder %s; name another with --out", at, path)
		case err == nil:
			f, err := os.CreateTemp(at, partial)
			if err != nil {
				return nil, fmt.Errorf("results cannot be written to %s: %w; name another folder with --out", path, reason(err))
			}
			return &folder{path: path}, errors.Join(f.Close(), os.Remove(f.Name()))
		case errors.Is(err, fs.ErrPermission) || filepath.Dir(at) == at:
			return nil, fmt.Errorf("results cannot be written to %s: %w; name another folder with --out", path, reason(err))
		}
		at = filepath.Dir(at)
	}
}

// WriteFile writes a file of results; the name is relative, with slashes.
func (f *folder) WriteFile(name string, data []byte) error {
	if len(f.written) == 0 {
		if err := f.begin(); err != nil {
			return err
		}
	}
	f.written = append(f.written, name)
	return writeFile(filepath.Join(f.path, filepath.FromSlash(name)), data)
}

// begin makes the folder unfinished.
func (f *folder) begin() error {
	f.began = time.Now()
	if err := os.MkdirAll(f.path, 0o777); err != nil {
		return fmt.Errorf("results cannot be written to %s: %w", f.path, reason(err))
	}
	err := os.Rename(f.join(manifestFile), f.join(retiredFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("results in %s cannot be replaced: %w", f.path, reason(err))
	}
	return nil
}

// finish removes what the earlier run left and this one did not write. It is called
// when the manifest is written.
func (f *folder) finish() error {
	var errs []error
	for _, name := range f.retired() {
		if filepath.IsLocal(filepath.FromSlash(name)) && !slices.Contains(f.written, name) {
			errs = append(errs, remove(f.join(name)))
		}
	}
	for _, part := range f.abandoned() {
		errs = append(errs, remove(part))
	}
	errs = append(errs, remove(f.join(retiredFile)))
	return errors.Join(errs...)
}

// retired lists the files of the earlier run.
func (f *folder) retired() []string {
	data, err := os.ReadFile(f.join(retiredFile))
	if err != nil {
		return nil
	}
	var m struct{ Files []struct{ Name string } }
	if json.Unmarshal(data, &m) != nil {
		return nil
	}
	var names []string
	for _, file := range m.Files {
		names = append(names, file.Name)
	}
	return names
}

// abandoned lists half files of runs that were killed before this one began.
func (f *folder) abandoned() []string {
	var old []string
	for _, dir := range []string{".", "*"} {
		parts, err := filepath.Glob(f.join(dir + "/" + partial))
		if err != nil {
			continue // the path of the folder is itself no pattern; then nothing is swept
		}
		for _, part := range parts {
			if info, err := os.Stat(part); err == nil && info.ModTime().Before(f.began) {
				old = append(old, part)
			}
		}
	}
	return old
}

// contents tells what is in the folder, for people.
func (f *folder) contents() string {
	kinds := map[string]int{}
	for _, name := range f.written {
		kinds[filepath.Ext(name)]++
	}
	text := fmt.Sprintf("Results are in %s: report.html, summary.json, %s", f.path, count(kinds[".csv"], "CSV file"))
	if n := kinds[".svg"]; n > 0 {
		text += fmt.Sprintf(", %s as SVG and PNG", count(n, "chart"))
	}
	return text
}

func (f *folder) join(name string) string { return filepath.Join(f.path, filepath.FromSlash(name)) }

// remove deletes a file that may be gone already.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s of an earlier run cannot be removed: %w", path, reason(err))
	}
	return nil
}

// writeFile writes a file under another name in the same folder and renames it when
// all of it is on the disk.
func writeFile(path string, data []byte) error {
	f, err := createPart(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return f.abandon(err)
	}
	return f.commit()
}

// part is a file that is being written.
type part struct {
	*os.File
	path string // where it will be
}

func createPart(path string) (*part, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", path, reason(err))
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s cannot be written: a folder of that name is in the way", path)
	}
	name := strings.Replace(partial, "*", fmt.Sprintf("%s.%d", filepath.Base(path), os.Getpid()), 1)
	f, err := os.OpenFile(filepath.Join(filepath.Dir(path), name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", path, reason(err))
	}
	return &part{f, path}, nil
}

// commit gives the file its name.
func (p *part) commit() error {
	err := errors.Join(p.Sync(), p.Close())
	if err == nil {
		err = os.Rename(p.Name(), p.path)
	}
	if err != nil {
		return p.abandon(err)
	}
	return nil
}

// abandon removes what was written so far.
func (p *part) abandon(why error) error {
	p.Close()
	os.Remove(p.Name())
	if why == nil {
		return nil
	}
	return fmt.Errorf("%s cannot be written: %w", p.path, reason(why))
}

// reason is an error of the system without the temporary name it speaks of.
func reason(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}
