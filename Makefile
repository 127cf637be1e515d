# Two commands: `make play` and `make test`. Everything else is for developers.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(abspath constraints.txt)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: play test check benchmarks assets clean

play: $(VENV)/.play  ## Install into .venv and start the game.
	@$(BIN)/simulator play $(ARGS)

test: check  ## Run everything that CI runs.
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev  ## Check format, lint, types and layers, without the tests.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

benchmarks: $(VENV)/.benchmarks  ## Measure speed and memory, as ratios beside peers.
	$(BIN)/python -m benchmarks

assets: $(VENV)/.dev  ## Draw portraits, settings and icons again.
	$(BIN)/python -m assets.portraits.build
	$(BIN)/python -m assets.scenes.build
	$(BIN)/python -m assets.icons.build

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Try: make PYTHON=python3.12 play"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.play: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.play

$(VENV)/.benchmarks: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable '.[dev,benchmarks]'
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
