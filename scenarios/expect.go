package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds"
	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/results/measure"
)

// checkExpectations notes what the results could not answer: unknown measures, stats
// and subjects, limits that are missing or of another quantity.
func checkExpectations(list []kinds.ExpectSpec, net *network.Network, f *kinds.Faults) {
	if len(list) == 0 {
		return
	}
	known := subjects(net)
	for i, x := range list {
		path := fmt.Sprintf("expect.%d", i)
		if !known[x.At] && len(net.Elements) > 0 {
			names := make([]string, 0, len(known))
			for name := range known {
				names = append(names, name)
			}
			f.Add(path+".at", fmt.Sprintf("%q is no element, post, direction of a post, flow or disruption", x.At), meantOr(x.At, names, "write its path, or corridor for the whole"))
		}
		m, ok := measure.Find(x.Measure)
		if !ok {
			f.Add(path+".measure", fmt.Sprintf("%q is not a measure", x.Measure), meantOr(x.Measure, measure.Names(), "measures are "+strings.Join(measure.Names(), ", ")))
			continue
		}
		if _, ok := m.Stat(x.Stat); !ok {
			f.Add(path+".stat", fmt.Sprintf("%q is not a stat of %s", x.Stat, m.Name), statAdvice(m, x.Stat))
		}
		checkLimits(path, x, m, f)
	}
}

// subjects are the names that numbers may be asked for: elements, crossings, flows,
// disruptions and staff, and every table above an element, which stands for all in it.
func subjects(net *network.Network) map[string]bool {
	known := map[string]bool{"corridor": true}
	add := func(name string) {
		for end := len(name); end > 0 && !known[name[:end]]; end = strings.LastIndexByte(name[:end], '.') {
			known[name[:end]] = true
		}
	}
	for _, e := range net.Elements {
		add(e.Name)
	}
	for _, s := range net.Segments {
		add(s.Name)
	}
	for _, x := range net.Flows {
		known[x.Name] = true
	}
	for _, x := range net.Disruptions {
		known[x.Name] = true
	}
	for _, x := range net.Pools {
		known[x.Name] = true
	}
	for _, x := range net.Permits {
		known[x.Name] = true
	}
	return known
}

// meantOr is advice for an unknown word: the nearest one, or what is said else.
func meantOr(word string, known []string, otherwise string) string {
	if near := value.Suggest(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

func statAdvice(m measure.Measure, word string) string {
	if len(m.Stats) == 0 {
		return "it has one value: leave the stat out"
	}
	return meantOr(word, m.Stats, "its stats are "+strings.Join(m.Stats, ", "))
}

// checkLimits notes limits that are missing, crossed, or not of the quantity that the
// measure is.
func checkLimits(path string, x kinds.ExpectSpec, m measure.Measure, f *kinds.Faults) {
	if !x.Min.Written && !x.Max.Written {
		f.Add(path, "has neither min nor max", "write the least or the greatest value that passes")
	}
	if x.Min.Written && x.Max.Written && fitting(x.Min.Unit, m.Unit) && fitting(x.Max.Unit, m.Unit) && x.Min.Value > x.Max.Value {
		f.Add(path+".min", "is above max", "nothing could pass; swap them")
	}
	for _, limit := range []struct {
		key string
		q   value.Quantity
	}{{"min", x.Min}, {"max", x.Max}} {
		if limit.q.Written && !fitting(limit.q.Unit, m.Unit) {
			f.Add(path+"."+limit.key, fmt.Sprintf("is %s, but %s is %s", quantityWord(limit.q.Unit), m.Name, unitWord(m.Unit)), "write "+unitExample(m.Unit))
		}
	}
}

// fitting tells whether a quantity may be compared with a measure.
func fitting(q value.QuantityUnit, unit string) bool {
	switch q {
	case value.Seconds:
		return unit == measure.Seconds
	case value.PerDay:
		return unit == measure.VehiclesPerDay
	case value.Ratio:
		return unit == measure.Share
	case value.Tonnes:
		return unit == measure.TonnesPerDay || unit == measure.TonnesUnit
	}
	return true
}

func quantityWord(q value.QuantityUnit) string {
	return [...]string{"a number", "a time", "a rate", "a percentage", "a mass"}[q]
}

// unitWords are the units of measures, what they measure, and how a limit is written.
func unitWords() [][3]string {
	return [][3]string{
		{measure.Seconds, "a time", `a time such as "4h", or a number of seconds`},
		{measure.Vehicles, "a number of vehicles", "a number such as 40"},
		{measure.VehiclesPerDay, "a rate", `a rate such as "275/day", or a number of vehicles a day`},
		{measure.VehicleHours, "in vehicle hours a day", "a number such as 40"},
		{measure.TonnesPerDay, "in tonnes a day", "a number such as 40"},
		{measure.TEUPerDay, "in TEU a day", "a number such as 40"},
		{measure.TonnesUnit, "in tonnes", "a number such as 40"},
		{measure.TEUUnit, "in TEU", "a number such as 40"},
		{measure.Metres, "a length in metres", "a number such as 800"},
		{measure.PerYear, "a number a year", "a number such as 12"},
		{measure.OfficersUnit, "a number of officers", "a number such as 4"},
		{measure.PermitsUnit, "a number of permits", "a number such as 11400"},
		{measure.TripsPerDay, "a number of trips a day", "a number such as 1.5"},
		{measure.TrainsPerDay, "a number of trains a day", "a number such as 20"},
		{measure.MetresPerDay, "in metres of lane a day", "a number such as 800"},
		{measure.TonneKmPerDay, "in tonne-kilometres a day", "a number such as 40000"},
		{measure.Share, "a share", `a share such as 0.85 or "85%"`},
	}
}

func unitRow(unit string) [3]string {
	rows := unitWords()
	return rows[slices.IndexFunc(rows, func(r [3]string) bool { return r[0] == unit })]
}

func unitWord(unit string) string    { return unitRow(unit)[1] }
func unitExample(unit string) string { return unitRow(unit)[2] }
