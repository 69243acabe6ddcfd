package kinds

const postHelp = "A border post or any other control with several stages, in one or two directions."

// PostSpec is a table [post.NAME].
type PostSpec struct {
	Title      string                    `toml:"title" help:"Name for people."`
	Between    []string                  `toml:"between" help:"The two places it joins: [\"place.a\", \"place.b\"]; may be absent when it is only passed by way of \"through\"."`
	Stages     []string                  `toml:"stages" help:"Stages in the order they are passed (default: control)."`
	Rated      Rated                     `toml:"rated" running:"true" help:"Nameplate figures by class, compared with the results and never simulated: { truck = \"630/day\", per = \"both directions\" } or per = \"direction\"."`
	Hours      Hours                     `toml:"hours" running:"true" help:"Opening hours, local time (default: round the clock)."`
	Closed     Closed                    `toml:"closed" running:"true" help:"Whole local days on which it is closed."`
	Directions map[string]*DirectionSpec `toml:"*" help:"One direction of the post, by its label."`
}

// DirectionSpec is a table [post.NAME.DIRECTION].
type DirectionSpec struct {
	Title  string                `toml:"title" help:"Name for people."`
	Hours  Hours                 `toml:"hours" running:"true" help:"Opening hours, local time (default: of the post)."`
	Closed Closed                `toml:"closed" running:"true" help:"Whole local days on which it is closed, besides those of the post."`
	Stages map[string]*StageSpec `toml:"*" help:"One stage of the post, by its name in \"stages\"."`
}

// StageSpec is a table [post.NAME.DIRECTION.STAGE].
type StageSpec struct {
	LaneSpec
	Group map[string]*GroupSpec `toml:"group" help:"Lanes of their own for some classes."`
}

// GroupSpec is a table [post.NAME.DIRECTION.STAGE.group.NAME].
type GroupSpec struct {
	Classes []string `toml:"classes" help:"Classes that these lanes serve: [\"class.truck\"] (default: all that have no other group)."`
	LaneSpec
}

// LaneSpec are the keys of lanes that serve: a stage of a post, a group of its lanes,
// a toll plaza.
type LaneSpec struct {
	Title     string              `toml:"title" help:"Name for people."`
	Lanes     Lanes               `toml:"lanes" unit:"lanes" running:"true" help:"Lanes that exist, 0 to 10000. A stage of a post without lanes is worked through in the lane of the stage before it."`
	Staffed   float64             `toml:"staffed" default:"1" range:"[0,1]" running:"true" help:"Share of the lanes that is manned; a fraction of a lane is manned for that share of each opening, around 14:00 when open round the clock."`
	Service   LawValue            `toml:"service" running:"true" help:"Service time of every class that service_by does not name."`
	ServiceBy map[string]LawValue `toml:"service_by" running:"true" help:"Service time by class; without \"service\", other classes are not served."`
	Room      Room                `toml:"room" unit:"vehicles" default:"unlimited" running:"true" help:"Waiting places: a whole number, or \"unlimited\"."`
	Full      string              `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no room: it waits where it is, or it is lost."`
	Hours     Hours               `toml:"hours" running:"true" help:"Opening hours, local time (default: those of what it belongs to)."`
	Closed    Closed              `toml:"closed" running:"true" help:"Whole local days on which it is closed, besides those of what it belongs to."`
}
