package kinds

import (
	"fmt"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

const roadHelp = "A road between two places, in both directions or one way."

// RoadSpec is a table [road.NAME].
//
//	place ──entry──> [ free-flow time by class, storage ] ──headway──> place
//	      <──wave─── room freed at the exit
//
// A two-way road is two elements that know nothing of each other. Lanes make no
// queue: a vehicle drives its free-flow time and leaves no sooner than its headway
// after the one before it. Traffic that is not simulated lengthens headways hour by hour
// and, with a volume–delay function, the driving time; in works and closures the road is
// another one for a time; drivers who rest do so on it (road_traffic.go).
type RoadSpec struct {
	Title    string         `toml:"title" help:"Name for people."`
	From     string         `toml:"from" help:"Place where it begins: place.NAME; may be absent when it is only passed by way of \"through\"."`
	To       string         `toml:"to" help:"Place where it ends: place.NAME."`
	Oneway   bool           `toml:"oneway" default:"false" help:"Whether it leads from \"from\" to \"to\" only."`
	Length   value.Length   `toml:"length" running:"true" help:"Length."`
	Lanes    int            `toml:"lanes" default:"1" range:"[1,100]" unit:"lanes" running:"true" help:"Lanes in each direction."`
	Speed    value.Speeds   `toml:"speed" running:"true" help:"Free-flow speed, for all or by class: { car = \"130 km/h\", truck = \"90 km/h\" }."`
	Time     value.Spans    `toml:"time" running:"true" help:"Free-flow travel time, for all or by class, in place of the speed."`
	Capacity value.Capacity `toml:"capacity" unit:"pcu" running:"true" help:"Most passenger-car equivalents that leave it per direction, as a rate, or \"unlimited\" (default: by standard, or 1700/h on one lane, else 2200/h a lane)."`
	Standard string         `toml:"standard" oneof:"two-lane multilane freeway" running:"true" help:"How it is built, for the capacity by lanes and free-flow speed after the Highway Capacity Manual."`
	Terrain  string         `toml:"terrain" default:"level" oneof:"level rolling mountainous" running:"true" help:"Ground it lies on, for the passenger cars that vehicles count for."`
	Storage  value.Storage  `toml:"storage" running:"true" help:"What fits on one direction: \"20 vehicles\", \"12 km\" of lane, or \"unlimited\" (default: length x lanes)."`
	Wave     value.Wave     `toml:"wave" running:"true" help:"Speed at which room freed at the exit travels back to the entry, such as \"18 km/h\", or \"none\" (default): at once."`
	Fee      value.Fees     `toml:"fee" running:"true" help:"What a vehicle pays when it leaves it, for all or by class: { truck = \"25 USD\" }, or \"2.5 USD/t\" for each tonne on board."`
	FeePerKm value.KmFees   `toml:"fee_per_km" running:"true" help:"The same by the kilometre: \"0.15 USD/km\", or \"0.02 USD/t/km\" for each tonne on board; needs the length."`
	Classes  []string       `toml:"classes" help:"Classes that are admitted (default: all)."`
	Full     string         `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no room: it waits where it is, or it is lost."`

	Overtaking bool                  `toml:"overtaking" default:"true" running:"true" help:"Whether faster classes pass slower ones; without it all keep one file."`
	Delay      *DelaySpec            `toml:"delay" running:"true" help:"Volume–delay function: driving time that grows with the flow, which is the background and what has entered in the last four full quarter hours."`
	Background *BackgroundSpec       `toml:"background" running:"true" help:"Traffic that uses up capacity without being simulated."`
	Closed     value.Periods         `toml:"closed" running:"true" help:"When nobody may enter; who is on it drives on: days such as \"2024-01-03/2024-01-05\", days of every year such as \"12-15/03-01\", { from = …, until = … }, or a list of these."`
	Works      map[string]*WorksSpec `toml:"works" running:"true" help:"Roadworks: fewer lanes or less speed for a time."`
}

// Check notes what is wrong with the table by itself.
func (r *RoadSpec) Check(path string, f *Faults) {
	if (r.From == "") != (r.To == "") {
		f.Add(path+".from", "from and to belong together", "write both places, or none when the road is only passed by way of \"through\"")
	}
	if r.From != "" && r.From == r.To {
		f.Add(path+".to", fmt.Sprintf("is %q, which is where the road begins", r.To), "a road joins two places")
	}
	switch {
	case r.Time.Written && r.Speed.Written:
		f.Add(path+".time", "is given besides the speed", "leave out one of them")
	case !r.Time.Written && !r.Length.Written:
		f.Add(path+".length", "is missing", `write length = "129 km" and speed = "90 km/h", or time = "2h"`)
	case !r.Time.Written && !r.Speed.Written:
		f.Add(path+".speed", "is missing", `write speed = "90 km/h", or time = "2h" in place of it`)
	}
	if r.FeePerKm.Written && !r.Length.Written {
		f.Add(path+".fee_per_km", "needs the length of the road", `write length = "129 km"`)
	}
	if r.Wave.Speed.Written && !r.Length.Written {
		f.Add(path+".wave", "needs the length of the road", `write length = "129 km"`)
	}
	r.checkCapacity(path, f)
	r.checkTraffic(path, f)
}

// Compile makes one element for each direction.
func (r *RoadSpec) Compile(path string, c *Compiler) {
	from, to := c.place(path+".from", r.From), c.place(path+".to", r.To)
	title := titled(r.Title, path)
	params := r.params(path, c)
	fees := sumFees(c.fees(path+".fee", &r.Fee.ByClass), c.kmFees(path+".fee_per_km", &r.FeePerKm.ByClass, r.Length.Millimetres))
	add := func(name, title, direction string, from, to network.PlaceID) {
		d := c.add(&draft{path: path, driving: params, fees: fees, road: r, element: network.Element{Name: name, Kind: "road", Spec: path,
			Direction: direction, Title: title, Station: network.Road, From: from, To: to, Zone: c.zoneAt(from), Booking: network.None}})
		c.chains = append(c.chains, &chain{name: name, spec: path, title: title, direction: direction,
			from: from, to: to, stages: [][]*draft{{d}}, mode: byRoad})
	}
	if r.Oneway {
		add(path, title, "", from, to)
		return
	}
	forth, back := c.directions[0], c.directions[1]
	add(path+"."+forth, title+", "+forth, forth, from, to)
	add(path+"."+back, title+", "+back, back, to, from)
}

func (r *RoadSpec) params(path string, c *Compiler) network.RoadParams {
	p := network.RoadParams{Length: r.Length.Millimetres, Lanes: int32(r.Lanes), OneFile: !r.Overtaking}
	if r.Delay != nil {
		p.Delay = network.Delay{Alpha: r.Delay.Alpha, Beta: r.Delay.Beta}
	}
	if r.Full == "lose" {
		p.Full = network.Lose
	}
	if r.Wave.Speed.Written {
		p.Wave = r.Wave.Speed.Over(r.Length.Millimetres)
	}
	p.Time = r.times(path, c)
	p.Capacity, p.PCU = r.capacity(p.Time), r.pcu(path, p.Time, c)
	p.Headway = headways(p.PCU, p.Capacity)
	for _, class := range c.classList {
		p.Space = append(p.Space, class.Length+class.Gap)
	}
	r.store(path, &p, c)
	return p
}

// store sets what fits on the road.
func (r *RoadSpec) store(path string, p *network.RoadParams, c *Compiler) {
	switch r.Storage.Form {
	case value.StorageUnlimited:
		p.Storage = network.Unlimited
		return
	case value.StorageVehicles:
		p.Storage = sim.Millimetres(r.Storage.Amount)
		for i := range p.Space {
			p.Space[i] = 1
		}
		return
	case value.StorageLane:
		p.Storage = sim.Millimetres(r.Storage.Amount)
	case value.StorageByLength:
		p.Storage = network.Unlimited
		if r.Length.Written {
			p.Storage = r.Length.Millimetres * sim.Millimetres(r.Lanes)
		}
	}
	for id, class := range c.classList {
		if p.Storage >= 0 && p.Time[id] != sim.Never && p.Space[id] > p.Storage {
			c.Add(path+".storage", fmt.Sprintf("holds %v m of lane, but %s takes %v m", p.Storage.Metres(), class.Name, p.Space[id].Metres()),
				"write more storage, or \"unlimited\", or name the classes that are admitted")
		}
	}
}

// times returns the free-flow times by class; sim.Never for those not admitted and
// those for which no time or speed is given.
func (r *RoadSpec) times(path string, c *Compiler) []sim.Time {
	for _, class := range sortedKeys(r.Speed.Of) {
		c.class(path+".speed."+class, class)
	}
	for _, class := range sortedKeys(r.Time.Of) {
		c.class(path+".time."+class, class)
	}
	admitted := c.classes(path+".classes", r.Classes)
	times := make([]sim.Time, len(c.classNames))
	for id, class := range c.classNames {
		times[id] = sim.Never
		if !admitted[id] {
			continue
		}
		if !r.Time.Written && !r.Speed.Written {
			times[id] = 0 // Check has noted it; one fault should not bring others
		}
		if t, ok := r.Time.For(class); ok {
			times[id] = t.Time
		}
		if v, ok := r.Speed.For(class); ok && !r.Time.Written {
			times[id] = v.Over(r.Length.Millimetres)
		}
	}
	return times
}
