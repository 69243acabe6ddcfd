package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"corridor/model/kinds/value"
)

// door is what every command shares.
type door struct {
	stdout, stderr io.Writer
	quiet          bool
	profile        profile
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	d := &door{stdout: stdout, stderr: stderr}
	root := d.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if stopped := d.profile.stop(); err == nil {
		err = stopped
	}
	if err != nil && err.Error() != "" {
		fmt.Fprintln(stderr, "corridor:", err)
	}
	return int(codeOf(err))
}

// root is the command without a name, and the list of all others.
func (d *door) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "corridor",
		Short: "Where does a transport corridor jam, when, and which measure helps?",
		Long: `corridor simulates freight on a transport corridor: vehicles, roads, border posts
and toll plazas, described in a TOML file. It answers in tables, charts and a report.`,
		Example: `  corridor run north-south              the corridor that comes with the program
  corridor new north-south my.toml      a copy to change
  corridor run my.toml --set run.seed=7
  corridor check my.toml                only look for faults`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.Version = version
	root.SetVersionTemplate(versionLine())
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(flagError)
	root.SetHelpTemplate(root.HelpTemplate() + "{{if not .HasParent}}" + exitCodeHelp() + "{{end}}")
	f := root.PersistentFlags()
	f.BoolVarP(&d.quiet, "quiet", "q", false, "no progress and no notes; warnings and errors stay")
	f.StringVar(&d.profile.cpu, "cpuprofile", "", "write a CPU profile to this file")
	f.StringVar(&d.profile.mem, "memprofile", "", "write a memory profile to this file")
	for _, hidden := range []string{"cpuprofile", "memprofile"} {
		f.Lookup(hidden).Hidden = true
	}
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return d.profile.start() }
	root.AddCommand(d.runCommand(), d.batchCommand(), d.checkCommand(), d.listCommand(),
		d.newCommand(), d.kindsCommand(), d.schemaCommand(), d.versionCommand())
	refuseWords(root)
	return root
}

// refuseWords makes help and completion, which the library brings, refuse words that
// they do not know.
func refuseWords(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "completion":
			c.Args = noSuchCommand
			c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		case "help":
			c.Args = func(_ *cobra.Command, args []string) error {
				if _, rest, err := root.Find(args); err != nil || len(rest) > 0 {
					return noSuchCommand(root, args)
				}
				return nil
			}
		}
	}
}

func exitCodeHelp() string {
	var b strings.Builder
	b.WriteString("\nExit codes:\n")
	rows := codes()
	sort.Slice(rows, func(i, j int) bool { return rows[i].code < rows[j].code })
	for _, row := range rows {
		fmt.Fprintf(&b, "  %3d  %s\n", row.code, row.meaning)
	}
	return b.String()
}

// noSuchCommand refuses what is left over where a command is expected.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, c := range cmd.Commands() {
		known = append(known, c.Name())
	}
	return endf(usage, "there is no command %q; %s", args[0], didYouMean(args[0], known, "corridor help lists all"))
}

// flagError says which flag would be right.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) && slices.Contains([]string{"int", "uint64"}, invalid.GetFlag().Value.Type()) {
		return endf(usage, "--%s must be a whole number, is %q; see %s --help", invalid.GetFlag().Name, invalid.GetValue(), cmd.CommandPath())
	}
	if !errors.As(err, &unknown) {
		return endf(usage, "%v; see %s --help", err, cmd.CommandPath())
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, "--"+f.Name)
		}
	})
	name := "--" + unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		name = "-" + unknown.GetSpecifiedName()
	}
	return endf(usage, "%s has no flag %s; %s", cmd.CommandPath(), name, didYouMean(name, known, "see "+cmd.CommandPath()+" --help"))
}

// didYouMean is the advice for a misspelt word.
func didYouMean(word string, known []string, otherwise string) string {
	if near := value.Suggest(word, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return otherwise
}

// between asks for a number of arguments and names what is missing.
func between(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return endf(usage, "%s needs %s: %s", cmd.CommandPath(), what, cmd.UseLine())
		case most >= 0 && len(args) > most:
			return endf(usage, "%s does not take %q: %s", cmd.CommandPath(), args[most], cmd.UseLine())
		}
		return nil
	}
}

// note tells what is going on, unless --quiet.
func (d *door) note(format string, args ...any) {
	if !d.quiet {
		fmt.Fprintf(d.stderr, format+"\n", args...)
	}
}

// warn tells what should not be overlooked.
func (d *door) warn(format string, args ...any) {
	fmt.Fprintf(d.stderr, "warning: "+format+"\n", args...)
}
