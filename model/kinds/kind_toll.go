package kinds

const tollHelp = "A toll plaza on a road, or a single station of any sort."

// TollSpec is a table [toll.NAME].
type TollSpec struct {
	On string `toml:"on" help:"Road whose users all pass it: road.NAME; without it, the station is passed by way of \"through\"."`
	At string `toml:"at" default:"exit" oneof:"entry exit" help:"Whether it stands where vehicles leave the road or where they enter it."`
	LaneSpec
}
