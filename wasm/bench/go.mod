module pingban/wasm/bench

go 1.26.8

require (
	github.com/BobuSumisu/aho-corasick v1.0.3
	github.com/cloudflare/ahocorasick v0.0.0-20240916140611-054963ec9396
	pingban v0.0.0
)

replace pingban => ../..
