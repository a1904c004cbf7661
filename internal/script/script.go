// Package script holds the sentences an agent can put in a box with one click, finds the right
// one, and fills it in. A script is plain data in scripts/; every shipped one passes every rule.
package script

// Script is one sentence or message. Empty lists mean "all".
type Script struct {
	ID         string   `json:"id"` // the file's name
	Title      string   `json:"title"`
	Text       string   `json:"text"`  // with variables as {{name}} or {{name|fallback}}, blanks as {{?prompt}}
	Phase      string   `json:"phase"` // 确认 倾听 道歉 解决 收尾
	Reasons    []string `json:"reasons"`
	BuyerTypes []string `json:"buyer_types"`
	Channels   []string `json:"channels"` // 评价解释 旺旺 电话提纲 短信
	Platforms  []string `json:"platforms"`
	Ratings    []string `json:"ratings"`           // good, neutral, bad
	Expires    string   `json:"expires,omitempty"` // YYYY-MM-DD, last day it may be used
}

// Query asks for the scripts that fit. Text is searched in title, body, pinyin and initials;
// empty, the best fit for the rest of the query comes first.
type Query struct {
	Text     string         `json:"text"`
	Channel  string         `json:"channel,omitempty"`
	Platform string         `json:"platform,omitempty"`
	Rating   string         `json:"rating,omitempty"` // sentiment counts where the rating is unknown
	Reasons  []string       `json:"reasons,omitempty"`
	Buyer    string         `json:"buyer_type,omitempty"`
	Used     map[string]int `json:"used,omitempty"` // script id → own uses
	Now      string         `json:"now"`            // RFC 3339; expired scripts are left out
	Limit    int            `json:"limit,omitempty"`
}

// Whose a script is; "" is one that ships.
const (
	FromTeam = "team"
	FromOwn  = "own"
)

// Hit is one script found, Match the ranges of Title that matched, UTF-16.
type Hit struct {
	Script Script   `json:"script"`
	Match  [][2]int `json:"match"`
	From   string   `json:"from,omitempty"` // FromTeam or FromOwn
	Why    string   `json:"why,omitempty"`  // why it is suggested, in Chinese
}

// Blank is a hole left for the agent, UTF-16 offsets into Filled.Text.
type Blank struct {
	Name  string `json:"name"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Filled is a script with its variables put in. Unknown variables are blanks.
type Filled struct {
	Text   string  `json:"text"`
	Blanks []Blank `json:"blanks"`
}
