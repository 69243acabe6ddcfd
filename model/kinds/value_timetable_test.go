package kinds

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"corridor/sim"
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

// Departures of a timetable in Moscow from Monday 2024-01-01 on, and in Berlin about the
// changes of its clocks.
func TestTimetable(t *testing.T) {
	for _, c := range []struct {
		value, zone, from string
		days              int
		want              string
	}{
		{`"06:00"`, "Europe/Moscow", "2024-01-01", 2, "01-01 06:00, 01-02 06:00"},
		{`["18:00", "06:00"]`, "Europe/Moscow", "2024-01-01", 1, "01-01 06:00, 01-01 18:00"},
		{`{ at = "07:30", days = ["Mon", "thursday"] }`, "Europe/Moscow", "2024-01-02", 8, "01-04 07:30, 01-08 07:30"},
		{`{ every = "12h", first = "03:00" }`, "Europe/Moscow", "2024-01-01", 1, "01-01 03:00, 01-01 15:00"},
		{`{ every = "12h", first = "15:00" }`, "Europe/Moscow", "2024-01-01", 1, "01-01 03:00, 01-01 15:00"},
		{`"2/day"`, "Europe/Moscow", "2024-01-01", 1, "01-01 00:00, 01-01 12:00"},
		{`"2/week"`, "Europe/Moscow", "2024-01-04", 8, "01-04 12:00, 01-08 00:00, 01-11 12:00"},
		{`"1/week"`, "Europe/Moscow", "2024-01-02", 8, "01-08 00:00"},
		{`{ every = "30h" }`, "Europe/Moscow", "2024-01-01", 3, "01-01 00:00, 01-02 06:00, 01-03 12:00"},
		{`["02:30", "03:00"]`, "Europe/Berlin", "2024-03-31", 1, "03-31 03:00"},
		{`["02:30"]`, "Europe/Berlin", "2024-10-27", 1, "10-27 02:30"},
		{`{ every = "12h", first = "03:00" }`, "Europe/Berlin", "2024-03-30", 2, "03-30 03:00, 03-30 15:00, 03-31 03:00, 03-31 15:00"},
	} {
		var table Timetable
		if err := table.Decode(tomlValue(t, c.value)); err != nil {
			t.Fatalf("%s: %v", c.value, err)
		}
		zone, _ := LoadZone(c.zone)
		day, _ := time.ParseInLocation("2006-01-02", c.from, zone)
		until := sim.Time(day.AddDate(0, 0, c.days).UnixMicro() - day.UnixMicro())
		var got []string
		for _, at := range table.departures(localDays(zone, day, until), span{0, until}) {
			got = append(got, day.Add(time.Duration(at)*time.Microsecond).In(zone).Format("01-02 15:04"))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s in %s: %s, want %s", c.value, c.zone, text, c.want)
		}
	}
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
