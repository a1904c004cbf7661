// Package e2e holds the tests of the API as its callers see it: one suite, run against the native
// server and against the Worker in its real runtime, and the guard of the Worker's entry. It has no
// code of its own.
package e2e
