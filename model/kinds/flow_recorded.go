package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// RecordedSpec is a table { file = …, … }: arrivals that were counted, which come as they
// were, in every replication the same. With time stamps, each brings its vehicles at its
// moment. With dates, the n vehicles of a day are spread over it by the hours of the
// flow's profile, evenly without one: the k-th comes when the share (k - 1/2)/n of the
// day's volume has come.
type RecordedSpec struct {
	File      string `toml:"file" required:"true" help:"CSV file beside the scenario, with a line of column names at its top; lines that begin with # are comments."`
	Time      string `toml:"time" help:"Column of time stamps such as 2024-01-02 15:04, ascending, each one once; each row is one vehicle, or as many as the count says."`
	Date      string `toml:"date" help:"Column of dates, one row for each day without gaps, in place of time."`
	Count     string `toml:"count" help:"Column of how many vehicles came; needed with dates."`
	Zone      string `toml:"zone" help:"Time zone of dates and of time stamps without an offset (default: of the flow)."`
	Format    string `toml:"format" help:"How times or dates are written, with YYYY, MM, DD, hh, mm and ss, such as \"DD.MM.YYYY hh:mm\" (default: as in a scenario, 2024-01-02 or 2024-01-02 15:04)."`
	Separator string `toml:"separator" default:"," oneof:", ; tab" help:"What stands between columns: a comma, a semicolon or a tab."`

	Name string `toml:"-"` // of the file as it was opened
	Text string `toml:"-"` // what is in it; "" when it could not be read, of which a fault speaks
}

// byDay tells whether the rows are days.
func (r *RecordedSpec) byDay() bool { return r != nil && r.Date != "" }

// check notes what is wrong with the table by itself.
func (r *RecordedSpec) check(path string, f *Faults) bool {
	n := len(f.list)
	switch {
	case r.Time == "" && r.Date == "":
		f.Add(path+".time", "is missing", `write time = "column" for time stamps, or date = "column" and count = "column"`)
	case r.Time != "" && r.Date != "":
		f.Add(path+".date", "is written besides time", "a row is a moment or a day; leave one of them out")
	case r.Date != "" && r.Count == "":
		f.Add(path+".count", "is missing beside date", `write count = "column": how many came on each day`)
	}
	if _, err := layout(r.Format); err != nil {
		f.Add(path+".format", err.Error(), `write for example "DD.MM.YYYY hh:mm"`)
	}
	return len(f.list) == n
}

// maxRecorded is how many recorded arrivals a flow may have.
const maxRecorded = 20_000_000

// recorded fills the times of a flow whose arrivals were counted.
func (fb *flowBuilder) recorded(from, to sim.Time) {
	r, path := fb.spec.Recorded, fb.path+".recorded"
	fb.flow.Arrivals = network.Listed
	zone := fb.zone()
	if r.Zone != "" {
		if _, err := fb.frame.zone(r.Zone); err != nil {
			fb.Add(path+".zone", err.Error(), "")
			return
		}
		zone = r.Zone
	}
	if !fb.clock.Dated {
		fb.Add(path, "has dates, which have no meaning in a run without dates", "write start and end in [run]")
		return
	}
	if !r.check(path, fb.Faults) || r.Text == "" {
		return
	}
	rows := (&recordReader{RecordedSpec: r, path: path, Faults: fb.Faults, zone: fb.zoneOf(zone)}).rows()
	if len(rows) == 0 {
		return
	}
	var all []sim.Time
	if r.byDay() {
		all = fb.spread(rows, zone, from, to)
	} else {
		for _, row := range rows {
			at := fb.clock.Tick(row.at)
			all = append(all, slices.Repeat([]sim.Time{at}, row.n)...)
		}
	}
	for _, t := range all {
		if from <= t && t < to {
			fb.flow.Times = append(fb.flow.Times, t)
		}
	}
	if n := len(all) - len(fb.flow.Times); n > 0 {
		fb.Warn(path, fmt.Sprintf("%d of %d recorded arrivals are outside of the run", n, len(all)), "they are left out")
	}
}

// spread gives the vehicles of each recorded day their times. Days of the run without a
// record are a fault: nobody knows how many came.
func (fb *flowBuilder) spread(rows []record, zone string, from, to sim.Time) []sim.Time {
	first, last := rows[0].day, rows[len(rows)-1].day
	shapes := fb.shapes()
	var all []sim.Time
	inside := 0
	for _, d := range fb.daysIn(zone) {
		lives := d.from < to && d.to > from
		if d.number < first || d.number > last {
			if lives {
				fb.Add(fb.path+".recorded", fmt.Sprintf("%s has the days from %s to %s, but the flow lives on %s too", fb.spec.Recorded.Name, dateText(first), dateText(last), dateText(d.number)),
					"add the days that are missing, or write begins and ends of the flow (the lead-in of the run counts too)")
				return nil
			}
			continue
		}
		n := rows[d.number-first].n
		inside += n
		pieces, sum := shapes.at(max(0, d.from)).spread(&d, d.from, d.to)
		all = append(all, timesOf(pieces, sum, n)...)
	}
	outside := -inside
	for _, row := range rows {
		outside += row.n
	}
	if outside > 0 {
		fb.Warn(fb.path+".recorded", fmt.Sprintf("%d recorded vehicles came on days outside of the run", outside), "they are left out")
	}
	return all
}

// timesOf are the moments at which the shares (k - 1/2)/n of a day's volume have come.
func timesOf(pieces []piece, sum float64, n int) []sim.Time {
	out := make([]sim.Time, 0, n)
	before, i := 0.0, 0
	for k := range n {
		target := float64(sum*(float64(k)+0.5)) / float64(n)
		for {
			p := &pieces[i]
			width := float64(p.rate * (float64(p.to-p.from) / float64(sim.Day)))
			if target < before+width || i == len(pieces)-1 {
				part := min(1, (target-before)/width)
				out = append(out, p.from+min(sim.Time(float64(part*float64(p.to-p.from))+0.5), p.to-p.from-1))
				break
			}
			before += width
			i++
		}
	}
	return out
}

func dateText(day int32) string { return value.Civil(day).Format("2006-01-02") }
