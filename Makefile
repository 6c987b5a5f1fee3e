# The commands that README.md names. Everything lives in .venv, var and build: `make clean` gives the clone back as it came.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8000
MANGOPAY_PORT ?= 8001
# One more than the cores of a small machine: a test that waits for Chromium or Mangopay leaves its core to another.
WORKERS ?= 3

supported = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
candidates = python3 python3.13 python3.12 python3.11
PYTHON ?= $(firstword $(foreach name,$(candidates),$(shell $(name) -c '$(supported)' 2>/dev/null && echo $(name))))
bin := .venv/bin
manage := $(bin)/python manage.py
# Settings of a live site, as it would get them: `check --deploy` judges the rest.
live = SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w0) ALLOWED_HOSTS=shop.example SITE_URL=https://shop.example \
	DEFAULT_FROM_EMAIL=hello@shop.example OPERATOR_EMAIL=team@shop.example \
	DATABASE_URL=postgres://monquibus@database.example/monquibus MANGOPAY_BASE_URL=https://api.mangopay.com
pytest = $(bin)/python -m pytest -n $(WORKERS) --dist worksteal -q -rs $(PYTEST_ARGUMENTS)

.PHONY: help run test cuts check style walls markup migrations translations deployment bench format lock clean

help: ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/'

run: .venv/installed ## start the site, its task cluster and a local Mangopay: PORT=8000 MANGOPAY_PORT=8001
	@exec $(manage) run --port $(PORT) --mangopay-port $(MANGOPAY_PORT)
run: export SITE_URL ?= http://127.0.0.1:$(PORT)
run: export MANGOPAY_BASE_URL ?= http://127.0.0.1:$(MANGOPAY_PORT)

test: .venv/installed ## the whole suite on SQLite; then on PostgreSQL and Redis where TEST_DATABASE_URL, TEST_REDIS_URL say
ifdef TEST_DATABASE_URL
	@env -u TEST_DATABASE_URL $(pytest) -m "not postgres and not strict"
	@$(pytest) -m "postgres or not once" # tests/once.py says what runs on one of them only
else
	@$(pytest)
endif

cuts: export EVERY_CUT = yes
cuts: .venv/installed ## every way of cutting every call to Mangopay, of which `make test` lives one in eleven: half an hour
	@$(pytest) tests/scenarios -k however

check: style walls markup migrations translations deployment ## everything that can be judged without running the site

style: .venv/installed
	$(bin)/ruff check --quiet .
	$(bin)/ruff format --check --quiet .

walls: .venv/installed
	$(bin)/lint-imports --no-logo | tail -n +8

markup: .venv/installed
	$(bin)/djlint --lint --quiet templates

migrations: .venv/installed
	$(manage) makemigrations --check --dry-run

translations: .venv/installed
	$(manage) translations --check

deployment: .venv/installed
	@DJANGO_SETTINGS_MODULE=monquibus.settings.production $(live) $(manage) check --deploy --fail-level WARNING

bench: .venv/installed ## queries and milliseconds per page beside stock Oscar, into build/bench.json
	@$(bin)/python -m benchmarks

format: .venv/installed ## write the code as `make check` wants it
	@$(bin)/ruff check --fix --quiet .
	@$(bin)/ruff format --quiet .

lock: ## resolve requirements.in again, with uv
	uv pip compile --universal --python-version 3.11 --upgrade --quiet --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" requirements.in --output-file requirements.txt

clean: ## remove everything that these commands made
	rm -rf .venv var build .hypothesis .ruff_cache .import_linter_cache

.venv/installed: requirements.txt
	@test -n "$(PYTHON)" || { echo "MonQuibus needs Python 3.11, 3.12 or 3.13."; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null \
		|| { echo "Python's venv module is missing: sudo apt-get install python3-venv"; exit 1; }
	@echo "Installing $$(grep -c == requirements.txt) packages into .venv, a minute or two"
	@$(PYTHON) -m venv .venv
	@$(bin)/python -m pip install --disable-pip-version-check --progress-bar off -r requirements.txt \
		| sed -n 's/^\(Collecting [^ ]*\|Installing collected\).*/  \1/p'
	@touch $@
