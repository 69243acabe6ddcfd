package chart

import (
	"bytes"
	"image/png"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// pngScale is how many dots of the PNG a pixel of the scene has.
const pngScale = 2

// writePNG draws a scene. One point of the canvas is one pixel of the scene.
func writePNG(s *scene, l *letters) ([]byte, error) {
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.width), vg.Length(s.height)), vgimg.UseDPI(72*pngScale))
	for _, i := range s.items {
		if i.text != nil {
			drawText(c, s, l, i.text)
		} else {
			drawShape(c, s, i.shape)
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, c.Image())
	return out.Bytes(), err
}

// up turns y up, as the canvas has it.
func (s *scene) up(x, y float64) vg.Point {
	return vg.Point{X: vg.Length(x), Y: vg.Length(s.height - y)}
}

func drawShape(c *vgimg.Canvas, s *scene, sh *shape) {
	var path vg.Path
	for _, line := range sh.lines {
		for i, p := range line {
			if i == 0 {
				path.Move(s.up(p.x, p.y))
			} else {
				path.Line(s.up(p.x, p.y))
			}
		}
		if sh.closed {
			path.Close()
		}
	}
	if sh.fill != 0 {
		c.SetColor(sh.fill.nrgba())
		c.Fill(path)
	}
	if sh.stroke != 0 {
		dash := make([]vg.Length, len(sh.dash))
		for i, x := range sh.dash {
			dash[i] = vg.Length(x)
		}
		c.SetColor(sh.stroke.nrgba())
		c.SetLineWidth(vg.Length(sh.width))
		c.SetLineDash(dash, 0)
		c.Stroke(path)
	}
}

func drawText(c *vgimg.Canvas, s *scene, l *letters, t *text) {
	path := textPath(s, l, t)
	if t.halo {
		c.SetColor(white.nrgba())
		c.SetLineWidth(vg.Length(float64(haloWidth(t)) * t.size / unitsPerEm))
		c.SetLineDash(nil, 0)
		c.Stroke(path)
	}
	c.SetColor(t.colour.nrgba())
	c.Fill(path)
}

// textPath is the outline of a line of text.
func textPath(s *scene, l *letters, t *text) vg.Path {
	scale := t.size / unitsPerEm
	var path vg.Path
	glyphs, _ := l.set(t.run, t.bold)
	for _, g := range glyphs {
		at := func(u [2]int) vg.Point {
			x, y := float64(g.x+u[0])*scale, float64(u[1])*scale
			if t.turned {
				return s.up(t.at.x-y, t.at.y-x)
			}
			return s.up(t.at.x+x, t.at.y-y)
		}
		outline := l.glyph(g.letter).outline
		for i, seg := range outline {
			switch seg.kind {
			case 'M':
				if i > 0 {
					path.Close()
				}
				path.Move(at(seg.to[0]))
			case 'L':
				path.Line(at(seg.to[0]))
			case 'Q':
				path.QuadTo(at(seg.to[0]), at(seg.to[1]))
			case 'C':
				path.CubeTo(at(seg.to[0]), at(seg.to[1]), at(seg.to[2]))
			}
		}
		if len(outline) > 0 {
			path.Close()
		}
	}
	return path
}
