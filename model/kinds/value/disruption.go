package value

import (
	"fmt"
	"strings"
	"time"

	"corridor/model/network"
)

// LostLanes is a number of lanes, or all of them.
type LostLanes struct {
	N       int32 // network.Unlimited: all
	Written bool
}

// Decode reads "all" or a whole number from 1 to 10000.
func (l *LostLanes) Decode(v any) error {
	if v == "all" {
		*l = LostLanes{network.Unlimited, true}
		return nil
	}
	n, ok := whole(v)
	if !ok || n < 1 || n > 10000 {
		return fmt.Errorf("must be a whole number of lanes from 1 to 10000 or \"all\", is %s", show(v))
	}
	*l = LostLanes{int32(n), true}
	return nil
}

// Syntax describes numbers of lanes that are lost.
func (l *LostLanes) Syntax() Syntax {
	return Syntax{Name: "number of lanes, or all", Example: "2", Types: []string{"integer", "string"}, Pattern: `^all$`}
}

// Work is what happens to services that are interrupted.
type Work struct {
	Closing network.Closing
	Written bool
}

// works are the words for it.
func works() map[string]network.Closing {
	return map[string]network.Closing{"finish": network.Finish, "hold": network.Hold, "send back": network.SendBack}
}

// Decode reads "finish", "hold" or "send back".
func (w *Work) Decode(v any) error {
	word, _ := v.(string)
	closing, ok := works()[word]
	if !ok {
		return fmt.Errorf("is %s, must be one of %s", show(v), listOf(works()))
	}
	*w = Work{closing, true}
	return nil
}

// Syntax describes the words.
func (w *Work) Syntax() Syntax {
	return Syntax{Name: "finish, hold or send back", Example: "finish", Types: []string{"string"}, Pattern: `^(finish|hold|send back)$`}
}

// Periods are spans of whole local days, or of moments.
type Periods []Period

// Period is one of them.
type Period struct {
	Days        Closed // one span of whole days; else
	Yearly      [2]int // days of every year, both included, as month*100 + day; else
	From, Until Date   // moments
}

// Decode reads a date, a span "2024-01-03/2024-01-05" with both days included, one of
// every year, "12-15/03-01", a table { from = …, until = … }, or a list of these.
func (p *Periods) Decode(v any) error {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	if len(list) == 0 {
		return fmt.Errorf("is an empty list; write days such as \"2024-01-03/2024-01-05\"")
	}
	out := Periods{}
	var all problems
	for _, x := range list {
		var one Period
		if t, isTable := x.(map[string]any); isTable {
			all.add(one.moments(t))
		} else if yearly, is := daysOfYear(x); is {
			one.Yearly = yearly
		} else if text, _ := x.(string); len(text) > 2 && text[2] == '-' {
			all.add(fmt.Errorf("%q are not days of every year such as \"12-15/03-01\", month and day", text))
		} else {
			days, err := closedDays(x)
			all.add(err)
			one.Days = Closed{days}
		}
		out = append(out, one)
	}
	if err := all.joined(); err != nil {
		return err
	}
	*p = out
	return nil
}

// moments reads { from = 2024-01-03T08:00:00, until = 2024-01-03T17:00:00 }.
func (p *Period) moments(t map[string]any) error {
	all := problems{onlyKeys(t, "a period", "from", "until")}
	for _, end := range []struct {
		key  string
		date *Date
	}{{"from", &p.From}, {"until", &p.Until}} {
		v, ok := t[end.key]
		if !ok {
			all.add(fmt.Errorf("has no %s; write { from = 2024-01-03T08:00:00, until = 2024-01-03T17:00:00 }", end.key))
		} else if err := end.date.Decode(v); err != nil {
			all.add(fmt.Errorf("%s: %w", end.key, err))
		}
	}
	if all.joined() == nil && p.From.Local() == p.Until.Local() && !p.From.Before(p.Until) {
		all.add(fmt.Errorf("until is %v, not after from, %v", p.Until, p.From))
	}
	return all.joined()
}

// Syntax describes periods.
func (p *Periods) Syntax() Syntax {
	return Syntax{Name: "days or periods", Example: "2024-01-03/2024-01-05", Types: []string{"string", "array", "object"},
		Pattern: (*Closed)(nil).Syntax().Pattern + `|^[0-9]{2}-[0-9]{2}(/[0-9]{2}-[0-9]{2})?$`}
}

// daysOfYear reads "12-15/03-01", or one day "12-25".
func daysOfYear(x any) (days [2]int, ok bool) {
	text, _ := x.(string)
	from, to, isSpan := strings.Cut(text, "/")
	if !isSpan {
		to = from
	}
	for i, day := range []string{from, to} {
		t, err := time.Parse("2006-01-02", "2000-"+strings.TrimSpace(day))
		if err != nil {
			return days, false
		}
		days[i] = int(t.Month())*100 + t.Day()
	}
	return days, true
}

// DemandShare is what a disruption leaves of the demand of flows.
type DemandShare struct {
	Share   float64
	Written bool
}

// Decode reads a number from 0 to 100.
func (s *DemandShare) Decode(v any) error {
	x, ok := finite(v)
	if !ok || x < 0 || x > 100 {
		return fmt.Errorf("must be a number from 0 to 100, is %s", show(v))
	}
	*s = DemandShare{x, true}
	return nil
}

// Syntax describes shares of demand.
func (s *DemandShare) Syntax() Syntax {
	return Syntax{Name: "share of demand", Example: "0.3", Types: []string{"number"}}
}
