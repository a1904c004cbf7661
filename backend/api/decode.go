package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"
)

// rules checks struct tags. Fields go by their JSON names, so that a fault's path is the sender's.
var rules = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	if err := v.RegisterValidation("name", validName); err != nil {
		panic(err)
	}
	return v
})

// nameRunes is how long a name may be.
const nameRunes = 40

// validName takes what can stand in one line of a list: some text, no control characters.
func validName(f validator.FieldLevel) bool {
	s := f.Field().String()
	return strings.TrimSpace(s) != "" && utf8.RuneCountInString(s) <= nameRunes &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// body reads the request's JSON into v and checks v's tags.
func (c *call) body(v any) error {
	b, err := c.raw()
	if err != nil {
		return err
	}
	return decode(b, v)
}

// raw reads the request's body, which must be UTF-8.
func (c *call) raw() ([]byte, error) {
	b, err := io.ReadAll(c.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, errorf(tooLarge, "a request may have at most %d bytes", maxBody)
	case err != nil:
		return nil, errorf(invalid, "the request's body could not be read to its end")
	case !utf8.Valid(b):
		return nil, errorf(invalid, "the body is not UTF-8")
	}
	return b, nil
}

// decode reads one JSON value, not null, into v, refuses fields v does not have, and checks v's tags.
func decode(b []byte, v any) error {
	if string(bytes.TrimSpace(b)) == "null" {
		return errorf(invalid, "null stands where a JSON object belongs")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return jsonFault(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errorf(invalid, "there is more after the JSON value")
	}
	return check(v)
}

func jsonFault(err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return errorf(invalid, "not JSON at byte %d: %s", syntax.Offset, syntax)
	case errors.As(err, &wrong):
		return invalidField(wrong.Field, "%s is not what belongs here", wrong.Value)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errorf(invalid, "the JSON value is missing or not complete")
	}
	if quoted, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name, _ := strconv.Unquote(quoted)
		return invalidField(name, "there is no field of this name")
	}
	return errorf(invalid, "the JSON value does not fit")
}

// check says which tag of v does not hold, the first one only.
func check(v any) error {
	err := rules().Struct(v)
	var faults validator.ValidationErrors
	if !errors.As(err, &faults) {
		return err
	}
	f := faults[0]
	path := f.Namespace()
	if name := reflect.Indirect(reflect.ValueOf(v)).Type().Name(); name != "" {
		path = strings.TrimPrefix(path, name+".")
	}
	return invalidField(path, "%s", reason(f))
}

// reason puts a tag into words.
func reason(f validator.FieldError) string {
	switch f.Tag() {
	case "required":
		return "it is missing or empty"
	case "oneof":
		return "it must be one of: " + f.Param()
	case "min":
		return "it must be at least " + f.Param()
	case "max":
		return "it must be at most " + f.Param()
	case "name":
		return "it must be 1 to " + strconv.Itoa(nameRunes) + " characters in one line"
	case "ulid":
		return "it must be a ULID: 26 letters and digits"
	case "datetime":
		return "it must be RFC 3339, such as 2026-11-22T10:00:00+08:00"
	default:
		return "it does not hold to " + f.Tag()
	}
}
