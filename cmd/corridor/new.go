package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"corridor/scenarios"
)

func (d *door) newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new NAME [FILE]",
		Short: "Copy a scenario that comes with the program, to start from",
		Long: `Copy the scenario NAME (see corridor list) to FILE, or to NAME.toml in this folder,
together with the files it extends and the schema that editors read. Files that
exist already are never overwritten.`,
		Example: `  corridor new one-lane
  corridor new north-south plans/my.toml`,
		Args: between(1, 2, "the name of a scenario"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveDefault
			}
			return shippedNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			to := ""
			if len(args) > 1 {
				to = args[1]
			}
			return d.copyScenario(strings.TrimSuffix(args[0], ".toml"), to)
		},
	}
}

// copyScenario writes a shipped scenario and all it needs, or nothing at all.
func (d *door) copyScenario(name, to string) error {
	main := name + ".toml"
	if known := shippedNames(); !slices.Contains(known, name) {
		return endf(usage, "no scenario %q comes with the program; %s", name, didYouMean(name, known, "corridor list shows those that do"))
	}
	file, faults := scenarios.Read(scenarios.Shipped(), main, scenarios.Options{})
	if scenarios.Fatal(faults) {
		return fmt.Errorf("the scenario %s of this program has faults: %v", name, faults[0])
	}
	if info, err := os.Stat(to); to == "" || err == nil && info.IsDir() {
		to = filepath.Join(to, main)
	}
	copies, err := copiesOf(file, main, to)
	if err != nil {
		return err
	}
	var missing []copied
	for _, c := range copies {
		present, err := c.present()
		if err != nil {
			return err
		}
		if !present {
			missing = append(missing, c)
		}
	}
	for _, c := range missing {
		if err := writeFile(c.path, c.text); err != nil {
			return err
		}
		d.note("wrote %s", c.path)
	}
	_, err = fmt.Fprintf(d.stdout, "Next: corridor run %s\n", quoted(to))
	return err
}

// copied is one file to write.
type copied struct {
	path string
	text []byte
	main bool
}

// copiesOf lists the scenario, what it extends and the schema that it names.
func copiesOf(file *scenarios.File, main, to string) ([]copied, error) {
	var all []copied
	beside := filepath.Dir(to)
	for _, t := range file.Text() {
		c := copied{filepath.Join(beside, t.Name), []byte(t.Text), t.Name == main}
		if c.main {
			c.path = to
		}
		all = append(all, c)
		if line, _, _ := strings.Cut(t.Text, "\n"); c.main && strings.HasPrefix(line, "#:schema ") {
			schema, err := scenarios.Schema()
			if err != nil {
				return nil, err
			}
			all = append(all, copied{filepath.Join(beside, strings.TrimSpace(strings.TrimPrefix(line, "#:schema "))), schema, false})
		}
	}
	return all, nil
}

// present reports whether the file is there already; an error if it may not be
// replaced. The scenario itself must be new, the others may be there unchanged.
func (c copied) present() (bool, error) {
	old, err := os.ReadFile(c.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s cannot be written: %w", c.path, reason(err))
	case c.main:
		return true, fmt.Errorf("%s exists already and is not overwritten; name another file", c.path)
	case !bytes.Equal(old, c.text):
		return true, fmt.Errorf("%s exists already, differs, and is not overwritten; copy to another folder", c.path)
	}
	return true, nil
}

// quoted writes a file name as a shell takes it for one word.
func quoted(name string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_+./\\:", r)
	}
	if strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}
