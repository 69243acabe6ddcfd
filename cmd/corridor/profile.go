package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
)

// profile is what --cpuprofile and --memprofile ask for.
type profile struct {
	cpu, mem string
	file     *os.File
}

func (p *profile) start() error {
	if p.cpu == "" {
		return nil
	}
	f, err := os.Create(p.cpu)
	if err != nil {
		return fmt.Errorf("the CPU profile: %w", err)
	}
	p.file = f
	return pprof.StartCPUProfile(f)
}

func (p *profile) stop() error {
	if p.file != nil {
		pprof.StopCPUProfile()
		if err := p.file.Close(); err != nil {
			return fmt.Errorf("the CPU profile: %w", err)
		}
	}
	if p.mem == "" {
		return nil
	}
	f, err := os.Create(p.mem)
	if err != nil {
		return fmt.Errorf("the memory profile: %w", err)
	}
	defer f.Close()
	runtime.GC() // the profile is of the last collection
	if err := pprof.WriteHeapProfile(f); err != nil {
		return fmt.Errorf("the memory profile: %w", err)
	}
	return f.Close()
}
