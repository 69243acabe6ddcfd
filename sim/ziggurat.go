package sim

import "math"

// layer is one of 256 strips of equal area under a falling density; see tables.go
// for where the numbers come from. A 53-bit integer j is the point j·width.
type layer struct {
	inside int64   // below it the point is under the density at any height
	width  float64 // outer edge of the strip, divided by 2^53
	height float64 // density at the outer edge
}

// Exp returns a draw from the exponential law with mean 1 (ziggurat of Marsaglia and
// Tsang, 2000).
func (s *Stream) Exp() float64 {
	u := s.Uint64()
	l := &exponentialLayers[u&0xff]
	j := int64(u >> 11) // signed integers become floats in one instruction
	if j < l.inside {
		return float64(float64(j) * l.width)
	}
	return s.expEdge(u)
}

// expEdge goes on where the first draw of Exp fell outside the sure part of its
// layer: into the tail, or below the curve or not.
func (s *Stream) expEdge(u uint64) float64 {
	shift := 0.0
	for {
		l := &exponentialLayers[u&0xff]
		j := int64(u >> 11)
		x := float64(float64(j) * l.width)
		switch {
		case j < l.inside:
			return shift + x
		case u&0xff == 0: // the tail looks like the whole
			shift += exponentialEdge
		case underCurve(&exponentialLayers, u&0xff, s.Float64(), Exp(-x)):
			return shift + x
		}
		u = s.Uint64()
	}
}

// underCurve tells whether a point at the given share of the height of layer i > 0
// lies below the density.
func underCurve(layers *[256]layer, i uint64, share, density float64) bool {
	bottom, top := layers[i].height, 1.0
	if i < 255 {
		top = layers[i+1].height
	}
	return bottom+float64(share*(top-bottom)) < density
}

// Normal returns a draw from the normal law with mean 0 and standard deviation 1
// (ziggurat; the tail by Marsaglia's method of 1964).
func (s *Stream) Normal() float64 {
	u := s.Uint64()
	l := &normalLayers[u&0xff]
	j := int64(u >> 11)
	if j < l.inside {
		return signed(u, float64(float64(j)*l.width))
	}
	return s.normalEdge(u)
}

// signed gives x the sign that bit 8 of u says.
func signed(u uint64, x float64) float64 {
	return math.Float64frombits(math.Float64bits(x) | u<<55&(1<<63))
}

// normalEdge goes on where the first draw of Normal fell outside the sure part of its
// layer.
func (s *Stream) normalEdge(u uint64) float64 {
	for {
		l := &normalLayers[u&0xff]
		j := int64(u >> 11)
		x := float64(float64(j) * l.width)
		switch {
		case j < l.inside:
			return signed(u, x)
		case u&0xff == 0:
			return signed(u, s.normalTail())
		case underCurve(&normalLayers, u&0xff, s.Float64(), Exp(float64(-0.5*float64(x*x)))):
			return signed(u, x)
		}
		u = s.Uint64()
	}
}

func (s *Stream) normalTail() float64 {
	for {
		x, y := s.Exp()/normalEdge, s.Exp()
		if y+y > float64(x*x) {
			return normalEdge + x
		}
	}
}
