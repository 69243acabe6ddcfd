package kinds

import (
	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const seaHelp = "A leg over sea, lake or river between two ports, as vessels sail it."

// SeaSpec is a table [sea.NAME].
//
//	port ──> [ sailing time ] ──> port      one element for each direction
//
// Only vessels pass it: those of a [ferry.NAME] that name it in "over". It holds any
// number of them.
type SeaSpec struct {
	Title  string       `toml:"title" help:"Name for people."`
	From   string       `toml:"from" required:"true" help:"Place where it begins: place.NAME."`
	To     string       `toml:"to" required:"true" help:"Place where it ends: place.NAME."`
	Length value.Length `toml:"length" running:"true" help:"Length."`
	Speed  value.Speeds `toml:"speed" running:"true" help:"Speed of vessels, for all or by class of vessel."`
	Time   value.Spans  `toml:"time" running:"true" help:"Sailing time, for all or by class of vessel, in place of the speed."`
}

// Check notes what is wrong with the table by itself.
func (s *SeaSpec) Check(path string, f *Faults) {
	checkLink(path, s.From, s.To, &s.Length, s.Speed.Written, s.Time.Written, f)
}

// Compile makes one element for each direction.
func (s *SeaSpec) Compile(path string, c *Compiler) {
	ends := [2]network.PlaceID{c.place(path+".from", s.From), c.place(path+".to", s.To)}
	times := c.running(path, byWater, s.Length, &s.Speed, &s.Time)
	p := network.RoadParams{Length: s.Length.Millimetres, Lanes: 1, Time: times, Storage: network.Unlimited,
		Headway: make([]sim.Time, len(times)), Space: make([]sim.Millimetres, len(times))}
	for i := range p.Space {
		p.Space[i] = 1
	}
	for way, label := range c.directions {
		c.link(path, "sea", byWater, titled(s.Title, path), way, label, [2]network.PlaceID{ends[way], ends[1-way]}, p)
	}
}
