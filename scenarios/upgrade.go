package scenarios

import (
	"maps"
	"slices"
	"strings"
	"time"

	"corridor/model/kinds"
)

// upgrade builds the state of the scenario from each date on at which something
// changes. Upgrades of one date form one state.
func (f *File) upgrade(root *node) {
	byDate, undated := f.dates()
	for _, name := range undated {
		f.changeAll(root.clone(), path{"upgrade", name}, true)
	}
	tree := root
	for _, at := range slices.SortedFunc(maps.Keys(byDate), time.Time.Compare) {
		names := byDate[at]
		tree = tree.clone()
		f.checkTwice(root, names)
		for _, name := range names {
			f.changeAll(tree, path{"upgrade", name}, true)
		}
		s := f.decode(tree)
		f.trees = append(f.trees, tree)
		f.epochs = append(f.epochs, kinds.Epoch{At: at, Upgrade: strings.Join(names, ", "), Scenario: s})
	}
}

// dates groups the upgrades by their date, sorted by name; undated are those whose date
// could not be read.
func (f *File) dates() (byDate map[time.Time][]string, undated []string) {
	s := f.epochs[0].Scenario
	zone, err := kinds.LoadZone(s.Run.Zone)
	if err != nil {
		zone = time.UTC // the check of [run] says so
	}
	byDate = map[time.Time][]string{}
	for _, name := range slices.Sorted(maps.Keys(s.Upgrade)) {
		if u := s.Upgrade[name]; u.Date.Written {
			at := u.Date.In(zone).UTC()
			byDate[at] = append(byDate[at], name)
		} else {
			undated = append(undated, name)
		}
	}
	return byDate, undated
}

// checkTwice refuses two changes of one path on one date: their order would decide.
func (f *File) checkTwice(root *node, names []string) {
	var all []change
	for _, name := range names {
		at := path{"upgrade", name, "set"}
		set := root.at(at)
		if set == nil || set.kind != tableNode {
			continue
		}
		for _, key := range set.keys {
			p, err := parsePath(key)
			if err != nil {
				continue
			}
			for _, c := range all {
				if p.within(c.path) || c.path.within(p) {
					f.fault(set.table[key], at.with(key).String(), wrong("take one of them out or give it another date",
						"%s is set twice on one date, by %s in line %d too", c.path, c.value.origin[:2], c.value.line))
				}
			}
			value := *set.table[key]
			value.origin = at
			all = append(all, change{p, &value})
		}
	}
}
