package results

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"

	"corridor/model/network"
	"corridor/results/measure"
)

// NamedFile is a finished file: a name relative to the folder of results, and bytes.
type NamedFile struct {
	Name string
	Data []byte
}

// columns are the same in every file of numbers.
func columns() []string {
	return []string{"subject", "class", "direction", "period_kind", "period", "measure", "stat", "unit", "n", "mean", "half_width"}
}

// CSV returns the tables of all numbers in long form, one row per number, one file per
// subject: elements, crossings, flows, corridor, ledger and days, and the inputs with
// their sources; disruptions, staff, trips, railway lines, costs, upgrades and the hours of lines where there are any. Rows are
// in the order of names, periods, classes and the table of measures. A number without observation has n = 0 and an empty mean; one without an
// interval an empty half_width.
func (s *Summary) CSV() []NamedFile {
	subject := map[string]Subject{}
	for _, sub := range s.Subjects {
		if _, taken := subject[sub.Name]; !taken { // a railway line may be named like its element
			subject[sub.Name] = sub
		}
	}
	files := map[string]*sheetCSV{}
	names := []string{"elements.csv", "crossings.csv", "flows.csv", "corridor.csv", "ledger.csv", "days.csv"}
	if len(s.Network.Disruptions) > 0 {
		names = append(names, "disruptions.csv")
	}
	if len(s.Network.Pools) > 0 {
		names = append(names, "staff.csv")
	}
	if s.observer.costed {
		names = append(names, "costs.csv")
	}
	if s.observer.rides() {
		names = append(names, "trips.csv")
	}
	if len(s.Network.Lines) > 0 {
		names = append(names, "lines.csv")
	}
	for _, name := range names {
		files[name] = newSheetCSV()
	}
	for i := range s.Numbers {
		n := &s.Numbers[i]
		sub := subject[n.Subject]
		m, _ := measure.Find(n.Measure)
		file := fileOf(sub, m)
		m.Unit = s.unitOf(m)
		files[file].row(sub, n.Class, n.PeriodKind, n.Period, m, n.Stat, n.Estimate)
	}
	files["days.csv"].digits = dayDigits
	s.daysCSV(files["days.csv"])
	var all []NamedFile
	for _, name := range names {
		all = append(all, NamedFile{name, files[name].bytes()})
	}
	if slices.ContainsFunc(s.lines, lines.ever) {
		all = append(all, NamedFile{"hours.csv", s.hoursCSV()})
	}
	if s.invests() {
		all = append(all, NamedFile{"upgrades.csv", s.upgradesCSV()})
	}
	return append(all, NamedFile{"inputs.csv", s.inputsCSV()}, NamedFile{"measures.csv", s.measuresCSV()})
}

// fileOf is the file that has a number of a subject.
func fileOf(sub Subject, m measure.Measure) string {
	switch {
	case m.Ledger():
		return "ledger.csv"
	case m.Cost():
		return "costs.csv"
	case m.Trip():
		return "trips.csv"
	case m.Line():
		return "lines.csv"
	}
	return map[string]string{ElementKind: "elements.csv", CrossingKind: "crossings.csv", FlowKind: "flows.csv", DisruptionKind: "disruptions.csv", StaffKind: "staff.csv", Corridor: "corridor.csv"}[sub.Kind]
}

// sheetCSV writes rows of numbers.
type sheetCSV struct {
	digits int // significant ones of a number; 0: all that rounded gives
	b      bytes.Buffer
	w      *csv.Writer
}

func newSheetCSV() *sheetCSV {
	s := &sheetCSV{}
	s.w = csv.NewWriter(&s.b)
	s.write(columns()...)
	return s
}

// write adds a record; a buffer refuses nothing.
func (s *sheetCSV) write(record ...string) { _ = s.w.Write(record) }

func (s *sheetCSV) bytes() []byte {
	s.w.Flush()
	return s.b.Bytes()
}

func (s *sheetCSV) number(x float64) string {
	if s.digits > 0 {
		return strconv.FormatFloat(x, 'g', s.digits, 64)
	}
	return rounded(x)
}

func (s *sheetCSV) row(sub Subject, class, kind, label string, m measure.Measure, stat string, e Estimate) {
	mean, half := "", ""
	if e.N > 0 {
		mean = s.number(e.Mean)
	}
	if e.N > 1 {
		half = s.number(e.HalfWidth)
	}
	s.write(sub.Name, class, sub.Direction, kind, label, m.Name, stat, m.Unit, strconv.Itoa(e.N), mean, half)
}

// dayDigits is how many significant digits days.csv has; it is by far the longest file.
const dayDigits = 6

// daysCSV writes the daily queue of the nodes that ever queue and the daily throughput
// of the crossings, of the first replications, which keep their days.
func (s *Summary) daysCSV(f *sheetCSV) {
	queue, _ := measure.Find(measure.Queue)
	fluid, _ := measure.Find(measure.FluidQueue)
	passed, _ := measure.Find(measure.Throughput)
	var e estimator
	var xs []float64
	for _, i := range s.observer.nodesByName() {
		n, days := &s.observer.nodes[i], &s.days[i]
		queues := days.queue.ever()
		for d := range len(s.Plan.Bins.Days) - 1 {
			label := s.dayLabel(d)
			if queues {
				xs = days.queue.at(d, d+1, xs)
				f.row(n.Subject, AllClasses, Day, label, queue, "", e.estimate(xs))
				if q, ok := s.observer.fluidQueue(s.observer.span(d, d+1), n.elements...); ok {
					f.row(n.Subject, AllClasses, Day, label, fluid, "", e.estimate(constant(q, len(xs), xs)))
				}
			}
			if n.segment != network.None {
				xs = days.throughput.at(d, d+1, xs)
				f.row(n.Subject, AllClasses, Day, label, passed, "", e.estimate(xs))
			}
		}
	}
}

// constant is a value that n replications agree on.
func constant(x float64, n int, xs []float64) []float64 {
	xs = xs[:0]
	for range n {
		xs = append(xs, x)
	}
	return xs
}

// dayLabel names a day: its date, or its number from 1 in a steady-state run.
func (s *Summary) dayLabel(d int) string {
	if s.Network.Clock.Dated {
		return s.observer.date(d).Format("2006-01-02")
	}
	return strconv.Itoa(d + 1)
}

// inputsCSV lists every number the planner wrote, with the source that covers it.
func (s *Summary) inputsCSV() []byte {
	f := &sheetCSV{}
	f.w = csv.NewWriter(&f.b)
	f.write("path", "value", "source_kind", "source", "url")
	for _, in := range s.Network.Inputs {
		src := s.source(in)
		f.write(in.Path, in.Value, src.Kind, src.Text, src.URL)
	}
	return f.bytes()
}

// source is the source of an input, empty where there is none.
func (s *Summary) source(in network.Input) network.Source {
	if in.Source < 0 || in.Source >= len(s.Network.Sources) {
		return network.Source{}
	}
	return s.Network.Sources[in.Source]
}

// measuresCSV is the table of measures: what the other files mean.
func (s *Summary) measuresCSV() []byte {
	f := &sheetCSV{}
	f.w = csv.NewWriter(&f.b)
	f.write("measure", "title", "unit", "better", "definition", "source")
	for _, m := range s.measures() {
		f.write(m.Name, m.Title, m.Unit, m.Better.String(), m.Definition, m.Source)
	}
	return f.bytes()
}
