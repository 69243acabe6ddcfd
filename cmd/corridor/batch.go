package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"corridor/results"
)

// indexFile is the page that links all results of a batch.
const indexFile = "index.html"

func (d *door) batchCommand() *cobra.Command {
	var j job
	var over overrides
	cmd := &cobra.Command{
		Use:   "batch FILES…",
		Short: "Simulate many scenarios, and link all reports and charts on one page",
		Long: `Simulate one scenario after the other. The results of each go to a folder of their
own below out (or --out), with a page index.html that links all reports and charts.
A fault in one file does not stop the others; the exit code is that of the worst.`,
		Example: `  corridor batch variants/*.toml
  corridor batch one-lane overload my.toml --out results
  corridor batch variants/*.toml --replications 5`,
		Args:              between(1, -1, "scenarios"),
		ValidArgsFunction: scenarioNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := over.apply(cmd, &j.options); err != nil {
				return err
			}
			return d.batch(cmd.Context(), j, args)
		},
	}
	addScenarioFlags(cmd, &j.options)
	over.add(cmd)
	cmd.Flags().StringVarP(&j.out, "out", "o", outFolder, "folder for the folders of results")
	return cmd
}

// batch runs the scenarios one after the other, whatever becomes of each.
func (d *door) batch(ctx context.Context, all job, args []string) error {
	if _, err := openFolder(all.out); err != nil {
		return err
	}
	entries, worst := make([]results.IndexEntry, len(args)), fine
	taken := map[string]bool{}
	for i, arg := range args {
		j, name := all, scenarioName(arg)
		j.scenario = arg
		folder := unused(taken, folderName(name, j.options.Variants))
		j.out = filepath.Join(all.out, folder)
		entries[i] = results.IndexEntry{Name: name, Folder: folder}
		worst = worse(worst, codeOf(d.batchOne(ctx, j, &entries[i])))
	}
	var page bytes.Buffer
	if err := results.WriteIndex(&page, entries); err != nil {
		return err
	}
	index := filepath.Join(all.out, indexFile)
	if err := writeFile(index, page.Bytes()); err != nil {
		return err
	}
	d.note("Reports and charts are linked in %s", index)
	return end(worst)
}

// batchOne runs one scenario and notes for the index what came out. Its error has
// been printed.
func (d *door) batchOne(ctx context.Context, j job, entry *results.IndexEntry) error {
	var summary *results.Summary
	var to *folder
	err := ctx.Err()
	if err != nil {
		err = endf(interrupted, "%s: not run, interrupted before", j.scenario)
	} else {
		summary, to, err = d.simulate(ctx, j)
	}
	if err != nil && ctx.Err() == nil || summary != nil && err != nil {
		fmt.Fprintln(d.stderr, "corridor:", err)
	}
	if summary == nil {
		entry.Fault = err.Error()
		if e := (ending{}); errors.As(err, &e) && len(e.faults) > 0 {
			entry.Fault = strings.Join(e.faults, "; ")
		}
		_, printed := fmt.Fprintf(d.stdout, "%s: no results: %v\n", entry.Name, err)
		return firstOf(err, printed)
	}
	entry.Title, entry.Answer, entry.Warnings = summary.Network.Title, summary.Answer(), len(summary.Warnings)
	for _, name := range to.written {
		if strings.HasSuffix(name, ".svg") {
			entry.Charts = append(entry.Charts, name)
		}
	}
	_, printed := fmt.Fprintf(d.stdout, "%s: %s\n", entry.Name, strings.Join(entry.Answer, " "))
	return firstOf(err, printed)
}

// firstOf returns the first error there is.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// scenarioName is the short name of a scenario, as the folder of its results has it.
func scenarioName(arg string) string {
	return strings.TrimSuffix(filepath.Base(arg), ".toml")
}

// unused makes a name unique: "a", "a-2", "a-3".
func unused(taken map[string]bool, name string) string {
	unique := name
	for i := 2; taken[unique]; i++ {
		unique = fmt.Sprintf("%s-%d", name, i)
	}
	taken[unique] = true
	return unique
}
