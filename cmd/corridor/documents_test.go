package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// documents are pages whose blocks are executed, in this order, each in a fresh copy
// of the scenarios. In them
//
//   - a toml or csv block whose first line is a comment "# name.toml" is saved under that name;
//   - in a console block, lines that begin with "$ " are commands, and what follows is
//     what they print. A line "…" stands for any number of lines; a command followed by
//     nothing may print what it likes.
//
// With -update the paragraphs of outputs that a page shows are written anew.
var documents = []string{"README.md", "docs/tutorial.md", "docs/scenario-format.md", "docs/posts.md", "docs/roads.md", "docs/freight.md", "docs/demand.md", "docs/choice.md", "docs/costs.md", "docs/results.md"}

// pictures of the pages, and the charts of the commands in them that they must equal.
var pictures = map[string]string{
	"docs/border.png": "out/border/charts/queue-post.border.forward.png",
}

// shortened are commands that take minutes; except in the long tier they are run with
// more flags.
var shortened = map[string]string{
	"run scenarios/north-south.toml": " --replications 1 --set run.end=2022-03-01",
}

func TestDocuments(t *testing.T) {
	root, err := filepath.Abs(projectRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range documents {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			t.Chdir(dir)
			if err := os.CopyFS("scenarios", shippedOnDisk(root)); err != nil {
				t.Fatal(err)
			}
			page := strings.Split(string(text), "\n")
			executed := 0
			for i := 0; i < len(page); i++ {
				if !strings.HasPrefix(page[i], "```") {
					continue
				}
				end := i + 1 + slices.Index(page[i+1:], "```")
				b := block{language: page[i][3:], line: i + 1, text: page[i+1 : end]}
				renewed := b.execute(t, root, &executed)
				page = slices.Concat(page[:i+1], renewed, page[end:])
				i += len(renewed) + 1
			}
			if renewed := strings.Join(page, "\n"); *update && renewed != string(text) {
				if err := os.WriteFile(filepath.Join(root, name), []byte(renewed), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if executed == 0 {
				t.Error("no command was executed")
			}
			if name == "README.md" {
				comparePictures(t, root)
			}
		})
	}
}

// comparePictures holds the pictures of the pages against what was just drawn. The
// last dots may differ on other processors.
func comparePictures(t *testing.T, root string) {
	for picture, chart := range pictures {
		drawn, err := os.ReadFile(filepath.FromSlash(chart))
		if err != nil {
			t.Fatal(err)
		}
		picture = filepath.Join(root, filepath.FromSlash(picture))
		if *update {
			if err := os.WriteFile(picture, drawn, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := os.ReadFile(picture)
		if err != nil || runtime.GOARCH == "amd64" && !bytes.Equal(kept, drawn) {
			t.Errorf("%s is not what the program draws (%v); make golden draws it anew", picture, err)
		}
	}
}

// shippedOnDisk is the folder of shipped scenarios, without code.
func shippedOnDisk(root string) fs.FS { return onlyTOML{os.DirFS(filepath.Join(root, "scenarios"))} }

type onlyTOML struct{ fs.FS }

func (o onlyTOML) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.FS, name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return e.IsDir() || filepath.Ext(e.Name()) != ".toml" }), err
}

// block is one fenced block of a page.
type block struct {
	language string
	line     int
	text     []string
}

// execute saves or runs a block and returns its text, written anew with -update.
func (b block) execute(t *testing.T, root string, executed *int) []string {
	if b.language == "toml" || b.language == "csv" {
		if name, ok := strings.CutPrefix(b.text[0], "# "); ok && strings.HasSuffix(name, "."+b.language) {
			if err := os.WriteFile(name, []byte(strings.Join(b.text, "\n")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if b.language != "console" {
		return b.text
	}
	var renewed []string
	for i := 0; i < len(b.text); i++ {
		command, ok := strings.CutPrefix(b.text[i], "$ ")
		if !ok {
			t.Errorf("line %d: no command", b.line+i)
			continue
		}
		renewed = append(renewed, b.text[i])
		var want []string
		for i+1 < len(b.text) && !strings.HasPrefix(b.text[i+1], "$ ") {
			i++
			want = append(want, b.text[i])
		}
		*executed++
		printed := b.command(t, root, command)
		switch {
		case len(want) == 0:
		case *update:
			renewed = append(renewed, renew(printed, want)...)
		case !matches(printed, want):
			t.Errorf("block of line %d: %s: printed\n%s", b.line, command, strings.Join(printed, "\n"))
		}
	}
	if *update {
		return renewed
	}
	return b.text
}

// command runs one command of a page and returns the lines it prints.
func (b block) command(t *testing.T, root, command string) []string {
	where := fmt.Sprintf("block of line %d: %s", b.line, command)
	for long, flags := range shortened {
		if strings.HasSuffix(command, long) && !longTier {
			command += flags
		}
	}
	words := strings.Fields(command)
	switch {
	case words[0] == "make":
		makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
		if err != nil || !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(words[1])+`:`).Match(makefile) {
			t.Errorf("%s: there is no such target (%v)", where, err)
		}
		return nil
	case strings.HasPrefix(command, "go run ./cmd/corridor "):
		words = words[3:]
	case words[0] == "corridor":
		words = words[1:]
	default:
		t.Fatalf("%s: not known to this test", where)
	}
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), words, strings.NewReader(""), &stdout, &stderr)
	if code != 0 && words[0] != "check" {
		t.Errorf("%s: exit code %d\n%s", where, code, stderr.String())
	}
	if code != 0 {
		stdout.Write(stderr.Bytes())
	}
	return strings.Split(strings.TrimRight(stdout.String(), "\n"), "\n")
}

// renew returns those paragraphs of an output whose first lines a page shows, with "…"
// where something is left out.
func renew(printed, shown []string) []string {
	if !slices.Contains(shown, "…") {
		return printed
	}
	var lines []string
	keep, begin := false, true
	for _, line := range printed {
		if begin {
			keep = slices.Contains(shown, line)
		}
		begin = line == ""
		switch {
		case keep:
			lines = append(lines, line)
		case len(lines) == 0 || lines[len(lines)-1] != "…":
			lines = append(lines, "…")
		}
	}
	return lines
}

// matches compares lines with a pattern in which "…" is any number of lines.
func matches(lines, want []string) bool {
	if len(want) == 0 {
		return len(lines) == 0
	}
	if want[0] == "…" {
		for i := range len(lines) + 1 {
			if matches(lines[i:], want[1:]) {
				return true
			}
		}
		return false
	}
	return len(lines) > 0 && strings.TrimRight(lines[0], " ") == strings.TrimRight(want[0], " ") && matches(lines[1:], want[1:])
}

// TestReadmeNamesExitCodes: the table of the README is the table of the program.
func TestReadmeNamesExitCodes(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(projectRoot, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range codes() {
		if line := fmt.Sprintf("\n| %d | %s |\n", row.code, row.meaning); !strings.Contains(string(text), line) {
			t.Errorf("the README lacks %s", line)
		}
	}
}

// TestLinksOfDocuments: every relative link of a page leads to a file.
func TestLinksOfDocuments(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(projectRoot, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for _, page := range append(pages, filepath.Join(projectRoot, "README.md"), filepath.Join(projectRoot, "CHANGELOG.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
