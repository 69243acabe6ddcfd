package results

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode"

	"corridor/model/network"
	"corridor/results/measure"
)

// Picture is a finished chart.
type Picture struct {
	ID    string // file name without ending
	Title string
	Alt   string // what it shows, for those who do not see it
	SVG   []byte
	PNG   []byte // may be nil
}

// NamedText is a file of the scenario as it was read.
type NamedText struct {
	Name string
	Text string
}

//go:embed report.html
var reportPage string

// reportData is what the page shows.
type reportData struct {
	*Summary
	Style    template.CSS
	Answer   []string
	Facts    []fact
	Tables   []Table
	Pictures []picture
	Upgrades []upgradeRow
	Inputs   []inputRow
	Unsure   int // inputs that are assumed or have no source
	Texts    []NamedText
	Measures []measure.Measure
}

type fact struct{ Name, Value string }

type picture struct {
	Picture
	Drawing template.HTML
}

type upgradeRow struct {
	Date, Title string
	Sets        []string
}

type inputRow struct {
	Path, Value string
	Source      network.Source
	Link        string // the address, when it is one for a browser
	Mark        string // "assumed", "no source", or ""
}

// WriteReport writes the report: one page that needs neither network nor scripts.
// Pictures must be SVG drawings without scripts, foreign content or references to
// other files; anything else is an error. All text is escaped.
func WriteReport(w io.Writer, s *Summary, charts []Picture, texts []NamedText) error {
	d := reportData{Summary: s, Style: template.CSS(pageStyle), Answer: s.Answer(), Facts: s.facts(), Tables: s.Tables(), Texts: texts, Measures: s.measures()}
	for _, c := range charts {
		drawing, err := safeSVG(c.SVG)
		if err != nil {
			return fmt.Errorf("chart %s: %w", c.ID, err)
		}
		d.Pictures = append(d.Pictures, picture{c, drawing})
	}
	for _, u := range s.Network.Upgrades {
		d.Upgrades = append(d.Upgrades, upgradeRow{s.Network.Clock.Time(u.At).Format("2006-01-02"), titleOr(u.Title, u.Name), u.Sets})
	}
	for _, in := range s.Network.Inputs {
		row := inputRow{Path: in.Path, Value: in.Value, Source: s.source(in)}
		switch {
		case in.Source < 0:
			row.Mark = "no source"
		case row.Source.Kind == "assumed":
			row.Mark = "assumed"
		}
		if row.Mark != "" {
			d.Unsure++
		}
		if strings.HasPrefix(row.Source.URL, "https://") || strings.HasPrefix(row.Source.URL, "http://") {
			row.Link = row.Source.URL
		}
		d.Inputs = append(d.Inputs, row)
	}
	page, err := template.New("report").Parse(reportPage)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := page.Execute(&b, d); err != nil {
		return err
	}
	_, err = w.Write(legible(b.Bytes()))
	return err
}

// legible replaces the control characters that a page may not contain.
func legible(page []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, page)
}

func titleOr(title, name string) string {
	if title == "" {
		return name
	}
	return title
}

// facts are what makes the run repeatable.
func (s *Summary) facts() []fact {
	replications := fmt.Sprint(s.Replications)
	if s.Replications != s.Plan.Replications {
		replications = fmt.Sprintf("%d of %d planned", s.Replications, s.Plan.Replications)
	}
	all := []fact{
		{"scenario", s.Network.Name}, {"simulated", s.horizon()}, {"replications", replications}, {"seed", fmt.Sprint(s.Plan.Seed)},
		{"visits of vehicles to elements", grouped(float64(s.Visits), 0)}, {"scenario digest", s.Network.Digest}, {"hash of all visits", s.Hash},
	}
	if s.Version != "" {
		all = append(all, fact{"program", "corridor " + s.Version})
	}
	return all
}

// safeSVG returns the drawing for use inside a page: without its prolog, and refused
// when it contains what could run or load something.
func safeSVG(svg []byte) (template.HTML, error) {
	dec := xml.NewDecoder(bytes.NewReader(svg))
	start, depth := int64(-1), 0
	for {
		at := dec.InputOffset()
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("not a drawing: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth == 0 && (start >= 0 || t.Name.Local != "svg") {
				return "", errors.New("not a drawing: it must be one svg element")
			}
			if start < 0 {
				start = at
			}
			depth++
			if err := safeElement(t); err != nil {
				return "", err
			}
		case xml.EndElement:
			depth--
		}
	}
	if start < 0 {
		return "", errors.New("not a drawing: it is empty")
	}
	return template.HTML(svg[start:]), nil
}

func safeElement(t xml.StartElement) error {
	switch strings.ToLower(t.Name.Local) {
	case "script", "foreignobject", "iframe", "image", "animate", "set", "a":
		return fmt.Errorf("a drawing must not contain %s", t.Name.Local)
	}
	for _, a := range t.Attr {
		name := strings.ToLower(a.Name.Local)
		if strings.HasPrefix(name, "on") || name == "href" && !strings.HasPrefix(a.Value, "#") {
			return fmt.Errorf("a drawing must not contain the attribute %s=%q", a.Name.Local, a.Value)
		}
	}
	return nil
}
