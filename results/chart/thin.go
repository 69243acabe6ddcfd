package chart

// thinLine drops points that no reader can see: of all points in one column of a
// pixel it keeps the first, the lowest, the highest and the last, and of a level run
// its two ends. The drawn shape, its extremes included, stays the same.
func thinLine(line []xy) []xy {
	var out []xy
	for start := 0; start < len(line); {
		end := columnEnd(line, start)
		low, high := extremes(line, start, end)
		previous := -1
		for _, i := range []int{start, min(low, high), max(low, high), end - 1} {
			if i != previous {
				out = append(out, line[i])
				previous = i
			}
		}
		start = end
	}
	return level(out)
}

// thinEdge thins one edge of a band: of each column of a pixel it keeps the outermost
// point, and the ends of the edge.
func thinEdge(line []xy, upper bool) []xy {
	var out []xy
	for start := 0; start < len(line); {
		end := columnEnd(line, start)
		low, high := extremes(line, start, end)
		keep := low
		if upper {
			keep = high
		}
		if start == 0 && keep != 0 {
			out = append(out, line[0])
		}
		out = append(out, line[keep])
		if end == len(line) && keep != end-1 {
			out = append(out, line[end-1])
		}
		start = end
	}
	return level(out)
}

// columnEnd is the index after the last point in the pixel column of line[start].
func columnEnd(line []xy, start int) int {
	end := start + 1
	for end < len(line) && int(line[end].x) == int(line[start].x) {
		end++
	}
	return end
}

// extremes are the indices of the lowest and the highest point as seen on paper
// (y runs down) within line[start:end]; of equals the first.
func extremes(line []xy, start, end int) (low, high int) {
	low, high = start, start
	for i := start; i < end; i++ {
		if line[i].y > line[low].y {
			low = i
		}
		if line[i].y < line[high].y {
			high = i
		}
	}
	return low, high
}

// level drops the inner points of level runs.
func level(line []xy) []xy {
	out := line[:0]
	for i, p := range line {
		if i > 0 && i < len(line)-1 && p.y == line[i+1].y && p.y == out[len(out)-1].y {
			continue
		}
		out = append(out, p)
	}
	return out
}
