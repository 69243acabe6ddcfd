package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"corridor/model"
	"corridor/model/network"
	"corridor/results"
	"corridor/results/chart"
	"corridor/scenarios"
)

// job is one scenario to run.
type job struct {
	scenario string // file, or name of a shipped scenario
	options  scenarios.Options
	out      string // folder of results; "": out/<name of the scenario>
	visits   string // file for the log of visits; "": none
}

// simulate is the path of the data, from text to files. When ctx ends, the finished
// replications are kept: beside the error there is a summary, unless none finished.
func (d *door) simulate(ctx context.Context, j job) (summary *results.Summary, to *folder, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: a mistake of the program, not of the scenario: %v\n%s", j.scenario, r, debug.Stack())
		}
	}()
	file, net, plan, err := d.loadUnless(ctx, j.scenario, j.options)
	if err != nil {
		return nil, nil, err
	}
	if to, err = openFolder(j.folder(net)); err != nil {
		return nil, nil, err
	}
	summariser := results.NewSummariser(net, plan, model.FluidQueue(net, &plan))
	if err = d.replicate(ctx, net, plan, j.visits, summariser.Add); err != nil {
		return nil, nil, err
	}
	summary = summariser.Summary()
	summary.Version = version
	if summary.Replications == 0 {
		return nil, nil, endf(interrupted, "interrupted before a replication of %s was finished; nothing was written", net.Name)
	}
	pictures, err := d.draw(ctx, summary)
	if err != nil {
		return nil, nil, err
	}
	if err = results.Write(to, summary, pictures, textsOf(file)); err != nil {
		return nil, nil, err
	}
	if err = to.finish(); err != nil {
		return nil, nil, err
	}
	return summary, to, verdict(ctx, summary, to, len(pictures))
}

// replicate simulates all replications. An interruption is no error here: it shows in
// the number of outcomes.
func (d *door) replicate(ctx context.Context, net *network.Network, plan network.Plan, visits string, add func(*model.Outcome)) error {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	opt := model.Options{}
	var log *visitLog
	if visits != "" {
		var err error
		if log, err = newVisitLog(visits, net, fail); err != nil {
			return err
		}
		opt.Visit = log.add
	}
	start, finished, first := time.Now(), 0, false
	d.note("%s: simulating %s", net.Name, count(plan.Replications, "replication"))
	p := d.progress(net.Name)
	opt.Progress = p.report
	err := model.Run(ctx, net, plan, opt, func(o *model.Outcome) bool {
		add(o)
		finished++
		first = first || o.Replication == 0
		return true
	})
	p.finish()
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	if log != nil {
		err = errors.Join(err, log.close(first))
	}
	d.note("%s: %s simulated in %s", net.Name, count(finished, "replication"), time.Since(start).Round(time.Millisecond))
	return err
}

// draw draws the charts; none when ctx has ended, because that would take too long.
func (d *door) draw(ctx context.Context, s *results.Summary) ([]results.Picture, error) {
	files, warnings, err := chart.Draw(ctx, s.Charts())
	if errors.Is(err, context.Canceled) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("charts of %s: %w", s.Network.Name, err)
	}
	for _, w := range warnings {
		d.warn("%s", w)
	}
	pictures := make([]results.Picture, len(files))
	for i, f := range files {
		pictures[i] = results.Picture{ID: f.Name, Title: f.Title, Alt: f.Alt, SVG: f.SVG, PNG: f.PNG}
	}
	return pictures, nil
}

// textsOf are the files of the scenario, for the report.
func textsOf(file *scenarios.File) []results.NamedText {
	var texts []results.NamedText
	for _, t := range file.Text() {
		texts = append(texts, results.NamedText{Name: t.Name, Text: t.Text})
	}
	return texts
}

// verdict is how a run ended whose results are written.
func verdict(ctx context.Context, s *results.Summary, to *folder, pictures int) error {
	if ctx.Err() != nil {
		without := ""
		if pictures == 0 {
			without = ", without charts"
		}
		return endf(interrupted, "interrupted; %s holds the results of %d of %d replications%s", to.path, s.Replications, s.Plan.Replications, without)
	}
	n := 0
	for _, v := range s.Verdicts {
		if v.Result == results.Fail {
			n++
		}
	}
	switch {
	case !s.Balanced:
		return fmt.Errorf("%s: the ledger does not balance; do not trust these results", s.Network.Name)
	case n > 0:
		return endf(missed, "%s: %s missed", s.Network.Name, count(n, "expectation"))
	}
	return nil
}

// folder is where the results of the job go.
func (j job) folder(net *network.Network) string {
	if j.out != "" {
		return j.out
	}
	return filepath.Join(outFolder, folderName(net.Name, j.options.Variants))
}

func (d *door) runCommand() *cobra.Command {
	var j job
	var asJSON bool
	var over overrides
	cmd := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Simulate a scenario: tables here, charts and a report in a folder",
		Long: `Simulate a scenario and answer: which node limits the corridor, in which year, how
long do vehicles wait? Tables are printed; charts, CSV files, summary.json and
report.html go to the folder out/<scenario>.

SCENARIO is a TOML file, or the name of a scenario that comes with the program
(see corridor list). Ctrl-C ends the run and keeps the replications that are
finished; a second Ctrl-C kills it.`,
		Example: `  corridor run north-south
  corridor run my.toml --replications 50 --out results/my
  corridor run my.toml --set post.samur.northbound.control.lanes=8
  corridor run my.toml --variant single-operator
  corridor run my.toml --json > summary.json`,
		Args:              between(1, 1, "a scenario"),
		ValidArgsFunction: scenarioNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			j.scenario = args[0]
			if err := over.apply(cmd, &j.options); err != nil {
				return err
			}
			summary, to, err := d.simulate(cmd.Context(), j)
			if summary == nil {
				return err
			}
			if printed := d.print(summary, asJSON); printed != nil {
				return fmt.Errorf("the results are in %s, but cannot be printed: %w", to.path, printed)
			}
			d.note("%s", to.contents())
			return err
		},
	}
	addScenarioFlags(cmd, &j.options)
	over.add(cmd)
	f := cmd.Flags()
	f.StringVarP(&j.out, "out", "o", "", "folder for the results (default out/<scenario>)")
	f.StringVar(&j.visits, "visits", "", "write every visit of a vehicle to an element, in replication 0, to this CSV file")
	f.BoolVar(&asJSON, "json", false, "print summary.json instead of tables")
	return cmd
}

// print writes what a run answers.
func (d *door) print(s *results.Summary, asJSON bool) error {
	var b bytes.Buffer
	if asJSON {
		if err := s.WriteJSON(&b); err != nil {
			return err
		}
		_, err := d.stdout.Write(b.Bytes())
		return err
	}
	fmt.Fprintf(&b, "%s\n%s, seed %d\n\n", results.Printable(s.Network.Title), count(s.Replications, "replication"), s.Plan.Seed)
	if s.Replications < s.Plan.Replications {
		fmt.Fprintf(&b, "Interrupted: %d of %d replications.\n\n", s.Replications, s.Plan.Replications)
	}
	for _, sentence := range s.Answer() {
		for _, line := range wrap(results.Printable(sentence), 96) {
			fmt.Fprintln(&b, line)
		}
	}
	fmt.Fprintln(&b)
	if err := results.WriteTables(&b, s.Tables()); err != nil {
		return err
	}
	_, err := d.stdout.Write(b.Bytes())
	return err
}
