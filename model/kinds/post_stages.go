package kinds

import (
	"slices"

	"corridor/model/network"
	"corridor/sim"
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
	case b.stage.shared():
		drafts = []*draft{b.sharedHall()}
	case len(b.stage.Group) > 0:
		drafts = b.groups()
	case b.stage.Lanes.Written || len(b.chain.stages) == 0:
		b.checkChannelLaws(b.path, &b.stage.LaneSpec, b.everyClass())
		drafts = []*draft{b.element(b.path, "", &b.stage.LaneSpec, b.everyClass())}
	default:
		b.joinLane()
	}
	if len(drafts) == 0 {
		return
	}
	b.chain.stages = append(b.chain.stages, drafts)
	b.chains = append(b.chains, &chain{name: b.path, spec: b.chain.spec, title: b.chain.title, direction: b.chain.direction,
		from: b.chain.from, to: b.chain.to, stages: [][]*draft{drafts}, part: true, mode: b.chain.mode})
}

// joinLane adds the service of a stage without lanes to the lanes before it.
func (b *stageBuilder) joinLane() {
	times := b.serviceTimes(b.path, &b.stage.LaneSpec, b.everyClass())
	b.checkChannelLaws(b.path, &b.stage.LaneSpec, b.everyClass())
	byChannel := b.channelTimes(&b.stage.LaneSpec, times)
	owners := b.chain.stages[len(b.chain.stages)-1]
	fees := b.fees(b.path+".fee", &b.stage.Fee.ByClass)
	for _, owner := range owners {
		owner.fees = sumFees(owner.fees, fees)
		owner.element.Stages = append(owner.element.Stages, b.name)
		rules := owner.serving.Hall
		rules.Together = append(rules.Together, b.stage.Together)
		joinLaws(owner.serving.Time, times)
		for channel := range rules.ByChannel {
			joinLaws(rules.ByChannel[channel], byChannel[channel])
		}
	}
	b.chains = append(b.chains, &chain{name: b.path, spec: b.chain.spec, title: b.chain.title, direction: b.chain.direction,
		from: b.chain.from, to: b.chain.to, stages: [][]*draft{owners}, part: true, mode: b.chain.mode})
}

// joinLaws appends laws by class; a class is served where both serve it.
func joinLaws(laws, more [][]sim.Law) {
	for class := range laws {
		switch {
		case laws[class] == nil:
		case more[class] == nil:
			laws[class] = nil
		default:
			laws[class] = slices.Concat(laws[class], more[class])
		}
	}
}

func (b *stageBuilder) element(path, group string, l *LaneSpec, admitted []bool) *draft {
	e := network.Element{Name: path, Kind: "post", Spec: b.chain.spec, Direction: b.chain.direction, Stage: b.name, Stages: []string{b.name},
		Title: b.title(group, l.Title), From: b.chain.from, To: b.chain.to, Zone: b.zone()}
	times := b.serviceTimes(path, l, admitted)
	d := b.service(path, e, l, b.plan(path, group, l), times)
	d.serving.Hall.ByChannel = b.channelTimes(l, times)
	d.serving.Hall.Together = []bool{false}
	return d
}

// plan is the calendar of the lanes of the stage, or of a group of them.
func (b *stageBuilder) plan(path, group string, l *LaneSpec) lanePlan {
	tables := []calendarAt{{b.chain.spec, &b.post.CalendarSpec}, {b.chain.name, &b.direction.CalendarSpec}, {b.path, &b.stage.CalendarSpec}}
	if group != "" {
		tables = append(tables, calendarAt{path, &l.CalendarSpec})
	}
	return lanePlan{l.Lanes.N, l.Staffed, b.calendar(tables...)}
}

// zone is the one written innermost, else that of the place the direction comes from.
func (b *stageBuilder) zone() string {
	zone := b.writtenZone(b.chain.spec, b.post.Zone, b.zoneAt(b.chain.from))
	zone = b.writtenZone(b.chain.name, b.direction.Zone, zone)
	return b.writtenZone(b.path, b.stage.Zone, zone)
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
