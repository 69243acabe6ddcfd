package chart

import (
	"math"
	"strconv"
	"time"
)

// A time axis is in seconds since 1970. Its ticks stand at starts of hours, days, months
// and years of the reporting zone.

func seconds(t time.Time) float64 {
	return float64(t.Unix()) + float64(t.Nanosecond())/1e9
}

func instant(s float64, zone *time.Location) time.Time {
	whole := math.Floor(s)
	return time.Unix(int64(whole), int64((s-whole)*1e9)).In(zone)
}

// stride is a calendar step between ticks.
type stride struct {
	unit  byte // 'h', 'd', 'm', 'y'
	every int
}

// strides from fine to coarse. Steps of days begin anew each month.
func strides() []stride {
	return []stride{
		{'h', 1}, {'h', 2}, {'h', 3}, {'h', 6}, {'h', 12}, {'d', 1}, {'d', 2}, {'d', 7}, {'d', 14},
		{'m', 1}, {'m', 3}, {'m', 6}, {'y', 1}, {'y', 2}, {'y', 5}, {'y', 10}, {'y', 20}, {'y', 50}, {'y', 100},
	}
}

// suits says whether a step tells a span of so many days well: nobody counts the days
// of a year or the hours of a month.
func (s stride) suits(days float64) bool {
	switch s.unit {
	case 'h':
		return days <= 4
	case 'd':
		return days <= 120
	}
	return true
}

// days are the approximate days of a step, to reject hopeless steps quickly.
func (s stride) days() float64 {
	switch s.unit {
	case 'h':
		return float64(s.every) / 24
	case 'd':
		return float64(s.every)
	case 'm':
		return 30 * float64(s.every)
	}
	return 365 * float64(s.every)
}

// first is the last start of a step at or before t.
func (s stride) first(t time.Time) time.Time {
	y, m, d := t.Date()
	switch s.unit {
	case 'h':
		return time.Date(y, m, d, t.Hour()/s.every*s.every, 0, 0, 0, t.Location())
	case 'd':
		return time.Date(y, m, (d-1)/s.every*s.every+1, 0, 0, 0, 0, t.Location())
	case 'm':
		return time.Date(y, (m-1)/time.Month(s.every)*time.Month(s.every)+1, 1, 0, 0, 0, 0, t.Location())
	}
	return time.Date(y-((y%s.every)+s.every)%s.every, 1, 1, 0, 0, 0, 0, t.Location())
}

// next is the start of the step after t, itself the start of a step. A last stump of
// less than half a step before the next month is left out.
func (s stride) next(t time.Time) time.Time {
	y, m, d := t.Date()
	switch s.unit {
	case 'h':
		return time.Date(y, m, d, t.Hour()+s.every, 0, 0, 0, t.Location())
	case 'd':
		next := time.Date(y, m, d+s.every, 0, 0, 0, 0, t.Location())
		month := time.Date(y, m+1, 1, 0, 0, 0, 0, t.Location())
		if !next.AddDate(0, 0, s.every/2).Before(month) {
			return month
		}
		return next
	case 'm':
		return time.Date(y, m+time.Month(s.every), 1, 0, 0, 0, 0, t.Location())
	}
	return time.Date(y+s.every, 1, 1, 0, 0, 0, 0, t.Location())
}

// after is next, and goes on where a clock put forward has swallowed the hour or the
// midnight at which the next step would start.
func (s stride) after(t time.Time) time.Time {
	if n := s.next(t); n.After(t) {
		return n
	}
	return s.next(t.Add(2 * time.Hour))
}

// labels are the two lines under a tick; the second stands where it changes.
func (s stride) labels(t time.Time) (label, below string) {
	switch s.unit {
	case 'h':
		return t.Format("15:04"), t.Format("2 Jan 2006")
	case 'd':
		return t.Format("2"), t.Format("Jan 2006")
	case 'm':
		return t.Format("Jan"), t.Format("2006")
	}
	return strconv.Itoa(t.Year()), ""
}

// calendarTicks are the ticks of the finest step whose labels keep their distance.
func calendarTicks(from, to, width float64, zone *time.Location, measure func(string) float64) []tick {
	all := strides()
	for i, s := range all {
		span := (to - from) / 86400
		if last := i == len(all)-1; !last && (!s.suits(span) || span/s.days()*14 > width) {
			continue
		}
		ticks := s.ticks(from, to, zone)
		if i == len(all)-1 || roomy(ticks, width/(to-from), measure) {
			return dropCrowded(ticks, width/(to-from), measure)
		}
	}
	return nil
}

func (s stride) ticks(from, to float64, zone *time.Location) []tick {
	var out []tick
	shown := ""
	for t := s.first(instant(from, zone)); seconds(t) <= to; t = s.after(t) {
		if seconds(t) < from {
			continue
		}
		label, below := s.labels(t)
		k := tick{at: seconds(t), label: label}
		if below != shown {
			k.below, shown = below, below
		}
		out = append(out, k)
	}
	return out
}

// roomy says whether the first lines of labels keep their distance.
func roomy(ticks []tick, pxPerSecond float64, measure func(string) float64) bool {
	for i := 1; i < len(ticks); i++ {
		room := (ticks[i].at - ticks[i-1].at) * pxPerSecond
		if (measure(ticks[i-1].label)+measure(ticks[i].label))/2+14 > room {
			return false
		}
	}
	return true
}

// dropCrowded removes second lines that would run into the one after them.
func dropCrowded(ticks []tick, pxPerSecond float64, measure func(string) float64) []tick {
	next := -1
	for i := len(ticks) - 1; i >= 0; i-- {
		if ticks[i].below == "" {
			continue
		}
		if next >= 0 {
			room := (ticks[next].at - ticks[i].at) * pxPerSecond
			if (measure(ticks[i].below)+measure(ticks[next].below))/2+8 > room {
				ticks[i].below = ""
				continue
			}
		}
		next = i
	}
	return ticks
}
