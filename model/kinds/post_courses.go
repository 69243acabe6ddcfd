package kinds

import "corridor/model/network"

// course is how the vehicles of one class and channel go through the stages of a chain.
type course struct {
	channel int         // -1 where there are none
	share   float64     // of the vehicles of the class
	first   int         // stage they come to first; the number of stages for none
	next    [][]float64 // by stage, by stage they go to next, the last is out; nil: they never come there
	visits  []float64   // by stage: how often a vehicle is expected there
}

// branches tells whether somebody leaves out a stage or is sent to another one.
func (ch *chain) branches() bool {
	for _, t := range ch.turns {
		if t.only != 0 || t.then != nil {
			return true
		}
	}
	return false
}

// courses returns those of a class, one for each channel, or one for all. Their visits
// are nil where vehicles never leave.
func (ch *chain) courses(class network.ClassID) []course {
	if len(ch.channels) == 0 {
		return []course{ch.course(class, -1, 1)}
	}
	var out []course
	for k := range ch.channels {
		out = append(out, ch.course(class, k, ch.shares[class][k]))
	}
	return out
}

func (ch *chain) course(class network.ClassID, channel int, share float64) course {
	n := len(ch.turns)
	c := course{channel: channel, share: share, first: ch.nextStage(0, channel), next: make([][]float64, n)}
	for i := range ch.turns {
		if ch.nextStage(i, channel) != i {
			continue
		}
		row, rest := make([]float64, n+1), 1.0
		if then := ch.turns[i].then; then != nil {
			for to, share := range then[class] {
				row[ch.nextStage(to, channel)] += share
				rest -= share
			}
		}
		if rest > 1e-9 { // less is a rounding of shares that add up to 1
			row[ch.nextStage(i+1, channel)] += rest
		}
		c.next[i] = row
	}
	if c.stuck() < 0 {
		c.visits = c.expected()
	}
	return c
}

// nextStage is the first stage from i on that a channel comes to, the number of stages
// where there is none.
func (ch *chain) nextStage(i, channel int) int {
	for i < len(ch.turns) && channel >= 0 && ch.turns[i].only != 0 && ch.turns[i].only>>channel&1 == 0 {
		i++
	}
	return i
}

// reach tells which stages vehicles come to in the end from one of them, the last is
// out.
func (c *course) reach(start int) []bool {
	seen, todo := make([]bool, len(c.next)+1), []int{start}
	for seen[start] = true; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if i == len(c.next) {
			continue
		}
		for to, share := range c.next[i] {
			if share > 0 && !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return seen
}

// stuck returns the last stage that vehicles come to and from which no way leads out, -1
// if there is none. It sends all of them back: who is not sent goes on.
func (c *course) stuck() int {
	last := -1
	for i, comes := range c.reach(c.first) {
		if comes && !c.reach(i)[len(c.next)] {
			last = i
		}
	}
	return last
}

// expected solves visits = first + visits x next, for the stages that vehicles come to.
func (c *course) expected() []float64 {
	n := len(c.next)
	a, b := make([][]float64, n), make([]float64, n+1)
	b[c.first] = 1
	comes := c.reach(c.first)
	for to := range a {
		a[to] = make([]float64, n)
		a[to][to] = 1
		for from, row := range c.next {
			if comes[from] {
				a[to][from] -= row[to]
			}
		}
	}
	return solve(a, b[:n])
}

// visits is how often a vehicle of a class is expected at each stage, whatever its
// channel; nil where everybody comes once.
func (ch *chain) visits(class network.ClassID) []float64 {
	if !ch.branches() {
		return nil
	}
	sum := make([]float64, len(ch.turns))
	for _, c := range ch.courses(class) {
		for i, v := range c.visits {
			sum[i] += float64(c.share * v)
		}
	}
	return sum
}

// leads tells whether everybody gets out of a chain in the end.
func (c *Compiler) leads(ch *chain) bool {
	sound := true
	for class, name := range c.classNames {
		for _, course := range ch.courses(network.ClassID(class)) {
			i := course.stuck()
			if i < 0 {
				continue
			}
			sound = false
			who := ""
			if course.channel >= 0 {
				who = " of channel " + ch.channels[course.channel]
			}
			c.addOnce(ch.turns[i].thenPath(name), "lets nobody"+who+" out of the post again", "send less than all vehicles back, or some of them out")
		}
	}
	return sound
}
