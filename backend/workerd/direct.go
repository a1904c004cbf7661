//go:build !js

package workerd

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	url, pid = w.URL, w.PID
	w.eachPort(func(at string, child int) bool {
		if at == w.URL {
			return true
		}
		if r, err := get(at + "/healthz"); err == nil && strings.HasPrefix(r.kind, "application/json") {
			url, pid = at, child
			return false
		}
		return true
	})
	return url, pid
}

// Inspector is the address of the Worker's own isolate for the DevTools protocol, "" where there is none.
func (w *Worker) Inspector() (address string) {
	w.eachPort(func(at string, _ int) bool {
		r, err := get(at + "/json")
		if err != nil {
			return true
		}
		var isolates []struct {
			ID      string `json:"id"`
			Address string `json:"webSocketDebuggerUrl"`
		}
		if json.Unmarshal(r.body, &isolates) != nil {
			return true
		}
		for _, i := range isolates {
			if strings.HasPrefix(i.ID, "core:user:") {
				address = i.Address
			}
		}
		return address == ""
	})
	return address
}

// eachPort calls f with each address that wrangler's children listen at, until it gives false.
func (w *Worker) eachPort(f func(at string, pid int) bool) {
	inodes := listeners()
	for _, child := range Tree(w.PID)[1:] {
		links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", child))
		for _, l := range links {
			target, err := os.Readlink(l)
			if err != nil {
				continue
			}
			port, ok := inodes[strings.TrimSuffix(strings.TrimPrefix(target, "socket:["), "]")]
			if ok && !f(fmt.Sprintf("http://127.0.0.1:%d", port), child) {
				return
			}
		}
	}
}

type answer struct {
	kind string
	body []byte
}

// get asks for what may be no HTTP server at all.
func get(url string) (answer, error) {
	client := &http.Client{Timeout: 2 * time.Second}
	r, err := client.Get(url)
	if err != nil {
		return answer{}, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return answer{}, errors.New(r.Status)
	}
	b, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	return answer{r.Header.Get("Content-Type"), b}, err
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
