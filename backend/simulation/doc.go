// Package simulation proves that syncing loses nothing. One seed decides everything: which devices
// of which roles write what and when, what the network does to each request, where a device crashes,
// when its disk is full, how wrong its clock is. The backend is the real one, in this program or at
// an address. A device follows extension/worker/sync and extension/worker/store step by step: where
// those change, change device.go with them. In the end every replica must equal a reference fold of
// the log, and the log must hold what was written: all of it, once, in the order of writing.
package simulation
