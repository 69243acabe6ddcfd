package chart

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"corridor/results"
)

func labels(ticks []tick) string {
	var out []string
	for _, t := range ticks {
		s := t.label
		if t.below != "" {
			s += "/" + t.below
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestNumberTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0, 0, "0 1"},
		{0, 1, "0 0.2 0.4 0.6 0.8 1.0"},
		{0, 437, "0 100 200 300 400 500"},
		{0, 6.1, "0 2 4 6 8"},
		{0, 60000, "0 10 000 20 000 30 000 40 000 50 000 60 000"},
		{-3, 11, "−5 0 5 10 15"},
		{0, 0.0004, "0 0.0001 0.0002 0.0003 0.0004"},
	} {
		if got := strings.ReplaceAll(labels(numberTicks(c.low, c.high)), thinSpace, " "); got != c.want {
			t.Errorf("[%v, %v]: %s, want %s", c.low, c.high, got, c.want)
		}
	}
}

func TestNumberTicksCoverTheirValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-largest, 0).Draw(t, "low")
		high := rapid.Float64Range(0, largest).Draw(t, "high")
		ticks := numberTicks(low, high)
		first, last := ticks[0].at, ticks[len(ticks)-1].at
		if room := 1e-6 * (last - first); first > low+room || last < high-room || len(ticks) < 2 || len(ticks) > 9 {
			t.Fatalf("[%v, %v]: %d ticks from %v to %v", low, high, len(ticks), first, last)
		}
	})
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0.2, 30, "0.2 0.5 1 2 5 10 20"},
		{1e-3, 1e4, "0.001 0.01 0.1 1 10 100 1000 10 000"},
	} {
		if got := strings.ReplaceAll(labels(logTicks(c.low, c.high)), thinSpace, " "); got != c.want {
			t.Errorf("[%v, %v]: %s, want %s", c.low, c.high, got, c.want)
		}
	}
}

func TestCalendarTicks(t *testing.T) {
	for _, c := range []struct {
		from, to time.Time
		want     string
	}{
		{day(2024, 1, 1), day(2036, 1, 1), "2024 2025 2026 2027 2028 2029 2030 2031 2032 2033 2034 2035 2036"},
		{day(2024, 1, 1), day(2026, 1, 1), "Jan/2024 Apr Jul Oct Jan/2025 Apr Jul Oct Jan/2026"},
		{day(2024, 1, 1), day(2025, 1, 1), "Jan/2024 Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan/2025"},
		{day(2024, 3, 10), day(2024, 5, 10), "15/Mar 2024 22 1/Apr 2024 8 15 22 1/May 2024 8"},
		{day(2024, 2, 27), day(2024, 3, 5), "27/Feb 2024 28 29 1/Mar 2024 2 3 4 5"},
		{day(2024, 1, 1), day(2024, 1, 2), "00:00/1 Jan 2024 02:00 04:00 06:00 08:00 10:00 12:00 14:00 16:00 18:00 20:00 22:00 00:00/2 Jan 2024"},
		{day(1900, 1, 1), day(2100, 1, 1), "1900 1920 1940 1960 1980 2000 2020 2040 2060 2080 2100"},
	} {
		l := newLetters(newTypeface())
		got := labels(calendarTicks(seconds(c.from), seconds(c.to), 640, time.UTC, func(s string) float64 { return l.width(s, tickSize, false) }))
		if got != c.want {
			t.Errorf("%v to %v:\n got %s\nwant %s", c.from, c.to, got, c.want)
		}
	}
}

// TestCalendarTicksInAnyZone: ticks rise and lie within, whatever clocks do: in Tehran
// they went forward at midnight until 2022.
func TestCalendarTicksInAnyZone(t *testing.T) {
	for _, name := range []string{"UTC", "Asia/Tehran", "Asia/Baku", "America/Sao_Paulo", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(t *rapid.T) {
			from := float64(rapid.Int64Range(0, 2e9).Draw(t, "from"))
			to := from + math.Exp(rapid.Float64Range(5, 21).Draw(t, "log of the span"))
			ticks := calendarTicks(from, to, 640, zone, func(s string) float64 { return 6 * float64(len(s)) })
			for i, k := range ticks {
				if k.at < from || k.at > to || i > 0 && k.at <= ticks[i-1].at {
					t.Fatalf("%s: tick %d of %v", name, i, ticks)
				}
			}
		})
	}
}

func TestAxisReachesTheStartOfTheFirstBin(t *testing.T) {
	noon := func(at time.Time) time.Time { return at.Add(12 * time.Hour) }
	for _, c := range []struct {
		at       []time.Time
		from, to time.Time
	}{
		{[]time.Time{noon(day(2024, 1, 1)), noon(day(2024, 1, 2)), noon(day(2024, 1, 3))}, day(2024, 1, 1), day(2024, 1, 4)},
		{[]time.Time{noon(day(2024, 1, 4)), noon(day(2024, 1, 11)), noon(day(2024, 12, 28))}, day(2024, 1, 1), day(2025, 1, 1)},
		{[]time.Time{noon(day(2024, 3, 16)), day(2024, 4, 16), noon(day(2024, 5, 16))}, day(2024, 3, 1), day(2024, 6, 1)},
		{[]time.Time{day(2024, 7, 2), noon(day(2025, 7, 2))}, day(2024, 1, 1), day(2026, 1, 1)},
		{[]time.Time{day(2024, 7, 2)}, day(2024, 7, 2), day(2024, 7, 2)},
	} {
		axis := newTimeAxis()
		axis.cover(c.at...)
		if axis.from != seconds(c.from) || axis.to != seconds(c.to) {
			t.Errorf("%v: from %v to %v", c.at, instant(axis.from, time.UTC), instant(axis.to, time.UTC))
		}
	}
}

// TestThinningKeepsTheShape: ends stay, each column keeps its extremes, unless they lie
// on a level run whose ends remain; the edges of a band keep the outer ones.
func TestThinningKeepsTheShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1000).Draw(t, "n")
		columns := rapid.IntRange(1, 200).Draw(t, "columns")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		levels := float64(rapid.IntRange(1, 1000).Draw(t, "levels"))
		line := make([]xy, n)
		for i := range line {
			line[i] = xy{float64(i) * float64(columns) / float64(n), math.Floor(r.Float64() * levels)}
		}
		thin, upper, lower := thinLine(line), thinEdge(line, true), thinEdge(line, false)
		if len(thin) > 4*columns {
			t.Fatalf("%d points in %d columns", len(thin), columns)
		}
		if thin[0] != line[0] || thin[len(thin)-1] != line[n-1] {
			t.Fatal("an end is lost")
		}
		for column := range columns {
			top, bottom := inColumn(line, column)
			if math.IsInf(top, 0) {
				continue
			}
			if a, b := drawnIn(thin, column); a > top || b < bottom {
				t.Fatalf("column %d is drawn from %v to %v, not %v to %v", column, a, b, top, bottom)
			}
			if a, _ := drawnIn(upper, column); a > top {
				t.Fatalf("column %d: upper edge at %v, not %v", column, a, top)
			}
			if _, b := drawnIn(lower, column); b < bottom {
				t.Fatalf("column %d: lower edge at %v, not %v", column, b, bottom)
			}
		}
	})
}

// drawnIn are the extremes of a line in one pixel column, where level pieces that run
// through it count.
func drawnIn(line []xy, column int) (low, high float64) {
	low, high = inColumn(line, column)
	for i := 1; i < len(line); i++ {
		if line[i].y == line[i-1].y && int(line[i-1].x) <= column && column <= int(line[i].x) {
			low, high = math.Min(low, line[i].y), math.Max(high, line[i].y)
		}
	}
	return low, high
}

// inColumn are the smallest and the largest y of the points of one pixel column.
func inColumn(line []xy, column int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range line {
		if int(p.x) == column {
			low, high = math.Min(low, p.y), math.Max(high, p.y)
		}
	}
	return low, high
}

func TestSmoothLinesStaySmooth(t *testing.T) {
	line := []xy{{0, 1}, {10, 2}, {20, 5}, {30, 3}}
	if diff := cmp.Diff(line, thinLine(line), cmp.AllowUnexported(xy{})); diff != "" {
		t.Error(diff)
	}
}

func TestWrap(t *testing.T) {
	l := newLetters(newTypeface())
	rapid.Check(t, func(t *rapid.T) {
		s := clean(rapid.StringMatching(`([a-zA-ZəşğıİЖбю]{1,40} ){0,8}[a-z]{1,200}`).Draw(t, "text"))
		width := rapid.Float64Range(30, 400).Draw(t, "width")
		lines := l.wrap(s, labelSize, false, width)
		for _, line := range lines {
			if l.width(line, labelSize, false) > width {
				t.Fatalf("%q is wider than %v", line, width)
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if squeeze(strings.Join(lines, "")) != squeeze(s) {
			t.Fatalf("%q lost letters: %q", s, lines)
		}
		if few := l.wrapTo(s, labelSize, false, width, 2); len(few) > 2 || l.width(few[len(few)-1], labelSize, false) > width {
			t.Fatalf("%q in two lines: %q", s, few)
		}
		if short := l.shorten(s, labelSize, false, width); l.width(short, labelSize, false) > width {
			t.Fatalf("%q shortened to %q is wider than %v", s, short, width)
		}
	})
}

func TestShortenKeepsBothEnds(t *testing.T) {
	l := newLetters(newTypeface())
	got := l.shorten("Tagirkent-Kazmalyar rebuilt crossing, northbound", nameSize, false, 150)
	if !strings.HasPrefix(got, "Tagirkent") || !strings.HasSuffix(got, "northbound") || !strings.Contains(got, "…") {
		t.Error(got)
	}
}

func TestColoursSurviveAGreyPrint(t *testing.T) {
	for name, r := range map[string]ramp{"load": loadRamp(), "order": orderRamp()} {
		for i := 1; i <= 100; i++ {
			if r.at(float64(i)/100).luminance() >= r.at(float64(i-1)/100).luminance() {
				t.Errorf("%s ramp does not darken at %d %%", name, i)
			}
		}
	}
	for i := range 101 {
		ground := loadRamp().at(float64(i) / 100)
		if c := contrast(inkOn(ground), ground); c < 4.4 {
			t.Errorf("a cell of %d %% has contrast %.1f", i, c)
		}
	}
	for _, c := range []ink{inkDark, inkMuted, alarm, warningInk} {
		if contrast(c, white) < 4.5 {
			t.Errorf("%s is too pale for text", c.hex())
		}
	}
}

func TestStairs(t *testing.T) {
	x, y := stairs([]float64{-5, 2, 4}, []float64{1, 3, 2}, 0, 10)
	if diff := cmp.Diff([][]float64{{0, 2, 2, 4, 4, 10}, {1, 1, 3, 3, 2, 2}}, [][]float64{x, y}); diff != "" {
		t.Error(diff)
	}
	if x, _ := stairs([]float64{20}, []float64{1}, 0, 10); len(x) > 0 {
		t.Errorf("a step after the end is drawn at %v", x)
	}
}

func TestClip(t *testing.T) {
	x, y := clip([]float64{0, 2, 8}, []float64{0, 0.5, 1}, 1, 5)
	if diff := cmp.Diff([][]float64{{1, 2, 5}, {0.25, 0.5, 0.75}}, [][]float64{x, y}); diff != "" {
		t.Error(diff)
	}
}

func TestReachOfDistributions(t *testing.T) {
	line := func(xs ...float64) results.DistributionLine {
		l := results.DistributionLine{X: xs}
		for i := range xs {
			l.Share = append(l.Share, float64(i+1)/float64(len(xs)))
		}
		return l
	}
	even := make([]float64, 100)
	for i := range even {
		even[i] = float64(i) / 10
	}
	tail := slices.Clone(even)
	tail[99] = 400
	slow := make([]float64, 100)
	for i := range slow {
		slow[i] = 100 * even[i]
	}
	for name, c := range map[string]struct {
		lines    []results.DistributionLine
		to       float64
		log, cut bool
	}{
		"none":        {nil, 1, false, false},
		"even":        {[]results.DistributionLine{line(even...)}, 10, false, false},
		"heavy tail":  {[]results.DistributionLine{line(tail...)}, 10, false, true},
		"far apart":   {[]results.DistributionLine{line(even...), line(slow...)}, 990 * 1.04, true, false},
		"all at zero": {[]results.DistributionLine{line(0, 0, 0)}, 1, false, false},
	} {
		r := reachOf(c.lines)
		if math.Abs(r.to-c.to) > 1e-9 || r.log != c.log || (r.beyond > 0) != c.cut {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestCellLabelsAgreeWithTheirFrame(t *testing.T) {
	h := &heat{HeatMap: &results.HeatMap{Frame: 95}}
	for v, want := range map[float64]string{94.4: "94", 94.6: "94.6", 94.97: "94.9", 95: "95", 99.7: "100", 0: "0"} {
		if got := h.cellLabel(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestCloseLinesOfMarksAreDrawnOnce(t *testing.T) {
	var marks []results.Mark
	for i := range 60 {
		marks = append(marks, results.Mark{At: day(2024, 2, 1).Add(time.Duration(i) * time.Hour), Label: "x"})
	}
	q := sampleQueue(900, marks...)
	lines, last := 0, ""
	for _, i := range drawQueue(newLetters(newTypeface()), &q).items {
		if i.part == noteLine {
			lines++
		}
		if i.part == footnote {
			last = i.text.run
		}
	}
	if lines > 3 || last != "… and 30 more" {
		t.Errorf("%d lines, list ends with %q", lines, last)
	}
}
