package value

import (
	"fmt"
	"strings"
	"time"
)

// Date is a calendar date, or a date and a time of day. Without an offset of its own
// it is local to a zone that is named elsewhere.
type Date struct {
	at      time.Time // in UTC; of a local date, its wall clock read as if in UTC
	fixed   bool      // with an offset of its own: at is a moment
	Written bool
}

const dateForm = "a date such as 2024-01-01 or 2024-01-01T08:00:00"

// Decode reads a TOML date or date-time, or the same as a text. Years 1900 to 2400.
func (d *Date) Decode(v any) error {
	x := Date{Written: true}
	switch v := v.(type) {
	case time.Time:
		switch v.Location().String() {
		case "date-local", "datetime-local":
			x.at = time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), v.Nanosecond(), time.UTC)
		case "time-local":
			return fmt.Errorf("is a time of day, must be %s", dateForm)
		default:
			x.at, x.fixed = v.UTC(), true
		}
	case string:
		if err := x.parse(strings.TrimSpace(v)); err != nil {
			return err
		}
	default:
		return fmt.Errorf("is %s, must be %s", show(v), dateForm)
	}
	if y := x.at.Year(); y < 1900 || y > 2400 {
		return fmt.Errorf("the year %d is out of range, must be 1900 to 2400", y)
	}
	*d = x
	return nil
}

func (d *Date) parse(text string) error {
	for _, form := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(form, text); err == nil {
			d.at = t
			return nil
		}
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("%q is not %s", text, dateForm)
	}
	d.at, d.fixed = t.UTC(), true
	return nil
}

// Syntax describes dates. TOML's own dates have no JSON type; as a text they are
// strings.
func (d *Date) Syntax() Syntax {
	return Syntax{Name: "date", Example: "2024-01-01", Types: []string{"string"},
		Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[-+][0-9]{2}:[0-9]{2})?)?$`}
}

// In returns the moment of the date; a local one is read in the given zone. A local
// time that the zone skips is the end of the gap.
func (d Date) In(zone *time.Location) time.Time {
	if d.fixed {
		return d.at
	}
	midnight := StartOfDay(zone, DayNumber(d.at))
	if h, m, s := d.at.Clock(); h == 0 && m == 0 && s == 0 && d.at.Nanosecond() == 0 {
		return midnight.UTC()
	}
	y, mo, day := d.at.Date()
	h, m, s := d.at.Clock()
	return time.Date(y, mo, day, h, m, s, d.at.Nanosecond(), zone).UTC()
}

// String writes the date as a planner would.
func (d Date) String() string {
	form := "2006-01-02"
	if d.fixed || d.at.Hour() != 0 || d.at.Minute() != 0 || d.at.Second() != 0 {
		form = "2006-01-02T15:04:05"
	}
	if d.fixed {
		form += "Z"
	}
	return d.at.Format(form)
}

// Local tells whether the date has no offset of its own.
func (d Date) Local() bool { return !d.fixed }

// Before compares two dates as they are written: both local, or neither.
func (d Date) Before(e Date) bool { return d.at.Before(e.at) }

// Whole tells whether it is a whole local day.
func (d Date) Whole() bool { return !d.fixed && d.at.Equal(Civil(d.Day())) }

// Once tells whether the clock of t's zone shows a local date and time only once: at t.
func (d Date) Once(t time.Time) bool {
	shown := func(t time.Time) int64 { return t.Unix() + offset(t) }
	if shown(t) != d.at.Unix() {
		return false
	}
	for _, near := range []time.Time{t.Add(-6 * time.Hour), t.Add(6 * time.Hour)} {
		other := t.Add(time.Duration(offset(t)-offset(near)) * time.Second)
		if !other.Equal(t) && shown(other) == d.at.Unix() {
			return false
		}
	}
	return true
}

// Day returns the days since 1970-01-01 of the date as written.
func (d Date) Day() int32 { return DayNumber(d.at) }
