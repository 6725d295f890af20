# Two commands matter: `make lab` to learn, `make test` to check everything.
# (macOS has make 3.81: nothing here may need a newer one.)
PYTHON ?= python3
PORT ?= 8888
NOTEBOOK ?= notebooks/01-linear-algebra.ipynb
CHAPTER ?=
NAME ?=
UPGRADE ?=
VERSIONS ?=

# What one process has compiled, the next forty need not compile again.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
READY := .venv/ready

define checks
$(1)/ruff check
$(1)/ruff format --check
$(1)/lint-imports
$(1)/python -m nbtools.build --check
$(1)/python -m nbtools.abreast "$(1)/mypy" \
    "$(1)/python -m pytest -m 'browser and not full' tests/browser" \
    "$(1)/python -m pytest -n auto --maxprocesses=4 --dist=loadfile -p nbtools.spread \
        --no-loadscope-reorder -m 'not (browser or alone or slow)' --notebooks tests mathlib nbtools notebooks"
$(1)/python -m pytest -m "alone and not (full or slow)" $$(grep -rl --include='*.py' 'mark\.alone' tests)
endef

JUPYTER_LAB = $(BIN)/jupyter lab --port=$(PORT) --ServerApp.port_retries=0 \
    $$(test "$$(id -u)" != 0 || echo --allow-root) --LabApp.default_url=/lab/tree

.DEFAULT_GOAL := help
.PHONY: help lab test check figure build pythons bench browser browsers screenshot latest coverage fuzz \
    mutation lock clean

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 16

lab: $(READY) ## open the course in JupyterLab (PORT=8890 for another port)
	@$(BIN)/python nbtools/doctor.py port $(PORT)
	$(JUPYTER_LAB)/$(NOTEBOOK)

test: $(READY) ## check everything (SKIP_BROWSER=1 leaves out the tests in a real browser)
	$(call checks,$(BIN))

check: $(READY) ## build and check one chapter, without a browser (make check CHAPTER=05)
	@$(BIN)/python -m nbtools.check '$(CHAPTER)'

figure: $(READY) ## open one live figure alone in JupyterLab (make figure NAME=DescentOnMap)
	@$(BIN)/python nbtools/doctor.py port $(PORT)
	@notebook=$$($(BIN)/python -m nbtools.figure '$(NAME)') && $(JUPYTER_LAB)/$$notebook

build: $(READY) ## notebooks/source/*.md -> notebooks/*.ipynb, only what changed
	$(BIN)/python -m nbtools.build

pythons: $(READY) ## the tests on the newest other Python found here (or VERSIONS="3.12 3.13")
	@$(BIN)/python -m nbtools.pythons $(VERSIONS)

bench: $(READY) ## measure the live figure against the usual way; writes build/bench.json
	$(BIN)/python -m nbtools.bench

browser: $(READY) ## the tests in a real browser, all of them: make test runs only the fast ones
	$(BIN)/python -m pytest -m browser --durations=10 tests/browser

browsers: $(READY) ## one figure in each client: JupyterLab in three browsers, and Notebook 7
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[clients]"
	$(BIN)/python -m pytest -m browser --durations=4 tests/clients

screenshot: $(READY) ## the picture in README.md, taken anew
	$(BIN)/python -m nbtools.screenshot

latest: ## what `make test` checks, with the newest release of everything (in .venv-latest)
	@$(PYTHON) nbtools/doctor.py python
	$(PYTHON) -m venv --clear .venv-latest
	.venv-latest/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	$(call checks,.venv-latest/bin)

coverage: $(READY) ## which lines the tests reach, those that run in the notebooks' kernels too
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[coverage]"
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -p nbtools.kernel_coverage --notebooks tests mathlib nbtools notebooks
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

fuzz: $(READY) ## type 100,000 formulas and other texts: none may do harm, hang or fail (about 5 minutes)
	$(BIN)/python -m pytest -n auto -m slow --durations=4 tests/unit

mutation: $(READY) ## do the tests of the mathematics notice a wrong line? (about 10 minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[mutation]"
	$(BIN)/python -m nbtools.mutation

lock: $(READY) ## pyproject.toml -> requirements.txt, keeping what fits (UPGRADE=1: the newest)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@mkdir -p build
	grep -v '^-e' requirements.txt > build/requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 $(if $(filter 1,$(UPGRADE)),--upgrade) \
	    --no-config --quiet --custom-compile-command "make lock" \
	    --extra test --output-file build/requirements.txt pyproject.toml
	(cat build/requirements.txt; echo "-e .  # this project: mathlib and nbtools") > requirements.txt

clean: ## remove the environment and everything built, never a notebook
	rm -rf .venv .venv-latest build .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) nbtools/doctor.py python
	$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --disable-pip-version-check --requirement requirements.txt || \
	    { echo; echo "Installing failed: the lines above say why (most often: no network). Mend it," \
	    "then run the same command again."; exit 1; }
	@touch $@
