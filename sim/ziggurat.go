package sim

// layer is one of 256 strips of equal area under a falling density; see tables.go
// for where the numbers come from. A 53-bit integer j is the point j·width.
type layer struct {
	inside uint64  // below it the point is under the density at any height
	width  float64 // outer edge of the strip, divided by 2^53
	height float64 // density at the outer edge
}

// Exp returns a draw from the exponential law with mean 1 (ziggurat of Marsaglia and
// Tsang, 2000).
func (s *Stream) Exp() float64 {
	u := s.Uint64()
	l := &exponentialLayers[u&0xff]
	j := u >> 11
	x := float64(float64(j) * l.width)
	if j < l.inside {
		return x
	}
	return s.expEdge(u, x)
}

// expEdge goes on where the first draw of Exp fell outside the sure part of its
// layer: into the tail, or below the curve or not.
func (s *Stream) expEdge(u uint64, x float64) float64 {
	shift := 0.0
	for {
		i := u & 0xff
		switch {
		case u>>11 < exponentialLayers[i].inside:
			return shift + x
		case i == 0: // the tail looks like the whole
			shift += exponentialEdge
		case underCurve(exponentialLayers[:], i, s.Float64(), Exp(-x)):
			return shift + x
		}
		u = s.Uint64()
		x = float64(float64(u>>11) * exponentialLayers[u&0xff].width)
	}
}

// underCurve tells whether a point at the given share of the height of layer i > 0
// lies below the density.
func underCurve(layers []layer, i uint64, share, density float64) bool {
	bottom, top := layers[i].height, 1.0
	if i < 255 {
		top = layers[i+1].height
	}
	return bottom+float64(share*(top-bottom)) < density
}

// Normal returns a draw from the normal law with mean 0 and standard deviation 1
// (ziggurat; the tail by Marsaglia's method of 1964).
func (s *Stream) Normal() float64 {
	for {
		u := s.Uint64()
		i := u & 0xff
		l := &normalLayers[i]
		j := u >> 11
		x := float64(float64(j) * l.width)
		if u&0x100 != 0 {
			x = -x
		}
		switch {
		case j < l.inside:
			return x
		case i == 0:
			return s.normalTail(x < 0)
		case underCurve(normalLayers[:], i, s.Float64(), Exp(float64(-0.5*float64(x*x)))):
			return x
		}
	}
}

func (s *Stream) normalTail(negative bool) float64 {
	for {
		x, y := s.Exp()/normalEdge, s.Exp()
		if y+y > float64(x*x) {
			if negative {
				return -normalEdge - x
			}
			return normalEdge + x
		}
	}
}
