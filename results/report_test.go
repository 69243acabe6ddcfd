package results

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

func report(t *testing.T, s *Summary) string {
	t.Helper()
	var b bytes.Buffer
	texts := []NamedText{{"border.toml", "title = '" + hostile + "'\n</pre>"}}
	if err := WriteReport(&b, s, pictures(), texts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReport(t *testing.T) {
	page := report(t, borderSummary(t, 3))
	golden(t, "report.html", []byte(page))
	for _, want := range []string{
		"No node is saturated at the end", "<path d=\"M0 0L9 9\"/>", "d1g357", ">assumed<", ">no source<", "https://example.org/a?b=1&amp;c=2", "prefers-color-scheme", "2025-01-01",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}

// TestReportIsClosed: what a scenario says stays text, and nothing is loaded or run.
func TestReportIsClosed(t *testing.T) {
	page := report(t, borderSummary(t, 3))
	for _, bad := range []string{"<script", "<?xml", "<!DOCTYPE svg", "href=\"javascript:", "<link", "@import", "url("} {
		if strings.Contains(page, bad) {
			t.Errorf("the report contains %q", bad)
		}
	}
	for _, m := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.HasPrefix(m[1], "#") && m[1] != "https://example.org/a?b=1&amp;c=2" {
			t.Errorf("the report refers to %q", m[1])
		}
	}
	// Every opened element is closed: read as XML, void elements aside.
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, []string{"meta", "br", "img"}, xml.HTMLEntity
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestReportRefusesUnsafeDrawings(t *testing.T) {
	for _, svg := range []string{
		"", "hello", "<p/>", "<svg/><svg/>", "<svg><path></svg>",
		"<svg><script>1</script></svg>", `<svg onload="x()"/>`, `<svg><use href="http://example.org/x.svg"/></svg>`,
		`<svg><foreignObject/></svg>`, `<svg><image href="x.png"/></svg>`,
	} {
		if err := WriteReport(io.Discard, borderSummary(t, 1), []Picture{{ID: "x", SVG: []byte(svg)}}, nil); err == nil {
			t.Errorf("%q was accepted", svg)
		}
	}
	if err := WriteReport(io.Discard, borderSummary(t, 1), []Picture{{ID: "x", SVG: []byte(`<svg><use href="#a"/></svg>`)}}, nil); err != nil {
		t.Error(err)
	}
}

func TestIndex(t *testing.T) {
	var b bytes.Buffer
	err := WriteIndex(&b, []IndexEntry{
		{Name: "a", Title: "A " + hostile, Folder: "out/a b#1", Answer: []string{"It jams."}, Warnings: 2, Charts: []string{"charts/queue-x.svg"}},
		{Name: "b", Fault: "3 faults " + hostile},
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index.html", b.Bytes())
	for _, want := range []string{`href="./out/a%20b%231/report.html"`, `src="./out/a%20b%231/charts/queue-x.svg"`, ">failed<"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the index lacks %q", want)
		}
	}
	if strings.Contains(b.String(), "<script") {
		t.Error("a name became a script")
	}
}

func TestAnswer(t *testing.T) {
	growing, plan := years(t, 2020, 2024, func(day int) float64 { return 1000 + float64(day) })
	s := NewSummariser(growing, plan, nil)
	if got := s.Summary().Answer(); len(got) != 1 || !strings.HasPrefix(got[0], "No replication") {
		t.Errorf("%q", got)
	}
	s.Add(emptyOutcome(&plan))
	for _, c := range []struct {
		sum  *Summary
		want string
	}{
		{borderSummary(t, 3), "No node is saturated at the end of the run. P northbound, trucks was: 2024-12-30 to 2025-01-01."},
		{s.Summary(), "Toll T limits the corridor: from March 2021 on its planned demand is above its practical capacity (in 2023 2278 against 1440 vehicles a day)."},
		{steady(t), "Toll T is the busiest: utilisation 40 ± 25 %, mean wait 25.5 ± 9.9 s, queue 0.167 ± 0.072."},
	} {
		if got := c.sum.Answer(); len(got) == 0 || got[0] != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
