package kinds

import (
	"slices"
	"strings"

	"corridor/model/network"
	"corridor/sim"
)

// means fills the mean times in the lanes of a chain where they differ from the sum of
// the laws, and drops what is not needed: laws of channels that are as for the others,
// marks where nothing is done together.
func (c *Compiler) means(ch *chain) {
	for i, stage := range ch.stages {
		for _, d := range stage {
			rules := d.serving.Hall
			dropPlain(rules, d.serving.Time)
			if rules.ByChannel == nil && rules.Together == nil {
				continue
			}
			d.ruled = true
			d.serving.Mean = make([]float64, len(c.classNames))
			for class, laws := range d.serving.Time {
				if laws != nil {
					d.serving.Mean[class] = c.meanOf(ch, i, network.ClassID(class), &d.serving)
				}
			}
		}
	}
}

// meanOf is the mean time in the lane of a stage over the channels that come there, as
// often as they come.
func (c *Compiler) meanOf(ch *chain, stage int, class network.ClassID, p *network.ServiceParams) float64 {
	mean, weight := 0.0, 0.0
	for _, course := range ch.courses(class) {
		laws := p.Time[class]
		if p.Hall.ByChannel != nil && p.Hall.ByChannel[course.channel][class] != nil {
			laws = p.Hall.ByChannel[course.channel][class]
		}
		if w := float64(course.share * course.visits[stage]); w > 0 {
			weight += w
			mean += float64(w * c.laneMean(laws, p.Hall.Together))
		}
	}
	if weight == 0 {
		return c.laneMean(p.Time[class], p.Hall.Together)
	}
	return mean / weight
}

// dropPlain takes away laws of channels that are as for the others, and what is left
// empty.
func dropPlain(rules *network.HallRules, times [][]sim.Law) {
	differs := false
	for _, laws := range rules.ByChannel {
		for class := range laws {
			if sameLaws(laws[class], times[class]) {
				laws[class] = nil
			}
			differs = differs || laws[class] != nil
		}
	}
	if !differs {
		rules.ByChannel = nil
	}
	if !slices.Contains(rules.Together, true) {
		rules.Together = nil
	}
}

// laneMean is the mean of the laws of the stages in a lane: their sum, and of those
// done together the longest.
func (fr *frame) laneMean(laws []sim.Law, together []bool) float64 {
	sum := 0.0
	for i := 0; i < len(laws); {
		end := i + 1
		for end < len(laws) && end < len(together) && together[end] {
			end++
		}
		sum += fr.meanLongest(laws[i:end])
		i = end
	}
	return sum
}

// longestDraws is how often the longest of several times is drawn for its mean.
const longestDraws = 200_000

// meanLongest is the mean of the longest of independent times. Fixed times are compared;
// else it is the mean of so many draws with a luck of their own, the same on every
// machine. What is drawn is how far the longest lies above the average of the times,
// whose mean is known, so that the standard error is the deviation of that over 447:
// 0.15 % of the mean for two exponential times alike.
func (fr *frame) meanLongest(laws []sim.Law) float64 {
	fixed, longest, average := true, 0.0, 0.0
	var names []string
	for _, law := range laws {
		x, ok := law.Fixed()
		fixed, longest = fixed && ok, max(longest, x)
		average += law.Mean() / float64(len(laws))
		names = append(names, law.String())
	}
	if len(laws) == 1 {
		return average
	}
	if fixed {
		return longest
	}
	key := strings.Join(names, "; ")
	if mean, known := fr.longest[key]; known {
		return mean
	}
	base, sum := sim.NewBase(0, 0, "mean of the longest"), 0.0
	for i := range uint64(longestDraws) {
		longest, all := 0.0, 0.0
		for k := range laws {
			s := base.Stream(i, uint32(k))
			x := laws[k].Sample(&s)
			longest, all = max(longest, x), all+x
		}
		sum += longest - all/float64(len(laws))
	}
	fr.longest[key] = average + sum/longestDraws
	return fr.longest[key]
}
