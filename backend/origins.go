package main

import "strings"

// extensionOrigin is the origin of the extension as it is shipped: its id follows from the "key" in
// manifest.json.
const extensionOrigin = "chrome-extension://hodcjngpaoacfgmfmnmhjiaodhcnamgg"

// origins reads a list of origins, separated by commas; empty, it is the shipped extension alone.
func origins(list string) []string {
	var all []string
	for o := range strings.SplitSeq(list, ",") {
		if o = strings.TrimSpace(o); o != "" {
			all = append(all, o)
		}
	}
	if len(all) == 0 {
		all = []string{extensionOrigin}
	}
	return all
}
