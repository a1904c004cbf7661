package eval

import (
	"strings"
	"unicode/utf8"
)

// Disguise is one way in which words are written so that a plain search misses them.
type Disguise struct {
	Name  string
	Apply func(text string) string
	Words bool // changes nothing but the words that people disguise
}

// telling are the words that people disguise; all else in a message stays as it is.
var telling = []string{
	"好评返现", "加微信", "好评", "差评", "中评", "返现", "红包", "微信", "支付宝", "转账", "发票", "扣扣", "收款码", "二维码", "截图", "晒图",
	"傻逼", "脑残", "弄死", "退款原因", "空包", "优惠券", "免单",
}

// inWords changes the telling words of a text with f.
func inWords(text string, f func(string) string) string {
	for i := 0; i < len(text); {
		done := false
		for _, w := range telling {
			if strings.HasPrefix(text[i:], w) {
				to := f(w)
				text = text[:i] + to + text[i+len(w):]
				i += len(to)
				done = true
				break
			}
		}
		if !done {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
	}
	return text
}

func between(sep string) func(string) string {
	return func(text string) string {
		return inWords(text, func(w string) string { return strings.Join(strings.Split(w, ""), sep) })
	}
}

func swap(pairs ...string) func(string) string {
	r := strings.NewReplacer(pairs...)
	return func(text string) string { return inWords(text, r.Replace) }
}

func digits(to string) func(string) string {
	runes := []rune(to)
	return func(text string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return runes[r-'0']
			}
			return r
		}, text)
	}
}

func wide(text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, text)
}

func repeat(text string) string {
	return inWords(text, func(w string) string {
		var b strings.Builder
		for _, r := range w {
			b.WriteString(strings.Repeat(string(r), 3))
		}
		return b.String()
	})
}

// Disguises are the twelve that are measured.
var Disguises = []Disguise{
	{"full width", wide, false},
	{"circled digits", digits("⓪①②③④⑤⑥⑦⑧⑨"), false},
	{"Han digits", digits("零一二三四五六七八九"), false},
	{"traditional", swap("评", "評", "现", "現", "红", "紅", "转", "轉", "账", "賬", "发", "發", "码", "碼", "图", "圖", "单", "單", "脑", "腦", "残", "殘", "宝", "寶", "优", "優", "维", "維"), true},
	{"homophones", swap("评", "坪", "返", "反", "现", "线", "微", "薇", "信", "芯", "红", "洪", "账", "帐", "票", "飘", "码", "马", "扣", "叩", "券", "劵"), true},
	{"pinyin", swap("好", "hao", "评", "ping", "返", "fan", "现", "xian", "红", "hong", "包", "bao", "微", "wei", "信", "xin", "转", "zhuan", "账", "zhang", "票", "piao"), true},
	{"initials", swap("好评返现", "hpfx", "好评", "hp", "返现", "fx", "红包", "hb", "微信", "vx", "支付宝", "zfb", "发票", "fp", "差评", "cp", "傻逼", "sb"), true},
	{"emoji", swap("红包", "🧧", "信", "❤", "扣扣", "🐧", "二维码", "二维码"), true},
	{"split by dots", between("."), true},
	{"split by stars", between("*"), true},
	{"zero width", between("\u200b"), true},
	{"repeats", repeat, true},
}
