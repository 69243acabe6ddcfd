package model

import (
	"fmt"
	"math"
)

// Freight is what vehicles carry, in whole kilograms and thousandths of a TEU: sums of it
// are exact in any order.
type Freight struct{ KG, TEU int64 }

// Add adds freight.
func (f *Freight) Add(g Freight) {
	f.KG += g.KG
	f.TEU += g.TEU
}

func (f Freight) less(g Freight) Freight { return Freight{f.KG - g.KG, f.TEU - g.TEU} }

// FreightYear is the ledger of one year of one flow in freight; see FlowYear.
type FreightYear struct {
	Demand, Suppressed, Left Freight
	Gone                     [Exits]Freight
}

// Lost is the freight that left the corridor before the end of its route.
func (y *FreightYear) Lost() (sum Freight) {
	for _, g := range y.Gone {
		sum.Add(g)
	}
	return sum
}

// Stayed is what came and neither left nor was lost.
func (y *FreightYear) Stayed() Freight {
	return y.Demand.less(y.Suppressed).less(y.Left).less(y.Lost())
}

// Add adds another year.
func (y *FreightYear) Add(z *FreightYear) {
	y.Demand.Add(z.Demand)
	y.Suppressed.Add(z.Suppressed)
	y.Left.Add(z.Left)
	for x := range y.Gone {
		y.Gone[x].Add(z.Gone[x])
	}
}

// kg is the freight on board of a vehicle.
func (w *World) kg(id VehicleID) int32 {
	if w.freighted {
		return w.vehicles.more[id].kg
	}
	f := &w.net.Flows[w.vehicles.all[id].flow]
	if f.Empty > 0 {
		return 0
	}
	return f.KG
}

// teu is the same in thousandths of a TEU. An empty vehicle carries none, whatever
// containers are on it.
func (w *World) teu(id VehicleID) int32 {
	if w.freighted {
		return w.vehicles.more[id].teu
	}
	f := &w.net.Flows[w.vehicles.all[id].flow]
	if f.Empty > 0 {
		return 0
	}
	return f.TEU
}

// book enters what a vehicle carries. Where all vehicles of a flow carry the same, it
// follows from their number in the end (alike).
func (w *World) book(f *Freight, id VehicleID) {
	if w.freighted {
		f.Add(Freight{int64(w.kg(id)), int64(w.teu(id))})
	}
}

// alike enters the freight of vehicles that all carry the same.
func (w *World) alike() {
	for f := range w.out.Flows {
		r, flow := &w.out.Flows[f], &w.net.Flows[f]
		of := func(n int64) Freight {
			if flow.Empty > 0 {
				n = 0
			}
			return Freight{n * int64(flow.KG), n * int64(flow.TEU)}
		}
		r.InitialFreight, r.InsideFreight = of(r.Initial), of(r.Inside)
		for i := range r.Years {
			y := &r.Years[i]
			y.Freight = FreightYear{Demand: of(y.Demand), Suppressed: of(y.Suppressed), Left: of(y.Left)}
			for x, n := range y.Gone {
				y.Freight.Gone[x] = of(n)
			}
		}
	}
}

// load puts on board what a new vehicle carries. Its luck is its own: a greater share of
// empty vehicles empties some that were loaded and changes no other load.
func (s *source) load(id VehicleID) {
	f, key := s.flow, s.w.vehicles.all[id].key
	if f.Empty > 0 {
		stream := s.empties.Stream(key, 0)
		if stream.Float64() < f.Empty {
			return
		}
	}
	kg := f.KG
	if !f.Load.IsZero() {
		stream := s.loads.Stream(key, 0)
		kg = int32(min(math.MaxInt32, f.Load.Sample(&stream)+0.5))
	}
	s.w.carry(id, kg, f.TEU)
}

// carry puts freight on board; only where freighted is set.
func (w *World) carry(id VehicleID, kg, teu int32) {
	m := &w.vehicles.more[id]
	m.kg, m.teu = kg, teu
}

// balanceFreight checks that no kilogram and no TEU went missing: initial + demand =
// left + gone + suppressed + inside.
func (r *FlowRecord) balanceFreight(name string) error {
	var sum FreightYear
	for i := range r.Years[1:] {
		sum.Add(&r.Years[i+1].Freight)
	}
	have := sum.Stayed()
	have.Add(r.InitialFreight)
	if have != r.InsideFreight {
		return fmt.Errorf("the freight of %s does not balance: %d kg and %d/1000 TEU should be inside, %d kg and %d/1000 TEU are",
			name, have.KG, have.TEU, r.InsideFreight.KG, r.InsideFreight.TEU)
	}
	return nil
}
