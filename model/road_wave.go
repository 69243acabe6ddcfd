package model

import "corridor/sim"

// release is room that reaches the entry of a road at a time.
type release struct {
	at    sim.Time
	class int16
}

// ring is a queue of releases that grows when it must.
type ring struct {
	buf   []release
	start int
	n     int
}

func (q *ring) head() release { return q.at(0) }

func (q *ring) at(i int) release { return q.buf[(q.start+i)%len(q.buf)] }

func (q *ring) push(x release) {
	if q.n == len(q.buf) {
		grown := make([]release, max(16, 2*q.n))
		for i := range q.n {
			grown[i] = q.at(i)
		}
		q.buf, q.start = grown, 0
	}
	q.buf[(q.start+q.n)%len(q.buf)] = x
	q.n++
}

func (q *ring) pop() release {
	x := q.buf[q.start]
	q.start = (q.start + 1) % len(q.buf)
	q.n--
	return x
}
