# What one does with a checkout. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test check bench pictures format

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run-ready  ## Start the demo at http://127.0.0.1:8000 (PORT=… for another port)
	@exec $(BIN)/motcua demo

test: .venv/dev-ready  ## Run all tests: SQLite, PostgreSQL, a real browser
	@tests/install-debian-packages
	@$(BIN)/python -m tests.run

check: .venv/dev-ready  ## Format, lint, types, import contracts, migrations, Django's own checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/motcua manage makemigrations --check --dry-run
	$(BIN)/motcua manage check --fail-level WARNING

bench: .venv/dev-ready  ## Measure speed as ratios in one run
	$(BIN)/python -m bench

pictures: .venv/dev-ready  ## Make the pictures of the README anew
	@MOTCUA_PICTURES=1 $(BIN)/python -m pytest -q tests/journeys/test_pictures.py

format: .venv/dev-ready  ## Put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "motcua needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "This Python cannot make virtual environments. On Debian: apt-get install python3-venv"; exit 1; }

.venv/run-ready: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing the locked packages into .venv …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev-ready: requirements/dev.txt .venv/run-ready
	@echo "Installing the locked packages for development into .venv …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
