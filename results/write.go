package results

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
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
	files, err := s.files(charts, texts)
	if err != nil {
		return err
	}
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		m.Files = append(m.Files, manifestFile{f.Name, len(f.Data), hex.EncodeToString(sum[:])})
		if err := out.WriteFile(f.Name, f.Data); err != nil {
			return err
		}
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return out.WriteFile("manifest.json", append(data, '\n'))
}

// files makes all files but the manifest.
func (s *Summary) files(charts []Picture, texts []NamedText) ([]NamedFile, error) {
	var files []NamedFile
	for _, c := range charts {
		files = append(files, NamedFile{"charts/" + c.ID + ".svg", c.SVG})
		if c.PNG != nil {
			files = append(files, NamedFile{"charts/" + c.ID + ".png", c.PNG})
		}
	}
	files = append(files, s.CSV()...)
	var summary, tables, report bytes.Buffer
	err := errors.Join(s.WriteJSON(&summary), WriteTables(&tables, s.Tables()), WriteReport(&report, s, charts, texts))
	return append(files, NamedFile{"summary.json", summary.Bytes()}, NamedFile{"tables.txt", tables.Bytes()}, NamedFile{"report.html", report.Bytes()}), err
}
