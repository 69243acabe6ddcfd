package sim

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// Replicate calls run(ctx, i) for i from 0 to n-1 on several goroutines and hands
// the results to consume one at a time, in the order of i, on the caller's goroutine.
// workers below 1 means one per processor. At most 2·workers results wait or are
// being made, so that memory does not grow with n.
//
//   - When consume returns false, the rest is abandoned and Replicate returns nil.
//   - When a run fails, everything before it is consumed and its error returned, with
//     the number of the replication; a panic becomes an error with the place it came
//     from.
//   - When ctx ends, the runs that are under way are awaited (they should watch the
//     ctx they are given), all that finished are consumed, in order but perhaps with
//     gaps, and ctx.Err() is returned.
func Replicate[T any](ctx context.Context, n, workers int, run func(ctx context.Context, i int) (T, error), consume func(i int, t T) (more bool)) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n)
	window := 2 * workers
	inner, cancel := context.WithCancel(ctx)
	jobs := make(chan int, max(window, 0))
	done := make(chan replication[T], max(window, 0))
	var pool sync.WaitGroup
	defer pool.Wait()
	defer close(jobs)
	defer cancel()
	for range workers {
		pool.Go(func() {
			for i := range jobs {
				done <- attempt(inner, i, run)
			}
		})
	}

	line := make([]replication[T], window) // by i modulo window
	given := 0
	for next := 0; next < n; next++ {
		for given < min(n, next+window) {
			jobs <- given
			given++
		}
		for !line[next%window].ended {
			r := <-done
			line[r.i%window] = r
		}
		r := line[next%window]
		line[next%window] = replication[T]{}
		switch {
		case ctx.Err() != nil:
			line[next%window] = r
			return drain(ctx, next, given, line, done, consume)
		case r.err != nil:
			return r.err
		case !consume(r.i, r.result):
			return nil
		}
	}
	return ctx.Err()
}

// replication is how one run ended.
type replication[T any] struct {
	i      int
	ended  bool
	result T
	err    error
}

// drain awaits what is under way after the end of ctx and consumes what finished.
func drain[T any](ctx context.Context, next, given int, line []replication[T], done <-chan replication[T], consume func(int, T) bool) error {
	for i := next; i < given; i++ {
		for !line[i%len(line)].ended {
			r := <-done
			line[r.i%len(line)] = r
		}
		if r := line[i%len(line)]; r.err == nil && !consume(r.i, r.result) {
			break
		}
	}
	return ctx.Err()
}

// attempt makes one run and turns a panic into an error.
func attempt[T any](ctx context.Context, i int, run func(context.Context, int) (T, error)) (r replication[T]) {
	r.i, r.ended = i, true
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("replication %d: panic: %v\n%s", i, p, panicPlace(debug.Stack()))
		}
	}()
	if r.err = ctx.Err(); r.err != nil {
		return r
	}
	if r.result, r.err = run(ctx, i); r.err != nil {
		r.err = fmt.Errorf("replication %d: %w", i, r.err)
	}
	return r
}

// panicPlace returns the innermost calls of a stack, the panic's own left out.
func panicPlace(stack []byte) string {
	const calls = 6
	lines := strings.Split(strings.TrimSpace(string(stack)), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "panic(") {
			lines = lines[min(i+2, len(lines)):]
			break
		}
	}
	return strings.Join(lines[:min(2*calls, len(lines))], "\n")
}
