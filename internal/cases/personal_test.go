package cases

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestPersonalDataIsMasked(t *testing.T) {
	for text, want := range map[string]string{
		"电话13800138000，下午打":                   "电话138****8000，下午打",
		"138 0013 8000":                       "138****8000",
		"138-0013-8000":                       "138****8000",
		"１３８００１３８０００":                         "138****8000",
		"１３８ ００１３ ８０００":                       "138****8000",
		"1 3 8 0 0 1 3 8 0 0 0":               "138****8000",
		"13 80 01 38 00 0":                    "138****8000",
		"+86 13800138000":                     "+138****8000",
		"+8613800138000":                      "+138****8000",
		"😀13800138000和15912345678":            "😀138****8000和159****5678",
		"vx13800138000":                       "vx138****8000",
		"订单2951203765016130001的电话13800138000": "订单2951203765016130001的电话138****8000",
		"订单号2951203765016130001 13800138000":  "订单号2951203765016130001 138****8000",
		"座机0571-88886666":                     "座机****66",
		"打(010) 8888-6666":                    "打(****66",
		"座机057188886666":                      "座机****66",
		"身份证11010519491231002X":               "身份证110*************2X",
		"身份证110105 19491231 002x":             "身份证110*************2X",
		"卡6222021234567890123":                "卡6222021234567890123", // fails its check digit
		"退到6222020000000000000":               "退到****0000",
		"银行卡号4111 1111 1111 1111":             "银行卡号****1111",
		"寄到浙江省杭州市西湖区文三路478号3栋502室，谢谢": "寄到浙江省杭州市西湖区***，谢谢",
		"地址：苏州市工业园区星湖街328号":           "地址：苏州市工业园区***",
		"杭州市幸福小区5栋2单元301":             "杭州市***",
		"搬到文三路478号3栋502室了":            "搬***了",
		"广东省佛山市顺德区容桂街道桂洲大道12号":        "广东省佛山市顺德区容桂街道***",
	} {
		got, found := mask(text)
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		if left := FindPersonal(got); len(left) > 0 {
			t.Errorf("%s: still finds %+v", got, left)
		}
		units := utf16.Encode([]rune(text))
		for _, p := range found {
			if s := string(utf16.Decode(units[p.Start:p.End])); s != p.Text {
				t.Errorf("%s: the offsets of %q cover %q", text, p.Text, s)
			}
		}
	}
}

func TestBusinessNumbersAreLeftAlone(t *testing.T) {
	for _, text := range []string{
		"订单2951203765016130001",
		"订单号：13800138000",
		"运单号 13800138000",
		"快递SF1380013800012",
		"圆通YT13800138000",
		"商品979536801722",
		"物流78923456789012到杭州了",
		"退款128.50元，原价1380.00",
		"2026-11-22 20:10 打过电话",
		"2026.11.22，12-15号发货",
		"官方热线95188，客服400-800-8888",
		"尺码 36 37 38 39 40 41",
		"满199减20，共139件，1500 2000",
		"明天20号前到杭州市",
		"在杭州市区的网点，3号链接有货",
		"走到路口12号线旁",
		"我们在杭州市，知道3号发货",
		"农村地区20号左右到",
		"第2款，第3栋没问题",
		"8个箱子",
		"江苏省内3天到",
	} {
		if found := FindPersonal(text); len(found) > 0 {
			t.Errorf("%s: %+v", text, found)
		}
	}
}

func TestOrderAndTrackingNumbersAreNeverPhones(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.StringMatching(`[1-9][0-9]{11,14}|[1-5][0-9]{16}|[1-5][0-9]{18}`).Draw(t, "number")
		around := rapid.SampledFrom([]string{"%s", "订单%s", "单号：%s，已发出", "查了%s没更新"}).Draw(t, "around")
		text := fmt.Sprintf(around, n)
		if strings.HasPrefix(n, "86") && len(n) == 13 {
			return
		}
		if found := FindPersonal(text); len(found) > 0 {
			t.Fatalf("%s: %+v", text, found)
		}
	})
}

func TestMaskingIsFinalAndLosesNothingElse(t *testing.T) {
	piece := rapid.OneOf(
		rapid.StringMatching(`1[3-9][0-9]{9}`), rapid.StringMatching(`[ 0-9.\-]{1,14}`), rapid.String(),
		rapid.SampledFrom([]string{"杭州市西湖区文三路478号", "3栋502室", "订单", "电话", "，", "😀", "11010519491231002X"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces"), "")
		got, all := mask(text)
		units := utf16.Encode([]rune(text))
		at := 0
		for _, p := range FindPersonal(text) {
			if p.Start < at || p.End <= p.Start || p.End > len(units) || string(utf16.Decode(units[p.Start:p.End])) != p.Text {
				t.Fatalf("%+v is out of order or covers something else", p)
			}
			at = p.End
		}
		if len(all) == 0 && got != text {
			t.Fatalf("nothing found, yet changed: %q", got)
		}
		if left := FindPersonal(got); len(left) > 0 {
			t.Fatalf("%q masked to %q still holds %+v", text, got, left)
		}
		if len(all) == 1 {
			want := string(utf16.Decode(units[:all[0].Start])) + all[0].Masked + string(utf16.Decode(units[all[0].End:]))
			if got != want {
				t.Fatalf("masking %+v gave %q, want %q", all[0], got, want)
			}
		}
	})
}

func BenchmarkFindPersonal(b *testing.B) {
	text := strings.Repeat("买家说杯子裂了，订单2951203765016130001，约在20号前补发，电话138 0013 8000。", 10)
	for b.Loop() {
		FindPersonal(text)
	}
}
