package pack

import (
	"errors"
	"reflect"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"
)

// validate checks struct tags; fields go by their JSON names.
var validate = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	if err := v.RegisterValidation("id", func(f validator.FieldLevel) bool { return validID(f.Field().String()) }); err != nil {
		panic(err)
	}
	return v
})

// validID takes the ids of every kind: wuliu-man, taobao.buyer_edit, taobao-review-list.
func validID(id string) bool {
	if len(id) < 2 || len(id) > 80 {
		return false
	}
	return !strings.ContainsFunc(id, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("-._", r)
	})
}

// tags gives every tag of v that does not hold.
func tags(v any) []Fault {
	var broken validator.ValidationErrors
	if !errors.As(validate().Struct(v), &broken) {
		return nil
	}
	faults := make([]Fault, len(broken))
	for i, b := range broken {
		_, path, _ := strings.Cut(b.Namespace(), ".")
		faults[i] = Fault{path, reason(b)}
	}
	return faults
}

func reason(f validator.FieldError) string {
	switch f.Tag() {
	case "required":
		return "it is missing or empty"
	case "max":
		return "it holds more than " + f.Param()
	case "unique":
		return "it names something twice"
	case "oneof":
		return "it must be one of: " + f.Param()
	case "id":
		return "an id is 2 to 80 of a-z, 0-9, - . and _"
	default:
		return "it does not hold to " + f.Tag()
	}
}
