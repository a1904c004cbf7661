package script

// What a script may be for. A script outside these words is refused: the picker could not rank it.
var (
	Phases     = []string{"确认", "倾听", "道歉", "解决", "收尾"}
	Channels   = []string{"评价解释", "旺旺", "电话提纲", "短信"}
	BuyerTypes = []string{"新手", "忍无可忍", "挑剔", "老买家", "恶意"}
	Platforms  = []string{"taobao", "tmall", "jd"}
	Ratings    = []string{"good", "neutral", "bad"}
	// Reasons are the classes of a review, as the agents' records name them.
	Reasons = []string{
		"质量", "色差", "尺码", "物流", "服务", "发错货", "破损", "少件", "假货", "价格",
		"包装", "描述不符", "效果", "新鲜度", "气味", "其他",
	}
)

// Variables maps each variable a script may name to what its blank asks for.
var Variables = map[string]string{
	"order":    "订单号",
	"product":  "商品名",
	"buyer":    "买家",
	"deadline": "截止时间",
	"shop":     "店铺名",
	"agent":    "客服名",
}
