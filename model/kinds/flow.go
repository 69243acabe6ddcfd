package kinds

import "corridor/model/kinds/value"

// FlowSpec is a table [flow.NAME].
type FlowSpec struct {
	Title   string                `toml:"title" help:"Name for people."`
	Class   string                `toml:"class" required:"true" help:"Class of its vehicles: class.NAME."`
	From    string                `toml:"from" help:"Place where it begins: place.NAME."`
	To      string                `toml:"to" help:"Place where it ends: place.NAME."`
	Through []string              `toml:"through" help:"Elements in the order they are passed, in place of from and to: post.NAME.DIRECTION, one stage of it, road.NAME, toll.NAME, train.NAME.DIRECTION, ferry.NAME.DIRECTION, terminal.NAME.transfer.NAME."`
	Via     []string              `toml:"via" help:"Elements or places that the route must pass, in this order."`
	Avoid   []string              `toml:"avoid" help:"Elements or places that the route must not pass."`
	Route   map[string]*RouteSpec `toml:"route" help:"One of several routes of the flow."`

	Choice    string                 `toml:"choice" default:"shares" oneof:"shares|least time|least cost|logit" governs:"scale route" help:"How vehicles choose among the routes when they set out: by the shares that are written; the route of the least expected time (driving and services when nobody else is there, and the waits ahead); of the least cost, time included; or at random, the quicker the likelier."`
	Scale     float64                `toml:"scale" unit:"1/hour" range:"(0,1000]" help:"Of choice = \"logit\": the weight of a route is e to the power of minus this times its hours."`
	Published *PublishedSpec         `toml:"published" help:"What those who set out know of waits, and of what diverts them (default: the present)."`
	Divert    map[string]*DivertSpec `toml:"divert" help:"Sends vehicles of one route over another while something is closed or has a long line."`

	Volume         value.Volume   `toml:"volume" running:"true" help:"Vehicles (\"275/day\"), tonnes (\"1.2 Mt/year\", with kt and t) or containers (\"300 TEU/month\"), as a rate or with the date at which it holds: { rate = \"275/day\", at = 2023-07-01 } (default date: start of the run, or of the upgrade that sets it)."`
	Growth         value.Growth   `toml:"growth" running:"true" help:"Growth by calendar time, compounding continuously from the date of the volume: \"8%/year\", a table by year { 2024 = \"8%\", later = \"3%\" }, or \"growth.NAME\" (default: of the commodity, else none)."`
	Commodity      string         `toml:"commodity" help:"What it carries: commodity.NAME."`
	Balance        *BalanceSpec   `toml:"balance" help:"In place of a volume: empty vehicles that go back, as many on each day as some flows are expected to bring loaded ones more than others."`
	Recorded       *RecordedSpec  `toml:"recorded" help:"In place of a volume: arrivals that were counted, from a CSV file."`
	Begins         value.Date     `toml:"begins" help:"First moment of the flow."`
	Ends           value.Date     `toml:"ends" help:"First moment without it."`
	Profile        value.Names    `toml:"profile" running:"true" help:"How it spreads over day, week and year: profile.NAME, or several, multiplied."`
	DailyVariation float64        `toml:"daily_variation" default:"0" range:"[0,10]" help:"Coefficient of variation of the day's factor (gamma, mean 1)."`
	Arrivals       value.Arrivals `toml:"arrivals" default:"poisson" help:"poisson, even (the first vehicle comes after one gap), saturated (one vehicle always ready), a law of the gaps, or given times."`
	Batch          value.Batch    `toml:"batch" help:"Vehicles that come at once: a number or a law on whole numbers (default 1)."`
	MaxWait        value.Limit    `toml:"max_wait" help:"Longest expected wait that is accepted; beyond it vehicles do not set out; they know opening hours and closed days ahead, but no upgrades. \"none\" for any (default: 14d in dated runs, else none)."`
	Payload        value.Mass     `toml:"payload" help:"Freight on board of a loaded vehicle (default: of the class)."`
	Load           value.Load     `toml:"load" help:"The same, a mass or a law on masses, such as { mean = \"20 t\", law = \"normal\", cv = 0.2 } (default: of the commodity, else the payload)."`
	Empty          float64        `toml:"empty" default:"0" range:"[0,1]" help:"Share of the vehicles that run empty; what is written in tonnes or TEU comes in the loaded ones."`
	Initial        map[string]int `toml:"initial" range:"[0,10000000]" unit:"vehicles" help:"Vehicles that wait at an element when the simulation begins, by path; they are counted in queues, journeys and the ledger, but not among arrivals and waits."`
}

// RouteSpec is a table [flow.NAME.route.NAME].
type RouteSpec struct {
	Title   string        `toml:"title" help:"Name for people."`
	Via     []string      `toml:"via" help:"Elements or places that the route must pass, in this order."`
	Avoid   []string      `toml:"avoid" help:"Elements or places that the route must not pass."`
	Through []string      `toml:"through" help:"Elements in the order they are passed, as in the through of a flow."`
	Share   value.Portion `toml:"share" running:"true" help:"Share of the flow that takes this route; the shares of a flow add up to 1. With choice = \"logit\" a weight of the route where times are equal (default: 1), with the least time or cost nothing."`
	Cost    value.Toll    `toml:"cost" running:"true" help:"What speaks against this route beside its time, for the least cost and logit: a time that it is worth (\"45m\"), or money, a number in the currency of the run."`
}

// PublishedSpec is the table [flow.NAME.published].
type PublishedSpec struct {
	Every value.Span `toml:"every" required:"true" help:"How often waits are looked at, from the beginning of the simulation on."`
	Delay value.Span `toml:"delay" default:"0s" help:"How long it takes until what was seen is known."`
}

// DivertSpec is a table [flow.NAME.divert.NAME].
//
//	            ┌──> from … [ at: closed, or a long line ]
//	──> common ─┤
//	            └──> to …
type DivertSpec struct {
	From   string     `toml:"from" required:"true" help:"Route of the flow that vehicles leave, by its name."`
	To     string     `toml:"to" required:"true" help:"Route that they take from where the two part: after the last element that they have in common at their beginning, or when setting out."`
	At     string     `toml:"at" required:"true" help:"What is watched: a stage, a direction, a post, a crossing, a toll, a yard or a road. Of what has two directions only what the route passes."`
	Closed bool       `toml:"closed" default:"false" help:"Whether vehicles change routes while it is closed: no lane of one of its stages could serve them, or nobody may enter the road, by hours, closures or a disruption."`
	Queue  int        `toml:"queue" range:"[1,10000000]" unit:"vehicles" help:"Vehicles change routes while so many or more wait for it, those held further up included; not of a road."`
	After  value.Span `toml:"after" default:"0s" help:"Only once it has been closed, or the line as long, for this long without a break."`
}
