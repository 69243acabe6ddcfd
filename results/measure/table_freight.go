package measure

import (
	"slices"
	"strings"
)

// Measures of corridors with trains, vessels or transfers. No other corridor lists them.
const (
	Became       = "became"
	Made         = "made"
	LedgerBecame = "ledger_became"
	LedgerMade   = "ledger_made"

	TimeDeparture = "time_departure"
	TimeAboard    = "time_aboard"

	TonnesRoad   = "tonnes_road"
	TonnesRail   = "tonnes_rail"
	TonnesSea    = "tonnes_sea"
	TonneKmRoad  = "tonne_km_road"
	TonneKmRail  = "tonne_km_rail"
	TonneKmSea   = "tonne_km_sea"
	ShareKmRoad  = "share_km_road"
	ShareKmRail  = "share_km_rail"
	ShareKmSea   = "share_km_sea"
	Trips        = "trips"
	TripsLate    = "trips_late"
	TripsMissed  = "trips_cancelled"
	TripsLateOf  = "trips_share_late"
	TripsMissOf  = "trips_share_cancelled"
	TripLoad     = "trip_load"
	TripUnits    = "trip_units"
	TripMetres   = "trip_metres"
	TripTonnes   = "trip_tonnes"
	TripTEU      = "trip_teu"
	OfferUnits   = "trip_units_offered"
	OfferMetres  = "trip_metres_offered"
	OfferTonnes  = "trip_tonnes_offered"
	OfferTEU     = "trip_teu_offered"
	LineTrains   = "line_trains"
	LinePaths    = "line_paths"
	LineOfPaths  = "line_share_of_paths"
	LineConsumed = "line_capacity_used"
	LineLimit    = "line_limit"
	LineRoom     = "line_capacity"
)

// freight is the part of the table that is about them.
var freight = []Measure{
	{Name: Became, Title: "became others", Unit: VehiclesPerDay, Decimals: 1,
		Definition: "units a day that became units of another class: a wagon that is unloaded into trucks",
		Source:     "count over the days of the period"},
	{Name: Made, Title: "made of others", Unit: VehiclesPerDay, Decimals: 1,
		Definition: "units a day that were made of units of another class: the trucks that a wagon is unloaded into",
		Source:     "count over the days of the period"},
	{Name: LedgerMade, Title: "made of others", Unit: Vehicles, Decimals: 1,
		Definition: "units that were made of units of another class on the way, over the whole run", Source: turnSource},
	{Name: LedgerBecame, Title: "became others", Unit: Vehicles, Decimals: 1,
		Definition: "units that became units of another class on the way, over the whole run", Source: turnSource},

	{Name: TimeDeparture, Title: "waiting for departure", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "unit hours a day where freight gathers, until a train, a vessel or a batch departs with it", Source: delaySource},
	{Name: TimeAboard, Title: "aboard", Unit: VehicleHours, Decimals: 1,
		Definition: "unit hours a day aboard a train or a vessel, from its departure to the end of its route, its own waiting included", Source: delaySource},

	{Name: TonnesRoad, Title: "loaded by road", Unit: TonnesPerDay, Decimals: 0,
		Definition: "tonnes a day that began to go by road; what comes back to a road after a train or a vessel counts again", Source: roadSource},
	{Name: TonnesRail, Title: "loaded by rail", Unit: TonnesPerDay, Decimals: 0,
		Definition: "tonnes a day that departed aboard trains; what changes from train to train counts for each", Source: rideSource},
	{Name: TonnesSea, Title: "loaded by sea", Unit: TonnesPerDay, Decimals: 0,
		Definition: "tonnes a day that departed aboard vessels; what changes from vessel to vessel counts for each", Source: rideSource},
	{Name: TonneKmRoad, Title: "carried by road", Unit: TonneKmPerDay, Decimals: 0,
		Definition: "tonne-kilometres a day on roads, of what drives by itself, counted when it leaves each road", Source: roadSource},
	{Name: TonneKmRail, Title: "carried by rail", Unit: TonneKmPerDay, Decimals: 0,
		Definition: "tonne-kilometres a day aboard trains, over the length of the route of the train, counted when it departs; trucks aboard are freight of the train", Source: rideSource},
	{Name: TonneKmSea, Title: "carried by sea", Unit: TonneKmPerDay, Decimals: 0,
		Definition: "tonne-kilometres a day aboard vessels, over the length of the route of the vessel, counted when it departs; trucks aboard are freight of the vessel", Source: rideSource},
	{Name: ShareKmRoad, Title: "share by road", Unit: Share, Decimals: 3,
		Definition: "road as a share of the tonne-kilometres by road, rail and sea (modal split)", Source: "tonne-km by road / tonne-km of all modes"},
	{Name: ShareKmRail, Title: "share by rail", Unit: Share, Decimals: 3,
		Definition: "rail as a share of the tonne-kilometres by road, rail and sea (modal split)", Source: "tonne-km by rail / tonne-km of all modes"},
	{Name: ShareKmSea, Title: "share by sea", Unit: Share, Decimals: 3,
		Definition: "sea as a share of the tonne-kilometres by road, rail and sea (modal split)", Source: "tonne-km by sea / tonne-km of all modes"},

	{Name: Trips, Title: "trips", Unit: TripsPerDay, Better: Higher, Decimals: 2,
		Definition: "trips a day that departed: of trains, of vessels, or of batches that go on by themselves", Source: tripSource},
	{Name: TripsLate, Title: "late trips", Unit: TripsPerDay, Better: Lower, Decimals: 2,
		Definition: "trips a day that departed after their time, for want of a train or vessel", Source: tripSource},
	{Name: TripsMissed, Title: "cancelled trips", Unit: TripsPerDay, Better: Lower, Decimals: 2,
		Definition: "departures of the timetable a day that were not made: no train or vessel came before the next one, or too little waited", Source: tripSource},
	{Name: TripsLateOf, Title: "share of trips late", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "late trips as a share of the trips", Source: "late trips / trips"},
	{Name: TripsMissOf, Title: "share of departures cancelled", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "cancelled departures as a share of those of the timetable", Source: "cancelled / (trips + cancelled)"},
	{Name: TripLoad, Title: "load of trips", Unit: Share, Better: Higher, Decimals: 3,
		Definition: "what was on board as a share of what would have fitted, in the measure (units, metres of lane, tonnes, TEU) that is nearest to its limit over the period; absent where nothing is limited",
		Source:     "largest of loaded / offered over the limited measures"},
	{Name: TripUnits, Title: "units on board", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "units a day that departed on board", Source: tripSource},
	{Name: TripMetres, Title: "metres of lane on board", Unit: MetresPerDay, Decimals: 0,
		Definition: "metres of lane a day that departed taken, gaps included", Source: tripSource},
	{Name: TripTonnes, Title: "tonnes on board", Unit: TonnesPerDay, Better: Higher, Decimals: 0,
		Definition: "tonnes a day that departed on board", Source: tripSource},
	{Name: TripTEU, Title: "TEU on board", Unit: TEUPerDay, Better: Higher, Decimals: 1,
		Definition: "twenty-foot equivalent units a day that departed on board", Source: tripSource},
	{Name: OfferUnits, Title: "units offered", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "units a day that the trips made had room for; absent where it is not limited", Source: tripSource},
	{Name: OfferMetres, Title: "metres of lane offered", Unit: MetresPerDay, Better: Higher, Decimals: 0,
		Definition: "metres of lane a day that the trips made had; absent where it is not limited", Source: tripSource},
	{Name: OfferTonnes, Title: "tonnes offered", Unit: TonnesPerDay, Better: Higher, Decimals: 0,
		Definition: "tonnes a day that the trips made could have taken; absent where it is not limited", Source: tripSource},
	{Name: OfferTEU, Title: "TEU offered", Unit: TEUPerDay, Better: Higher, Decimals: 1,
		Definition: "twenty-foot equivalent units a day that the trips made could have taken; absent where it is not limited", Source: tripSource},

	{Name: LineTrains, Title: "trains", Unit: TrainsPerDay, Better: Higher, Decimals: 2,
		Definition: "trains a day that left the line section; a single track counts both directions, at the first section, where its paths are counted, or at its busiest one where none are written",
		Source:     "count over the days of the period"},
	{Name: LinePaths, Title: "paths", Unit: TrainsPerDay, Decimals: 2,
		Definition: "trains a day that the line section has paths for, as written; a double track: in one direction, a single track: in both together; absent where none are written",
		Source:     "scenario; mean over the period"},
	{Name: LineOfPaths, Title: "share of paths used", Unit: Share, Decimals: 3,
		Definition: "trains as a share of the paths", Source: "trains / paths"},
	{Name: LineConsumed, Title: "capacity used", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "capacity consumption of the line section in the sense of UIC Code 406: the time that its trains occupy, as a share of the available time. The trains are those that ran, as if one followed the other without a gap; double track: sum of their headways; single track: running time in its busiest section between crossing loops, while the line is open. Unlike a full UIC 406 study it knows no order of trains, no block sections, no buffer or crossing times beyond those in the headways and running times, and takes the whole day, not the peak hours; absent where nothing limits the trains",
		Source:     "occupied time / available time (UIC Code 406, 2nd edition 2013)"},
	{Name: LineLimit, Title: "limit", Unit: Share, Decimals: 2,
		Definition: "share of the capacity of the line section that should be used at most, as written: what is above it is kept for punctuality",
		Source:     "scenario"},
	{Name: LineRoom, Title: "trains at the limit", Unit: TrainsPerDay, Better: Higher, Decimals: 1,
		Definition: "trains a day, of the kind that ran, at which the busiest section of the line reaches its limit",
		Source:     "trains there x limit / capacity used"},
}

const (
	turnSource = "initial + demand + made of others = left + all exits + suppressed + became others + still inside"
	tripSource = "count over the trips that departed, or should have departed, in the period / its days"
	rideSource = "kilograms on board of the trips that departed in the period; km: length of the route of the train or vessel"
	roadSource = "units that left each road x mean load of those that are planned to come there in the period (of the class, where nobody is planned)"
)

// Freight reports whether only corridors with trains, vessels or transfers have a measure.
func (m Measure) Freight() bool {
	return slices.ContainsFunc(freight, func(f Measure) bool { return f.Name == m.Name })
}

// Trip reports whether a measure is about the trips of a train, a ferry or a batch.
func (m Measure) Trip() bool {
	return m.Name == Trips || strings.HasPrefix(m.Name, "trips_") || strings.HasPrefix(m.Name, "trip_")
}

// Line reports whether a measure is about the use of a railway line.
func (m Measure) Line() bool { return strings.HasPrefix(m.Name, "line_") }
