package sim

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]Time{
		"14m24s": 14*Minute + 24*Second, "2h30m": 150 * Minute, "3d": 3 * Day, "1w": Week, "250ms": 250 * Millisecond,
		"10us": 10, "10µs": 10, "0s": 0, "1.5h": 90 * Minute, "0.1s": 100 * Millisecond, " 2h 30m ": 150 * Minute,
		"1w2d3h4m5s6ms7us": Week + 2*Day + 3*Hour + 4*Minute + 5*Second + 6*Millisecond + 7,
		"11.3143 m":        678_858_000, "0.4us": 0, "0.5us": 1, ".5s": 500 * Millisecond, "36499w": 36499 * Week,
	} {
		if got, err := ParseTime(text); got != want || err != nil {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "empty",
		"  ":                      "empty",
		"15":                      "without unit",
		"0":                       "without unit",
		"2h30":                    "without unit",
		"-5m":                     "negative",
		"5 min":                   `unknown unit "min"`,
		"5M":                      `unknown unit "M"`,
		"5m3h":                    "from large to small",
		"5m5m":                    "from large to small",
		"h":                       "not a time span",
		"1.2.3s":                  "not a time span",
		"abc":                     "not a time span",
		"2h,30m":                  "not a time span",
		"1e3s":                    "unknown unit",
		"36600000d":               "longer than 36,500 years",
		"9999999999999999999999w": "longer than 36,500 years",
		"2000000w":                "longer than 36,500 years",
		"inf s":                   "not a time span",
		"\x00\xff5m":              "not a time span",
	} {
		if got, err := ParseTime(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is %d, error %v; want an error with %q", text, got, err, want)
		}
	}
}

func TestTimeString(t *testing.T) {
	for want, x := range map[string]Time{
		"0s": 0, "2h14m24s": 2*Hour + 14*Minute + 24*Second, "3d2h": 74 * Hour, "1.5s": 1500 * Millisecond,
		"250ms": 250 * Millisecond, "1.5ms": 1500, "10us": 10, "7d": Week, "-5m": -5 * Minute, "1m0.000001s": Minute + 1,
		"never": Never,
	} {
		if got := x.String(); got != want {
			t.Errorf("%d is %q, want %q", int64(x), got, want)
		}
	}
}

func TestTimeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := Time(rapid.Int64Range(0, int64(horizon)-1).Draw(t, "ticks") >> rapid.IntRange(0, 59).Draw(t, "shift"))
		if got, err := ParseTime(x.String()); got != x || err != nil {
			t.Fatalf("%d is written %q and read as %d, %v", int64(x), x, int64(got), err)
		}
	})
}

func FuzzParseTime(f *testing.F) {
	f.Add("14m24s")
	f.Add("1.5 µs")
	f.Fuzz(func(t *testing.T, text string) {
		x, err := ParseTime(text)
		if err != nil {
			return
		}
		if again, err := ParseTime(x.String()); x < 0 || x >= horizon || again != x || err != nil {
			t.Fatalf("%q is %d, written %q, read as %d, %v", text, int64(x), x, int64(again), err)
		}
	})
}

func TestFromSeconds(t *testing.T) {
	for _, c := range []struct {
		s    float64
		want Time
	}{
		{0, 0}, {1, Second}, {0.0000014, 1}, {0.0000016, 2}, {-0.0000016, -2}, {678.858, 678_858_000},
		{1e300, horizon}, {-1e300, -horizon}, {math.Inf(1), horizon}, {math.NaN(), 0},
	} {
		if got := FromSeconds(c.s); got != c.want {
			t.Errorf("%v s is %d ticks, want %d", c.s, got, c.want)
		}
	}
	if got := (90 * Minute).Seconds(); got != 5400 {
		t.Errorf("90 minutes are %v s", got)
	}
	if got := Millimetres(129_000_500).Metres(); got != 129_000.5 {
		t.Errorf("129,000,500 mm are %v m", got)
	}
}
