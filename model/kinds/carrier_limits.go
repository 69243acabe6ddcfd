package kinds

import (
	"fmt"

	"corridor/model/network"
)

// What limits how many units one train or vessel takes: a class that takes nothing of what
// is limited would be carried in any number.

// limits tells whether a unit of a class takes something of what is limited. What it
// weighs is said by flows, and looked at there (unlimited).
func (r *rideDraft) limits(c *network.Class) bool {
	return r.limitedBy(takes(c, 1)) || r.params.Most == network.AnyAmount() // which is a fault of its own
}

// onlyByWeight tells whether nothing but tonnes limits how many units of a class one takes.
func (r *rideDraft) onlyByWeight(c *network.Class) bool {
	return r.params.Most[network.Tonnes] < network.AnyAmount()[network.Tonnes] && !r.limitedBy(takes(c, 0))
}

// takes is what a unit of a class takes, with so many kilograms on board.
func takes(c *network.Class, kg int64) network.Amount {
	return network.Amount{network.Units: 1, network.Metres: int64(c.Length + c.Gap), network.Tonnes: kg, network.TEU: int64(c.TEU)}
}

// limitedBy tells whether something is limited of which a unit takes a part.
func (r *rideDraft) limitedBy(one network.Amount) bool {
	free := network.AnyAmount()
	for m, most := range r.params.Most {
		if most < free[m] && one[m] > 0 {
			return true
		}
	}
	return false
}

// unlimited notes units without freight where only tonnes are limited.
func (fb *flowBuilder) unlimited(elements []*draft) {
	class := fb.flow.Class
	for _, e := range elements {
		class = e.becomes(class)
		c := &fb.classList[class]
		if e.ride == nil || e.ride.carrier == nil || !e.ride.onlyByWeight(c) {
			continue
		}
		spec := e.element.Spec
		what := fmt.Sprintf("one %s takes any number of them: only its tonnes are limited", spec)
		switch {
		case fb.flow.MeanKG() == 0 || fb.flow.Empty >= 1:
			fb.addOnce(fb.path, fmt.Sprintf("its units of %s have no freight on board, and %s", c.Name, what), "write how many units one takes there, or the payload")
		case fb.flow.Empty > 0:
			fb.Warn(fb.path+".empty", fmt.Sprintf("is %g: empty units of %s weigh nothing here, and %s", fb.flow.Empty, c.Name, what), "write how many units one takes there")
		}
	}
}
