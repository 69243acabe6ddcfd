package main

import (
	"maps"
	"math"
	"path/filepath"
	"slices"
	"testing"
)

// answers are the numbers a scenario of testdata/exact must state, by what stands before
// the number and the class after it: "toll.q wait.mean class truck".
type answers map[string]float64

// oracle finds the answers of a scenario again, without the engine and without what is
// written in the scenario's comments.
type oracle struct {
	file string
	find func() answers
}

// Units of the measures: the calculators count in minutes, or in hours where they say so.
const (
	minute = 60.0       // in seconds
	aDay   = 24 * 60.0  // in minutes
	hour   = 60.0       // in minutes
	toHour = 1.0 / 60.0 // from minutes to vehicle hours
)

// oracleShare is how close a stated number must be to the one found again.
const oracleShare = 1e-6

func TestOracles(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range slices.Concat(lineOracles(), postOracles(), staffOracles(), clockOracles(), bookingOracles(), freightOracles(), costOracles()) {
		if seen[o.file] {
			t.Fatalf("%s is there twice", o.file)
		}
		seen[o.file] = true
		t.Run(o.file, func(t *testing.T) {
			left := o.find()
			for _, a := range readExact(t, filepath.Join("testdata", "exact", o.file+".toml")) {
				key := a.key.Subject + " " + a.code
				if a.key.Class != "" && a.key.Class != "all" {
					key += " class " + a.key.Class
				}
				want, known := left[key]
				delete(left, key)
				switch {
				case !known:
					t.Errorf("%s: no calculator", key)
				case !(math.Abs(a.value-want) <= oracleShare*math.Abs(want)):
					t.Errorf("%s is stated as %.10g, must be %.10g", key, a.value, want)
				}
			}
			for _, key := range slices.Sorted(maps.Keys(left)) {
				t.Errorf("# exact: %s %.10g is not stated", key, left[key])
			}
		})
	}
}

// byClass puts the waits and times inside of classes, given in minutes.
func (a answers) byClass(subject string, names []string, waits, means []float64) {
	for i, name := range names {
		a[subject+" wait.mean class "+name] = waits[i] * minute
		a[subject+" sojourn class "+name] = (waits[i] + means[i]) * minute
	}
}

// lineOracles are rules of the line before a station: who is served first, who gives up.
func lineOracles() []oracle {
	three := []string{"bus", "tir", "truck"}
	loads := []traffic{exponential(288/aDay, 1), fixed(180/aDay, 2), exponential(120/aDay, 3)}
	means := []float64{1, 2, 3}
	return []oracle{
		{"priority-mg1", func() answers {
			a := answers{"toll.q utilisation": 0.7}
			a.byClass("toll.q", three, cobham(loads...), means)
			return a
		}},
		{"priority-mmc", func() answers {
			a := answers{"toll.q wait.mean": mmcWait(1080/aDay, 3, 3) * minute}
			a.byClass("toll.q", []string{"bus", "truck"}, cobhamLanes(3, 3, 360/aDay, 720/aDay), []float64{3, 3})
			return a
		}},
		{"preempt-mg1", func() answers {
			a := answers{"toll.q utilisation": 0.7}
			a.byClass("toll.q", three, resumed(loads...), means)
			return a
		}},
		{"preempt-mmc", func() answers {
			a := answers{"toll.q wait.mean": mmcWait(1080/aDay, 2, 2) * minute, "toll.q inside": 1080 / aDay * (mmcWait(1080/aDay, 2, 2) + 2)}
			a.byClass("toll.q", []string{"bus", "truck"}, resumedLanes(2, 2, 432/aDay, 648/aDay), []float64{2, 2})
			return a
		}},
		{"patience-exponential", func() answers {
			p := palm(1, 4, 4, 10)
			queue := over(p, line(4))
			return answers{
				"toll.q share_reneged": queue / 10,
				"toll.q reneged":       queue / 10 * aDay,
				"toll.q throughput":    (1 - queue/10) * aDay,
				"toll.q queue":         queue,
				"toll.q wait.mean":     queue * minute,
				"toll.q utilisation":   over(p, busy(4)) / 4,
			}
		}},
		{"patience-fixed", func() answers {
			i := patience(0.9, 2, 2, func(x float64) float64 { return min(x, 5) }, 5)
			return answers{
				"toll.q share_reneged": i.gaveUp,
				"toll.q wait.mean":     i.wait * minute,
				"toll.q queue":         i.wait * 0.9,
				"toll.q utilisation":   0.9 * (1 - i.gaveUp) * 2 / 2,
			}
		}},
		{"patience-by-class", func() answers {
			const tir, limit = 1.0 / 3, 6.0
			i := patience(0.9, 2, 2, func(x float64) float64 { return tir*limit*(1-math.Exp(-x/limit)) + (1-tir)*x })
			return answers{
				"toll.q share_reneged class tir": i.gaveUp / tir,
				"toll.q wait.mean class tir":     (i.wait - (1-tir)*i.offered) / tir * minute,
				"toll.q wait.mean class truck":   i.offered * minute,
				"toll.q share_reneged":           i.gaveUp,
			}
		}},
		{"balking", func() answers {
			return balkAnswers(func(n int) float64 {
				switch inLine := n - 2; {
				case inLine >= 4:
					return 0
				case inLine >= 2:
					return 0.5
				}
				return 1
			})
		}},
		{"room-in-metres", func() answers {
			a := answers{}
			for toll, places := range map[string]int{"toll.one-row": 4, "toll.two-rows": 8} {
				p := birthDeath(2+places, func(int) float64 { return 1 }, func(n int) float64 { return busy(2)(n) / 2 })
				a[toll+" share_lost"] = p[2+places]
				a[toll+" queue"] = over(p, line(2))
			}
			return a
		}},
		{"room-of-two-lengths", func() answers {
			truck, car, queue := roomInMetres(576/aDay, 720/aDay, 1, 40, 20, 5)
			return answers{"toll.q share_lost class truck": truck, "toll.q share_lost class car": car, "toll.q queue": queue}
		}},
		{"shortest-line", func() answers {
			wait := shortestLine(1080/aDay, 2)
			return answers{"toll.q wait.mean": wait * minute, "toll.q queue": wait * 1080 / aDay}
		}},
	}
}

// balkAnswers: two lanes of two minutes, one vehicle a minute, of which some join.
func balkAnswers(join func(n int) float64) answers {
	p := birthDeath(6, join, func(n int) float64 { return busy(2)(n) / 2 })
	joined := over(p, join)
	return answers{
		"toll.q share_balked": 1 - joined,
		"toll.q balked":       (1 - joined) * aDay,
		"toll.q throughput":   joined * aDay,
		"toll.q queue":        over(p, line(2)),
		"toll.q wait.mean":    over(p, line(2)) / joined * minute,
		"toll.q utilisation":  over(p, busy(2)) / 2,
	}
}
