package kinds

import "corridor/model/kinds/value"

const ferryHelp = "Vessels between two ports over sea legs, with the trucks, wagons or containers that they take."

// FerrySpec is a table [ferry.NAME].
//
//	trucks ──> [ port ]──departs──> aboard ──> trucks go on      one element for each direction
//	                      vessel ──> sea leg ──> berth           a flow of its own
//
// It works as a train does: see TrainSpec.
type FerrySpec struct {
	CarrierSpec
	Vehicles   value.Places `toml:"vehicles" unit:"units" running:"true" help:"Units that one vessel takes (default: any number)."`
	LaneLength value.Length `toml:"lane_length" running:"true" help:"Length of lane on board, which units fill by their length and gap (default: any)."`
	Vessels    value.Places `toml:"vessels" unit:"vessels" help:"Vessels that there are (default: there is always one)."`
}

func (f *FerrySpec) service(path string) *service {
	return &service{CarrierSpec: &f.CarrierSpec, path: path, kind: "ferry", mode: byWater, links: "sea", flow: "vessels",
		ends: "berths", units: f.Vehicles, unitsKey: "vehicles", lane: f.LaneLength.Millimetres, fleet: f.Vessels, fleetKey: "vessels"}
}

// Check notes what is wrong with the table by itself.
func (f *FerrySpec) Check(path string, faults *Faults) { f.service(path).check(faults) }

// Compile makes one element for each direction.
func (f *FerrySpec) Compile(path string, c *Compiler) { f.service(path).compile(c) }
