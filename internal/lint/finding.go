// Package lint finds in an agent's sentence what breaks a platform's rule or the law.
//
// A text is folded to a plain form with a map back to its UTF-16 offsets, all lexicons are
// matched at once, and slot rules (one JSON file each in rules/) decide inside a clause. Rules are
// plain data: where one needs more, the slot language grows. Where the ways to say a thing are more than
// slots can list, a rule asks for Likeness, which is learned from labelled messages.
package lint

// The labels of a finding, the codes every file and answer uses.
const (
	ReviewInducement     = "review_inducement"
	ExternalContact      = "external_contact"
	OffPlatformPayment   = "off_platform_payment"
	InfoLeak             = "info_leak"
	InvoiceViolation     = "invoice_violation"
	PromiseBreach        = "promise_breach"
	OrderClosure         = "order_closure"
	Insult               = "insult"
	Threat               = "threat"
	Harassment           = "harassment"
	RefundReasonSteering = "refund_reason_steering"
	FakeShipping         = "fake_shipping"
)

// Severity of a finding. A hint adds no label.
const (
	Block = "block"
	Warn  = "warn"
	Hint  = "hint"
)

// Span is a half-open range of UTF-16 offsets.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Source is where a rule is written down.
type Source struct {
	Title string `json:"title"`
	Date  string `json:"date"`
}

// Penalty is what breaking a rule costs, as stated at a date.
type Penalty struct {
	Text string `json:"text"`
	Date string `json:"date"`
}

// Finding is one breach in a text. Start and End are what is underlined; Replace is what Rewrite
// replaces, whole clauses. All offsets are UTF-16 into the original text.
type Finding struct {
	Rule     string   `json:"rule"`
	Label    string   `json:"label"`
	Severity string   `json:"severity"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Text     string   `json:"text"`
	Message  string   `json:"message"`
	Rewrite  string   `json:"rewrite"`
	Replace  *Span    `json:"replace,omitempty"`
	Penalty  *Penalty `json:"penalty,omitempty"`
	Source   Source   `json:"source"`
}

// Context is what the text alone does not say. Absent fields are not known.
type Context struct {
	ContactsToday      *int  `json:"contacts_today,omitempty"` // on any channel
	Contacts           *int  `json:"contacts,omitempty"`       // calls, which are limited, since the case began
	Hour               *int  `json:"hour,omitempty"`           // 0-23, Asia/Shanghai
	OrderingAccount    *bool `json:"ordering_account,omitempty"`
	Explained          *bool `json:"explained,omitempty"`        // the text answers a comment that has been answered once
	ExplainedAppend    *bool `json:"explained_append,omitempty"` // likewise, an appended comment
	Shipped            *bool `json:"shipped,omitempty"`
	CompensationLinked *bool `json:"compensation_linked,omitempty"`
}

// Message is one text to check.
type Message struct {
	Text     string   `json:"text"`
	Platform string   `json:"platform,omitempty"` // taobao, tmall or jd; absent: every rule applies but the hints of one platform
	Context  *Context `json:"context,omitempty"`
}

// Report is what a check found. Capped says that the text was longer than the cap and only its
// beginning was checked.
type Report struct {
	Labels   []string  `json:"labels"` // sorted, distinct
	Findings []Finding `json:"findings"`
	Capped   bool      `json:"capped,omitempty"`
}
