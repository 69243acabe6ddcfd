package value

import (
	"fmt"

	"corridor/model/network"
)

// Places is a number of vehicles or units that fit; not written, there is no limit.
type Places struct {
	N       int32
	Limited bool
}

// Decode reads a whole number from 1 to 10 million, or "unlimited".
func (p *Places) Decode(v any) error {
	if v == "unlimited" {
		*p = Places{}
		return nil
	}
	n, ok := whole(v)
	if !ok || n < 1 || n > 1e7 {
		return fmt.Errorf("must be a whole number from 1 to 10000000 or \"unlimited\", is %s", show(v))
	}
	*p = Places{int32(n), true}
	return nil
}

// Syntax describes numbers of places.
func (p *Places) Syntax() Syntax {
	return Syntax{Name: "number of places", Example: "100", Types: []string{"integer", "string"}, Pattern: `^unlimited$`}
}

// Limit is how many fit, network.Unlimited where nothing is written.
func (p Places) Limit() int32 {
	if !p.Limited {
		return network.Unlimited
	}
	return p.N
}
