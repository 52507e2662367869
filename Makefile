# Redraft: `make run` to write, `make test` to check. Both make the environment (.venv) first; CONTRIBUTING.md says more.

bin := .venv/bin
# A copy of the sample, in the data folder, so that the one in the repository stays as it is.
sample = $(bin)/python -c 'from editor_app.sample import sample_copy; from editor_app.settings import AppSettings; \
	print(sample_copy(AppSettings().data_dir / "samples"))'

export PYTHON
.NOTPARALLEL:

.PHONY: help run test pictures setup setup-test lint format translations clean

help:
	@echo 'make run      open the desktop editor on a sample (without a display: the same job in the terminal)'
	@echo 'make test     all checks and all tests'
	@echo 'make lint     only the checks: style, types, arrows between packages'
	@echo 'make format   put the code in shape'
	@echo 'make translations  collect what the editor says, and build its translations'
	@echo 'make setup    only make the environment'
	@echo 'make clean    remove the environment, caches and builds; documents and models stay'

run: setup
	@if [ -e .venv/.qt-starts ] && [ -n "$$DISPLAY$$WAYLAND_DISPLAY" -o "$$(uname)" = Darwin ]; then \
		$(bin)/redraft app "$$($(sample))"; \
	else \
		$(bin)/redraft demo && echo "(redraft is $(bin)/redraft here)"; \
	fi

test: setup-test lint
	QT_QPA_PLATFORM=offscreen $(bin)/python -m pytest

lint: setup
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports

format: setup
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

translations: setup
	$(bin)/python packaging/translations.py

pictures: setup
	QT_QPA_PLATFORM=offscreen $(bin)/python -m editor_app.gui.pictures docs/images

setup:
	@packaging/setup.sh

setup-test:
	@packaging/setup.sh --test

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
