package results

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"corridor/results/measure"
)

// jsonFormat is the version of the layout of summary.json.
const jsonFormat = 1

// significant rounds to so many significant digits in files: more than any use needs,
// less than what differs between processors.
const significant = 12

// rounded writes a number with at most 12 significant digits. It is never NaN, an
// infinity or a negative zero.
func rounded(x float64) string {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return "0"
	}
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', significant-1, 64), 64)
	if err != nil {
		return "0"
	}
	if a := math.Abs(y); a >= 1e-6 && a < 1e15 {
		return strconv.FormatFloat(y, 'f', -1, 64)
	}
	return strconv.FormatFloat(y, 'e', -1, 64)
}

// figure is a number in JSON.
type figure float64

func (f figure) MarshalJSON() ([]byte, error) { return []byte(rounded(float64(f))), nil }

type jsonEstimate struct {
	N         int      `json:"n"`
	Mean      *figure  `json:"mean,omitempty"`
	HalfWidth *figure  `json:"half_width,omitempty"`
	Warnings  []string `json:"warnings,omitempty"`
}

// MarshalJSON leaves out the mean when nothing was observed, and the half-width when
// there is no interval.
func (e Estimate) MarshalJSON() ([]byte, error) {
	j := jsonEstimate{N: e.N, Warnings: e.Warnings}
	if e.N > 0 {
		mean := figure(e.Mean)
		j.Mean = &mean
	}
	if e.N > 1 {
		half := figure(e.HalfWidth)
		j.HalfWidth = &half
	}
	return json.Marshal(j)
}

type jsonSummary struct {
	Format       int                    `json:"format"`
	Scenario     jsonScenario           `json:"scenario"`
	Run          jsonRun                `json:"run"`
	Measures     []jsonMeasure          `json:"measures"`
	Elements     map[string]jsonSubject `json:"elements"`
	Crossings    map[string]jsonSubject `json:"crossings"`
	Flows        map[string]jsonSubject `json:"flows"`
	Disruptions  map[string]jsonSubject `json:"disruptions,omitempty"`
	Staff        map[string]jsonSubject `json:"staff,omitempty"`
	Permits      map[string]jsonSubject `json:"permits,omitempty"`
	Lines        map[string]jsonSubject `json:"lines,omitempty"`
	Corridor     jsonSubject            `json:"corridor"`
	Limits       []jsonLimit            `json:"limits"`
	Expectations []jsonVerdict          `json:"expectations"`
	Gridlocks    []jsonGridlock         `json:"gridlocks"`
	Balanced     bool                   `json:"ledger_balanced"`
	Warnings     []string               `json:"warnings"`
}

type jsonScenario struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Digest string `json:"digest"`
}

type jsonRun struct {
	Version      string `json:"version,omitempty"`
	Dated        bool   `json:"dated"`
	From         string `json:"from"`
	Until        string `json:"until"`
	Seed         uint64 `json:"seed"`
	Planned      int    `json:"replications_planned"`
	Replications int    `json:"replications"`
	Visits       uint64 `json:"visits"`
	Hash         string `json:"hash"`
	Currency     string `json:"currency,omitempty"`
	PriceYear    int    `json:"price_year,omitempty"`
}

type jsonMeasure struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Unit       string   `json:"unit"`
	Stats      []string `json:"stats,omitempty"`
	Better     string   `json:"better,omitempty"`
	Definition string   `json:"definition"`
}

// jsonSubject holds the numbers by period, class and code.
type jsonSubject struct {
	Title     string                                    `json:"title"`
	Direction string                                    `json:"direction,omitempty"`
	Periods   map[string]map[string]map[string]Estimate `json:"periods"`
}

type jsonLimit struct {
	Node      string     `json:"node"`
	Element   string     `json:"element"`
	Period    string     `json:"period"`
	Demand    figure     `json:"planned_demand"`
	Capacity  figure     `json:"practical_capacity"`
	Load      figure     `json:"load"`
	Simulated bool       `json:"as_simulated,omitempty"`
	Saturated []jsonSpan `json:"saturated,omitempty"`
	Since     string     `json:"saturated_since,omitempty"`
}

type jsonSpan struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type jsonVerdict struct {
	At       string   `json:"at"`
	Subject  string   `json:"subject"`
	Measure  string   `json:"measure"`
	Stat     string   `json:"stat,omitempty"`
	Min      *figure  `json:"min,omitempty"`
	Max      *figure  `json:"max,omitempty"`
	Result   string   `json:"result"`
	Estimate Estimate `json:"estimate"`
	Note     string   `json:"note,omitempty"`
}

type jsonGridlock struct {
	Replication int      `json:"replication"`
	Since       string   `json:"since"`
	Elements    []string `json:"elements"`
	Vehicles    int      `json:"vehicles"`
}

// WriteJSON writes the summary: the run and its years, without the months, which are
// in the CSV files. The bytes depend on the summary only. The layout is described in
// docs/summary-json.md.
func (s *Summary) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(s.json())
}

func (s *Summary) json() *jsonSummary {
	j := &jsonSummary{Format: jsonFormat,
		Scenario:    jsonScenario{s.Network.Name, s.Network.Title, s.Network.Digest},
		Elements:    map[string]jsonSubject{},
		Crossings:   map[string]jsonSubject{},
		Flows:       map[string]jsonSubject{},
		Disruptions: map[string]jsonSubject{},
		Staff:       map[string]jsonSubject{},
		Permits:     map[string]jsonSubject{},
		Lines:       map[string]jsonSubject{},
		Limits:      []jsonLimit{}, Expectations: []jsonVerdict{}, Gridlocks: []jsonGridlock{},
		Balanced: s.Balanced, Warnings: append([]string{}, s.Warnings...)}
	j.Run = jsonRun{Version: s.Version, Dated: s.Network.Clock.Dated, From: s.moment(s.Plan.From), Until: s.moment(s.Plan.Until),
		Seed: s.Plan.Seed, Planned: s.Plan.Replications, Replications: s.Replications, Visits: s.Visits, Hash: s.Hash,
		Currency: s.Network.Money.Currency, PriceYear: s.Network.Money.PriceYear}
	for _, m := range s.measures() {
		j.Measures = append(j.Measures, jsonMeasure{m.Name, m.Title, m.Unit, m.Stats, m.Better.String(), m.Definition})
	}
	s.jsonNumbers(j)
	for i := range s.Limits {
		j.Limits = append(j.Limits, jsonOfLimit(&s.Limits[i]))
	}
	for _, v := range s.Verdicts {
		x := v.Expectation
		j.Expectations = append(j.Expectations, jsonVerdict{x.At, v.Subject, x.Measure, x.Stat, (*figure)(x.Min), (*figure)(x.Max), v.Result, v.Estimate, v.Note})
	}
	for _, g := range s.Gridlocks {
		j.Gridlocks = append(j.Gridlocks, jsonGridlock{g.Replication, s.moment(g.Since), g.Elements, g.Vehicles})
	}
	return j
}

// jsonNumbers sorts the numbers into their subjects.
func (s *Summary) jsonNumbers(j *jsonSummary) {
	bySubject := map[string]jsonSubject{}
	for _, sub := range s.Subjects {
		js := jsonSubject{sub.Title, sub.Direction, map[string]map[string]map[string]Estimate{}}
		if sub.Kind == LineKind { // an element may have its name
			j.Lines[sub.Name] = js
			continue
		}
		bySubject[sub.Name] = js
		switch sub.Kind {
		case ElementKind:
			j.Elements[sub.Name] = js
		case CrossingKind:
			j.Crossings[sub.Name] = js
		case FlowKind:
			j.Flows[sub.Name] = js
		case DisruptionKind:
			j.Disruptions[sub.Name] = js
		case StaffKind:
			j.Staff[sub.Name] = js
		case PermitKind:
			j.Permits[sub.Name] = js
		default:
			j.Corridor = js
		}
	}
	for i := range s.Numbers {
		n := &s.Numbers[i]
		if n.PeriodKind == Month {
			continue
		}
		m, _ := measure.Find(n.Measure)
		subject := bySubject[n.Subject]
		if m.Line() {
			subject = j.Lines[n.Subject]
		}
		below(below(subject.Periods, n.Period), n.Class)[m.Code(n.Stat)] = n.Estimate
	}
}

// below returns the map below a key, made when it is missing.
func below[V any](m map[string]map[string]V, key string) map[string]V {
	b, ok := m[key]
	if !ok {
		b = map[string]V{}
		m[key] = b
	}
	return b
}

func jsonOfLimit(l *Limit) jsonLimit {
	j := jsonLimit{Node: l.Node.Name, Element: l.Element.Name, Period: l.Period, Demand: figure(l.Demand), Capacity: figure(l.Capacity), Load: figure(l.Load), Simulated: l.Simulated}
	for _, p := range l.Saturated {
		j.Saturated = append(j.Saturated, jsonSpan{p.From.Format("2006-01-02"), p.To.Format("2006-01-02")})
	}
	if since, ok := l.Since(); ok {
		j.Since = since.Format("2006-01-02")
	}
	return j
}
