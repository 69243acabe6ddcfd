package sim

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// sortedCalendar is the reference: the pending events, sorted for every look.
type sortedCalendar map[int][2]int64

func (c sortedCalendar) peek() (slot int, at Time, r Rank) {
	if len(c) == 0 {
		return 0, Never, 0
	}
	type event struct {
		at   Time
		rank Rank
		slot int
	}
	var all []event
	for slot, e := range c {
		all = append(all, event{Time(e[0]), Rank(e[1]), slot})
	}
	slices.SortFunc(all, func(a, b event) int {
		switch {
		case a.at != b.at:
			return int(min(max(a.at-b.at, -1), 1))
		case a.rank != b.rank:
			return int(a.rank) - int(b.rank)
		}
		return a.slot - b.slot
	})
	return all[0].slot, all[0].at, all[0].rank
}

// step applies one step, made of the given numbers, to both calendars.
func (c sortedCalendar) step(t interface{ Fatalf(string, ...any) }, real *Calendar, slots, slot int, at Time, rank Rank, clear bool) {
	slot %= slots
	rank %= RankDepart + 1
	if clear {
		delete(c, slot)
		real.Clear(slot)
	} else {
		c[slot] = [2]int64{int64(at), int64(rank)}
		real.Set(slot, at, rank)
	}
	gotSlot, gotAt, gotRank := real.Peek()
	wantSlot, wantAt, wantRank := c.peek()
	if gotSlot != wantSlot || gotAt != wantAt || gotRank != wantRank {
		t.Fatalf("after slot %d: earliest is slot %d at %d (%v), want slot %d at %d (%v)",
			slot, gotSlot, gotAt, gotRank, wantSlot, wantAt, wantRank)
	}
}

func TestCalendarAgainstSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slots := rapid.IntRange(1, 40).Draw(t, "slots")
		real, want := NewCalendar(slots), sortedCalendar{}
		for range rapid.IntRange(1, 150).Draw(t, "steps") {
			want.step(t, real, slots,
				rapid.IntRange(0, slots-1).Draw(t, "slot"),
				Time(rapid.Int64Range(-3, 12).Draw(t, "at")), // ties and steps back in time
				Rank(rapid.Uint8Range(0, 5).Draw(t, "rank")),
				rapid.IntRange(0, 3).Draw(t, "clear") == 0)
		}
	})
}

func FuzzCalendar(f *testing.F) {
	f.Add(uint8(3), []byte{1, 20, 0, 2, 20, 0, 0, 255, 1, 2, 3, 4})
	f.Add(uint8(255), []byte{200, 1, 2, 100, 1, 1, 200, 0, 255})
	f.Fuzz(func(t *testing.T, slots uint8, steps []byte) {
		n := int(slots) + 1
		real, want := NewCalendar(n), sortedCalendar{}
		for ; len(steps) >= 3; steps = steps[3:] {
			// Small and very large times.
			at := Time(steps[1]&0x3f) << (steps[1] >> 6 * 18)
			want.step(t, real, n, int(steps[0]), at, Rank(steps[2]&7), steps[2] > 192)
		}
	})
}

func TestCalendarBounds(t *testing.T) {
	c := NewCalendar(3)
	if _, at, _ := c.Peek(); at != Never {
		t.Errorf("a new calendar has an event at %v", at)
	}
	c.Set(2, Never, RankArrive)
	if _, at, _ := c.Peek(); at != Never {
		t.Errorf("an event that never comes is shown at %v", at)
	}
	c.Set(1, horizon-2, RankDepart)
	if slot, at, r := c.Peek(); slot != 1 || at != horizon-2 || r != RankDepart {
		t.Errorf("the last possible event is shown as slot %d at %d (%v)", slot, at, r)
	}
	c.Set(0, 5, RankDepart)
	c.Reset()
	if _, at, _ := c.Peek(); at != Never {
		t.Errorf("after Reset there is an event at %v", at)
	}
}

// TestCalendarLarge empties a million slots in order.
func TestCalendarLarge(t *testing.T) {
	const slots = 1_000_000
	c := NewCalendar(slots)
	for i := range slots {
		// A one-to-one scattering of 20 bits: every time occurs at most twice.
		c.Set(i, Time(bits.Reverse32(uint32(i))>>13), RankArrive)
	}
	lastAt, lastSlot := Time(-1), -1
	for range slots {
		slot, at, _ := c.Peek()
		if at < lastAt || at == lastAt && slot < lastSlot {
			t.Fatalf("slot %d at %d came after slot %d at %d", slot, at, lastSlot, lastAt)
		}
		lastAt, lastSlot = at, slot
		c.Clear(slot)
	}
	if _, at, _ := c.Peek(); at != Never {
		t.Errorf("an event is left at %v", at)
	}
}

func TestRanksHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for r := RankControl; r <= RankDepart; r++ {
		seen[r.String()] = true
	}
	if len(seen) != 6 {
		t.Errorf("the names of the ranks are %v", seen)
	}
}

// BenchmarkCalendar is the hold model: take the earliest, set it to a random later
// time. The draw is part of the cost.
func BenchmarkCalendar(b *testing.B) {
	for _, slots := range []int{2, 12, 72, 1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("hold/%d", slots), func(b *testing.B) {
			c := NewCalendar(slots)
			s := NewBase(1, 0, "hold").Stream(0, 0)
			for i := range slots {
				c.Set(i, Time(s.Exp()*1e9), RankRelease)
			}
			b.ReportAllocs()
			for b.Loop() {
				slot, at, _ := c.Peek()
				c.Set(slot, at+Time(s.Exp()*1e9), RankRelease)
			}
		})
	}
}
