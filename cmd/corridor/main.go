package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// The first signal ends the run politely; from then on signals have their usual
// effect, so that a second one kills.
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
