package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"corridor/results"
)

// Realistic data for the tests, drawn with a fixed seed.

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func days(from time.Time, n int) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = from.AddDate(0, 0, i)
	}
	return out
}

// sampleQueue is a queue that grows with the years, with a season, and falls at the
// marks: n days from 2024 on, 40 replications.
func sampleQueue(n int, marks ...results.Mark) results.QueueChart {
	const runs = 40
	r := rand.New(rand.NewPCG(1, 2))
	q := results.QueueChart{
		Head: results.Head{
			ID: "queue-post.samur.northbound", Title: "Queue at Yarağ-Qazmalyar / Яраг-Казмаляр, northbound",
			Subtitle: "40 replications, seed 2024; the bands hold 50 % and 90 % of the replications of each day",
		},
		YLabel: "vehicles waiting", BandLabel: "5–95 %", InnerLabel: "25–75 %", OneRunLabel: "one run (replication 1)",
		At: days(day(2024, 1, 1), n), Marks: marks,
	}
	queue := make([]float64, runs)
	fluid := 0.0
	for _, at := range q.At {
		capacity := 345.0
		for _, m := range marks {
			if !at.Before(m.At) {
				capacity *= 1.04
			}
		}
		years := at.Sub(q.At[0]).Hours() / 24 / 365
		demand := 275 * math.Pow(1.07, years) * (1 + 0.12*math.Sin(2*math.Pi*(years-0.3)))
		for k := range queue {
			queue[k] = math.Max(0, math.Min(4000, queue[k]+demand*(1+0.35*r.NormFloat64())-capacity))
		}
		fluid = math.Max(0, math.Min(4000, fluid+demand-capacity))
		sorted := slices.Sorted(slices.Values(queue))
		q.Median = append(q.Median, (sorted[19]+sorted[20])/2)
		q.Low, q.High = append(q.Low, sorted[2]), append(q.High, sorted[37])
		q.InnerLow, q.InnerHigh = append(q.InnerLow, sorted[10]), append(q.InnerHigh, sorted[30])
		q.OneRun, q.Fluid = append(q.OneRun, queue[0]), append(q.Fluid, fluid)
	}
	return q
}

func nodeNames() []string {
	return []string{
		"Samur – Yarağ-Qazmalyar, northbound", "Samur – Yarağ-Qazmalyar, southbound",
		"Тагиркент-Казмаляр (реконструкция), северное направление", "Новое Филя, южное направление",
		"Astara (İran tərəfi)", "Astara, southbound", "Ələt Beynəlxalq Dəniz Ticarət Limanı", "Bakı–Quba yolu",
		"Дербент", "Махачкала", "Rəşt – Ənzəli", "Biləsuvar", "Xudafərin", "Şahtaxtı", "Böyük Kəsik",
		"Aktau / Ақтау теңіз порты", "Верхний Ларс", "Олимп-Казбеги & Ko", "Бейнеу", "Достык",
	}
}

func sampleHeat(rows, months int) results.HeatMap {
	h := results.HeatMap{
		Head: results.Head{ID: "utilisation", Title: "Utilisation of lanes by node and month", Subtitle: "share of manned lane hours in use, mean of 20 replications"},
		Rows: nodeNames()[:rows], Unit: "%", Frame: 95,
	}
	for j := range months {
		h.Columns = append(h.Columns, day(2024, 1, 1).AddDate(0, j, 0).Format("2006-01"))
	}
	r := rand.New(rand.NewPCG(3, 4))
	for i := range rows {
		base, value, has := 35+50*r.Float64(), []float64{}, []bool{}
		for j := range months {
			v := base + 0.9*float64(j)/float64(months)*30 + 12*math.Sin(2*math.Pi*float64(j-3)/12) + 3*r.NormFloat64()
			value, has = append(value, math.Max(0, math.Min(100, v))), append(has, i != 4 || j >= months/3)
		}
		h.Value, h.Has = append(h.Value, value), append(h.Has, has)
	}
	return h
}

// sampleLines is a week in which the line is longest on Saturday evening; nobody looked
// on Sunday.
func sampleLines() *results.HeatMap {
	h := &results.HeatMap{Head: results.Head{ID: "line-post.samur.northbound", Title: "Samur, northbound: the line by hour of the week, 2026", Subtitle: "means of 20 replications"}, Unit: "vehicles"}
	for hour := range 24 {
		h.Columns = append(h.Columns, fmt.Sprintf("%02d", hour))
	}
	for i, name := range []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"} {
		var value []float64
		var has []bool
		for hour := range 24 {
			value = append(value, float64(i+1)*40*(1+math.Sin(2*math.Pi*float64(hour-13)/24)))
			has = append(has, name != "Sun")
		}
		h.Rows, h.Value, h.Has = append(h.Rows, name), append(h.Value, value), append(h.Has, has)
	}
	return h
}

func sampleGrowth(years int) results.GrowthChart {
	g := results.GrowthChart{
		Head: results.Head{ID: "growth-post.samur.northbound", Title: "Yarağ-Qazmalyar, northbound: demand against capacity",
			Subtitle: "means of 20 replications, seed 2024; shaded: 95 % interval",
			Warning:  "Demand is suppressed from 2029 on: vehicles that expect to wait more than 14 days stay away"},
		YLabel:     "vehicles a day",
		Demand:     results.Series{Label: "demand"},
		Carried:    results.Series{Label: "carried"},
		Practical:  results.Series{Label: "practical capacity", At: []time.Time{day(2024, 1, 1), day(2027, 7, 1)}, Y: []float64{320, 512}},
		Rated:      results.Series{Label: "rated", At: []time.Time{day(2024, 1, 1)}, Y: []float64{630}},
		Saturation: &results.Mark{At: day(2032, 4, 1), Label: "demand exceeds practical capacity"},
		Marks:      []results.Mark{{At: day(2027, 7, 1), Label: "eight lanes at Tagirkent"}, {At: day(2030, 1, 1), Label: "papers sent ahead"}},
	}
	capacity := 320.0
	for i := range years {
		at := day(2024+i, 1, 1)
		if i == 4 {
			capacity = 512
		}
		d := 300 * math.Pow(1.07, float64(i))
		c := math.Min(d, capacity*0.985)
		g.Demand.At, g.Demand.Y = append(g.Demand.At, at), append(g.Demand.Y, d)
		g.Carried.At, g.Carried.Y = append(g.Carried.At, at), append(g.Carried.Y, c)
		g.Low, g.High = append(g.Low, c*0.96), append(g.High, c*1.04)
	}
	return g
}

func sampleWaits(years int, spreadOut float64) results.DistributionChart {
	d := results.DistributionChart{
		Head:   results.Head{ID: "waits-post.samur.northbound", Title: "Crossing time at Yarağ-Qazmalyar, northbound", Subtitle: "all vehicles of 20 replications by year of arrival"},
		XLabel: "crossing time, hours",
	}
	for k := range years {
		line := results.DistributionLine{Label: fmt.Sprint(2024 + k)}
		scale := 1.5 * math.Pow(spreadOut, float64(k))
		for i := range 200 {
			p := (float64(i) + 0.5) / 200
			line.X = append(line.X, scale*math.Pow(-math.Log(1-p), 1.6))
			line.Share = append(line.Share, p)
		}
		d.Lines = append(d.Lines, line)
	}
	return d
}

func sampleThroughput(n int) results.ThroughputChart {
	r := rand.New(rand.NewPCG(5, 6))
	c := results.ThroughputChart{
		Head:   results.Head{ID: "throughput-post.samur.northbound", Title: "Throughput at Yarağ-Qazmalyar, northbound", Subtitle: "20 replications, seed 2024"},
		YLabel: "vehicles a day", BandLabel: "minimum–maximum", At: days(day(2024, 1, 1), n),
		Rated:     results.Series{Label: "rated, trucks and cars together", At: []time.Time{day(2024, 1, 1)}, Y: []float64{630}},
		Practical: results.Series{Label: "practical", At: []time.Time{day(2024, 1, 1), day(2025, 3, 1)}, Y: []float64{480, 610}},
		Marks:     []results.Mark{{At: day(2025, 3, 1), Label: "two more lanes"}},
	}
	for i := range c.At {
		m := 400 + 0.12*float64(i) + 60*math.Sin(float64(i)/58) + 20*r.NormFloat64()
		c.Mean, c.Low, c.High = append(c.Mean, m), append(c.Low, m-70-20*r.Float64()), append(c.High, m+70+20*r.Float64())
	}
	return c
}

// sampleStack is what is lost by three causes in some years.
func sampleStack(years int) *results.StackChart {
	c := &results.StackChart{Head: results.Head{ID: "costs-corridor", Title: "Whole corridor: what waiting costs, by cause", Subtitle: "20 replications, seed 2024"},
		YLabel: "million USD of 2024", Marks: []results.Mark{{At: day(2025, 7, 1), Label: "Tagirkent rebuilt"}},
		Layers: []results.StackLayer{{Label: "waiting for a lane"}, {Label: "waiting for opening"}, {Label: "blocked"}}}
	for y := range years {
		c.From, c.To = append(c.From, day(2024+y, 1, 1)), append(c.To, day(2025+y, 1, 1))
		sum := 0.0
		for i := range c.Layers {
			lost := 12 * math.Pow(1.3, float64(y)) / float64(1+i*i)
			c.Layers[i].Y = append(c.Layers[i].Y, lost)
			sum += lost
		}
		c.Low, c.High = append(c.Low, sum*0.94), append(c.High, sum*1.06)
	}
	return c
}

const hostile = `Очередь на пункте пропуска <Тагиркент-Казмаляр> & "Ələt Beynəlxalq Dəniz Ticarət Limanı" ` +
	`в северном направлении, включая въезд, зону ожидания и Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsgebäude`

// samples are realistic, long, hostile and degenerate charts of every kind.
func samples() []results.Charts {
	var c results.Charts
	addQueue := func(id string, q results.QueueChart) { q.ID = "queue-" + id; c.Queues = append(c.Queues, q) }
	three := []results.Mark{{At: day(2027, 7, 1), Label: "Tagirkent rebuilt"}, {At: day(2028, 1, 1), Label: "papers sent ahead"}, {At: day(2034, 6, 1), Label: "single operator"}}
	var many, crowd []results.Mark
	for i := range 14 {
		many = append(many, results.Mark{At: day(2024, time.Month(2+4*i), 1), Label: fmt.Sprintf("Upgrade %d of the whole western route", i)})
		crowd = append(crowd, results.Mark{At: day(2025, 3, 1+i), Label: "lane"})
	}
	addQueue("14-years", sampleQueue(5113, three...))
	long := sampleQueue(1826, many...)
	long.Title, long.Subtitle, long.Warning = hostile, long.Subtitle+". "+hostile, "Only 12 replications: "+hostile
	long.YLabel, long.BandLabel, long.OneRunLabel = hostile, hostile, ""
	addQueue("hostile", long)
	addQueue("crowded-marks", sampleQueue(900, append(crowd, results.Mark{At: day(2024, 1, 1), Label: "first"}, results.Mark{At: day(2026, 6, 18), Label: "last"})...))
	addQueue("one-month", sampleQueue(31))
	addQueue("one-day", sampleQueue(1))
	addQueue("empty", results.QueueChart{})
	addQueue("zero", results.QueueChart{Head: results.Head{Title: "Zero"}, At: days(day(2024, 1, 1), 3), Median: make([]float64, 3)})

	twelve, by14 := sampleHeat(20, 12), sampleHeat(20, 168)
	twelve.ID, by14.ID = "heat-12", "heat-168"
	named := sampleHeat(3, 40)
	named.ID, named.Rows = "heat-named", []string{hostile, "", "中"}
	for j := range named.Columns {
		named.Columns[j] = "week " + named.Columns[j]
	}
	one := results.HeatMap{Head: results.Head{ID: "heat-one"}, Rows: []string{"Samur"}, Columns: []string{"2024"}, Value: [][]float64{{140}}, Has: [][]bool{{true}}, Unit: "%", Frame: 95}
	c.Utilisation, c.UtilisationDetail = sampleHeat(20, 24), []results.HeatMap{twelve, by14, named, one}
	c.Lines = sampleLines()

	addGrowth := func(id string, g results.GrowthChart) { g.ID = "growth-" + id; c.Growth = append(c.Growth, g) }
	addGrowth("12-years", sampleGrowth(12))
	late := sampleGrowth(12)
	late.Marks, late.Saturation.At, late.Saturation.Label = append(many, late.Marks...), day(2034, 11, 1), hostile
	addGrowth("late", late)
	short := sampleGrowth(1)
	short.Practical, short.Rated, short.Saturation, short.Marks = results.Series{}, results.Series{}, nil, nil
	addGrowth("one-year", short)
	addGrowth("empty", results.GrowthChart{})

	addWaits := func(id string, d results.DistributionChart) { d.ID = "waits-" + id; c.Waits = append(c.Waits, d) }
	addWaits("3", sampleWaits(3, 1.2))
	addWaits("log", sampleWaits(12, 1.5))
	addWaits("empty", results.DistributionChart{})
	addWaits("points", results.DistributionChart{Lines: []results.DistributionLine{{}, {Label: "2024", X: []float64{0}, Share: []float64{1}}, {Label: hostile, X: []float64{3}, Share: []float64{0.4}}}})

	addThroughput := func(id string, d results.ThroughputChart) {
		d.ID = "throughput-" + id
		c.Throughput = append(c.Throughput, d)
	}
	addThroughput("2-years", sampleThroughput(730))
	addThroughput("13-years", sampleThroughput(4800))
	far := sampleThroughput(60)
	far.Rated.Label, far.Marks, far.Low, far.High = hostile, many, nil, nil
	addThroughput("hostile", far)
	addThroughput("empty", results.ThroughputChart{})
	c.Costs = sampleStack(13)
	long13 := sampleStack(3)
	long13.ID, long13.YLabel, long13.Layers[1].Label, long13.Marks = "costs-hostile", hostile, hostile, many
	return []results.Charts{c, {Costs: long13}, {Costs: &results.StackChart{Head: results.Head{ID: "costs-empty"}}}}
}
