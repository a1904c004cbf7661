// Package house holds the tests that keep the repository's structure as README.md's map shows it.
// Each failure says what to do. It has no code of its own.
package house
