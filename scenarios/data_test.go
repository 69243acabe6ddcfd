package scenarios

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"corridor/model/network"
)

const recordedBase = `
[run]
start = 2024-01-01
end = 2024-01-02
[class.truck]
[toll.q]
lanes = 1
service = "1m"
[flow.trucks]
class = "class.truck"
through = ["toll.q"]
`

func recordedFiles() fstest.MapFS {
	return fstest.MapFS{
		"a/main.toml":       {Data: []byte("extends = \"base/base.toml\"\n")},
		"a/base/base.toml":  {Data: []byte(recordedBase + "recorded = { file = \"data/x.csv\", date = \"day\", count = \"n\" }\n")},
		"a/base/data/x.csv": {Data: []byte("day,n\n2024-01-01,3\n")},
		"a/data/x.csv":      {Data: []byte("day,n\n2024-01-01,5\n")},
		"a/up.toml":         {Data: []byte(recordedBase + "recorded = { file = \"../base/x.csv\", date = \"day\", count = \"n\" }\n")},
		"base/x.csv":        {Data: []byte("day,n\n2024-01-01,7\n")},
	}
}

// Data lies beside the file that names it; a file that the command line names, beside the
// scenario.
func TestDataLiesBesideTheFile(t *testing.T) {
	for _, c := range []struct {
		name string
		set  []string
		want int
	}{{"a/main.toml", nil, 3}, {"a/main.toml", []string{`flow.trucks.recorded.file="data/x.csv"`}, 5}, {"a/up.toml", nil, 7}} {
		net, _ := compiled(t, recordedFiles(), c.name, Options{Set: c.set})
		if n := len(net.Flows[0].Times); n != c.want {
			t.Errorf("%s %v: %d arrivals, want %d", c.name, c.set, n, c.want)
		}
	}
}

// The digest covers the data, not where it lies.
func TestDigestCoversData(t *testing.T) {
	files := recordedFiles()
	digest := func() string {
		net, _ := compiled(t, files, "a/main.toml", Options{})
		return net.Digest
	}
	before := digest()
	files["a/base/data/x.csv"] = &fstest.MapFile{Data: []byte("n,day,remark\n3,2024-01-01,snow\n")}
	if after := digest(); after != before {
		t.Error("another order of columns changes the digest")
	}
	files["a/base/data/x.csv"] = &fstest.MapFile{Data: []byte("day,n\n2024-01-01,4\n")}
	if after := digest(); after == before {
		t.Error("another count does not change the digest")
	}
}

// Data is an input that wants a source.
func TestDataIsAnInput(t *testing.T) {
	net, _ := compiled(t, recordedFiles(), "a/main.toml", Options{})
	if !slices.Contains(net.Inputs, network.Input{Path: "flow.trucks.recorded.file", Value: "data/x.csv", Source: network.None}) {
		t.Errorf("%+v", net.Inputs)
	}
}

// Faults that no file can show.
func TestFaultsOfData(t *testing.T) {
	files := recordedFiles()
	for data, want := range map[string]string{
		strings.Repeat("x", largestData+1): "is larger than 32 MB",
		"day,n\n2024-01-01,\xff\n":         "is not UTF-8 text",
	} {
		files["a/base/data/x.csv"] = &fstest.MapFile{Data: []byte(data)}
		if got := lines(faultsOf(files, "a/main.toml", Options{})); !strings.HasPrefix(got, "a/base/base.toml:12: flow.trucks.recorded.file: \"a/base/data/x.csv\" "+want) {
			t.Error(got)
		}
	}
}
