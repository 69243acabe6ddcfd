package kinds

import (
	"fmt"

	"corridor/model/network"
)

// stageBuilder makes the elements of one stage.
type stageBuilder struct {
	*Compiler
	chain      *chain
	post       *PostSpec
	direction  *DirectionSpec
	stage      *StageSpec
	name, path string
}

func (b *stageBuilder) build() {
	var drafts []*draft
	switch {
	case len(b.stage.Group) > 0:
		drafts = b.groups()
	case b.stage.Lanes.Written || len(b.chain.stages) == 0:
		drafts = []*draft{b.element(b.path, "", &b.stage.LaneSpec, b.everyClass())}
	default:
		b.joinLane()
	}
	if len(drafts) == 0 {
		return
	}
	b.chain.stages = append(b.chain.stages, drafts)
	b.chains = append(b.chains, &chain{name: b.path, spec: b.chain.spec, title: b.chain.title, direction: b.chain.direction,
		from: b.chain.from, to: b.chain.to, stages: [][]*draft{drafts}, part: true})
}

// joinLane adds the service of a stage without lanes to the lanes before it.
func (b *stageBuilder) joinLane() {
	times := b.serviceTimes(b.path, &b.stage.LaneSpec, b.everyClass())
	owners := b.chain.stages[len(b.chain.stages)-1]
	for _, owner := range owners {
		owner.element.Stages = append(owner.element.Stages, b.name)
		for class, laws := range owner.serving.Time {
			switch {
			case laws == nil:
			case times[class] == nil:
				owner.serving.Time[class] = nil
			default:
				owner.serving.Time[class] = append(laws, times[class]...)
			}
		}
	}
	b.chains = append(b.chains, &chain{name: b.path, spec: b.chain.spec, title: b.chain.title, direction: b.chain.direction,
		from: b.chain.from, to: b.chain.to, stages: [][]*draft{owners}, part: true})
}

// owners returns the group of each class, and the group that takes the rest.
func (b *stageBuilder) owners() (owner []string, rest string) {
	owner = make([]string, len(b.classNames))
	for _, name := range sortedKeys(b.stage.Group) {
		g, path := b.stage.Group[name], b.path+".group."+name
		if g == nil {
			continue
		}
		if len(g.Classes) == 0 {
			if rest != "" {
				b.Add(path+".classes", fmt.Sprintf("is missing, as it is in group %s", rest), "one group only may take all other classes")
			}
			rest = name
		}
		for i, class := range g.Classes {
			at := fmt.Sprintf("%s.classes.%d", path, i)
			id, ok := b.class(at, class)
			if ok && owner[id] != "" {
				b.Add(at, fmt.Sprintf("%s is in group %s already", class, owner[id]), "a class has one group of lanes")
			} else if ok {
				owner[id] = name
			}
		}
	}
	return owner, rest
}

// groups makes one element for each group of lanes.
func (b *stageBuilder) groups() []*draft {
	b.serviceTimes(b.path, &b.stage.LaneSpec, b.everyClass()) // for its faults: a group may inherit it
	owner, rest := b.owners()
	var drafts []*draft
	for _, name := range sortedKeys(b.stage.Group) {
		g := b.stage.Group[name]
		if g == nil {
			continue
		}
		admitted := make([]bool, len(owner))
		for id, group := range owner {
			admitted[id] = group == name || group == "" && rest == name
		}
		lanes := g.LaneSpec
		if lanes.serviceless() {
			lanes.Service, lanes.ServiceBy = b.stage.Service, b.admittedOnly(admitted)
		}
		d := b.element(b.path+".group."+name, name, &lanes, admitted)
		drafts = append(drafts, d)
		b.chains = append(b.chains, &chain{name: d.element.Name, spec: b.chain.spec, title: d.element.Title, direction: b.chain.direction,
			from: b.chain.from, to: b.chain.to, stages: [][]*draft{{d}}, part: true})
	}
	return drafts
}

// admittedOnly returns what service_by of the stage says of some classes.
func (b *stageBuilder) admittedOnly(admitted []bool) map[string]LawValue {
	by := map[string]LawValue{}
	for id, class := range b.classNames {
		if law, ok := b.stage.ServiceBy[class]; ok && admitted[id] {
			by[class] = law
		}
	}
	return by
}

func (b *stageBuilder) element(path, group string, l *LaneSpec, admitted []bool) *draft {
	hours := []Hours{b.post.Hours, b.direction.Hours}
	closed := []Closed{b.post.Closed, b.direction.Closed}
	if group != "" {
		hours, closed = append(hours, b.stage.Hours), append(closed, b.stage.Closed)
	}
	e := network.Element{Name: path, Kind: "post", Spec: b.chain.spec, Direction: b.chain.direction, Stage: b.name, Stages: []string{b.name},
		Title: b.title(group, l.Title), From: b.chain.from, To: b.chain.to, Zone: b.zoneAt(b.chain.from)}
	return b.service(path, e, l, b.lanePlan(path, l, hours, closed), b.serviceTimes(path, l, admitted))
}

// title joins the titles of post, direction, stage and group, as far as they are
// needed to tell elements apart.
func (b *stageBuilder) title(group, own string) string {
	title := b.chain.title
	switch {
	case b.stage.Title != "":
		title = b.stage.Title
	case len(b.post.stages()) > 1:
		title += ", " + b.name
	}
	switch {
	case group == "":
	case own != "":
		title = own
	case len(b.stage.Group) > 1:
		title += ", " + group
	}
	return title
}
