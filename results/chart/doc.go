// Package chart draws the charts of a run as SVG and PNG. It is the only room that
// knows a plotting library; the report and the files take finished bytes.
//
//	results.Charts ──check──> layout ──scene──> svg.go  SVG, text as outlines
//	                                       └──> png.go  PNG, two dots per pixel
//
// # How a chart is made
//
// One file per kind of chart (queue, heat, growth, distribution, throughput, stack) says what
// it shows, in the order in which it is drawn. figure.go stacks heading and legend from
// the top, plotarea.go lays out axes, marks.go and endlabels.go place labels so that
// none meets another, ticks.go and calendar.go choose round numbers and dates, and
// thin.go drops points that no eye can tell. All of it ends in a scene: shapes and
// lines of text with their places, as plain data. The two writers turn the scene into
// bytes, and tests ask it what covers what.
//
// # What readers can rely on
//
// The legend stands above the plot area and labels of marks above the data, so that
// nothing covers data. Colours are those of Okabe and Ito or rise in lightness, and
// dashes differ too, so that charts survive colour blindness and a grey print. Axes of
// amounts show zero. Words come with the data; only short fixed ones (median, mean,
// share of vehicles) are written here. A heading cut for room stands in full in the
// SVG's title and description. An SVG needs no fonts: letters are outlines,
// so that ə, ş, ğ, ı, İ and Cyrillic look the same anywhere. A character
// that the font lacks (Georgian, Arabic, Chinese) shows as an empty box and gives a
// warning.
//
// The bytes depend on the data alone: not on the number of cores, not on the clock.
// Numbers that are not finite are an error, never a gap in a line.
//
// # Rejected
//
// The ready-made plots of gonum/plot. Its canvas, rasteriser and fonts are used; its
// axes, legend and plotters are not. It knows no calendar ticks, bands or cell values,
// puts the legend over data, writes SVG text that needs installed fonts, and cannot
// say where a label came to stand: the room of the labels would have to be guessed
// and overlaps could not be tested.
package chart
