package kinds

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"time"

	"corridor/model/kinds/value"
)

// The rules of all time zones, pinned in the project: a scenario means the same on
// every machine, whatever zone data it has.
//
//go:embed zoneinfo/zoneinfo.zip
var zoneData []byte

// LoadZone returns the time zone of an IANA name such as "Asia/Baku". The error says
// which name may have been meant.
func LoadZone(name string) (*time.Location, error) {
	if name == "UTC" {
		return time.UTC, nil
	}
	archive, err := zip.NewReader(bytes.NewReader(zoneData), int64(len(zoneData)))
	if err != nil {
		return nil, fmt.Errorf("time zone data: %w", err)
	}
	var known []string
	for _, file := range archive.File {
		if file.FileInfo().IsDir() {
			continue
		}
		if file.Name != name {
			known = append(known, file.Name)
			continue
		}
		r, err := file.Open()
		if err != nil {
			return nil, fmt.Errorf("time zone data of %s: %w", name, err)
		}
		defer r.Close()
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("time zone data of %s: %w", name, err)
		}
		return time.LoadLocationFromTZData(name, data)
	}
	advice := "write an IANA name such as Asia/Baku"
	if near := value.Suggest(name, known); near != "" {
		advice = "did you mean " + near + "?"
	}
	return nil, fmt.Errorf("%q is not a time zone; %s", name, advice)
}
