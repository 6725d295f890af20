# Two commands matter: `make lab` to learn, `make test` to check everything.
PYTHON ?= python3
PORT ?= 8888
NOTEBOOK ?= notebooks/05-gradient-descent.ipynb

BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help lab test build bench browser screenshot lock clean

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 16

lab: $(READY) ## open the course in JupyterLab (PORT=8890 for another port)
	@$(BIN)/python nbtools/doctor.py port $(PORT)
	$(BIN)/jupyter lab --port=$(PORT) --ServerApp.port_retries=0 \
	    --LabApp.default_url=/lab/tree/$(NOTEBOOK) $$(test "$$(id -u)" != 0 || echo --allow-root)

test: $(READY) ## check everything (SKIP_BROWSER=1 leaves out the tests in a real browser)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m nbtools.build --check
	$(BIN)/python -m pytest --notebooks tests mathlib nbtools notebooks

build: $(READY) ## notebooks/source/*.md -> notebooks/*.ipynb, only what changed
	$(BIN)/python -m nbtools.build

bench: $(READY) ## measure the live figure against the usual way; writes build/bench.json
	$(BIN)/python -m nbtools.bench

browser: $(READY) ## the tests in a real browser, all of them: make test runs only the fast ones
	$(BIN)/python -m pytest -m browser --durations=10 tests/browser

screenshot: $(READY) ## the picture in README.md, taken anew
	$(BIN)/python -m nbtools.screenshot

lock: $(READY) ## newest versions of everything -> requirements.txt
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --upgrade --no-config --quiet \
	    --custom-compile-command "make lock" --output-file build/requirements.txt pyproject.toml
	(cat build/requirements.txt; echo "-e .  # this project: mathlib and nbtools") > requirements.txt

clean: ## remove the environment and everything built, never a notebook
	rm -rf .venv build .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) nbtools/doctor.py python
	$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --requirement requirements.txt || \
	    { echo; echo "Installing failed: the lines above say why (most often: no network). Mend it," \
	    "then run the same command again."; exit 1; }
	@touch $@
