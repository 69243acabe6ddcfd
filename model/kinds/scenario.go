package kinds

import "corridor/model/kinds/value"

// Scenario is a whole scenario as written, at one moment: the state at the start, or
// the state from a dated upgrade on.
type Scenario struct {
	Format     int         `toml:"format" default:"1" range:"[1,1]" help:"Version of this format."`
	Title      string      `toml:"title" help:"What the scenario is about, in one line; stands above every table and chart."`
	Extends    value.Names `toml:"extends" help:"A scenario file, or several, that this one builds on: tables are merged, lists of tables are appended."`
	Remove     []string    `toml:"remove" help:"Paths that are taken away after merging what is extended."`
	Directions []string    `toml:"directions" help:"Labels of the two directions of every two-way element; the first leads from \"from\" to \"to\" (default: forward, backward)."`

	Run       RunSpec                   `toml:"run" help:"What is simulated: how long, how often, with which luck."`
	Currency  map[string]float64        `toml:"currency" range:"(0,1000000000]" help:"What one unit of another currency is worth in that of the run: AZN = 0.588."`
	Class     map[string]*ClassSpec     `toml:"class" help:"A class of vehicles."`
	Place     map[string]*PlaceSpec     `toml:"place" help:"A point of the map where elements meet."`
	Profile   map[string]*ProfileSpec   `toml:"profile" help:"How traffic spreads over the day, the week and the year."`
	Holidays  map[string]*HolidaysSpec  `toml:"holidays" help:"A set of days off, which calendars call holidays.NAME."`
	Commodity map[string]*CommoditySpec `toml:"commodity" help:"What flows carry: growth and load of all flows that name it."`
	Growth    map[string]*GrowthSpec    `toml:"growth" help:"Growth in three futures, low, base and high, of which [run] chooses one."`
	Flow      map[string]*FlowSpec      `toml:"flow" help:"The traffic of one class of vehicles between two places, or through given elements."`
	Upgrade   map[string]*UpgradeSpec   `toml:"upgrade" help:"A dated change: from its date on, some paths have other values."`
	Variant   map[string]*VariantSpec   `toml:"variant" help:"A named set of changes that can be asked for when running."`
	Expect    []ExpectSpec              `toml:"expect" help:"A question to the results that passes or fails."`
	Source    []SourceSpec              `toml:"source" help:"Where numbers come from."`

	// Elements are the tables of the kinds: by kind, then by name.
	Elements map[string]map[string]Spec `toml:"-"`
	// Order is the place of each named table in the file, by path ("post.samur").
	Order map[string]int `toml:"-"`
}

// RunSpec is the table [run].
type RunSpec struct {
	Start        value.Date `toml:"start" help:"First day that counts, of a dated run."`
	End          value.Date `toml:"end" help:"End of a dated run: the first moment that no longer counts."`
	LeadIn       value.Span `toml:"lead_in" help:"Simulated before the start of a dated run and not counted, so that roads and queues have filled."`
	Duration     value.Span `toml:"duration" help:"Length of a steady-state run, warm-up included."`
	Warmup       value.Span `toml:"warmup" help:"Beginning of a steady-state run that is not counted."`
	Replications int        `toml:"replications" default:"20" range:"[1,100000]" help:"How often the whole horizon is simulated, each time with other luck."`
	Seed         int        `toml:"seed" default:"1" range:"[0,9223372036854775807]" help:"Number that all luck is derived from."`
	Growth       string     `toml:"growth" default:"base" oneof:"low base high" help:"Which of the futures of the tables [growth.NAME] comes."`
	Zone         string     `toml:"zone" default:"UTC" help:"Time zone in which days, months and years are cut, and of places without one of their own."`
	Currency     string     `toml:"currency" help:"Currency of all results by its code, such as USD; needed where an amount of money is written."`
	PriceYear    int        `toml:"price_year" range:"[1900,2200]" help:"Year whose prices all amounts are in (default: of the start of a dated run)."`
}

// ClassSpec is a table [class.NAME].
type ClassSpec struct {
	Title   string       `toml:"title" help:"Name for people."`
	Length  value.Length `toml:"length" default:"12 m" help:"Length, bumper to bumper."`
	Gap     value.Length `toml:"gap" default:"2 m" help:"Distance to the next vehicle in a standing queue."`
	PCU     value.PCU    `toml:"pcu" default:"1" range:"(0,100]" unit:"passenger cars" help:"How many passenger cars one vehicle counts for in the capacity of a road: a number, or one for each terrain, { level = 2, rolling = 3 }."`
	Mode    string       `toml:"mode" default:"road" oneof:"road rail water unit" help:"What it moves on by itself: road vehicles, rail (wagons and trains), water (vessels), or a unit without wheels (a container), which is always carried."`
	Payload value.Mass   `toml:"payload" default:"0 t" help:"Freight on board of a loaded vehicle; mean over all vehicles where no share of empty ones is written."`
	TEU     float64      `toml:"teu" default:"0" range:"[0,100000]" unit:"TEU" help:"Containers on board of a loaded vehicle, in units of 20 feet."`
	CostSpec

	Rest  *RestSpec   `toml:"rest" help:"Rests of the driver on roads: { every = \"4h30m\", lasts = \"45m\" }. Only driving on roads counts."`
	Night value.Hours `toml:"night" help:"Weekly hours in which it does not drive, local time of the road, such as \"22:00-06:00\" or \"Sun 00:00-24:00\"."`
}

// PlaceSpec is a table [place.NAME].
type PlaceSpec struct {
	Title string    `toml:"title" help:"Name for people."`
	At    []float64 `toml:"at" unit:"degrees" help:"Latitude and longitude: [41.64, 48.42]."`
	Zone  string    `toml:"zone" help:"Time zone by its IANA name, such as Asia/Baku (default: of the run)."`
}

// CommoditySpec is a table [commodity.NAME].
type CommoditySpec struct {
	Title  string       `toml:"title" help:"Name for people."`
	Growth value.Growth `toml:"growth" running:"true" help:"Growth of its flows, where they do not say themselves."`
	Load   value.Load   `toml:"load" help:"Freight on board of a loaded vehicle of its flows, where they do not say themselves: a mass or a law on masses."`
}

// GrowthSpec is a table [growth.NAME].
type GrowthSpec struct {
	Title string            `toml:"title" help:"Name for people."`
	Low   value.GrowthRates `toml:"low" running:"true" help:"Growth in the low future: a rate, or rates by year."`
	Base  value.GrowthRates `toml:"base" running:"true" help:"Growth in the base future."`
	High  value.GrowthRates `toml:"high" running:"true" help:"Growth in the high future."`
}

// ProfileSpec is a table [profile.NAME].
type ProfileSpec struct {
	Hours    []float64 `toml:"hours" help:"Relative weights over the local day: 24, 48 or 96 of them, or any number that divides the day into whole minutes."`
	Weekdays []float64 `toml:"weekdays" help:"Seven relative weights, Monday first."`
	Months   []float64 `toml:"months" help:"Twelve relative weights, January first."`
}

// HolidaysSpec is a table [holidays.NAME].
type HolidaysSpec struct {
	Days value.Closed `toml:"days" required:"true" running:"true" help:"Whole local days: dates, or spans such as \"2024-03-20/2024-03-24\" with both days in them."`
}

// UpgradeSpec is a table [upgrade.NAME].
type UpgradeSpec struct {
	Date       value.Date      `toml:"date" required:"true" help:"Day from which the new values hold."`
	Title      string          `toml:"title" help:"Name for people."`
	Set        value.Settings  `toml:"set" required:"true" help:"Paths and their new values."`
	Cost       value.Money     `toml:"cost" help:"What it costs once, on its date, at the prices of the run's price year."`
	YearlyCost value.YearMoney `toml:"yearly_cost" help:"What it costs every year from its date on: running it, keeping it up."`
}

// VariantSpec is a table [variant.NAME].
type VariantSpec struct {
	Title string         `toml:"title" help:"Name for people."`
	Set   value.Settings `toml:"set" required:"true" help:"Paths and their values."`
}

// ExpectSpec is a table [[expect]].
type ExpectSpec struct {
	At      string         `toml:"at" required:"true" help:"Path of an element, of one direction of a post, of a post or of a flow; corridor for the whole."`
	Measure string         `toml:"measure" required:"true" help:"Measure, such as wait or crossing_time."`
	Stat    string         `toml:"stat" default:"mean" help:"Statistic of the measure, such as mean or p95."`
	Min     value.Quantity `toml:"min" help:"Least value that passes."`
	Max     value.Quantity `toml:"max" help:"Greatest value that passes."`
}

// SourceSpec is a table [[source]].
type SourceSpec struct {
	For  string `toml:"for" required:"true" help:"Path of a value, or the beginning of one that covers all below it."`
	Text string `toml:"text" required:"true" help:"What the source says."`
	URL  string `toml:"url" help:"Where it can be read."`
	Kind string `toml:"kind" required:"true" oneof:"measured official press derived assumed" help:"How far to trust it."`
}
