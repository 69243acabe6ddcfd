package sim

// Rank orders the events of one instant. It is the only such order; ties inside a
// rank go by slot.
type Rank uint8

// Ranks, first to last.
const (
	RankLook    Rank = iota // somebody notes the state that the instant finds
	RankControl             // opening, closing, failure, repair, dated change
	RankRelease             // an activity ends and sets something free
	RankMove                // who was held back moves up
	RankRenege              // who waited too long gives up
	RankArrive              // a newcomer
	RankDepart              // departure by timetable
)

// String returns the rank's name.
func (r Rank) String() string {
	return [...]string{"look", "control", "release", "move", "renege", "arrive", "depart"}[r]
}

// Calendar holds at most one pending event for each of a fixed number of slots and
// shows the earliest: by time, then rank, then slot.
//
// It is a tournament: the slots are the leaves of a complete binary tree, and every
// inner node repeats the winner of its two children, so that a change reads one
// sibling per level, at places known in advance, and the final is ready to be read.
type Calendar struct {
	// By node: 1 is the final, the children of i are 2i and 2i+1.
	keys   []int64 // time<<3 | rank
	slots  []int32
	leaves int // first leaf; a power of two
}

// idle is the key of a slot without event: later than every time below horizon.
const idle = int64(horizon-1) << 3

// NewCalendar returns a calendar with slots 0 to slots-1, all without event.
func NewCalendar(slots int) *Calendar {
	leaves := 1
	for leaves < slots {
		leaves *= 2
	}
	c := &Calendar{keys: make([]int64, 2*leaves), slots: make([]int32, 2*leaves), leaves: leaves}
	c.Reset()
	return c
}

// Reset clears all slots.
func (c *Calendar) Reset() {
	for i := len(c.keys) - 1; i > 0; i-- {
		c.keys[i] = idle
		if i >= c.leaves {
			c.slots[i] = int32(i - c.leaves)
		} else {
			c.slots[i] = c.slots[2*i]
		}
	}
}

// Peek returns the earliest event without taking it off; at is Never when no slot
// has one.
func (c *Calendar) Peek() (slot int, at Time, r Rank) {
	key := c.keys[1]
	if key == idle {
		return 0, Never, 0
	}
	return int(c.slots[1]), Time(key >> 3), Rank(key & 7)
}

// Set gives the slot an event, in place of the one it may have, at any time from
// -2^60 on, earlier than the present one too. A time of 2^60-1 or later, such as
// Never, clears the slot.
func (c *Calendar) Set(slot int, at Time, r Rank) {
	key := idle
	if at < horizon-1 {
		key = int64(at)<<3 | int64(r)
	}
	c.play(slot, key)
}

// Clear takes the slot's event away, if it has one.
func (c *Calendar) Clear(slot int) { c.play(slot, idle) }

// play enters a key at its leaf and plays the matches up to the final, stopping
// where nothing changes any more.
func (c *Calendar) play(slot int, key int64) {
	keys, slots := c.keys, c.slots
	slots = slots[:len(keys)]
	i, winner := c.leaves+slot, int32(slot)
	keys[i] = key
	for i > 1 {
		// Both are read before the match, which then needs no jump. The left one,
		// with the lower slot, wins a tie.
		otherKey, other := keys[i^1], slots[i^1]
		if key+int64(i&1) > otherKey {
			key, winner = otherKey, other
		}
		i >>= 1
		if keys[i] == key && slots[i] == winner {
			return
		}
		keys[i], slots[i] = key, winner
	}
}
