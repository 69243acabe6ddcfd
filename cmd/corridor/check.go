package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"corridor/scenarios"
)

func (d *door) checkCommand() *cobra.Command {
	var opt scenarios.Options
	cmd := &cobra.Command{
		Use:   "check FILES…",
		Short: "Look for faults in scenarios without simulating them",
		Long: `Read scenarios and report everything that is wrong with them, each fault with file,
line, the path of the value and what would be right.`,
		Example: `  corridor check my.toml
  corridor check variants/*.toml
  corridor check my.toml --variant single-operator --set run.seed=7`,
		Args:              between(1, -1, "scenarios"),
		ValidArgsFunction: scenarioNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			worst := fine
			for _, arg := range args {
				err := d.check(cmd.Context(), arg, opt)
				if err != nil {
					fmt.Fprintln(d.stderr, "corridor:", err)
				}
				worst = worse(worst, codeOf(err))
			}
			return end(worst)
		},
	}
	addScenarioFlags(cmd, &opt)
	return cmd
}

// check reads and compiles one scenario and says what it found.
func (d *door) check(ctx context.Context, arg string, opt scenarios.Options) error {
	_, net, plan, err := d.loadUnless(ctx, arg, opt)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(d.stdout, "%s: fine: %s, %s, %s\n", arg,
		count(len(net.Elements), "element"), count(len(net.Flows), "flow"), count(plan.Replications, "replication"))
	return err
}
