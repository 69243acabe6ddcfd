package value

import (
	"fmt"
	"strings"
)

// Money is an amount in some currency: "25 AZN", "1.2 M USD". What it is in the currency
// of the run is settled by frame.amount.
type Money struct {
	Amount   float64
	Currency string // "USD"
	Written  bool
}

// mostMoney is the largest amount, of any currency.
const mostMoney = 1e15

// money reads an amount and what it is for: per is what may stand after the stroke, with
// what the amount is to be multiplied by; "" stands for nothing after it.
func money(v any, example string, per map[string]float64) (m Money, unit string, err error) {
	text, ok := v.(string)
	if !ok {
		return m, "", fmt.Errorf("is %s, money is written as a text with its currency, such as %q", show(v), example)
	}
	amount, unit, _ := strings.Cut(text, "/")
	unit = strings.ReplaceAll(unit, " ", "")
	factor, ok := per[unit]
	if !ok {
		return m, "", fmt.Errorf("%q is not an amount such as %q: %s", text, example, perUnits(unit, per))
	}
	digits, words := splitUnit(strings.TrimSpace(amount))
	x, err := number(digits)
	if err != nil {
		return m, "", fmt.Errorf("%q is not an amount such as %q: %w", text, example, err)
	}
	size, currency, sized := strings.Cut(words, " ")
	if !sized {
		size, currency = "", words
	}
	thousands, ok := map[string]float64{"": 1, "k": 1e3, "M": 1e6, "bn": 1e9}[size]
	if !ok {
		return m, "", fmt.Errorf("%q is not an amount such as %q: %q is none of k, M and bn", text, example, size)
	}
	if currency = strings.TrimSpace(currency); !IsCurrency(currency) {
		return m, "", fmt.Errorf("%q has no currency such as USD: write it like %q", text, example)
	}
	if x = float64(float64(x*thousands) * factor); x > mostMoney {
		return m, "", fmt.Errorf("%q is out of range, an amount is at most 1e15", text)
	}
	return Money{x, currency, true}, unit, nil
}

// perUnits says what stands after the stroke of an amount.
func perUnits(unit string, per map[string]float64) string {
	var known []string
	for _, u := range sortedKeys(per) {
		if u != "" {
			known = append(known, "/"+u)
		}
	}
	_, alone := per[""]
	switch {
	case alone:
		return fmt.Sprintf("%s stands after it, not \"/%s\"", strings.Join(append(known, "nothing"), " or "), unit)
	case unit == "":
		return "it is " + strings.Join(known, " or ")
	}
	return fmt.Sprintf("it is %s, not \"/%s\"", strings.Join(known, " or "), unit)
}

// IsCurrency tells whether a text is the code of a currency: three capital letters.
func IsCurrency(text string) bool {
	return len(text) == 3 && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// moneyPattern is the form of amounts, with what may stand after the stroke.
func moneyPattern(per string) string {
	return `^\s*[0-9.eE+]+\s*((k|M|bn)\s+)?[A-Z]{3}\s*` + per + `$`
}

// Decode reads an amount up to 10^15: "25 AZN", "750 k USD", "1.2 M USD", "3 bn IRR".
func (m *Money) Decode(v any) error {
	x, _, err := money(v, "25 USD", map[string]float64{"": 1})
	if err == nil {
		*m = x
	}
	return err
}

// Syntax describes amounts.
func (m *Money) Syntax() Syntax {
	return Syntax{Name: "amount of money", Example: "25 USD", Types: []string{"string"}, Pattern: moneyPattern("")}
}

// HourMoney is an amount by the hour: "15 USD/h".
type HourMoney struct{ Money }

// Decode reads "15 USD/h" or "360 USD/day".
func (m *HourMoney) Decode(v any) (err error) {
	x, _, err := money(v, "15 USD/h", map[string]float64{"h": 1, "hour": 1, "day": 1. / 24})
	if err == nil {
		m.Money = x
	}
	return err
}

// Syntax describes amounts by the hour.
func (m *HourMoney) Syntax() Syntax {
	return Syntax{Name: "money by the hour", Example: "15 USD/h", Types: []string{"string"}, Pattern: moneyPattern(`/\s*(h|hour|day)\s*`)}
}

// CargoMoney is an amount by the tonne and hour: "0.5 USD/t/h".
type CargoMoney struct{ Money }

// Decode reads "0.5 USD/t/h" or "12 USD/t/day".
func (m *CargoMoney) Decode(v any) error {
	x, _, err := money(v, "0.5 USD/t/h", map[string]float64{"t/h": 1, "t/hour": 1, "t/day": 1. / 24})
	if err == nil {
		m.Money = x
	}
	return err
}

// Syntax describes amounts by the tonne and hour.
func (m *CargoMoney) Syntax() Syntax {
	return Syntax{Name: "money by the tonne and hour", Example: "0.5 USD/t/h", Types: []string{"string"}, Pattern: moneyPattern(`/\s*t\s*/\s*(h|hour|day)\s*`)}
}

// KmMoney is an amount by the kilometre: "0.9 USD/km".
type KmMoney struct{ Money }

// Decode reads "0.9 USD/km".
func (m *KmMoney) Decode(v any) error {
	x, _, err := money(v, "0.9 USD/km", map[string]float64{"km": 1})
	if err == nil {
		m.Money = x
	}
	return err
}

// Syntax describes amounts by the kilometre.
func (m *KmMoney) Syntax() Syntax {
	return Syntax{Name: "money by the kilometre", Example: "0.9 USD/km", Types: []string{"string"}, Pattern: moneyPattern(`/\s*km\s*`)}
}

// LitreMoney is an amount by the litre: "0.6 USD/l".
type LitreMoney struct{ Money }

// Decode reads "0.6 USD/l".
func (m *LitreMoney) Decode(v any) error {
	x, _, err := money(v, "0.6 USD/l", map[string]float64{"l": 1})
	if err == nil {
		m.Money = x
	}
	return err
}

// Syntax describes amounts by the litre.
func (m *LitreMoney) Syntax() Syntax {
	return Syntax{Name: "money by the litre", Example: "0.6 USD/l", Types: []string{"string"}, Pattern: moneyPattern(`/\s*l\s*`)}
}

// YearMoney is an amount by the year: "350 k USD/year".
type YearMoney struct{ Money }

// Decode reads "350 k USD/year".
func (m *YearMoney) Decode(v any) error {
	x, _, err := money(v, "350 k USD/year", map[string]float64{"year": 1})
	if err == nil {
		m.Money = x
	}
	return err
}

// Syntax describes amounts by the year.
func (m *YearMoney) Syntax() Syntax {
	return Syntax{Name: "money by the year", Example: "350 k USD/year", Types: []string{"string"}, Pattern: moneyPattern(`/\s*year\s*`)}
}

// Fee is an amount for a passage: of a vehicle, or of each tonne on board.
type Fee struct {
	Money
	PerTonne bool
}

// Decode reads "25 AZN" or "2.5 USD/t".
func (e *Fee) Decode(v any) error {
	x, unit, err := money(v, "25 USD", map[string]float64{"": 1, "t": 1})
	if err == nil {
		*e = Fee{x, unit == "t"}
	}
	return err
}

// Syntax describes fees.
func (e *Fee) Syntax() Syntax {
	return Syntax{Name: "fee", Example: "25 USD", Types: []string{"string"}, Pattern: moneyPattern(`(/\s*t\s*)?`)}
}

// KmFee is a fee by the kilometre: of a vehicle, or of each tonne on board.
type KmFee struct{ Fee }

// Decode reads "0.15 USD/km" or "0.02 USD/t/km".
func (e *KmFee) Decode(v any) error {
	x, unit, err := money(v, "0.15 USD/km", map[string]float64{"km": 1, "t/km": 1})
	if err == nil {
		e.Fee = Fee{x, unit != "km"}
	}
	return err
}

// Syntax describes fees by the kilometre.
func (e *KmFee) Syntax() Syntax {
	return Syntax{Name: "fee by the kilometre", Example: "0.15 USD/km", Types: []string{"string"}, Pattern: moneyPattern(`/(\s*t\s*/)?\s*km\s*`)}
}

// Fees and KmFees are given for all classes or by class.
type (
	Fees   struct{ ByClass[Fee, *Fee] }
	KmFees struct{ ByClass[KmFee, *KmFee] }
)
