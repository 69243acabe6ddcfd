package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// lawTable is the part of a law that does not fit in a few numbers. It is never
// changed once made.
type lawTable struct {
	values []float64 // Empirical: ascending
	laws   []Law     // Mixture
	upTo   []float64 // share of everything up to and including an entry; the last is 1
	guide  []int32   // entry where the search for i/len(guide) begins
}

// newLawTable makes the search table of the given weights.
func newLawTable(weights []float64) *lawTable {
	n := len(weights)
	t := &lawTable{upTo: make([]float64, n), guide: make([]int32, n)}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	sum := 0.0
	for i, w := range weights {
		sum += w
		t.upTo[i] = sum / total
	}
	t.upTo[n-1] = 1
	entry := int32(0)
	for i := range t.guide {
		for t.upTo[entry] <= float64(i)/float64(n) {
			entry++
		}
		t.guide[i] = entry
	}
	return t
}

// pick inverts the distribution function at u of (0, 1): the first entry whose share
// is above u. It keeps order, so that common random numbers stay common when weights
// change a little; the guide makes it take constant time on average.
func (t *lawTable) pick(u float64) int {
	i := int(t.guide[int(float64(u*float64(len(t.guide))))])
	for t.upTo[i] <= u {
		i++
	}
	return i
}

// Empirical draws one of the values, with probabilities in proportion to the weights;
// nil weights are equal ones. The order in which values are given does not matter.
func Empirical(values, weights []float64) (Law, error) {
	if len(values) == 0 {
		return Law{}, fmt.Errorf("empirical law: there are no values")
	}
	if weights == nil {
		weights = slices.Repeat([]float64{1}, len(values))
	}
	if err := checkWeights("empirical", "values", len(values), weights); err != nil {
		return Law{}, err
	}
	type entry struct{ value, weight float64 }
	entries := make([]entry, 0, len(values))
	for i, v := range values {
		if err := checkValue("empirical", fmt.Sprintf("value %d", i+1), v); err != nil {
			return Law{}, err
		}
		if weights[i] > 0 {
			entries = append(entries, entry{v, weights[i]})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.weight, b.weight))
	})
	if entries[0].value == entries[len(entries)-1].value {
		return constant(entries[0].value), nil
	}
	sorted, shares := make([]float64, len(entries)), make([]float64, len(entries))
	for i, e := range entries {
		sorted[i], shares[i] = e.value, e.weight
	}
	l := Law{form: empiricalForm, table: newLawTable(shares)}
	l.table.values = sorted
	l.mean, l.cv = blend(sorted, make([]float64, len(sorted)), shares)
	return l, nil
}

// Mixture draws from one of the laws, chosen with probabilities in proportion to the
// weights.
func Mixture(laws []Law, weights []float64) (Law, error) {
	if len(laws) == 0 {
		return Law{}, fmt.Errorf("mixture law: there are no laws to mix")
	}
	if err := checkWeights("mixture", "laws", len(laws), weights); err != nil {
		return Law{}, err
	}
	var parts []Law
	var means, cvs, shares []float64
	for i, part := range laws {
		if part.IsZero() {
			return Law{}, fmt.Errorf("mixture law: law %d is missing", i+1)
		}
		if weights[i] > 0 {
			parts = append(parts, part)
			means, cvs, shares = append(means, part.Mean()), append(cvs, part.CV()), append(shares, weights[i])
		}
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	l := Law{form: mixtureForm, table: newLawTable(shares)}
	l.table.laws = parts
	l.mean, l.cv = blend(means, cvs, shares)
	return l, nil
}

// blend returns the mean and cv of a mixture.
func blend(means, cvs, weights []float64) (mean, cv float64) {
	total, sum := 0.0, 0.0
	for i, w := range weights {
		total += w
		sum += float64(w * means[i])
	}
	mean = sum / total
	if mean == 0 {
		return 0, 0
	}
	squares := 0.0
	for i, w := range weights {
		sd, gap := float64(cvs[i]*means[i]), means[i]-mean
		squares += float64(w * (float64(sd*sd) + float64(gap*gap)))
	}
	return mean, math.Sqrt(squares/total) / mean
}

func checkWeights(law, what string, n int, weights []float64) error {
	if len(weights) != n {
		return fmt.Errorf("%s law: there are %d %s but %d weights", law, n, what, len(weights))
	}
	total := 0.0
	for i, w := range weights {
		if !(w >= 0 && w <= maxValue) {
			return fmt.Errorf("%s law: weight %d is %v; weights are numbers from zero up", law, i+1, w)
		}
		total += w
	}
	if total <= 0 {
		return fmt.Errorf("%s law: all weights are zero", law)
	}
	return nil
}
