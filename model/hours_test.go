package model

import (
	"testing"
	"time"
	_ "time/tzdata" // the machine may have no zones

	"corridor/model/network"
	"corridor/sim"
)

// TestHoursOfTheWeek asks every hour of three years what the clock shows, over changes
// of the clocks too.
func TestHoursOfTheWeek(t *testing.T) {
	for _, name := range []string{"UTC", "Europe/Berlin", "Asia/Tehran", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zero := time.Date(2021, 3, 5, 7, 0, 0, 0, time.UTC)
		plan := network.Plan{From: 5 * sim.Hour, Until: 3 * 365 * sim.Day}
		looks := hourlyLooks(&plan)
		for k, got := range weekHoursIn(zone, zero, looks) {
			at := zero.Add(time.Duration(looks[k]) * time.Microsecond).In(zone)
			if want := (int(at.Weekday())+6)%7*24 + at.Hour(); int(got) != want {
				t.Fatalf("%s, %v: hour %d, want %d", name, at, got, want)
			}
		}
	}
}

// TestTailOfALine: three trucks of 18 m and two metres between them stand before a post
// that opens after six hours, in one row and in two.
func TestTailOfALine(t *testing.T) {
	for rows, want := range map[int32]int32{1: 60, 2: 30} {
		town := newTown(24, 0, 1)
		e := town.service("post.p", 1, network.Unlimited, constant(0.1*testHour))
		el := &town.net.Elements[e]
		el.Rows = rows
		el.Lanes = []network.LaneStep{{Built: 1}, {At: 6 * sim.Hour, Manned: 1, Built: 1, Open: true}}
		f := town.flow("flow.f", 0, 1, e)
		f.Arrivals, f.Times = network.Listed, []sim.Time{sim.Hour / 2, 90 * sim.Minute, 2 * sim.Hour}
		r := town.run(t, 1)[0].Elements[e]
		if r.Days[0].Tail != want {
			t.Errorf("%d rows: the line is %d m long, want %d", rows, r.Days[0].Tail, want)
		}
		// the town begins on a Saturday: one vehicle from the second look on, two before the
		// third that comes at its very hour
		for hour, n := range []int64{0, 1, 2, 3, 3, 3, 3, 0} {
			if got := r.Weeks[0][5*24+hour]; got.Waiting != n || got.N != 1 || got.Farthest != sim.Millimetres(20_000*n/int64(rows)) {
				t.Errorf("%d rows, hour %d: %+v, want %d waiting", rows, hour, got, n)
			}
		}
	}
}
