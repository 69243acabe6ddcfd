package kinds

import (
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// CarrierSpec are the keys that trains and vessels share.
type CarrierSpec struct {
	Title       string          `toml:"title" help:"Name for people."`
	Class       string          `toml:"class" required:"true" help:"Class of the trains or vessels themselves: class.NAME, of mode rail or water."`
	From        string          `toml:"from" required:"true" help:"Place where freight boards: place.NAME."`
	To          string          `toml:"to" required:"true" help:"Place to which it is carried: place.NAME."`
	Over        []string        `toml:"over" required:"true" help:"What they pass from \"from\" to \"to\", in order: rail.NAME or sea.NAME, and posts of their mode; the way back is the same in reverse."`
	Oneway      bool            `toml:"oneway" default:"false" help:"Whether freight is carried from \"from\" to \"to\" only; the empty way back is part of the turnaround."`
	Classes     []string        `toml:"classes" required:"true" help:"Classes of freight that are taken: wagons, trucks, containers."`
	Fee         value.Fees      `toml:"fee" running:"true" help:"What a unit pays that has been carried, for all or by class: { wagon = \"300 USD\" }, or \"8 USD/t\" for each tonne on board."`
	Tonnes      value.Mass      `toml:"tonnes" running:"true" help:"Freight that one takes, by weight (default: any)."`
	TEU         float64         `toml:"teu" default:"0" range:"[0,100000]" unit:"TEU" running:"true" help:"Freight that one takes, in TEU of its classes (default, 0: any)."`
	Departs     value.Timetable `toml:"departs" required:"true" running:"true" help:"When they depart, local time: \"when full\", times of day, a rate such as \"3/week\" (evenly spread from Monday midnight on), or a table."`
	DepartsBack value.Timetable `toml:"departs_back" running:"true" help:"The same for the way back (default: as \"departs\")."`
	Least       value.Places    `toml:"least" unit:"units" running:"true" help:"By timetable: units without which one is cancelled (default: it goes as soon as one unit waits)."`
	Empty       bool            `toml:"empty" default:"false" running:"true" help:"Whether one goes with nobody too, at its time or when the time-out is over."`
	TimeOut     value.Span      `toml:"time_out" running:"true" help:"When full: it departs at the latest so long after the first unit came or a train or vessel lay ready, whichever is later (default: never)."`
	Turnaround  value.Span      `toml:"turnaround" default:"0s" running:"true" help:"Time from the end of a trip, when all freight has gone on, until it lies ready for the next one."`
	Away        int             `toml:"away" default:"0" range:"[0,100000]" unit:"trains or vessels" help:"Of those there are, how many lie ready at \"to\" when the simulation begins; the others lie at \"from\"."`
	Room        value.Places    `toml:"room" unit:"units" running:"true" help:"Units that may wait for a departure at each end (default: any number)."`
	Full        string          `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a unit that finds no room: it waits where it is, or it is lost."`
}

// service is a kind of carriers with what its own keys say.
type service struct {
	*CarrierSpec
	path, kind, mode string
	links            string       // kind of what they pass
	flow             string       // what the flow of them is called
	ends             string       // key of terminals where they end
	units            value.Places // that one takes
	unitsKey         string
	lane             sim.Millimetres // of lane that one takes, 0 for any
	fleet            value.Places
	fleetKey         string
	fees             *network.Fees
}

// check notes what is wrong with the table by itself.
func (s *service) check(f *Faults) {
	at := func(key string) string { return s.path + "." + key }
	if s.From != "" && s.From == s.To {
		f.Add(at("to"), fmt.Sprintf("is %q, where it begins", s.To), "it leads from one place to another")
	}
	if s.Over != nil && len(s.Over) == 0 {
		f.Add(at("over"), "is an empty list", "write what it passes, such as "+s.links+".NAME")
	}
	if s.Classes != nil && len(s.Classes) == 0 {
		f.Add(at("classes"), "is an empty list", "write the classes of freight that it takes, such as class.wagon")
	}
	if !s.units.Limited && s.Tonnes.Tonnes == 0 && s.TEU == 0 && s.lane == 0 {
		f.Add(at(s.unitsKey), "is missing: nothing says how much one takes", fmt.Sprintf("write %s = 45, or tonnes, or teu", s.unitsKey))
	}
	if s.units.Limited && s.Least.Limited && s.Least.N > s.units.N {
		f.Add(at("least"), fmt.Sprintf("is %d, more than the %d that one takes: it would never go", s.Least.N, s.units.N), "write fewer")
	}
	if s.Away > 0 && !s.Oneway && (!s.fleet.Limited || s.Away > int(s.fleet.N)) {
		f.Add(at("away"), fmt.Sprintf("is %d, more than there are: %s", s.Away, s.fleetText()), "write "+s.fleetKey+" too, and not more of them away")
	}
	s.checkDepartures(at, f)
}

func (s *service) fleetText() string {
	if !s.fleet.Limited {
		return s.fleetKey + " is not written"
	}
	return fmt.Sprintf("%s = %d", s.fleetKey, s.fleet.N)
}

// checkDepartures notes keys that do nothing beside the departures that are written.
func (s *service) checkDepartures(at func(string) string, f *Faults) {
	full := s.Departs.WhenFull
	switch {
	case !s.Departs.Written:
	case full && s.Least.Limited:
		f.Add(at("least"), "goes with a timetable, but it departs when full", "write time_out, or a timetable")
	case !full && s.Empty && s.Least.Limited && s.Least.N > 0:
		f.Add(at("empty"), fmt.Sprintf("has no effect: one without %d units is cancelled", s.Least.N), "leave out empty, or least")
	case full && s.Empty && !s.TimeOut.Written:
		f.Add(at("empty"), "has no effect: it departs when full", "write time_out too, or a timetable")
	case !full && s.TimeOut.Written:
		f.Add(at("time_out"), "goes with departs = \"when full\", but there is a timetable", "leave it out")
	case full && s.Room.Limited && s.units.Limited && s.Room.N < s.units.N && !s.TimeOut.Written:
		f.Add(at("room"), fmt.Sprintf("is %d, but it departs when there are %d: never", s.Room.N, s.units.N), "write more room, or a time_out")
	}
	if s.Oneway {
		for _, x := range []struct {
			key     string
			written bool
		}{{"away", s.Away > 0}, {"departs_back", s.DepartsBack.Written}} {
			if x.written {
				f.Add(at(x.key), "is written, but nothing is carried back", "leave it out, or leave out oneway")
			}
		}
	}
	if s.DepartsBack.Written && s.DepartsBack.WhenFull != full {
		f.Add(at("departs_back"), "is by timetable in one direction only", "write a timetable for both, or \"when full\" for both")
	}
}

// compile makes one element for each direction.
func (s *service) compile(c *Compiler) {
	class, ok := c.class(s.path+".class", s.Class)
	if ok && c.classList[class].Mode != modeOf(s.mode) {
		c.Add(s.path+".class", fmt.Sprintf("%s %s, a %s has a class of mode %q", c.classList[class].Name, moves(c.classList[class].Mode), s.kind, s.mode),
			fmt.Sprintf("write mode = %q in [%s], or name another class", s.mode, c.classList[class].Name))
		ok = false
	}
	ends := [2]network.PlaceID{c.place(s.path+".from", s.From), c.place(s.path+".to", s.To)}
	if !ok || ends[0] == network.None || ends[1] == network.None || ends[0] == ends[1] {
		c.unsure = true
		return
	}
	c.unsure = c.unsure || len(s.Classes) == 0
	r := s.ride(class, c)
	s.fees = c.fees(s.path+".fee", &s.Fee.ByClass)
	title := titled(s.Title, s.path)
	if s.Oneway {
		r.size = s.fleet.Limit()
		s.direction(s.path, title, "", 0, ends, class, r, c)
		return
	}
	var both [2]*draft
	for way, label := range c.directions {
		mine := *r
		if s.fleet.Limited {
			mine.size = [2]int32{s.fleet.N - int32(s.Away), int32(s.Away)}[way]
		}
		if way == 1 && s.DepartsBack.Written {
			mine.departs = s.DepartsBack
		}
		both[way] = s.direction(s.path+"."+label, title+", "+label, label, way, [2]network.PlaceID{ends[way], ends[1-way]}, class, &mine, c)
		if both[way] == nil {
			return
		}
	}
	for way, d := range both {
		if s.fleet.Limited {
			d.ride.partner = both[1-way]
		}
	}
}

// ride is what both directions have in common.
func (s *service) ride(class network.ClassID, c *Compiler) *rideDraft {
	most := network.AnyAmount()
	if s.units.Limited {
		most[network.Units] = int64(s.units.N)
	}
	if s.lane > 0 {
		most[network.Metres] = int64(s.lane)
	}
	if s.Tonnes.Tonnes > 0 {
		most[network.Tonnes] = int64(value.Kilograms(s.Tonnes.Tonnes))
	}
	if s.TEU > 0 {
		most[network.TEU] = int64(thousandths(s.TEU))
	}
	r := &rideDraft{departs: s.Departs, from: make([]bool, len(c.classList)), into: network.None, size: network.Unlimited,
		params: network.RideParams{Most: most, Enough: most, TimeOut: sim.Never, Empty: s.Empty, Turnaround: s.Turnaround.Time}}
	if s.Least.Limited {
		r.params.Least[network.Units] = int64(s.Least.N)
	}
	if s.TimeOut.Written {
		r.params.TimeOut = s.TimeOut.Time
	}
	s.taken(class, r, c)
	return r
}

// taken sets which classes of freight one takes.
func (s *service) taken(class network.ClassID, r *rideDraft, c *Compiler) {
	for i, name := range s.Classes {
		at := fmt.Sprintf("%s.classes.%d", s.path, i)
		id, ok := c.class(at, name)
		if !ok {
			continue
		}
		r.from[id] = true
		freight := &c.classList[id]
		switch {
		case id == class:
			c.addOnce(at, fmt.Sprintf("%s is the class of the %s itself", freight.Name, s.kind), "name classes of freight")
		case !r.limits(freight):
			c.addOnce(at, fmt.Sprintf("nothing says how many units of %s (%s) one %s takes: a unit takes none of what is limited", freight.Name, sizeOf(freight), s.kind),
				fmt.Sprintf("write %s = 45 too, or what a unit takes in [%s]", s.unitsKey, freight.Name))
		case !r.holds(freight):
			c.addOnce(at, fmt.Sprintf("one unit of %s (%s) is more than one %s takes", freight.Name, sizeOf(freight), s.kind), "write more, or leave the class out")
		}
	}
}

// sizeOf says how much one unit of a class is.
func sizeOf(c *network.Class) string {
	return fmt.Sprintf("%g t, %g TEU, %g m", c.Payload, float64(c.TEU)/1000, (c.Length + c.Gap).Metres())
}

// direction makes the element and the chain of one direction, nil with a fault.
func (s *service) direction(name, title, label string, way int, ends [2]network.PlaceID, class network.ClassID, r *rideDraft, c *Compiler) *draft {
	over, ok := s.over(way, ends, class, c)
	if !ok {
		c.unsure = true
		return nil
	}
	if t := c.ending[stop{ends[1], s.ends}]; t != nil {
		over = append(over, t)
	}
	r.carrier = &carrierDraft{name: name + "." + s.flow, title: title + ", " + s.flow, path: s.path, class: class, from: ends[0], to: ends[1], over: over}
	d := c.rides(s.path, s.fees, network.Element{Name: name, Kind: s.kind, Spec: s.path, Direction: label, Title: title,
		From: ends[0], To: ends[1], Zone: c.zoneAt(ends[0])}, s.Room.Limit(), s.Full, r)
	c.chains = append(c.chains, &chain{name: name, spec: s.path, title: title, direction: label,
		from: ends[0], to: ends[1], stages: [][]*draft{{d}}})
	return d
}

// over finds what the trains or vessels of one direction pass, from place to place.
func (s *service) over(way int, ends [2]network.PlaceID, class network.ClassID, c *Compiler) (elements []*draft, ok bool) {
	at := ends[0]
	for k := range s.Over {
		i := [2]int{k, len(s.Over) - 1 - k}[way]
		path, name := fmt.Sprintf("%s.over.%d", s.path, i), s.Over[i]
		ch := s.leading(path, name, at, c)
		if ch == nil || ch.to == network.None {
			return nil, false
		}
		passed, _, obstacle := c.pass(ch, class)
		if obstacle != "" {
			c.Add(path, obstacle, fmt.Sprintf("name what is of mode %q, with a speed or a time for this class", s.mode))
			return nil, false
		}
		elements, at = append(elements, passed...), ch.to
	}
	if at != ends[1] && len(s.Over) > 0 {
		c.Add(s.path+".over", fmt.Sprintf("ends at %s, not at %s", c.places[at].Name, c.places[ends[1]].Name), "write all that lies in between, in order")
		return nil, false
	}
	return elements, len(elements) > 0
}

// leading returns the direction of a line, leg or post that leads on from a place, nil
// with a fault.
func (s *service) leading(path, name string, at network.PlaceID, c *Compiler) *chain {
	all := c.chainsOf(name)
	i := slices.IndexFunc(all, func(ch *chain) bool { return ch.from == at })
	switch {
	case len(all) == 0:
		c.Add(path, fmt.Sprintf("%q is not an element", name), value.DidYouMean(name, c.specNames(s.links)))
	case slices.ContainsFunc(all, func(ch *chain) bool { return (ch.from == network.None) != (ch.to == network.None) }):
		// one of its places is missing, which is a fault of its own
	case i < 0:
		joins := fmt.Sprintf("%s begins at no place", name)
		if ch := all[0]; ch.from != network.None && ch.to != network.None {
			joins = fmt.Sprintf("%s leads from %s to %s", ch.name, c.places[ch.from].Name, c.places[ch.to].Name)
		}
		c.Add(path, fmt.Sprintf("no direction of %s leads on from %s", name, c.places[at].Name), joins+"; write what is passed in order, or oneway = true when there is no way back")
	default:
		return all[i]
	}
	return nil
}
