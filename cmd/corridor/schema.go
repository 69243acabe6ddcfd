package main

import (
	"github.com/spf13/cobra"

	"corridor/scenarios"
)

func (d *door) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenario files, for editors",
		Long: `Print the JSON Schema (Draft 4) of scenario files. An editor for TOML that reads
it completes keys and underlines what is wrong while you type. Save it beside your
scenarios and name it in their first line:

  #:schema scenario.schema.json`,
		Example:           "  corridor schema > scenario.schema.json",
		Args:              between(0, 0, ""),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			text, err := scenarios.Schema()
			if err != nil {
				return err
			}
			_, err = d.stdout.Write(text)
			return err
		},
	}
}
