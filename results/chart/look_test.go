package chart

import (
	"context"
	"corridor/results"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestLook(t *testing.T) {
	up := []results.Mark{{At: day(2027, 7, 1), Label: "Tagirkent rebuilt"}, {At: day(2028, 1, 1), Label: "papers sent ahead"}, {At: day(2034, 6, 1), Label: "single operator"}}
	var many []results.Mark
	for i := range 14 {
		many = append(many, results.Mark{At: day(2024+i/2, time.Month(1+i*5%12), 1), Label: fmt.Sprintf("Upgrade number %d of the whole western route", i)})
	}
	q12 := sampleQueue(4383, up...)
	q5 := sampleQueue(1826, many...)
	q5.ID = "queue-5"
	q5.Title = "Очередь грузовых автомобилей на многостороннем автомобильном пункте пропуска Тагиркент-Казмаляр в северном направлении, включая въезд на подъездную дорогу и зону ожидания <&\"' Ələt Beynəlxalq Dəniz Ticarət Limanı"
	q5.Warning = "Only 12 replications: the band is minimum–maximum, not a percentile band; and the fluid queue is off by more than a quarter in 2027, see the section on checks"
	q1 := sampleQueue(366)
	q1.ID = "queue-1y"
	q0 := sampleQueue(1)
	q0.ID = "queue-1d"
	qe := results.QueueChart{Head: results.Head{ID: "queue-empty", Title: "Empty"}, YLabel: "vehicles"}
	w := sampleWaits(12, 1.5)
	w.ID = "waits-log"
	w2 := sampleWaits(3, 1.2)
	w2.ID = "waits-3"
	w3 := sampleWaits(5, 1.15)
	w3.ID = "waits-5"
	for i := range w3.Lines {
		l := &w3.Lines[i]
		l.X = append(l.X, 80)
		l.Share = append(l.Share, 1)
	}
	g2 := sampleGrowth(3)
	g2.ID = "growth-3"
	g2.Saturation = nil
	th2 := sampleThroughput(4383)
	th2.ID = "throughput-12"
	c := results.Charts{Queues: []results.QueueChart{q12, q5, q1, q0, qe}, Utilisation: sampleHeat(20, 12), Growth: []results.GrowthChart{sampleGrowth(12), g2},
		Waits: []results.DistributionChart{w2, w, w3}, Throughput: []results.ThroughputChart{sampleThroughput(730), th2}}
	t0 := time.Now()
	fs, ws, err := Draw(context.Background(), c)
	t.Log(time.Since(t0), ws, err)
	for i, n := range []int{24, 168} {
		h := sampleHeat(20, n)
		h.ID = fmt.Sprint("heat-", n)
		f, _, _ := Draw(context.Background(), results.Charts{Utilisation: h})
		fs = append(fs, f...)
		_ = i
	}
	os.MkdirAll("/tmp/charts-look", 0755)
	for _, f := range fs {
		t.Log(f.Name, len(f.SVG)/1000, len(f.PNG)/1000, f.Alt)
		os.WriteFile("/tmp/charts-look/"+f.Name+".png", f.PNG, 0644)
		os.WriteFile("/tmp/charts-look/"+f.Name+".svg", f.SVG, 0644)
	}
}
