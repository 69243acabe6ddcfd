package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"corridor/results"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	look   = flag.String("look", "", "folder to write the PNG of every sample to, for looking at")
)

// small is one chart of every kind.
func small() results.Charts {
	return results.Charts{
		Queues: []results.QueueChart{sampleQueue(120, results.Mark{At: day(2024, 3, 1), Label: "Tagirkent rebuilt"},
			results.Mark{At: day(2024, 3, 20), Label: "papers sent ahead"})},
		Utilisation: sampleHeat(6, 12),
		Lines:       sampleLines(),
		Growth:      []results.GrowthChart{sampleGrowth(12)},
		Waits:       []results.DistributionChart{sampleWaits(3, 1.3)},
		Throughput:  []results.ThroughputChart{sampleThroughput(150)},
		Costs:       sampleStack(4),
	}
}

func TestGolden(t *testing.T) {
	files, warnings, err := Draw(t.Context(), small())
	if err != nil || len(warnings) > 0 || len(files) != 7 {
		t.Fatalf("%d files, warnings %v, error %v", len(files), warnings, err)
	}
	for _, f := range files {
		name := filepath.Join("testdata", f.Name+".svg")
		if *update {
			if err := os.WriteFile(name, f.SVG, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(f.SVG, want) {
			t.Errorf("%s differs; look at it, then run the tests with -update", name)
		}
	}
}

// TestSamples draws everything the other tests lay out, for looking at, and checks
// that each SVG is XML and small.
func TestSamples(t *testing.T) {
	for _, c := range samples() {
		files, _, err := Draw(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := wellFormed(f.SVG); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
			if len(f.SVG) > 250_000 {
				t.Errorf("%s: the SVG has %d bytes", f.Name, len(f.SVG))
			}
			if len(f.PNG) > 600_000 {
				t.Errorf("%s: the PNG has %d bytes", f.Name, len(f.PNG))
			}
			if *look != "" {
				for ending, content := range map[string][]byte{".png": f.PNG, ".svg": f.SVG} {
					if err := os.WriteFile(filepath.Join(*look, f.Name+ending), content, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

func wellFormed(svg []byte) error {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
