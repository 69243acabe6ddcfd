package scenarios

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"unicode/utf8"
)

// largestData is the size of the largest file of data beside a scenario, in bytes.
const largestData = 32 << 20

// readData reads the files of data that flows name. A name is relative to the file that
// it is written in; of the command line, to the scenario. What the rows mean, compiling
// finds out.
func (f *File) readData(files []sourceFile) {
	flows := f.epochs[0].Scenario.Flow
	for _, name := range slices.Sorted(maps.Keys(flows)) {
		if flows[name] == nil || flows[name].Recorded == nil {
			continue
		}
		r, at := flows[name].Recorded, path{"flow", name, "recorded", "file"}
		n := f.trees[0].at(at)
		if n == nil || r.File == "" {
			continue // decoding says what is wrong
		}
		base := files[len(files)-1].place // of the scenario itself: what it extends comes before it
		if i := slices.IndexFunc(files, func(s sourceFile) bool { return s.place.name == n.file }); i >= 0 {
			base = files[i].place
		}
		p := base.beside(r.File)
		text, err := loadData(p)
		if err != nil {
			f.fault(n, at.String(), err)
			continue
		}
		r.Name, r.Text = p.name, text
	}
}

// loadData reads the bytes of a file of data.
func loadData(p place) (string, error) {
	f, err := p.fsys.Open(p.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", wrong("put it beside the file that names it", "there is no file %q", p.name)
	case errors.Is(err, fs.ErrInvalid), errors.Is(err, fs.ErrPermission):
		return "", missing(p.name, err)
	case err != nil:
		return "", fmt.Errorf("%q cannot be opened: %w", p.name, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return "", wrong("name a file in it", "%q is a folder", p.name)
	}
	text, err := io.ReadAll(io.LimitReader(f, largestData+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%q cannot be read: %w", p.name, err)
	case len(text) > largestData:
		return "", wrong("part it, or write a volume and a profile", "%q is larger than 32 MB", p.name)
	case len(bytes.TrimSpace(text)) == 0:
		return "", wrong("write a line of column names and one row for each vehicle, or for each day", "%q is empty", p.name)
	case !utf8.Valid(text):
		return "", wrong("save it as UTF-8", "%q is not UTF-8 text", p.name)
	}
	return string(text), nil
}
