package strict

import "testing"

func TestDecodeTakesOneValueOfKnownFields(t *testing.T) {
	for in, ok := range map[string]bool{
		`{"a":1}`:       true,
		" {\"a\":1}\n ": true,
		`{"a":1,"b":2}`: false,
		`{"a":1} {}`:    false,
		`{"a":1} x`:     false,
		`{"a":"1"}`:     false,
		`{"a":`:         false,
		``:              false,
		`[{"a":1}]`:     false,
	} {
		var v struct {
			A int `json:"a"`
		}
		if err := Decode([]byte(in), &v); (err == nil) != ok {
			t.Errorf("%q: error %v", in, err)
		}
	}
}
