package main

import (
	"fmt"
	"os"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// progress shows how far a run is and how long it will take: a bar on a terminal,
// lines elsewhere, nothing with --quiet. report may be called often; finish ends it.
type progress struct {
	report func(done float64)
	finish func()
}

func (d *door) progress(name string) progress {
	switch {
	case d.quiet:
		return progress{func(float64) {}, func() {}}
	case d.onTerminal():
		return d.bar(name)
	}
	return d.lines(name)
}

// onTerminal reports whether a bar can be drawn.
func (d *door) onTerminal() bool {
	f, ok := d.stderr.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("CI") == "" && os.Getenv("TERM") != "dumb"
}

// barSteps is how finely the bar moves.
const barSteps = 1000

func (d *door) bar(name string) progress {
	start := time.Now()
	p := mpb.New(mpb.WithOutput(d.stderr), mpb.WithWidth(64))
	bar := p.AddBar(barSteps, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name+" ")),
		mpb.AppendDecorators(decor.Percentage(), decor.Any(func(s decor.Statistics) string {
			return left(time.Since(start), float64(s.Current)/barSteps)
		})))
	return progress{
		report: func(done float64) { bar.SetCurrent(int64(done * barSteps)) },
		finish: func() {
			bar.Abort(true)
			p.Wait()
		},
	}
}

// Lines are printed at most every second, when a tenth of the work or ten seconds
// have passed since the last one.
const (
	lineShare   = 0.1
	lineSpan    = 10 * time.Second
	lineMinimum = time.Second
)

func (d *door) lines(name string) progress {
	start := time.Now()
	last, shown := start, 0.0
	return progress{
		report: func(done float64) {
			since := time.Since(last)
			if since < lineMinimum || since < lineSpan && done < shown+lineShare {
				return
			}
			last, shown = time.Now(), done
			fmt.Fprintf(d.stderr, "%s: %.0f %% done%s\n", name, 100*done, left(time.Since(start), done))
		},
		finish: func() {},
	}
}

// left writes the estimated time until the end, once enough is done to tell.
func left(gone time.Duration, done float64) string {
	if done < 0.01 || done >= 1 {
		return ""
	}
	rest := time.Duration(float64(gone) * (1 - done) / done).Round(time.Second)
	return fmt.Sprintf(", about %s left", max(rest, time.Second))
}
