package results

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/network"
	"corridor/results/measure"
)

// Tables, charts and warnings of trains, vessels and railways.

// modesTable: what goes by road, what by rail and by sea?
func (s *Summary) modesTable() Table {
	t := Table{ID: "modes", Title: "What goes by road, by rail and by sea?", Columns: []Column{left("mode"), left("period"), right("loaded, t/day"), right("carried, t km/day"), right("share of t km")},
		Note: "trucks aboard a train or a vessel go by rail or by sea; what changes from one to another is loaded again"}
	titles := [...]string{network.ByRoad: "road", network.ByRail: "rail", network.ByWater: "sea"}
	for mode, names := range modalMeasures() {
		if len(s.occurring([]string{names.loaded})) == 0 {
			continue
		}
		title := titles[mode]
		for _, p := range s.shown(3) {
			row := []string{title, p.label}
			for _, name := range []string{names.loaded, names.carried} {
				row = append(row, plusMinus(s.get(Corridor, p.label, name, ""), plain()))
			}
			t.Rows = append(t.Rows, append(row, plusMinus(s.get(Corridor, p.label, names.share, ""), percentUnit())))
			title = ""
		}
	}
	return t
}

// tripsTable: how full are trains and vessels, and how punctual?
func (s *Summary) tripsTable() Table {
	t := Table{ID: "trips", Title: "How many trains and vessels depart, how full, and how late?",
		Columns: []Column{left("train or ferry"), left("period"), right("trips/day"), right("late"), right("cancelled"), right("load"), right("t/day"), right("wait for departure")},
		Note:    "load: of units, lane, tonnes or TEU, what is nearest to its limit; late and cancelled: for want of a train or vessel, or of freight; batches are in trips.csv"}
	rides := s.carrierRides()
	if more := len(rides) - shownNodes; more > 0 {
		rides = rides[:shownNodes]
		t.Note += fmt.Sprintf("; %d more in trips.csv", more)
	}
	for _, sub := range rides {
		title := sub.Title
		for _, p := range s.shown(3) {
			get := func(name, stat string) Estimate { return s.get(sub.Name, p.label, name, stat) }
			u := timeUnit(get(measure.Wait, measure.Mean).Mean)
			t.Rows = append(t.Rows, []string{title, p.label, plusMinus(get(measure.Trips, ""), plain()),
				plusMinus(get(measure.TripsLateOf, ""), percentUnit()), plusMinus(get(measure.TripsMissOf, ""), percentUnit()),
				plusMinus(get(measure.TripLoad, ""), percentUnit()), plusMinus(get(measure.TripTonnes, ""), plain()),
				s.least(sub.Name, p.label, measure.Wait, measure.Mean, u)})
			title = ""
		}
	}
	return t
}

// carrierRides lists the rides of trains and vessels in the order of the file.
func (s *Summary) carrierRides() []Subject {
	var some []Subject
	for e := range s.Network.Elements {
		if ride := s.Network.Elements[e].Ride; ride != nil && ride.Carrier != network.None {
			some = append(some, s.observer.elementSubject(e))
		}
	}
	return inFileOrder(some)
}

// railwayTable: how much of the railway's capacity is used?
func (s *Summary) railwayTable() Table {
	t := Table{ID: "railway", Title: "How much of the capacity of the railway is used?",
		Columns: []Column{left("line"), left("period"), right("trains/day"), right("paths/day"), right("of paths"), right("capacity used"), right("limit")},
		Note:    "capacity used: time occupied by the trains that ran, one close behind the other, in the sense of UIC Code 406, over whole days"}
	lines := s.ofKind(LineKind)
	if more := len(lines) - shownNodes; more > 0 {
		lines = lines[:shownNodes]
		t.Note += fmt.Sprintf("; %d more lines in lines.csv", more)
	}
	over := false
	for _, sub := range lines {
		title := sub.Title
		for _, p := range s.shown(3) {
			get := func(name string) Estimate { return s.get(sub.Name, p.label, name, "") }
			share := plusMinus(get(measure.LineOfPaths), percentUnit())
			if get(measure.LineOfPaths).Mean > 1.0005 {
				share, over = share+" !", true
			}
			t.Rows = append(t.Rows, []string{title, p.label, plusMinus(get(measure.LineTrains), plain()), plusMinus(get(measure.LinePaths), plain()),
				share, plusMinus(get(measure.LineConsumed), percentUnit()), plusMinus(get(measure.LineLimit), percentUnit())})
			title = ""
		}
	}
	if over {
		t.Note += "; !: more trains than there are paths for"
	}
	return t
}

// longestGathering names the train or vessel for which most freight waits.
func (s *Summary) longestGathering() []string {
	rides := s.carrierRides()
	_, at := s.most(rides, s.observer.periods[0], measure.Queue)
	if at < 0 {
		return nil
	}
	get := func(name, stat string) Estimate { return s.get(rides[at].Name, Run, name, stat) }
	wait := get(measure.Wait, measure.Mean)
	return []string{fmt.Sprintf("Most freight waits for %s: mean wait %s, queue %s, %s trips a day, load %s.", rides[at].Title,
		plusMinus(wait, timeUnit(wait.Mean)), plusMinus(get(measure.Queue, ""), plain()),
		plusMinus(get(measure.Trips, ""), plain()), plusMinus(get(measure.TripLoad, ""), percentUnit()))}
}

// unpunctual is the share of late or cancelled departures from which it is worth a warning.
const unpunctual = 0.05

// warnTrips names the timetables that are not kept.
func (s *Summary) warnTrips() []string {
	var w []string
	for _, sub := range s.carrierRides() {
		late, missed := s.get(sub.Name, Run, measure.TripsLateOf, "").Mean, s.get(sub.Name, Run, measure.TripsMissOf, "").Mean
		switch {
		case s.get(sub.Name, Run, measure.Arrivals, "").Mean == 0 && late == 0 && missed > unpunctual:
			w = append(w, fmt.Sprintf("%s: no freight comes, and %s of its departures are cancelled", sub.Title, percent(missed)))
		case late > unpunctual || missed > unpunctual:
			w = append(w, fmt.Sprintf("%s: the timetable is not kept: %s of its departures are cancelled, %s of its trips leave late%s", sub.Title, percent(missed), percent(late), s.forWant(sub, late, missed)))
		}
	}
	return w
}

// forWant says what departures that are late or cancelled lack, as far as that is certain:
// only for want of a train or vessel they are late, and with any number of these only for
// want of freight cancelled.
func (s *Summary) forWant(ride Subject, late, missed float64) string {
	e := slices.IndexFunc(s.Network.Elements, func(e network.Element) bool { return e.Name == ride.Name })
	r := s.Network.Elements[e].Ride
	carrier := strings.TrimSuffix(carrierWord(&s.Network.Classes[s.Network.Flows[r.Carrier].Class]), "s")
	empty := !slices.ContainsFunc(r.Params, func(p network.RideParams) bool { return !p.Empty || p.Least != network.Amount{} })
	switch {
	case missed == 0 || empty:
		return ", for want of a " + carrier
	case late == 0 && r.Size == network.Unlimited:
		return "; too little freight waits for them"
	case late == 0:
		return "; too little freight waits for them, or there is no " + carrier
	}
	return "; late for want of a " + carrier + ", cancelled for want of one or of freight"
}

// warnRailway names the lines that are used beyond their limit.
func (s *Summary) warnRailway() []string {
	var w []string
	for _, sub := range s.ofKind(LineKind) {
		var where []string
		for _, p := range s.observer.parts() {
			limit := s.get(sub.Name, p.label, measure.LineLimit, "")
			if used := s.get(sub.Name, p.label, measure.LineConsumed, ""); limit.N > 0 && used.Mean > limit.Mean {
				where = append(where, p.label)
			}
		}
		if len(where) > 0 {
			w = append(w, fmt.Sprintf("%s: trains use more of its capacity than the limit allows in %s; delays pass from train to train there", sub.Title, ranges(where)))
		}
	}
	return w
}

// warnLengths names what freight was carried over without that it has a length.
func (s *Summary) warnLengths() []string {
	var where []string
	for e := range s.Network.Elements {
		if !unmeasured(&s.Network.Elements[e]) {
			continue
		}
		sub := s.observer.elementSubject(e)
		for mode, names := range modalMeasures() {
			if s.get(Corridor, Run, names.loaded, "").Mean > 0 && s.get(Corridor, Run, names.carried, "").N == 0 && s.observer.passes(network.ElementID(e), network.Mode(mode)) {
				where = append(where, sub.Title)
				break
			}
		}
	}
	if len(where) == 0 {
		return nil
	}
	if more := len(where) - 5; more > 0 {
		where = append(where[:5], fmt.Sprintf("%d more", more))
	}
	return []string{"tonne-kilometres are not known by mode, as there is a time but no length at: " + strings.Join(where, "; ")}
}

// passes tells whether a class of a mode goes by itself over an element.
func (l *layout) passes(e network.ElementID, mode network.Mode) bool {
	return slices.ContainsFunc(l.classes[e], func(c network.ClassID) bool { return modeOf(&l.net.Classes[c]) == mode })
}

// railwayMap is the capacity used of each line by month, of long runs by year.
func (s *Summary) railwayMap() *HeatMap {
	spans := s.observer.monthsOf()
	if len(spans) > heatColumns {
		spans = s.shown(heatColumns)
	}
	h := &HeatMap{Head: Head{ID: "railway", Title: "Railway: capacity used", Subtitle: s.setting() + ", time occupied by trains in percent, in the sense of UIC Code 406"},
		Unit: "%", Frame: s.commonLimit()}
	return s.fill(h, s.ofKind(LineKind), spans, measure.LineConsumed)
}

// commonLimit is the limit in percent that all railway lines share; 0 where they differ.
func (s *Summary) commonLimit() float64 {
	lines := s.Network.Lines
	if len(lines) == 0 || slices.ContainsFunc(lines, func(x network.Line) bool { return x.Limit != lines[0].Limit }) {
		return 0
	}
	return 100 * lines[0].Limit
}

// loadsMap is how full trains and vessels are by year.
func (s *Summary) loadsMap() *HeatMap {
	h := &HeatMap{Head: Head{ID: "loads", Title: "Trains and vessels: how full they are", Subtitle: s.setting() + ", on board in percent of what fits"}, Unit: "%"}
	return s.fill(h, s.carrierRides(), s.shown(heatColumns), measure.TripLoad)
}

// fill fills a heat map with a share of some subjects; nil where none has it.
func (s *Summary) fill(h *HeatMap, some []Subject, spans []period, name string) *HeatMap {
	for _, p := range spans {
		h.Columns = append(h.Columns, p.label)
	}
	for _, sub := range some {
		if s.get(sub.Name, Run, name, "").N == 0 || len(h.Rows) == heatRows {
			continue
		}
		var row []float64
		var has []bool
		for _, p := range spans {
			e := s.get(sub.Name, p.label, name, "")
			row, has = append(row, 100*e.Mean), append(has, e.N > 0)
		}
		h.Rows, h.Value, h.Has = append(h.Rows, sub.Title), append(h.Value, row), append(h.Has, has)
	}
	if len(h.Rows) == 0 {
		return nil
	}
	return h
}
