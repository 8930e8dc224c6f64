# One environment in .venv; every target installs what it needs into it first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CODE := app data graph loaders queries viz tests bench luocdo

.PHONY: setup demo test check lint format types score bench clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("luocdo needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/luocdo demo

test: $(STAMP) types
	$(BIN)/python -m pytest

check: lint types
	$(BIN)/python -m pytest

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

clean:
	rm -rf $(VENV) .types build *.egg-info
