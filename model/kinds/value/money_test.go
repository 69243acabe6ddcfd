package value

import (
	"fmt"
	"strings"
	"testing"
)

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		value Value
		in    any
		want  string // "%v" of the value; or of the error when it begins with "!"
	}{
		{new(Money), "25 AZN", "&{25 AZN true}"},
		{new(Money), "1.2 M USD", "&{1.2e+06 USD true}"},
		{new(Money), "750k USD", "&{750000 USD true}"},
		{new(Money), "3bn IRR", "&{3e+09 IRR true}"},
		{new(Money), "25", "!has no currency"},
		{new(Money), "25 usd", "!has no currency"},
		{new(Money), "USD 25", `!"" is not a number`},
		{new(Money), "25 m USD", `!"m" is none of k, M and bn`},
		{new(Money), "25 USD/h", `!nothing stands after it, not "/h"`},
		{new(Money), "1e9 bn USD", "!out of range"},
		{new(Money), "-1 USD", "!must not be negative"},
		{new(Money), int64(25), "!is 25, money is written as a text"},
		{new(HourMoney), "15 USD/h", "&{{15 USD true}}"},
		{new(HourMoney), "360 USD / day", "&{{15 USD true}}"},
		{new(HourMoney), "15 USD/t/h", `!it is /day or /h or /hour, not "/t/h"`},
		{new(CargoMoney), "12 USD/t/day", "&{{0.5 USD true}}"},
		{new(KmMoney), "0.9 USD/km", "&{{0.9 USD true}}"},
		{new(LitreMoney), "0.6 USD/l", "&{{0.6 USD true}}"},
		{new(YearMoney), "350 k USD/year", "&{{350000 USD true}}"},
		{new(YearMoney), "350 k USD", "!it is /year"},
		{new(Fee), "2.5 USD/t", "&{{2.5 USD true} true}"},
		{new(Fee), "25 USD", "&{{25 USD true} false}"},
		{new(Fee), "25 USD/km", `!/t or nothing stands after it, not "/km"`},
		{new(KmFee), "0.15 USD/km", "&{{{0.15 USD true} false}}"},
		{new(KmFee), "0.02 USD/t/km", "&{{{0.02 USD true} true}}"},
		{new(HourFuel), "2.5 l/h", "&{2.5 true}"},
		{new(RoadFuel), "32 l/100km", "&{0.32 true}"},
		{new(RoadFuel), "32 l/100 km", "&{0.32 true}"},
		{new(RoadFuel), "32 mpg", `!has the unit "mpg"`},
		{new(Carbon), "2.65 kg/l", "&{2.65 true}"},
	} {
		err := c.value.Decode(c.in)
		got := fmt.Sprint(c.value)
		if err != nil {
			got = "!" + err.Error()
		}
		if want, wrong := strings.CutPrefix(c.want, "!"); wrong != (err != nil) || !strings.Contains(got, want) {
			t.Errorf("%T %v: got %q, want %q", c.value, c.in, got, c.want)
		}
		if s := c.value.Syntax(); c.value.Decode(s.Example) != nil {
			t.Errorf("%T does not read its own example %q", c.value, s.Example)
		}
	}
}
