# The two commands: `make demo` and `make test`.  Prerequisites: Debian packages python3-venv, make, git.
# Everything else is installed into .venv; nothing outside this folder is changed.  Quiet when green.

PYTHON ?= python3
BIN := .venv/bin
OUT ?= demo-out

# The app in the pages (web/) needs Node only to be changed: its bundle is committed.
.PHONY: demo fast test test-all lint audit bench instructions docs bundle bundle-check clean compiler prerequisites
.DEFAULT_GOAL := test

demo: .venv/.run-stamp
	@$(BIN)/marsad demo --out $(OUT)

# The same readings in less time: the reader compiled, in an environment of its own, so that no machine code ever stands
# beside sources that are edited.  Built anew each time, in some two minutes.
fast: prerequisites compiler
	@test -x .venv-fast/bin/python || { echo "setting up .venv-fast (once)" >&2; $(PYTHON) -m venv .venv-fast; }
	@rm -rf build/fast && mkdir -p build/fast
	@{ MARSAD_COMPILE=1 .venv-fast/bin/python -m pip wheel -v --disable-pip-version-check --no-deps --wheel-dir build/fast . 2>&1 \
	  && : >build/fast/built; } | tee build/fast/log | sed -un 's/^ *\(reader: .*\)/\1/p' >&2; \
	  test -e build/fast/built || { tail -n 40 build/fast/log >&2; exit 2; }
	@.venv-fast/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall build/fast/*.whl
	@.venv-fast/bin/python -m pip install --quiet --disable-pip-version-check build/fast/*.whl
	@echo "the compiled reader: .venv-fast/bin/marsad" >&2

test: .venv/.dev-stamp
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest -n 2 -m "not slow"

test-all: .venv/.all-stamp
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest -n 2

lint: .venv/.dev-stamp
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@out=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$out"; exit 1; }

audit: .venv/.dev-stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7' 'pip-audit>=2.9'
	@$(BIN)/bandit -q -c pyproject.toml -r src
	@mkdir -p build
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-file build/sbom.json $(BIN)/python
	@echo "wrote build/sbom.json" >&2
	@$(BIN)/pip-audit --local --progress-spinner off || echo "pip-audit: no answer from its service, or faults (above)" >&2

bench: .venv/.dev-stamp
	@$(BIN)/python bench/table.py --write

instructions: .venv/.dev-stamp
	@$(BIN)/python bench/instructions.py --check

docs: .venv/.docs-stamp
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "wrote build/site/index.html" >&2

bundle: web/node_modules/.package-lock.json
	@cd web && npm run --silent check && npm run --silent build

bundle-check: web/node_modules/.package-lock.json
	@cd web && npm run --silent check && npx vite build --logLevel error --outDir ../build/bundle
	@diff -r build/bundle src/marsad/web/static/app && echo "the committed bundle is what its sources give"

web/node_modules/.package-lock.json: web/package-lock.json
	@cd web && npm ci --silent --no-audit --no-fund

clean:
	rm -rf .venv .venv-fast demo-out web/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

# --- the environment, built once and again when pyproject.toml changes

.venv/.run-stamp: pyproject.toml | prerequisites
	@test -x $(BIN)/python || { echo "setting up .venv (once)" >&2; $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/.dev-stamp: pyproject.toml | prerequisites
	@test -x $(BIN)/python || { echo "setting up .venv (once)" >&2; $(PYTHON) -m venv .venv; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/.run-stamp

.venv/.docs-stamp: .venv/.dev-stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,docs]'
	@touch $@ .venv/.dev-stamp .venv/.run-stamp

.venv/.all-stamp: .venv/.dev-stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,docs,spark]'
	@touch $@ .venv/.docs-stamp .venv/.dev-stamp .venv/.run-stamp

prerequisites:
	@command -v git >/dev/null 2>&1 || { \
	  echo "git is missing; install it with: apt-get install git" >&2; exit 2; }
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "$(PYTHON) is missing; install it with: apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is older than 3.11; name a newer one: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing; install it with: apt-get install python3-venv" >&2; exit 2; }

compiler:
	@command -v $(CC) >/dev/null 2>&1 || { \
	  echo "a compiler of C is missing; install it with: apt-get install gcc python3-dev" >&2; exit 2; }
	@$(PYTHON) -c 'import os, sys, sysconfig; sys.exit(not os.path.exists(sysconfig.get_path("include") + "/Python.h"))' || { \
	  echo "Python.h is missing; install it with: apt-get install python3-dev" >&2; exit 2; }
