package network

// What is expected of a unit that nobody has drawn yet: the planned demand of trains and
// vessels, and the fluid queue before them.

// ExpectedTonnes is the mean freight, in tonnes, of a unit of a route at one of its hops.
func (n *Network) ExpectedTonnes(r *Route, hop int) float64 {
	if units := r.UnitsAt(hop); units > 0 {
		return n.Flows[r.Flow].MeanTonnes() / units
	}
	return 0
}

// ExpectedUnit is what such a unit takes of a train or vessel in the mean, empty ones
// included.
func (n *Network) ExpectedUnit(r *Route, hop int) Amount {
	kg := int64(float64(n.ExpectedTonnes(r, hop)*1000) + 0.5)
	return n.Classes[n.ClassAt(r, hop)].Unit(kg)
}
