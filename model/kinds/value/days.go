package value

import "time"

// DayNumber returns the days since 1970-01-01 of the date that t shows in its zone.
func DayNumber(t time.Time) int32 {
	y, m, d := t.Date()
	return int32(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Civil returns midnight UTC of a day number.
func Civil(day int32) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

// StartOfDay returns the first moment of a day in a zone: midnight, or the end of the
// gap where the clocks skip midnight.
func StartOfDay(zone *time.Location, day int32) time.Time {
	y, m, d := Civil(day).Date()
	noon := time.Date(y, m, d, 12, 0, 0, 0, zone)
	midnight := noon.Add(-12 * time.Hour)
	change := ClockChange(midnight, noon)
	if change.Equal(noon) {
		return midnight
	}
	if earlier := Civil(day).Add(-time.Duration(offset(midnight)) * time.Second); earlier.Before(change) {
		return earlier.In(zone)
	}
	return change
}

// ClockChange returns the second in (from, to) at which the clocks change, to when they
// do not. (Time.ZoneBounds of Go 1.26 returns a moment before the one asked for on the
// last day of leap years in some zones.)
func ClockChange(from, to time.Time) time.Time {
	if offset(from) == offset(to.Add(-time.Second)) {
		return to
	}
	low, high := from.Unix(), to.Unix()-1 // old offset, new offset
	for high-low > 1 {
		middle := low + (high-low)/2
		if offset(time.Unix(middle, 0).In(from.Location())) == offset(from) {
			low = middle
		} else {
			high = middle
		}
	}
	return time.Unix(high, 0).In(from.Location())
}

// offset is the seconds by which the clocks of t's zone are ahead of UTC.
func offset(t time.Time) int64 {
	_, seconds := t.Zone()
	return int64(seconds)
}
