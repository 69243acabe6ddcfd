package value

import (
	"fmt"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// tomlValue reads one value of TOML.
func tomlValue(t *testing.T, text string) any {
	t.Helper()
	var tree map[string]any
	if _, err := toml.Decode("x = "+text, &tree); err != nil {
		t.Fatal(err)
	}
	return tree["x"]
}

// Other timetables are refused; the message shows a right one.
func TestFaultsOfTimetables(t *testing.T) {
	for value, want := range map[string]string{
		`"sometimes"`:                          `a timetable is "when full"`,
		`7`:                                    `a timetable is "when full"`,
		`"0/day"`:                              `never departs`,
		`"2000/day"`:                           `departs every`,
		`"3/fortnight"`:                        `has the period "fortnight"`,
		`{ days = ["Mon"] }`:                   `needs either at or every`,
		`{ at = "06:00", every = "2h" }`:       `needs either at or every`,
		`{ at = "25:00" }`:                     `at: is "25:00"`,
		`{ at = "06:00", days = ["Mo"] }`:      `names the day "Mo"`,
		`{ at = "06:00", days = [] }`:          `is an empty list`,
		`{ at = "06:00", first = "05:00" }`:    `first goes with every`,
		`{ every = "2h", days = ["Mon"] }`:     `days goes with at`,
		`{ every = "2h", first = "later" }`:    `first: is "later"`,
		`{ every = "20s" }`:                    `departs every`,
		`{ at = "06:00", weekdays = ["Mon"] }`: `"weekdays" is not a key of a timetable`,
		`["06:00", "06:00"]`:                   `is written twice`,
	} {
		var table Timetable
		if err := table.Decode(tomlValue(t, value)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", value, err, want)
		}
	}
	if !strings.Contains(fmt.Sprint((*Timetable)(nil).Syntax()), "timetable") {
		t.Error("no syntax")
	}
}
