# make run    set up, then open the window        make test    set up, then the whole gate, as CI runs it
# make setup  only set up                         make lint    its quick part: format, rules, imports, types
# make bench  measure, into docs/benchmarks.md    make translations    collect and compile the texts
.DEFAULT_GOAL := run
.PHONY: setup libraries run test lint bench translations clean

BIN := .venv/bin
PYTHON ?= python3
PIP_ARGS ?=
TEXTS := resources/translations
OFFSCREEN := QT_QPA_PLATFORM=offscreen

setup: libraries

libraries: .venv/.installed
	@.ci/qt-libraries

.venv/.installed: pyproject.toml constraints.txt .ci/setup
	@PYTHON="$(PYTHON)" PIP_ARGS="$(PIP_ARGS)" .ci/setup

run: setup
	@$(BIN)/python main.py $(ARGS)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy --strict core app main.py

test: lint
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses=2 --dist=loadfile --ignore=tests/architecture/test_translations.py
	$(BIN)/python -m pytest -q tests/architecture/test_translations.py
	$(OFFSCREEN) $(BIN)/python main.py --smoke

bench: setup
	$(BIN)/python main.py bench --write

translations: setup
	$(BIN)/pyside6-lupdate -silent -no-obsolete -locations none -extensions py app -target-language zh_CN -ts $(TEXTS)/zh_CN.ts
	$(BIN)/pyside6-lrelease -silent -nounfinished $(TEXTS)/zh_CN.ts -qm $(TEXTS)/zh_CN.qm

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find app core tests -name __pycache__ -type d -prune -exec rm -rf {} +
