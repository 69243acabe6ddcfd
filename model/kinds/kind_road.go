package kinds

import (
	"fmt"
	"math"

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
// after the one before it.
type RoadSpec struct {
	Title    string   `toml:"title" help:"Name for people."`
	From     string   `toml:"from" help:"Place where it begins: place.NAME; may be absent when it is only passed by way of \"through\"."`
	To       string   `toml:"to" help:"Place where it ends: place.NAME."`
	Oneway   bool     `toml:"oneway" default:"false" help:"Whether it leads from \"from\" to \"to\" only."`
	Length   Length   `toml:"length" running:"true" help:"Length."`
	Lanes    int      `toml:"lanes" default:"1" range:"[1,100]" unit:"lanes" running:"true" help:"Lanes in each direction."`
	Speed    Speeds   `toml:"speed" running:"true" help:"Free-flow speed, for all or by class: { car = \"130 km/h\", truck = \"90 km/h\" }."`
	Time     Spans    `toml:"time" running:"true" help:"Free-flow travel time, for all or by class, in place of the speed."`
	Capacity Capacity `toml:"capacity" unit:"pcu" running:"true" help:"Most passenger-car equivalents that leave it per direction, as a rate, or \"unlimited\" (default: 1700/h on one lane, else 2200/h a lane)."`
	Storage  Storage  `toml:"storage" running:"true" help:"What fits on one direction: \"20 vehicles\", \"12 km\" of lane, or \"unlimited\" (default: length x lanes)."`
	Wave     Wave     `toml:"wave" running:"true" help:"Speed at which room freed at the exit travels back to the entry, such as \"18 km/h\", or \"none\" (default): at once."`
	Fee      Fees     `toml:"fee" running:"true" help:"What a vehicle pays when it leaves it, for all or by class: { truck = \"25 USD\" }, or \"2.5 USD/t\" for each tonne on board."`
	FeePerKm KmFees   `toml:"fee_per_km" running:"true" help:"The same by the kilometre: \"0.15 USD/km\", or \"0.02 USD/t/km\" for each tonne on board; needs the length."`
	Classes  []string `toml:"classes" help:"Classes that are admitted (default: all)."`
	Full     string   `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no room: it waits where it is, or it is lost."`
}

// Capacities by default, in passenger cars per hour, one direction, level terrain:
// Highway Capacity Manual (HCM 2000), chapters 20 (two-lane highways: 1700 per
// direction) and 21 (multilane highways: 2200 per lane at 100 km/h).
const (
	oneLaneCapacity  = 1700.0
	multilaneByLanes = 2200.0
)

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
}

// Compile makes one element for each direction.
func (r *RoadSpec) Compile(path string, c *Compiler) {
	from, to := c.place(path+".from", r.From), c.place(path+".to", r.To)
	title := titled(r.Title, path)
	params := r.params(path, c)
	fees := sumFees(c.fees(path+".fee", &r.Fee.ByClass), c.kmFees(path+".fee_per_km", &r.FeePerKm.ByClass, r.Length.Millimetres))
	add := func(name, title, direction string, from, to network.PlaceID) {
		d := c.add(&draft{path: path, driving: params, fees: fees, element: network.Element{Name: name, Kind: "road", Spec: path,
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
	p := network.RoadParams{Length: r.Length.Millimetres, Lanes: int32(r.Lanes), Capacity: r.capacity()}
	if r.Full == "lose" {
		p.Full = network.Lose
	}
	if r.Wave.Speed.Written {
		p.Wave = r.Wave.Speed.over(r.Length.Millimetres)
	}
	p.Time = r.times(path, c)
	for _, class := range c.classList {
		headway := sim.Time(0)
		if p.Capacity > 0 {
			headway = sim.Time(math.Floor(float64(float64(sim.Hour)*class.PCU)/p.Capacity + 0.5))
		}
		p.Headway = append(p.Headway, headway)
		p.Space = append(p.Space, class.Length+class.Gap)
	}
	r.store(path, &p, c)
	return p
}

// store sets what fits on the road.
func (r *RoadSpec) store(path string, p *network.RoadParams, c *Compiler) {
	switch r.Storage.Form {
	case StorageUnlimited:
		p.Storage = network.Unlimited
		return
	case StorageVehicles:
		p.Storage = sim.Millimetres(r.Storage.Amount)
		for i := range p.Space {
			p.Space[i] = 1
		}
		return
	case StorageLane:
		p.Storage = sim.Millimetres(r.Storage.Amount)
	case StorageByLength:
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

// capacity is in passenger cars per hour; 0 is unlimited.
func (r *RoadSpec) capacity() float64 {
	switch {
	case r.Capacity.Unlimited:
		return 0
	case r.Capacity.Rate.Written:
		return r.Capacity.Rate.PerDay() / 24
	case r.Lanes == 1:
		return oneLaneCapacity
	}
	return float64(multilaneByLanes * float64(r.Lanes))
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
			times[id] = v.over(r.Length.Millimetres)
		}
	}
	return times
}
