# Everything happens in .venv, which the first target that needs it makes; a second run finds it there.
# ARGS adds arguments to a target's command:  make test ARGS='-k browser'   make demo ARGS='-o demo.html'

VENV := .venv
BIN := $(VENV)/bin
STEP := tools/step
WORKERS ?= 2 # tests at a time, each with a browser and a Neo4j of its own; 0: all in one process

export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport VIRTUAL_ENV

SYNC := $(BIN)/uv sync --quiet --locked --inexact

# an environment whose Python was removed or replaced counts for nothing
$(shell $(BIN)/python -c '' 2>/dev/null || rm -f $(VENV)/pyvenv.cfg $(BIN)/uv $(VENV)/.runtime $(VENV)/.dev)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test faults check format bench docs lock clean browser neo4j \
    check-format check-lint check-types check-imports check-docs check-seed check-changelog

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-8s %s\n", $$1, $$2 }'

demo: $(VENV)/.runtime ## check the bundled dossier and write its graph as one HTML file
	@$(BIN)/graphkit demo $(ARGS)

test: $(VENV)/.dev browser neo4j ## run every test (installs what the tests need, a browser and Neo4j's Java by apt included)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

faults: $(VENV)/.dev neo4j ## kill clients and servers while they load, many times (20 minutes)
	@$(BIN)/python -m pytest tests/neo4j/faults --rounds 10 -o faulthandler_timeout=3600 $(ARGS)

check: check-format check-lint check-types check-imports check-docs check-seed check-changelog ## everything but the tests

format: $(VENV)/.dev ## format the code and repair what ruff can repair
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: $(VENV)/.dev ## run the benchmarks
	@$(BIN)/python benchmarks/run.py $(ARGS)

docs: $(VENV)/.dev neo4j ## run the notebooks and write them as HTML under build/notebooks
	@$(BIN)/python docs/notebooks.py $(ARGS)

lock: $(BIN)/uv ## resolve the dependencies again (ARGS=--upgrade for newer ones)
	@$(BIN)/uv lock $(ARGS)

clean: ## remove the environment, caches and what was built
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path '*/node_modules/*' -prune -exec rm -rf {} +


# the parts of `make check`

check-format: $(VENV)/.dev
	@$(STEP) 'ruff format' $(BIN)/ruff format --check .

check-lint: $(VENV)/.dev
	@$(STEP) 'ruff check' $(BIN)/ruff check .

check-types: $(VENV)/.dev
	@$(STEP) 'mypy' $(BIN)/mypy

check-imports: $(VENV)/.dev
	@$(STEP) 'import-linter' $(BIN)/lint-imports --no-cache --no-logo

check-docs: $(VENV)/.dev
ifneq ($(wildcard docs/generate.py),)
	@$(STEP) 'generated docs' $(BIN)/python docs/generate.py --check
	@$(STEP) 'files for Neo4j Browser' $(BIN)/python docs/generate_browser.py --check
endif

check-seed: $(VENV)/.dev
	@$(STEP) 'seed dossier' $(BIN)/graphkit check seed/istanbul-2025

check-changelog: $(VENV)/.dev
	@$(STEP) 'changelog fragments' $(BIN)/towncrier build --draft --version next

browser:
	@tools/get-browser

neo4j: $(VENV)/.dev
	@tools/get-neo4j


# the environment, built once: Python, then uv, then what a target needs

$(VENV)/pyvenv.cfg:
	@tools/make-venv $(VENV)

$(BIN)/uv: $(VENV)/pyvenv.cfg tools/uv.txt
	@echo 'setting up $(VENV) (once)'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null # uv makes .venv without pip
	@$(BIN)/python -m pip install --quiet --requirement tools/uv.txt
	@touch $@

$(VENV)/.runtime: $(BIN)/uv pyproject.toml uv.lock
	@echo 'installing what graphkit needs'
	@$(SYNC)
	@touch $@

$(VENV)/.dev: $(BIN)/uv pyproject.toml uv.lock
	@echo 'installing what graphkit, its tests and its checks need'
	@$(SYNC) --group dev
	@touch $(VENV)/.runtime $@
