package kinds

import (
	"fmt"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// RestSpec is a table { every = "4h30m", lasts = "45m" } of a class.
type RestSpec struct {
	Every value.Span `toml:"every" required:"true" help:"Driving time after which the driver rests."`
	Lasts value.Span `toml:"lasts" required:"true" help:"How long a rest is; a stop for the night that is as long counts as one."`
}

// rest is that of a class, with what is wrong with it and with its nights.
func (s *ClassSpec) rest(path string, f *Faults) network.Rest {
	always := calendarOf(s.Night)
	if s.Night.Written && always.always() {
		f.Add(path+".night", "is round the clock: it never drives", `write the hours in which it does not, such as "22:00-06:00"`)
	}
	if mode := modeOf(s.Mode); mode != network.ByRoad {
		for _, x := range []struct {
			key     string
			written bool
		}{{"night", s.Night.Written}, {"rest", s.Rest != nil}} {
			if x.written {
				f.Add(path+"."+x.key, "is kept on roads only, but the class "+moves(mode), "leave it out")
			}
		}
	}
	if s.Rest == nil {
		return network.Rest{}
	}
	r := network.Rest{Every: s.Rest.Every.Time, Lasts: s.Rest.Lasts.Time}
	for _, x := range []struct {
		key string
		t   sim.Time
	}{{"every", r.Every}, {"lasts", r.Lasts}} {
		if x.t <= 0 {
			f.Add(path+".rest."+x.key, fmt.Sprintf("is %v", x.t), `a rest is written like { every = "4h30m", lasts = "45m" }`)
			return network.Rest{}
		}
	}
	return r
}

// rests notes who rests on the road, and when it does not drive. Roads of one zone share
// their nights.
func (b *builder) rests(e *network.Element) {
	if e.Kind != "road" {
		return
	}
	some := func(is func(network.ClassID) bool) bool {
		for id, t := range e.Driving[0].Time {
			if t != sim.Never && is(network.ClassID(id)) {
				return true
			}
		}
		return false
	}
	if some(func(id network.ClassID) bool { return b.classList[id].Rest != network.Rest{} }) {
		t := trafficOf(e)
		for id := range b.classList {
			t.Rests = append(t.Rests, b.classList[id].Rest)
		}
	}
	if some(func(id network.ClassID) bool { return b.nightHours[id].Written }) {
		trafficOf(e).Nights = b.nightsIn(e.Zone)
	}
}

// nightsIn lays out when each class does not drive in a zone.
func (b *builder) nightsIn(zone string) [][]network.Span {
	nights, ok := b.nights[zone]
	if !ok {
		for id := range b.classList {
			var spans []network.Span
			if h := b.nightHours[id]; h.Written {
				spans = planned(openHours(h, b.daysIn(zone), span{0, b.plan.Until + sim.Week}))
			}
			nights = append(nights, spans)
		}
		if b.nights == nil {
			b.nights = map[string][][]network.Span{}
		}
		b.nights[zone] = nights
	}
	return nights
}
