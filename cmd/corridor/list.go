package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"corridor/scenarios"
)

func (d *door) listCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the scenarios that come with the program",
		Long: `List the scenarios that come with the program: name, title and the question each
answers. The names can be given to run, check and new.`,
		Example:           "  corridor list",
		Args:              between(0, 0, ""),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			var b strings.Builder
			for i, s := range scenarios.ShippedList() {
				if i > 0 {
					b.WriteByte('\n')
				}
				fmt.Fprintf(&b, "%s\n    %s\n", strings.TrimSuffix(s.Name, ".toml"), s.Title)
				for _, line := range wrap(s.Question, 76) {
					fmt.Fprintf(&b, "    %s\n", line)
				}
			}
			_, err := fmt.Fprint(d.stdout, b.String())
			return err
		},
	}
}

// wrap breaks a text into lines of at most so many characters.
func wrap(text string, width int) []string {
	var lines []string
	line, n := "", 0
	for _, word := range strings.Fields(text) {
		w := len([]rune(word))
		if n > 0 && n+1+w > width {
			lines = append(lines, line)
			line, n = "", 0
		}
		if n > 0 {
			line, n = line+" ", n+1
		}
		line, n = line+word, n+w
	}
	if n > 0 {
		lines = append(lines, line)
	}
	return lines
}
