package sim

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// square is a run whose duration has nothing to do with its number.
func square(_ context.Context, i int) (int, error) {
	for range Mix(uint64(i), 1) % 8 {
		runtime.Gosched()
	}
	return i * i, nil
}

func TestReplicateConsumesInOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7, 500} {
		var got []int
		err := Replicate(context.Background(), 200, workers, square, func(i, x int) bool {
			if x != i*i {
				t.Errorf("replication %d gave %d", i, x)
			}
			got = append(got, i)
			return true
		})
		if err != nil || len(got) != 200 {
			t.Fatalf("%d workers: %d results, error %v", workers, len(got), err)
		}
		for i, x := range got {
			if i != x {
				t.Fatalf("%d workers: result %d came at place %d", workers, x, i)
			}
		}
	}
	if err := Replicate(context.Background(), 0, 2, square, nil); err != nil {
		t.Errorf("no replications: %v", err)
	}
}

// TestReplicateLooksAheadALittle counts results that are made but not yet consumed.
func TestReplicateLooksAheadALittle(t *testing.T) {
	const workers = 3
	var made, most, unconsumed atomic.Int64
	err := Replicate(context.Background(), 100, workers, func(_ context.Context, i int) (int, error) {
		if i == 0 { // everybody else runs ahead of this one
			time.Sleep(20 * time.Millisecond)
		}
		most.Store(max(most.Load(), unconsumed.Add(1)))
		made.Add(1)
		return i, nil
	}, func(i, _ int) bool {
		unconsumed.Add(-1)
		return true
	})
	if err != nil || made.Load() != 100 || most.Load() > 2*workers {
		t.Errorf("%d made, at most %d of them waiting, error %v", made.Load(), most.Load(), err)
	}
}

func TestReplicateStopsEarly(t *testing.T) {
	var started atomic.Int64
	consumed := 0
	err := Replicate(context.Background(), 1000, 2, func(ctx context.Context, i int) (int, error) {
		started.Add(1)
		return i, nil
	}, func(i, _ int) bool {
		consumed++
		return i < 4
	})
	if err != nil || consumed != 5 || started.Load() > 5+4 {
		t.Errorf("consumed %d, started %d, error %v", consumed, started.Load(), err)
	}
}

var errBroken = errors.New("broken")

func TestReplicateReturnsTheFirstError(t *testing.T) {
	consumed := 0
	err := Replicate(context.Background(), 50, 4, func(_ context.Context, i int) (int, error) {
		if i >= 20 {
			return 0, errBroken
		}
		return i, nil
	}, func(i, _ int) bool { consumed++; return true })
	if !errors.Is(err, errBroken) || !strings.HasPrefix(err.Error(), "replication 20: ") || consumed != 20 {
		t.Errorf("consumed %d, error %v", consumed, err)
	}
}

func stumble(i int) int { return []int{1}[i] }

func TestReplicateTurnsPanicsIntoErrors(t *testing.T) {
	err := Replicate(context.Background(), 5, 2, func(_ context.Context, i int) (int, error) {
		return stumble(i / 3), nil
	}, func(int, int) bool { return true })
	if err == nil || !strings.HasPrefix(err.Error(), "replication 3: panic: runtime error: index out of range") ||
		!strings.Contains(err.Error(), "sim.stumble") || strings.Count(err.Error(), "\n") > 12 {
		t.Errorf("error %v", err)
	}
}

func TestReplicateKeepsWhatFinished(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var got []int
	err := Replicate(ctx, 100, 2, func(ctx context.Context, i int) (int, error) {
		if i == 6 {
			cancel()
		}
		if i == 5 { // takes for ever
			<-ctx.Done()
			return 0, ctx.Err()
		}
		return i, nil
	}, func(i, _ int) bool { got = append(got, i); return true })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if len(got) < 6 || got[4] != 4 || got[5] != 6 {
		t.Errorf("consumed %v, want 0 to 4, not 5, then 6", got)
	}
}

// TestReplicateAwaitsWhatIsUnderWay ends ctx while four runs are at work; they end
// well, one after the other, and all but the refused one are consumed.
func TestReplicateAwaitsWhatIsUnderWay(t *testing.T) {
	for refused, want := range map[int]int{-1: 4, 2: 3} {
		ctx, cancel := context.WithCancel(context.Background())
		consumed := 0
		var atWork sync.WaitGroup
		atWork.Add(3)
		err := Replicate(ctx, 100, 4, func(ctx context.Context, i int) (int, error) {
			if i == 0 {
				atWork.Wait()
				return i, nil
			}
			if i < 4 {
				atWork.Done()
			}
			<-ctx.Done()
			time.Sleep(time.Duration(i%4) * 5 * time.Millisecond)
			if i > 3 {
				return 0, ctx.Err()
			}
			return i, nil
		}, func(i, _ int) bool {
			consumed++
			cancel()
			return i != refused
		})
		if !errors.Is(err, context.Canceled) || consumed != want {
			t.Errorf("%d consumed, want %d; error %v", consumed, want, err)
		}
	}
}

func TestReplicateLeavesNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	func() {
		defer func() { recover() }()
		Replicate(context.Background(), 100, 4, square, func(int, int) bool { panic("consumer") })
	}()
	for range 1000 { // a goroutine that has ended may still be counted for a moment
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}
