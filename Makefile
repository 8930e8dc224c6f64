# One environment in .venv; every target installs what it needs into it first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARED ?= ../shared
SCORES := build/score

.PHONY: setup demo test check lint format types openapi fuzz score screens bench neo4j neo4j-stop soak lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("luocdo needs Python 3.11 or newer: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $(STAMP)

# Samples into a store of their own, and the cascade of two central decisions.
demo: $(STAMP)
	$(BIN)/luocdo demo

test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# All that must hold before a change goes in: lint, format, types, layers, tests.
check: lint types test

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# mypy does not see an editable mapping of folders: it gets a tree of links instead.
types: $(STAMP)
	mkdir -p .types/luocdo
	for d in app data graph loaders queries viz; do ln -sfn ../../$$d .types/luocdo/$$d; done
	ln -sfn ../../luocdo/__init__.py .types/luocdo/__init__.py
	ln -sfn ../../luocdo/py.typed .types/luocdo/py.typed
	$(BIN)/mypy -p luocdo

# The description of the HTTP interface as it is checked in; a test fails where the program says otherwise.
openapi: $(STAMP)
	$(BIN)/python -m luocdo.app.api > docs/openapi.json

# The tests' schemathesis run, longer: every check, right and wrong data, against a server of the samples.
EXAMPLES ?= 200
fuzz: $(STAMP)
	$(BIN)/python -m tests.app.api.fuzz $(EXAMPLES)

# The score sheet of the README, on real texts that lie beside the project.
score: $(STAMP)
	@test -d $(SHARED)/score || { echo "make score: no gold answers in $(SHARED)" >&2; exit 1; }
	@mkdir -p $(SCORES)
	$(BIN)/luocdo extract $(SHARED)/seeds > $(SCORES)/seeds.jsonl
	$(BIN)/python $(SHARED)/score/score.py documents $(SCORES)/seeds.jsonl $(SHARED)/gold
	$(BIN)/luocdo extract $(SHARED)/corpus/dev > $(SCORES)/dev.jsonl
	$(BIN)/python $(SHARED)/score/score.py documents $(SCORES)/dev.jsonl $(SHARED)/gold/dev
	$(BIN)/luocdo extract $(SHARED)/corpus/open > $(SCORES)/open.jsonl
	$(BIN)/python $(SHARED)/score/score.py effects $(SCORES)/open.jsonl $(SHARED)/gold/effects
	$(BIN)/python $(SHARED)/score/score.py spans $(SHARED)/corpus/vnlegaltext_val.conll

# Every screen of the explorer at two widths, light and dark, into build/screens.
screens: $(STAMP)
	$(BIN)/python tests/browser/screenshots.py build/screens

# Speed and memory; bench/README.md says what each figure means and where it was measured.
bench: $(STAMP)
	for each in bench/bench_*.py; do $(BIN)/python $$each || exit 1; done

# A Neo4j server of the version the tests use, on loopback, kept under build/; Java 17 and Maven are needed.
neo4j: $(STAMP)
	@$(BIN)/python -m tests.neo4j.server start

neo4j-stop: $(STAMP)
	@$(BIN)/python -m tests.neo4j.server stop

# A server killed with -9 at random moments of many loads; each load, run again, must end like an undisturbed one.
ROUNDS ?= 20
soak: $(STAMP)
	$(BIN)/python -m tests.neo4j.soak $(ROUNDS)

# New pins within the ranges of pyproject.toml.
lock: $(STAMP)
	$(PIP) install uv
	{ sed '/^[^#]/,$$d' requirements.lock; $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --upgrade --group dev pyproject.toml; } > requirements.new
	mv requirements.new requirements.lock

clean:
	rm -rf $(VENV) .types build *.egg-info
