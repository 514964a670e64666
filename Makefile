# Party Group Desk.  On a bare Debian with python3, make and git:
#
#   make run     everything, up to the address in your browser; a second start keeps all data
#   make test    the whole suite
#
# For those who work on it: make check, make clauses, make format, make messages.
# Variables: PORT (8000), HOST (127.0.0.1), DATA_DIR (./var), WORKERS (cores), PYTEST (more options).

SHELL := /bin/sh
PY := .venv/bin/python
PYTEST ?=

.PHONY: run test check clauses format messages setup

run:
	@sh config/deploy/setup.sh run
	@$(PY) manage.py migrate --no-input --verbosity 0
	@if ls */management/commands/demo.py >/dev/null 2>&1; then $(PY) manage.py demo --if-empty; fi
	@exec $(PY) manage.py serve

test:
	@sh config/deploy/setup.sh test
	@$(PY) -m pytest -n auto --dist loadfile $(PYTEST)

setup:
	@sh config/deploy/setup.sh test

check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	.venv/bin/djlint templates --lint --quiet

clauses:
	@$(PY) manage.py clauses --strict

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages:
	@$(PY) -m config.messages
