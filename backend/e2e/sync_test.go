package e2e

import (
	"net/http"
	"testing"

	"pingban/backend/simulation"
)

// The simulation of package simulation, smaller, over HTTP and on both runtimes.
func TestSyncLosesNothingOverHTTP(t *testing.T) {
	each(t, func(t *testing.T, s *server) {
		b := simulation.Backend{To: http.DefaultTransport, URL: s.url, Secret: operatorSecret}
		requests := 0
		for seed := uint64(1); seed <= 8; seed++ {
			r, err := simulation.Run(b, simulation.Options{Seed: seed, Steps: 60})
			if err != nil {
				t.Fatal(err)
			}
			requests += r.Requests
		}
		t.Logf("8 seeds, %d requests", requests)
	})
}
