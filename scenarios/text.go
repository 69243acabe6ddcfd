package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	slash "path"
	"unicode/utf8"

	"corridor/model/kinds/value"
)

// largest is the size of the largest scenario that is read, in bytes, all files that it
// extends included.
const largest = 4 << 20

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

// load reads the bytes of a file and refuses what cannot be a scenario.
func load(p place) ([]byte, place, error) {
	f, p, err := find(p)
	if err != nil {
		return nil, p, missing(p.name, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, p, wrong("name a .toml file in it", "is a folder, not a scenario")
	}
	text, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, p, fmt.Errorf("cannot be read: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case len(text) > largest:
		return nil, p, wrong("a scenario is a text of some kilobytes", "is larger than 4 MB")
	case len(bytes.TrimSpace(text)) == 0:
		return nil, p, wrong("`corridor new` copies a shipped scenario to start from", "is empty")
	case !utf8.Valid(text):
		return nil, p, refuseBytes(text)
	}
	return text, p, nil
}

// missing explains why a file could not be opened.
func missing(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		advice := "`corridor list` shows the shipped scenarios"
		base := slash.Base(name)
		if slash.Ext(base) == "" {
			base += ".toml"
		}
		if near := value.Suggest(base, shippedNames()); near != "" {
			advice = fmt.Sprintf("did you mean the shipped scenario %q?", near)
		}
		return wrong(advice, "there is no file %q", name)
	case errors.Is(err, fs.ErrInvalid):
		return wrong("put the file beside the scenario", "%q lies outside the folder that is read", name)
	case errors.Is(err, fs.ErrPermission):
		return wrong("change its permissions", "%q must not be read", name)
	}
	return fmt.Errorf("cannot be opened: %w", err)
}

// notUTF8 is the place of the first byte that is not UTF-8.
type notUTF8 struct {
	line int
	byte byte
}

func (e notUTF8) Error() string {
	return fmt.Sprintf("is not UTF-8 text: byte 0x%02x; save it as UTF-8", e.byte)
}

// refuseBytes explains why bytes are no text.
func refuseBytes(text []byte) error {
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return wrong("save it as UTF-8", "is UTF-16 text")
	}
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return notUTF8{1 + bytes.Count(text[:at], []byte("\n")), text[at]}
}
