package kinds

import (
	"fmt"
	"math"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// Capacities of one lane, or one direction, in passenger cars per hour, from the
// free-flow speed of passenger cars: Highway Capacity Manual, 7th edition
// (https://doi.org/10.17226/26432), equations 12-6 (freeways) and 12-7 (multilane
// highways), the same in the 6th; 1700 on one direction of a two-lane road.
const (
	kmInMile         = 1.609344
	oneLaneCapacity  = 1700.0
	multilaneByLanes = 2200.0 // where no standard is written: HCM 2000, at 100 km/h
)

// hcmLane is the capacity of a lane of a standard at a free-flow speed.
func hcmLane(standard string, kmh float64) float64 {
	mph := kmh / kmInMile
	if standard == "freeway" {
		return min(2400, 2200+float64(10*(mph-50)))
	}
	return min(2300, 1900+float64(20*(mph-45)))
}

// checkCapacity notes what is wrong with what the capacity follows from.
func (r *RoadSpec) checkCapacity(path string, f *Faults) {
	unlimited := r.Capacity.Unlimited
	switch written := r.Capacity.Rate.Written || unlimited; {
	case r.Standard == "":
	case written:
		f.Add(path+".standard", "is given besides the capacity", "leave out one of them")
	case r.Standard == "two-lane" && r.Lanes > 1:
		f.Add(path+".standard", fmt.Sprintf("is %q, but the road has %d lanes in each direction", r.Standard, r.Lanes), `write "multilane" or "freeway", or lanes = 1`)
	case r.Standard != "two-lane" && r.Lanes < 2:
		f.Add(path+".standard", fmt.Sprintf("is %q, but the road has one lane in each direction", r.Standard), `write "two-lane", or lanes = 2 and more`)
	case r.Standard != "two-lane" && !r.Length.Written:
		f.Add(path+".standard", "needs the length of the road: the capacity follows from its speed", `write length = "129 km"`)
	}
	if unlimited && r.Background != nil {
		f.Add(path+".background", "uses up capacity, but that is unlimited", "write a capacity, or take the background away")
	}
	if unlimited && r.Delay != nil {
		f.Add(path+".delay", "compares the flow with the capacity, but that is unlimited", "write a capacity, or take the delay away")
	}
}

// capacity is in passenger cars per hour; 0 is unlimited. times are those of the classes.
func (r *RoadSpec) capacity(times []sim.Time) float64 {
	switch {
	case r.Capacity.Unlimited:
		return 0
	case r.Capacity.Rate.Written:
		return r.Capacity.Rate.PerDay() / 24
	case r.Lanes == 1 || r.Standard == "two-lane":
		return oneLaneCapacity
	case r.Standard != "":
		return float64(hcmLane(r.Standard, r.freeSpeed(times)) * float64(r.Lanes))
	}
	return float64(multilaneByLanes * float64(r.Lanes))
}

// freeSpeed is that of the fastest class, in km/h.
func (r *RoadSpec) freeSpeed(times []sim.Time) float64 {
	fastest := 0.0
	for _, t := range times {
		if t > 0 && t != sim.Never {
			fastest = max(fastest, float64(float64(r.Length.Millimetres)/1e6*3600)/t.Seconds())
		}
	}
	if r.Speed.HasAll {
		fastest = max(fastest, r.Speed.All.KmH)
	}
	for _, v := range r.Speed.Of {
		fastest = max(fastest, v.KmH)
	}
	return fastest
}

// pcu is how many passenger cars each class counts for on the terrain.
func (r *RoadSpec) pcu(path string, times []sim.Time, c *Compiler) []float64 {
	out := make([]float64, len(c.classNames))
	for id, name := range c.classNames {
		x, ok := c.pcus[id].On(r.Terrain)
		if !ok && times[id] != sim.Never {
			c.addOnce(path+".terrain", fmt.Sprintf("is %q, for which class.%s has no pcu", r.Terrain, name), fmt.Sprintf("write pcu = { level = 2, %s = … } in class.%s", r.Terrain, name))
		}
		if out[id] = x; !ok {
			out[id] = c.pcus[id].Level()
		}
	}
	return out
}

// headways are the least times between a vehicle's exit and the next one's, by class.
func headways(pcu []float64, capacity float64) []sim.Time {
	out := make([]sim.Time, len(pcu))
	for id := range out {
		if capacity > 0 {
			out[id] = sim.Time(math.Floor(float64(float64(sim.Hour)*pcu[id])/capacity + 0.5))
		}
	}
	return out
}

// works are the parameters while some works are under way, and the share of the capacity
// that is left: the fewest lanes and the lowest speed of them all, their shares
// multiplied. The capacity of the parameters stays that of the whole road.
func (r *RoadSpec) works(p network.RoadParams, active []*WorksSpec) (network.RoadParams, float64) {
	if len(active) == 0 {
		return p, 1
	}
	lanes, share := p.Lanes, 1.0
	times := append([]sim.Time(nil), p.Time...)
	for _, w := range active {
		if w.Lanes > 0 {
			lanes = min(lanes, int32(w.Lanes))
		}
		if w.Share > 0 {
			share = float64(share * w.Share)
		}
		for id := range times {
			if w.Speed.Written && times[id] != sim.Never {
				times[id] = max(times[id], w.Speed.Over(r.Length.Millimetres))
			}
		}
	}
	if p.Storage >= 0 && r.Storage.Form == value.StorageByLength {
		p.Storage = p.Storage / sim.Millimetres(p.Lanes) * sim.Millimetres(lanes)
	}
	share = float64(share*float64(lanes)) / float64(p.Lanes)
	p.Lanes, p.Time = lanes, times
	return p, share
}
