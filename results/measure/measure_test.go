package measure

import (
	"regexp"
	"testing"
)

func TestEveryRowIsComplete(t *testing.T) {
	units := map[string]bool{Seconds: true, Vehicles: true, VehiclesPerDay: true, VehicleHours: true, TonnesPerDay: true, Metres: true, PerYear: true, OfficersUnit: true, Share: true,
		Hours: true, Kilometres: true, Money: true, MoneyPerTonne: true, Litres: true, TonnesAll: true,
		TripsPerDay: true, TrainsPerDay: true, TEUPerDay: true, MetresPerDay: true, TonneKmPerDay: true}
	seen := map[string]bool{}
	for _, m := range All() {
		if !regexp.MustCompile(`^[a-z]+2?(_[a-z]+)*$`).MatchString(m.Name) {
			t.Errorf("%q is no name", m.Name)
		}
		if seen[m.Name] {
			t.Errorf("%s appears twice", m.Name)
		}
		seen[m.Name] = true
		if m.Title == "" || m.Definition == "" || m.Source == "" || !units[m.Unit] {
			t.Errorf("%s: title, definition, source or unit is missing: %+v", m.Name, m)
		}
		for _, s := range m.Stats {
			if _, ok := Quantile(s); !ok && s != Mean {
				t.Errorf("%s: %q is no stat", m.Name, s)
			}
		}
	}
}

func TestStat(t *testing.T) {
	for _, c := range []struct {
		measure, word, code string
		ok                  bool
	}{
		{Wait, "", "wait.mean", true},
		{Wait, "p95", "wait.p95", true},
		{Wait, "p42", "", false},
		{Queue, "", "queue", true},
		{Queue, "mean", "queue", true},
		{Queue, "p95", "", false},
	} {
		m, found := Find(c.measure)
		if !found {
			t.Fatalf("%s is not in the table", c.measure)
		}
		stat, ok := m.Stat(c.word)
		if ok != c.ok || ok && m.Code(stat) != c.code {
			t.Errorf("%s %q: got %q, %v", c.measure, c.word, m.Code(stat), ok)
		}
	}
	if _, ok := Find("speed"); ok {
		t.Error("found a measure that is not in the table")
	}
}
