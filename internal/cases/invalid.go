package cases

// Invalid says what is wrong with an event, and where: Field is a path such as body.text or case.
// Reason is plain Chinese, fit to be shown.
type Invalid struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

func (e *Invalid) Error() string { return e.Field + ": " + e.Reason }

func invalid(field, reason string) error { return &Invalid{field, reason} }
