package results

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"

	"corridor/model"
	"corridor/results/measure"
	"corridor/sim"
)

// Lines as they stood on every hour: how far they reached, and when in the week.

// tail puts the length of the line: its mean over the hours of the years of a period, and
// the longest of its days.
func (p page) tail(rec *model.ElementRecord, longest float64) {
	if p.period.kind != Month {
		sum, looks := 0.0, 0.0
		for y := p.period.year; y < p.period.until && rec.Weeks != nil; y++ {
			for i := range rec.Weeks[y] {
				sum += rec.Weeks[y][i].Tail.Metres()
				looks += float64(rec.Weeks[y][i].N)
			}
		}
		p.ratio(measure.Tail, sum, looks)
	}
	p.value(measure.TailMax, longest)
}

// weekHour is the line of one element at one hour of the week, over the weeks of a year;
// all but looks are sums over the replications.
type weekHour struct {
	looks          int32 // hours seen in each replication
	waiting        int64
	tail, farthest sim.Millimetres
}

// lines are the lines of one element by year, then hour of the week; a year in which
// nobody ever stood keeps nil.
type lines [][]weekHour

func (l lines) add(rec *model.ElementRecord) {
	for y, week := range rec.Weeks {
		if l[y] == nil {
			if !slices.ContainsFunc(week, func(h model.HourRecord) bool { return h.Waiting > 0 }) {
				continue
			}
			l[y] = make([]weekHour, len(week))
		}
		for i := range week {
			h := &l[y][i]
			h.looks = week[i].N
			h.waiting += week[i].Waiting
			h.tail += week[i].Tail
			h.farthest += week[i].Farthest
		}
	}
}

// ever tells whether anybody ever stood.
func (l lines) ever() bool {
	return slices.ContainsFunc(l, func(week []weekHour) bool { return week != nil })
}

// worst is the hour of the week at which the line is longest in the mean over the years
// of a period; false where it never had a length.
func (l lines) worst(p *period) (int, bool) {
	at, most := 0, 0.0
	for hour := range hoursOfWeek {
		sum, looks := 0.0, 0.0
		for y := p.year; y < p.until; y++ {
			if l[y] != nil {
				sum += l[y][hour].tail.Metres()
				looks += float64(l[y][hour].looks)
			}
		}
		if looks > 0 && sum/looks > most {
			at, most = hour, sum/looks
		}
	}
	return at, most > 0
}

const hoursOfWeek = 7 * 24

// weekday is the name of the day of an hour of the week.
func weekday(hour int) string {
	return [...]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}[hour/24]
}

// hoursCSV has the lines by year and hour of the week, where anybody ever stood: means
// over the replications.
func (s *Summary) hoursCSV() []byte {
	f := &sheetCSV{digits: dayDigits}
	f.w = csv.NewWriter(&f.b)
	f.write("element", "year", "weekday", "hour", "queue", "tail", "tail_max")
	runs := float64(s.Replications)
	for e, l := range s.lines {
		for y, week := range l {
			for i, h := range week {
				if h.waiting == 0 {
					continue
				}
				looks := float64(h.looks) * runs
				f.write(s.Network.Elements[e].Name, s.Plan.Bins.Years[y].Label, weekday(i), strconv.Itoa(i%24),
					f.number(float64(h.waiting)/looks), f.number(h.tail.Metres()/looks), f.number(h.farthest.Metres()/runs))
			}
		}
	}
	return f.bytes()
}

// shownLines is how many elements the table of lines shows.
const shownLines = 10

// linesTable: how far does the line reach?
func (s *Summary) linesTable() Table {
	t := Table{ID: "lines", Title: "How far does the line reach, and when?",
		Columns: []Column{left("element"), left("period"), right("length, mean"), right("longest"), left("longest on average")},
		Note:    "length from head to tail, seen on every hour; hours of the week in the time of the place"}
	some := s.longestLines()
	if more := len(some) - shownLines; more > 0 {
		some = some[:shownLines]
		t.Note += fmt.Sprintf("; %d more elements in hours.csv", more)
	}
	for _, e := range some {
		sub := s.observer.elementSubject(e)
		title, u := sub.Title, lengthUnit(s.get(sub.Name, Run, measure.TailMax, "").Mean)
		for _, p := range s.shown(3) {
			when := "–"
			if hour, ok := s.lines[e].worst(&p); ok {
				when = fmt.Sprintf("%s %02d:00", weekday(hour), hour%24)
			}
			t.Rows = append(t.Rows, []string{title, p.label, plusMinus(s.get(sub.Name, p.label, measure.Tail, ""), u),
				plusMinus(s.get(sub.Name, p.label, measure.TailMax, ""), u), when})
			title = ""
		}
	}
	return t
}

// linesMap is the longest line of the run by day of the week and hour, in its last year
// with a line; nil where nobody ever stood.
func (s *Summary) linesMap() *HeatMap {
	some := s.longestLines()
	if len(some) == 0 {
		return nil
	}
	sub, l := s.observer.elementSubject(some[0]), s.lines[some[0]]
	y := len(l) - 1
	for l[y] == nil {
		y--
	}
	h := &HeatMap{Head: s.head("line", sub, "the line by hour of the week, "+s.Plan.Bins.Years[y].Label), Unit: "vehicles"}
	h.Subtitle += ", vehicles waiting, mean over the weeks of the year, in the time of the place"
	for hour := range 24 {
		h.Columns = append(h.Columns, fmt.Sprintf("%02d", hour))
	}
	for day := range 7 {
		value, has := make([]float64, 24), make([]bool, 24)
		for hour := range 24 {
			if x := &l[y][24*day+hour]; x.looks > 0 {
				value[hour], has[hour] = float64(x.waiting)/(float64(x.looks)*float64(s.Replications)), true
			}
		}
		h.Rows, h.Value, h.Has = append(h.Rows, weekday(24*day)), append(h.Value, value), append(h.Has, has)
	}
	return h
}

// longestLines lists the elements whose line ever had a length, the longest first.
func (s *Summary) longestLines() []int {
	var some []int
	length := func(e int) float64 { return s.get(s.Network.Elements[e].Name, Run, measure.TailMax, "").Mean }
	for e := range s.Network.Elements {
		if length(e) > 0 {
			some = append(some, e)
		}
	}
	slices.SortStableFunc(some, func(a, b int) int { return cmp.Compare(length(b), length(a)) })
	return some
}
