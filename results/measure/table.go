package measure

// Names of the measures, for code that reads or writes them.
const (
	PlannedDemand     = "planned_demand"
	Demand            = "demand"
	Suppressed        = "suppressed"
	ShareSuppressed   = "share_suppressed"
	Arrivals          = "arrivals"
	Throughput        = "throughput"
	Tonnes            = "tonnes"
	Lost              = "lost"
	ShareLost         = "share_lost"
	RatedCapacity     = "rated_capacity"
	PracticalCapacity = "practical_capacity"
	MeasuredCapacity  = "measured_capacity"
	Load              = "load"
	Utilisation       = "utilisation"
	Queue             = "queue"
	QueueMax          = "queue_max"
	QueueUpstream     = "queue_upstream"
	FluidQueue        = "fluid_queue"
	Inside            = "inside"
	Wait              = "wait"
	WaitOpening       = "wait_opening"
	ShareDelayed      = "share_delayed"
	Service           = "service"
	BlockedTime       = "blocked_time"
	Sojourn           = "sojourn"
	CrossingTime      = "crossing_time"
	JourneyTime       = "journey_time"
	ShareInside       = "share_inside"

	TimeDriving   = "time_driving"
	TimeDischarge = "time_discharge"
	TimeLane      = "time_lane"
	TimeOpening   = "time_opening"
	TimeService   = "time_service"
	TimeBlocked   = "time_blocked"
	TimeOutside   = "time_outside"

	LedgerInitial    = "ledger_initial"
	LedgerDemand     = "ledger_demand"
	LedgerSuppressed = "ledger_suppressed"
	LedgerLeft       = "ledger_left"
	LedgerLost       = "ledger_lost"
	LedgerInside     = "ledger_inside"
	LedgerOutside    = "ledger_outside"
)

// table is the table of measures. It is never written to.
var table = []Measure{
	{Name: PlannedDemand, Title: "planned demand", Unit: VehiclesPerDay, Decimals: 1,
		Definition: "vehicles a day that are expected to want to pass, from volumes, growth, profiles and route shares alone: before any is suppressed, lost or held up",
		Source:     "integral of the expected arrival rates over the period, divided by its days"},
	{Name: Demand, Title: "demand", Unit: VehiclesPerDay, Decimals: 1,
		Definition: "vehicles a day that wanted to travel in the simulation, suppressed ones included",
		Source:     "count over the days of the period"},
	{Name: Suppressed, Title: "suppressed demand", Unit: VehiclesPerDay, Better: Lower, Decimals: 1,
		Definition: "vehicles a day that did not set out because the expected wait was beyond the longest one they accept",
		Source:     "count over the days of the period"},
	{Name: ShareSuppressed, Title: "share suppressed", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "suppressed vehicles as a share of the demand",
		Source:     "suppressed / demand"},
	{Name: Arrivals, Title: "arrivals", Unit: VehiclesPerDay, Decimals: 1,
		Definition: "vehicles a day that came, the ones turned away included",
		Source:     "count over the days of the period"},
	{Name: Throughput, Title: "throughput", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "vehicles a day that passed, counted on the day they left",
		Source:     "count over the days of the period"},
	{Name: Tonnes, Title: "freight carried", Unit: TonnesPerDay, Better: Higher, Decimals: 0,
		Definition: "payload of the vehicles that reached the end of their route, tonnes a day",
		Source:     "vehicles that left x mean payload of the flow"},
	{Name: Lost, Title: "turned away", Unit: VehiclesPerDay, Better: Lower, Decimals: 1,
		Definition: "vehicles a day that were turned away because there was no room",
		Source:     "count over the days of the period"},
	{Name: ShareLost, Title: "share turned away", Unit: Share, Better: Lower, Decimals: 4,
		Definition: "vehicles turned away as a share of those that came (blocking probability)",
		Source:     "lost / arrivals"},
	{Name: RatedCapacity, Title: "rated capacity", Unit: VehiclesPerDay, Decimals: 0,
		Definition: "nameplate figure of the post for one direction, as written; a figure for both directions together is halved; all classes: those that are planned to come. Never used by the simulation",
		Source:     "scenario; mean over the days of the period"},
	{Name: PracticalCapacity, Title: "practical capacity", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "vehicles a day that the manned lanes can serve in their opening hours, for the planned mix of classes; a crossing: its narrowest stage; a road: its discharge capacity",
		Source:     "manned lane time per day / mean service time per vehicle"},
	{Name: MeasuredCapacity, Title: "measured capacity", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "output per day over spells of at least 30 days in a row (or the whole counted run, if shorter) on which no manned lane was idle and none was held by a vehicle that could not leave; days without any manned lane do not break a spell and their time counts; absent when there was no such spell",
		Source:     "vehicles passed in such spells / their length, closed days included"},
	{Name: Load, Title: "load", Unit: Share, Better: Lower, Decimals: 2,
		Definition: "planned demand as a share of practical capacity, in work; above 1 the queue grows without end; a crossing: its most loaded stage",
		Source:     "planned lane time needed / manned lane time"},
	{Name: Utilisation, Title: "utilisation", Unit: Share, Decimals: 3,
		Definition: "time lanes served as a share of the time they were manned and open; services that end after closing time can lift it above 1; a crossing: its busiest element",
		Source:     "busy lane time / manned lane time (rho of queueing theory)"},
	{Name: Queue, Title: "queue", Unit: Vehicles, Better: Lower, Decimals: 1,
		Definition: "vehicles waiting, not in service, time mean; vehicles held further up are in queue_upstream; a crossing: all its stages",
		Source:     "time integral / time (Lq of queueing theory)"},
	{Name: QueueMax, Title: "longest queue", Unit: Vehicles, Better: Lower, Decimals: 0,
		Definition: "most vehicles waiting at one time in the period",
		Source:     "maximum over time"},
	{Name: QueueUpstream, Title: "held further up", Unit: Vehicles, Better: Lower, Decimals: 1,
		Definition: "vehicles that stand on the element before because there is no room here, time mean",
		Source:     "time integral / time"},
	{Name: FluidQueue, Title: "fluid queue", Unit: Vehicles, Decimals: 1,
		Definition: "queue of the deterministic fluid with the same expected rates and capacities: no chance, no blocking",
		Source:     "cumulative arrivals - cumulative departures, time mean"},
	{Name: Inside, Title: "vehicles inside", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles in the element, waiting, served or blocked, time mean",
		Source:     "time integral / time (L of queueing theory)"},
	{Name: Wait, Title: "waiting time", Unit: Seconds, Better: Lower, Decimals: 1, Stats: []string{Mean, P50, P90, P95, P99},
		Definition: "time a vehicle waited before its service, zeros included, service excluded; by the period it arrived in; vehicles still inside at the end count with their age",
		Source:     "over all vehicles of the period (Wq of queueing theory); a quantile is the mean over replications of the quantile in each"},
	{Name: WaitOpening, Title: "waiting while closed", Unit: Seconds, Better: Lower, Decimals: 1,
		Definition: "part of the mean waiting time during which the element was closed or no lane was manned",
		Source:     "sum over the vehicles that arrived in the period / their number"},
	{Name: ShareDelayed, Title: "share delayed", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "vehicles that waited longer than zero as a share of all",
		Source:     "over all vehicles of the period (probability of delay)"},
	{Name: Service, Title: "time served", Unit: Seconds, Decimals: 1,
		Definition: "mean time in service, or driving on a road",
		Source:     "sum over the vehicles that arrived in the period / their number"},
	{Name: BlockedTime, Title: "blocked time", Unit: Seconds, Better: Lower, Decimals: 1,
		Definition: "mean time a vehicle that was ready to leave was held back because there was no room ahead",
		Source:     "sum over the vehicles that arrived in the period / their number"},
	{Name: Sojourn, Title: "time inside", Unit: Seconds, Better: Lower, Decimals: 1,
		Definition: "mean time from joining the line to leaving the element: waiting, service and blocked time",
		Source:     "sum over the vehicles that arrived in the period / their number (W of queueing theory)"},
	{Name: CrossingTime, Title: "crossing time", Unit: Seconds, Better: Lower, Decimals: 1, Stats: []string{Mean, P50, P90, P95, P99},
		Definition: "time from joining the first line of a crossing to the last release, service included; by the period the vehicle joined in; vehicles still inside at the end count with their age",
		Source:     "over all vehicles of the period"},
	{Name: JourneyTime, Title: "journey time", Unit: Seconds, Better: Lower, Decimals: 1, Stats: []string{Mean, P50, P90, P95, P99},
		Definition: "time door to door of the vehicles that reached the end of their route in the period",
		Source:     "over all vehicles that left in the period"},
	{Name: ShareInside, Title: "share still inside", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "vehicles of the period that were still inside at the end of the run; times of the same period are then \"at least\"",
		Source:     "vehicles still inside / vehicles of the period"},

	{Name: TimeDriving, Title: "driving", Unit: VehicleHours, Decimals: 1,
		Definition: "vehicle hours a day spent driving in free flow", Source: delaySource},
	{Name: TimeDischarge, Title: "at the end of a road", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day standing at the end of a road for its discharge capacity", Source: delaySource},
	{Name: TimeLane, Title: "waiting for a lane", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while at least one lane was manned", Source: delaySource},
	{Name: TimeOpening, Title: "waiting for opening", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while the station was closed or had no manned lane", Source: delaySource},
	{Name: TimeService, Title: "in service", Unit: VehicleHours, Decimals: 1,
		Definition: "vehicle hours a day in service", Source: delaySource},
	{Name: TimeBlocked, Title: "blocked", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day ready to leave, held back by the element ahead", Source: delaySource},
	{Name: TimeOutside, Title: "waiting outside", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day ready to enter the first element of the route, which was full", Source: delaySource},

	{Name: LedgerInitial, Title: "initial", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles in the model when counting began", Source: ledgerSource},
	{Name: LedgerDemand, Title: "demand", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that wanted to travel, over the whole run", Source: ledgerSource},
	{Name: LedgerSuppressed, Title: "suppressed", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles of the demand that did not set out, over the whole run", Source: ledgerSource},
	{Name: LedgerLeft, Title: "left", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that reached the end of their route, over the whole run", Source: ledgerSource},
	{Name: LedgerLost, Title: "lost", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles turned away, over the whole run", Source: ledgerSource},
	{Name: LedgerInside, Title: "still inside", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles in the model at the end, the ones waiting outside the first element included", Source: ledgerSource},
	{Name: LedgerOutside, Title: "waiting outside", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles of those still inside that wait outside the first element of their route", Source: ledgerSource},
}

const (
	delaySource  = "every tick of every vehicle is charged to one cause; summed over the vehicles of the flow, per day of the period"
	ledgerSource = "initial + demand = left + lost + suppressed + still inside"
)
