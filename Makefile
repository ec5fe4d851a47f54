# Short names for what README.md and .ci/run do; needs Python 3.11 or newer and nothing else.
BIN = .venv/bin

.PHONY: demo test lint reliability bench
demo: .venv
	-$(BIN)/auditor check

test: .venv
	$(BIN)/pytest -q -n auto

lint: .venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The long tests of docs/reliability.md, one after the other: some measure time. Writes their figures.
reliability: .venv
	$(BIN)/pytest -q -m reliability tests/reliability

# Accuracy and speed on the seed article and on generated work; prints figures, tests nothing.
bench: .venv
	$(BIN)/python benchmarks/document.py
	$(BIN)/python benchmarks/references.py
	$(BIN)/python benchmarks/claims.py
	$(BIN)/python benchmarks/findings.py
	$(BIN)/python benchmarks/links.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/preserve.py

.venv: pyproject.toml
	python3 -m venv .venv
	$(BIN)/pip install -q -e ".[dev]"
	touch .venv
