package main

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"time"

	"corridor/model"
	"corridor/model/network"
	"corridor/sim"
)

// visitLog streams every visit of a vehicle to an element in replication 0 to a CSV
// file, in the order in which the visits ended. Times are local times of the
// reporting zone in a dated run, seconds from the beginning of the warm-up otherwise.
// Where drivers rest, a column says for how many seconds.
type visitLog struct {
	net  *network.Network
	file *part
	w    *bufio.Writer
	line []byte
	rest bool // drivers rest
	err  error
	fail context.CancelCauseFunc // ends the run when the log cannot be written
}

const visitColumns = "flow,class,vehicle,element,entered,started,ended,left"

func newVisitLog(path string, net *network.Network, fail context.CancelCauseFunc) (*visitLog, error) {
	file, err := createPart(path)
	if err != nil {
		return nil, err
	}
	v := &visitLog{net: net, file: file, w: bufio.NewWriterSize(file, 1<<16), rest: net.Rests(), fail: fail}
	columns := visitColumns
	if v.rest {
		columns += ",rested"
	}
	v.w.WriteString(columns + "\n")
	return v, nil
}

// add writes one visit. After an error it does nothing, and the run is ended.
func (v *visitLog) add(visit model.Visit) {
	if v.err != nil {
		return
	}
	b := v.line[:0]
	b = appendText(b, v.net.Flows[visit.Flow].Name)
	b = appendText(b, v.net.Classes[visit.Class].Name)
	b = fmt.Appendf(b, "%016x,", visit.Vehicle)
	b = appendText(b, v.net.Elements[visit.Element].Name)
	for _, t := range [...]sim.Time{visit.Entered, visit.Started, visit.Ended, visit.Left} {
		b = append(v.appendTime(b, t), ',')
	}
	if v.rest {
		b = append(strconv.AppendFloat(b, visit.Rested.Seconds(), 'f', 6, 64), ',')
	}
	b[len(b)-1] = '\n'
	v.line = b
	if _, err := v.w.Write(b); err != nil {
		v.err = err
		v.fail(err)
	}
}

func (v *visitLog) appendTime(b []byte, t sim.Time) []byte {
	if v.net.Clock.Dated {
		return v.net.Clock.Time(t).AppendFormat(b, time.RFC3339Nano)
	}
	return strconv.AppendFloat(b, t.Seconds(), 'f', 6, 64)
}

// appendText writes a name as a field of a CSV file.
func appendText(b []byte, s string) []byte {
	quote := false
	for i := range len(s) {
		quote = quote || s[i] == ',' || s[i] == '"' || s[i] == '\n' || s[i] == '\r'
	}
	if !quote {
		return append(append(b, s...), ',')
	}
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return append(b, '"', ',')
}

// close keeps the log if replication 0 is complete, and removes it otherwise.
func (v *visitLog) close(complete bool) error {
	if v.err == nil && complete {
		v.err = v.w.Flush()
	}
	switch {
	case v.err != nil:
		return v.file.abandon(v.err)
	case !complete:
		return v.file.abandon(nil)
	}
	return v.file.commit()
}
