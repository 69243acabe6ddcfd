package model

import "fmt"

// stuck is how many events at one tick are taken for an endless loop.
const stuck = 20_000_000

// sameInstant counts the events of one tick, to catch loops that take no time.
func (w *World) sameInstant(name func() string) {
	if w.same++; w.same > stuck {
		panic(fmt.Sprintf("more than %d events at one instant: %s moves vehicles in no time", stuck, name()))
	}
}

// moveName names whose move-up is next.
func (w *World) moveName() string {
	if e := int(w.moving[0]); e >= len(w.stations) {
		return w.pools[e-len(w.stations)].plan.Name
	}
	return w.slotName(int(w.moving[0]))
}

func (w *World) slotName(slot int) string {
	switch n := len(w.stations); {
	case slot < n:
		return w.net.Elements[slot].Name
	case slot < n+len(w.sources):
		return w.net.Flows[slot-n].Name
	default:
		return fmt.Sprintf("actor %d", slot-w.slotOf(0))
	}
}
