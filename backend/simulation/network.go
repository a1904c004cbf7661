package simulation

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
)

// call is one request of a device, which a network may lose, repeat or bring late.
type call struct {
	method, path, token string
	body                []byte
}

type answer struct {
	status int
	body   []byte
}

var errNetwork = errors.New("no answer")

// network stands between devices and a backend. With rate 0 it is perfect.
type network struct {
	rng  *rand.Rand
	to   http.RoundTripper
	base string
	rate float64
	held []call // asked long ago and still under way

	requests int
}

func (n *network) deliver(c call) (answer, error) {
	n.requests++
	req, err := http.NewRequest(c.method, n.base+c.path, bytes.NewReader(c.body))
	if err != nil {
		return answer{}, err
	}
	req.RemoteAddr = "192.0.2.1:1"
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	res, err := n.to.RoundTrip(req)
	if err != nil {
		return answer{}, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return answer{res.StatusCode, b}, err
}

// faults are what can become of one request. Each gives what its sender gets to see.
var faults = []func(n *network, c call) (answer, error){
	func(*network, call) (answer, error) { return answer{}, errNetwork }, // lost on the way there
	func(n *network, c call) (answer, error) { // lost on the way back
		if _, err := n.deliver(c); err != nil {
			return answer{}, err
		}
		return answer{}, errNetwork
	},
	func(n *network, c call) (answer, error) { // delivered twice
		if _, err := n.deliver(c); err != nil {
			return answer{}, err
		}
		return n.deliver(c)
	},
	func(n *network, c call) (answer, error) { // delivered long after its sender gave up, out of order
		n.held = append(n.held, c)
		return answer{}, errNetwork
	},
	func(n *network, c call) (answer, error) { // cut in the middle
		a, err := n.deliver(c)
		a.body = a.body[:len(a.body)/2]
		return a, err
	},
	func(*network, call) (answer, error) {
		return answer{500, []byte(`{"error":{"code":"internal","message":"x"}}`)}, nil
	},
	func(*network, call) (answer, error) {
		return answer{429, []byte(`{"error":{"code":"too_many","message":"x"}}`)}, nil
	},
	func(*network, call) (answer, error) { // a captive portal
		return answer{200, []byte("<!doctype html><title>欢迎使用无线网络</title>")}, nil
	},
	func(*network, call) (answer, error) { return answer{200, []byte(`{"ok":true}`)}, nil },
	func(*network, call) (answer, error) { // another program's page of a log
		return answer{200, []byte(`{"events":[],"next":9000,"more":true,"epoch":""}`)}, nil
	},
}

func (n *network) ask(c call) (answer, error) {
	if n.rng.Float64() >= n.rate {
		return n.deliver(c)
	}
	return faults[n.rng.IntN(len(faults))](n, c)
}

// late delivers one of the requests still under way, any of them.
func (n *network) late() error {
	if len(n.held) == 0 {
		return nil
	}
	i := n.rng.IntN(len(n.held))
	c := n.held[i]
	n.held = append(n.held[:i], n.held[i+1:]...)
	_, err := n.deliver(c)
	return err
}

// InProcess lets a handler answer without a network.
type InProcess struct{ http.Handler }

// RoundTrip implements http.RoundTripper.
func (p InProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	p.ServeHTTP(w, r)
	return &http.Response{StatusCode: w.status, Header: w.header, Body: io.NopCloser(strings.NewReader(w.body.String()))}, nil
}

type recorder struct {
	header http.Header
	status int
	body   strings.Builder
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = status }
func (w *recorder) Write(b []byte) (int, error) { return w.body.Write(b) }
