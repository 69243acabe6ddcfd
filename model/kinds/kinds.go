package kinds

// Kind is one kind of element that a planner can write: [post.NAME], [road.NAME] ….
type Kind struct {
	Name string      // first word of its tables and paths: "post"
	Help string      // one sentence for a planner
	New  func() Spec // a pointer to an empty table, to be decoded into
}

// Kinds returns the list of kinds. A new kind is one file and one line here.
func Kinds() []Kind {
	return []Kind{
		{"post", postHelp, func() Spec { return new(PostSpec) }},
		{"road", roadHelp, func() Spec { return new(RoadSpec) }},
		{"toll", tollHelp, func() Spec { return new(TollSpec) }},
		{"crossing", crossingHelp, func() Spec { return new(CrossingSpec) }},
		{"booking", bookingHelp, func() Spec { return new(BookingSpec) }},
		{"yard", yardHelp, func() Spec { return new(YardSpec) }},
		{"rail", railHelp, func() Spec { return new(RailSpec) }},
		{"sea", seaHelp, func() Spec { return new(SeaSpec) }},
		{"terminal", terminalHelp, func() Spec { return new(TerminalSpec) }},
		{"train", trainHelp, func() Spec { return new(TrainSpec) }},
		{"ferry", ferryHelp, func() Spec { return new(FerrySpec) }},
		{"staff", staffHelp, func() Spec { return new(StaffSpec) }},
		{"disruption", disruptionHelp, func() Spec { return new(DisruptionSpec) }},
		{"swing", swingHelp, func() Spec { return new(SwingSpec) }},
		{"meter", meterHelp, func() Spec { return new(MeterSpec) }},
	}
}
