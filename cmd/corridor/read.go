package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"corridor/model/network"
	"corridor/scenarios"
)

// disk opens files by the names planners type, so that a fault names the file as they
// know it: relative to the working folder, absolute, or with "..", which os.DirFS refuses.
type disk struct{}

func (disk) Open(name string) (fs.File, error) { return os.Open(filepath.FromSlash(name)) }

// load reads, checks and compiles a scenario. All its faults and warnings are printed,
// one a line; faults are an error.
func (d *door) load(arg string, opt scenarios.Options) (*scenarios.File, *network.Network, network.Plan, error) {
	var net *network.Network
	var plan network.Plan
	file, faults := scenarios.Read(disk{}, filepath.ToSlash(arg), opt)
	if file != nil {
		net, plan, faults = file.Compile()
	}
	var fatal []string
	for _, f := range faults {
		fmt.Fprintln(d.stderr, f)
		if !f.Warning {
			fatal = append(fatal, f.String())
		}
	}
	if wrong := ofFlags(faults); wrong > 0 {
		return nil, nil, plan, ending{usage, fmt.Sprintf("%s cannot be changed like this: %s wrong", arg, count(wrong, "flag")), fatal}
	}
	if len(fatal) > 0 {
		return nil, nil, plan, ending{faulty, fmt.Sprintf("%s has %s", arg, count(len(fatal), "fault")), fatal}
	}
	if _, err := os.Stat(arg); errors.Is(err, fs.ErrNotExist) && filepath.Base(arg) != arg {
		d.warn("there is no file %s; this is the scenario %s that comes with the program", arg, net.Name)
	}
	return file, net, plan, nil
}

// loadUnless is load, left alone when ctx ends: reading and compiling do not look up.
func (d *door) loadUnless(ctx context.Context, arg string, opt scenarios.Options) (file *scenarios.File, net *network.Network, plan network.Plan, err error) {
	type loaded struct {
		file *scenarios.File
		net  *network.Network
		plan network.Plan
		err  error
	}
	done := make(chan loaded, 1)
	go func() {
		var l loaded
		defer func() {
			if r := recover(); r != nil {
				l.err = fmt.Errorf("%s: a mistake of the program, not of the scenario: %v\n%s", arg, r, debug.Stack())
			}
			done <- l
		}()
		l.file, l.net, l.plan, l.err = d.load(arg, opt)
	}()
	select {
	case l := <-done:
		return l.file, l.net, l.plan, l.err
	case <-ctx.Done():
		return nil, nil, plan, endf(interrupted, "interrupted while %s was read; nothing was written", arg)
	}
}

// ofFlags counts the faults of the command line, not of the file.
func ofFlags(faults []scenarios.Fault) int {
	n := 0
	for _, f := range faults {
		if !f.Warning && slices.Contains([]string{"--set", "--variant", "--replications", "--seed"}, f.File) {
			n++
		}
	}
	return n
}

// shippedNames lists the scenarios that come with the program, without ending.
func shippedNames() []string {
	var names []string
	for _, s := range scenarios.ShippedList() {
		names = append(names, strings.TrimSuffix(s.Name, ".toml"))
	}
	return names
}

// scenarioNames completes the names of shipped scenarios beside files.
func scenarioNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return shippedNames(), cobra.ShellCompDirectiveDefault
}
