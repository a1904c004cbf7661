package cases

// The status of a case, in the words the trade and its spreadsheets use; stored as they stand.
const (
	StatusNew        = "新"
	StatusContacted  = "已联系"
	StatusWaiting    = "待买家"
	StatusResolved   = "已解决"
	StatusExplained  = "已解释"
	StatusComplained = "已投诉"
	StatusGivenUp    = "放弃"
)

// What a field or body may hold. An empty value takes a field back where that makes sense: every
// field but status.
var (
	Statuses = []string{
		StatusNew, StatusContacted, StatusWaiting, StatusResolved, StatusExplained, StatusComplained, StatusGivenUp,
	}
	RatingValues = []string{"good", "neutral", "bad"}
	Sentiments   = []string{"positive", "neutral", "negative"}
	PlatformIDs  = []string{"taobao", "tmall", "jd", "pdd", "douyin"}
	BuyerTypes   = []string{"新手", "忍无可忍", "挑剔", "老买家", "恶意"}
	Channels     = []string{ChannelChat, ChannelPhone, ChannelSMS, "其他"}
	Actions      = []string{"shown", "fixed", "ignored", "sent", "reported"}
	// Reasons are the classes of a review, as the agents' records name them.
	Reasons = []string{
		"质量", "色差", "尺码", "物流", "服务", "发错货", "破损", "少件", "假货", "价格",
		"包装", "描述不符", "效果", "新鲜度", "气味", "其他",
	}
)

// Channels of a contact. Chat is the platform's own, 旺旺 for Taobao.
const (
	ChannelChat  = "旺旺"
	ChannelPhone = "电话"
	ChannelSMS   = "短信"
)

// Names of the fields of a case.
const (
	FieldAssignee  = "assignee" // member id
	FieldStatus    = "status"
	FieldRating    = "rating"
	FieldReasons   = "reasons" // a list
	FieldBuyerType = "buyer_type"
	FieldOutcome   = "outcome"
	FieldNextStep  = "next_step"
	FieldNextAt    = "next_at" // RFC 3339
)

// Longest texts, in characters: notes and reviews MaxText, single lines MaxShort, names MaxName. A
// body as a whole has at most MaxBody bytes and is not read beyond.
const (
	MaxText  = 5000
	MaxShort = 500
	MaxName  = 200
	MaxBody  = 64 << 10
)
