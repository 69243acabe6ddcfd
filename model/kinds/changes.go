package kinds

import (
	"fmt"
	"reflect"
	"slices"

	"corridor/model/kinds/value"
)

// changes notes what differs between two states of a scenario although it cannot
// change while the simulation runs: keys without the tag running.
func changes(before, after *Scenario, upgrade string, f *Faults) {
	d := differ{upgrade: upgrade, Faults: f}
	d.compare("", reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem(), false)
	for _, kind := range Kinds() {
		d.compare(kind.Name, reflect.ValueOf(before.Elements[kind.Name]), reflect.ValueOf(after.Elements[kind.Name]), false)
	}
}

// differ walks over two values of one type.
type differ struct {
	*Faults
	upgrade string
}

func (d *differ) fixed(path, what string) {
	d.Add(path, what+" in upgrade "+d.upgrade+", but cannot change while the simulation runs", "write it at the start, or in a variant")
}

// compare notes differences; running is what the tag of the innermost field says.
func (d *differ) compare(path string, a, b reflect.Value, running bool) {
	if running {
		return
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				d.fixed(path, "comes or goes")
			}
			return
		}
		d.compare(path, a.Elem(), b.Elem(), false)
		return
	case reflect.Map:
		if isValue(a) {
			break
		}
		d.compareMaps(path, a, b)
		return
	case reflect.Struct:
		if isValue(a) {
			break
		}
		d.compareFields(path, a, b)
		return
	}
	if !reflect.DeepEqual(a.Interface(), b.Interface()) {
		d.fixed(path, "is changed")
	}
}

// isValue tells whether a value is a leaf with a syntax of its own.
func isValue(v reflect.Value) bool {
	return reflect.PointerTo(v.Type()).Implements(reflect.TypeFor[value.Value]())
}

func (d *differ) compareFields(path string, a, b reflect.Value) {
	for i := range a.NumField() {
		field := a.Type().Field(i)
		key := field.Tag.Get("toml")
		switch {
		case key == "-":
		case key == "" && field.Anonymous, key == "*":
			d.compare(path, a.Field(i), b.Field(i), false)
		default:
			d.compare(join(path, key), a.Field(i), b.Field(i), field.Tag.Get("running") == "true")
		}
	}
}

func (d *differ) compareMaps(path string, a, b reflect.Value) {
	var keys []string
	for _, m := range []reflect.Value{a, b} {
		for _, k := range m.MapKeys() {
			keys = append(keys, k.String())
		}
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		x, y := a.MapIndex(reflect.ValueOf(k)), b.MapIndex(reflect.ValueOf(k))
		if !x.IsValid() || !y.IsValid() {
			d.fixed(join(path, k), fmt.Sprintf("%q comes or goes", k))
			continue
		}
		d.compare(join(path, k), x, y, false)
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
