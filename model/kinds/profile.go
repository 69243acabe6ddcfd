package kinds

import (
	"fmt"
	"math"
)

// check notes what is wrong with the table by itself.
func (p *ProfileSpec) check(path string, f *Faults) {
	if len(p.Hours)+len(p.Weekdays)+len(p.Months) == 0 {
		f.Add(path, "has no weights", "write hours, weekdays or months")
	}
	if n := len(p.Hours); n > 0 && (n > 1440 || 1440%n != 0) {
		f.Add(path+".hours", fmt.Sprintf("has %d weights", n), "write 24, 48 or 96 of them, or another number that divides the 1440 minutes of the day")
	}
	for _, list := range []struct {
		key     string
		weights []float64
		want    int
	}{{"hours", p.Hours, len(p.Hours)}, {"weekdays", p.Weekdays, 7}, {"months", p.Months, 12}} {
		if n := len(list.weights); n > 0 && n != list.want {
			f.Add(path+"."+list.key, fmt.Sprintf("has %d weights", n), fmt.Sprintf("write %d of them", list.want))
		}
		sum := 0.0
		for i, w := range list.weights {
			if !(w >= 0 && w <= 1e9) {
				f.Add(fmt.Sprintf("%s.%s.%d", path, list.key, i), fmt.Sprintf("is %v", w), "weights are not negative and at most 1000000000")
			}
			sum += math.Abs(w)
		}
		if len(list.weights) > 0 && sum == 0 {
			f.Add(path+"."+list.key, "has zero weights only", "at least one must be above 0")
		}
	}
}

// sound tells whether the profile can be worked with.
func (p *ProfileSpec) sound() bool {
	var f Faults
	p.check("", &f)
	return !f.Fatal()
}

// profile returns a profile by its path, nil when there is none.
func (s *state) profile(name string) *ProfileSpec {
	if len(name) > 8 && name[:8] == "profile." {
		return s.scenario.Profile[name[8:]]
	}
	return nil
}
