package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"corridor/scenarios"
)

// outFolder is where results go unless --out says otherwise.
const outFolder = "out"

// addScenarioFlags adds the flags that change what a scenario says.
func addScenarioFlags(cmd *cobra.Command, opt *scenarios.Options) {
	f := cmd.Flags()
	f.StringArrayVar(&opt.Set, "set", nil, "set a value of the scenario: `path=value`; may be given several times")
	f.StringArrayVar(&opt.Variants, "variant", nil, "apply a variant of the scenario, by `name`; may be given several times")
}

// overrides are the flags that say how often and with which luck a scenario is run.
type overrides struct {
	replications, workers int
	seed                  uint64
}

func (o *overrides) add(cmd *cobra.Command) {
	f := cmd.Flags()
	f.IntVarP(&o.replications, "replications", "n", 0, "how often the whole horizon is simulated (default: as the scenario says)")
	f.Uint64Var(&o.seed, "seed", 0, "seed of all chance (default: as the scenario says)")
	f.IntVar(&o.workers, "workers", 0, "how many replications are simulated at the same time (default: one per processor)")
}

// apply hands the flags that were given to the scenario.
func (o *overrides) apply(cmd *cobra.Command, opt *scenarios.Options) error {
	for _, flag := range []struct {
		name  string
		value int
	}{{"replications", o.replications}, {"workers", o.workers}} {
		if cmd.Flags().Changed(flag.name) && flag.value < 1 {
			return endf(usage, "--%s must be at least 1, not %d", flag.name, flag.value)
		}
	}
	opt.Replications, opt.Workers = o.replications, o.workers
	if cmd.Flags().Changed("seed") {
		opt.Seed = &o.seed
	}
	return nil
}

// folderName is the folder of the results of a scenario. Letters and digits stay;
// whatever could mean something to a file system does not.
func folderName(scenario string, variants []string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_+. ", r) {
			return r
		}
		return '_'
	}, strings.Join(append([]string{scenario}, variants...), "+"))
	if name = strings.Trim(name, ". "); name == "" {
		return "scenario"
	}
	return name
}

// count writes a number of things: "1 replication", "2 replications".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
