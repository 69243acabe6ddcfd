package kinds

import "corridor/model/kinds/value"

const trainHelp = "Trains between two places over railway lines, with the wagons, trucks or containers that they take."

// TrainSpec is a table [train.NAME].
//
//	wagons ──> [ yard ]──departs──> aboard ──> wagons go on      one element for each direction
//	                       train ──> line ──> line ──> track     a flow of its own
//
// Units wait in the yard and board in the order they came, as long as the next one fits.
// They go on when the train has come to the end of its way; the train keeps its track
// there until all of them have gone.
type TrainSpec struct {
	CarrierSpec
	Wagons value.Places `toml:"wagons" unit:"units" running:"true" help:"Units that one train takes: wagons, or whatever its classes are (default: any number)."`
	Trains value.Places `toml:"trains" unit:"trains" help:"Trains that there are (default: there is always one)."`
}

func (t *TrainSpec) service(path string) *service {
	return &service{CarrierSpec: &t.CarrierSpec, path: path, kind: "train", mode: byRail, links: "rail", flow: "trains",
		ends: "tracks", units: t.Wagons, unitsKey: "wagons", fleet: t.Trains, fleetKey: "trains"}
}

// Check notes what is wrong with the table by itself.
func (t *TrainSpec) Check(path string, f *Faults) { t.service(path).check(f) }

// Compile makes one element for each direction.
func (t *TrainSpec) Compile(path string, c *Compiler) { t.service(path).compile(c) }
