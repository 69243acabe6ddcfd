package kinds

import (
	"time"

	"corridor/model/kinds/value"
	"corridor/sim"
)

// localDay is one calendar day of a zone.
type localDay struct {
	number   int32 // days since 1970-01-01
	weekday  int   // Monday is 0
	month    int   // January is 0
	from, to sim.Time
	parts    []dayPart // one, or two when the clocks change on that day
}

// dayPart is a stretch of a day without a change of the clocks.
type dayPart struct {
	from, to sim.Time
	wall     sim.Time // what the clock shows at from, counted from midnight
}

// regular tells whether the clocks do not change on the day.
func (d *localDay) regular() bool { return len(d.parts) == 1 && d.to-d.from == sim.Day }

// each calls f for the stretches of the day in which the clock shows from from up to
// to, both counted from midnight: none where the clock skips them, two where it shows
// them twice.
func (d *localDay) each(from, to sim.Time, f func(from, to sim.Time)) {
	for _, p := range d.parts {
		a := max(p.from, p.from+from-p.wall)
		b := min(p.to, p.from+to-p.wall)
		if a < b {
			f(a, b)
		}
	}
}

// moment is when the clock shows a time of day; where it skips it, the first moment after
// it, where it shows it twice, the first.
func (d *localDay) moment(at sim.Time) sim.Time {
	tick := d.to
	d.each(at, sim.Day, func(from, _ sim.Time) { tick = min(tick, from) })
	return tick
}

// localDays returns the days of a zone that overlap [0, until), in ticks since zero.
// The first and the last may reach beyond.
func localDays(zone *time.Location, zero time.Time, until sim.Time) []localDay {
	var days []localDay
	tick := func(t time.Time) sim.Time { return sim.Time(t.UnixMicro() - zero.UnixMicro()) }
	for number := value.DayNumber(zero.In(zone)); ; number++ {
		start, end := value.StartOfDay(zone, number), value.StartOfDay(zone, number+1)
		if tick(start) >= until {
			return days
		}
		if !start.Before(end) { // a day that the zone skipped
			continue
		}
		date := value.Civil(number)
		d := localDay{number: number, weekday: int(date.Weekday()+6) % 7, month: int(date.Month()) - 1,
			from: tick(start), to: tick(end)}
		change := value.ClockChange(start, end)
		for _, part := range [][2]time.Time{{start, change}, {change, end}} {
			if part[0].Before(part[1]) {
				_, ahead := part[0].Zone()
				wall := part[0].Unix() + int64(ahead) - date.Unix()
				d.parts = append(d.parts, dayPart{tick(part[0]), tick(part[1]), sim.Time(wall) * sim.Second})
			}
		}
		days = append(days, d)
	}
}
