package sim

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// allowedImports is everything the package may import; random numbers and the time of
// day are not in it.
var allowedImports = map[string]bool{
	"cmp": true, "context": true, "encoding/binary": true, "fmt": true, "math": true, "math/big": true, "math/bits": true,
	"runtime": true, "runtime/debug": true, "slices": true, "strconv": true, "strings": true, "sync": true,
}

// allowedMath is what gives the same bits on every platform.
var allowedMath = map[string]bool{
	"Abs": true, "Floor": true, "Sqrt": true, "Inf": true, "NaN": true, "Float64bits": true, "Float64frombits": true,
	"MaxFloat64": true, "MaxInt64": true, "MaxUint32": true, "Pi": true,
}

// TestOnlyExactArithmetic reads the package's syntax trees: what it imports, what it
// takes from math, and that every product of floats is rounded by a conversion before
// it is used, so that no compiler may fuse it with a sum.
func TestOnlyExactArithmetic(t *testing.T) {
	files := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var trees []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: importer.ForCompiler(files, "source", nil)}
	if _, err := config.Check("corridor/sim", files, trees, info); err != nil {
		t.Fatal(err)
	}
	for _, tree := range trees {
		for _, fault := range inexact(tree, info) {
			t.Errorf("%v: %s", files.Position(fault.at), fault.text)
		}
		for _, i := range tree.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			place := files.Position(i.Pos())
			if !allowedImports[path] && !(path == "crypto/sha256" && place.Filename == "stream.go") {
				t.Errorf("%v: imports %s", place, path)
			}
		}
	}
}

type fault struct {
	at   token.Pos
	text string
}

// inexact lists the faults of one file.
func inexact(tree *ast.File, info *types.Info) (faults []fault) {
	isFloat := func(e ast.Expr) bool {
		v := info.Types[e]
		basic, ok := v.Type.Underlying().(*types.Basic)
		return ok && basic.Info()&types.IsFloat != 0 && v.Value == nil // not a constant
	}
	rounded := map[ast.Expr]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "float64" && len(n.Args) == 1 {
				rounded[n.Args[0]] = true
			}
		case *ast.BinaryExpr:
			if n.Op == token.MUL && isFloat(n) && !rounded[n] {
				faults = append(faults, fault{n.Pos(), "a product that is not rounded by float64(…)"})
			}
		case *ast.AssignStmt:
			if n.Tok == token.MUL_ASSIGN && isFloat(n.Lhs[0]) {
				faults = append(faults, fault{n.Pos(), "a product that is not rounded by float64(…)"})
			}
		case *ast.SelectorExpr:
			if from, ok := n.X.(*ast.Ident); ok && from.Name == "math" && !allowedMath[n.Sel.Name] {
				faults = append(faults, fault{n.Pos(), "math." + n.Sel.Name + " may differ between platforms"})
			}
		}
		return true
	})
	return faults
}

// TestInexactIsFound shows the check what it must not let pass.
func TestInexactIsFound(t *testing.T) {
	const text = `package p
import "math"
func f(a, b float64, n int) float64 {
	a *= b
	n *= 3
	return a*b + float64(a*b) + math.Exp(a) + float64(n*n) + math.Sqrt(2*math.Pi*a) + float64(a*b*a)
}`
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, "p.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: importer.ForCompiler(files, "source", nil)}
	if _, err := config.Check("p", files, []*ast.File{tree}, info); err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, fault := range inexact(tree, info) {
		lines = append(lines, files.Position(fault.at).Line)
	}
	// a *= b; a*b; math.Exp; 2π·a; the inner product of a*b*a
	if len(lines) != 5 || lines[0] != 4 || lines[4] != 6 {
		t.Errorf("faults found in lines %v", lines)
	}
}
