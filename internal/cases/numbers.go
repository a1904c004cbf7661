package cases

import (
	"slices"
	"strings"
)

// digit is one digit of a text and where it stands, in runes.
type digit struct {
	value byte // '0' to '9', or 'X' as an identity card's last
	at    int
	group int // digits next to one another share a group
}

// businessWords stand right before numbers that belong to the order, not to a person.
var businessWords = []string{"订单", "订单号", "单号", "运单", "快递单", "物流号", "编号", "商品id", "货号", "条码", "流水号"}

// couriers are the letters that tracking numbers begin with.
var couriers = []string{"SF", "YT", "YTO", "ZT", "ZTO", "ST", "STO", "JT", "JD", "JDV", "JDX", "DB", "DPK", "YD", "EMS", "HT", "TT", "FW", "LP"}

// findNumbers finds phone numbers, identity cards and bank cards, also in full width and split by
// single spaces, dashes or dots.
func findNumbers(runes []rune) []span {
	var out []span
	for i := 0; i < len(runes); {
		if _, ok := digitOf(runes[i]); !ok {
			i++
			continue
		}
		run, end := digitRun(runes, i)
		if ofBusiness(runes, i) {
			run = slices.DeleteFunc(run, func(d digit) bool { return d.group == 0 })
		}
		out = append(out, scanRun(runes, run)...)
		i = end
	}
	return out
}

// digitRun collects the digits from i on, across single separators, and gives the rune after them.
func digitRun(runes []rune, i int) ([]digit, int) {
	var run []digit
	group := 0
	for i < len(runes) {
		v, ok := digitOf(runes[i])
		switch {
		case ok:
			run = append(run, digit{v, i, group})
		case (runes[i] == 'x' || runes[i] == 'X' || runes[i] == 'Ｘ') && len(run) >= 17:
			return append(run, digit{'X', i, group}), i + 1
		case isSeparator(runes[i]) && i+1 < len(runes) && isDigit(runes[i+1]):
			group++
		case isSeparator(runes[i]) && i+2 < len(runes) && isSeparator(runes[i+1]) && isDigit(runes[i+2]):
			group++
			i++
		default:
			return run, i
		}
		i++
	}
	return run, i
}

// scanRun looks at stretches of a run that begin and end at the edges of groups.
func scanRun(runes []rune, run []digit) []span {
	var out []span
	for i := 0; i < len(run); {
		found := false
		if i == 0 || run[i].group != run[i-1].group {
			for _, n := range []int{19, 18, 17, 16, 13, 12, 11, 10} {
				if i+n > len(run) || i+n < len(run) && run[i+n].group == run[i+n-1].group {
					continue
				}
				if s, ok := personalNumber(runes, run[i:i+n]); ok {
					out = append(out, s)
					i += n
					found = true
					break
				}
			}
		}
		if !found {
			i++
		}
	}
	return out
}

func personalNumber(runes []rune, ds []digit) (span, bool) {
	first, end := ds[0].at, ds[len(ds)-1].at+1
	n := make([]byte, len(ds))
	for i, d := range ds {
		n[i] = d.value
	}
	s := string(n)
	groups := ds[len(ds)-1].group - ds[0].group + 1
	switch {
	case len(s) == 18 && isIdentity(s):
		return span{PersonalID, first, end, s[:3] + strings.Repeat("*", 13) + s[16:]}, true
	case isCard(s) && (strings.HasPrefix(s, "62") && (len(s) == 16 || len(s) == 19) ||
		before(runes, first, "卡号", "银行卡", "储蓄卡", "信用卡")):
		return span{PersonalAccount, first, end, "****" + s[len(s)-4:]}, true
	case isMobile(s) && (groups == 1 || looksDialled(ds)):
		return span{PersonalPhone, first, end, s[:3] + "****" + s[7:]}, true
	case len(s) == 13 && s[:2] == "86" && isMobile(s[2:]):
		return span{PersonalPhone, first, end, s[2:5] + "****" + s[9:]}, true
	case isLandline(ds, s) && (groups == 2 || groups == 3 || before(runes, first, "电话", "座机", "固话")):
		return span{PersonalPhone, first, end, "****" + s[len(s)-2:]}, true
	}
	return span{}, false
}

// isMobile: the mainland's mobile numbers are 11 digits from 13 to 19.
func isMobile(s string) bool {
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}

// looksDialled tells a number read out in groups, 138 0013 8000 or digit by digit, from several
// numbers that happen to follow one another.
func looksDialled(ds []digit) bool {
	var sizes []int
	for i, d := range ds {
		if i == 0 || d.group != ds[i-1].group {
			sizes = append(sizes, 0)
		}
		sizes[len(sizes)-1]++
	}
	if slices.Max(sizes) <= 2 {
		return true
	}
	for _, usual := range [][]int{{3, 4, 4}, {3, 8}, {3, 3, 5}, {4, 4, 3}, {4, 3, 4}, {7, 4}, {5, 6}, {6, 5}, {4, 7}} {
		if slices.Equal(sizes, usual) {
			return true
		}
	}
	return false
}

// isLandline: an area code of 3 or 4 digits with its 0, then 7 or 8 digits. Hotlines (400, 95…)
// have no area code and belong to no person.
func isLandline(ds []digit, s string) bool {
	if s[0] != '0' || len(s) < 10 || len(s) > 12 || s[1] == '0' {
		return false
	}
	area := 4
	if s[1] <= '2' {
		area = 3
	}
	rest := len(s) - area
	split := ds[len(ds)-1].group == ds[0].group || ds[area].group != ds[area-1].group
	return split && s[area] > '1' && (rest == 8 || rest == 7 && area == 4)
}

// isIdentity checks an 18-digit citizen number: region, date of birth, and the check digit of
// GB 11643-1999 (ISO 7064, MOD 11-2).
func isIdentity(s string) bool {
	if s[0] < '1' || s[0] > '8' || strings.IndexByte(s[:17], 'X') >= 0 {
		return false
	}
	year, month, day := s[6:10], s[10:12], s[12:14]
	if year < "1900" || year > "2099" || month < "01" || month > "12" || day < "01" || day > "31" {
		return false
	}
	sum, weight := 0, 1
	for i := 17; i >= 0; i-- {
		v := int(s[i] - '0')
		if s[i] == 'X' {
			v = 10
		}
		sum += v * weight
		weight = weight * 2 % 11
	}
	return sum%11 == 1
}

// isCard checks the length and the Luhn digit of a bank card.
func isCard(s string) bool {
	if len(s) < 16 || len(s) > 19 || strings.IndexByte(s, 'X') >= 0 {
		return false
	}
	sum := 0
	for i := range len(s) {
		v := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// ofBusiness tells whether the number at i is named as one of the order's, or carries the letters
// of a courier.
func ofBusiness(runes []rune, i int) bool {
	const reach = 12
	ahead := strings.ToLower(strings.TrimRight(string(runes[max(0, i-reach):i]), " 　:：#是为"))
	if slices.ContainsFunc(businessWords, func(w string) bool { return strings.HasSuffix(ahead, w) }) {
		return true
	}
	j := i
	for j > 0 && (runes[j-1]|0x20 >= 'a' && runes[j-1]|0x20 <= 'z') {
		j--
	}
	return slices.Contains(couriers, strings.ToUpper(string(runes[j:i])))
}

func digitOf(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '０' && r <= '９':
		return byte(r-'０') + '0', true
	}
	return 0, false
}

func isDigit(r rune) bool {
	_, ok := digitOf(r)
	return ok
}

func isSeparator(r rune) bool {
	return strings.ContainsRune(" -–—－.·　()（）", r)
}
