package value

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"corridor/sim"
)

// Hours are opening hours by the day of the week.
type Hours struct {
	Week    [7][]Opening // Monday first
	Written bool
}

// Opening is one span of opening hours, counted from midnight; it may end after the
// next midnight.
type Opening struct{ From, To sim.Time }

// RoundTheClock is what holds where no hours are written.
func RoundTheClock() Hours {
	var h Hours
	for d := range h.Week {
		h.Week[d] = []Opening{{0, sim.Day}}
	}
	return h
}

const hoursForm = `"08:00-20:00" or ["Mon-Fri 08:00-20:00", "Sat 09:00-13:00"]`

// Decode reads one rule or a list of rules; a day without a rule is closed.
func (h *Hours) Decode(v any) error {
	rules, ok := v.([]any)
	if !ok {
		rules = []any{v}
	}
	if len(rules) == 0 {
		return fmt.Errorf("is an empty list, opening hours are written like %s; what is always closed has lanes = 0", hoursForm)
	}
	x := Hours{Written: true}
	var all problems
	for _, rule := range rules {
		if text, ok := rule.(string); ok && text != "" {
			all.add(x.add(text))
		} else {
			all.add(fmt.Errorf("is %s, opening hours are written like %s", show(rule), hoursForm))
		}
	}
	if err := all.joined(); err != nil {
		return err
	}
	for d := range x.Week {
		x.Week[d] = united(x.Week[d])
	}
	*h = x
	return nil
}

func (h *Hours) add(rule string) error {
	bad := fmt.Errorf("%q are not opening hours such as %s", rule, hoursForm)
	match := regexp.MustCompile(`^\s*(?:([A-Za-z]+)(?:\s*-\s*([A-Za-z]+))?\s+)?([0-9]{1,2}:[0-9]{2})\s*-\s*([0-9]{1,2}:[0-9]{2})\s*$`).FindStringSubmatch(rule)
	if match == nil {
		return bad
	}
	first, last := 0, 6
	if match[1] != "" {
		var ok bool
		if first, ok = weekday(match[1]); !ok {
			return fmt.Errorf("%q names the day %q, days are Mon, Tue, Wed, Thu, Fri, Sat, Sun", rule, match[1])
		}
		last = first
		if match[2] != "" {
			if last, ok = weekday(match[2]); !ok {
				return fmt.Errorf("%q names the day %q, days are Mon, Tue, Wed, Thu, Fri, Sat, Sun", rule, match[2])
			}
		}
	}
	from, ok1 := clock(match[3])
	to, ok2 := clock(match[4])
	if !ok1 || !ok2 || from == sim.Day {
		return bad
	}
	if from == to {
		return fmt.Errorf("%q begins and ends at the same time; round the clock is \"00:00-24:00\"", rule)
	}
	if to < from {
		to += sim.Day
	}
	for d := first; ; d = (d + 1) % 7 {
		h.Week[d] = append(h.Week[d], Opening{from, to})
		if d == last {
			return nil
		}
	}
}

// weekday reads "Mon" or "Monday"; Monday is 0.
func weekday(word string) (int, bool) {
	for d := range 7 {
		name := strings.ToLower(time.Weekday((d + 1) % 7).String())
		if w := strings.ToLower(word); w == name || w == name[:3] {
			return d, true
		}
	}
	return 0, false
}

// clock reads "8:30", up to "24:00".
func clock(text string) (sim.Time, bool) {
	hour, minute, _ := strings.Cut(text, ":")
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	t := sim.Time(h)*sim.Hour + sim.Time(m)*sim.Minute
	return t, m < 60 && t <= sim.Day
}

// united joins openings that touch or overlap.
func united(list []Opening) []Opening {
	var out []Opening
	for len(list) > 0 {
		first := 0
		for i := range list {
			if list[i].From < list[first].From {
				first = i
			}
		}
		next := list[first]
		list = append(list[:first:first], list[first+1:]...)
		if n := len(out); n > 0 && next.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, next.To)
			continue
		}
		out = append(out, next)
	}
	return out
}

// String writes the hours as a planner would.
func (h Hours) String() string {
	days := [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	var texts []string
	for first := 0; first < 7; {
		last := first
		for last < 6 && slices.Equal(h.Week[last+1], h.Week[first]) {
			last++
		}
		switch hours := openingsText(h.Week[first]); {
		case hours == "": // closed
		case last-first == 6:
			texts = append(texts, hours)
		case last == first:
			texts = append(texts, days[first]+" "+hours)
		default:
			texts = append(texts, days[first]+"-"+days[last]+" "+hours)
		}
		first = last + 1
	}
	return strings.Join(texts, ", ")
}

// Syntax describes opening hours.
func (h *Hours) Syntax() Syntax {
	return Syntax{Name: "opening hours", Example: "Mon-Fri 08:00-20:00", Types: []string{"string", "array"},
		Pattern: `^\s*([A-Za-z]+(\s*-\s*[A-Za-z]+)?\s+)?[0-9]{1,2}:[0-9]{2}\s*-\s*[0-9]{1,2}:[0-9]{2}\s*$`}
}

// Closed are whole local days, as spans of days since 1970-01-01, both included.
type Closed [][2]int32

// Decode reads a date, a span "2024-03-20/2024-03-24" with both days closed, or a
// list of them.
func (c *Closed) Decode(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	out := Closed{}
	var all problems
	for _, x := range list {
		days, err := closedDays(x)
		all.add(err)
		out = append(out, days)
	}
	if err := all.joined(); err != nil {
		return err
	}
	*c = out
	return nil
}

// closedDays reads a date, or a span of two.
func closedDays(x any) ([2]int32, error) {
	span := [2]any{x, x}
	if text, ok := x.(string); ok {
		if from, to, ok := strings.Cut(text, "/"); ok {
			span = [2]any{from, to}
		}
	}
	var from, to Date
	var all problems
	for i, d := range []*Date{&from, &to} {
		if err := d.Decode(span[i]); err != nil {
			all.add(fmt.Errorf("%w; or write a span \"2024-03-20/2024-03-24\"", err))
		} else if !d.Whole() {
			all.add(fmt.Errorf("%s has a time of day; closed days are whole days such as 2024-03-20", show(span[i])))
		}
	}
	if len(all) == 0 && to.Day() < from.Day() {
		all.add(fmt.Errorf("%s ends before it begins", show(x)))
	}
	return [2]int32{from.Day(), to.Day()}, all.joined()
}

// Syntax describes closed days.
func (c *Closed) Syntax() Syntax {
	return Syntax{Name: "closed days", Example: "2024-03-20/2024-03-24", Types: []string{"string", "array"},
		Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?$`}
}
