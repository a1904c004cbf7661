//go:build !js

package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"pingban/backend/workerd"
)

// tick is Linux's USER_HZ, the unit of CPU times in /proc: 100 a second on every platform Go runs on.
const tick = 10 * time.Millisecond

// cpu is the time a process and all it started have spent; 0 where the system has no /proc.
func cpu(pid int) time.Duration {
	var sum time.Duration
	for _, p := range workerd.Tree(pid) {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p))
		if err != nil {
			continue
		}
		// The name, in parentheses, may hold blanks; utime and stime are fields 14 and 15.
		f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
		for _, i := range []int{11, 12} {
			n, _ := strconv.ParseInt(f[i], 10, 64)
			sum += time.Duration(n) * tick
		}
	}
	return sum
}

// memory is what a process and all it started hold, in MB.
func memory(pid int) float64 {
	var pages int64
	for _, p := range workerd.Tree(pid) {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p))
		if err != nil {
			continue
		}
		if f := strings.Fields(string(b)); len(f) > 1 {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			pages += n
		}
	}
	return float64(pages) * float64(os.Getpagesize()) / (1 << 20)
}
