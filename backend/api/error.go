package api

import (
	"errors"
	"fmt"
	"net/http"

	"pingban/backend/store"
)

// Error is what a caller is told: a code a program can rely on, a message for people, and the path
// of the field at fault where there is one. Its fields become the answer's JSON.
type Error struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Field   string `json:"field,omitempty"`
}

func (e *Error) Error() string { return e.Message }

// The codes, and the HTTP status each has.
const (
	invalid      = "invalid"
	unauthorized = "unauthorized"
	forbidden    = "forbidden"
	notFound     = "not_found"
	conflict     = "conflict"
	gone         = "gone"
	tooLarge     = "too_large"
	tooMany      = "too_many"
	internal     = "internal"
)

var statuses = map[string]int{
	invalid:      http.StatusBadRequest,
	unauthorized: http.StatusUnauthorized,
	forbidden:    http.StatusForbidden,
	notFound:     http.StatusNotFound,
	conflict:     http.StatusConflict,
	gone:         http.StatusGone,
	tooLarge:     http.StatusRequestEntityTooLarge,
	tooMany:      http.StatusTooManyRequests,
	internal:     http.StatusInternalServerError,
}

func errorf(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

func invalidField(field, format string, args ...any) *Error {
	return &Error{Code: invalid, Message: fmt.Sprintf(format, args...), Field: field}
}

// public is what may be said of an error. What went wrong inside is for the log alone.
func public(err error) *Error {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, store.ErrNotFound):
		return errorf(notFound, "there is no such thing in your team")
	case errors.Is(err, store.ErrSpent):
		return &Error{conflict, "the code was used or has expired; ask for a new one", "code"}
	case errors.Is(err, store.ErrLastLead):
		return errorf(conflict, "the team would be left without a lead; make another one first")
	case errors.Is(err, store.ErrVersion):
		return errorf(conflict, "the pack moved on since the version you changed; read it again")
	case errors.Is(err, store.ErrDecided):
		return errorf(conflict, "somebody decided on it before")
	case errors.Is(err, store.ErrFull):
		return errorf(tooMany, "too many of these wait already; deal with some of them first")
	case errors.Is(err, store.ErrDayFull):
		return errorf(tooMany, "the team sent more events in a day than its log takes; what waits is taken as days pass")
	default:
		return errorf(internal, "something went wrong here; nothing was changed")
	}
}
