//go:build !js

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"pingban/backend/workerd"
)

// own is the milliseconds a request takes of the Worker's isolate itself, the simulated database and the
// runtime around it left out: what Cloudflare counts. It has requests sent one after another by one client
// for a time. Being sampled costs the isolate some of that time as well.
func own(ctx context.Context, inspector string, each time.Duration, request func()) (float64, error) {
	root, err := workerd.Root()
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, each+time.Minute)
	defer cancel()
	// The isolate answers its inspector only while it serves.
	var served atomic.Int64
	serving, stopped := context.WithCancel(ctx)
	go func() {
		for serving.Err() == nil {
			request()
			served.Add(1)
		}
	}()
	defer stopped()
	script := exec.CommandContext(ctx, filepath.Join(root, "node_modules/node/bin/node"), filepath.Join(root, "bench/own.mjs"), inspector)
	script.Stderr = os.Stderr
	in, err := script.StdinPipe()
	if err != nil {
		return 0, err
	}
	out, err := script.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := script.Start(); err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		return 0, fmt.Errorf("the isolate was not profiled: %w", script.Wait())
	}
	before := served.Load()
	time.Sleep(each)
	during := served.Load() - before
	if _, err := io.WriteString(in, "\n"); err != nil {
		return 0, err
	}
	if !lines.Scan() {
		return 0, fmt.Errorf("the isolate gave no profile: %w", script.Wait())
	}
	ms, err := strconv.ParseFloat(strings.TrimSpace(lines.Text()), 64)
	if err != nil {
		return 0, err
	}
	return ms / float64(max(during, 1)), script.Wait()
}
