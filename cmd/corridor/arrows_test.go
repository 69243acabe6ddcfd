package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root of the project, seen from this package.
const projectRoot = "../.."

// rooms is the drawing of the house: which room may import which other one, and which
// modules of others. Standard packages are free, except those of outside.
var rooms = map[string]struct{ ours, others []string }{
	"sim":               {nil, []string{"gonum.org/v1/gonum/stat/distuv"}},
	"model/network":     {[]string{"sim"}, nil},
	"model/kinds/value": {[]string{"model/network", "sim"}, nil},
	"model/kinds":       {[]string{"model/kinds/value", "model/network", "sim"}, []string{"gonum.org/v1/gonum/graph"}},
	"model":             {[]string{"model/network", "sim"}, nil},
	"results/measure":   {[]string{"sim"}, nil},
	"scenarios":         {[]string{"model/kinds", "model/kinds/value", "model/network", "results/measure", "sim"}, []string{"github.com/BurntSushi/toml", "github.com/pelletier/go-toml/v2"}},
	"results":           {[]string{"model", "model/network", "results/measure", "sim"}, []string{"github.com/jedib0t/go-pretty/v6", "gonum.org/v1/gonum"}},
	"results/chart":     {[]string{"results"}, []string{"gonum.org/v1/plot", "golang.org/x/image", "codeberg.org/go-fonts"}},
	"cmd/corridor": {[]string{"model", "model/kinds/value", "model/network", "results", "results/chart", "scenarios", "sim"},
		[]string{"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/vbauerster/mpb/v8", "golang.org/x/term"}},
}

// outside is what only the door may touch: files, processes, signals, the network.
var outside = []string{"os", "os/exec", "os/signal", "os/user", "io/ioutil", "path/filepath", "syscall", "net", "net/http"}

// luck is what only sim may have: generators of random numbers.
var luck = []string{"math/rand", "math/rand/v2", "crypto/rand", "hash/maphash", "golang.org/x/exp/rand", "gonum.org/v1/gonum/mathext/prng"}

// source is one file of the project.
type source struct {
	room, name string
	imports    []string
	file       *ast.File
}

// sources parses every Go file that is part of the program.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(projectRoot, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(p)
		switch {
		case e.IsDir() && (e.Name() == "testdata" || e.Name() == "out" || e.Name() == "bin" || strings.HasPrefix(e.Name(), ".") && name != projectRoot):
			return fs.SkipDir
		case e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s := source{room: strings.TrimPrefix(path.Dir(name), projectRoot+"/"), name: strings.TrimPrefix(name, projectRoot+"/"), file: file}
		for _, i := range file.Imports {
			text, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, text)
		}
		all = append(all, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("only %d files found: looked in the wrong place", len(all))
	}
	return all
}

// TestArrows holds the imports of the project against the drawing.
func TestArrows(t *testing.T) {
	for _, s := range sources(t) {
		room, ok := rooms[s.room]
		if !ok {
			t.Errorf("%s: the room %s is not in the drawing", s.name, s.room)
			continue
		}
		for _, i := range s.imports {
			ours, found := strings.CutPrefix(i, "corridor/")
			switch {
			case found && !slices.Contains(room.ours, ours):
				t.Errorf("%s: there is no arrow from %s to %s", s.name, s.room, ours)
			case !found && strings.Contains(strings.Split(i, "/")[0], ".") && !slices.ContainsFunc(room.others, func(m string) bool { return within(i, m) }):
				t.Errorf("%s: %s does not use %s", s.name, s.room, i)
			case slices.Contains(outside, i) && s.room != "cmd/corridor":
				t.Errorf("%s: only the door touches %s", s.name, i)
			case slices.Contains(luck, i) && s.room != "sim":
				t.Errorf("%s: only sim has generators of random numbers, not %s", s.name, i)
			}
		}
	}
}

func within(imported, module string) bool {
	return imported == module || strings.HasPrefix(imported, module+"/")
}

// TestNobodyReadsTheClock: results depend on the scenario alone, so that below the
// door nobody asks for the time or the zone of the machine.
func TestNobodyReadsTheClock(t *testing.T) {
	for _, s := range sources(t) {
		if s.room == "cmd/corridor" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Local", "After", "Tick", "Sleep"}, sel.Sel.Name) {
				t.Errorf("%s: uses time.%s", s.name, sel.Sel.Name)
			}
			return true
		})
	}
}
