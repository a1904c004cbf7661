package cases

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// strict decodes a JSON object into v and refuses what encoding/json lets pass: unknown keys, keys
// in another case, keys twice, null, and anything after the object. Keys are the JSON names of v.
// path begins the field of an error.
func strict(data []byte, v any, keys []string, path string) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return invalid(strings.TrimSuffix(path, "."), "应为一个 JSON 对象")
	}
	seen := make(map[string]bool, len(keys))
	for d.More() {
		t, err := d.Token()
		key, _ := t.(string)
		if err != nil {
			return invalid(strings.TrimSuffix(path, "."), "JSON 不完整")
		}
		if !slices.Contains(keys, key) {
			return invalid(path+clip(key), "没有这个字段")
		}
		if seen[key] {
			return invalid(path+key, "字段重复")
		}
		seen[key] = true
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return invalid(path+key, "JSON 不完整")
		}
		if string(raw) == "null" {
			return invalid(path+key, "不能是 null")
		}
	}
	if err := json.Unmarshal(data, v); err != nil {
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return invalid(path+wrong.Field, "类型不对")
		}
		return invalid(strings.TrimSuffix(path, "."), "JSON 不完整")
	}
	return nil
}

// clip keeps a stranger's key short in a message.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// compact writes JSON as it is stored: no HTML escapes, so that a text reads the same everywhere.
func compact(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
