package lint

import "strings"

// ownHosts are the platforms' own: links to them lead nowhere forbidden.
var ownHosts = []string{
	"taobao.com", "tmall.com", "tmall.hk", "tb.cn", "1688.com", "alipay.com", "alicdn.com", "taobao.net",
	"jd.com", "jd.hk", "3.cn", "360buyimg.com",
}

// hostEndings are the last labels by which an address without http is known.
var hostEndings = []string{
	"com", "cn", "net", "org", "cc", "top", "xyz", "shop", "vip", "store", "site", "link", "club", "online",
	"me", "io", "co", "hk", "tv", "ltd", "fun", "live", "info", "biz", "mobi", "ink", "wang", "la", "pw",
}

func isAddressRune(r rune) bool {
	return isLatin(r) || isDigit(r) || r == '.' || r == '-' || r == '_' || r == '@' || r == '/' || r == ':' || r == '?' ||
		r == '=' || r == '&' || r == '%' || r == '#' || r == '+'
}

// addressAt reports the names, e-mail and web addresses in r[i:end], a run of address characters.
func addressAt(r []rune, i, end int, emit found) {
	if end-i > 300 {
		end = i + 300
	}
	run := make([]byte, end-i)
	for k := range run {
		run[k] = byte(r[i+k])
	}
	s := string(run)
	if at := strings.IndexByte(s, '@'); at > 0 {
		from := at
		for from > 0 && isNameByte(s[from-1]) {
			from--
		}
		to := at + 1
		for to < len(s) && (isNameByte(s[to]) || s[to] == '.') {
			to++
		}
		if from < at && strings.Contains(s[at+1:to], ".") {
			emit(idEmail, int32(i+from), int32(i+to))
			return
		}
	}
	if from, host, ok := hostIn(s); ok {
		if !ownHost(host) {
			emit(idURL, int32(i+from), int32(end))
		}
		return
	}
	for k := 0; k < len(s); {
		if !isNameByte(s[k]) {
			k++
			continue
		}
		to := k
		for to < len(s) && isNameByte(s[to]) {
			to++
		}
		if n := to - k; n >= 5 && n <= 20 {
			emit(idAccount, int32(i+k), int32(i+to))
			if isMaskedMobile(s[k:to]) {
				emit(idPhone, int32(i+k), int32(i+to))
			}
		}
		k = to
	}
}

// isMaskedMobile says whether s is a mobile number with letters x for some of its digits; a run of
// them counts as one here.
func isMaskedMobile(s string) bool {
	if len(s) < 7 || s[0] != '1' || s[1] < '3' || s[1] > '9' {
		return false
	}
	for i := range s {
		if (s[i] < '0' || s[i] > '9') && s[i] != 'x' {
			return false
		}
	}
	return strings.IndexByte(s, 'x') > 0
}

// hostIn finds the first host name of s: after a scheme anything, else one with a known ending.
func hostIn(s string) (from int, host string, ok bool) {
	if k := strings.Index(s, "://"); k >= 0 {
		from = k
		for from > 0 && s[from-1] >= 'a' && s[from-1] <= 'z' {
			from--
		}
		host = hostName(s[k+3:])
		return from, host, host != ""
	}
	for k := 0; k < len(s); k++ {
		if k > 0 && isHostByte(s[k-1]) || !isHostByte(s[k]) {
			continue
		}
		host = hostName(s[k:])
		dot := strings.LastIndexByte(host, '.')
		if dot < 1 || !known(hostEndings, host[dot+1:]) || !strings.ContainsAny(host[:dot], "abcdefghijklmnopqrstuvwxyz") && !strings.Contains(s, "/") {
			continue
		}
		return k, host, true
	}
	return 0, "", false
}

func hostName(s string) string {
	n := 0
	for n < len(s) && isHostByte(s[n]) {
		n++
	}
	return strings.Trim(s[:n], ".-")
}

func ownHost(host string) bool {
	for _, own := range ownHosts {
		if host == own || strings.HasSuffix(host, "."+own) {
			return true
		}
	}
	return false
}

func known(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}

func isHostByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.'
}
