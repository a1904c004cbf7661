//go:build !js

package workerd

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Direct finds the runtime behind wrangler's proxy: its address and process. The proxy costs more
// than most requests do and hides clients that go away. Without /proc, or if a newer wrangler hides
// the runtime, it gives the proxy's own.
func (w *Worker) Direct() (url string, pid int) {
	inodes := listeners()
	client := &http.Client{Timeout: 2 * time.Second}
	for _, child := range Tree(w.PID)[1:] {
		links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", child))
		for _, l := range links {
			target, err := os.Readlink(l)
			if err != nil {
				continue
			}
			port, ok := inodes[strings.TrimSuffix(strings.TrimPrefix(target, "socket:["), "]")]
			url := fmt.Sprintf("http://127.0.0.1:%d", port)
			if !ok || url == w.URL {
				continue
			}
			r, err := client.Get(url + "/healthz")
			if err != nil {
				continue
			}
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK && strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
				return url, child
			}
		}
	}
	return w.URL, w.PID
}

// listeners maps the inode of each listening TCP socket to its port.
func listeners() map[string]int64 {
	ports := map[string]int64{}
	f, err := os.Open("/proc/net/tcp")
	if err != nil {
		return ports
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		const listening = "0A"
		c := strings.Fields(s.Text())
		if len(c) < 10 || c[3] != listening {
			continue
		}
		_, port, _ := strings.Cut(c[1], ":")
		if n, err := strconv.ParseInt(port, 16, 32); err == nil {
			ports[c[9]] = n
		}
	}
	return ports
}

// Tree gives a process and all it started, itself first.
func Tree(pid int) []int {
	all := []int{pid}
	for i := 0; i < len(all); i++ {
		tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", all[i]))
		for _, f := range tasks {
			b, err := os.ReadFile(f)
			if err != nil {
				continue // it has ended
			}
			for child := range strings.FieldsSeq(string(b)) {
				if n, err := strconv.Atoi(child); err == nil {
					all = append(all, n)
				}
			}
		}
	}
	return all
}
