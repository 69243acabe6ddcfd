package value

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"corridor/sim"
)

// Every value: what is read, and what is said of what is not.
func TestValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		value Value
		in    any
		want  string // "%v" of the value; or of the error when it begins with "!"
	}{
		{new(Span), "14m24s", "&{14m24s true}"},
		{new(Span), "2h 30m", "&{2h30m true}"},
		{new(Span), int64(90), "!is 90, a time span is written as a text"},
		{new(Span), "-5m", "!negative"},
		{new(Length), "129 km", "&{129000000 true}"},
		{new(Length), "18m", "&{18000 true}"},
		{new(Length), "4.5 m", "&{4500 true}"},
		{new(Length), "-1 km", "!must not be negative"},
		{new(Length), "12", "!has no unit"},
		{new(Length), "12 miles", `!has the unit "miles", a length has one of cm, km, m, mm`},
		{new(Length), "1e400 km", "!too large"},
		{new(Length), "nan km", "!is not a number"},
		{new(Length), "1e9 km", "!out of range"},
		{new(Length), 12.5, "!is 12.5, a length is written as a text"},
		{new(Speed), "90 km/h", "&{90 true}"},
		{new(Speed), "25 m/s", "&{90 true}"},
		{new(Speed), "0 km/h", "!out of range"},
		{new(Speed), "300000 km/h", "!out of range"},
		{new(Mass), "18.7 t", "&{18.7 true}"},
		{new(Mass), "20000 kg", "&{20 true}"},
		{new(Growth), "8%/year", "&{ {0.08 [] {0 0} {0 0} true} true}"},
		{new(Growth), "-2.5 % / year", "&{ {-0.025 [] {0 0} {0 0} true} true}"},
		{new(Growth), "growth.trade", "&{growth.trade {0 [] {0 0} {0 0} false} true}"},
		{new(Growth), map[string]any{"2025": "-5%", "2024": "8 %/year", "later": "3%"}, "&{ {0 [{2024 0.08} {2025 -0.05}] {0 0} {1 0.03} true} true}"},
		{new(Growth), map[string]any{"later": "3%"}, "!names no year"},
		{new(Growth), map[string]any{"24": "3%"}, "!is not a year"},
		{new(Growth), map[string]any{"2024": "-100%"}, "!out of range"},
		{new(GrowthRates), "growth.trade", "!is not a growth"},
		{new(Volume), "1.2 Mt/year", "&{{1.2e+06 3.1556952e+13 true} 1 0001-01-01}"},
		{new(Volume), "300TEU/month", "&{{300 2.629746e+12 true} 2 0001-01-01}"},
		{new(Volume), "300 teu/month", "!did you mean \"TEU\""},
		{new(Volume), "-5 t/day", "!negative"},
		{new(Volume), "5 t", "!no period"},
		{new(Volume), "1e9 Mt/day", "!out of range"},
		{new(Load), "22.5 t", "&{no law 22500 true}"},
		{new(Load), "-1 t", "!negative"},
		{new(DemandShare), -1, "!from 0 to 100"},
		{new(Growth), "-100%/year", "!out of range"},
		{new(Growth), 0.08, "!growth is written as a text"},
		{new(Rate), "1000/parsec", `!has the period "parsec"`},
		{new(Rate), "275", "!has no period"},
		{new(Rate), "-275/day", "!must not be negative"},
		{new(Rate), "1e300/day", "!out of range"},
		{new(Rate), inf, "!a rate is a number and one of"},
		{new(Capacity), "0/h", "!lets nobody pass"},
		{new(Capacity), "unlimited", "&{{0 0 false} true}"},
		{new(Lanes), int64(5), "&{5 true}"},
		{new(Lanes), int64(0), "&{0 true}"},
		{new(Lanes), int64(1e9), "!must be a whole number from 0 to 10000, is 1000000000"},
		{new(Lanes), int64(-1), "!from 0 to 10000, is -1"},
		{new(Lanes), 2.5, "!is 2.5"},
		{new(Lanes), nan, "!is NaN"},
		{new(Room), "unlimited", "&{0 0 false}"},
		{new(Room), int64(0), "&{0 0 true}"},
		{new(Room), "0.6 km", "&{0 600000 true}"},
		{new(Room), "600", `!is "600"`},
		{new(Room), "0 m", "!without waiting places write 0"},
		{new(Room), "600 miles", `!has the unit "miles"`},
		{new(Quota), "600/day", "&{600 true}"},
		{new(Quota), "25/h", "!by the day"},
		{new(Quota), "0.5/day", "!a whole number of vehicles from 1 on"},
		{new(TimeOfDay), "6:30", "&{6h30m true}"},
		{new(TimeOfDay), "24:00", "!up to \"23:59\""},
		{new(Balk), map[string]any{"20": int64(1), "5": 0.5}, "&[{5 0.5} {20 1}]"},
		{new(Balk), map[string]any{"20": 0.2, "5": 0.5}, "!the share falls from 0.5 at 5 vehicles to 0.2 at 20"},
		{new(Balk), map[string]any{"5": 0.5, "05": 0.5}, "!a line of 5 twice"},
		{new(Balk), map[string]any{"5": 1.5, "many": 0.5}, `!5: is 1.5, a share is a number from 0 to 1; also: "many" is not a number of vehicles in line`},
		{new(Shares), map[string]any{"red": 0.25, "green": 0.75}, "&map[green:0.75 red:0.25]"},
		{new(Shares), map[string]any{"red": -0.25, "a.b": 0.75}, `!"a.b" cannot be a name: a dot parts the keys of a path; also: red: is -0.25`},
		{new(Shares), map[string]any{}, "!must name shares"},
		{new(Room), "lots", `!or "unlimited", is "lots"`},
		{new(Storage), "20 vehicles", "&{2 20}"},
		{new(Storage), "12 km", "&{3 12000000}"},
		{new(Storage), "unlimited", "&{1 0}"},
		{new(Storage), "0.5 vehicles", "!whole number of vehicles"},
		{new(Wave), "18 km/h", "&{{18 true}}"},
		{new(Limit), "none", "&{never true}"},
		{new(Limit), "14d", "&{14d true}"},
		{new(Rated), map[string]any{"truck": "630/day"}, "!both directions"},
		{new(Rated), map[string]any{"truck": "630/day", "per": "week"}, "!per is"},
		{new(Rated), map[string]any{"truck": "many", "per": "direction"}, "!truck: "},
		{new(Volume), map[string]any{"rate": "1/day", "att": "2024-01-01"}, `!"att" is not a key of a volume; did you mean at?`},
		{new(Volume), map[string]any{"rate": "1/day", "at": "yesterday"}, "!at: "},
		{new(Speeds), map[string]any{"car": "fast"}, "!car: "},
		{new(Names), "profile.x", "&[profile.x]"},
		{new(Names), []any{"a", int64(3)}, "!must be a name"},
		{new(Date), "2024-01-01", "2024-01-01"},
		{new(Date), "2024-01-01T08:30", "2024-01-01T08:30:00"},
		{new(Date), "2024-01-01T08:30:00+03:00", "2024-01-01T05:30:00Z"},
		{new(Date), "2024-02-30", "!is not a date"},
		{new(Date), "0024-01-01", "!the year 24"},
		{new(Date), int64(2024), "!must be a date"},
		{new(Hours), "8-20", "!are not opening hours"},
		{new(Hours), "Mon-Fry 08:00-20:00", `!names the day "Fry"`},
		{new(Hours), "08:00-08:00", "!begins and ends at the same time"},
		{new(Hours), "08:00-25:00", "!are not opening hours"},
		{new(Closed), "2024-03-24/2024-03-20", "!ends before it begins"},
		{new(Closed), "2024-03-24T08:00:00", "!has a time of day"},
		{new(Closed), []any{"2024-03-20", "2024-03-22/2024-03-23"}, "&[[19802 19802] [19804 19805]]"},
		{new(Clocks), []any{"20:00", "8:00"}, "&[8h 20h]"},
		{new(Clocks), "00:00", "&[0s]"},
		{new(Clocks), []any{"08:00", "8:00"}, "!08:00 is written twice"},
		{new(Clocks), []any{"24:00", "8", int64(9)}, `!is "24:00", times of day from 00:00 to 23:59 are written like ["08:00", "20:00"]; also: is "8", times of day`},
		{new(Clocks), []any{}, "!is an empty list"},
		{new(Clocks), slices.Repeat([]any{"08:00"}, 25), "!has 25 times of day, at most 24 may be written"},
		{new(Exceptions), map[string]any{"2024-12-31": "08:00-12:00", "2025-01-01/2025-01-02": "closed"}, "&2024-12-31 08:00-12:00, 2025-01-01/2025-01-02 closed"},
		{new(Exceptions), map[string]any{"2024-12-31": []any{"14:00-18:00", "22:00-02:00"}}, "&2024-12-31 14:00-18:00 and 22:00-02:00"},
		{new(Exceptions), map[string]any{}, "&"},
		{new(Exceptions), "2024-12-31", `!is "2024-12-31", must be a table of days`},
		{new(Exceptions), map[string]any{"soon": "close", "2024-12-31": "Mon 08:00-12:00", "2025-01-01": []any{}, "2025-01-02": true}, `!2024-12-31: "Mon 08:00-12:00" are not hours of a day such as "08:00-12:00", ["08:00-12:00", "14:00-18:00"] or "closed"; also: 2025-01-01: is an empty list`},
		{new(Exceptions), map[string]any{"2025-01-02": true, "soon": "close"}, `!2025-01-02: is true, the hours of a day are written like "08:00-12:00"`},
		{new(Exceptions), map[string]any{"soon": "close"}, `!"soon" is not a date such as 2024-01-01 or 2024-01-01T08:00:00; or write a span`},
		{new(Exceptions), map[string]any{"2025-01-01": []any{"closed", "08:00-12:00"}}, `!2025-01-01: is "closed", the hours of a day`},
		{new(Exceptions), map[string]any{"2025-01-01": "08:00-08:00"}, `!begins and ends at the same time`},
		{new(Exceptions), map[string]any{"2025-01-01/2025-01-09": "closed", "2025-01-02": "closed", "2025-01-05": "closed"}, `!2025-01-02 is written twice, in "2025-01-01/2025-01-09" and in "2025-01-02"; a day has one exception; also: 2025-01-05 is written twice, in "2025-01-01/2025-01-09"`},
		{new(Exceptions), map[string]any{"2025-01-01": " Tue 08:00-12:00"}, `!are not hours of a day`},
		{new(HolidayNames), "holidays.x", "&{[holidays.x]}"},
		{new(Hours), []any{"8-20", "08:00-20:00", "Fry 08:00-20:00"}, `!; also: "Fry 08:00-20:00" names the day "Fry"`},
		{new(Hours), []any{}, "!is an empty list"},
		{new(Closed), []any{"soon", "2024-03-24/2024-03-20", "2024-13-01"}, `!; also: "2024-03-24/2024-03-20" ends before it begins; also: "2024-13-01" is not a date`},
		{new(Arrivals), map[string]any{"times": []any{"soon", "1h", "later"}}, `!; also: times: "later" is neither`},
		{new(Volume), map[string]any{"rate": "many", "at": "soon", "by": 3}, `!"by" is not a key of a volume; known are at, rate; also: rate: "many" has no period`},
		{new(Volume), map[string]any{"at": "2024-01-01"}, `!has no rate`},
		{new(Speeds), map[string]any{"car": "fast", "truck": "slow"}, "!; also: truck: "},
		{new(Arrivals), "poison", "!did you mean poisson?"},
		{new(Arrivals), map[string]any{"law": "erlang", "shape": int64(3), "mean": "1m"}, "!follows from the volume"},
		{new(Arrivals), map[string]any{"times": []any{"soon"}}, "!neither a time span"},
		{new(Batch), int64(0), "!from 1 to 10000"},
		{new(Batch), map[string]any{"law": "erlang", "mean": int64(3), "shape": int64(2)}, "!law on whole numbers"},
		{new(Batch), map[string]any{"law": "geometric", "mean": 0.5}, "!mean is 0.5"},
	} {
		err := c.value.Decode(c.in)
		if want, bad := strings.CutPrefix(c.want, "!"); bad {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%T of %v: %v, want an error with %q", c.value, c.in, err, want)
			}
			continue
		}
		got := fmt.Sprintf("%v", c.value)
		switch v := c.value.(type) {
		case *Date:
			got = v.String()
		case *Exceptions:
			got = "&" + v.String()
		case *Clocks:
			got = fmt.Sprintf("&%v", []sim.Time(*v))
		}
		if err != nil || got != c.want {
			t.Errorf("%T of %v: %s, %v, want %s", c.value, c.in, got, err, c.want)
		}
	}
}

func TestRatesByDay(t *testing.T) {
	for text, want := range map[string]float64{"275/day": 275, "48/hour": 1152, "1700 pcu/h": 40800, "2/minute": 2880,
		"0.5/s": 43200, "70/week": 10, "365.2425/year": 1, "1000 vehicles / month": 12000 / 365.2425} {
		var r Rate
		if err := r.Decode(text); err != nil || math.Abs(r.PerDay()/want-1) > 1e-14 {
			t.Errorf("%s is %v a day, want %v (%v)", text, r.PerDay(), want, err)
		}
	}
}

// Laws: mean and cv in seconds, or the error.
func TestLaws(t *testing.T) {
	table := func(pairs ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	for _, c := range []struct {
		in       any
		mean, cv float64
		fault    string
	}{
		{"14m24s", 864, 0, ""},
		{table("mean", "1m"), 60, 0, ""},
		{table("mean", "1m", "law", "exponential"), 60, 1, ""},
		{table("mean", "1m", "law", "erlang", "shape", int64(4)), 60, 0.5, ""},
		{table("mean", "1m", "law", "gamma", "shape", 4.0), 60, 0.5, ""},
		{table("mean", "1m", "law", "gamma", "cv", 0.5), 60, 0.5, ""},
		{table("mean", "1m", "law", "lognormal", "cv", 1.5), 60, 1.5, ""},
		{table("mean", "1m", "law", "weibull", "shape", int64(1)), 60, 1, ""},
		{table("mean", "1m", "law", "weibull", "cv", 0.5), 60, 0.5, ""},
		{table("mean", "1m", "law", "hyperexponential", "cv", 2.0), 60, 2, ""},
		{table("law", "uniform", "min", "0s", "max", "2m"), 60, 1 / math.Sqrt(3), ""},
		{table("law", "triangular", "min", "0s", "mode", "1m", "max", "2m"), 60, 1 / math.Sqrt(6), ""},
		{table("law", "empirical", "values", []any{"30s", "90s"}), 60, 0.5, ""},
		{table("values", []any{"30s", "90s"}, "weights", []any{int64(3), int64(1)}), 45, math.Sqrt(1.0 / 3), ""},
		{table("law", "mixture", "of", []any{"30s", table("mean", "90s")}), 60, 0.5, ""},
		{table("mean", "1m", "law", "exponential", "offset", "1m"), 120, 0.5, ""},
		{table("mean", "1m", "law", "exponental"), 0, 0, "did you mean exponential?"},
		{table("mean", "1m", "law", "erlang", "shpe", int64(3)), 0, 0, `"shpe" is not a key of the law erlang; did you mean shape?`},
		{table("mean", "1m", "law", "erlang"), 0, 0, "needs shape"},
		{table("mean", "1m", "law", "erlang", "shape", 2.5), 0, 0, "shape: is 2.5, must be a whole number"},
		{table("mean", "1m", "law", "gamma"), 0, 0, "needs either cv or shape"},
		{table("mean", "1m", "law", "gamma", "cv", 1.0, "shape", 1.0), 0, 0, "needs either cv or shape"},
		{table("mean", int64(5)), 0, 0, "mean: is 5, a time span"},
		{table("mean", "1m", "law", "lognormal", "cv", math.NaN()), 0, 0, "cv: is NaN"},
		{table("mean", "1m", "law", "lognormal", "cv", -1.0), 0, 0, "cv: is -1"},
		{table("mean", "1m", "law", "hyperexponential", "cv", 0.5), 0, 0, "cv"},
		{table("law", "uniform", "min", "2m", "max", "1m"), 0, 0, `min is "2m", above max, which is "1m"`},
		{table("law", "triangular", "min", "1m", "mode", "3m", "max", "2m"), 0, 0, `mode is "3m", above max, which is "2m"`},
		{table("law", "gamma", "mean", "soon", "cvv", 1.0, "offset", int64(3)), 0, 0, `"cvv" is not a key of the law gamma; did you mean cv?; also: mean: `},
		{table("law", "gamma", "mean", "soon", "cv", -1.0, "offset", int64(3)), 0, 0, `; also: cv: is -1, must be a number not below 0; also: offset: is 3, a time span`},
		{table("law", "empirical", "values", []any{"x", "1m", "y"}), 0, 0, `values: "y"`},
		{table("law", "mixture", "of", []any{"fast"}), 0, 0, "of: "},
		{table("law", "empirical", "values", []any{}), 0, 0, "must be a list"},
		{table(), 0, 0, "needs mean"},
		{int64(5), 0, 0, "is 5, a time span"},
	} {
		var l Law
		err := l.Decode(c.in)
		if c.fault != "" {
			if err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("%v: %v, want an error with %q", c.in, err, c.fault)
			}
			continue
		}
		if err != nil || math.Abs(l.Law.Mean()/1e6-c.mean) > 1e-6 || math.Abs(l.Law.CV()-c.cv) > 1e-6 {
			t.Errorf("%v: mean %v, cv %v, %v; want %v, %v", c.in, l.Law.Mean()/1e6, l.Law.CV(), err, c.mean, c.cv)
		}
	}
}

// The mean of the gaps is 1 whatever the law is written in.
func TestGapsHaveMeanOne(t *testing.T) {
	for _, in := range []any{"even", map[string]any{"law": "erlang", "shape": int64(3)},
		map[string]any{"law": "uniform", "min": 3.0, "max": int64(9)},
		map[string]any{"law": "empirical", "values": []any{int64(1), int64(5)}},
		map[string]any{"law": "exponential", "offset": 0.5},
		map[string]any{"law": "hyperexponential", "cv": 2.0}} {
		var a Arrivals
		if err := a.Decode(in); err != nil || math.Abs(a.Gap.Mean()-1) > 1e-12 {
			t.Errorf("%v: mean gap %v, %v", in, a.Gap.Mean(), err)
		}
	}
}

func TestHours(t *testing.T) {
	var h Hours
	if err := h.Decode([]any{"Mon-Fri 08:00-20:00", "Sat 09:00-13:00", "Mon 19:00-22:00", "Fri-Sun 22:00-06:00"}); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(h.Week)
	want := "[[{8h 22h}] [{8h 20h}] [{8h 20h}] [{8h 20h}] [{8h 20h} {22h 1d6h}] [{9h 13h} {22h 1d6h}] [{22h 1d6h}]]"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestSuggest(t *testing.T) {
	known := []string{"lanes", "staffed", "service", "service_by", "room"}
	for word, want := range map[string]string{"lane": "lanes", "lnaes": "lanes", "stafed": "staffed", "Service": "service", "zzz": "", "": ""} {
		if got := Suggest(word, known); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// No text makes a value panic, and what is accepted is finite and in range.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"14m24s", "129 km", "90 km/h", "18.7 t", "8%/year", "275/day", "12 vehicles", "2024-01-01/2024-02-01", "Mon-Fri 08:00-20:00", "none", "1e400/day", "-3 km", "٣ km", "5 e", "3/week", "20 trains/day"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var length Length
		if length.Decode(text) == nil && length.Millimetres < 0 {
			t.Errorf("length %d", length.Millimetres)
		}
		var speed Speed
		if speed.Decode(text) == nil && !(speed.KmH > 0 && speed.KmH <= 2000) {
			t.Errorf("speed %v", speed.KmH)
		}
		var rate Rate
		if rate.Decode(text) == nil && !(rate.PerDay() >= 0 && rate.PerDay() <= 1e9) {
			t.Errorf("rate %v", rate.PerDay())
		}
		var growth Growth
		if growth.Decode(text) == nil && !(growth.Rates.Every > -1 && growth.Rates.Every <= 10) {
			t.Errorf("growth %v", growth.Rates.Every)
		}
		var clocks Clocks
		if clocks.Decode(text) == nil && !(clocks[0] >= 0 && clocks[0] < sim.Day) {
			t.Errorf("time of day %v", clocks)
		}
		var exceptions Exceptions
		if exceptions.Decode(map[string]any{text: "closed"}) == nil && exceptions[0].Days[1] < exceptions[0].Days[0] {
			t.Errorf("exceptions %v", exceptions)
		}
		if openings, err := dayHours(text); err == nil && text != "closed" && !(openings[0].From >= 0 && openings[0].From < openings[0].To && openings[0].To < 2*sim.Day) {
			t.Errorf("openings %v", openings)
		}
		var span Span
		if span.Decode(text) == nil && span.Time < 0 {
			t.Errorf("span %v", span.Time)
		}
		var hours Hours
		if hours.Decode(text) == nil {
			for _, day := range hours.Week {
				for _, o := range day {
					if !(0 <= o.From && o.From < o.To && o.To <= 2*sim.Day) {
						t.Errorf("opening %v", o)
					}
				}
			}
		}
		for _, v := range []Value{new(Mass), new(Capacity), new(Room), new(Lanes), new(Storage), new(Wave), new(Limit), new(Date),
			new(Closed), new(Volume), new(Speeds), new(Spans), new(Law), new(Arrivals), new(Batch), new(Quantity), new(Rated), new(Names), new(Settings), new(Timetable), new(Paths)} {
			if err := v.Decode(text); err != nil && err.Error() == "" {
				t.Errorf("%T refuses %q without a word", v, text)
			}
			_ = v.Decode(map[string]any{"rate": text, "law": text, "mean": text, "times": text})
			_ = v.Decode([]any{text, []any{text}})
		}
	})
}
