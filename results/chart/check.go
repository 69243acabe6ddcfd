package chart

import (
	"fmt"
	"math"
	"time"
)

// checker looks for data that cannot be drawn and keeps the first fault. The chart's
// builder promises finite numbers in equal lengths; a broken promise is an error that
// names the chart, never a picture that lies.
type checker struct {
	chart string
	err   error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("chart %s: %s", c.chart, fmt.Sprintf(format, args...))
	}
}

// largest is the largest amount a chart shows; beyond it stands a mistake of units.
const largest = 1e15

func (c *checker) finite(name string, v []float64) {
	for i, x := range v {
		if math.IsNaN(x) || math.Abs(x) > largest {
			c.fail("%s[%d] is %v", name, i, x)
			return
		}
	}
}

// length checks values that belong to n points; nil is allowed where optional.
func (c *checker) length(name string, v []float64, n int, optional bool) {
	if len(v) != n && !(optional && v == nil) {
		c.fail("%s has %d values for %d points", name, len(v), n)
	}
	c.finite(name, v)
}

func (c *checker) pair(low, high string, l, h []float64, n int) {
	c.length(low, l, n, true)
	c.length(high, h, n, true)
	if (l == nil) != (h == nil) {
		c.fail("%s and %s do not come together", low, high)
	}
}

func (c *checker) times(name string, at []time.Time) {
	for i := 1; i < len(at); i++ {
		if at[i].Before(at[i-1]) {
			c.fail("%s[%d] is before the one in front of it", name, i)
			return
		}
	}
}

func (c *checker) rising(name string, v []float64) {
	for i := 1; i < len(v); i++ {
		if v[i] < v[i-1] {
			c.fail("%s[%d] is below the one in front of it", name, i)
			return
		}
	}
}
