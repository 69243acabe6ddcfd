package sim

// Level follows a whole number that changes in time, such as a queue length: its
// time average, its extremes and the time spent at each value. All sums are integers,
// so that merging in any order gives the same bits. The zero value is at 0 from tick
// 0 on.
//
// A change at a tick counts from that tick on; what is read at a tick is the state
// before anything of that instant. Changes come in the order of time.
type Level struct {
	value int64
	since Time // up to here everything is counted
	span  Time // time counted
	area  Sum
	min   int64
	max   int64
	at    [levels + 1]Time // time at the values 0 to 63; the last: at all others
}

// levels is how many values have a time of their own.
const levels = 64

// Value returns the present value.
func (l *Level) Value() int64 { return l.value }

// Set changes the value at a time.
func (l *Level) Set(now Time, value int64) {
	l.Advance(now)
	l.value = value
}

// Add changes the value by a difference.
func (l *Level) Add(now Time, change int64) { l.Set(now, l.value+change) }

// Advance counts the present value up to now.
func (l *Level) Advance(now Time) {
	held := now - l.since
	if held <= 0 {
		return
	}
	if l.span == 0 || l.value < l.min {
		l.min = l.value
	}
	if l.span == 0 || l.value > l.max {
		l.max = l.value
	}
	l.since = now
	l.span += held
	l.at[place(l.value)] += held
	if l.value >= 0 {
		l.area.addProduct(uint64(l.value), uint64(held))
		return
	}
	var area Sum
	area.addProduct(uint64(-l.value), uint64(held))
	l.area.Merge(area.negative())
}

func place(value int64) int {
	if value < 0 || value >= levels {
		return levels
	}
	return int(value)
}

// Reset forgets what was counted and begins again at now with the present value.
func (l *Level) Reset(now Time) { *l = Level{value: l.value, since: now} }

// Merge adds the times that o has counted; the present value stays.
func (l *Level) Merge(o *Level) {
	if o.span == 0 {
		return
	}
	if l.span == 0 {
		l.min, l.max = o.min, o.max
	}
	l.min, l.max = min(l.min, o.min), max(l.max, o.max)
	l.span += o.span
	l.area.Merge(o.area)
	for i := range l.at {
		l.at[i] += o.at[i]
	}
}

// Span returns the time counted.
func (l *Level) Span() Time { return l.span }

// Mean returns the time average; 0 over no time.
func (l *Level) Mean() float64 {
	if l.span == 0 {
		return 0
	}
	return l.area.Float() / float64(l.span)
}

// AreaSeconds returns the integral over time, in value times seconds.
func (l *Level) AreaSeconds() float64 { return l.area.Float() / 1e6 }

// Min returns the smallest value held for any time; 0 over no time.
func (l *Level) Min() int64 { return l.min }

// Max returns the largest value held for any time; 0 over no time.
func (l *Level) Max() int64 { return l.max }

// TimeAt returns the time spent at a value from 0 to 63; for any other value, the
// time spent at all values outside that range together.
func (l *Level) TimeAt(value int64) Time { return l.at[place(value)] }
