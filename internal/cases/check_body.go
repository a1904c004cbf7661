package cases

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (b *ReviewBody) check(id CaseID) error {
	switch {
	case !slices.Contains(PlatformIDs, b.Platform):
		return oneOf("platform", PlatformIDs)
	case b.Order != id.Order:
		return invalid("order", "和编号里的订单号不一致")
	case id.Item != "" && b.Item != id.Item:
		return invalid("item", "和编号里的商品号不一致")
	case b.Item != "" && !token(b.Item, 40, "-_"):
		return invalid("item", "商品号不对")
	case b.Rating != "" && !slices.Contains(RatingValues, b.Rating):
		return oneOf("rating", RatingValues)
	case b.Sentiment != "" && !slices.Contains(Sentiments, b.Sentiment):
		return oneOf("sentiment", Sentiments)
	case b.RatedAt != "" && !validTime(b.RatedAt):
		return invalid("rated_at", "应为带时区的时间")
	}
	if b.Page != nil {
		if err := b.Page.check(); err != nil {
			return err
		}
	}
	return shortNames([]named{{"product", b.Product}, {"sku", b.SKU}, {"shop", b.Shop}, {"buyer", b.Buyer}})
}

func (b *NoteBody) check(CaseID) error { return nil }

func (b *NoteEditBody) check(CaseID) error { return noteID(b.Note) }

func (b *NoteDeleteBody) check(CaseID) error { return noteID(b.Note) }

func noteID(id string) error {
	if !ValidULID(id) {
		return invalid("note", "应为备注的编号")
	}
	return nil
}

func (b *FieldBody) check(CaseID) error {
	if b.Name == FieldReasons {
		return checkReasons(b.Value)
	}
	var value string
	if json.Unmarshal(b.Value, &value) != nil {
		return invalid("value", "应为文字")
	}
	allowed := map[string][]string{FieldStatus: Statuses, FieldRating: RatingValues, FieldBuyerType: BuyerTypes}[b.Name]
	switch b.Name {
	case FieldStatus, FieldRating, FieldBuyerType:
		if !slices.Contains(allowed, value) && (value != "" || b.Name == FieldStatus) {
			return oneOf("value", allowed)
		}
	case FieldAssignee:
		if value != "" && !token(value, 64, "-_") {
			return invalid("value", "应为成员编号")
		}
	case FieldNextAt:
		if value != "" && !validTime(value) {
			return invalid("value", "应为带时区的时间")
		}
	case FieldOutcome, FieldNextStep:
	default:
		return invalid("name", "没有这个字段")
	}
	return nil
}

func checkReasons(value json.RawMessage) error {
	var reasons []string
	if json.Unmarshal(value, &reasons) != nil || reasons == nil {
		return invalid("value", "应为原因列表")
	}
	for i, r := range reasons {
		at := "value[" + strconv.Itoa(i) + "]"
		if !slices.Contains(Reasons, r) {
			return oneOf(at, Reasons)
		}
		if slices.Contains(reasons[:i], r) {
			return invalid(at, "原因重复")
		}
	}
	return nil
}

func (b *ContactBody) check(CaseID) error {
	if !slices.Contains(Channels, b.Channel) {
		return oneOf("channel", Channels)
	}
	if !validTime(b.When) {
		return invalid("when", "应为带时区的时间")
	}
	return nil
}

func (b *CompensationBody) check(CaseID) error {
	if !validAmount(b.Amount) {
		return invalid("amount", "应为金额，单位元，最多两位小数")
	}
	return nil
}

// validAmount takes yuan as a plain decimal, 0 to 9999999.99.
func validAmount(s string) bool {
	yuan, cents, dot := strings.Cut(s, ".")
	digits := func(s string, most int) bool {
		return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
	}
	return digits(yuan, 7) && (yuan == "0" || yuan[0] != '0') && (!dot || digits(cents, 2))
}

func (b *FindingBody) check(CaseID) error {
	if !slices.Contains(Actions, b.Action) {
		return oneOf("action", Actions)
	}
	if b.Rule == "" {
		return invalid("rule", "不能为空")
	}
	return shortNames([]named{{"rule", b.Rule}, {"label", b.Label}})
}

func (b *ScriptBody) check(CaseID) error {
	if b.Script == "" {
		return invalid("script", "不能为空")
	}
	return shortNames([]named{{"script", b.Script}})
}

// maxEvidence bounds a complaint's list; a form takes far fewer.
const maxEvidence = 20

func (b *ComplaintBody) check(CaseID) error {
	if b.Type == "" {
		return invalid("type", "不能为空")
	}
	if len(b.Evidence) > maxEvidence {
		return invalid("evidence", "最多"+strconv.Itoa(maxEvidence)+"项")
	}
	if b.FiledAt != "" && !validTime(b.FiledAt) {
		return invalid("filed_at", "应为带时区的时间")
	}
	return shortNames([]named{{"type", b.Type}})
}

func (b *erasedBody) check(CaseID) error { return nil }

type named struct{ field, value string }

// shortNames bounds what is shown on one line.
func shortNames(names []named) error {
	for _, n := range names {
		if utf8.RuneCountInString(n.value) > MaxName {
			return tooLong(n.field, MaxName)
		}
		if strings.ContainsFunc(n.value, unicode.IsControl) {
			return invalid(n.field, "不能有控制字符")
		}
	}
	return nil
}

func tooLong(field string, max int) error {
	return invalid(field, "最多"+strconv.Itoa(max)+"字")
}

func oneOf(field string, values []string) error {
	return invalid(field, "应为其中之一："+strings.Join(values, "、"))
}
