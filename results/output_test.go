package results

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"corridor/results/measure"
)

func tablesText(t *testing.T, s *Summary) string {
	t.Helper()
	var b strings.Builder
	if err := WriteTables(&b, s.Tables()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTables(t *testing.T) {
	text := tablesText(t, borderSummary(t, 3))
	golden(t, "tables.txt", []byte(text))
	within100(t, text)
	if i := strings.IndexAny(text, "\x1b\u202e\u200f"); i >= 0 {
		t.Errorf("a name reached the terminal as it was: %q", text[max(0, i-20):i+5])
	}
}

// within100 fails for lines that are too long for a terminal.
func within100(t *testing.T, text string) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if n := utf8.RuneCountInString(line); n > textWidth {
			t.Errorf("line %d is %d columns wide: %s", i+1, n, line)
		}
	}
}

func TestTablesOfSteadyState(t *testing.T) {
	golden(t, "tables-steady.txt", []byte(tablesText(t, steady(t))))
}

// steady is one toll in steady state, three replications.
func steady(t testing.TB) *Summary {
	net, plan := oneToll(t)
	plan.Replications = 3
	s := NewSummariser(net, plan, nil)
	for i := range 3 {
		s.Add(tollOutcome(&plan, i, fiveVehicles()[:5-i]))
	}
	return s.Summary()
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := steady(t).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "summary-steady.json", b.Bytes())
	for _, s := range []*Summary{borderSummary(t, 1), borderSummary(t, 3)} {
		b.Reset()
		if err := s.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		var back struct {
			Crossings map[string]struct {
				Periods map[string]map[string]map[string]struct {
					N        int
					Mean     *float64
					Half     *float64 `json:"half_width"`
					Warnings []string
				}
			}
		}
		if err := json.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatal(err)
		}
		e := back.Crossings["post.p.northbound"].Periods["2025"]["truck"]["crossing_time.p95"]
		if e.N != s.Replications || e.Mean == nil || (e.Half != nil) != (s.Replications > 1) {
			t.Errorf("%d replications: %+v", s.Replications, e)
		}
		none := back.Crossings["post.p.southbound"].Periods["2025"]["truck"]["measured_capacity"]
		if none.N != 0 || none.Mean != nil || none.Half != nil {
			t.Errorf("no observation, yet %+v", none)
		}
	}
}

// TestBytesAreStable: the same outcomes give the same bytes in every file.
func TestBytesAreStable(t *testing.T) {
	first, second := folder{}, folder{}
	for _, f := range []folder{first, second} {
		if err := Write(f, borderSummary(t, 3), pictures(), nil); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s differs from run to run", name)
		}
	}
}

func TestRounded(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 1.0 / 3: "0.333333333333", 1e-9: "1e-09", 1e20: "1e+20", 123456789.123456: "123456789.123", 5: "5",
		0.1 + 0.2: "0.3", -2.5: "-2.5",
	} {
		if got := rounded(x); got != want {
			t.Errorf("%v: got %s, want %s", x, got, want)
		}
	}
}

func TestCSV(t *testing.T) {
	for _, f := range borderSummary(t, 3).CSV() {
		r := csv.NewReader(bytes.NewReader(f.Data))
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if f.Name == "hours.csv" || f.Name == "disruptions.csv" {
			t.Errorf("a plain scenario has %s", f.Name)
		}
		if len(rows) < 2 {
			t.Errorf("%s is empty", f.Name)
		}
		switch f.Name {
		case "measures.csv", "inputs.csv":
			continue
		case "crossings.csv", "days.csv", "ledger.csv", "corridor.csv":
			golden(t, f.Name, f.Data)
		}
		seen := map[string]bool{}
		for _, row := range rows[1:] {
			m, ok := measure.Find(row[5])
			if !ok || m.Unit != row[7] {
				t.Fatalf("%s: measure %q with unit %q is not in the table", f.Name, row[5], row[7])
			}
			key := strings.Join(row[:7], "|")
			if seen[key] {
				t.Fatalf("%s: %s appears twice", f.Name, key)
			}
			seen[key] = true
			if (row[8] == "0") != (row[9] == "") {
				t.Errorf("%s: %v", f.Name, row)
			}
		}
	}
}

// folder is an Output in memory.
type folder map[string][]byte

func (f folder) WriteFile(name string, data []byte) error {
	f[name] = bytes.Clone(data)
	return nil
}

// full is an Output that fails at one file.
type full struct {
	folder
	at string
}

func (f full) WriteFile(name string, data []byte) error {
	if name == f.at {
		return errors.New("disk full")
	}
	return f.folder.WriteFile(name, data)
}

func pictures() []Picture {
	return []Picture{{ID: "queue-post.p.northbound", Title: "P " + hostile, Alt: "queue " + hostile,
		SVG: []byte("<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg viewBox=\"0 0 10 10\" xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0L9 9\"/></svg>\n"), PNG: []byte("png")}}
}

func TestManifestComesLast(t *testing.T) {
	f := folder{}
	if err := Write(f, borderSummary(t, 3), pictures(), nil); err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(f["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Files) != len(f)-1 {
		t.Errorf("the manifest lists %d files, there are %d", len(m.Files), len(f)-1)
	}
	for _, file := range m.Files {
		if len(f[file.Name]) != file.Size {
			t.Errorf("%s: size %d, the manifest says %d", file.Name, len(f[file.Name]), file.Size)
		}
		broken := full{folder{}, file.Name}
		if err := Write(broken, borderSummary(t, 1), pictures(), nil); err == nil {
			t.Errorf("%s could not be written, yet there was no error", file.Name)
		}
		if _, ok := broken.folder["manifest.json"]; ok {
			t.Errorf("%s is missing, yet there is a manifest", file.Name)
		}
	}
}

// TestNothingFinished: a run that was interrupted at once still gives a whole folder.
func TestNothingFinished(t *testing.T) {
	net, plan := border(t)
	sum := NewSummariser(net, plan, nil).Summary()
	f := folder{}
	if err := Write(f, sum, nil, nil); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(f["summary.json"]) {
		t.Error("summary.json is not JSON")
	}
	if c := sum.Charts(); len(c.Queues)+len(c.Growth)+len(c.Waits)+len(c.Throughput)+len(c.Utilisation.Rows) > 0 {
		t.Errorf("nothing was observed, yet there are charts: %+v", c)
	}
	if len(sum.Warnings) != 1 || sum.Warnings[0] != "0 of 3 replications were finished" {
		t.Errorf("%q", sum.Warnings)
	}
}

// TestLayoutIsDocumented: the page on summary.json names every key of the top.
func TestLayoutIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/summary-json.md")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := steady(t).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var top map[string]json.RawMessage
	if err := json.Unmarshal(b.Bytes(), &top); err != nil {
		t.Fatal(err)
	}
	for key := range top {
		if !bytes.Contains(page, []byte("| `"+key+"` |")) {
			t.Errorf("docs/summary-json.md does not name %s", key)
		}
	}
}
