package kinds

import (
	"fmt"
	"strings"
	"testing"

	"corridor/model/network"
	"corridor/sim"
)

const bookingKeys = "[booking.b]\nbefore = \"post.samur.north\"\n"

// Vehicles pass the queue and the yard before the post, which are no part of the
// crossing.
func TestBooking(t *testing.T) {
	net, _ := compile(t, week+twoWays+bookingKeys+`
title = "Slots"
slots = "30/hour"
window = "90m"
hours = "08:00-20:00"
overbooking = 0.1
walk_ins = 0.2
walk_ins_by.car = 1
no_shows = 0.05
late = 0.1
late_by = "1h"
lead = "2h"
grace = "30m"
places = 100
[yard.a]
before = "post.samur.north"
places = 20
`)
	if got, want := hops(net, 0), "booking.b.queue booking.b.yard yard.a <post.samur.north.papers post.samur.north.control>"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	b := net.Bookings[0]
	if got, want := fmt.Sprint(b.Name, b.Title, b.Overbooking, b.WalkIns, b.NoShows, b.Late, b.LateBy.Mean(), b.EarlyBy.Mean(), b.Lead, b.Grace), "booking.bSlots0.1 [1 0.2] 0.05 0.1 3.6e+09 0 2h 30m"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	// 08:00 in Baku is 04:00 UTC; eight windows of 45 slots a day
	if got, want := fmt.Sprint(b.Slots[:11]), "[{4h 45} {5h30m 45} {7h 45} {8h30m 45} {10h 45} {11h30m 45} {13h 45} {14h30m 45} {16h 0} {1d4h 45} {1d5h30m 45}]"; got != want || len(b.Slots) != 7*9 {
		t.Errorf("%d slots: %s\nwant %s", len(b.Slots), got, want)
	}
	queue, yard := element(t, net, "booking.b.queue"), element(t, net, "booking.b.yard")
	if queue.Station != network.Virtual || yard.Station != network.Gate || queue.Booking != 0 || yard.Booking != 0 || queue.Zone != "Asia/Baku" || yard.Title != "Slots, yard" || queue.Direction != "north" {
		t.Errorf("queue %+v\nyard %+v", queue, yard)
	}
	if got, want := fmt.Sprint(queue.Lanes[:3]), "[{0s 0 1 false false} {4h 1 1 true false} {16h 0 1 false false}]"; got != want {
		t.Errorf("queue %s, want %s", got, want)
	}
	if p := queue.Serving[0]; p.LaneTicks(1) != float64(2*sim.Minute) || p.Room != network.Unlimited || p.Full != network.Block || p.Time[0] == nil {
		t.Errorf("queue %+v", p)
	}
	if p := yard.Serving[0]; fmt.Sprint(yard.Lanes) != "[{0s 1 1 true false}]" || p.LaneTicks(0) != 0 || p.Room != 100 || p.Full != network.Block {
		t.Errorf("yard %v %+v", yard.Lanes, p)
	}
	if plain := element(t, net, "toll.plaza"); plain.Booking != network.None {
		t.Errorf("the plaza has booking %d", plain.Booking)
	}
}

func TestSlots(t *testing.T) {
	for _, c := range []struct{ name, keys, first, last string }{
		// the clocks in Baku show 04:00 at the start
		{"round the clock", "window = \"3h\"", "{0s 60} {2h 90} {5h 90}", "{6d23h 90}"},
		{"one slot each", "", "{0s 1} {2m 1} {4m 1}", "{6d23h58m 1}"},
		{"cut by closing", "window = \"5h\"\nhours = \"08:00-20:00\"", "{4h 150} {9h 150} {14h 60} {16h 0} {1d4h 150}", "{6d16h 0}"},
		{"too short an opening at the end", "window = \"7h\"\nhours = \"08:00-15:01\"", "{4h 210} {11h 0} {1d4h 210}", "{6d11h 0}"},
		{"over midnight", "window = \"1h\"\nhours = \"Mon 23:30-01:00\"", "{19h30m 30} {20h30m 15} {21h 0}", "{21h 0}"},
	} {
		net, _ := compile(t, week+twoWays+bookingKeys+"slots = \"30/hour\"\n"+c.keys)
		slots := net.Bookings[0].Slots
		if first := fmt.Sprint(slots); !strings.HasPrefix(first, "["+c.first) || fmt.Sprint(slots[len(slots)-1]) != c.last {
			t.Errorf("%s: got %s … %v\nwant %s … %s", c.name, first[:min(len(first), 80)], slots[len(slots)-1], c.first, c.last)
		}
	}
}

// All slots of a week are as many as the rate says, whatever the window; windows that
// do not come out even in ticks do not drift.
func TestSlotsKeepTheRate(t *testing.T) {
	for keys, want := range map[string]int32{"slots = \"7/hour\"": 7 * 24 * 7, "slots = \"7/hour\"\nwindow = \"1h\"": 7 * 24 * 7, "slots = \"1001/day\"": 7007, "slots = \"100/week\"\nwindow = \"1w\"": 100} {
		net, _ := compile(t, strings.Replace(week, "start", "zone = \"Asia/Baku\"\nstart", 1)+twoWays+bookingKeys+keys)
		sum := int32(0)
		for _, s := range net.Bookings[0].Slots {
			sum += s.N
		}
		if sum != want {
			t.Errorf("%s: %d slots, want %d", keys, sum, want)
		}
	}
}

func TestFaultsOfBookings(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"slots = \"0/hour\"", "booking.b.slots: lets nobody pass"},
		{"slots = \"30/hour\"\nwindow = \"3m\"", "booking.b.window: of 3m holds 1.5 slots, not a whole number; write a multiple of 2m, which is one slot"},
		{"slots = \"30/hour\"\nwindow = \"1m\"", "booking.b.window: of 1m holds 0.5 slots"},
		{"slots = \"30/hour\"\nwindow = \"0s\"", "booking.b.window: is 0"},
		{"slots = \"1000000000/day\"\nwindow = \"1d\"", "booking.b.window: holds 1000000000 slots; at most 1000000"},
		{"slots = \"1000000000/day\"", "booking.b.window: makes 7000000000 windows in the run"},
		{"slots = \"30/hour\"\nlate = 0.1", "booking.b.late_by: is missing"},
		{"slots = \"30/hour\"\nlate_by = \"1h\"", "booking.b.late_by: is written, but nobody comes late"},
		{"slots = \"1/day\"\nhours = \"08:00-09:00\"", "booking.b.hours: no slot begins during the run"},
		{"slots = \"30/hour\"\nwalk_ins_by.lorry = 0.5", `booking.b.walk_ins_by.lorry: "lorry" is not a class`},
		{"slots = \"30/hour\"\n[booking.c]\nbefore = \"post.samur.north\"\nslots = \"1/hour\"", "booking.c.before: post.samur.north has a booking already"},
		{"slots = \"30/hour\"\n[flow.s]\nclass = \"class.truck\"\narrivals = \"saturated\"\nfrom = \"place.baku\"\nto = \"place.moscow\"", "flow.s.arrivals: saturated, but booking.b.queue, the first element of its way, holds any number of vehicles"},
		{"slots = \"30/hour\"\nplaces = 0", `booking.b.places: must be a whole number from 1 to 10000000 or "unlimited", is 0`},
	} {
		faults := faultsOf(t, week+twoWays+bookingKeys+c.keys)
		if len(faults) != 1 || !strings.HasPrefix(faults[0], c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.keys, strings.Join(faults, "\n     "), c.want)
		}
	}
}
