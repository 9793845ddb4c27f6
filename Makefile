# make run    the site at http://127.0.0.1:8000 (PORT=8001 make run: another port)
# make test   the style checks and all tests
# make lint   the style checks alone
# make bench  how fast pages are read and recognised; also bench-reading, bench-recognition, bench-pages, bench-reuse, see benchmarks/README.md
# make clean  removes what these made, but never var/, where the archive is

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
PAGES ?= fixtures/pages
NEWSPAPER ?= 焦作日报
export PORT HOST

# Always relative and always through the interpreter: this folder's own path may hold spaces.
VENV = .venv/bin/python
MANAGE = $(VENV) manage.py
PIP = $(VENV) -m pip --disable-pip-version-check --quiet install --use-pep517

.PHONY: run test lint clean bench bench-about bench-pages bench-reading bench-recognition bench-reuse

run: .venv/run.stamp
	@$(VENV) -m newsroom.port
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_gazetteer
	@$(MANAGE) import_pages $(PAGES) --newspaper $(NEWSPAPER) || test $$? -eq 1 # 1: some files were refused, by name
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@exec env -u DATABASE_OWNER_URL $(VENV) -m gunicorn --config python:newsroom.server newsroom.wsgi

test: lint
	$(VENV) -m pytest -n 2 --dist worksteal

lint: .venv/test.stamp
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	.venv/bin/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(VENV) -m mypy
	.venv/bin/lint-imports

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

.venv/run.stamp: pyproject.toml | .venv/made.stamp
	@echo '安装依赖，约需一分钟 · Installing dependencies, about a minute …'
	@$(PIP) --editable .
	@touch $@

.venv/test.stamp: pyproject.toml | .venv/made.stamp
	@echo '安装测试所需 · Installing what the tests need …'
	@$(PIP) --editable '.[test]'
	@touch $@ .venv/run.stamp

.venv/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo '需要 Python 3.11 或更新版本 · Python 3.11 or newer is needed: PYTHON=python3.11 make run'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo '缺少 python3-venv，请先运行 · python3-venv is missing, install it first: sudo apt install python3-venv'; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

bench-reading: .venv/test.stamp
	PYTHONPATH=tests/pages $(VENV) -m pagemaker --pages 220

bench: .venv/test.stamp
	@$(VENV) benchmarks/speed.py

bench-about: .venv/test.stamp
	@$(VENV) benchmarks/measured.py

bench-recognition: .venv/test.stamp var/bench-venv/made.stamp
	@$(VENV) benchmarks/recognition.py --rivals var/bench-venv/bin/python

bench-pages: .venv/test.stamp
	@$(VENV) benchmarks/pages.py

bench-reuse: .venv/test.stamp
	@$(VENV) benchmarks/reuse.py

var/bench-venv/made.stamp: benchmarks/rivals.txt
	@$(PYTHON) -m venv var/bench-venv
	@var/bench-venv/bin/python -m pip --disable-pip-version-check --quiet install --requirement benchmarks/rivals.txt
	@touch $@
