package lint

import (
	"embed"
	"fmt"
	"strings"

	"pingban/internal/strict"
)

//go:embed lexicons/*.json
var lexiconFiles embed.FS

// Lexicon is a named list of words that rules share. One whose name begins with sense_ is there for Likeness
// alone: words that do the same in a sentence, wider than a rule could use them.
type Lexicon struct {
	Words []string `json:"words"` // may hold braces: 加{我,}微信
	// Include names lexicons whose words, disguises and exceptions are part of this one.
	Include []string `json:"include,omitempty"`
	// Except lists longer words in which a word of this lexicon means something else: QQ糖 for qq.
	Except []string `json:"except,omitempty"`
	// Disguise also finds the words written with homophones or pinyin, or split by symbols.
	Disguise bool `json:"disguise,omitempty"`
	// Broad says that its words stand in so many messages that Likeness does not look at them: they would
	// double what a check costs and find nothing more.
	Broad bool `json:"broad,omitempty"`
}

// shared is everything rules may refer to by name.
type shared struct {
	lexicons map[string]Lexicon
	guards   map[string][]Condition
}

// lexiconFile is one file of lexicons/.
type lexiconFile struct {
	Lexicons map[string]Lexicon     `json:"lexicons"`
	Guards   map[string][]Condition `json:"guards"`
}

func loadShared() (*shared, error) {
	s := &shared{lexicons: map[string]Lexicon{}, guards: map[string][]Condition{}}
	entries, err := lexiconFiles.ReadDir("lexicons")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if err := s.readFile(lexiconFiles, "lexicons/"+e.Name()); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// readFile adds a file's lexicons and guards; a name that another file has too is a fault.
func (s *shared) readFile(files embed.FS, name string) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	var file lexiconFile
	if err := strict.Decode(data, &file); err != nil {
		return jsonFault(name, err)
	}
	for id, l := range file.Lexicons {
		if _, twice := s.lexicons[id]; twice {
			return &RuleError{File: name, Path: "lexicons." + id, Reason: "is in another file too"}
		}
		s.lexicons[id] = l
	}
	for id, g := range file.Guards {
		if _, twice := s.guards[id]; twice {
			return &RuleError{File: name, Path: "guards." + id, Reason: "is in another file too"}
		}
		s.guards[id] = g
	}
	return nil
}

// maxVariants bounds what one word with braces stands for.
const maxVariants = 256

// variants spells out the braces of a word: 给{您,你,}返 is 给您返, 给你返 and 给返. They do not nest.
func variants(word string) ([]string, error) {
	all := []string{""}
	for word != "" {
		open := strings.IndexByte(word, '{')
		if open < 0 {
			open = len(word)
		}
		for i := range all {
			all[i] += word[:open]
		}
		if open == len(word) {
			break
		}
		end := strings.IndexByte(word[open:], '}')
		if end < 0 {
			return nil, fmt.Errorf("%q: a brace is not closed", word)
		}
		choices := strings.Split(word[open+1:open+end], ",")
		if len(all)*len(choices) > maxVariants {
			return nil, fmt.Errorf("%q stands for more than %d words", word, maxVariants)
		}
		next := make([]string, 0, len(all)*len(choices))
		for _, head := range all {
			for _, c := range choices {
				next = append(next, head+c)
			}
		}
		all, word = next, word[open+end+1:]
	}
	return all, nil
}
