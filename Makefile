# Every target does its own set-up: it makes .venv where there is none, with uv where it is there and else with python3's own
# venv and pip. Stamps inside .venv remember what is installed, so that the demo waits only for what the demo needs.
# Words after a target's work are given in ARGS:  make demo ARGS="--port 9000"   make test ARGS="tests/ledger"

PYTHON ?= python3
ARGS ?=
VENV := .venv
RUN := $(VENV)/bin/python
PINS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check bench faults docs library clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

demo: $(VENV)/.ready-web ## open the site with the four illustrations of the paper
	@$(VENV)/bin/counterpoise demo $(ARGS)

test: $(VENV)/.ready-dev ## run every test and hold the coverage bars
	@$(RUN) -m tools.run_tests $(ARGS)

check: $(VENV)/.ready-dev ## style, types, import contracts, docstrings, security
	@$(RUN) -m tools.check

faults: $(VENV)/.ready-dev ## break things on purpose (killed processes, full disks) and see what survives
	@$(RUN) -m tools.run_tests --faults $(ARGS)

bench: $(VENV)/.ready-bench ## measure speed and memory, beside a peer where there is one
	@$(RUN) -m benchmarks $(ARGS)

docs: $(VENV)/.ready-docs ## make the reference anew and build the pages in docs/_build/html; a warning is an error
	@$(RUN) -m tools.reference --write
	@$(RUN) -m sphinx -q -E -W --keep-going -b html docs docs/_build/html
	@echo "Built: docs/_build/html/index.html"

library: .venv-library/.ready-library ## test the library alone, where Django is not installed
	@.venv-library/bin/python -m pytest -q --ignore=tests/web --ignore=tests/journeys --ignore=tests/house $(ARGS)

clean: ## remove what the tools made, the environments too
	@rm -rf .venv .venv-library build dist docs/_build .coverage .coverage.* coverage.json .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.ready-web: $(PINS)
	@$(PYTHON) tools/prepare.py $(VENV) web
$(VENV)/.ready-dev: $(PINS)
	@$(PYTHON) tools/prepare.py $(VENV) dev web postgres text fhir prov pdf
$(VENV)/.ready-bench: $(PINS)
	@$(PYTHON) tools/prepare.py $(VENV) bench web postgres text fhir prov pdf dev
$(VENV)/.ready-docs: $(PINS)
	@$(PYTHON) tools/prepare.py $(VENV) docs web
.venv-library/.ready-library: $(PINS)
	@$(PYTHON) tools/prepare.py .venv-library library
