# Needs Go and git; `make help` says what can be made.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
SCENARIO    = scenarios/north-south.toml
FUZZTIME    = 20s
PLATFORMS   = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
GOLDEN      = ./results ./results/chart ./scenarios ./cmd/corridor

.PHONY: help build run test lint test-long race fuzz bench golden cross

## help: show this list
help:
	@sed -n 's/^## //p' Makefile

## build: build the command into bin/
build:
	CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/corridor

## run: simulate the shipped corridor, or another one: make run SCENARIO=my.toml
run:
	go run ./cmd/corridor run $(SCENARIO)

## test: everything that must pass before a change goes in (under ten minutes on two cores)
test: lint
	go test ./...

## lint: gofmt, go vet and staticcheck
lint:
	@bad=$$(gofmt -l cmd model results scenarios sim) || { echo "gofmt is missing; it comes with Go" >&2; exit 1; }; \
	if [ -n "$$bad" ]; then echo "not formatted (gofmt -w): $$bad" >&2; exit 1; fi
	go vet ./...
	@go run $(STATICCHECK) -version >/dev/null || { echo "staticcheck is missing: $(STATICCHECK) could not be fetched or built" >&2; exit 1; }
	go run $(STATICCHECK) ./...

## test-long: the long tier as well: the same bits on another processor (needs qemu-user-static)
test-long: lint
	go test -tags long -timeout 60m ./...

## race: all tests under the race detector (needs a C compiler)
race:
	CGO_ENABLED=1 go test -race -timeout 60m ./...

## fuzz: each fuzz target for FUZZTIME (20s)
fuzz:
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x $$package || exit 1; \
		done; \
	done

## bench: all benchmarks
bench:
	go test -run '^$$' -bench . -benchmem ./...

## golden: write all golden files anew; look at the difference before keeping it
golden:
	go test $(GOLDEN) -update

## cross: build the command for all platforms into bin/
cross:
	@for platform in $(PLATFORMS); do \
		os=$${platform%/*}; arch=$${platform#*/}; echo "$$platform"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -o bin/$$os-$$arch/ ./cmd/corridor || exit 1; \
	done
