package cases

import "strings"

// ulidLen is the length of a ULID: 48 bits of time and 80 of chance in Crockford's base 32.
const ulidLen = 26

// ValidULID tells whether s is a ULID in its canonical form: upper case, no I, L, O or U, and a
// time that fits 48 bits.
func ValidULID(s string) bool {
	if len(s) != ulidLen || s[0] > '7' {
		return false
	}
	for i := range len(s) {
		if !strings.Contains("0123456789ABCDEFGHJKMNPQRSTVWXYZ", s[i:i+1]) {
			return false
		}
	}
	return true
}

// CaseID is a case's id taken apart: <site>:<order>:<item>, or <site>:<order>:#<request> for an
// after-sale request, of which an order may have several.
type CaseID struct {
	Site    string
	Order   string
	Item    string // "" for a request
	Request string // "" for a reviewed line
}

// ParseCase takes a case's id apart, or gives an *Invalid with field case. Tmall's cases carry the
// site taobao, so that no shop setting forks one.
func ParseCase(id string) (CaseID, error) {
	site, rest, _ := strings.Cut(id, ":")
	order, last, ok := strings.Cut(rest, ":")
	c := CaseID{Site: site, Order: order, Item: last}
	if request, is := strings.CutPrefix(last, "#"); is {
		c.Item, c.Request, last = "", request, request
	}
	switch {
	case !ok:
		return CaseID{}, invalid("case", "编号应为站点、订单、商品（或 #售后单）三段，用 : 隔开")
	case !token(site, 16, "") || strings.ToLower(site) != site:
		return CaseID{}, invalid("case", "站点应为小写字母")
	case site == "tmall":
		return CaseID{}, invalid("case", "天猫的站点写作 taobao")
	case !token(order, 40, "-_"):
		return CaseID{}, invalid("case", "订单号不对")
	case !token(last, 40, "-_"):
		return CaseID{}, invalid("case", "商品号或售后单号不对")
	}
	return c, nil
}

// token tells whether s is 1 to max letters, digits or characters of extra, all ASCII.
func token(s string, max int, extra string) bool {
	if s == "" || len(s) > max {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') && !strings.Contains(extra, s[i:i+1]) {
			return false
		}
	}
	return true
}
