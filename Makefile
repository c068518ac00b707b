# The commands of this repository. `make run` on a bare machine is all it takes.

# The first Python that is new enough; say PYTHON=... to choose another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$python; exit; fi; done; echo python3)
VENV_PYTHON := .venv/bin/python
WORKERS ?= 2
# Handed on to the program or to pytest: make test ARGS="tests/domain -x"
ARGS ?=

# Qt wants a UTF-8 locale; the person's own stays where there is one.
export LANG := $(or $(LANG),C.UTF-8)

.PHONY: help setup run tour test languages laws check texts screens bench fuzz faults package package-smoke clean

help:
	@echo "make run      set up and open the demo shop (without a display: draw its tour into build/tour)"
	@echo "make tour     draw the tour of the demo shop into build/tour"
	@echo "make test     set up and run the tests"
	@echo "make check    style, types and layers"
	@echo "make texts    bring the catalogues of every language up to date"
	@echo "make screens  draw every screen into build/screens and say which are not as they were accepted;"
	@echo "              ACCEPT=1 accepts them, ARGS=\"--only 'checkout-.*-light'\" draws some"
	@echo "make bench    measure on big shops"
	@echo "make fuzz     throw nonsense at lists, searches and telephones, and count what became of it"
	@echo "make languages  open every page and dialog in every language, and look for what has no room"
	@echo "make laws     try the laws of the account on twenty times as many histories as make test"
	@echo "make faults   kill, flip, fill and damage some thousand times (about a quarter of an hour)"
	@echo "make package  freeze the program into build/package, and build the .deb around it"
	@echo "make package-smoke  install that .deb in a bare Debian, work with it, upgrade and remove it (needs root)"
	@echo "make setup    make .venv from requirements.lock"
	@echo "make clean    remove what was built, and .venv"

setup:
	@$(PYTHON) installer/bootstrap.py setup

run: setup
	$(VENV_PYTHON) -m ui.app --demo $(ARGS)

# The tests start the program some hundred times: it is compiled once.
unexport PYTHONDONTWRITEBYTECODE

# Drawn the same on every machine.
tour test languages laws screens bench: export QT_QPA_PLATFORM := offscreen
tour test languages laws screens bench: export QT_SCALE_FACTOR := 1
test languages laws screens bench: export LANG := C.UTF-8
test languages laws screens bench: export LC_ALL := C.UTF-8

tour: setup
	env -u DISPLAY -u WAYLAND_DISPLAY $(VENV_PYTHON) -m ui.app --demo $(ARGS)

# The tests make thousands of shops and wait for the disk at each posting: where memory has room, they lie there.
IN_MEMORY = $(shell room=$$(df --output=avail -BG /dev/shm 2>/dev/null | tr -dc 0-9) && \
	test "$${room:-0}" -ge 4 && echo /dev/shm)
test laws: export PYTEST_DEBUG_TEMPROOT = $(IN_MEMORY)

test: setup
	$(VENV_PYTHON) -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder -m "not benchmark" $(ARGS)

languages: export SHOPDESK_LANGUAGES := ar_EG es_MX fr_FR
languages: setup
	$(VENV_PYTHON) -m pytest -n $(WORKERS) tests/ui/test_every_language.py $(ARGS)

laws: export SHOPDESK_LAWS := 20
laws: setup
	$(VENV_PYTHON) -m pytest -n $(WORKERS) tests/laws $(ARGS)

check: setup
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy
	.venv/bin/lint-imports

texts: setup
	$(VENV_PYTHON) -m tests.texts

screens: setup
	$(VENV_PYTHON) -m tests.screens build/screens $(if $(ACCEPT),--accept) $(ARGS)

bench: setup
	$(VENV_PYTHON) -m pytest tests/benchmarks -m benchmark -s -p no:randomly $(ARGS)

fuzz: setup
	$(VENV_PYTHON) -m tests.fuzz

faults: setup
	$(VENV_PYTHON) -m tests.faults.run $(ARGS)

package: setup
	$(VENV_PYTHON) installer/package.py $(ARGS)

package-smoke:
	$(PYTHON) installer/smoke.py $$(ls -t build/package/*.deb | head -1) $(ARGS)

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find shopdesk ui tests installer -name __pycache__ -type d -prune -exec rm -rf {} +
