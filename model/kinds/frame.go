package kinds

import (
	"fmt"
	"math"
	"strings"
	"time"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// longestRun is the longest horizon, lead-in included.
const longestRun = 200 * 366 * sim.Day

// frame is what holds for the whole run and cannot change in it: the clock, the zones,
// the classes and the places.
type frame struct {
	clock      network.Clock
	plan       network.Plan
	start      time.Time // first moment that counts
	runZone    string
	directions [2]string
	classNames []string // in order, without "class."
	classList  []network.Class
	pcus       []value.PCU   // by class
	nightHours []value.Hours // by class: when it does not drive
	placeNames []string      // in order, without "place."
	places     []network.Place
	zones      map[string]*time.Location
	days       map[string][]localDay // by zone
	longest    map[string]float64    // by laws: see meanLongest
	prices     prices
}

// newFrame reads it from the state at the start.
func newFrame(s *Scenario, f *Faults) *frame {
	fr := &frame{zones: map[string]*time.Location{}, days: map[string][]localDay{}, longest: map[string]float64{}, directions: [2]string{"forward", "backward"}}
	fr.readDirections(s, f)
	fr.readRun(&s.Run, f)
	fr.readPrices(s, f)
	c := Compiler{scenario: s}
	for _, name := range sortedKeys(s.Class) {
		spec := s.Class[name]
		if spec == nil {
			continue
		}
		fr.classNames = append(fr.classNames, name)
		class := network.Class{Name: "class." + name, Title: titled(spec.Title, name), Order: c.order("class." + name),
			Length: spec.Length.Millimetres, Gap: spec.Gap.Millimetres, PCU: spec.PCU.Level(), Payload: spec.Payload.Tonnes, TEU: thousandths(spec.TEU),
			Mode: modeOf(spec.Mode), Costs: fr.costs("class."+name, &spec.CostSpec, f)}
		if class.Length <= 0 || class.Length > 1000_000 {
			f.Add("class."+name+".length", fmt.Sprintf("is %v m", class.Length.Metres()), "a vehicle is longer than 0 and at most 1000 m long")
		}
		class.Rest = spec.rest("class."+name, f)
		fr.classList = append(fr.classList, class)
		fr.pcus, fr.nightHours = append(fr.pcus, spec.PCU), append(fr.nightHours, spec.Night)
	}
	for _, name := range sortedKeys(s.Place) {
		if spec := s.Place[name]; spec != nil {
			fr.placeNames = append(fr.placeNames, name)
			fr.places = append(fr.places, fr.place(name, spec, c.order("place."+name), f))
		}
	}
	return fr
}

func (fr *frame) readDirections(s *Scenario, f *Faults) {
	d := s.Directions
	switch {
	case len(d) == 0:
	case len(d) != 2 || d[0] == d[1] || d[0] == "" || d[1] == "" || strings.Contains(d[0]+d[1], "."):
		f.Add("directions", fmt.Sprintf("is %q", d), `write two different labels without dots, such as ["northbound", "southbound"]`)
	default:
		fr.directions = [2]string{d[0], d[1]}
	}
}

func (fr *frame) place(name string, spec *PlaceSpec, order int, f *Faults) network.Place {
	path := "place." + name
	p := network.Place{Name: path, Title: titled(spec.Title, name), Order: order, Zone: spec.Zone}
	if spec.Zone == "" {
		p.Zone = fr.runZone
	} else if _, err := fr.zone(spec.Zone); err != nil {
		f.Add(path+".zone", err.Error(), "")
		p.Zone = fr.runZone
	}
	if !fr.clock.Dated {
		p.Zone = "UTC"
	}
	if spec.At == nil {
		return p
	}
	if len(spec.At) != 2 || !(math.Abs(spec.At[0]) <= 90) || !(math.Abs(spec.At[1]) <= 180) {
		f.Add(path+".at", fmt.Sprintf("is %v", spec.At), "write latitude and longitude in degrees, such as [41.64, 48.42]")
		return p
	}
	p.Lat, p.Lon, p.HasAt = spec.At[0], spec.At[1], true
	return p
}

// readRun sets clock, plan and bins.
func (fr *frame) readRun(r *RunSpec, f *Faults) {
	fr.plan.Replications, fr.plan.Seed = r.Replications, uint64(r.Seed)
	zone, err := fr.zone(r.Zone)
	if err != nil {
		f.Add("run.zone", err.Error(), "")
		zone = time.UTC
	}
	fr.runZone = zone.String()
	dated, steady := r.Start.Written || r.End.Written, r.Duration.Written || r.Warmup.Written
	switch {
	case dated && steady:
		f.Add("run", "has both dates and a duration", "write start and end for a dated run, or duration and warmup for a steady-state one")
		fr.steady(&RunSpec{Duration: value.Span{Time: sim.Day, Written: true}}, f)
	case dated:
		fr.dated(r, zone, f)
	default:
		if !steady {
			f.Add("run.duration", "is missing", `write start and end (dates), or duration = "100d" for a steady-state run`)
			r = &RunSpec{Duration: value.Span{Time: sim.Day, Written: true}}
		}
		fr.steady(r, f)
	}
}

// steady sets up a run without dates: days of 24 hours from tick 0 on, which is a
// Monday.
func (fr *frame) steady(r *RunSpec, f *Faults) {
	fr.runZone = "UTC"
	fr.clock = network.Clock{Zero: time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC), Zone: time.UTC}
	fr.start = fr.clock.Zero
	if r.LeadIn.Written {
		f.Add("run.lead_in", "belongs to a run with dates", "write warmup in a steady-state run")
	}
	from, until := r.Warmup.Time, r.Duration.Time
	switch {
	case !r.Duration.Written:
		f.Add("run.duration", "is missing", `write duration = "100d"`)
		from, until = 0, sim.Day
	case until <= 0 || until > longestRun:
		f.Add("run.duration", fmt.Sprintf("is %v", until), "must be above 0 and at most 200 years")
		from, until = 0, sim.Day
	case from >= until:
		f.Add("run.warmup", fmt.Sprintf("is %v, the whole duration of %v or more", from, until), "the warm-up is part of the duration and must be shorter")
		from = 0
	}
	fr.plan.From, fr.plan.Until = from, until
	b := &fr.plan.Bins
	for at := from; at < until; at += sim.Day {
		b.Days = append(b.Days, at)
		b.Month, b.Year = append(b.Month, 0), append(b.Year, 0)
	}
	b.Days = append(b.Days, until)
	all := network.Bin{Label: "run", From: from, To: until, Days: int32(len(b.Month))}
	b.Months, b.Years = []network.Bin{all}, []network.Bin{all}
}

// dated sets up a run between two dates.
func (fr *frame) dated(r *RunSpec, zone *time.Location, f *Faults) {
	start, end := r.Start.In(zone), r.End.In(zone)
	switch {
	case !r.Start.Written:
		f.Add("run.start", "is missing", "write the first day that counts, such as 2024-01-01")
		start = end.AddDate(0, 0, -1)
	case !r.End.Written:
		f.Add("run.end", "is missing", "write the day after the last one that counts, such as 2025-01-01")
		end = start.AddDate(0, 0, 1)
	case !start.Before(end):
		f.Add("run.end", fmt.Sprintf("%v is not after the start, %v", r.End, r.Start), "the run needs at least some time between them")
		end = start.AddDate(0, 0, 1)
	case sim.Time(end.UnixMicro()-start.UnixMicro())+r.LeadIn.Time > longestRun:
		f.Add("run.end", fmt.Sprintf("the run from %v to %v with its lead-in is longer than 200 years", r.Start, r.End), "at most 200 years can be simulated")
		end = start.AddDate(0, 0, 1)
		r = &RunSpec{Start: r.Start}
	}
	fr.start = start
	fr.clock = network.Clock{Zero: start.Add(-time.Duration(r.LeadIn.Time) * time.Microsecond), Zone: zone, Dated: true}
	fr.plan.From, fr.plan.Until = fr.clock.Tick(start), fr.clock.Tick(end)
	fr.bins(localDays(zone, fr.clock.Zero, fr.plan.Until))
}

// bins cuts what counts into days, months and years of the zone of the run.
func (fr *frame) bins(days []localDay) {
	b, until := &fr.plan.Bins, fr.plan.Until
	for _, d := range days {
		if d.to <= fr.plan.From {
			continue
		}
		at, day := max(d.from, fr.plan.From), int32(len(b.Days))
		to := min(d.to, until)
		date := value.Civil(d.number)
		extend(&b.Months, date.Format("2006-01"), at, to, day)
		extend(&b.Years, date.Format("2006"), at, to, day)
		b.Days = append(b.Days, at)
		b.Month = append(b.Month, int32(len(b.Months)-1))
		b.Year = append(b.Year, int32(len(b.Years)-1))
	}
	b.Days = append(b.Days, until)
}

// extend adds a day to the bin of a label, which is the last one or a new one.
func extend(bins *[]network.Bin, label string, from, to sim.Time, day int32) {
	if n := len(*bins); n == 0 || (*bins)[n-1].Label != label {
		*bins = append(*bins, network.Bin{Label: label, From: from, FirstDay: day})
	}
	last := &(*bins)[len(*bins)-1]
	last.To = to
	last.Days++
}

// daysIn returns the days of a zone over the horizon. Days of a steady-state run are
// numbered from 0.
func (fr *frame) daysIn(zone string) []localDay {
	days, ok := fr.days[zone]
	if !ok {
		days = localDays(fr.zoneOf(zone), fr.clock.Zero, fr.plan.Until)
		if !fr.clock.Dated {
			for i := range days {
				days[i].number = int32(i)
			}
		}
		fr.days[zone] = days
	}
	return days
}

// zone loads a zone once.
func (fr *frame) zone(name string) (*time.Location, error) {
	if zone, ok := fr.zones[name]; ok {
		return zone, nil
	}
	zone, err := LoadZone(name)
	if err == nil {
		fr.zones[name] = zone
	}
	return zone, err
}

// zoneOf returns a zone that was checked before.
func (fr *frame) zoneOf(name string) *time.Location {
	zone, err := fr.zone(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

// thousandths is a number of TEU in thousandths.
func thousandths(teu float64) int32 { return int32(float64(teu*1000) + 0.5) }
