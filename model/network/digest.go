package network

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
	"reflect"
	"slices"
	"time"

	"corridor/sim"
)

// Digest returns the SHA-256 of everything in a network and a plan that can reach a
// number of the results. The order of the file, the scenario's name, the number of
// workers, sources and expectations are left out: a shuffled file has the same digest.
func Digest(net *Network, plan *Plan) string {
	h := sha256.New()
	d := digester{h}
	d.value(reflect.ValueOf(net).Elem())
	d.value(reflect.ValueOf(plan).Elem())
	return hex.EncodeToString(h.Sum(nil))
}

// digester writes values to a hash so that different ones differ.
type digester struct{ hash.Hash }

// omitted are the fields that are left out.
var omitted = [...]string{"Order", "Name of Network", "Digest", "Expectations", "Sources", "Inputs", "Workers", "Seed", "Replications"}

func (d digester) value(v reflect.Value) {
	switch x := v.Interface().(type) {
	case sim.Law:
		d.text(x.String())
		return
	case time.Time:
		d.number(uint64(x.UnixMicro()))
		return
	case []CapacityStep: // there may be one for every hour of many years
		d.number(uint64(len(x)))
		for i := range x {
			d.number(uint64(x[i].At))
			for _, n := range [...]float64{x[i].Whole, x[i].Taken, x[i].Least, x[i].Left} {
				d.number(math.Float64bits(n))
			}
		}
		return
	case *time.Location:
		if x != nil { // the zone is text elsewhere
			d.text(x.String())
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if !slices.Contains(omitted[:], name) && !slices.Contains(omitted[:], name+" of "+v.Type().Name()) {
				d.value(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			d.number(math.MaxUint64) // a class that is not served is not one of no stages
			return
		}
		d.number(uint64(v.Len()))
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			d.number(0)
			return
		}
		d.number(1)
		d.value(v.Elem())
	case reflect.String:
		d.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			d.number(1)
		} else {
			d.number(0)
		}
	case reflect.Float64:
		d.number(math.Float64bits(v.Float()))
	default:
		if v.CanUint() {
			d.number(v.Uint())
		} else {
			d.number(uint64(v.Int()))
		}
	}
}

func (d digester) number(n uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], n)
	d.Write(b[:])
}

func (d digester) text(s string) {
	d.number(uint64(len(s)))
	d.Write([]byte(s))
}
