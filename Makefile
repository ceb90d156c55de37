# Everything from a fresh clone. Needs Python 3.11 or newer, make, and the package registries.
# Choose a Python with `make run PYTHON=python3.13`; pass words to pytest with ARGS="-k claim".

NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
SOURCES := requirements-dev.lock pyproject.toml package-lock.json hatch_build.py
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header pyproject.toml

# Tests of one file stay together and share its scene.
SPREAD := -n 2 --dist loadscope

# Bytecode is kept, or each of the many processes would compile the whole house anew.
unexport PYTHONDONTWRITEBYTECODE

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help run test torture lint audit bench soak assets lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(STAMP) ## Open the demo town at http://127.0.0.1:8000; its data is in ./data
	@WISHBOARD_DATA_DIR="$${WISHBOARD_DATA_DIR:-$(CURDIR)/data}" $(BIN)/wishboard run --demo

test: $(STAMP) ## Run the suite: the units, what needs servers, then browser and whole towns
	@.ci/browser
	$(BIN)/pytest -n 2 -m "not served and not browser and not town" $(ARGS)
	$(BIN)/pytest $(SPREAD) -m "served and not browser and not town" $(ARGS)
	$(BIN)/pytest $(SPREAD) -m "browser or town" $(ARGS)

torture: $(STAMP) ## Run the races, kills and fuzzing at full count
	WISHBOARD_TORTURE=1 $(BIN)/pytest $(SPREAD) -m torture $(ARGS)

lint: $(STAMP) ## Check style, types and that imports only go down
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive wishboard workers hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: $(STAMP) ## Ask for known holes in what we build on; write dist/sbom.json
	@$(BIN)/python .ci/audit.py

bench: $(STAMP) ## Measure; one line a figure, ONLY=name,… chooses
	@$(BIN)/python -m bench

soak: $(STAMP) ## Run a city under mixed load for MINUTES=60, restart it once, watch its memory
	@$(BIN)/python -m bench.soak

assets: $(STAMP) ## Fetch scripts, join stylesheets, compile translations
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .

lock: $(STAMP) ## Write the lock files anew from pyproject.toml and package.json
	$(COMPILE) --output-file requirements.lock $(ARGS)
	$(COMPILE) --group dev --output-file requirements-dev.lock $(ARGS)
	$(BIN)/python -c 'import hatch_build, subprocess as s; \
		s.run([*hatch_build.npm(), "install", "--package-lock-only"], check=True)'

clean: ## Remove what can be made again; the data folder stays
	rm -rf $(VENV) node_modules wishboard/static/built dist .pytest_cache .mypy_cache .ruff_cache
	rm -rf .hypothesis .import_linter_cache .grimp_cache
	find wishboard workers tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
	find wishboard/i18n -name '*.mo' -delete

# A venv that failed half-way (Debian's python3 has no ensurepip) leaves a python behind, so only
# the stamp counts as done, and what cannot run pip is made anew.
$(STAMP): $(SOURCES)
	@test -n "$(PYTHON)" || { echo "wishboard needs Python 3.11 or newer: make … PYTHON=python3.13"; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "$(PYTHON) is not Python 3.11 or newer."; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); } || { \
		rm -rf $(VENV); \
		echo "$(PYTHON) cannot make an environment. On Debian and Ubuntu: apt install python3-venv"; \
		exit 1; }
	@echo "Installing; the first time takes a minute or two …"
	@$(BIN)/python -m pip install --quiet --no-compile --require-hashes \
		--requirement requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
