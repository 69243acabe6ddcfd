package chart

import (
	"fmt"
	"image/color"
	"math"
)

// Sizes in pixels at the natural size.
const (
	figureWidth = 720.0
	plotHeight  = 250.0
	margin      = 16.0

	titleSize    = 15.0
	smallTitle   = 12.5 // of a title that fills more than two lines
	subtitleSize = 10.5
	labelSize    = 10.5
	tickSize     = 10.0
	noteSize     = 9.5
	lineHeight   = 1.3 // of a line of text, in font sizes
)

// ink is a colour, 0xRRGGBBAA; alpha 00 draws nothing.
type ink uint32

// Colours: data in the palette of Okabe and Ito, chosen so that neighbours differ in
// lightness too and survive a grey print; everything else in slate greys.
const (
	white      ink = 0xFFFFFFFF
	inkDark    ink = 0x1F2937FF
	inkBlack   ink = 0x05080FFF // in cells: the darkest, where even white reads badly
	inkMuted   ink = 0x5B6472FF
	axisGrey   ink = 0x7D8591FF
	gridGrey   ink = 0xE4E7EBFF
	emptyGrey  ink = 0xE9EBEEFF
	runGrey    ink = 0x7F858DFF
	blue       ink = 0x0072B2FF
	orange     ink = 0xE69F00FF
	vermilion  ink = 0xD55E00FF
	alarm      ink = 0xB31B1BFF
	frameRed   ink = 0xE4002BFF
	warningInk ink = 0x9A4800FF
)

// veil is the colour with an opacity from 0 to 1.
func (c ink) veil(opacity float64) ink {
	return c&^0xFF | ink(math.Round(255*opacity))
}

func (c ink) alpha() float64 { return float64(c&0xFF) / 255 }

func (c ink) nrgba() color.NRGBA {
	return color.NRGBA{uint8(c >> 24), uint8(c >> 16), uint8(c >> 8), uint8(c)}
}

func (c ink) hex() string { return fmt.Sprintf("#%06X", uint32(c>>8)) }

// ramp is a scale of colours; its stops are evenly spaced.
type ramp []ink

// loadRamp goes from nearly white to dark navy: more load, more ink.
func loadRamp() ramp {
	return ramp{0xF7FBFFFF, 0xCDE0F1FF, 0x8EBFE0FF, 0x4A92C9FF, 0x1B5FA5FF, 0x062B63FF}
}

// orderRamp tells an order (years) by lightness and by hue from ochre to navy; it is
// monotone in lightness, so that it survives a grey print and colour blindness.
func orderRamp() ramp {
	return ramp{0xD6A432FF, 0x9E8C68FF, 0x6C707CFF, 0x3A5084FF, 0x042050FF}
}

// at is the colour at a share of the way, held at both ends.
func (r ramp) at(share float64) ink {
	x := math.Max(0, math.Min(1, share)) * float64(len(r)-1)
	i := min(int(x), len(r)-2)
	out := ink(0)
	for shift := 24; shift >= 8; shift -= 8 {
		a, b := float64(r[i]>>shift&0xFF), float64(r[i+1]>>shift&0xFF)
		out |= ink(math.Round(a+(x-float64(i))*(b-a))) << shift
	}
	return out | 0xFF
}

// luminance is the relative luminance of WCAG 2.
func (c ink) luminance() float64 {
	linear := func(shift int) float64 {
		x := float64(c>>shift&0xFF) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(24) + 0.7152*linear(16) + 0.0722*linear(8)
}

// contrast is the contrast ratio of WCAG 2, from 1 to 21.
func contrast(a, b ink) float64 {
	la, lb := a.luminance(), b.luminance()
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// inkOn is white or dark, whichever reads better on a ground.
func inkOn(ground ink) ink {
	if contrast(white, ground) > contrast(inkBlack, ground) {
		return white
	}
	return inkBlack
}
