package lint

import "strings"

// Identifiers are the terms that are recognised by their form.
//
//	#phone    a mobile number, or a landline with its area code; Han digits and single separators allowed,
//	          and x for some digits of a mobile number
//	#number   digits that stand alone, or a number in Han digits
//	#digits   5 to 12 digits in a row that are no phone number, or 7 to 12 in Han or in groups
//	#card     16 to 19 digits, also in groups
//	#idno     an 18-place identity number
//	#money    a number with 元, 块, ¥ or the like
//	#account  a name of 5 to 20 letters, digits, - and _
//	#email    an e-mail address
//	#url      an address outside taobao, tmall, 1688, alipay and jd
//	#storm    four or more ! or ? in a row
var Identifiers = []string{"#phone", "#number", "#digits", "#card", "#idno", "#money", "#account", "#email", "#url", "#storm"}

const (
	idPhone = iota
	idNumber
	idDigits
	idCard
	idIDNo
	idMoney
	idAccount
	idEmail
	idURL
	idStorm
)

// digitOf is the value of a digit, Han ones included, or -1.
func digitOf(r rune) int {
	if isDigit(r) {
		return int(r - '0')
	}
	switch r {
	case '零', '〇':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '贰', '两':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

func isNumeral(r rune) bool {
	switch r {
	case '十', '拾', '百', '佰', '千', '万', '几', '半':
		return true
	}
	return digitOf(r) >= 0
}

type found func(kind int, from, to int32)

// identify reports every identifier of f.
func identify(f *folded, emit found) {
	r := f.runes
	for i := 0; i < len(r); i++ {
		switch {
		case isNumeral(r[i]):
			i = numberAt(r, i, emit) - 1
		case r[i] == '!' || r[i] == '?':
			end, n := i, int32(0)
			for ; end < len(r) && (r[end] == '!' || r[end] == '?'); end++ {
				n += f.merged[end]
			}
			if n >= 4 {
				emit(idStorm, int32(i), int32(end))
			}
			i = end - 1
		}
	}
	for i := 0; i < len(r); {
		if !isAddressRune(r[i]) {
			i++
			continue
		}
		end := i
		for end < len(r) && isAddressRune(r[end]) {
			end++
		}
		addressAt(r, i, end, emit)
		i = end
	}
}

// numberAt reports what the digits at i are and returns the end of their run.
func numberAt(r []rune, i int, emit found) int {
	end := i
	plain := 0 // digits without separators
	for end < len(r) && (isNumeral(r[end]) || r[end] == '.' && end+1 < len(r) && isDigit(r[end+1]) && isDigit(r[end-1])) {
		end++
	}
	for plain = i; plain < len(r) && digitOf(r[plain]) >= 0; plain++ {
	}
	if unit := unitAt(r, end); unit > end && !(end == i+1 && r[i] == '一') {
		emit(idMoney, int32(i), int32(unit))
	} else if i > 0 && (r[i-1] == '¥' || r[i-1] == '$') {
		emit(idMoney, int32(i-1), int32(end))
	}
	if plain-i < 5 && (i > 0 && isLatin(r[i-1]) || plain < len(r) && isLatin(r[plain])) {
		return max(end, i+1) // part of a name: see addressAt
	}
	switch n := plain - i; {
	case n == 11 && isMobile(r[i:plain]), n == 13 && digitOf(r[i]) == 8 && digitOf(r[i+1]) == 6 && isMobile(r[i+2:plain]):
		emit(idPhone, int32(i), int32(plain))
		return max(end, plain)
	case n == 17 && plain < len(r) && r[plain] == 'x', n == 18 && looksBorn(r[i:plain]):
		emit(idIDNo, int32(i), int32(min(i+18, len(r))))
	case n >= 16 && n <= 19:
		emit(idCard, int32(i), int32(plain))
	case n >= 5 && n <= 12 && (isDigit(r[i]) || n >= 7):
		emit(idDigits, int32(i), int32(plain))
	}
	if to := groupedAt(r, i, plain, emit); to > end {
		return to
	}
	if end > i {
		emit(idNumber, int32(i), int32(end))
	}
	return max(end, plain, i+1)
}

// groupedAt looks at digits in groups with single separators: 138-0013-8000.
func groupedAt(r []rune, i, plain int, emit found) int {
	var digits [20]rune
	n, end := 0, i
	for k := i; k < len(r) && n < len(digits); k++ {
		if digitOf(r[k]) >= 0 {
			digits[n] = r[k]
			n++
			end = k + 1
			continue
		}
		if !isSeparator(r[k]) || isClauseMark(r[k]) || k+1 >= len(r) || digitOf(r[k+1]) < 0 {
			break
		}
	}
	if end <= plain {
		return 0
	}
	switch {
	case n == 11 && isMobile(digits[:n]), n == 13 && digitOf(digits[0]) == 8 && digitOf(digits[1]) == 6 && isMobile(digits[2:n]),
		digitOf(digits[0]) == 0 && n >= 10 && n <= 12 && (plain-i == 3 || plain-i == 4):
		emit(idPhone, int32(i), int32(end))
		return end
	case n >= 16 && n <= 19:
		emit(idCard, int32(i), int32(end))
		return end
	case n >= 7 && n <= 12 && r[plain] == ' ':
		emit(idDigits, int32(i), int32(end))
		return end
	}
	return 0
}

func isMobile(d []rune) bool { return digitOf(d[0]) == 1 && digitOf(d[1]) >= 3 }

// looksBorn tells an identity number from an order's: its middle is a date.
func looksBorn(d []rune) bool {
	at := func(i int) int { return digitOf(d[i])*10 + digitOf(d[i+1]) }
	year, month, day := at(6), at(10), at(12)
	return digitOf(d[0]) >= 1 && digitOf(d[0]) <= 8 && (year == 19 || year == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

var moneyUnits = []string{"块钱", "元钱", "块", "元", "圆", "毛", "rmb", "米钱", "刀"}

// unitAt returns the end of a unit of money at i, or i. 块 before another noun is no money: 两块地方.
func unitAt(r []rune, i int) int {
	if i < len(r) && r[i] == ' ' {
		i++
	}
	for _, u := range moneyUnits {
		w := []rune(u)
		if i+len(w) > len(r) || !hasPrefix(r[i:], w) {
			continue
		}
		next := i + len(w)
		if u == "块" && next < len(r) && strings.ContainsRune("儿地石肉糖布表", r[next]) {
			return i
		}
		return next
	}
	return i
}

func isClauseMark(r rune) bool {
	switch r {
	case ',', '。', '!', '?', ';', '、', '\n', '\r', '…':
		return true
	}
	return false
}
