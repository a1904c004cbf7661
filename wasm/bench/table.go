package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"text/tabwriter"

	"pingban/internal/lint"
	"pingban/internal/lint/eval"
)

// inNode has peers.mjs do the same under V8: engine.wasm as it ships, and JavaScript's tools.
func inNode(j job) ([]measured, error) {
	input, err := json.Marshal(j)
	if err != nil {
		return nil, err
	}
	c := exec.Command("node", "--no-warnings", "peers.mjs")
	c.Stdin, c.Stderr = bytes.NewReader(input), os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("peers.mjs: %w", err)
	}
	var all []measured
	return all, json.Unmarshal(out, &all)
}

// table prints what each found, by message: any hit flags it, whatever its label.
func table(all []measured, rows []eval.Row) error {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "matcher\twords\tmessage p50 µs\tp99 µs\t200 chars p50 µs\tp99 µs\tprecision\trecall\tfalse alarms\t")
	for _, m := range all {
		var found eval.Tally
		clean := 0
		for i, r := range rows {
			switch {
			case len(r.Labels) > 0 && m.Flagged[i]:
				found.True++
			case len(r.Labels) > 0:
				found.Missed++
			case len(r.Optional) == 0:
				clean++
				if m.Flagged[i] {
					found.False++
				}
			}
		}
		fmt.Fprintf(out, "%s\t%s\t%.1f\t%.1f\t%.1f\t%.1f\t%.3f\t%.3f\t%.1f %%\t\n", m.Name, m.Words,
			percentile(m.Short, 0.5), percentile(m.Short, 0.99), percentile(m.Long, 0.5), percentile(m.Long, 0.99),
			found.Precision(), found.Recall(), 100*float64(found.False)/float64(max(clean, 1)))
	}
	return out.Flush()
}

// byLabel prints what only ours can be asked: whether the label is right as well.
func byLabel(rows []eval.Row) error {
	set, err := lint.Default()
	if err != nil {
		return err
	}
	s := eval.Measure(set, rows)
	fmt.Printf("\nBy label, which words alone do not know: precision %.3f, recall %.3f, macro-F1 %.3f\n",
		s.All.Precision(), s.All.Recall(), s.MacroF1())
	return nil
}

// percentile is the value that a share of all values do not exceed.
func percentile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, int(math.Ceil(float64(len(sorted))*share))-1)]
}
