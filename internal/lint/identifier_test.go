package lint

import "testing"

func TestIdentifiersAreKnownByTheirForm(t *testing.T) {
	table, err := loadFold()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, kind, want string }{
		{"电话13800138000哦", "#phone", "13800138000"},
		{"138-0013-8000", "#phone", "138-0013-8000"},
		{"138 0013 8000", "#phone", "138 0013 8000"},
		{"+8613800138000", "#phone", "8613800138000"},
		{"0571-88886666", "#phone", "0571-88886666"},
		{"一三八零零一三八零零零", "#phone", "一三八零零一三八零零零"},
		{"订单1234567890123456789", "#phone", ""},
		{"12800138000", "#phone", ""},
		{"138001380001", "#phone", ""},
		{"打我138xxxx1234", "#phone", "138xxxx1234"},
		{"型号12xx-300", "#phone", ""},
		{"扣扣二七九八八一三零", "#digits", "二七九八八一三零"},
		{"扣扣 7328 11045", "#digits", "7328 11045"},
		{"2025-11-26", "#digits", ""},
		{"补您10.5元", "#money", "10.5元"},
		{"十块钱", "#money", "十块钱"},
		{"¥20", "#money", "¥20"},
		{"两块布", "#money", ""},
		{"一块儿发", "#money", ""},
		{"6222 0210 0110 1234 567", "#card", "6222 0210 0110 1234 567"},
		{"330106199001011234", "#idno", "330106199001011234"},
		{"33010619900101123x", "#idno", "33010619900101123x"},
		{"见www.shop-abc.com哦", "#url", "www.shop-abc.com"},
		{"http://1.2.3.4/x", "#url", "http://1.2.3.4/x"},
		{"https://item.taobao.com/item.htm?id=1", "#url", ""},
		{"https://taobao.com.evil.top/x", "#url", "https://taobao.com.evil.top/x"},
		{"detail.tmall.com/item.htm", "#url", ""},
		{"版本v2.0.1", "#url", ""},
		{"a_b@mail.example.com", "#email", "a_b@mail.example.com"},
		{"wx:shop_88", "#account", "shop_88"},
		{"好的!!!!", "#storm", "!!!!"},
		{"好的!?!?", "#storm", "!?!?"},
		{"好的!!", "#storm", ""},
	} {
		var f folded
		table.fold(c.text, &f)
		got := ""
		identify(&f, func(kind int, from, to int32) {
			if Identifiers[kind] == c.kind {
				got = newUnits(c.text).slice(int(f.start[from]), int(f.end[to-1]))
			}
		})
		if got != c.want {
			t.Errorf("%s in %q is %q, want %q", c.kind, c.text, got, c.want)
		}
	}
}
