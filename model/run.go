package model

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"corridor/model/network"
	"corridor/sim"
)

// Options of a run that change no result.
type Options struct {
	// Progress is told the share of all work that is done, 0 to 1, from several
	// goroutines, one call at a time.
	Progress func(done float64)
	// Visit sees every visit of replication 0, in the order they end.
	Visit func(Visit)
}

// errStopped ends a replication that nobody wants any more.
var errStopped = errors.New("stopped")

// faulty is a mistake of the scenario that only a run can find.
type faulty struct{ name, text string }

func (f faulty) Error() string { return f.name + ": " + f.text }

// Run simulates plan.Replications replications of the network in parallel, one World
// each, and hands their outcomes to consume in the order of their numbers, one at a
// time; consume may end the run by returning false. The outcomes depend on the
// network, the plan's horizon and seed, and the number of the replication, and on
// nothing else. When ctx ends, Run returns its error; what was consumed is valid.
func Run(ctx context.Context, net *network.Network, plan network.Plan, opt Options, consume func(*Outcome) (more bool)) error {
	p, err := prepare(net, &plan)
	if err != nil {
		return err
	}
	meter := newMeter(net, &plan, opt.Progress)
	return sim.Replicate(ctx, plan.Replications, plan.Workers,
		func(ctx context.Context, i int) (*Outcome, error) { return p.replicate(ctx, i, opt, meter) },
		func(_ int, o *Outcome) bool { return consume(o) })
}

// replicate lives one replication.
func (p *prepared) replicate(ctx context.Context, i int, opt Options, m *meter) (out *Outcome, err error) {
	var w *World
	defer func() {
		switch r := recover().(type) {
		case nil:
		case faulty:
			err = fmt.Errorf("replication %d: %w", i, r)
		default:
			if w != nil {
				r = fmt.Sprintf("at %v (seed %d): %v", p.net.Clock.Time(w.now), p.plan.Seed, r)
			}
			panic(r)
		}
	}()
	visit := opt.Visit
	if i > 0 {
		visit = nil
	}
	w = newWorld(p, i, visit, func() bool { return ctx.Err() != nil })
	err = w.run(m.day)
	if errors.Is(err, errStopped) {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("replication %d: %w", i, err)
	}
	return w.out, nil
}

// meter measures progress in expected arrivals, which is what the work follows.
type meter struct {
	mu     sync.Mutex
	report func(float64)
	weight []float64 // by day: its share of all work
	done   float64
}

func newMeter(net *network.Network, plan *network.Plan, report func(float64)) *meter {
	m := &meter{report: report}
	if report == nil {
		return m
	}
	days := plan.Bins.Days
	m.weight = make([]float64, len(days)-1)
	total := 0.0
	for _, f := range net.Flows {
		d := 0
		for _, v := range f.Days {
			for d+1 < len(m.weight) && v.At >= days[d+1] {
				d++
			}
			m.weight[d] += v.Volume
			total += v.Volume
		}
	}
	for d := range m.weight {
		share := 1 / float64(len(m.weight))
		if total > 0 {
			share = float64(0.9*m.weight[d]/total) + float64(0.1*share)
		}
		m.weight[d] = share / float64(plan.Replications)
	}
	return m
}

func (m *meter) day(d int) {
	if m.report == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.done += m.weight[d]
	m.report(min(m.done, 1))
}
