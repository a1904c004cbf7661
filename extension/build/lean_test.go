package main

import "testing"

func TestLeanJSONKeepsEverythingButFurtherExamples(t *testing.T) {
	for _, c := range []struct{ name, full, want string }{
		{"a rule", `{"id": "a", "words": ["x", "y"], "examples": {"flag": ["1", "2"], "pass": ["3"]}}`,
			`{"examples":{"flag":["1"],"pass":["3"]},"id":"a","words":["x","y"]}`},
		{"windows", `{"windows": [{"examples": [{"tips": ["1", "2"]}, {"tips": []}]}, {"days": 30}]}`,
			`{"windows":[{"examples":[{"tips":["1","2"]}]},{"days":30}]}`},
		{"long numbers and signs", `{"order": 3309081924709000001, "pattern": "<a&b>"}`,
			`{"order":3309081924709000001,"pattern":"<a&b>"}`},
	} {
		got, err := leanJSON([]byte(c.full))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, got, c.want)
		}
	}
}
