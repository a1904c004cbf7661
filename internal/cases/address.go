package cases

import (
	"slices"
	"strings"
)

// An address is personal once it tells the door. It is found from the door back: a number with
// 号, 弄 or a building right behind a street or an estate, and ahead of that, in the same clause, a
// province, city or district; or, without one, at least two levels behind the street (3栋502室).
const (
	streetReach = 4  // characters of a street that are masked where no region tells its beginning
	regionReach = 30 // characters between a region and the street's number
)

var (
	regions = []string{"省", "市", "区", "县", "镇", "乡", "旗", "自治州", "街道"}
	// streets end in these; 道 and 村 alone stand in too many ordinary words.
	streets = []string{"路", "街", "大道", "巷", "胡同", "弄", "村", "小区", "花园", "公寓", "大厦", "广场", "家园", "新村", "苑"}
	doors   = []rune("号弄栋幢座室楼层组户")
)

func findAddresses(runes []rune) []span {
	var out []span
	for i := 0; i < len(runes); i++ {
		if !isDigit(runes[i]) {
			continue
		}
		street := endsWith(runes[:i], streets)
		if street == 0 && i > 0 && runes[i-1] == '第' {
			street = endsWith(runes[:i-1], streets)
		}
		end, levels := doorEnd(runes, i)
		if street == 0 || levels == 0 {
			for i+1 < len(runes) && isDigit(runes[i+1]) {
				i++
			}
			continue
		}
		if levels == 1 && isDay(runes, i, end) {
			i = end - 1
			continue
		}
		if region := regionBefore(runes, i); region > 0 {
			out = append(out, span{PersonalAddress, region, end, "***"})
		} else if levels >= 2 {
			out = append(out, span{PersonalAddress, streetStart(runes, i), end, "***"})
		}
		i = end - 1
	}
	return out
}

// doorEnd follows numbers with their levels from i on: 478号3栋502室 is three. A last bare number
// behind a level is a door too.
func doorEnd(runes []rune, i int) (end, levels int) {
	for i < len(runes) {
		j := i
		for j < len(runes) && (isDigit(runes[j]) || runes[j] == '-' || runes[j]|0x20 >= 'a' && runes[j]|0x20 <= 'z') && j-i < 8 {
			j++
		}
		if j == i {
			break
		}
		unit := j+1 < len(runes) && runes[j] == '单' && runes[j+1] == '元'
		if j == len(runes) || !unit && !slices.Contains(doors, runes[j]) {
			if levels > 0 {
				end, levels = j, levels+1
			}
			break
		}
		j++
		if unit || j < len(runes) && runes[j] == '楼' { // 号楼
			j++
		}
		i, end, levels = j, j, levels+1
	}
	return end, levels
}

// regionBefore gives the rune behind the last region ahead of i in its clause, 0 if there is none.
func regionBefore(runes []rune, i int) int {
	from := max(0, i-regionReach)
	for j := i - 1; j >= from; j-- {
		if strings.ContainsRune("，。；！？,;!?\n：:", runes[j]) {
			break
		}
		// Two characters of a name stand ahead of every region: 杭州市, 余杭区.
		if j >= 1 && j+1 < i && endsWith(runes[:j+1], regions) > 0 && runes[j-1] != '小' && runes[j-1] != '社' {
			return j + 1
		}
	}
	return 0
}

// isDay tells a day of the month, 20号前到, from a door.
func isDay(runes []rune, i, end int) bool {
	return end-i <= 3 && runes[end-1] == '号' && end < len(runes) && strings.ContainsRune("前到发左之以后下上晚早送寄出再给", runes[end])
}

// streetStart gives where the name of the street before i may begin.
func streetStart(runes []rune, i int) int {
	from := i
	for from > 0 && i-from < streetReach && !strings.ContainsRune("，。；！？,;!? \n：:", runes[from-1]) {
		from--
	}
	return from
}

// endsWith gives the length in runes of the longest of words that text ends with, 0 for none.
func endsWith(text []rune, words []string) int {
	best := 0
	for _, w := range words {
		word := []rune(w)
		if len(word) <= best || len(word) > len(text) {
			continue
		}
		if string(text[len(text)-len(word):]) == w {
			best = len(word)
		}
	}
	return best
}
