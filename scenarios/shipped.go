package scenarios

import (
	"bufio"
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.toml
var shipped embed.FS

// Shipped returns the scenarios that are part of the program.
func Shipped() fs.FS { return shipped }

// ShippedInfo describes a shipped scenario.
type ShippedInfo struct {
	Name     string // "north-south.toml"
	Title    string
	Question string // what it answers: the first comment of the file
}

// ShippedList returns the shipped scenarios by name.
func ShippedList() []ShippedInfo {
	var list []ShippedInfo
	for _, name := range shippedNames() {
		text, err := shipped.ReadFile(name)
		if err != nil {
			continue
		}
		info := ShippedInfo{Name: name, Question: firstComment(string(text))}
		if root, faults := parse(name, text); len(faults) == 0 && root.table["title"] != nil {
			info.Title = root.table["title"].text
		}
		list = append(list, info)
	}
	return list
}

// shippedNames returns the names of the shipped files, sorted.
func shippedNames() []string {
	names, _ := fs.Glob(shipped, "*.toml") // the pattern is well formed
	return names
}

// firstComment joins the lines of the first comment, the line for editors left out.
func firstComment(text string) string {
	var lines []string
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		line, comment := strings.CutPrefix(s.Text(), "#")
		if comment && strings.HasPrefix(line, ":") {
			continue
		}
		if !comment {
			break
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	return strings.Join(lines, " ")
}
