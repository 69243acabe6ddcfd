package main

import (
	"io"

	"github.com/spf13/cobra"

	"corridor/scenarios"
)

func (d *door) kindsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "kinds [KIND]",
		Short: "Explain every table of a scenario file and its keys",
		Long: `Explain the tables of a scenario file (run, class, place, flow, post, road, toll …)
and their keys, with unit, default and range. With a name: only that table.`,
		Example: `  corridor kinds
  corridor kinds post`,
		Args: between(0, 1, ""),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return scenarios.KindNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := reference(args)
			if err != nil {
				return err
			}
			_, err = io.WriteString(d.stdout, text)
			return err
		},
	}
}

func reference(args []string) (string, error) {
	if len(args) == 0 {
		return scenarios.ReferenceAll(), nil
	}
	text, ok := scenarios.Reference(args[0])
	if !ok {
		return "", endf(usage, "there is no kind %q; %s", args[0], didYouMean(args[0], scenarios.KindNames(), "corridor kinds lists all"))
	}
	return text, nil
}
