package scenarios

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corridor/model/kinds"
	"corridor/model/network"

	"pgregory.net/rapid"
)

// compiled reads and compiles a scenario that has no faults.
func compiled(t testing.TB, fsys fs.FS, name string, opts Options) (*network.Network, network.Plan) {
	t.Helper()
	f, faults := Read(fsys, name, opts)
	if len(faults) > 0 {
		t.Fatalf("%s:\n%s", name, lines(faults))
	}
	net, plan, faults := f.Compile()
	if net == nil || Fatal(faults) {
		t.Fatalf("%s:\n%s", name, lines(faults))
	}
	return net, plan
}

func TestGoodFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/good/*.toml")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d good files, %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			net, plan := compiled(t, os.DirFS("testdata/good"), name, Options{})
			if len(net.Elements) == 0 || len(net.Flows) == 0 || plan.Until <= plan.From {
				t.Errorf("%d elements, %d flows, from %v until %v", len(net.Elements), len(net.Flows), plan.From, plan.Until)
			}
		})
	}
}

// Shipped scenarios have no faults, also with each of their variants, and every number
// in them has a source. A file without traffic is there to be extended.
func TestShippedScenarios(t *testing.T) {
	for _, s := range ShippedList() {
		t.Run(s.Name, func(t *testing.T) {
			f, faults := Read(Shipped(), s.Name, Options{})
			if len(faults) > 0 {
				t.Fatal(lines(faults))
			}
			if len(f.epochs[0].Scenario.Flow) == 0 {
				return
			}
			net, _, faults := f.Compile()
			if net == nil {
				t.Fatal(lines(faults))
			}
			for _, in := range net.Inputs {
				if in.Source == network.None {
					t.Errorf("%s = %s has no source", in.Path, in.Value)
				}
			}
			for name := range f.epochs[0].Scenario.Variant {
				if faults := faultsOf(Shipped(), s.Name, Options{Variants: []string{name}}); Fatal(faults) {
					t.Errorf("variant %s:\n%s", name, lines(faults))
				}
			}
		})
	}
}

func TestTextsAreKept(t *testing.T) {
	f, faults := Read(os.DirFS("testdata/good"), "extends.toml", Options{})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var names []string
	for _, x := range f.Text() {
		want, err := os.ReadFile("testdata/good/" + x.Name)
		if err != nil || string(want) != x.Text {
			t.Errorf("%s: %v", x.Name, err)
		}
		names = append(names, x.Name)
	}
	if got := strings.Join(names, " "); got != "extends.toml dated-growth-upgrade.toml" {
		t.Error(got)
	}
}

func TestExtends(t *testing.T) {
	fsys := fstest.MapFS{
		"a.toml":        {Data: []byte("extends = ['lib/b.toml', 'lib/c.toml']\n[class.truck]\npcu = 3\n[[source]]\nfor='class'\ntext='a'\nkind='assumed'\n[toll.t]\nservice = { mean = '5m' }\n")},
		"lib/b.toml":    {Data: []byte("extends = 'base.toml'\n[class.truck]\npcu = 2\ngap = '3 m'\n[toll.t.service]\nmean = '4m'\n")},
		"lib/c.toml":    {Data: []byte("extends = 'base.toml'\n[class.truck]\nlength = '15 m'\n")},
		"lib/base.toml": {Data: []byte("[class.truck]\npcu = 1\nlength = '10 m'\n[profile.p]\nhours = [1,2]\n[toll.t]\nlanes = 1\nservice = { mean = '3m', law = 'exponential' }\n[[source]]\nfor='toll'\ntext='base'\nkind='assumed'\n")},
	}
	for _, c := range []struct{ file, at, want, from string }{
		{"lib/b.toml", "toll.t.service", `{ mean = "4m", law = "exponential" }`, "lib/b.toml:5"},
		{"a.toml", "toll.t.service", `{ mean = "5m" }`, "a.toml:9"},
		{"a.toml", "toll.t.lanes", "1", "lib/base.toml:7"},
		{"a.toml", "class.truck.pcu", "3", "a.toml:3"},
		{"a.toml", "class.truck.gap", "3 m", "lib/b.toml:4"},
		{"a.toml", "class.truck.length", "15 m", "lib/c.toml:3"},
		{"a.toml", "source.0.text", "base", "lib/base.toml:11"},
		{"a.toml", "source.1.text", "a", "a.toml:6"},
	} {
		f, faults := Read(fsys, c.file, Options{})
		if f == nil {
			t.Fatal(faults)
		}
		p, err := parsePath(c.at)
		if err != nil {
			t.Fatal(err)
		}
		n := f.trees[0].at(p)
		if n == nil || n.written() != c.want || fmt.Sprintf("%s:%d", n.file, n.line) != c.from {
			t.Errorf("%s: %s is %+v, want %s from %s", c.file, c.at, n, c.want, c.from)
		}
		if f.trees[0].at(path{"source", "2"}) != nil {
			t.Errorf("%s: a file extended twice counts twice", c.file)
		}
	}
}

// Upgrades of one date form one state; each state holds all changes so far.
func TestEpochs(t *testing.T) {
	f, faults := Read(os.DirFS("testdata/good"), "dated-growth-upgrade.toml", Options{Set: []string{"upgrade.more-lanes.date=2025-06-01"}})
	if len(faults) > 0 || len(f.epochs) != 2 {
		t.Fatal(len(f.epochs), faults)
	}
	e := f.epochs[1]
	if e.Upgrade != "faster, more-lanes" || !e.At.Equal(time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%s at %v", e.Upgrade, e.At)
	}
	before, after := f.epochs[0].Scenario.Elements["toll"]["post"].(*kinds.TollSpec), e.Scenario.Elements["toll"]["post"].(*kinds.TollSpec)
	if before.Lanes.N != 4 || after.Lanes.N != 6 || before.Staffed != 1 || after.Staffed != 0.9 {
		t.Errorf("%+v, %+v", before, after)
	}
}

func TestInputs(t *testing.T) {
	net, _ := compiled(t, os.DirFS("testdata/good"), "dated-growth-upgrade.toml", Options{Variants: []string{"quick"}, Set: []string{"toll.post.lanes=5"}})
	got := map[string]string{}
	for _, in := range net.Inputs {
		source := "-"
		if in.Source != network.None {
			source = net.Sources[in.Source].For
		}
		got[in.Path] = in.Value + " from " + source
	}
	for at, want := range map[string]string{
		"run.start":                                   "2024-01-01 from -",
		"toll.post.lanes":                             "5 from -",
		"toll.post.service.mean":                      "10m from -",
		"toll.post.service.shape":                     "3 from -",
		"profile.year.weekdays":                       "[1, 1, 1, 1, 1, 0.5, 0.5] from -",
		"flow.trucks.volume.rate":                     "300/day from -",
		"flow.trucks.volume.at":                       "2023-07-01 from -",
		"flow.trucks.growth":                          "8%/year from -",
		`upgrade.faster.set."toll.post.staffed"`:      `0.9 from upgrade.faster.set."toll.post.staffed"`,
		`upgrade.faster.set."toll.post.service.mean"`: "12m from upgrade.faster.set.toll",
		`upgrade.more-lanes.set."toll.post.lanes"`:    "6 from -",
		"upgrade.more-lanes.date":                     "2025-03-01 from -",
	} {
		if got[at] != want {
			t.Errorf("%s: got %q, want %q", at, got[at], want)
		}
		delete(got, at)
	}
	for at := range got {
		if !slices.Contains([]string{"run.end", "run.replications", "profile.day.hours", "profile.year.months", "flow.trucks.daily_variation", "upgrade.faster.date"}, at) {
			t.Errorf("%s is no input", at)
		}
	}
}

// The longest path of a source wins, and only at the border of a key.
func TestSourcesCover(t *testing.T) {
	sources := []kinds.SourceSpec{{For: "toll"}, {For: "toll.a"}, {For: "toll.a.service"}, {For: `toll."b c"`}}
	list := []input{{origin: path{"toll", "a", "service", "mean"}}, {origin: path{"toll", "a", "lanes"}}, {origin: path{"toll", "ab"}},
		{origin: path{"toll", "b c", "lanes"}}, {origin: path{"tolls"}}, {}}
	for i, in := range sourcesOf(list, sources) {
		if want := []int{2, 1, 0, 3, network.None, network.None}[i]; in.Source != want {
			t.Errorf("%v: source %d, want %d", list[i].origin, in.Source, want)
		}
	}
}

// blocks parts a scenario into the text above its tables and one text for each table.
func blocks(text string) (top string, tables []string) {
	parts := strings.Split("\n"+text, "\n[")
	for _, part := range parts[1:] {
		tables = append(tables, "["+part+"\n")
	}
	return parts[0] + "\n", tables
}

// The order of the tables in a file changes nothing that is simulated.
func TestShuffledFilesAreEqual(t *testing.T) {
	for _, name := range []string{"routes-with-shares.toml", "dated-growth-upgrade.toml", "groups.toml", "calendars.toml", "halls.toml", "tables.toml", "choice.toml", "demand.toml", "freight.toml"} {
		text, err := os.ReadFile("testdata/good/" + name)
		if err != nil {
			t.Fatal(err)
		}
		counts, err := os.ReadFile("testdata/good/counts.csv")
		if err != nil {
			t.Fatal(err)
		}
		want, _ := compiled(t, os.DirFS("testdata/good"), name, Options{})
		top, tables := blocks(string(text))
		rapid.Check(t, func(t *rapid.T) {
			shuffled := top + strings.Join(rapid.Permutation(tables).Draw(t, "tables"), "")
			f, faults := Read(fstest.MapFS{name: {Data: []byte(shuffled)}, "counts.csv": {Data: counts}}, name, Options{})
			if len(faults) > 0 {
				t.Fatal(lines(faults))
			}
			if got, _, _ := f.Compile(); got == nil || got.Digest != want.Digest {
				t.Fatalf("another digest for\n%s", shuffled)
			}
		})
	}
}

// Local dates mean what is written, whatever the time zone of the machine.
func TestDatesDoNotDependOnTheMachine(t *testing.T) {
	net, plan := compiled(t, os.DirFS("testdata/good"), "opening-hours.toml", Options{})
	if got := net.Clock.Time(plan.From).Format(time.RFC3339); got != "2024-01-01T00:00:00+04:00" {
		t.Errorf("the run starts at %s", got)
	}
	if os.Getenv("CORRIDOR_TEST_ZONE") != "" {
		return
	}
	for _, zone := range []string{"Asia/Tehran", "America/New_York"} {
		again := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		again.Env = append(os.Environ(), "TZ="+zone, "CORRIDOR_TEST_ZONE="+zone)
		if out, err := again.CombinedOutput(); err != nil {
			t.Errorf("with TZ=%s: %v\n%s", zone, err, out)
		}
	}
}

// Places of tables follow the text, those of extended files first.
func TestOrder(t *testing.T) {
	f, _ := read(t, "[toll.b]\n[class.z]\n[toll.a]\n[post.p.forward.control]\n", Options{})
	order := f.epochs[0].Scenario.Order
	if !(order["toll.b"] < order["toll.a"] && order["class.z"] < order["post.p"] && order["post.p"] < order["post.p.forward.control"]) {
		t.Error(order)
	}
}
