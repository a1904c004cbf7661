package house

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pingban/internal/lint"
)

// namesIn gives what the codes in a list of words are called.
func namesIn(t *testing.T, file string) map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  (\w+): '([^']+)',$`).FindAllStringSubmatch(string(b), -1) {
		found[m[1]] = m[2]
	}
	return found
}

// The board is served by the backend and the extension comes from a folder, so each has its own
// copy of what a label is called.
func TestBoardAndExtensionCallALabelTheSame(t *testing.T) {
	board, extension := namesIn(t, "backend/board/words.js"), namesIn(t, "extension/content/words.ts")
	for _, label := range lint.Labels() {
		if board[label] == "" || board[label] != extension[label] {
			t.Errorf("%s is %q in backend/board/words.js and %q in extension/content/words.ts: give it one name in both", label, board[label], extension[label])
		}
	}
}

func TestBoardAndExtensionCallAWindowTheSame(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, "extension/_locales/zh_CN/messages.json"))
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]struct{ Message string }
	if err := json.Unmarshal(b, &messages); err != nil {
		t.Fatal(err)
	}
	board := namesIn(t, "backend/board/words.js")
	windows := 0
	for key, said := range messages {
		kind, ok := strings.CutPrefix(key, "kind_")
		if !ok {
			continue
		}
		windows++
		if board[kind] != said.Message {
			t.Errorf("%s is %q in backend/board/words.js and %q in extension/_locales: give it one name in both", kind, board[kind], said.Message)
		}
	}
	if windows == 0 {
		t.Error("no message of the extension names a window")
	}
}
