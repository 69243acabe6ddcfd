package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	slash "path"
	"strings"
	"unicode/utf8"

	"corridor/model/kinds"
)

// largest is the size of the largest file that is read, in bytes.
const largest = 16 << 20

// NamedText is one file of a scenario as it was read.
type NamedText struct {
	Name string
	Text string
}

// place is where a file lies: a name in a file system.
type place struct {
	fsys    fs.FS
	name    string
	shipped bool
}

// same reports whether two places are one. File systems need not be comparable.
func (p place) same(q place) bool { return p.name == q.name && p.shipped == q.shipped }

// beside returns the place of a file named in this one.
func (p place) beside(name string) place {
	if slash.IsAbs(name) {
		return place{fsys: p.fsys, name: name}
	}
	return place{p.fsys, slash.Join(slash.Dir(p.name), name), p.shipped}
}

// find opens the file of a place; a plain name that is not there may be the name of a
// shipped scenario, with or without its ending.
func find(p place) (fs.File, place, error) {
	f, err := p.fsys.Open(p.name)
	if err == nil || !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
		return f, p, err
	}
	name := slash.Base(p.name)
	if slash.Ext(name) == "" {
		name += ".toml"
	}
	if f, shippedErr := Shipped().Open(name); shippedErr == nil {
		return f, place{Shipped(), name, true}, nil
	}
	return nil, p, err
}

// load reads the bytes of a file and refuses what cannot be a scenario. The error
// says what is wrong and, after "; ", what would be right.
func load(p place) ([]byte, place, error) {
	f, p, err := find(p)
	if err != nil {
		return nil, p, missing(p.name, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, p, errors.New("is a folder, not a scenario; name a .toml file in it")
	}
	text, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, p, fmt.Errorf("cannot be read: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case len(text) > largest:
		return nil, p, errors.New("is larger than 16 MB; a scenario is a text of some kilobytes")
	case len(bytes.TrimSpace(text)) == 0:
		return nil, p, errors.New("is empty; `corridor new` copies a shipped scenario to start from")
	case !utf8.Valid(text):
		return nil, p, notUTF8(text)
	}
	return text, p, nil
}

// missing explains why a file could not be opened.
func missing(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		problem := fmt.Sprintf("there is no file %q", name)
		if near := kinds.Suggest(slash.Base(name), shippedNames()); near != "" {
			return fmt.Errorf("%s; did you mean the shipped scenario %q?", problem, near)
		}
		return fmt.Errorf("%s; `corridor list` shows the shipped scenarios", problem)
	case errors.Is(err, fs.ErrInvalid):
		return fmt.Errorf("%q lies outside the folder that is read; put the file beside the scenario", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%q must not be read; change its permissions", name)
	}
	return fmt.Errorf("cannot be opened: %w", err)
}

// notUTF8 names the first byte that is not UTF-8.
func notUTF8(text []byte) error {
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return errors.New("is UTF-16 text; save it as UTF-8")
	}
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	line := 1 + bytes.Count(text[:at], []byte("\n"))
	return fmt.Errorf("is not UTF-8 text: byte 0x%02x in line %d; save it as UTF-8", text[at], line)
}

// fileFault turns an error of load into a fault.
func fileFault(file string, line int, at string, err error) Fault {
	problem, advice, _ := strings.Cut(err.Error(), "; ")
	return Fault{File: file, Line: line, Path: at, Problem: problem, Advice: advice}
}
