package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// DaySet are spans of days since 1970-01-01, both included, in order and apart from
// each other.
type DaySet [][2]int32

// NewDaySet joins lists of days.
func NewDaySet(lists ...Closed) DaySet {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b [2]int32) int { return cmp.Compare(a[0], b[0]) })
	var out DaySet
	for _, days := range all {
		if n := len(out); n > 0 && days[0] <= out[n-1][1]+1 {
			out[n-1][1] = max(out[n-1][1], days[1])
			continue
		}
		out = append(out, days)
	}
	return out
}

// Has tells whether a day is among them.
func (s DaySet) Has(day int32) bool {
	_, found := slices.BinarySearchFunc(s, day, holding)
	return found
}

// holding compares a span of days with a day that it may hold.
func holding(span [2]int32, day int32) int {
	switch {
	case span[1] < day:
		return -1
	case span[0] > day:
		return 1
	}
	return 0
}

// String writes the days as a planner would, the first few of many.
func (s DaySet) String() string {
	var texts []string
	for _, days := range s {
		texts = append(texts, daysText(days))
	}
	return few(texts)
}

// daysText writes a span of days.
func daysText(days [2]int32) string {
	text := Civil(days[0]).Format("2006-01-02")
	if days[1] != days[0] {
		text += "/" + Civil(days[1]).Format("2006-01-02")
	}
	return text
}

// few joins texts, the first of many only.
func few(texts []string) string {
	const most = 4
	if n := len(texts); n > most {
		texts = append(texts[:most:most], fmt.Sprintf("%d more", n-most))
	}
	return strings.Join(texts, ", ")
}
