package results

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Output is where results go. WriteFile must leave either the whole file under its
// name or none: an interrupted run never leaves half a file. Names are relative to
// the folder of results and use slashes.
type Output interface {
	WriteFile(name string, data []byte) error
}

// manifest says what a finished folder contains.
type manifest struct {
	Format   int            `json:"format"`
	Scenario string         `json:"scenario"`
	Digest   string         `json:"digest"`
	Version  string         `json:"version,omitempty"`
	Hash     string         `json:"hash"`
	Files    []manifestFile `json:"files"`
}

type manifestFile struct {
	Name   string `json:"name"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

// Write writes everything a run gives: the charts, the CSV files, summary.json,
// tables.txt and report.html, and manifest.json when all others are there. A folder
// without a manifest is unfinished.
func Write(out Output, s *Summary, charts []Picture, texts []NamedText) error {
	m := manifest{Format: jsonFormat, Scenario: s.Network.Name, Digest: s.Network.Digest, Version: s.Version, Hash: s.Hash}
	write := func(name string, data []byte) error {
		sum := sha256.Sum256(data)
		m.Files = append(m.Files, manifestFile{name, len(data), hex.EncodeToString(sum[:])})
		return out.WriteFile(name, data)
	}
	for _, c := range charts {
		if err := write("charts/"+c.ID+".svg", c.SVG); err != nil {
			return err
		}
		if c.PNG == nil {
			continue
		}
		if err := write("charts/"+c.ID+".png", c.PNG); err != nil {
			return err
		}
	}
	for _, f := range s.CSV() {
		if err := write(f.Name, f.Data); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	for _, f := range []struct {
		name string
		make func() error
	}{
		{"summary.json", func() error { return s.WriteJSON(&b) }},
		{"tables.txt", func() error { return WriteTables(&b, s.Tables()) }},
		{"report.html", func() error { return WriteReport(&b, s, charts, texts) }},
	} {
		b.Reset()
		if err := f.make(); err != nil {
			return err
		}
		if err := write(f.name, bytes.Clone(b.Bytes())); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return out.WriteFile("manifest.json", append(data, '\n'))
}
