package value

import (
	"maps"
	"slices"
	"strings"
)

// Suggest returns the known word that is spelt most like word, or "" when none is
// near: at most a third of its letters may differ (two swapped neighbours count as
// one). Ties go to the first in alphabetical order.
func Suggest(word string, known []string) string {
	best, least := "", max(1, len(word)/3)+1
	for _, k := range known {
		if len(k)-len(word) >= 4*least || len(word)-len(k) >= 4*least { // a letter has up to four bytes
			continue
		}
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < least || d == least && best != "" && k < best {
			best, least = k, d
		}
	}
	return best
}

// editDistance counts insertions, deletions, substitutions and swaps of neighbours
// (optimal string alignment).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}

// DidYouMean is advice for an unknown word: the nearest one, or all there are.
func DidYouMean(word string, known []string) string {
	if s := Suggest(word, known); s != "" {
		return "did you mean " + s + "?"
	}
	if len(known) == 0 {
		return "there is none"
	}
	known = slices.Sorted(slices.Values(known))
	if len(known) > 12 {
		return "known are " + strings.Join(known[:12], ", ") + " …"
	}
	return "known are " + strings.Join(known, ", ")
}

// listOf names the keys of a map in alphabetical order.
func listOf[T any](m map[string]T) string {
	return strings.Join(slices.Sorted(maps.Keys(m)), ", ")
}
