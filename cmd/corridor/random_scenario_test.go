package main

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// draft is the text of a random scenario as it grows. What is drawn has the name of its
// table and key, so that a failure that rapid has made small can be read.
type draft struct {
	t     *rapid.T
	text  strings.Builder
	table string
	later []string // of the upgrade

	toll, grouped bool // there is a toll; post.q.east has groups of lanes
}

// in begins a table.
func (d *draft) in(table string) {
	d.table = table
	fmt.Fprintf(&d.text, "[%s]\n", table)
}

// is writes a key.
func (d *draft) is(key, value string) { fmt.Fprintf(&d.text, "%s = %s\n", key, value) }

// one writes a key with one of some values; an empty one leaves the key out.
func (d *draft) one(key string, values ...string) string {
	value := rapid.SampledFrom(values).Draw(d.t, d.table+"."+key)
	if value != "" {
		d.is(key, value)
	}
	return value
}

// number writes a key with a whole number.
func (d *draft) number(key string, least, most int) int {
	n := rapid.IntRange(least, most).Draw(d.t, d.table+"."+key)
	d.is(key, fmt.Sprint(n))
	return n
}

// has draws whether there is something.
func (d *draft) has(what string) bool { return rapid.Bool().Draw(d.t, what) }

// changes lets the upgrade set a path of the present table.
func (d *draft) changes(key string, values ...string) {
	path := d.table + "." + key
	if value := rapid.SampledFrom(append(values, "")).Draw(d.t, "later "+path); value != "" {
		d.later = append(d.later, fmt.Sprintf("%q = %s", path, value))
	}
}

// randomScenario is a corridor from a to g with elements of every kind, most of which may
// be there or not, and with too little of everything:
//
//	a ==road== b ==post, crossing or rail== c ==sea== d ==rail, post of rail== f ==road== g
func randomScenario(t *rapid.T) string {
	d := &draft{t: t}
	d.is("directions", `["east", "west"]`)
	d.run()
	d.classes()
	d.places()
	d.roads()
	d.posts()
	d.rails()
	d.terminals()
	d.carriers()
	d.flows()
	d.rules()
	if len(d.later) > 0 {
		d.in("upgrade.more")
		d.is("date", "2024-03-31")
		d.is("set", "{ "+strings.Join(d.later, ", ")+" }")
		d.one("cost", "", `"2 M USD"`)
	}
	return d.text.String()
}

func (d *draft) run() {
	d.in("run")
	d.is("start", "2024-03-29")
	d.is("end", "2024-04-02")
	d.is("replications", "2")
	d.is("currency", `"USD"`)
	d.one("lead_in", "", `"1d"`, `"7h30m"`)
	d.one("growth", "", `"low"`, `"high"`)
	d.one("zone", "", `"Europe/Berlin"`)
}

func (d *draft) classes() {
	d.in("class.car")
	d.one("value_of_time", "", `"15 USD/h"`)
	for _, class := range []string{"truck", "tir"} {
		d.in("class." + class)
		d.is("length", `"18 m"`)
		d.one("pcu", "2", "{ level = 2, rolling = 3, mountainous = 6 }")
		d.one("payload", `"0 t"`, `"7 t"`, `"19 t"`)
		d.one("teu", "", "2", "3")
		d.one("rest", "", `{ every = "4h30m", lasts = "45m" }`, `{ every = "50m", lasts = "2h" }`)
		d.one("night", "", `"22:00-05:00"`, `["22:00-05:00", "Sun 00:00-22:00"]`)
		d.one("detention", "", `{ free = "6h", rate = "5 USD/h" }`, `{ free = "1d", rate = "5 USD/h", per = "journey" }`)
		d.one("cost_per_km", "", `"0.5 USD/km"`)
		d.one("cargo_value_of_time", "", `"1.2 USD/t/day"`)
	}
	d.in("class.box")
	d.is("mode", `"unit"`)
	d.is("length", `"12.2 m"`)
	d.one("payload", `"0 t"`, `"20 t"`, `"27 t"`)
	d.one("teu", "", "2")
	d.one("detention", "", `{ free = "6h", rate = "5 USD/h", per = "journey" }`)
	d.in("class.wagon")
	d.is("mode", `"rail"`)
	d.is("length", `"14 m"`)
	d.one("payload", `"0 t"`, `"25 t"`, `"60 t"`)
	d.one("teu", "", "2")
	d.one("cost_per_hour", "", `"3 USD/h"`)
	d.in("class.train")
	d.is("mode", `"rail"`)
	d.is("length", `"700 m"`)
	d.one("cost_per_hour", "", `"500 USD/h"`)
	d.one("detention", "", `{ free = "6h", rate = "5 USD/h" }`)
	d.in("class.vessel")
	d.is("mode", `"water"`)
	d.is("length", `"150 m"`)
}

func (d *draft) places() {
	for _, place := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		d.in("place." + place)
		d.one("zone", "", `"Asia/Baku"`, `"Europe/Moscow"`)
	}
	d.in("profile.day")
	d.is("hours", "[1, 2, 5, 4]")
	d.is("weekdays", "[1, 1, 1, 1, 1, 0.5, 0.5]")
	d.in("holidays.spring")
	d.is("days", `"2024-03-30"`)
	d.in("growth.trade")
	d.is("low", `"-20%/year"`)
	d.is("base", `"3%/year"`)
	d.is("high", `{ 2023 = "8%", later = "50%" }`)
	d.in("commodity.oil")
	d.one("growth", "", `"growth.trade"`)
	d.one("load", `"24 t"`, `{ law = "normal", mean = "24 t", cv = 0.3 }`, `{ law = "exponential", mean = "9 t" }`)
}

func (d *draft) roads() {
	for _, road := range []struct{ name, from, to string }{{"ab", "a", "b"}, {"fg", "f", "g"}} {
		d.in("road." + road.name)
		d.is("from", `"place.`+road.from+`"`)
		d.is("to", `"place.`+road.to+`"`)
		d.one("length", `"3 km"`, `"40 km"`, `"200 km"`)
		d.one("speed", `"70 km/h"`, `{ car = "120 km/h", truck = "80 km/h", tir = "60 km/h" }`)
		if d.one("lanes", "", "2") == "" {
			d.one("standard", "", `"two-lane"`)
		}
		d.one("terrain", "", `"rolling"`, `"mountainous"`)
		d.one("storage", "", `"1 km"`, `"1 vehicles"`, `"unlimited"`)
		d.one("wave", "", `"18 km/h"`)
		d.one("fee_per_km", "", `"0.01 USD/t/km"`)
		d.one("overtaking", "", "false")
		d.one("background", "", `{ rate = "20000/day" }`, `{ rate = "70000/day", profile = "profile.day", growth = "5%/year", at = 2023-01-01, least = 0.01 }`)
		d.one("delay", "", `{ alpha = 0.2, beta = 3 }`)
		d.one("closed", "", `["03-30"]`, `{ from = 2024-03-29T22:00:00, until = 2024-03-30T03:00:00 }`)
		d.changes("fee", `"5 USD"`)
		d.changes("overtaking", "true", "false")
		if d.has("works on " + road.name) {
			d.in("road." + road.name + ".works.one")
			d.is("on", `"2024-03-30/2024-03-31"`)
			d.is("speed", `"30 km/h"`)
			d.one("share", "", "0.5")
		}
	}
	if d.toll = d.has("toll"); d.toll {
		d.in("toll.t")
		d.is("on", `"road.ab"`)
		d.one("at", "", `"entry"`)
		d.lane(`"1m"`, `"6m"`)
		d.line()
	}
}

// lane writes lanes and services.
func (d *draft) lane(services ...string) {
	d.number("lanes", 1, 3)
	d.changes("lanes", "0", "2", "4")
	service := rapid.SampledFrom(services).Draw(d.t, d.table+".service")
	if law := rapid.SampledFrom([]string{"", "exponential", "lognormal"}).Draw(d.t, d.table+".law"); law == "lognormal" {
		service = fmt.Sprintf("{ mean = %s, law = %q, cv = 0.5 }", service, law)
	} else if law != "" {
		service = fmt.Sprintf("{ mean = %s, law = %q }", service, law)
	}
	d.is("service", service)
	d.one("hours", "", "", `"06:00-22:00"`, `"Mon-Fri 08:00-12:00"`)
	d.one("staffed", "", "0.7")
}

// line writes what only lines of vehicles that may be lost can have.
func (d *draft) line() {
	d.one("room", "", "0", "3", `"100 m"`)
	d.one("full", "", "", `"lose"`)
	d.one("rows", "", "2")
	d.rulesOfLine()
	d.one("patience", "", "", `{ mean = "8h", law = "exponential" }`, `"1h"`)
	d.one("balk", "", "", `{ 3 = 0.1, 9 = 0.5 }`)
	d.one("at_closing", "", `"hold"`, `"send back"`, `"turn away"`)
}

// rulesOfLine writes rules by which nobody is lost.
func (d *draft) rulesOfLine() {
	if d.one("priority", "", "", `["class.tir"]`) != "" {
		d.one("preempt", "", "true")
	} else {
		d.one("queue", "", `"per lane"`)
	}
	d.one("quota", "", "", `"40/day"`)
	d.one("fee", "", `"3 USD"`, `"0.5 USD/t"`)
	d.one("closed", "", "", `"2024-03-31"`)
	d.one("holidays", "", "", `"holidays.spring"`)
	if d.has("shifts of " + d.table) {
		d.is("shifts", `["08:00", "20:00"]`)
		d.is("handover", `"30m"`)
	}
}

func (d *draft) posts() {
	d.in("post.n")
	d.is("between", `["place.b", "place.c"]`)
	d.is("stages", `["papers", "scan", "customs"]`)
	for _, way := range []string{"east", "west"} {
		channels := d.has("channels " + way)
		if channels {
			d.in("post.n." + way)
			d.is("channels", "{ green = 0.7, red = 0.3 }")
			d.one("channels_by", "", "{ car = { green = 1 } }")
			d.one("fee", "", `"20 USD"`)
		}
		d.in("post.n." + way + ".papers")
		d.lane(`"2m"`, `"15m"`)
		d.line()
		d.officers()
		d.in("post.n." + way + ".scan")
		d.lane(`"3m"`, `"20m"`)
		if channels {
			d.one("only", "", `["red"]`)
		}
		d.one("room", "", "0", "2")
		d.officers()
		d.in("post.n." + way + ".customs")
		if d.has("customs together " + way) {
			d.is("service", `"4m"`)
			d.is("together", "true")
		} else {
			d.lane(`"3m"`, `"20m"`)
			d.one("then", "", "{ customs = 0.2 }", "{ papers = 0.1, out = 0.3 }")
			d.line()
		}
	}
	d.in("crossing.x")
	d.is("between", `["place.b", "place.c"]`)
	d.is("posts", `["post.p", "post.q"]`)
	d.one("strip", `"50 m"`, `"600 m"`)
	d.one("strip_lanes", "", "2")
	d.one("fee", "", `"3 USD"`)
	for _, post := range []string{"post.p.east", "post.p.west", "post.q.east", "post.q.west"} {
		d.in(post + ".control")
		if d.has("groups of " + post) {
			d.grouped = d.grouped || post == "post.q.east"
			d.is("service", `"9m"`)
			d.in(post + ".control.group.trucks")
			d.is("classes", `["class.truck", "class.tir"]`)
			d.number("lanes", 1, 2)
			d.line()
			d.in(post + ".control.group.others")
			d.number("lanes", 1, 2)
			continue
		}
		d.lane(`"3m"`, `"20m"`)
		d.line()
		d.officers()
	}
	d.before()
}

// before writes what stands before posts.
func (d *draft) before() {
	if d.has("booking") {
		d.in("booking.k")
		d.one("before", `"post.n.east"`, `"crossing.x.east"`)
		d.one("slots", `"3/hour"`, `"24/hour"`)
		d.is("window", `"1h"`)
		d.one("overbooking", "", "0.34")
		d.one("walk_ins_by", "", "{ car = 1, tir = 0.3 }")
		d.one("no_shows", "", "0.1")
		if d.one("late", "", "0.2") != "" {
			d.is("late_by", `{ mean = "40m", law = "exponential" }`)
		}
		d.one("early_by", "", `"20m"`)
		d.one("lead", "", `"2h"`)
		d.one("places", "", "5")
	}
	if d.has("yard") {
		d.in("yard.y")
		d.one("before", `"post.n.west"`, `"crossing.x.west"`, `"road.fg.east"`)
		d.number("places", 1, 9)
		d.one("stay", "", `"10m"`)
		d.one("full", "", `"lose"`)
	}
}

func (d *draft) officers() {
	if d.one("staff", "", "", `"staff.pool"`) != "" {
		d.one("officers", "", "2")
		d.one("staff_stays", "", "true")
	}
}

func (d *draft) rails() {
	d.in("rail.bc")
	d.is("from", `"place.b"`)
	d.is("to", `"place.c"`)
	d.is("length", `"80 km"`)
	d.is("speed", `"40 km/h"`)
	if d.one("track", "", `"single"`) != "" {
		d.number("sections", 1, 3)
	} else {
		d.one("trains", "", "1")
	}
	d.one("paths", "", `"20/day"`)
	d.in("rail.de")
	d.is("from", `"place.d"`)
	d.is("to", `"place.e"`)
	d.is("time", `"3h"`)
	d.one("track", "", `"single"`)
	d.in("post.r")
	d.is("between", `["place.e", "place.f"]`)
	d.is("mode", `"rail"`)
	for _, way := range []string{"east", "west"} {
		d.in("post.r." + way + ".control")
		d.lane(`"40m"`)
		d.one("room", "", "0", "1")
		d.rulesOfLine()
		d.officers()
	}
	d.in("sea.cd")
	d.is("from", `"place.c"`)
	d.is("to", `"place.d"`)
	d.is("length", `"100 km"`)
	d.is("speed", `"24 km/h"`)
}

func (d *draft) terminals() {
	for _, x := range []struct{ at, from, to string }{{"b", "truck", "wagon"}, {"c", "wagon", "truck"}, {"d", "truck", "box"}, {"f", "box", "truck"}} {
		d.in("terminal." + x.at)
		d.is("at", `"place.`+x.at+`"`)
		if x.at != "c" && x.at != "d" {
			d.one("tracks", "", "1", "2")
		} else {
			d.one("berths", "", "1", "2")
		}
		if d.has("cranes of " + x.at) {
			d.in("terminal." + x.at + ".cranes")
			d.lane(`"8m"`)
			d.line()
			d.one("lift", "", `"10 t"`)
			d.officers()
		}
		d.in("terminal." + x.at + ".transfer.over")
		d.is("from", `"class.`+x.from+`"`)
		d.is("to", `"class.`+x.to+`"`)
		d.one("fee", "", `"20 USD"`, `"2.5 USD/t"`)
		if d.one("batch", "", "2") != "" {
			d.one("time_out", "", `"5h"`)
		}
		d.one("room", "", "3", "40")
	}
}

func (d *draft) carriers() {
	d.in("train.bc")
	d.is("class", `"class.train"`)
	d.is("from", `"place.b"`)
	d.is("to", `"place.c"`)
	d.is("over", `["rail.bc"]`)
	d.is("classes", `["class.wagon", "class.box"]`)
	d.one("wagons", "2", "20")
	d.carrier("trains")
	d.in("train.df")
	d.is("class", `"class.train"`)
	d.is("from", `"place.d"`)
	d.is("to", `"place.f"`)
	d.is("over", `["rail.de", "post.r"]`)
	d.is("classes", `["class.box"]`)
	d.one("wagons", "3", "20")
	d.one("teu", "", "9.0")
	d.carrier("trains")
	d.in("ferry.cd")
	d.is("class", `"class.vessel"`)
	d.is("from", `"place.c"`)
	d.is("to", `"place.d"`)
	d.is("over", `["sea.cd"]`)
	d.is("classes", `["class.truck", "class.tir", "class.car"]`)
	d.one("lane_length", "", `"100 m"`)
	d.one("vehicles", "2", "7")
	d.carrier("vessels")
}

func (d *draft) carrier(fleet string) {
	departs := d.one("departs", `"when full"`, `"4/day"`, `{ every = "5h" }`, `["06:00", "06:01", "20:00"]`)
	empty := d.one("empty", "", "true") != ""
	d.one("fee", "", `"20 USD"`, `"2.5 USD/t"`)
	if departs != `"when full"` {
		if !empty {
			d.one("least", "", "2")
		}
	} else {
		d.is("time_out", rapid.SampledFrom([]string{`"1h"`, `"9h"`}).Draw(d.t, d.table+".time_out"))
	}
	d.one("tonnes", "", `"200 t"`)
	oneway := d.one("oneway", "", "true") != ""
	if n := d.number(fleet, 1, 3); !oneway && d.has("away of "+d.table) {
		d.is("away", fmt.Sprint(n-1))
	}
	d.one("turnaround", "", `"2h"`)
	d.one("room", "", "4", "30")
	d.one("full", "", "", `"lose"`)
}
