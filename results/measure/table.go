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
	Balked            = "balked"
	ShareBalked       = "share_balked"
	Reneged           = "reneged"
	ShareReneged      = "share_reneged"
	TurnedBack        = "turned_back"
	NoShows           = "no_shows"
	RatedCapacity     = "rated_capacity"
	PracticalCapacity = "practical_capacity"
	MeasuredCapacity  = "measured_capacity"
	Load              = "load"
	Utilisation       = "utilisation"
	Queue             = "queue"
	QueueMax          = "queue_max"
	QueueUpstream     = "queue_upstream"
	Tail              = "tail"
	TailMax           = "tail_max"
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

	Disruptions     = "disruptions"
	Lasted          = "lasted"
	RecoveryTime    = "recovery_time"
	ShareRecovering = "share_recovering"
	Officers        = "officers"

	TimeDriving     = "time_driving"
	TimeDischarge   = "time_discharge"
	TimeLane        = "time_lane"
	TimeOpening     = "time_opening"
	TimeService     = "time_service"
	TimeBlocked     = "time_blocked"
	TimeOutside     = "time_outside"
	TimeBreakdown   = "time_breakdown"
	TimeStaff       = "time_staff"
	TimeQuota       = "time_quota"
	TimeMetering    = "time_metering"
	TimeInterrupted = "time_interrupted"
	TimeVirtual     = "time_virtual"
	TimeSlot        = "time_slot"

	LedgerInitial    = "ledger_initial"
	LedgerDemand     = "ledger_demand"
	LedgerSuppressed = "ledger_suppressed"
	LedgerLeft       = "ledger_left"
	LedgerLost       = "ledger_lost"
	LedgerBalked     = "ledger_balked"
	LedgerReneged    = "ledger_reneged"
	LedgerTurnedBack = "ledger_turned_back"
	LedgerNoShows    = "ledger_no_shows"
	LedgerInside     = "ledger_inside"
	LedgerOutside    = "ledger_outside"
)

// general is the part of the table that is about any corridor.
var general = []Measure{
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
		Definition: "vehicles a day that came, those that did not enter included: turned away, balked",
		Source:     "count over the days of the period"},
	{Name: Throughput, Title: "throughput", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "vehicles a day that passed, counted on the day they left; without those that left the corridor from here",
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
	{Name: Balked, Title: "balked", Unit: VehiclesPerDay, Better: Lower, Decimals: 1,
		Definition: "vehicles a day that left the corridor rather than join a line that was too long for them",
		Source:     "count over the days of the period"},
	{Name: ShareBalked, Title: "share balked", Unit: Share, Better: Lower, Decimals: 4,
		Definition: "vehicles that balked as a share of those that came",
		Source:     "balked / arrivals"},
	{Name: Reneged, Title: "reneged", Unit: VehiclesPerDay, Better: Lower, Decimals: 1,
		Definition: "vehicles a day that gave up in line and left the corridor, counted on the day they did",
		Source:     "count over the days of the period"},
	{Name: ShareReneged, Title: "share reneged", Unit: Share, Better: Lower, Decimals: 4,
		Definition: "vehicles that gave up in line as a share of those that came (abandonment probability)",
		Source:     "reneged / arrivals"},
	{Name: TurnedBack, Title: "turned back", Unit: VehiclesPerDay, Better: Lower, Decimals: 1,
		Definition: "vehicles a day that were in line when the post closed and were sent out of the corridor",
		Source:     "count over the days of the period"},
	{Name: NoShows, Title: "no-shows", Unit: VehiclesPerDay, Better: Lower, Decimals: 1,
		Definition: "vehicles a day that had a slot and did not come for it",
		Source:     "count over the days of the period, on the day of the slot"},
	{Name: RatedCapacity, Title: "rated capacity", Unit: VehiclesPerDay, Decimals: 0,
		Definition: "nameplate figure of the post for one direction, as written; a figure for both directions together is halved; all classes: those that are planned to come. Never used by the simulation",
		Source:     "scenario; mean over the days of the period"},
	{Name: PracticalCapacity, Title: "practical capacity", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "vehicles a day that the manned lanes can serve in their opening hours, for the planned mix of classes, all of which get the same share of what they want (lanes that only some may use are of no use to the others), as far as officers on duty, the quota, lanes that change over and planned slow spells let them; what several elements share counts in full for each, random disruptions are not taken off; a virtual queue: its slots; a crossing: its narrowest stage; a road: its discharge capacity",
		Source:     "manned lane time per day / mean service time per vehicle; on each day at most the quota"},
	{Name: MeasuredCapacity, Title: "measured capacity", Unit: VehiclesPerDay, Better: Higher, Decimals: 1,
		Definition: "output per day over spells of at least 30 days in a row (or the whole counted run, if shorter) on which no manned lane was idle and none was held by a vehicle that could not leave; days without any manned lane do not break a spell and their time counts; absent when there was no such spell",
		Source:     "vehicles passed in such spells / their length, closed days included; a lane that may not begin (no officer, quota used up, metered, broken down) is not manned"},
	{Name: Load, Title: "load", Unit: Share, Better: Lower, Decimals: 2,
		Definition: "planned demand as a share of practical capacity, in work; above 1 the queue grows without end; a crossing: its most loaded stage",
		Source:     "planned lane time needed / lane time of the practical capacity"},
	{Name: Utilisation, Title: "utilisation", Unit: Share, Decimals: 3,
		Definition: "time lanes served as a share of the time they were manned and open; services that end after closing time can lift it above 1; a lane that may not begin (no officer, quota used up, metered, broken down) is not manned; a crossing: its busiest element; officers: time they serve, or stay with a vehicle, as a share of the time they are on duty",
		Source:     "busy lane time / manned lane time (rho of queueing theory)"},
	{Name: Queue, Title: "queue", Unit: Vehicles, Better: Lower, Decimals: 1,
		Definition: "vehicles waiting in line, time mean; vehicles in service, interrupted or not, are not in it; vehicles held further up are in queue_upstream; a crossing: all its stages; a virtual queue: those who wait elsewhere for their slot, whom no crossing counts",
		Source:     "time integral / time (Lq of queueing theory)"},
	{Name: QueueMax, Title: "longest queue", Unit: Vehicles, Better: Lower, Decimals: 0,
		Definition: "most vehicles waiting at one time in the period",
		Source:     "maximum over time"},
	{Name: QueueUpstream, Title: "held further up", Unit: Vehicles, Better: Lower, Decimals: 1,
		Definition: "vehicles that stand on the element before because there is no room here, time mean",
		Source:     "time integral / time"},
	{Name: Tail, Title: "length of the line", Unit: Metres, Better: Lower, Decimals: 0,
		Definition: "length of the line from its head to its tail, mean over the hours of the period: vehicles with the gaps between them, side by side in the rows of the element; a road: what stands at its end; a virtual queue stands nowhere and has none",
		Source:     "seen on every hour; sum / hours"},
	{Name: TailMax, Title: "longest line", Unit: Metres, Better: Lower, Decimals: 0,
		Definition: "longest line on any hour of the period, from its head to its tail",
		Source:     "maximum over the hours of the period, to the metre"},
	{Name: FluidQueue, Title: "fluid queue", Unit: Vehicles, Decimals: 1,
		Definition: "queue of the deterministic fluid with the same expected rates and capacities: no chance, no blocking, and nobody balks, reneges, is turned away or fails to come",
		Source:     "cumulative arrivals - cumulative departures, time mean"},
	{Name: Inside, Title: "vehicles inside", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles in the element, waiting, served, interrupted or blocked, time mean",
		Source:     "time integral / time (L of queueing theory)"},
	{Name: Wait, Title: "waiting time", Unit: Seconds, Better: Lower, Decimals: 1, Stats: []string{Mean, P50, P90, P95, P99},
		Definition: "time a vehicle waited, zeros included, service excluded; time in a lane while its service was interrupted counts; by the period it arrived in; vehicles that gave up or were turned back count with the time they waited, vehicles still inside at the end with their age; a virtual queue: from booking to setting out",
		Source:     "over all vehicles of the period (Wq of queueing theory); a quantile is the mean over replications of the quantile in each"},
	{Name: WaitOpening, Title: "waiting while closed", Unit: Seconds, Better: Lower, Decimals: 1,
		Definition: "part of the mean waiting time during which the element was closed or no lane was manned, by hours or by a planned disruption",
		Source:     "sum over the vehicles that arrived in the period / their number"},
	{Name: ShareDelayed, Title: "share delayed", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "vehicles that waited longer than zero as a share of all",
		Source:     "over all vehicles of the period (probability of delay)"},
	{Name: Service, Title: "time served", Unit: Seconds, Decimals: 1,
		Definition: "mean time in service, interruptions excluded, or driving on a road; vehicles that gave up count with the service they had",
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

	{Name: Disruptions, Title: "disruptions", Unit: PerYear, Better: Lower, Decimals: 2,
		Definition: "disruptions that began in the period, for a year of 365.2425 days; where every lane fails by itself, failures of all lanes together",
		Source:     "count / days of the period x 365.2425"},
	{Name: Lasted, Title: "lasted", Unit: Seconds, Better: Lower, Decimals: 1,
		Definition: "mean time from the beginning of a disruption to its end; by the period it began in; those going on at the end of the run count with their age",
		Source:     "sum over the disruptions that began in the period / their number"},
	{Name: RecoveryTime, Title: "recovery time", Unit: Seconds, Better: Lower, Decimals: 1, Stats: []string{Mean, P50, P90, P95},
		Definition: "time from the end of a disruption until the lines of its elements, vehicles held further up included, were no longer than when it began; by the period it began in; one that begins before the last is recovered from counts as part of it; not kept where every lane fails by itself; recoveries still going on at the end count with their age",
		Source:     "over all recoveries of the period"},
	{Name: ShareRecovering, Title: "share still recovering", Unit: Share, Better: Lower, Decimals: 3,
		Definition: "recoveries that were still going on at the end of the run; recovery times of the same period are then \"at least\"",
		Source:     "recoveries still going on / recoveries of the period"},

	{Name: Officers, Title: "officers on duty", Unit: OfficersUnit, Decimals: 2,
		Definition: "officers of a pool that are on duty, time mean",
		Source:     "time integral / time"},

	{Name: TimeDriving, Title: "driving", Unit: VehicleHours, Decimals: 1,
		Definition: "vehicle hours a day spent driving in free flow", Source: delaySource},
	{Name: TimeDischarge, Title: "at the end of a road", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day standing at the end of a road for its discharge capacity", Source: delaySource},
	{Name: TimeLane, Title: "waiting for a lane", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line for a lane: at least one was manned, and none of the other causes held", Source: delaySource},
	{Name: TimeOpening, Title: "waiting for opening", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while the station was closed or had no manned lane, by hours or by a planned disruption", Source: delaySource},
	{Name: TimeService, Title: "in service", Unit: VehicleHours, Decimals: 1,
		Definition: "vehicle hours a day in service", Source: delaySource},
	{Name: TimeBlocked, Title: "blocked", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day ready to leave, held back by the element ahead", Source: delaySource},
	{Name: TimeOutside, Title: "waiting outside", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day ready to enter the first element of the route, which was full", Source: delaySource},
	{Name: TimeBreakdown, Title: "waiting for repair", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while disruptions had taken all lanes that could have served", Source: delaySource},
	{Name: TimeStaff, Title: "waiting for an officer", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while a lane was free, but no officer", Source: delaySource},
	{Name: TimeQuota, Title: "waiting for the quota", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while the quota was used up", Source: delaySource},
	{Name: TimeMetering, Title: "metered", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in line while a meter let nobody begin", Source: delaySource},
	{Name: TimeInterrupted, Title: "interrupted", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in a lane while the service was interrupted", Source: delaySource},
	{Name: TimeVirtual, Title: "in the virtual queue", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day waiting elsewhere for the time to set out for a slot", Source: delaySource},
	{Name: TimeSlot, Title: "waiting for a slot", Unit: VehicleHours, Better: Lower, Decimals: 1,
		Definition: "vehicle hours a day in a yard until the slot began, or one was left over", Source: delaySource},

	{Name: LedgerInitial, Title: "initial", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles in the model when counting began", Source: ledgerSource},
	{Name: LedgerDemand, Title: "demand", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that wanted to travel, over the whole run", Source: ledgerSource},
	{Name: LedgerSuppressed, Title: "suppressed", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles of the demand that did not set out, over the whole run", Source: ledgerSource},
	{Name: LedgerLeft, Title: "left", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that reached the end of their route, over the whole run", Source: ledgerSource},
	{Name: LedgerLost, Title: "turned away", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles turned away for want of room, over the whole run", Source: ledgerSource},
	{Name: LedgerBalked, Title: "balked", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that did not join a line that was too long for them, over the whole run", Source: ledgerSource},
	{Name: LedgerReneged, Title: "reneged", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that gave up in line, over the whole run", Source: ledgerSource},
	{Name: LedgerTurnedBack, Title: "turned back", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that were in line when a post closed and were sent away, over the whole run", Source: ledgerSource},
	{Name: LedgerNoShows, Title: "no-shows", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles that did not come for their slot, over the whole run", Source: ledgerSource},
	{Name: LedgerInside, Title: "still inside", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles in the model at the end, the ones waiting outside the first element included", Source: ledgerSource},
	{Name: LedgerOutside, Title: "waiting outside", Unit: Vehicles, Decimals: 1,
		Definition: "vehicles of those still inside that wait outside the first element of their route", Source: ledgerSource},
}

const (
	delaySource  = "every tick of every vehicle is charged to one cause, when that wait or stay ends; summed over the vehicles of the flow, or at the element, per day of the period"
	ledgerSource = "initial + demand = left + turned away + balked + reneged + turned back + no-shows + suppressed + still inside"
)
