package value

// HourFuel is what an engine burns by the hour.
type HourFuel struct {
	Litres  float64
	Written bool
}

// Decode reads "2.5 l/h" up to 10,000 l/h.
func (x *HourFuel) Decode(v any) error {
	litres, err := measured(v, "consumption by the hour", "2.5 l/h", map[string]float64{"l/h": 1}, 0, 1e4)
	if err == nil {
		*x = HourFuel{litres, true}
	}
	return err
}

// Syntax describes consumption by the hour.
func (x *HourFuel) Syntax() Syntax {
	return Syntax{Name: "consumption by the hour", Example: "2.5 l/h", Types: []string{"string"}, Pattern: `^\s*[0-9.eE+]+\s*l/h\s*$`}
}

// RoadFuel is what an engine burns on its way, in litres by the kilometre.
type RoadFuel struct {
	PerKm   float64
	Written bool
}

// Decode reads "32 l/100km" or "0.32 l/km", up to 1000 l/km.
func (x *RoadFuel) Decode(v any) error {
	litres, err := measured(v, "consumption by distance", "32 l/100km", map[string]float64{"l/100km": 0.01, "l/100 km": 0.01, "l/km": 1}, 0, 1e3)
	if err == nil {
		*x = RoadFuel{litres, true}
	}
	return err
}

// Syntax describes consumption by distance.
func (x *RoadFuel) Syntax() Syntax {
	return Syntax{Name: "consumption by distance", Example: "32 l/100km", Types: []string{"string"}, Pattern: `^\s*[0-9.eE+]+\s*l/(100\s?)?km\s*$`}
}

// Carbon is the carbon dioxide of a litre of fuel, in kilograms.
type Carbon struct {
	PerLitre float64
	Written  bool
}

// Decode reads "2.65 kg/l" up to 100 kg/l.
func (x *Carbon) Decode(v any) error {
	kg, err := measured(v, "mass by the litre", "2.65 kg/l", map[string]float64{"kg/l": 1}, 0, 100)
	if err == nil {
		*x = Carbon{kg, true}
	}
	return err
}

// Syntax describes carbon dioxide by the litre.
func (x *Carbon) Syntax() Syntax {
	return Syntax{Name: "mass by the litre", Example: "2.65 kg/l", Types: []string{"string"}, Pattern: `^\s*[0-9.eE+]+\s*kg/l\s*$`}
}
