package kinds

import (
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"corridor/model/kinds/value"
	"corridor/sim"
)

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
		{`{ every = "48h", first = "06:00" }`, "Europe/Berlin", "2024-03-26", 7, "03-27 06:00, 03-29 06:00, 03-31 06:00"},
		{`"1/week"`, "Europe/Berlin", "2024-03-25", 8, "03-25 00:00, 04-01 00:00"},
		{`{ every = "30h" }`, "Europe/Berlin", "2024-03-30", 3, "03-30 00:00, 03-31 07:00, 04-01 13:00"},
		{`["02:30", "03:00"]`, "Europe/Berlin", "2024-03-31", 1, "03-31 03:00"},
		{`["02:30"]`, "Europe/Berlin", "2024-10-27", 1, "10-27 02:30"},
		{`{ every = "12h", first = "03:00" }`, "Europe/Berlin", "2024-03-30", 2, "03-30 03:00, 03-30 15:00, 03-31 03:00, 03-31 15:00"},
	} {
		var table value.Timetable
		var tree map[string]any
		if _, err := toml.Decode("x = "+c.value, &tree); err != nil {
			t.Fatal(err)
		}
		if err := table.Decode(tree["x"]); err != nil {
			t.Fatalf("%s: %v", c.value, err)
		}
		zone, _ := LoadZone(c.zone)
		day, _ := time.ParseInLocation("2006-01-02", c.from, zone)
		until := sim.Time(day.AddDate(0, 0, c.days).UnixMicro() - day.UnixMicro())
		var got []string
		for _, at := range departures(&table, localDays(zone, day, until), span{0, until}) {
			got = append(got, day.Add(time.Duration(at)*time.Microsecond).In(zone).Format("01-02 15:04"))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s in %s: %s, want %s", c.value, c.zone, text, c.want)
		}
	}
}
