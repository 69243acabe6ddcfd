package results

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"net/url"
	"strings"
)

//go:embed page.css
var pageStyle string

//go:embed index.html
var indexPage string

// IndexEntry is one scenario of a batch.
type IndexEntry struct {
	Name     string
	Title    string
	Folder   string   // of its results, relative to the index page
	Answer   []string // as Summary.Answer gives it
	Warnings int
	Charts   []string // files of charts, relative to Folder
	Fault    string   // why there are no results, or ""
}

// WriteIndex writes the page that links the reports and charts of a batch.
func WriteIndex(w io.Writer, entries []IndexEntry) error {
	page, err := template.New("index").Funcs(template.FuncMap{"path": relative}).Parse(indexPage)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = page.Execute(&b, struct {
		Style   template.CSS
		Entries []IndexEntry
	}{template.CSS(pageStyle), entries})
	if err != nil {
		return err
	}
	_, err = w.Write(legible(b.Bytes()))
	return err
}

// relative is the address of a file below the page, whatever its name contains.
func relative(parts ...string) string {
	var steps []string
	for _, p := range parts {
		for _, step := range strings.Split(p, "/") {
			steps = append(steps, url.PathEscape(step))
		}
	}
	return "./" + strings.Join(steps, "/")
}
