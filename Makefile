# make demo    the main job on a sample job search (KEEP=dir lays the drafts and reminders there)
# make test    installs what the tests need and runs them all
# make check   format, lint, types, import contracts, then the tests
# make evaluate  what it makes of every mailbox and message that somebody has labelled
# make bench   measures, against floors measured in the same run
# make build   wheel and source distribution in dist/, with man page and completions
# make deb     the same as a Debian package in dist/    make deb-test  installs, tries and purges that here (root)
# make picture draws the README's pictures anew      make lock   takes the newest versions into requirements.lock
# make boot    boots a small Debian in a container and runs both systemd units there (root; minutes, once)
# make clean   removes whatever was made here, .venv included

SHELL := /bin/bash -o pipefail
.DEFAULT_GOAL := help
.PHONY: help demo test check static evaluate bench build deb deb-test picture lock boot clean

BIN := .venv/bin
# The first Python that is new enough; make PYTHON=/path/to/python overrules it.
PYTHON ?= $(firstword $(foreach p,python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $p -c 'import sys; sys.version_info >= (3, 11) and print("$p")' 2>/dev/null)))
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# pip's lines about what it downloads are the progress; its warnings and errors come by stderr.
SHOW := sed -un -e 's/^ *Downloading \([^ ]*\/\)\{0,1\}/  /p' -e 's/^Building wheel.*/  &/p'

# When this version was made, for all that is built of it: the same sources give the same bytes.
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null),1580601600)

help:
	@sed -n 's/^# make/make/p' Makefile

demo: .venv/demo.stamp
	@$(BIN)/courtesy demo $(if $(KEEP),--keep "$(KEEP)")

test: .venv/dev.stamp
	@sh tests/system/install.sh dovecot:dovecot-imapd openssl:openssl systemd-analyze:systemd neomutt:neomutt tmux:tmux \
		libical.so.3:libical3 node:nodejs npm:npm groff:groff-base
	@[ -d .venv/node_modules/ical.js ] || npm install --prefix .venv --no-save --no-audit --no-fund --silent ical.js@2.2.1 \
		|| echo "ical.js could not be installed by npm: its tests will fail." >&2
	$(BIN)/python -m pytest

check: static test

static: .venv/dev.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: .venv/dev.stamp
	@sh tests/system/install.sh dovecot:dovecot-imapd openssl:openssl
	$(BIN)/python tests/corpus/evaluate.py

bench: .venv/dev.stamp
	@sh tests/system/install.sh dovecot:dovecot-imapd openssl:openssl mbsync:isync bogofilter:bogofilter
	$(BIN)/python tests/bench

build: .venv/dev.stamp
	SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m build --outdir dist

deb: build
	SOURCE_DATE_EPOCH=$(EPOCH) sh debian/build.sh "$$(ls -t dist/courtesy-*.whl | head -n 1)" dist

deb-test: deb
	@sh tests/system/deb.sh "$$(ls -t dist/courtesy_*.deb | head -n 1)"

picture: .venv/dev.stamp
	$(BIN)/courtesy demo --as-of 2026-03-17T09:30:00+00:00 --picture daemon/courtesy/demo/demo.svg
	$(BIN)/python tests/setup/draw.py tests/setup/pictures >/dev/null

lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	(echo "# The versions that the tests last passed with (make lock); pip install -c requirements.lock"; \
	 build/lock/bin/python -m pip freeze --exclude courtesy) > requirements.lock

boot: .venv/dev.stamp
	@sh tests/system/boot/run.sh

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find daemon tests -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Courtesy needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || sh tests/system/install.sh no-ensurepip:python3-venv
	@echo "Making .venv with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/demo.stamp: pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing Courtesy into .venv (once; under a minute) ..."
	@$(PIP) install -c requirements.lock -e '.[demo]' | $(SHOW)
	@touch $@

.venv/dev.stamp: pyproject.toml requirements.lock | $(BIN)/python
	@echo "Installing Courtesy and what its tests need into .venv (once; about a minute) ..."
	@$(PIP) install -c requirements.lock -e '.[dev]' | $(SHOW)
	@touch $@ .venv/demo.stamp
