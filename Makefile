# The commands of this project. `make run` and `make test` need only Python 3.11 or later, make and pip.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test fuzz check fix lock clean

# Start everything: PostgreSQL, Redis, tables, demo city and the server. Ctrl-C stops it.
run: .venv/run.stamp
	@$(BIN)/doorstep serve --with-parent

# Run the suite against servers of its own. Pick tests with `make test ARGS="tests/domain -k money"`.
test: .venv/dev.stamp .venv/clients.stamp
	@$(BIN)/pytest $(ARGS)

# Compare both executors on ten times as many random documents as the suite does, or others: `make fuzz SEED=2`.
fuzz: .venv/dev.stamp
	@FUZZ_DOCUMENTS=20000 FUZZ_SEED=$(SEED) $(BIN)/pytest -q -s tests/engine/execution/test_differential_*.py

# The rules of the house: format, lint, types, who imports whom, and what tests/architecture reads from the source.
check: .venv/dev.stamp
	@$(BIN)/ruff format --check --quiet . || { echo "'make fix' formats these files:"; $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/pytest -q tests/architecture

# Measure Doorstep beside other GraphQL servers and SQL written by hand, and write docs/performance.md. ONLY=home measures
# one workload; ROUNDS and SECONDS say how long. Needs wrk and npm.
.PHONY: bench
bench: .venv/run.stamp
	@$(BIN)/python -m bench

# Mend what can be mended by a tool.
fix: .venv/dev.stamp
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

# Write both lock files anew from pyproject.toml.
LOCK := $(BIN)/uv pip compile -q --universal --no-emit-index-url --no-emit-find-links --no-header --generate-hashes
lock: .venv/dev.stamp
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock

# Remove the virtual environment and the data of `make run`.
clean:
	rm -rf .venv .data

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Doorstep needs Python 3.11 or later; try make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing Doorstep and its libraries ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@echo "Installing what the tests and checks need ..."
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# The npm clients that the suite drives. Without Node.js their tests are skipped and say so.
.venv/clients.stamp: tests/clients/package-lock.json | .venv/bin/python
	@if command -v npm >/dev/null; then npm --prefix tests/clients ci --silent; fi
	@touch $@
