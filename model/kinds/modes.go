package kinds

import (
	"fmt"
	"slices"

	"corridor/model/network"
)

// Modes as planners write them.
const (
	byRoad  = "road"
	byRail  = "rail"
	byWater = "water"
	asUnit  = "unit"
)

// modeOf reads a mode.
func modeOf(word string) network.Mode {
	return network.Mode(max(0, slices.Index([]string{byRoad, byRail, byWater, asUnit}, word)))
}

// moves says how a class moves.
func moves(m network.Mode) string {
	return [...]string{"moves by road", "moves by rail", "moves by water", "is a unit without wheels"}[m]
}

// wrongMode says why a class cannot move on a chain, "" if it can.
func (c *Compiler) wrongMode(ch *chain, class network.ClassID) string {
	if ch.mode == "" || c.classList[class].Mode == modeOf(ch.mode) {
		return ""
	}
	return fmt.Sprintf("%s is for classes of mode %q, but %s %s", ch.name, ch.mode, c.classList[class].Name, moves(c.classList[class].Mode))
}

// ofMode is the set of classes of a mode.
func (c *Compiler) ofMode(mode string) []bool {
	set := make([]bool, len(c.classList))
	for id := range set {
		set[id] = c.classList[id].Mode == modeOf(mode)
	}
	return set
}

// mode is that of the post; a part of a crossing has that of the crossing.
func (p *PostSpec) mode(path string, c *Compiler) string {
	crossing, _ := c.standing(path)
	if crossing == "" {
		return p.Mode
	}
	s, _ := c.scenario.Elements["crossing"][crossing[len("crossing."):]].(*CrossingSpec)
	if p.Mode != byRoad && p.Mode != s.Mode {
		c.Add(path+".mode", fmt.Sprintf("is %q, but the post is part of %s", p.Mode, crossing), "write the mode there, for both posts")
	}
	return s.Mode
}
