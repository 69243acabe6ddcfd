package kinds

import (
	"fmt"
	"strings"
	"testing"

	"corridor/model/network"
)

// Half of five officers are two, and a third one for half of each opening around its
// middle, 14:00 in Baku, which is 10:00 UTC. An upgrade is a step with news.
func TestStaff(t *testing.T) {
	const text = "[run]\nstart = 2024-01-01\nend = 2024-01-03\n" + oneFlow + "volume = \"1/day\"\n" +
		"[staff.baku]\ntitle = \"Baku shift\"\nofficers = 5\nstaffed = 0.5\nzone = \"Asia/Baku\"\nhours = \"08:00-20:00\"\n" +
		"[staff.astara]\nofficers = 1\nclosed = \"2024-01-02\"\n"
	f := &Faults{}
	net, _ := Compile("test", []Epoch{{Scenario: read(t, text)}, from(t, "2024-01-02", "more", strings.Replace(text, "officers = 5", "officers = 8", 1))}, f)
	if f.Fatal() {
		t.Fatal(f.List())
	}
	if got, want := fmt.Sprint(net.Pools[0]), "{staff.astara astara "+fmt.Sprint(net.Pools[0].Order)+" [{0s 1 1 true false} {1d 0 1 false false}]}"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	want := "[{0s 0 5 false false} {4h 2 5 true false} {7h 3 5 true false} {13h 2 5 true false} {16h 0 5 false false} " +
		"{1d 0 8 false true} {1d4h 4 8 true false} {1d16h 0 8 false false}]"
	if p := net.Pools[1]; p.Name != "staff.baku" || p.Title != "Baku shift" || fmt.Sprint(p.Steps) != want {
		t.Errorf("%s %q\n got %v\nwant %s", p.Name, p.Title, p.Steps, want)
	}
}

// Lanes name staff by its path.
func TestNameOfStaff(t *testing.T) {
	s := read(t, "[run]\nduration = \"1d\"\n[staff.a]\nofficers = 1\n[staff.b]\nofficers = 2\n")
	c := &Compiler{Faults: &Faults{}, scenario: s}
	if a, b, none := c.pool("x", "staff.a"), c.pool("x", "staff.b"), c.pool("x", ""); a != 0 || b != 1 || none != network.None {
		t.Errorf("%d, %d, %d", a, b, none)
	}
	if c.pool("toll.x.staff", "staff.bb"); c.List()[0].String() != `toll.x.staff: "staff.bb" is not a table of staff; did you mean staff.b?` {
		t.Error(c.List())
	}
}

func TestWarningsOfStaff(t *testing.T) {
	for keys, want := range map[string]string{
		"[staff.s]\nofficers = 3":                                    "staff.s: no lanes call for these officers",
		"staff = \"staff.s\"\nofficers = 4\n[staff.s]\nofficers = 3": "toll.q.officers: a lane needs 4, but staff.s never has more than 3 on duty",
		"staff = \"staff.s\"\nofficers = 3\n[staff.s]\nofficers = 3": "",
	} {
		f := &Faults{}
		Compile("test", []Epoch{{Scenario: read(t, "[run]\nduration = \"1d\"\n[class.truck]\n[flow.f]\nclass = \"class.truck\"\nthrough = [\"toll.q\"]\nvolume = \"1/day\"\n"+
			"[toll.q]\nlanes = 1\nservice = \"1m\"\n"+keys)}}, f)
		if got := strings.Join(faultTexts(f, true), "\n"); !strings.HasPrefix(got, want) || (want == "") != (got == "") {
			t.Errorf("%s:\n got %s\nwant %s", keys, got, want)
		}
	}
}

func TestFaultsOfStaff(t *testing.T) {
	const head = oneFlow + "volume = \"1/day\"\n[staff.s]\nofficers = 3\n"
	for _, c := range []struct{ run, keys, want string }{
		{"start = 2024-01-01\nend = 2024-01-03", `zone = "Asia/Baki"`, `staff.s.zone: "Asia/Baki" is not a time zone; did you mean Asia/Baku?`},
		{"duration = \"1d\"", `closed = "2024-01-01"`, "staff.s.closed: closed days need a run with dates"},
	} {
		if faults := faultsOf(t, "[run]\n"+c.run+head+c.keys); len(faults) != 1 || !strings.HasPrefix(faults[0], c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, strings.Join(faults, "\n     "), c.want)
		}
	}
}
