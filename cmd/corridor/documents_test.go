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
//   - a toml block whose first line is a comment "# name.toml" is saved under that name;
//   - in a console block, lines that begin with "$ " are commands, and what follows is
//     what they print on stdout. A line "…" stands for any number of lines; a command
//     followed by nothing may print what it likes.
var documents = []string{"README.md", "docs/tutorial.md", "docs/scenario-format.md", "docs/results.md"}

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
			executed := 0
			for _, b := range blocksOf(string(text)) {
				executed += b.execute(t, root)
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

func blocksOf(page string) []block {
	var all []block
	var open *block
	for i, line := range strings.Split(page, "\n") {
		language, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open == nil:
			open = &block{language: language, line: i + 1}
		case fence:
			all = append(all, *open)
			open = nil
		case open != nil:
			open.text = append(open.text, line)
		}
	}
	return all
}

// execute saves or runs a block and returns how many commands it ran.
func (b block) execute(t *testing.T, root string) int {
	if b.language == "toml" {
		if name, ok := strings.CutPrefix(b.text[0], "# "); ok && strings.HasSuffix(name, ".toml") {
			if err := os.WriteFile(name, []byte(strings.Join(b.text, "\n")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		return 0
	}
	if b.language != "console" {
		return 0
	}
	n := 0
	for i := 0; i < len(b.text); i++ {
		command, ok := strings.CutPrefix(b.text[i], "$ ")
		if !ok {
			continue
		}
		var want []string
		for i+1 < len(b.text) && !strings.HasPrefix(b.text[i+1], "$ ") {
			i++
			want = append(want, b.text[i])
		}
		n += b.command(t, root, command, want)
	}
	return n
}

func (b block) command(t *testing.T, root, command string, want []string) int {
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
		return 1
	case strings.HasPrefix(command, "go run ./cmd/corridor "):
		words = words[3:]
	case words[0] == "corridor":
		words = words[1:]
	default:
		t.Errorf("%s: not known to this test", where)
		return 0
	}
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), words, strings.NewReader(""), &stdout, &stderr)
	if shows := strings.Join(words, " "); code != 0 && !strings.Contains(shows, "check") {
		t.Errorf("%s: exit code %d\n%s", where, code, stderr.String())
	}
	printed := stdout.String()
	if code != 0 {
		printed += stderr.String()
	}
	if len(want) > 0 && !matches(strings.Split(strings.TrimRight(printed, "\n"), "\n"), want) {
		t.Errorf("%s: printed\n%s", where, printed)
	}
	return 1
}

// matches compares lines with a pattern in which "…" is any number of lines.
func matches(lines, want []string) bool {
	if len(want) == 0 {
		return len(lines) == 0
	}
	if strings.TrimSpace(want[0]) == "…" {
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
