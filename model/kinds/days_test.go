package kinds

import (
	"strings"
	"testing"
	"time"

	"corridor/model/kinds/value"
	"corridor/sim"
)

func TestZonesComeFromTheProject(t *testing.T) {
	t.Setenv("TZ", "America/New_York")
	t.Setenv("ZONEINFO", "/nowhere")
	tehran, err := LoadZone("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	for year, want := range map[int]int{2021: 16200, 2022: 16200, 2023: 12600, 2024: 12600, 2030: 12600} {
		if _, offset := time.Date(year, 7, 1, 0, 0, 0, 0, tehran).Zone(); offset != want {
			t.Errorf("Tehran in July %d: offset %d, want %d", year, offset, want)
		}
	}
	for name, want := range map[string]string{"Asia/Bku": "did you mean Asia/Baku?", "Local": "", "": "", "../etc": ""} {
		if _, err := LoadZone(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", name, err, want)
		}
	}
}

// Days follow each other without gap, and have 23 or 25 hours where clocks change.
func TestLocalDays(t *testing.T) {
	for _, c := range []struct {
		zone, from string
		days       int
		odd        map[string]sim.Time // days that have not 24 hours
	}{
		{"UTC", "2024-01-01", 366, nil},
		{"Asia/Baku", "2024-01-01", 366, nil},
		{"Europe/Berlin", "2024-01-01", 366, map[string]sim.Time{"2024-03-31": 23 * sim.Hour, "2024-10-27": 25 * sim.Hour}},
		{"Asia/Tehran", "2022-01-01", 365, map[string]sim.Time{"2022-03-22": 23 * sim.Hour, "2022-09-21": 25 * sim.Hour}}, // at midnight
		{"Australia/Lord_Howe", "2024-01-01", 366, map[string]sim.Time{"2024-04-07": 24*sim.Hour + 30*sim.Minute, "2024-10-06": 23*sim.Hour + 30*sim.Minute}},
	} {
		zone, err := LoadZone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		date, _ := time.Parse("2006-01-02", c.from)
		zero := value.StartOfDay(zone, value.DayNumber(date))
		end := value.StartOfDay(zone, value.DayNumber(date)+int32(c.days))
		days := localDays(zone, zero, sim.Time(end.Sub(zero).Microseconds()))
		if len(days) != c.days {
			t.Errorf("%s: %d days, want %d", c.zone, len(days), c.days)
		}
		for i, d := range days {
			want, odd := c.odd[value.Civil(d.number).Format("2006-01-02")]
			if !odd {
				want = sim.Day
			}
			if d.to-d.from != want || i > 0 && d.from != days[i-1].to || d.regular() == odd {
				t.Errorf("%s: %v from %v to %v, want a length of %v", c.zone, value.Civil(d.number), d.from, d.to, want)
			}
			sum := sim.Time(0)
			d.each(0, sim.Day, func(a, b sim.Time) { sum += b - a })
			if sum != want {
				t.Errorf("%s: %v shows %v of clock time, want %v", c.zone, value.Civil(d.number), sum, want)
			}
		}
	}
}

// The hour that is skipped has no stretch, the one shown twice has two.
func TestHoursOfDaysWhenClocksChange(t *testing.T) {
	berlin, err := LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]sim.Time{"2024-03-31": 0, "2024-10-27": 2 * sim.Hour, "2024-05-01": sim.Hour} {
		at, _ := time.Parse("2006-01-02", date)
		d := localDays(berlin, value.StartOfDay(berlin, value.DayNumber(at)), sim.Hour)[0]
		sum := sim.Time(0)
		d.each(2*sim.Hour, 3*sim.Hour, func(a, b sim.Time) { sum += b - a })
		if sum != want {
			t.Errorf("%s: 2 to 3 o'clock lasts %v, want %v", date, sum, want)
		}
	}
}

// Local dates of TOML arrive in a location of package toml, which has the machine's
// offset; they are read again in the zone of the scenario.
func TestLocalDatesAreReadInTheZone(t *testing.T) {
	baku, err := LoadZone("Asia/Baku")
	if err != nil {
		t.Fatal(err)
	}
	s := read(t, "format = 1\n[run]\nstart = 2024-01-01\nend = 2024-01-02T08:00:00")
	if got, want := s.Run.Start.In(baku), time.Date(2023, 12, 31, 20, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("start is %v, want %v", got, want)
	}
	if got, want := s.Run.End.In(baku), time.Date(2024, 1, 2, 4, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("end is %v, want %v", got, want)
	}
}
