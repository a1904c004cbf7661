package house

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"pingban/internal/lint"
)

// The board is served by the backend and the extension comes from a folder, so each has its own
// copy of what a label is called.
func TestBoardAndExtensionCallALabelTheSame(t *testing.T) {
	names := func(file string) map[string]string {
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
	board, extension := names("backend/board/words.js"), names("extension/content/words.ts")
	for _, label := range lint.Labels() {
		if board[label] == "" || board[label] != extension[label] {
			t.Errorf("%s is %q in backend/board/words.js and %q in extension/content/words.ts: give it one name in both", label, board[label], extension[label])
		}
	}
}
