package api

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pingban/backend/store"
	"pingban/internal/cases"
)

func TestIDsAreULIDsThatSortByTime(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	first, later := newID(at), newID(at.Add(time.Millisecond))
	for _, id := range []string{first, later} {
		if !cases.ValidULID(id) {
			t.Errorf("%s is no ULID", id)
		}
	}
	if first[:10] >= later[:10] {
		t.Errorf("%s does not come before %s", first, later)
	}
	if again := newID(at); again == first {
		t.Errorf("two ids of one moment are equal: %s", first)
	}
}

func TestATokensChecksumRefusesTypos(t *testing.T) {
	token := newToken(devicePrefix)
	if !wellFormed(token) || !wellFormed(newToken(sessionPrefix)) {
		t.Fatalf("%s is not well formed", token)
	}
	for i := range token {
		wrong := []byte(token)
		if wrong[i] = 'A'; token[i] == 'A' {
			wrong[i] = 'B'
		}
		if wellFormed(string(wrong)) {
			t.Errorf("a wrong character at %d is not seen", i)
		}
	}
}

func TestCodesAreReadAsTyped(t *testing.T) {
	code := "0123-4567-89AB-1O0L"
	want := codeHash("0123456789AB1001")
	for _, typed := range []string{code, strings.ToLower(code), " 0123 4567 89ab i0O1 ", "0123456789AB1001"} {
		if codeHash(typed) != want {
			t.Errorf("%q is another code", typed)
		}
	}
	if a, b := newCode(), newCode(); a == b || len(a) != 19 {
		t.Errorf("codes %s and %s", a, b)
	}
}

func TestAMinutesLimitForgetsWithTheMinute(t *testing.T) {
	m := &Minutes{N: 2}
	at := time.Date(2026, 11, 22, 10, 0, 59, 0, time.UTC)
	for i, want := range []bool{true, true, false} {
		if got := m.Allow(t.Context(), "a", at); got != want {
			t.Errorf("request %d: %v, want %v", i+1, got, want)
		}
	}
	if !m.Allow(t.Context(), "b", at) {
		t.Error("another key shares the limit")
	}
	if !m.Allow(t.Context(), "a", at.Add(time.Second)) {
		t.Error("the limit outlives its minute")
	}
}

func FuzzReadEvent(f *testing.F) {
	f.Add([]byte(`{"id":"01JD0000000000000000000001","case":"taobao:1:2","kind":"note","at":"2026-11-22T10:00:00+08:00","body":{"text":"x"}}`))
	f.Add([]byte(`{"id":1,"body":null}`))
	f.Add([]byte(`[[[[`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		e, fault := readEvent(raw)
		if fault != nil {
			if fault.Code != invalid && fault.Code != tooLarge || fault.Message == "" {
				t.Errorf("refused with %+v", fault)
			}
			idOf(raw)
			return
		}
		if again, fault := readEvent(raw); fault != nil || !same(e, again) {
			t.Errorf("the same bytes are another event: %+v %+v", e, again)
		}
	})
}

// Whatever is sent as a body, it is either taken or refused in the API's own words.
func FuzzBodies(f *testing.F) {
	f.Add([]byte(`{"name":"售后一组","lead":"林主管"}`))
	f.Add([]byte(`{"role":"agent","ttl_s":60}`))
	f.Add([]byte(`{"kind":"scripts","item":{"id":"x"},"why":""}`))
	f.Add([]byte(`{"keep_days":-1}`))
	f.Add([]byte("null"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, v := range []any{
			&struct {
				Name string `json:"name" validate:"name"`
				Lead string `json:"lead" validate:"name"`
			}{},
			&struct {
				Role string `json:"role" validate:"oneof=agent lead"`
				TTL  *int   `json:"ttl_s" validate:"omitempty,min=1,max=2592000"`
			}{},
			&struct {
				KeepDays *int `json:"keep_days,omitempty" validate:"omitempty,min=0,max=3650"`
			}{},
		} {
			if err := decode(raw, v); err != nil && (public(err).Code != invalid || public(err).Message == "") {
				t.Errorf("refused with %v", err)
			}
		}
		if err := checkItem("scripts", raw); err != nil && public(err).Code != invalid {
			t.Errorf("an item is refused with %v", err)
		}
	})
}

// Whatever stands in an address's query, it makes a filter or is refused.
func FuzzFilter(f *testing.F) {
	f.Add("from=2026-11-01&to=2026-11-22&rating=poor&assignee=none")
	f.Add("from=0000-00-00")
	f.Add("to=99999-01-01&text=%27")
	f.Fuzz(func(t *testing.T, query string) {
		c := &call{Request: &http.Request{URL: &url.URL{RawQuery: query}}, who: store.Who{Role: "agent", Member: "me"}}
		filter, err := c.filter()
		if err != nil {
			if public(err).Code != invalid {
				t.Errorf("refused with %v", err)
			}
			return
		}
		if filter.Member != "me" {
			t.Errorf("%q shows an agent others' cases", query)
		}
	})
}
