package chart

import (
	"testing"

	"pgregory.net/rapid"
)

// scenesOf lays out every sample.
func scenesOf(t *testing.T) map[string]*scene {
	out := map[string]*scene{}
	face := newTypeface()
	for _, c := range samples() {
		for _, j := range jobsOf(c) {
			if j.err != nil {
				t.Fatal(j.err)
			}
			out[j.head.ID] = j.scene(newLetters(face))
		}
	}
	return out
}

func texts(s *scene) []item {
	var out []item
	for _, i := range s.items {
		if i.text != nil {
			out = append(out, i)
		}
	}
	return out
}

func TestNoTextMeetsAnother(t *testing.T) {
	for name, s := range scenesOf(t) {
		all := texts(s)
		for i, a := range all {
			for _, b := range all[:i] {
				if a.bounds().meets(b.bounds()) {
					t.Errorf("%s: %q meets %q", name, a.text.run, b.text.run)
				}
			}
		}
	}
}

func TestEverythingIsInsideTheFigure(t *testing.T) {
	for name, s := range scenesOf(t) {
		page := box{0, 0, s.width, s.height}
		for _, i := range s.items {
			if b := i.bounds(); !b.within(page) {
				what := "a shape"
				if i.text != nil {
					what = i.text.run
				}
				t.Errorf("%s: %s at %v leaves %v", name, what, b, page)
			}
		}
	}
}

// TestNothingCoversData: keys, headings, labels of marks and of line ends stand off
// the data. The sentence "no data" and its like stand where there are none.
func TestNothingCoversData(t *testing.T) {
	for name, s := range scenesOf(t) {
		for _, d := range s.items {
			if d.part != data || d.text != nil {
				continue
			}
			for _, i := range s.items {
				over := i.part == legend || i.part == heading || i.part == footnote || i.part == endLabel || i.part == note
				if over && i.bounds().meets(d.bounds()) {
					t.Errorf("%s: %v covers data", name, i.bounds())
				}
			}
		}
	}
}

// TestLabelsOfMarks places any marks with short labels: no label meets another, none
// is crossed by a line, every mark has its label or stands in the list.
func TestLabelsOfMarks(t *testing.T) {
	l := newLetters(newTypeface())
	const left, right = 60.0, 700.0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "n")
		var all []*markFlag
		for range n {
			all = append(all, &markFlag{x: rapid.Float64Range(left, right).Draw(t, "x"),
				label: rapid.StringMatching(`[a-z]{1,30}`).Draw(t, "label"), alarm: rapid.IntRange(0, 9).Draw(t, "alarm") == 0})
		}
		fs := newFlags(l, all, left, right)
		if len(fs.numbered) == 0 {
			checkSpots(t, fs.all, left, right)
		}
		covered := 0
		for i, b := range fs.badges {
			covered += b.last - b.first + 1
			if i > 0 && fs.badges[i-1].x+fs.badges[i-1].measure(l)/2 > b.x-b.measure(l)/2 {
				t.Fatalf("numbers %s and %s meet", fs.badges[i-1].label(), b.label())
			}
		}
		if covered != len(fs.numbered) {
			t.Fatalf("%d of %d numbers are shown", covered, len(fs.numbered))
		}
	})
}

func checkSpots(t *rapid.T, all []*markFlag, left, right float64) {
	for i, f := range all {
		if f.spot.x0 < left-1e-6 || f.spot.x1 > right+1e-6 {
			t.Fatalf("label %d at %v leaves the figure", i, f.spot)
		}
		for j, o := range all {
			if i == j {
				continue
			}
			if f.spot.row == o.spot.row && f.spot.x0 < o.spot.x1 && o.spot.x0 < f.spot.x1 {
				t.Fatalf("labels %d and %d meet", i, j)
			}
			if o.spot.row > f.spot.row && f.spot.x0 < o.x && o.x < f.spot.x1 {
				t.Fatalf("the line of %d crosses the label of %d", j, i)
			}
		}
	}
}

func TestEndLabelsAreSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tags []*endTag
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			tags = append(tags, &endTag{y: rapid.Float64Range(100, 350).Draw(t, "y"), lines: make([]string, rapid.IntRange(1, 3).Draw(t, "lines"))})
		}
		spread(tags, 100, 350)
		for i, tag := range tags {
			if tag.top < 100-1e-9 || tag.top+tag.height() > 350+1e-9 {
				t.Fatalf("label %d at %v leaves the plot area", i, tag.top)
			}
			if i > 0 && tags[i-1].top+tags[i-1].height() > tag.top+1e-9 {
				t.Fatalf("labels %d and %d meet", i-1, i)
			}
		}
	})
}
