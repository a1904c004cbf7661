package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestTheLikenessThatShipsIsWhatThisLearns(t *testing.T) {
	const root = "../.."
	learned, n, err := train(root)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(root, likenessFile))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(learned, kept) {
		t.Errorf("%s is not what %d messages teach: examples, messages or the learning changed; make learn", likenessFile, n)
	}
}
