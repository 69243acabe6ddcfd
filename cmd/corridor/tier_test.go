//go:build !long

package main

// longTier: tests may take minutes (go test -tags long).
const longTier = false
