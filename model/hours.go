package model

import (
	"time"

	"corridor/model/network"
	"corridor/sim"
)

// Lines are looked at every hour on the hour of the run's zone, in what counts.

const hoursOfWeek = 7 * 24

// hourlyLooks lists the hours of what counts.
func hourlyLooks(plan *network.Plan) []sim.Time {
	var out []sim.Time
	for at := plan.From; at < plan.Until; at += sim.Hour {
		out = append(out, at)
	}
	return out
}

// weekHours is the hour of the local week, Monday 00:00 is 0, of every look; one list
// for each zone.
func weekHours(net *network.Network, looks []sim.Time) [][]uint8 {
	byZone := map[string][]uint8{}
	out := make([][]uint8, len(net.Elements))
	for i := range net.Elements {
		zone := net.Elements[i].Location
		if zone == nil {
			zone = net.Clock.Zone
		}
		hours, ok := byZone[zone.String()]
		if !ok {
			hours = make([]uint8, len(looks))
			for k, at := range looks {
				t := net.Clock.Zero.Add(time.Duration(at) * time.Microsecond).In(zone)
				hours[k] = uint8((int(t.Weekday())+6)%7*24 + t.Hour())
			}
			byZone[zone.String()] = hours
		}
		out[i] = hours
	}
	return out
}

// seeLines enters what the lines are like now.
func (w *World) seeLines() {
	for i, s := range w.stations {
		n, tail := s.line()
		r := &w.out.Elements[i].Weeks[w.year][w.hourOfWeek[i][w.hour]]
		r.N++
		if n == 0 {
			continue
		}
		r.Waiting += int64(n)
		r.Tail += tail
		r.Farthest = max(r.Farthest, tail)
		d := &w.out.Elements[i].Days[w.day]
		d.Tail = max(d.Tail, int32(tail.Metres()+0.5))
	}
}
