package kinds

import (
	"fmt"
	"slices"
	"strings"

	"corridor/model/kinds/value"
	"corridor/model/network"
	"corridor/sim"
)

// RuleSpec are the keys of lanes that make a hall of them: who is served first, who
// leaves, how many are served in a day, what happens at closing, who serves. Lanes
// without any are the plain and fast case.
type RuleSpec struct {
	Rows       int                     `toml:"rows" unit:"rows" default:"1" range:"[1,1000]" help:"Rows in which vehicles stand in line: a line of so many metres is that much shorter."`
	Priority   []string                `toml:"priority" running:"true" help:"Classes that are served first, in this order; all others come after them, first come first served within each."`
	Preempt    bool                    `toml:"preempt" running:"true" help:"Whether a class of \"priority\" interrupts the service of one that comes after it; what is interrupted is resumed later."`
	Queue      string                  `toml:"queue" default:"common" oneof:"common|per lane" help:"One line for all lanes, or one for each: a vehicle joins the shortest and stays in it."`
	Patience   value.Law               `toml:"patience" running:"true" help:"Time in line after which a vehicle gives up and leaves the corridor, of every class that patience_by does not name (default: for ever)."`
	PatienceBy map[string]value.Law    `toml:"patience_by" running:"true" help:"Time in line after which a vehicle gives up, by class."`
	Balk       value.Balk              `toml:"balk" running:"true" help:"Share of vehicles that leave the corridor rather than join a line of so many vehicles or more."`
	Quota      value.Quota             `toml:"quota" running:"true" help:"Services that may begin from one reset to the next (default: any number)."`
	QuotaReset value.TimeOfDay         `toml:"quota_reset" help:"Local time at which the quota begins anew every day (default: 00:00)."`
	AtClosing  string                  `toml:"at_closing" default:"finish" oneof:"finish|hold|send back|turn away" running:"true" help:"What happens to running services when the last lane closes: finished; kept in the lane and resumed at opening; sent back to the head of the line to begin anew; or finished, while who is in line leaves the corridor."`
	Staff      string                  `toml:"staff" help:"Pool of officers that serve in the lanes: staff.NAME (default: the lanes have officers of their own)."`
	Officers   int                     `toml:"officers" unit:"officers" default:"1" range:"[1,1000]" help:"Officers of the pool that each lane needs while it serves."`
	StaffStays bool                    `toml:"staff_stays" help:"Whether officers stay with a lane that a vehicle holds after its service, as it cannot go on."`
	Channel    map[string]*ChannelSpec `toml:"channel" help:"What differs for one risk channel of the direction."`
}

// ChannelSpec is a table [….channel.NAME] of lanes or of a stage worked through in them.
type ChannelSpec struct {
	Service   value.Law            `toml:"service" running:"true" help:"Service time of vehicles in this channel (default: as for the others)."`
	ServiceBy map[string]value.Law `toml:"service_by" running:"true" help:"Service time of vehicles in this channel, by class."`
}

// law is the service time of a class in the channel, the zero law when it is as in the
// others.
func (s *ChannelSpec) law(class string) sim.Law {
	if by, ok := s.ServiceBy[class]; ok {
		return by.Law
	}
	return s.Service.Law
}

// ruleKeys names the keys that are written and make a hall, channels apart.
func (r *RuleSpec) ruleKeys() []string {
	var keys []string
	for _, k := range []struct {
		key string
		is  bool
	}{
		{"priority", len(r.Priority) > 0},
		{"preempt", r.Preempt},
		{"queue", r.Queue == "per lane"},
		{"patience", !r.Patience.Law.IsZero()},
		{"patience_by", len(r.PatienceBy) > 0},
		{"balk", len(r.Balk) > 0},
		{"quota", r.Quota.Written},
		{"at_closing", r.closing() != network.Finish},
		{"staff", r.Staff != ""},
	} {
		if k.is {
			keys = append(keys, k.key)
		}
	}
	return keys
}

// checkRules notes what is wrong with the rules by themselves.
func (r *RuleSpec) checkRules(path string, f *Faults) {
	if r.Preempt && len(r.Priority) == 0 {
		f.Add(path+".preempt", "has no meaning without priority", `write priority = ["class.NAME"], or take it away`)
	}
	if r.Queue == "per lane" && len(r.Priority) > 0 {
		f.Add(path+".queue", `"per lane" does not go with priority`, "in a line of its own nobody is passed; write the common line, or no priority")
	}
	for i, class := range r.Priority {
		if slices.ContainsFunc(r.Priority[:i], func(c string) bool { return bareClass(c) == bareClass(class) }) {
			f.Add(fmt.Sprintf("%s.priority.%d", path, i), fmt.Sprintf("names %q again", class), "every class has one rank")
		}
	}
	if r.Staff == "" && r.Officers > 1 {
		f.Add(path+".officers", "has no meaning without staff", `write staff = "staff.NAME", or take it away`)
	}
	if r.Staff == "" && r.StaffStays {
		f.Add(path+".staff_stays", "has no meaning without staff", `write staff = "staff.NAME", or take it away`)
	}
	for _, name := range sortedKeys(r.Channel) {
		if c := r.Channel[name]; c != nil && c.Service.Law.IsZero() && len(c.ServiceBy) == 0 {
			f.Add(path+".channel."+name+".service", "is missing", "write the service time in this channel, or take the table away")
		}
	}
}

func bareClass(name string) string { return strings.TrimPrefix(name, "class.") }

// closing is the word of at_closing.
func (r *RuleSpec) closing() network.Closing {
	return map[string]network.Closing{"hold": network.Hold, "send back": network.SendBack, "turn away": network.TurnAway}[r.AtClosing]
}

// plainRules are those of a hall of which nothing is written.
func plainRules() *network.HallRules {
	return &network.HallRules{RoomLength: network.Unlimited, Quota: network.Unlimited}
}

// rules compiles the rules of lanes, channels apart.
func (c *Compiler) rules(path string, l *LaneSpec) *network.HallRules {
	r := plainRules()
	if l.Room.Length > 0 {
		r.RoomLength = sim.Millimetres(max(1, l.Rows)) * l.Room.Length
	}
	r.Rank = c.ranks(path, l.Priority)
	r.Preempt = l.Preempt && r.Rank != nil
	r.Patience = c.patience(path, &l.RuleSpec)
	r.Balk = l.Balk
	r.Quota = l.Quota.Limit()
	r.Closing = l.closing()
	return r
}

// ranks is the order of the classes, nil where nobody is served first.
func (c *Compiler) ranks(path string, priority []string) []uint8 {
	if len(priority) == 0 {
		return nil
	}
	ranks := slices.Repeat([]uint8{uint8(min(len(priority), 255))}, len(c.classNames))
	for i, name := range priority {
		if id, ok := c.class(fmt.Sprintf("%s.priority.%d", path, i), name); ok {
			ranks[id] = uint8(min(i, 255))
		}
	}
	return ranks
}

// patience is the law of each class, nil where everybody waits for ever.
func (c *Compiler) patience(path string, r *RuleSpec) []sim.Law {
	if r.Patience.Law.IsZero() && len(r.PatienceBy) == 0 {
		return nil
	}
	laws := slices.Repeat([]sim.Law{r.Patience.Law}, len(c.classNames))
	for _, class := range sortedKeys(r.PatienceBy) {
		if id, ok := c.class(path+".patience_by."+class, class); ok {
			laws[id] = r.PatienceBy[class].Law
		}
	}
	return laws
}

// hall compiles what never changes in the hall that lanes may be.
func (c *Compiler) hall(path string, l *LaneSpec) network.Hall {
	h := network.Hall{PerLane: l.Queue == "per lane", Staff: c.pool(path+".staff", l.Staff), KeepsOff: l.StaffStays}
	if h.Staff != network.None {
		h.Officers = int32(l.Officers)
	}
	return h
}
