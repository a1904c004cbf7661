package lint

import "testing"

func TestWhatSomebodyElseSaidIsNoBreach(t *testing.T) {
	set := shipped(t)
	for text, want := range map[string]bool{
		"亲,改成好评给您返10元红包":             true,
		"他对您说“改成好评返10元红包”是他不对,已经处理了": false,
		"短信里写着\"改成好评返10元红包\"的都是骗子":   false,
		"页面上「加微信领券」那条不是我们发的":         false,
		"“您好”,改成好评给您返10元红包,“祝您愉快”":   true, // the offer stands between two quotations
		"“改成好评给您返10元红包":              true, // a mark nobody closed
		"您把“差评”改成“好评”,我给您返10元红包":     true, // an offer with quoted words in it
		"他说“我不会”,改成好评给您返10元红包,好吗":    true,
	} {
		if got := len(set.Check(Message{Text: text}).Labels) > 0; got != want {
			t.Errorf("%q: flagged %t, want %t", text, got, want)
		}
	}
}
