package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	if len(fatal) > 0 {
		return nil, nil, plan, ending{faulty, fmt.Sprintf("%s has %s", arg, count(len(fatal), "fault")), fatal}
	}
	if _, err := os.Stat(arg); errors.Is(err, fs.ErrNotExist) && filepath.Base(arg) != arg {
		d.warn("there is no file %s; this is the scenario %s that comes with the program", arg, net.Name)
	}
	return file, net, plan, nil
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
