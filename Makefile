# Xã Tôi. `make` alone lists what can be made. The work itself is in scripts/.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.ONESHELL:
# The steps share cargo's lock and two cores: side by side they would only wait for each other.
.NOTPARALLEL:

env := . scripts/env.sh
target := $(or $(CARGO_TARGET_DIR),target)

# What the app is built from. Folders too: theirs is the time stamp that changes when a file goes away.
app_sources := $(shell find Cargo.toml Cargo.lock Trunk.toml build.rs index.html src worker crates data public style \
	scripts/post-build.sh ! -name '* *' 2>/dev/null)

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: setup-run native dist/.built ## Build everything and start it; prints the address (first time about 15 min on 2 cores)
	@$(env); exec "$(target)/release/xa-toi-server" serve --listen 127.0.0.1:8080 --port-fallback \
		--database-url sqlite://xa-toi.db --app dist

.PHONY: dev
dev: setup-dev native ## Rebuild the app after every save, and serve it; Ctrl-C ends both
	@scripts/dev.sh

.PHONY: test
test: setup-test ## Check the data, run all tests on the release build (first time about 30 min on 2 cores)
	@scripts/test.sh

.PHONY: lint
lint: setup-lint ## Formatting, clippy, licences of dependencies, shell scripts, pinned versions
	@scripts/lint.sh

.PHONY: bench
bench: setup-bench native dist/.built ## Measure
	@scripts/bench.sh

.PHONY: fuzz
fuzz: setup-fuzz ## Throw what nobody would think of at the gazetteer, FUZZ_SECONDS=300 for each of three targets
	@scripts/fuzz.sh

.PHONY: clean
clean: ## Remove what was built; the database stays
	rm -rf dist target test-results tools/node_modules tests/node_modules

.PHONY: setup-run setup-dev setup-test setup-lint setup-bench setup-fuzz
setup-run setup-dev setup-test setup-lint setup-bench setup-fuzz: setup-%:
	@scripts/setup.sh $*

.PHONY: native
native: # Cargo itself knows best whether there is anything to do
	@scripts/build-native.sh

# Trunk empties dist, so that a build by hand, or one for development, takes this stamp away. It bears the time at which
# the build began: what was saved meanwhile is newer.
dist/.built: $(app_sources) | setup-run native
	@$(env)
	started=$$(mktemp)
	trap 'rm -f "$$started"' EXIT
	trunk build --release
	touch -r "$$started" dist/.built
