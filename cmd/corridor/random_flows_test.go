package main

// The second half of a random scenario: who drives there, and what falls on them.

// flow begins a flow between two places.
func (d *draft) flow(name, class, from, to string) {
	d.in("flow." + name)
	d.is("class", `"class.`+class+`"`)
	d.is("from", `"place.`+from+`"`)
	d.is("to", `"place.`+to+`"`)
	d.one("max_wait", "", "", `"6h"`, `"none"`)
}

// demand writes how many come, and what they carry.
func (d *draft) demand(volumes ...string) {
	d.one("volume", volumes...)
	d.one("commodity", "", `"commodity.oil"`)
	d.one("empty", "", "", "0.3")
	d.one("profile", "", `"profile.day"`)
	d.one("daily_variation", "", "0.3")
	d.one("arrivals", "", "", `"even"`, `{ law = "erlang", shape = 3 }`)
	d.one("batch", "", "", "3")
	d.changes("volume", `"100/day"`)
}

// routes writes the ways from b to c, and how they are chosen.
func (d *draft) routes(flow string, ways ...string) {
	choice := d.one("choice", "", `"least time"`, `"least cost"`, `"logit"`)
	if choice == `"logit"` {
		d.is("scale", "0.8")
	}
	d.one("published", "", `{ every = "30m", delay = "90m" }`, `{ every = "1h" }`)
	for i, via := range ways {
		d.in("flow." + flow + ".route." + via[:1])
		d.is("via", `["`+via+`"]`)
		switch {
		case choice == "":
			d.is("share", [][]string{{"1"}, {"0.4", "0.6"}, {"0.5", "0.3", "0.2"}}[len(ways)-1][i])
		case choice != `"least time"`:
			d.one("cost", "", `"20m"`)
			d.changes("cost", `"1h"`)
		}
	}
	if d.has("diverted " + flow) {
		d.in("flow." + flow + ".divert.shut")
		d.is("from", `"p"`)
		d.is("to", `"c"`)
		d.one("at", `"post.n"`, `"post.n.east.papers"`)
		d.is("closed", "true")
		d.one("after", "", `"1h"`)
		d.in("flow." + flow + ".divert.long")
		d.is("from", `"c"`)
		d.is("to", `"p"`)
		d.is("at", `"crossing.x"`)
		d.number("queue", 1, 9)
	}
}

func (d *draft) flows() {
	d.flow("cars", "car", "a", "c")
	d.demand(`"40/day"`, `"200/day"`)
	d.routes("cars", "post.n.east", "crossing.x.east")
	d.flow("trucks", "truck", "a", "c")
	d.demand(`"40/day"`, `"150/day"`)
	d.one("initial", "", `{ "road.ab.east" = 1 }`)
	d.routes("trucks", "post.n", "crossing.x", "train.bc")
	d.flow("goods", "truck", "a", "g")
	d.demand(`"20/day"`, `"90/day"`)
	d.routes("goods", "post.n.east", "crossing.x.east")
	d.flow("back", "truck", "c", "a")
	if d.has("balance") {
		d.is("balance", `{ of = "flow.trucks", minus = "flow.goods" }`)
	} else {
		d.one("recorded", `{ file = "counts.csv", date = "day", count = "trucks" }`)
	}
	d.flow("wagons", "wagon", "c", "b")
	d.demand(`"9/day"`, `"90/day"`)
	if d.has("boxes") {
		d.flow("boxes", "box", "d", "f")
		d.demand(`"30/day"`, `"60/day"`)
	}
	d.in("flow.tir")
	d.is("class", `"class.tir"`)
	d.is("through", `["post.n.west"]`)
	d.demand(`"40/day"`)
}

func (d *draft) rules() {
	d.in("staff.pool")
	d.number("officers", 2, 5)
	d.one("hours", "", `"07:00-23:00"`)
	if d.has("random disruption") {
		d.in("disruption.accident")
		d.one("at", `"road.ab"`, `["road.fg.east", "post.n.east"]`, `["post.q.west.control", "road.ab.west"]`, `"crossing.x"`)
		if d.one("flows", "", `["flow.cars", "flow.goods"]`) != "" {
			d.one("demand", "0", "0.6")
		}
		d.is("every", `{ mean = "9h", law = "exponential" }`)
		d.is("lasts", `{ mean = "2h", law = "exponential" }`)
		d.one("pace", "", "0.5")
	}
	if d.has("disruption on dates") {
		d.in("disruption.feast")
		at := []string{`"post.n"`, `["crossing.x", "road.fg"]`}
		if d.toll {
			at = append(at, `["crossing.x", "toll.t"]`)
		}
		d.one("at", at...)
		if d.one("flows", "", `["flow.trucks", "flow.wagons"]`) != "" {
			d.one("demand", "0.5", "2")
		}
		d.one("on", `"2024-03-30"`, `{ from = 2024-03-31T01:00:00, until = 2024-03-31T12:00:00 }`)
		d.one("work", "", `"hold"`, `"send back"`)
	}
	if d.has("swing") {
		d.in("swing.s")
		d.is("at", `["post.n.east.papers", "post.n.west.papers"]`)
		d.one("clearance", "", `"10m"`)
		d.is("every", `"30m"`)
		d.number("longer", 1, 5)
	}
	if d.has("meter") {
		d.in("meter.m")
		d.is("at", `"post.n.east.papers"`)
		if watch := []string{`"post.n.east.scan"`}; d.grouped {
			d.one("watch", append(watch, `"post.q.east.control.group.trucks"`)...)
		} else {
			d.one("watch", append(watch, `"post.q.east.control"`)...)
		}
		d.is("stop", "3")
		d.number("go", 0, 2)
	}
	for _, permit := range []string{"one", "two"} {
		if !d.has("permit " + permit) {
			continue
		}
		d.in("permit." + permit)
		d.one("at", `"post.n"`, `"crossing.x"`, `"road.ab"`, `"post.q.east"`)
		d.one("flows", "", `["flow.trucks", "flow.goods"]`)
		d.one("classes", "", `["class.truck"]`)
		d.number("stock", 0, 60)
		d.is("per", `"day"`)
		d.one("out", "", `"divert"`)
		d.changes("stock", "5")
	}
}
