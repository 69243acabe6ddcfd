package model

import (
	"fmt"

	"corridor/sim"
)

// count begins to count: what stands in the model now is the initial stock.
func (w *World) count() {
	for i := range w.stations {
		w.stations[i].close(0)
		w.integrate(&w.lines[i])
		w.lines[i].integral = 0
	}
	for _, p := range w.pools {
		p.close(0)
	}
	clear(w.lifetime)
	for f := range w.out.Flows {
		y := &w.out.Flows[f].Years[0]
		w.out.Flows[f].Initial = y.Entered + y.Made - y.Became - y.Left - y.Lost()
		w.out.Flows[f].InitialFreight = y.Freight.Stayed()
	}
}

// closeDay writes the integrals of the day that ends now and looks for gridlock.
func (w *World) closeDay() {
	blocked := false
	for i := range w.stations {
		w.stations[i].close(w.day)
		l := &w.lines[i]
		w.integrate(l)
		w.out.Elements[i].Days[w.day].Upstream = l.integral
		l.integral = 0
		blocked = blocked || l.n > 0
	}
	for _, p := range w.pools {
		p.close(w.year)
	}
	if blocked {
		w.findGridlock()
	}
}

// finish enters the vehicles still inside, balances the ledger and hands out the
// records.
func (w *World) finish() error {
	for i := range w.actors {
		w.actors[i].finish()
	}
	for i := range w.stations {
		w.stations[i].finish()
		all := w.vehicles.all
		for id, n := w.lines[i].head, w.lines[i].n; n > 0; id, n = all[id].next, n-1 {
			w.recordStillBlocked(id)
		}
	}
	if !w.freighted {
		w.alike()
	}
	w.out.joinClasses()
	if err := w.balance(); err != nil {
		return err
	}
	w.out.cut()
	return nil
}

// balance checks, at the end of every replication, that no vehicle and no tick went
// missing: initial + demand = left + lost + suppressed + inside for each flow,
// inside before + arrived = passed + quit + inside for each element and class, the sum
// of the causes = the sum of the lifetimes.
func (w *World) balance() error {
	inside := int64(0)
	for f := range w.out.Flows {
		r := &w.out.Flows[f]
		var sum FlowYear
		var ticks sim.Sum
		for _, y := range r.Years[1:] {
			sum.Demand += y.Demand
			sum.Suppressed += y.Suppressed
			sum.Left += y.Left
			sum.Became += y.Became
			sum.Made += y.Made
			for x, n := range y.Gone {
				sum.Gone[x] += n
			}
			for _, t := range y.Cause {
				ticks.Merge(t)
			}
		}
		inside += r.Inside
		name := w.net.Flows[f].Name
		if in, out := r.Initial+sum.Demand+sum.Made, sum.Left+sum.Lost()+sum.Suppressed+sum.Became+r.Inside; in != out {
			return fmt.Errorf("the ledger of %s does not balance: initial %d + demand %d + made %d is not left %d + lost %d + suppressed %d + became others %d + inside %d",
				name, r.Initial, sum.Demand, sum.Made, sum.Left, sum.Lost(), sum.Suppressed, sum.Became, r.Inside)
		}
		if err := r.balanceFreight(name); err != nil {
			return err
		}
		if ticks != w.lifetime[f] {
			return fmt.Errorf("the delays of %s do not add up: %.0f ticks by cause, %.0f ticks lived", name, ticks.Float(), w.lifetime[f].Float())
		}
	}
	if inside != int64(w.vehicles.live) {
		return fmt.Errorf("%d vehicles are present, but %d were found", w.vehicles.live, inside)
	}
	return w.balanceElements()
}

func (w *World) balanceElements() error {
	for e := range w.out.Elements {
		for c, k := range w.out.Elements[e].Classes {
			in, passed, quit := int64(0), int64(0), int64(0)
			for _, d := range k.Days {
				in += int64(d.Arrived)
				passed += int64(d.Passed)
				quit += int64(d.Quit)
			}
			for _, t := range k.Turns {
				in += t.Made
				quit += t.Became
			}
			if n := w.found[e][c]; in-passed-quit != n {
				return fmt.Errorf("the ledger of %s does not balance for %s: %d came, %d passed on, %d gave up, %d are inside",
					w.net.Elements[e].Name, w.net.Classes[c].Name, in, passed, quit, n)
			}
		}
	}
	return nil
}
