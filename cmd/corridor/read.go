package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
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

// find returns where a scenario is: a file, or one that comes with the program.
func find(arg string) (fs.FS, string, error) {
	_, err := os.Stat(arg)
	if err == nil {
		return disk{}, filepath.ToSlash(arg), nil
	}
	name := strings.TrimSuffix(arg, ".toml")
	var known []string
	for _, s := range scenarios.ShippedList() {
		if known = append(known, s.Name); s.Name == name {
			return scenarios.Shipped(), name + ".toml", nil
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, "", endf(usage, "%v", err)
	}
	return nil, "", endf(usage, "there is no file %q, and no scenario of that name comes with the program; %s",
		arg, didYouMean(path.Base(name), known, "corridor list shows those that do"))
}

// read finds, reads and checks a scenario. Faults and warnings are printed; faults
// are an error.
func (d *door) read(arg string, opt scenarios.Options) (*scenarios.File, error) {
	fsys, name, err := find(arg)
	if err != nil {
		return nil, err
	}
	file, faults := scenarios.Read(fsys, name, opt)
	return file, d.judge(arg, faults)
}

// compile turns a checked scenario into the network that is simulated.
func (d *door) compile(arg string, file *scenarios.File) (*network.Network, network.Plan, error) {
	net, plan, faults := file.Compile()
	return net, plan, d.judge(arg, faults)
}

// judge prints faults, one a line, and returns an error if one of them is fatal.
func (d *door) judge(arg string, faults []scenarios.Fault) error {
	n := 0
	for _, f := range faults {
		fmt.Fprintln(d.stderr, f)
		if !f.Warning {
			n++
		}
	}
	switch n {
	case 0:
		return nil
	case 1:
		return endf(faulty, "%s has a fault", arg)
	}
	return endf(faulty, "%s has %d faults", arg, n)
}

// scenarioNames completes the names of shipped scenarios beside TOML files.
func scenarioNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, s := range scenarios.ShippedList() {
		names = append(names, s.Name+"\t"+s.Title)
	}
	return names, cobra.ShellCompDirectiveDefault
}
