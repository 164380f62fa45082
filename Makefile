# Two commands for a fresh machine; everything else is in tasks.py (`.venv/bin/inv --list`).
PYTHON ?= python3

# The environment's own Python once there is one, else $(PYTHON), which must be new enough.
PREPARE = @python=.venv/bin/python; test -x $$python || python='$(PYTHON)'; \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11, 2))' 2>/dev/null || { \
	echo 'Bitte Python 3.11.2 oder neuer installieren und „make $@ PYTHON=python3.12“ aufrufen.' >&2; \
	echo 'Please install Python 3.11.2 or newer and call “make $@ PYTHON=python3.12”.' >&2; exit 2; }; \
	$$python plugins/desk/environment.py

help:
	@echo 'make site    baut die Seite nach output/          builds the site'
	@echo 'make serve   zeigt die Vorschau im Browser        opens the preview'
	@echo 'make test    prüft das ganze Haus                 runs all tests'
	@echo 'make audit   prüft jede Seite in jeder Ansicht     judges every page in every view'
	@echo 'make clean   entfernt alles, was gebaut wurde     removes what was made'
	@echo
	@echo 'Danach alle Befehle / then all commands:  .venv/bin/inv --list'

site:
	$(PREPARE) site && .venv/bin/inv build

serve:
	$(PREPARE) site && .venv/bin/inv serve

test:
	$(PREPARE) dev && .ci/system-packages && .venv/bin/inv test

audit:
	$(PREPARE) dev && AUDIT=true .ci/system-packages && .venv/bin/inv code.audit

clean:
	rm -rf .venv .build output

.PHONY: help site serve test audit clean
