package lint

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// sentence is 200 characters as an agent writes them, with two findings in it.
var sentence = cut(strings.Repeat("亲亲您好,实在抱歉给您带来不便了哦,这边帮您查了一下物流信息,快递显示明天就可以送到您那边的驿站,", 3)+
	"收到后给个五星好评,截图发我返您3元红包,有问题加我微信abc12345聊,谢谢您的支持与理解,祝您生活愉快。", 200)

func cut(s string, runes int) string {
	r := []rune(s)
	return string(r[len(r)-min(len(r), runes):])
}

func BenchmarkSpansOf200Characters(b *testing.B) {
	set, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	if n := utf8.RuneCountInString(sentence); n != 200 {
		b.Fatalf("the sentence has %d characters", n)
	}
	var out []int32
	b.ReportAllocs()
	for b.Loop() {
		out = set.Spans(Message{Text: sentence, Platform: "taobao"}, out[:0])
	}
	if len(out) == 0 {
		b.Fatal("nothing found")
	}
}

func BenchmarkSpansOfACleanSentence(b *testing.B) {
	set, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat("亲亲您好,这款是纯棉的呢,尺码您可以参考详情页,今天下午五点前付款当天发出哦。", 5)
	var out []int32
	b.ReportAllocs()
	for b.Loop() {
		out = set.Spans(Message{Text: text, Platform: "taobao"}, out[:0])
	}
	if len(out) != 0 {
		b.Fatal("something found")
	}
}

// BenchmarkBuild makes the set from its files, as the command does at its start.
func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		base, err := readShippedBase()
		if err != nil {
			b.Fatal(err)
		}
		rules, err := ShippedRules()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := newSet(rules, base); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThaw makes it from its frozen form, as the extension does.
func BenchmarkThaw(b *testing.B) {
	set, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	frozen := set.Freeze()
	for b.Loop() {
		if _, err := Thaw(frozen); err != nil {
			b.Fatal(err)
		}
	}
}
