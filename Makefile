# Every target sets up what it needs first; on a fresh clone `make run` and `make test` are all there is to do.

PYTHON ?= python3
SCENARIO ?= scenarios/baseline.toml
BIN := .venv/bin

.NOTPARALLEL:
.PHONY: help run test setup setup-tests lint checks format bench shots handbook lock clean

help:
	@echo "make run     open the application (SCENARIO=$(SCENARIO))"
	@echo "make test    style, types, borders and tests (PYTEST_ARGS=... goes to pytest)"
	@echo "make setup   what both do first: system libraries, .venv, compiled equations"
	@echo "make lint    style, types and borders only"
	@echo "make format  put the style right"
	@echo "make bench   measure speed"
	@echo "make shots   take screenshots of the window"
	@echo "make handbook  write the handbook's equations, tables and drawing anew from the code"
	@echo "make lock    choose new versions of all packages: requirements.lock"
	@echo "make clean   remove what set-up and checks made"

run: setup
	$(BIN)/python -m stackdesk $(SCENARIO)

test: setup-tests checks
	$(BIN)/python -m tests $(PYTEST_ARGS)

setup:
	@$(PYTHON) bootstrap.py

setup-tests:
	@$(PYTHON) bootstrap.py --tests

lint: setup checks

checks:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: setup
	$(BIN)/python -m stackdesk bench

shots: setup-tests
	$(BIN)/python -m tests.screenshots

handbook: setup
	$(BIN)/python -m stackdesk.handbook

# uv chooses one set of versions for every Python and platform supported; it is needed for nothing else.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --group dev --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --quiet -o requirements.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find stackdesk tests -name __pycache__ -type d -prune -exec rm -rf {} +
