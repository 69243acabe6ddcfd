package kinds

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"corridor/model/kinds/value"
)

// record is one row of a file of counted arrivals.
type record struct {
	line int
	text string
	at   time.Time // moment; of a day, its midnight in UTC
	day  int32     // with dates
	n    int       // vehicles
}

// recordReader reads a file of counted arrivals. Nothing is repaired: every row that is
// not what it should be is a fault with its line.
type recordReader struct {
	*RecordedSpec
	*Faults
	path   string
	zone   *time.Location
	layout string // of times, "" as in a scenario
	when   int    // columns; count may be -1
	count  int
	refuse int // faults so far
	total  int
}

// mostFaults is how many faults of one file are shown.
const mostFaults = 10

func (r *recordReader) fault(line int, problem, advice string) {
	if r.refuse++; r.refuse > mostFaults {
		return
	}
	if r.refuse == mostFaults {
		problem += " (further faults of the file are not shown)"
	}
	r.Faults.list = append(r.Faults.list, Fault{Path: r.path, Problem: problem, Advice: advice, File: r.Name, Line: line})
}

// rows reads all rows; none when there is a fault.
func (r *recordReader) rows() []record {
	r.layout, _ = layout(r.Format)
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(r.Text, "\ufeff")))
	in.Comma = map[string]rune{",": ',', ";": ';', "tab": '\t'}[r.Separator]
	in.Comment = '#'
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil || !r.columns(slices.Clone(head)) {
		if err != nil {
			r.fault(1, "has no line of column names", "write the names of the columns in the first line")
		}
		return nil
	}
	var rows []record
	for r.refuse < mostFaults {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var malformed *csv.ParseError
		if errors.As(err, &malformed) {
			r.malformed(malformed, len(fields), len(head))
			if !errors.Is(err, csv.ErrFieldCount) {
				break
			}
			continue
		}
		line, _ := in.FieldPos(0)
		if row, ok := r.row(line, fields); ok {
			r.follows(rows, row)
			rows = append(rows, row)
		}
	}
	if r.refuse == 0 && len(rows) == 0 {
		r.fault(1, "has no rows", "write one row for each vehicle, or for each day")
	}
	if r.refuse > 0 {
		return nil
	}
	return rows
}

func (r *recordReader) malformed(err *csv.ParseError, fields, columns int) {
	if errors.Is(err.Err, csv.ErrFieldCount) {
		r.fault(err.Line, fmt.Sprintf("has %d columns, the first line has %d", fields, columns), "write a value, or nothing, between the separators for every column")
		return
	}
	r.fault(err.Line, fmt.Sprintf("is not CSV: %v in column %d", err.Err, err.Column), "write texts with quotes in them in quotes, and such quotes twice")
}

// columns finds the columns that are named.
func (r *recordReader) columns(head []string) bool {
	for i := range head {
		head[i] = strings.TrimSpace(head[i])
	}
	find := func(key, name string) int {
		i := slices.Index(head, name)
		switch {
		case i < 0:
			r.fault(1, fmt.Sprintf("has no column %q, which %s names", name, key), value.DidYouMean(name, head))
		case slices.Contains(head[i+1:], name):
			r.fault(1, fmt.Sprintf("has two columns %q", name), "give each column a name of its own")
		}
		return i
	}
	r.count = -1
	if r.Date != "" {
		r.when = find("date", r.Date)
	} else {
		r.when = find("time", r.Time)
	}
	if r.Count != "" {
		r.count = find("count", r.Count)
	}
	return r.refuse == 0
}

// row reads one row; false when it has no moment to go by.
func (r *recordReader) row(line int, fields []string) (record, bool) {
	row := record{line: line, text: strings.TrimSpace(fields[r.when]), n: 1}
	ok := r.moment(&row)
	if r.count < 0 {
		return row, ok
	}
	text := strings.TrimSpace(fields[r.count])
	n, err := strconv.Atoi(text)
	switch {
	case text == "":
		r.fault(line, fmt.Sprintf("has no count in column %q", r.Count), "write 0 where nobody came; where nobody counted, there is no record of the day")
	case err != nil:
		r.fault(line, fmt.Sprintf("%q is not a whole number of vehicles", text), "write it like 275")
	case n < 0:
		r.fault(line, fmt.Sprintf("the count is %d", n), "a count is not negative")
	case n > maxRecorded-r.total:
		r.fault(line, fmt.Sprintf("brings the arrivals to more than %d", maxRecorded), "write a volume and a profile instead")
	default:
		r.total += n
		row.n = n
	}
	return row, ok
}

// moment reads the time or the date of a row.
func (r *recordReader) moment(row *record) bool {
	var d value.Date
	err := r.date(&d, row.text)
	whole := d.Whole()
	switch {
	case err != nil:
		r.fault(row.line, err.Error(), "")
		return false
	case r.byDay() && !whole:
		r.fault(row.line, fmt.Sprintf("%q is a time, not a date", row.text), "name the column in time = …, or write dates alone")
		return false
	case r.byDay():
		row.day, row.at = d.Day(), value.Civil(d.Day())
		return true
	}
	row.at = d.In(r.zone)
	if d.Local() && !d.Once(row.at.In(r.zone)) {
		r.fault(row.line, fmt.Sprintf("%s does not come once in %s: the clocks are changed", row.text, r.zone), "write it with its offset, such as 2024-10-27T02:30:00+01:00")
		return false
	}
	return true
}

// date reads a text by the format that is written.
func (r *recordReader) date(d *value.Date, text string) error {
	if r.layout == "" {
		return d.Decode(text)
	}
	t, err := time.Parse(r.layout, text)
	if err != nil {
		return fmt.Errorf("%q is not written like %s", text, r.Format)
	}
	return d.Decode(time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC).Format("2006-01-02T15:04:05"))
}

// follows checks a row against the one before it.
func (r *recordReader) follows(rows []record, row record) {
	if len(rows) == 0 {
		return
	}
	last := &rows[len(rows)-1]
	switch {
	case row.at.Before(last.at):
		r.fault(row.line, fmt.Sprintf("%s stands after %s of line %d", row.text, last.text, last.line), "sort the rows, the earliest first")
	case row.at.Equal(last.at) && r.byDay():
		r.fault(row.line, fmt.Sprintf("%s stands in line %d already", row.text, last.line), "write each day once")
	case row.at.Equal(last.at):
		r.fault(row.line, fmt.Sprintf("%s stands in line %d already", row.text, last.line), `write each time once; where several vehicles came, say so in a column and name it: count = "…"`)
	case r.byDay() && row.day > last.day+1:
		r.fault(row.line, fmt.Sprintf("%s follows %s of line %d: days between them are missing, %d in all", row.text, last.text, last.line, row.day-last.day-1), "write every day, with the count 0 where nobody came; fill what was not counted by a rule of your own and say so in a source")
	}
}

// layout carries a format over to that of package time; "" stays.
func layout(format string) (string, error) {
	out := strings.NewReplacer("YYYY", "2006", "MM", "01", "DD", "02", "hh", "15", "mm", "04", "ss", "05").Replace(format)
	if strings.ContainsFunc(out, func(c rune) bool { return c != 'T' && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') }) {
		return "", fmt.Errorf("%q has other letters than YYYY, MM, DD, hh, mm, ss and T", format)
	}
	if format != "" && !(strings.Contains(format, "YYYY") && strings.Contains(format, "MM") && strings.Contains(format, "DD")) {
		return "", fmt.Errorf("%q lacks YYYY, MM or DD", format)
	}
	return out, nil
}
