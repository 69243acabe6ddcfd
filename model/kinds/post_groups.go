package kinds

import (
	"cmp"
	"fmt"
	"slices"

	"corridor/model/kinds/value"
	"corridor/model/network"
)

// shared tells whether groups have a class in common: then they are lanes of one hall
// with one line, else each has a line of its own.
func (s *StageSpec) shared() bool {
	taken := map[string]bool{}
	for _, name := range sortedKeys(s.Group) {
		if s.Group[name] == nil {
			continue
		}
		own := map[string]bool{}
		for _, class := range s.Group[name].Classes {
			own[bareClass(class)] = true
		}
		for class := range own {
			if taken[class] {
				return true
			}
			taken[class] = true
		}
	}
	return false
}

// checkGroups notes what is wrong with groups of lanes.
func (s *StageSpec) checkGroups(path string, f *Faults) {
	if s.Lanes.Written {
		f.Add(path+".lanes", "is written besides groups of lanes", "write the lanes of each group, or no group")
	}
	shared := s.shared()
	for _, name := range sortedKeys(s.Group) {
		g, at := s.Group[name], path+".group."+name
		if g == nil {
			continue
		}
		if !g.Lanes.Written {
			f.Add(at+".lanes", "is missing", "write how many lanes the group has")
		}
		switch {
		case shared:
			for _, key := range g.lineKeys() {
				f.Add(at+"."+key, "groups with a class in common share one line and its rules", "write it at "+path)
			}
		case s.serviceless():
			g.check(at, f)
		default:
			g.checkRules(at, f)
		}
	}
	if shared {
		s.checkShared(path, f)
		return
	}
	for _, key := range s.ruleKeys() {
		f.Add(path+"."+key, "every group of lanes has a line of its own", "write it at the groups")
	}
}

// checkShared notes what is wrong with the line that groups share.
func (s *StageSpec) checkShared(path string, f *Faults) {
	s.checkRules(path, f)
	if n := len(s.Group); n > network.MostGroups {
		f.Add(path+".group", fmt.Sprintf("%d groups share a line, at most %d can", n, network.MostGroups), "join groups that serve the same classes")
	}
	if s.serviceless() {
		f.Add(path+".service", "is missing: groups with a class in common share it", `write service = "14m24s" or service_by.CLASS = …`)
	}
	if s.Queue == "per lane" {
		f.Add(path+".queue", `"per lane" does not go with groups of lanes that have a class in common`, "write the common line, or classes that have one group each")
	}
}

// lineKeys names the keys that are written and speak of a line, not of its lanes.
func (l *LaneSpec) lineKeys() []string {
	var keys []string
	for _, k := range []struct {
		key string
		is  bool
	}{
		{"service", !l.Service.Law.IsZero()},
		{"service_by", len(l.ServiceBy) > 0},
		{"channel", len(l.Channel) > 0},
		{"room", l.Room.Limited},
		{"rows", l.Rows > 1},
		{"full", l.Full == "lose"},
		{"fee", l.Fee.Written},
	} {
		if k.is {
			keys = append(keys, k.key)
		}
	}
	return append(keys, l.ruleKeys()...)
}

// restGroup returns the group that takes the classes without another, "" if none does.
func (b *stageBuilder) restGroup() string {
	rest := ""
	for _, name := range sortedKeys(b.stage.Group) {
		g := b.stage.Group[name]
		if g == nil || len(g.Classes) > 0 {
			continue
		}
		if rest != "" {
			b.Add(b.path+".group."+name+".classes", fmt.Sprintf("is missing, as it is in group %s", rest), "one group only may take all other classes")
		}
		rest = name
	}
	return rest
}

// groupClasses returns the classes that each group serves.
func (b *stageBuilder) groupClasses() map[string][]bool {
	sets, taken := map[string][]bool{}, make([]bool, len(b.classNames))
	for _, name := range sortedKeys(b.stage.Group) {
		g, path := b.stage.Group[name], b.path+".group."+name
		if g == nil || len(g.Classes) == 0 {
			continue
		}
		for i, class := range g.Classes {
			if slices.ContainsFunc(g.Classes[:i], func(c string) bool { return bareClass(c) == bareClass(class) }) {
				b.Add(fmt.Sprintf("%s.classes.%d", path, i), fmt.Sprintf("names %q again", class), "name each class once")
			}
		}
		sets[name] = b.classes(path+".classes", g.Classes)
		for class, in := range sets[name] {
			taken[class] = taken[class] || in
		}
	}
	if rest := b.restGroup(); rest != "" {
		sets[rest] = make([]bool, len(taken))
		for class := range taken {
			sets[rest][class] = !taken[class]
		}
	}
	return sets
}

// groups makes one element for each group of lanes.
func (b *stageBuilder) groups() []*draft {
	b.serviceTimes(b.path, &b.stage.LaneSpec, b.everyClass()) // for its faults: a group may inherit it
	b.checkChannelLaws(b.path, &b.stage.LaneSpec, b.everyClass())
	sets, fees := b.groupClasses(), b.fees(b.path+".fee", &b.stage.Fee.ByClass)
	var drafts []*draft
	for _, name := range sortedKeys(b.stage.Group) {
		g, admitted := b.stage.Group[name], sets[name]
		if admitted == nil {
			continue
		}
		lanes := g.LaneSpec
		if lanes.serviceless() {
			lanes.Service, lanes.ServiceBy = b.stage.Service, b.admittedOnly(admitted)
			if len(lanes.Channel) == 0 {
				lanes.Channel = b.stage.Channel
			}
		}
		b.checkChannelLaws(b.path+".group."+name, &g.LaneSpec, admitted)
		d := b.element(b.path+".group."+name, name, &lanes, admitted)
		if !g.Fee.Written {
			d.fees = fees
		}
		drafts = append(drafts, d)
		b.chains = append(b.chains, &chain{name: d.element.Name, spec: b.chain.spec, title: d.element.Title, direction: b.chain.direction,
			from: b.chain.from, to: b.chain.to, stages: [][]*draft{{d}}, part: true, mode: b.chain.mode})
	}
	return drafts
}

// admittedOnly returns what service_by of the stage says of some classes.
func (b *stageBuilder) admittedOnly(admitted []bool) map[string]value.Law {
	by := map[string]value.Law{}
	for id, class := range b.classNames {
		if law, ok := b.stage.ServiceBy[class]; ok && admitted[id] {
			by[class] = law
		}
	}
	return by
}

// sharedHall makes one element of groups that have a class in common. A class takes
// the lanes that serve fewest classes first, so that it leaves to others what only
// they can use.
func (b *stageBuilder) sharedHall() *draft {
	admitted := make([]bool, len(b.classNames))
	var list []groupDraft
	sets := b.groupClasses()
	for _, name := range sortedKeys(sets) {
		list = append(list, groupDraft{name, sets[name], b.plan(b.path+".group."+name, name, &b.stage.Group[name].LaneSpec)})
		for class, in := range sets[name] {
			admitted[class] = admitted[class] || in
		}
	}
	slices.SortStableFunc(list, func(x, y groupDraft) int { return cmp.Compare(count(x.classes), count(y.classes)) })
	d := b.element(b.path, "", &b.stage.LaneSpec, admitted)
	b.checkChannelLaws(b.path, &b.stage.LaneSpec, admitted)
	d.groups, d.ruled = list, true
	return d
}

// count is the number of classes in a set.
func count(set []bool) int {
	n := 0
	for _, in := range set {
		if in {
			n++
		}
	}
	return n
}
