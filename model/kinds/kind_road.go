package kinds

const roadHelp = "A road between two places, in both directions or one way."

// RoadSpec is a table [road.NAME].
type RoadSpec struct {
	Title    string   `toml:"title" help:"Name for people."`
	From     string   `toml:"from" help:"Place where it begins: place.NAME; may be absent when it is only passed by way of \"through\"."`
	To       string   `toml:"to" help:"Place where it ends: place.NAME."`
	Oneway   bool     `toml:"oneway" default:"false" help:"Whether it leads from \"from\" to \"to\" only."`
	Length   Length   `toml:"length" running:"true" help:"Length."`
	Lanes    int      `toml:"lanes" default:"1" range:"[1,100]" running:"true" help:"Lanes in each direction."`
	Speed    Speeds   `toml:"speed" running:"true" help:"Free-flow speed, for all or by class: { car = \"130 km/h\", truck = \"90 km/h\" }."`
	Time     Spans    `toml:"time" running:"true" help:"Free-flow travel time, for all or by class, in place of length and speed."`
	Capacity Capacity `toml:"capacity" unit:"pcu" running:"true" help:"Most passenger-car equivalents that leave it per direction, as a rate, or \"unlimited\" (default: 1700/h on one lane, else 2200/h a lane)."`
	Storage  Storage  `toml:"storage" running:"true" help:"What fits on one direction: \"20 vehicles\", \"12 km\" of lane, or \"unlimited\" (default: length x lanes)."`
	Wave     Wave     `toml:"wave" running:"true" help:"Speed at which room freed at the exit travels back to the entry, such as \"18 km/h\" (default: at once)."`
	Classes  []string `toml:"classes" help:"Classes that are admitted (default: all)."`
	Full     string   `toml:"full" default:"block" oneof:"block lose" running:"true" help:"What happens to a vehicle that finds no room: it waits where it is, or it is lost."`
}
