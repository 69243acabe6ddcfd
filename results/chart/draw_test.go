package chart

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"math"
	"runtime"
	"strings"
	"testing"

	"corridor/results"
)

func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	first, _, err := Draw(t.Context(), small())
	if err != nil {
		t.Fatal(err)
	}
	for _, cores := range []int{1, 3} {
		previous := runtime.GOMAXPROCS(cores)
		again, _, err := Draw(t.Context(), small())
		runtime.GOMAXPROCS(previous)
		if err != nil {
			t.Fatal(err)
		}
		for i := range first {
			if !bytes.Equal(first[i].SVG, again[i].SVG) || !bytes.Equal(first[i].PNG, again[i].PNG) {
				t.Errorf("%s differs on %d cores", first[i].Name, cores)
			}
		}
	}
}

func TestOrderNamesAndSizes(t *testing.T) {
	files, _, err := Draw(t.Context(), small())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"queue-", "utilisation", "line-", "growth-", "waits-", "throughput-", "costs-"}
	for i, f := range files {
		if !strings.HasPrefix(f.Name, want[i]) {
			t.Errorf("file %d is %s, want %s…", i, f.Name, want[i])
		}
		if f.Title == "" || !strings.HasPrefix(f.Alt, f.Title) || len(f.Alt) < len(f.Title)+40 {
			t.Errorf("%s: alternative text %q says too little", f.Name, f.Alt)
		}
		img, err := png.DecodeConfig(bytes.NewReader(f.PNG))
		if err != nil || img.Width != 2*figureWidth {
			t.Errorf("%s: PNG is %d wide, %v", f.Name, img.Width, err)
		}
	}
}

func TestFaultsNameTheChart(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*results.Charts)
		want  string
	}{
		"not a number":      {func(c *results.Charts) { c.Queues[0].Median[3] = math.NaN() }, "chart queue-post.samur.northbound: Median[3] is NaN"},
		"infinite":          {func(c *results.Charts) { c.Throughput[0].High[0] = math.Inf(1) }, "chart throughput-post.samur.northbound: High[0] is +Inf"},
		"infinite share":    {func(c *results.Charts) { c.Waits[0].Lines[1].X[9] = math.Inf(1) }, `line "2025" X[9] is +Inf`},
		"absurd":            {func(c *results.Charts) { c.Growth[0].Demand.Y[2] = -1e300 }, "Demand.Y[2] is -1e+300"},
		"heat":              {func(c *results.Charts) { c.Utilisation.Value[1][2] = math.NaN() }, "chart utilisation: Value[1][2:][0] is NaN"},
		"lengths":           {func(c *results.Charts) { c.Growth[0].Low = c.Growth[0].Low[:3] }, "Low has 3 values for 12 points"},
		"one edge":          {func(c *results.Charts) { c.Queues[0].High = nil }, "Low and High do not come together"},
		"order":             {func(c *results.Charts) { c.Queues[0].At[5] = day(2020, 1, 1) }, "At[5] is before the one in front of it"},
		"falling":           {func(c *results.Charts) { c.Waits[0].Lines[0].Share[7] = 0 }, "Share[7] is below"},
		"ragged":            {func(c *results.Charts) { c.Utilisation.Has[2] = nil }, "row 2 has 12 values and 0 marks"},
		"two with one ID":   {func(c *results.Charts) { c.Growth = append(c.Growth, c.Growth[0]) }, "two charts have the ID growth-post.samur.northbound"},
		"without ID":        {func(c *results.Charts) { c.Waits[0].ID = "" }, "has no ID"},
		"layers":            {func(c *results.Charts) { c.Costs.Layers[1].Y = c.Costs.Layers[1].Y[:2] }, "chart costs-corridor: waiting for opening has 2 values for 4 points"},
		"columns":           {func(c *results.Charts) { c.Costs.To = c.Costs.To[1:] }, "chart costs-corridor: 4 columns begin, 3 end"},
		"more than a whole": {func(c *results.Charts) { c.Waits[0].Lines[0].Share[199] = 1.5 }, "leaves [0, 1]"},
	} {
		t.Run(name, func(t *testing.T) {
			charts := small()
			c.spoil(&charts)
			files, _, err := Draw(t.Context(), charts)
			if files != nil || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%d files, error %v; want none and %q", len(files), err, c.want)
			}
		})
	}
}

func TestEmptyCellsMayHoldAnything(t *testing.T) {
	h := sampleHeat(5, 12)
	h.Value[4][0] = math.NaN() // Has[4][0] is false
	if _, _, err := Draw(t.Context(), results.Charts{Utilisation: h}); err != nil {
		t.Error(err)
	}
}

func TestNoCharts(t *testing.T) {
	if files, warnings, err := Draw(t.Context(), results.Charts{}); len(files)+len(warnings) > 0 || err != nil {
		t.Errorf("%d files, %v, %v", len(files), warnings, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if files, _, err := Draw(ctx, small()); files != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%d files, %v", len(files), err)
	}
}

func TestMissingGlyphsWarn(t *testing.T) {
	for _, c := range []struct{ title, lacks string }{
		{"Əliağa, Şəki, Gəncə, Naxçıvan, İmişli, Göyçay, Ağdam", ""},
		{"Съезд, ёлка, Щёлково, Қазақстан, Ұлытау", ""},
		{"Zürich – Łódź — Çeşme ≥ 95 % … «Ə»", ""},
		{"Tbilisi / თბილისი", `"ბ" (U+10D1)`},
		{"Horgos 霍尔果斯", `"果" (U+679C)`},
		{"invisible \u200f\u200b\u00ad marks\nand a new line", ""},
	} {
		q := sampleQueue(30)
		q.Title = c.title
		files, warnings, err := Draw(t.Context(), results.Charts{Queues: []results.QueueChart{q}})
		if err != nil || len(files) != 1 {
			t.Fatal(err)
		}
		switch {
		case c.lacks == "" && len(warnings) > 0:
			t.Errorf("%s: %v", c.title, warnings)
		case c.lacks != "" && (len(warnings) != 1 || !strings.Contains(warnings[0], c.lacks)):
			t.Errorf("%s: warnings %v lack %s", c.title, warnings, c.lacks)
		}
	}
}

func TestNamesAreEscaped(t *testing.T) {
	q := sampleQueue(30)
	q.ID, q.Title, q.Subtitle = `a"><script>`, `<b> & "quoted" 'single' </title>`, "bell \a and \xff"
	files, _, err := Draw(t.Context(), results.Charts{Queues: []results.QueueChart{q}})
	if err != nil {
		t.Fatal(err)
	}
	svg := string(files[0].SVG)
	if err := wellFormed(files[0].SVG); err != nil {
		t.Error(err)
	}
	if !strings.Contains(svg, `&lt;b&gt; &amp; &#34;quoted&#34; &#39;single&#39; &lt;/title&gt;</title>`) {
		t.Error("the title is not escaped")
	}
	if strings.Contains(svg, "<script") || strings.Contains(svg, "<text") {
		t.Error("the SVG holds a script or text that needs a font")
	}
}

// TestFreightMaps: the railway and the loads of trains and vessels are heat maps too.
func TestFreightMaps(t *testing.T) {
	railway, loads := sampleHeat(2, 4), sampleHeat(3, 4)
	railway.ID, loads.ID = "railway", "loads"
	files, _, err := Draw(t.Context(), results.Charts{Railway: &railway, Loads: &loads})
	if err != nil || len(files) != 2 || files[0].Name != "railway" || files[1].Name != "loads" {
		t.Errorf("%d files, error %v", len(files), err)
	}
}
