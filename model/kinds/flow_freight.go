package kinds

import (
	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// freight says what the vehicles of the flow carry: the load that is written, else that
// of the commodity, else the payload of the flow or of the class.
func (fb *flowBuilder) freight(class *network.Class) {
	s, f := fb.spec, &fb.flow
	if s.Load.Written && s.Payload.Written {
		fb.Add(fb.path+".payload", "is written besides load", "they say the same; leave one of them out")
	}
	_, commodity := fb.commodity(fb.states[0], s)
	f.KG, f.TEU, f.Empty = value.Kilograms(class.Payload), class.TEU, s.Empty
	switch {
	case s.Load.Written:
		f.KG, f.Load = s.Load.KG, s.Load.Law
	case s.Payload.Written:
		f.KG = value.Kilograms(s.Payload.Tonnes)
	case commodity != nil && commodity.Load.Written:
		f.KG, f.Load = commodity.Load.KG, commodity.Load.Law
	}
	if s.Balance != nil {
		f.KG, f.TEU, f.Load, f.Empty = 0, 0, sim.Law{}, 1
	}
}

// perDay is a volume in vehicles a day: freight comes in the loaded ones.
func (fb *flowBuilder) perDay(v *value.Volume) float64 {
	n := v.Rate.PerDay()
	if v.Unit == value.InVehicles || n == 0 {
		return n
	}
	each, what, advice := fb.flow.MeanKG(), "tonnes", "write its load, such as load = \"20 t\", or the payload of its class"
	if v.Unit == value.InTEU {
		each, what, advice = float64(fb.flow.TEU), "TEU", "write how many its class carries, such as teu = 2"
	}
	switch {
	case !(each > 0):
		fb.addOnce(fb.path+".volume", "is in "+what+", but its vehicles carry none", advice)
		return 0
	case fb.flow.Empty >= 1:
		fb.addOnce(fb.path+".empty", "is 1, but the volume is in "+what, "write the volume in vehicles, or a smaller share of empty ones")
		return 0
	}
	return float64(float64(n*1000)/each) / (1 - fb.flow.Empty)
}
