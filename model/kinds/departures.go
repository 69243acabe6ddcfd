package kinds

import (
	"corridor/model/kinds/value"
	"corridor/sim"
)

// departures lays a timetable out over a window of days of the place. What divides a
// day, and whole days, keep their times of day when the clocks change; other distances
// are kept to the tick.
func departures(t *value.Timetable, days []localDay, window span) []sim.Time {
	var out []sim.Time
	note := func(at sim.Time) {
		if at >= window.from && at < window.to && (len(out) == 0 || at > out[len(out)-1]) {
			out = append(out, at)
		}
	}
	if t.Every%sim.Day != 0 && sim.Day%t.Every != 0 {
		for at := monday(days) + t.First; at < window.to; at += t.Every {
			note(at)
		}
		return out
	}
	if t.Every > sim.Day {
		for i := range days {
			if (i+days[0].weekday)%int(t.Every/sim.Day) == 0 {
				note(days[i].moment(t.First))
			}
		}
		return out
	}
	clocks, on := t.At, t.Days
	if t.Every > 0 {
		on = [7]bool{true, true, true, true, true, true, true}
		for at := t.First % t.Every; at < sim.Day; at += t.Every {
			clocks = append(clocks, at)
		}
	}
	for i := range days {
		for _, at := range clocks {
			if on[days[i].weekday] {
				note(days[i].moment(at))
			}
		}
	}
	return out
}

// monday is the midnight that begins the week of the first of the days.
func monday(days []localDay) sim.Time {
	return days[0].from - sim.Time(days[0].weekday)*sim.Day
}
