package kinds

import (
	"fmt"
	"slices"

	"corridor/model/network"
)

const meterHelp = "Nobody begins at one element while the line before another one is too long."

// MeterSpec is a table [meter.NAME].
//
//	──> [ at ] ────────> ●●●●●●●● [ watch ] ──>
//	      ╎ begins nobody   ╎
//	      └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘ stop or more in line
//
// It is no element: nobody passes it. What is served already goes on. Two limits, one to
// stop at and a lower one to go on at, keep it from changing with every vehicle.
type MeterSpec struct {
	Title string `toml:"title" help:"Name for people."`
	At    string `toml:"at" required:"true" help:"Element whose lanes stop: a stage with lanes, a toll, a yard."`
	Watch string `toml:"watch" required:"true" help:"Element whose line is watched."`
	Stop  int    `toml:"stop" required:"true" range:"[1,1000000]" unit:"vehicles" help:"The lanes stop when so many vehicles or more stand in the line that is watched."`
	Go    int    `toml:"go" required:"true" range:"[0,1000000]" unit:"vehicles" help:"They go on when it is so many or fewer."`
}

// meterDraft is a meter with its two elements.
type meterDraft struct {
	*MeterSpec
	path      string
	at, watch *draft
}

// Check notes what is wrong with the table by itself.
func (m *MeterSpec) Check(path string, f *Faults) {
	if m.Go >= m.Stop {
		f.Add(path+".go", fmt.Sprintf("is %d, not below stop, which is %d", m.Go, m.Stop), "write fewer vehicles, such as three quarters of stop")
	}
}

// Compile finds the two elements.
func (m *MeterSpec) Compile(path string, c *Compiler) {
	out := meterDraft{MeterSpec: m, path: path, at: c.oneService(path+".at", m.At), watch: c.oneService(path+".watch", m.Watch)}
	switch {
	case out.at == nil || out.watch == nil:
	case out.at == out.watch:
		c.Add(path+".watch", fmt.Sprintf("is %s, whose own lanes stop: its line would never get shorter", out.at.element.Name), "watch an element further on")
	default:
		c.meters = append(c.meters, out)
	}
}

// meters lays them out.
func (b *builder) meters() {
	for _, m := range b.states[0].meters {
		out := network.Meter{Name: m.path, Title: titled(m.Title, m.path), Order: b.states[0].order(m.path),
			At: b.id[m.at], Watch: b.id[m.watch], Stop: int32(m.Stop), Go: int32(m.Go)}
		hallOf(&b.net.Elements[out.At])
		hallOf(&b.net.Elements[out.Watch]).Watched = true
		b.net.Meters = append(b.net.Meters, out)
	}
}

// warnMeters notes meters in a ring: when all their lines are long, all lanes stop and no
// line gets shorter again.
func (b *builder) warnMeters() {
	for i := range b.net.Meters {
		m := &b.net.Meters[i]
		reached := []network.ElementID{m.Watch}
		for k := 0; k < len(reached); k++ {
			for _, next := range b.net.Meters {
				if next.At == reached[k] && !slices.Contains(reached, next.Watch) {
					reached = append(reached, next.Watch)
				}
			}
		}
		if slices.Contains(reached, m.At) {
			b.Warn(m.Name+".watch", fmt.Sprintf("lanes of %s stop for the line of %s, whose lanes stop for the first in turn", b.net.Elements[m.At].Name, b.net.Elements[m.Watch].Name),
				"when both lines are long nobody ever begins again; let a meter watch further on only")
			return
		}
	}
}
