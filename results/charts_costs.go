package results

import (
	"cmp"
	"fmt"
	"slices"

	"corridor/model"
	"corridor/results/measure"
)

// mostLayers is how many causes a chart of what is lost tells apart.
const mostLayers = 5

// lostChart is what waiting costs by cause and year; nil where nothing is lost, or in a run
// of one year, whose table says it all.
func (s *Summary) lostChart() *StackChart {
	parts := s.observer.parts()
	if len(parts) < 2 || parts[0].kind != Year || s.Network.Money.Currency == "" || s.get(Corridor, Run, measure.CostLost, "").Mean == 0 {
		return nil
	}
	sub := last(s.Subjects)
	sub.Title = "Whole corridor"
	c := &StackChart{Head: s.head("costs", sub, "what waiting costs, by cause"), Marks: s.marks()}
	c.Subtitle += "; lines: 95 % interval of the sum"
	highest := 0.0
	for _, p := range parts {
		e := s.get(Corridor, p.label, measure.CostLost, "")
		c.From, c.To = append(c.From, s.observer.date(p.first)), append(c.To, s.observer.date(p.last))
		c.Low, c.High = append(c.Low, e.Mean-e.HalfWidth), append(c.High, e.Mean+e.HalfWidth)
		highest = max(highest, e.Mean+e.HalfWidth)
	}
	factor, word := 1.0, ""
	switch {
	case highest >= 2e6:
		factor, word = 1e6, "million "
	case highest >= 2e3:
		factor, word = 1e3, "thousand "
	}
	c.YLabel = fmt.Sprintf("%s%s", word, s.Network.Money)
	for i := range c.Low {
		c.Low[i], c.High[i] = max(0, c.Low[i]/factor), c.High[i]/factor
	}
	c.Layers = s.lostLayers(parts, factor)
	return c
}

// lostLayers are the causes by which most is lost, the greatest at the bottom, and the
// others together.
func (s *Summary) lostLayers(parts []period, factor float64) []StackLayer {
	var causes []string
	for cause, name := range causeMeasures() {
		if model.Cause(cause).Loses() {
			causes = append(causes, name)
		}
	}
	lost := func(name, period string) float64 {
		return s.get(Corridor, period, measure.LostBy(name), "").Mean / factor
	}
	slices.SortStableFunc(causes, func(a, b string) int { return cmp.Compare(lost(b, Run), lost(a, Run)) })
	var layers []StackLayer
	for i, name := range causes {
		if lost(name, Run) == 0 {
			break
		}
		if i <= mostLayers {
			m, _ := measure.Find(name)
			layers = append(layers, StackLayer{Label: m.Title, Y: make([]float64, len(parts))})
		}
		layer := &layers[len(layers)-1]
		if i > mostLayers {
			layer.Label = "other causes"
		}
		for k, p := range parts {
			layer.Y[k] += lost(name, p.label)
		}
	}
	return layers
}
