package kinds

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

// read decodes a scenario from TOML by the tags of the specs. It is the least that
// the tests of this package need: faults of syntax end the test.
func read(t testing.TB, text string) *Scenario {
	t.Helper()
	s, faults := tryRead(t, text)
	for _, f := range faults.List() {
		t.Fatal(f)
	}
	return s
}

func tryRead(t testing.TB, text string) (*Scenario, *Faults) {
	t.Helper()
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		t.Fatal(err)
	}
	f := &Faults{}
	s := &Scenario{Elements: map[string]map[string]Spec{}, Order: map[string]int{}}
	for _, k := range Kinds() {
		tables, _ := tree[k.Name].(map[string]any)
		s.Elements[k.Name] = map[string]Spec{}
		for name, table := range tables {
			spec := k.New()
			fill(reflect.ValueOf(spec).Elem(), table.(map[string]any), k.Name+"."+name, f)
			s.Elements[k.Name][name] = spec
		}
		delete(tree, k.Name)
	}
	fill(reflect.ValueOf(s).Elem(), tree, "", f)
	for i, line := range strings.Split(text, "\n") {
		if path, ok := strings.CutPrefix(line, "["); ok {
			s.Order[strings.TrimSuffix(path, "]")] = i
		}
	}
	return s, f
}

// fill decodes a table into a struct.
func fill(v reflect.Value, table map[string]any, path string, f *Faults) {
	table = maps.Clone(table)
	var rest reflect.Value
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			field := v.Type().Field(i)
			key, tagged := field.Tag.Lookup("toml")
			switch {
			case key == "-":
			case field.Anonymous && !tagged:
				walk(v.Field(i))
			case key == "*":
				rest = v.Field(i)
			default:
				x, ok := table[key]
				if preset := field.Tag.Get("default"); !ok && preset != "" {
					x, ok = preset, true
					if n, err := strconv.ParseFloat(preset, 64); err == nil && isValue(v.Field(i)) {
						x = n
					}
				}
				if ok {
					set(v.Field(i), x, join(path, key), f)
				} else if v.Field(i).Kind() == reflect.Struct && !isValue(v.Field(i)) {
					fill(v.Field(i), nil, join(path, key), f)
				}
				delete(table, key)
			}
		}
	}
	walk(v)
	if rest.IsValid() && len(table) > 0 {
		set(rest, table, path, f)
		return
	}
	for key := range table {
		f.Add(join(path, key), "unknown key", "")
	}
}

// set decodes one value.
func set(v reflect.Value, x any, path string, f *Faults) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if value, ok := v.Addr().Interface().(value.Value); ok {
		if err := value.Decode(x); err != nil {
			f.Add(path, err.Error(), "")
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		fill(v, x.(map[string]any), path, f)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for key, one := range x.(map[string]any) {
			e := reflect.New(v.Type().Elem()).Elem()
			set(e, one, join(path, key), f)
			v.SetMapIndex(reflect.ValueOf(key), e)
		}
	case reflect.Slice:
		list, _ := x.([]any)
		if tables, ok := x.([]map[string]any); ok {
			for _, table := range tables {
				list = append(list, table)
			}
		}
		v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
		for i := range list {
			set(v.Index(i), list[i], fmt.Sprintf("%s.%d", path, i), f)
		}
	default:
		if text, ok := x.(string); ok && v.Kind() != reflect.String {
			p := reflect.New(v.Type())
			if _, err := fmt.Sscan(text, p.Interface()); err != nil {
				f.Add(path, err.Error(), "")
			}
			v.Set(p.Elem())
			return
		}
		if !reflect.ValueOf(x).CanConvert(v.Type()) {
			f.Add(path, fmt.Sprintf("is %v", x), "")
			return
		}
		v.Set(reflect.ValueOf(x).Convert(v.Type()))
	}
}

// compile compiles a scenario without upgrades; fatal faults end the test.
func compile(t testing.TB, text string) (*network.Network, network.Plan) {
	t.Helper()
	return compileEpochs(t, Epoch{Scenario: read(t, text)})
}

func compileEpochs(t testing.TB, epochs ...Epoch) (*network.Network, network.Plan) {
	t.Helper()
	f := &Faults{}
	net, plan := Compile("test", epochs, f)
	if f.Fatal() {
		t.Fatal(faultTexts(f, false))
	}
	return net, plan
}

// from is an epoch that begins at a date in UTC.
func from(t testing.TB, date, upgrade, text string) Epoch {
	t.Helper()
	at, err := time.Parse("2006-01-02", date)
	if err != nil {
		t.Fatal(err)
	}
	return Epoch{At: at, Upgrade: upgrade, Scenario: read(t, text)}
}

// faultTexts lists the faults, or the warnings.
func faultTexts(f *Faults, warnings bool) []string {
	var out []string
	for _, x := range f.List() {
		if x.Warning == warnings {
			out = append(out, x.String())
		}
	}
	return out
}

// element returns an element by name.
func element(t testing.TB, net *network.Network, name string) *network.Element {
	t.Helper()
	for i := range net.Elements {
		if net.Elements[i].Name == name {
			return &net.Elements[i]
		}
	}
	t.Fatalf("no element %q", name)
	return nil
}
