package chart

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"corridor/results"
)

// File is one finished chart.
type File struct {
	Name  string // the chart's ID: a file name without ending
	Title string
	Alt   string // the chart in words, for those who cannot see it
	SVG   []byte // needs no fonts
	PNG   []byte // two dots per pixel of the SVG
}

// job is a chart to draw.
type job struct {
	head  results.Head
	alt   string
	err   error // why it cannot be drawn
	scene func(*letters) *scene
}

// Draw draws all charts, in the order of the report, on all cores. The bytes depend on
// the data alone. The strings are warnings: characters that the font lacks, which show
// as empty boxes. Data that cannot be drawn (numbers that are not finite, lengths that
// differ, times out of order, two charts with one ID) give an error that names the
// chart, and no files.
func Draw(ctx context.Context, c results.Charts) ([]File, []string, error) {
	jobs := jobsOf(c)
	names := map[string]bool{}
	for _, j := range jobs {
		switch {
		case j.err != nil:
			return nil, nil, j.err
		case j.head.ID == "":
			return nil, nil, fmt.Errorf("chart %q has no ID", j.head.Title)
		case names[j.head.ID]:
			return nil, nil, fmt.Errorf("two charts have the ID %s", j.head.ID)
		}
		names[j.head.ID] = true
	}
	files, lacking, err := drawAll(ctx, jobs)
	if err != nil {
		return nil, nil, err
	}
	return files, warn(lacking), nil
}

// namedLetters is how many missing characters a warning names.
const namedLetters = 3

// warn says once what the font lacks, however many charts and characters there are.
func warn(lacking [][]string) []string {
	charts := 0
	var all []string
	for _, l := range lacking {
		if len(l) > 0 {
			charts++
		}
		all = append(all, l...)
	}
	if charts == 0 {
		return nil
	}
	slices.Sort(all)
	all = slices.Compact(all)
	more := ""
	if len(all) > namedLetters {
		all, more = all[:namedLetters], fmt.Sprintf(" and %d more", len(all)-namedLetters)
	}
	return []string{fmt.Sprintf("charts: the font has no %s%s: an empty box stands there, in charts: %d", strings.Join(all, ", "), more, charts)}
}

// jobsOf lists the charts in the order of the report. A heat map without
// rows is no chart.
func jobsOf(c results.Charts) []job {
	var jobs []job
	for i := range c.Queues {
		q := &c.Queues[i]
		jobs = append(jobs, newJob(q.Head, q, checkQueue, altQueue, drawQueue))
	}
	for _, h := range append([]results.HeatMap{c.Utilisation}, c.UtilisationDetail...) {
		if len(h.Rows) > 0 {
			jobs = append(jobs, newJob(h.Head, &h, checkHeat, altHeat, drawHeat))
		}
	}
	for _, h := range []*results.HeatMap{c.Lines, c.Railway, c.Loads} {
		if h != nil {
			jobs = append(jobs, newJob(h.Head, h, checkHeat, altHeat, drawHeat))
		}
	}
	for i := range c.Growth {
		g := &c.Growth[i]
		jobs = append(jobs, newJob(g.Head, g, checkGrowth, altGrowth, drawGrowth))
	}
	for i := range c.Waits {
		d := &c.Waits[i]
		jobs = append(jobs, newJob(d.Head, d, checkDistribution, altDistribution, drawDistribution))
	}
	for i := range c.Throughput {
		t := &c.Throughput[i]
		jobs = append(jobs, newJob(t.Head, t, checkThroughput, altThroughput, drawThroughput))
	}
	if c.Costs != nil {
		jobs = append(jobs, newJob(c.Costs.Head, c.Costs, checkStack, altStack, drawStack))
	}
	return jobs
}

func newJob[T any](head results.Head, c *T, check func(*T) error, alt func(*T) string, draw func(*letters, *T) *scene) job {
	j := job{head: head, err: check(c)}
	if j.err == nil {
		j.alt = sentence(head.Title, head.Subtitle, head.Warning, alt(c))
		j.scene = func(l *letters) *scene { return draw(l, c) }
	}
	return j
}

// drawAll draws in parallel; each chart is drawn by one goroutine with letters of its
// own. On an error the first in the order of the charts is returned.
func drawAll(ctx context.Context, jobs []job) ([]File, [][]string, error) {
	files, lacking := make([]File, len(jobs)), make([][]string, len(jobs))
	errs := make([]error, len(jobs))
	face, next := newTypeface(), make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() {
			for i := range next {
				l := newLetters(face)
				files[i], errs[i] = jobs[i].draw(l)
				lacking[i] = l.lacking()
			}
		})
	}
	for i := range jobs {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	for _, err := range errs {
		if err != nil {
			return nil, nil, err
		}
	}
	return files, lacking, nil
}

func (j job) draw(l *letters) (File, error) {
	s := j.scene(l)
	f := File{Name: j.head.ID, Title: clean(j.head.Title), Alt: j.alt}
	f.SVG = writeSVG(s, l, f.Name, f.Title, f.Alt)
	var err error
	if f.PNG, err = writePNG(s, l); err != nil {
		err = fmt.Errorf("chart %s: %w", f.Name, err)
	}
	return f, err
}
