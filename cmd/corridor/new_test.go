package main

import "testing"

func TestQuoted(t *testing.T) {
	for name, want := range map[string]string{
		"plans/my.toml": "plans/my.toml",
		"my plan.toml":  "'my plan.toml'",
		"o'neil.toml":   `'o'\''neil.toml'`,
		"Şəki.toml":     "Şəki.toml",
		"a;b.toml":      "'a;b.toml'",
	} {
		if got := quoted(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
